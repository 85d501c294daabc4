"""The pages written from the tables: every row is there, a gap is a gap, and nothing is written twice."""

import importlib
import re
from pathlib import Path

import pytest

from anxiolytics.data.records import BrainRow, load_records
from anxiolytics.data.tables import DATA
from anxiolytics.drugs import drug, drugs
from anxiolytics.facts import facts
from anxiolytics.problems.bank import problem
from generated_pages import write_changed
from mathematics import typeset
from reference_pages import education_boxes, reference_pages
from reference_pages.all_models import models
from reference_pages.all_numbers import GROUPS, numbers_label
from reference_pages.drug_card import FIRST, GAP, card, carded_drugs
from reference_pages.drug_tables import COMPARED
from reference_pages.mentions import Page, speaking_of, using_numbers_of, written_pages
from reference_pages.wording import escaped, sentence_case, words

ROOT = Path(__file__).parents[2]
NAMED_IN_A_ROLE = re.compile(r"\{fact\}`([\w.]+)(?:@\w+)?(?::value)?`")


@pytest.fixture(scope="module")
def pages():
    return reference_pages(ROOT)


def test_each_drug_has_a_card_that_shows_each_of_its_numbers(pages):
    for name in carded_drugs():
        text = pages[f"drugs/{name}.md"]
        printed = set(NAMED_IN_A_ROLE.findall(text))
        drawn = {row.name for row in facts(f"{name}.half_life")} if "{fact-ranges}" in text else set()
        assert {row.name for row in facts(name)} <= printed | drawn


def test_every_source_of_a_drug_is_on_its_card(pages):
    for name in carded_drugs():
        text = pages[f"drugs/{name}.md"]
        for row in facts(name):
            if row.source and not row.used and row.name.split(".")[1] != "half_life":
                assert f"`{row.name}@{row.source}`" in text


def test_card_names_brands_synonyms_tablets_and_routes(pages):
    for name in carded_drugs():
        text = pages[f"drugs/{name}.md"]
        substance = drug(name)
        for other in (*substance.synonyms, *substance.brand_names):
            assert escaped(other) in text
        for tablet in substance.tablets:
            assert f"{tablet.strength_mg:g}" in text
        for route in substance.routes:
            assert sentence_case(escaped(route.reaction)) in text


def test_a_missing_number_shows_as_a_gap_and_never_as_zero(pages):
    gaps = 0
    for name in carded_drugs():
        text = pages[f"drugs/{name}.md"]
        missing = [quantity for quantity in FIRST if not drug(name).knows(quantity)]
        assert text.count(GAP) == len(missing)
        assert not re.search(r"\| (?:0|nan|None|inf) \|", text)
        gaps += len(missing)
        for gap in drug(name).gaps():
            assert escaped(gap) in text
    assert gaps > 0
    assert f"| {GAP} |" in pages["compare-two-drugs.md"]


def test_a_card_tells_the_usual_numbers_before_those_of_groups(pages):
    text = pages["drugs/diazepam.md"]
    usual, groups, others = re.search(
        r"## Kinetics\n(.*?)### In groups.*?\n(.*?)### Other kinetic.*?\n(.*?)\n## ", text, re.S
    ).groups()
    assert [name.count(".") for name in NAMED_IN_A_ROLE.findall(usual)] == [1] * usual.count("{fact}")
    assert "`diazepam.clearance.elderly_men`" in groups
    assert "`diazepam.peak_concentration.dose_10_mg_oral`" in others


def test_compared_numbers_are_in_one_unit(pages):
    for quantity, unit in COMPARED.items():
        cells = re.findall(rf"\{{fact\}}`\w+\.{quantity}:(\S+?)`", pages["compare-two-drugs.md"])
        assert len(cells) >= 10
        assert set(cells) == {unit}


def test_interactions_stand_on_both_cards(pages):
    assert "{fact}`alprazolam.auc_ratio" in pages["drugs/alprazolam.md"]
    for row in facts():
        victim, quantity, *rest = row.name.split(".")
        if quantity == "auc_ratio" and row.used and rest[0] in carded_drugs():
            assert f"`{row.name}`" in pages[f"drugs/{rest[0]}.md"]
            assert f"`{row.name}`" in pages[f"drugs/{victim}.md"]


def test_cards_carry_the_boxes_of_the_front_page(pages):
    boxes = education_boxes((ROOT / "index.md").read_text("utf-8"))
    assert "Do not stop suddenly" in boxes
    assert all(boxes in pages[f"drugs/{name}.md"] for name in carded_drugs())
    with pytest.raises(ValueError, match="must have a box"):
        education_boxes("# A front page without boxes")


def test_cards_name_the_pages_that_use_their_numbers():
    using = Page("chapters/a.md", "One", 'x = fact("diazepam.half_life")')
    printing = Page("chapters/b.md", "Two", "It is {fact}`diazepam.half_life`.")
    other = Page(
        "chapters/c.md", "Three", "nordiazepam and `diazepam` in words, {fact}`nordiazepam.half_life`"
    )
    assert using_numbers_of("diazepam", [using, printing, other]) == [using, printing]
    assert "[One](/chapters/a.md)" in card("diazepam", "", [using, other])


def test_comparison_has_a_row_a_drug(pages):
    rows = re.findall(r"^\| \{ref\}`(\w+) <drug-\w+>`", pages["compare-two-drugs.md"], re.M)
    assert rows == list(carded_drugs())


def test_numbers_hold_every_row_once_with_its_source_and_day(pages):
    lines = [line for group in GROUPS for line in pages[f"numbers/{group.name}.md"].split("\n")]
    for row in facts():
        (line,) = [
            line
            for line in lines
            if line.startswith(f"| `{row.name}` |")
            and (row.source in line if row.source else row.status in line.lower())
        ][:1]
        assert sentence_case(escaped(row.population)) in line
        assert str(row.last_checked) in line
    assert sum(line.startswith("| `") for line in lines) == len(facts())
    assert sum("**in use**" in line for line in lines) == sum(row.used for row in facts())


def test_a_drug_is_among_its_class_and_the_index_leads_to_every_subject(pages):
    assert "(numbers-diazepam)=" in pages["numbers/benzodiazepines.md"]
    assert "(numbers-sertraline)=" in pages["numbers/antidepressants.md"]
    leftovers = pages[f"numbers/{GROUPS[-1].name}.md"]
    assert not [name for name in drugs() if f"({numbers_label(name)})=" in leftovers]
    for subject in {row.name.split(".")[0] for row in facts()}:
        assert f"](#{numbers_label(subject)})" in pages["all-numbers.md"]
        assert sum(f"({numbers_label(subject)})=" in text for text in pages.values()) == 1
    for name in carded_drugs():
        assert f"](#{numbers_label(name)})" in pages[f"drugs/{name}.md"]


def test_every_model_exists_and_can_be_set():
    paths = {page.path for page in written_pages(ROOT)}
    for model in models():
        module, _, name = model.function.rpartition(".")
        assert callable(getattr(importlib.import_module(module), name))
        assert model.page in paths
        assert all(problem(name).id == name for name in model.problems)
        assert "katex-html" in typeset(model.equation, False)
    assert len({model.function for model in models()}) == len(models())


def test_all_models_leads_to_page_and_problem(pages):
    for model in models():
        assert f"](/{model.page})" in pages["all-models.md"]
        for name in model.problems:
            assert re.search(rf"\[{re.escape(problem(name).title)}\]\(#[\w-]+\)", pages["all-models.md"])


def test_brain_page_holds_every_row(pages):
    text = pages["where-in-the-brain.md"]
    for row in load_records(BrainRow, DATA):
        assert f"| {row.subtype} | {escaped(row.abundance)} |" in text
    assert speaking_of("amygdala", [Page("a.md", "A", "The Amygdala.")])
    assert not speaking_of("amygdala", [Page("a.md", "A", "amygdaloid")])


def test_only_what_has_changed_is_written(tmp_path):
    assert write_changed(tmp_path, {"a.md": "one", "drugs/b.md": "two"}) == ["a.md", "drugs/b.md"]
    before = (tmp_path / "a.md").stat().st_mtime_ns
    assert write_changed(tmp_path, {"a.md": "one", "drugs/b.md": "three"}) == ["drugs/b.md"]
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_pages_of_drugs_that_went_away_go_too(tmp_path):
    write_changed(tmp_path, {"a.md": "one", "drugs/b.md": "two"})
    assert write_changed(tmp_path, {"a.md": "one"}) == []
    assert [path.name for path in tmp_path.rglob("*.md")] == ["a.md"]


def test_generated_pages_are_not_among_the_sources_of_the_build():
    book = (ROOT / "tools" / "book.py").read_text("utf-8")
    assert "reference/" not in book
    assert "/reference/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_names_become_words():
    assert words("elderly_men") == "elderly men"
    assert words("half_life_from_mean_volume") == "half-life from mean volume"
    assert words("sert_occupancy") == "SERT occupancy"
    assert words("dose_0_125_mg_oral") == "dose 0.125 mg oral"
    assert words("weight_51_75_kg") == "weight 51–75 kg"
    assert words("creatinine_clearance_15_29_ml_min_us") == "creatinine clearance 15–29 mL/min US"
    assert words("cyp2c19_poor_metaboliser") == "CYP2C19 poor metaboliser"
    assert words("treiman1998") == "Treiman 1998"
    assert escaped("5 * [a]|b_c") == r"5 \* \[a\]\|b\_c"
