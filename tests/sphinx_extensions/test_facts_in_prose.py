"""Numbers of the tables in the text: what is printed, who is cited, and what is refused with its place."""

import io
import re

import pytest
from sphinx.application import Sphinx

from anxiolytics.data.tables import DATA
from anxiolytics.facts import fact, facts
from facts_in_prose import described, printed


class Book:
    """A book of one page."""

    def __init__(self, folder, text):
        folder.joinpath("index.md").write_text(text, "utf-8")
        self.warnings = io.StringIO()
        settings = {
            "extensions": ["myst_parser", "citations", "facts_in_prose", "fact_ranges"],
            "bibtex_bibfiles": [str(DATA / "references.bib")],
            "bibtex_reference_style": "author_year",
        }
        app = Sphinx(
            folder, None, folder / "out", folder / "trees", "html",
            confoverrides=settings, status=None, warning=self.warnings,
        )  # fmt: skip
        app.build()
        self.html = (folder / "out" / "index.html").read_text("utf-8")
        self.complaints = self.warnings.getvalue().splitlines()


@pytest.fixture
def book(tmp_path):
    return lambda text: Book(
        tmp_path, f"# Page\n\n{text}\n\n```{{bibliography}}\n:filter: docname in docnames\n```\n"
    )


def test_prints_value_and_interval_and_says_who_was_measured(book):
    row = fact("alprazolam.half_life")
    page = book("It is {fact}`alprazolam.half_life` long.")
    assert page.complaints == []
    trigger = re.search(r'<span class="tip-trigger"[^>]*>(.*?)</span></?span', page.html, re.S)[1]
    assert f"{row.value:g}\N{NO-BREAK SPACE}h" in trigger
    assert f"{row.low:g}–{row.high:g}" in trigger
    assert row.population in page.html


def test_cites_the_source_which_enters_the_references(book):
    page = book("It is {fact}`lorazepam.half_life`.")
    entry = re.search(r'<div class="citation" id="([^"]+)".*?Nielsen', page.html, re.S)[1]
    note = page.html[page.html.index("tip-note") :]
    assert f'href="#{entry}"' in note


def test_value_alone_and_the_row_of_one_source(book):
    page = book("{fact}`alprazolam.half_life:value` and {fact}`diazepam.half_life@lombardo2018trend`.")
    assert page.complaints == []
    shown = re.findall(r'tip-trigger"[^>]*><span>(.*?)</span>', page.html)
    expected = [
        printed(fact("alprazolam.half_life"), "value"),
        printed(fact("diazepam.half_life", source="lombardo2018trend")),
    ]
    assert shown == expected
    assert "(" not in shown[0]


def test_another_unit_is_asked_for_and_the_source_s_own_is_told(book):
    row = fact("lorazepam.clearance")
    page = book("It is {fact}`lorazepam.clearance:mL/min/kg`.")
    assert page.complaints == []
    shown = re.findall(r'tip-trigger"[^>]*><span>(.*?)</span>', page.html)[0]
    value, low, high = (float(number) for number in re.findall(r"[\d.]+", shown))
    assert value == pytest.approx(row.value / 60, rel=5e-3)
    assert (low, high) == pytest.approx((row.low / 60, row.high / 60), rel=5e-3)
    assert printed(row) in page.html[page.html.index("tip-note") :]
    assert printed(row, row.unit) == printed(row)
    assert printed(fact("fluoxetine.half_life"), "h") == "96–144\N{NO-BREAK SPACE}h"


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("diazepm.half_life", "did you mean diazepam.half_life"),
        ("diazepam.half_life@nobody1900nothing", "source must be one of"),
        ("diazepam.half_life:short", "a fact is printed whole, as :value or in a unit of UNITS, got :short"),
        ("diazepam.half_life:mg", "unit must be one of ms, min, h, d, wk for diazepam.half_life, got 'mg'"),
    ],
)
def test_what_is_unknown_is_an_error_with_file_and_line(book, role, words):
    page = book(f"A line.\n\nIt is {{fact}}`{role}`.")
    (complaint,) = page.complaints
    assert re.search(r"index\.md:5: ERROR", complaint)
    assert words in complaint


def test_every_note_has_an_id_of_its_own(book):
    page = book("{fact}`diazepam.half_life`, {fact}`diazepam.clearance`, {fact}`diazepam.half_life`")
    controlled = re.findall(r'aria-controls="([^"]+)"', page.html)
    notes = re.findall(r'class="tip-note tip-fact" id="([^"]+)"', page.html)
    assert len(set(notes)) == 3
    assert controlled == notes


def test_number_and_unit_stay_on_one_line_and_rates_are_words():
    for row in facts():
        for form in ("", "value"):
            text = printed(row, form)
            assert not re.search(r"\d [a-zA-Zµ%]", text.replace(" to ", "")), text
            assert "1/h" not in text


def test_derived_and_illustrative_numbers_say_so():
    for row in facts():
        if row.status == "derived":
            assert row.derivation in described(row)
        if row.status == "illustrative":
            assert "illustrative" in described(row)


def test_ranges_show_every_row_once_and_place_it_on_one_axis(book):
    page = book("```{fact-ranges} lorazepam.half_life\n```")
    rows = facts("lorazepam.half_life")
    assert page.complaints == []
    assert page.html.count('<svg class="range-strip" aria-hidden="true"') == len(rows)
    places = [float(x) for x in re.findall(r'<circle cx="([\d.]+)%"', page.html)]
    values = [row.value for row in rows if row.range_kind != "midpoint"]
    assert [value for _, value in sorted(zip(places, values, strict=True))] == sorted(values)
    assert all(0 <= place <= 100 for place in places)
    assert page.html.count('class="range-used"') == sum(
        row.used for row in rows if row.range_kind != "midpoint"
    )


def test_ranges_of_nothing_are_an_error(book):
    page = book("```{fact-ranges} lorazepm.half_life\n```")
    assert any("no facts under" in line for line in page.complaints)
