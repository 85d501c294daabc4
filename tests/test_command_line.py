"""The command ``anxiolytics`` and the lists behind ``facts check``."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from anxiolytics.command_line import application
from anxiolytics.facts import fact, facts
from anxiolytics.facts_review import aged, texts_of, unnamed, without_address

ROOT = Path(__file__).parents[1]


def run(*arguments):
    return CliRunner().invoke(application(), arguments)


def test_show_prints_every_row_and_stars_the_one_in_use():
    result = run("facts", "show", "diazepam.half_life")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == len(facts("diazepam.half_life"))
    starred = [line for line in lines if line.startswith("* diazepam.half_life:")]
    assert len(starred) == 1
    assert "greenblatt1989diazepam" in starred[0]
    assert str(fact("diazepam.half_life")) in starred[0]


def test_show_offers_the_nearest_name():
    result = run("facts", "show", "diazepm")
    assert result.exit_code == 2
    assert result.output == "no facts under 'diazepm': did you mean diazepam?\n"


def test_check_lists_and_does_not_fail():
    result = run("facts", "check", "--root", str(ROOT))
    assert result.exit_code == 0, result.output
    assert "adult.body_weight" in result.stdout
    assert result.stdout.endswith(f"{len(facts())} facts in all.\n")


def test_check_wants_the_folder_of_the_book(tmp_path):
    result = run("facts", "check", "--root", str(tmp_path))
    assert result.exit_code == 2
    assert result.output.startswith("root must be the folder of the book")


def test_without_typer_one_sentence_says_what_to_install():
    code = "import sys; sys.modules['typer'] = None; from anxiolytics.command_line import main; main()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr == (
        "typer is not installed: install it with `pip install 'anxiolytics[classroom]'`.\n"
    )


def test_a_row_ages_a_year_after_its_day():
    row = fact("diazepam.half_life")
    assert aged([row], row.last_checked.replace(year=row.last_checked.year + 1)) == ()
    assert aged([row], date(row.last_checked.year + 1, 12, 31)) == (row,)


def test_rows_without_an_address_to_follow():
    row, invented = fact("diazepam.half_life"), fact("adult.body_weight")
    derived = fact("diazepam.volume")
    for address in ("doi = {10.1000/1}", "note = {NDA 018276}", "note = {DailyMed set id 89057c93-8155}"):
        assert without_address([row, derived], {row.source: address}) == ()
    assert without_address([row, invented], {row.source: "title = {Something}"}) == (row, invented)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{fact}`diazepam.half_life.elderly`", False),
        ("{fact}`diazepam.half_life_of_something`", False),
        ("{fact}`diazepam.half_life`", True),
        ('facts("diazepam.half_life")', True),
        ('self.fact("half_life")', True),
        ("diazepam has a half_life", False),
    ],
)
def test_a_row_is_named_whole_or_by_its_beginning_or_as_a_quantity(text, named):
    rows = (fact("diazepam.half_life"), fact("diazepam.half_life.young"))
    assert unnamed(rows, [text]) == (() if named else rows)


def test_texts_are_those_of_the_book(tmp_path):
    with pytest.raises(ValueError, match=r"^root must be the folder of the book"):
        texts_of(tmp_path)
    (tmp_path / "chapters" / "principles").mkdir(parents=True)
    (tmp_path / "chapters" / "principles" / "one.md").write_text("one")
    (tmp_path / "index.md").write_text("two")
    assert sorted(texts_of(tmp_path)) == ["one", "two"]


def test_numbers_of_the_half_life_chapter_count_as_named():
    unused = {row.name for row in unnamed(facts(), texts_of(ROOT))}
    assert "alprazolam.half_life" not in unused
    assert "diazepam.whole_body_apparent_oral_clearance" not in unused
