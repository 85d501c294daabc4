"""Numbers in the prose say where they come from (tools/bare_numbers.py has the rule)."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOL = runpy.run_path(str(ROOT / "tools" / "bare_numbers.py"))
bare_numbers, pages = TOOL["bare_numbers"], TOOL["pages"]


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_clinical_number_has_a_source(page):
    found = bare_numbers(page.read_text("utf-8"))
    assert [f"{page.name}:{line}: {number!r} in: {text}" for line, number, text in found] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Diazepam has a half-life of 44 h.", ["44 h"]),
        ("It was 20–32 mL/min, and 97.4 % was bound.", ["20–32 mL", "97.4 %"]),
        ("A 2.6-fold rise in 1,200 people.", ["2.6-fold", "1,200 people"]),
        ("Absorbed at 1.1 per hour over 15 days.", ["1.1 per hour", "15 days"]),
        ("She is 34 and the year is 2025; see B12 and 3 chairs.", []),
        ("| drug | 10 mg |\n| other | {cite:p}`key` 5 mg |", ["10 mg"]),
        ("- one, 5 mg {cite:p}`key`\n- two, 6 mg", ["6 mg"]),
    ],
)
def test_bare_numbers_are_found(text, numbers):
    assert [number for _, number, _ in bare_numbers(text)] == numbers


@pytest.mark.parametrize(
    "text",
    [
        "It is {fact}`diazepam.half_life`, so 5 % is left after 190 h.",
        "The label allows 40 mg a day {cite:p}`valiumlabel`.",
        "{cite:t}`klotz1975effects` found\n20 h at 20 years.",
        "An illustrative drug with a half-life of 12 h.",
        "% numbers: computed from eq-half-life\nSo it is 12 h.\nAnd then 24 h.",
        "So $t = 12$ h, and $$ t = 3\\,\\text{h} $$",
        "`dose_mg = 5 mg`",
        "---\ndescription: 5 mg\n---\nNothing.",
        "```{code-cell} ipython3\nx = 5  # 5 mg\n```",
        "*Reading time:* about 12 minutes.",
        "[a page](chapters/12 h.md)",
    ],
)
def test_sourced_numbers_and_no_prose_are_left_alone(text):
    assert bare_numbers(text) == []


def test_a_comment_covers_its_paragraph_only_and_must_give_a_reason():
    assert [line for line, _, _ in bare_numbers("% numbers: computed above\n5 mg\n\n6 mg")] == [4]
    assert [line for line, _, _ in bare_numbers("% numbers:\n5 mg")] == [2]


def test_the_glossary_is_long_in_order_and_complete():
    text = (ROOT / "glossary.md").read_text("utf-8").split("```{glossary}\n")[1].removesuffix("\n```\n")
    entries = [entry.splitlines() for entry in text.split("\n\n")]
    names = [[line for line in entry if not line.startswith("  ")] for entry in entries]
    assert len(entries) >= 130
    heads = [re.sub("[–-]", " ", name[0].lower()) for name in names]
    assert heads == sorted(heads)
    for entry, own in zip(entries, names, strict=True):
        assert own
        assert entry[: len(own)] == own
        assert all(re.fullmatch(r"  \S.*[.?]", line) for line in entry[len(own) :])
        assert len(" ".join(entry[len(own) :]).split()) >= 5


def test_captions_are_prose():
    head = "---\nmystnb:\n  figure:\n    caption: |\n      After 6.9 h.\n---\n"
    cell = f"```{{code-cell}} ipython3\n{head}x = 5\n```\n"
    assert [(line, number) for line, number, _ in bare_numbers(cell)] == [(6, "6.9 h")]
    explained = cell.replace("    caption", "    # numbers: computed in this cell\n    caption")
    assert bare_numbers(explained) == []
