"""The tables: what is in them holds together, and what would be wrong in them is refused by file and line."""

import csv
import math
import re
from pathlib import Path

import pytest

from anxiolytics.data import STATUSES, UNITS
from anxiolytics.data.cells import bibliography
from anxiolytics.data.records import FILES, load_records
from anxiolytics.data.tables import COLUMNS, DATA, load_facts
from anxiolytics.drugs import drugs
from anxiolytics.facts import fact, facts, known, recomputed

ROOT = Path(__file__).parents[1]
DERIVED = [row for row in facts() if row.status == "derived"]

GOOD = {
    "name": "diazepam.half_life",
    "value": "44.2",
    "low": "",
    "high": "",
    "range_kind": "",
    "unit": "h",
    "population": "48 men",
    "status": "measured",
    "source": "greenblatt1989diazepam",
    "derivation": "",
    "last_checked": "2026-11-20",
    "used": "yes",
    "note": "",
}


def load(tmp_path, *rows):
    """Write the rows as a table, each given by how it differs from a good one, and load it."""
    (tmp_path / "references.bib").write_text("@article{greenblatt1989diazepam,\n}\n@misc{other2000,\n}\n")
    with (tmp_path / "some.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(GOOD | row for row in rows)
    return load_facts(tmp_path)


# What is in the tables


def test_half_life_chapter_numbers_as_published():
    assert fact("diazepam.half_life").value == 44.2
    assert fact("diazepam.whole_body_apparent_oral_clearance").in_unit("mL/min") == pytest.approx(26.6)
    assert fact("diazepam.whole_body_apparent_oral_volume").value == 83
    assert fact("diazepam.peak_concentration.dose_10_mg_oral").value == 406
    assert (fact("diazepam.half_life.age_20").value, fact("diazepam.half_life.age_80").value) == (20, 90)


def test_published_means_contradict_each_other():
    implied = fact("diazepam.half_life_from_mean_volume_and_clearance")
    assert implied.value == pytest.approx(math.log(2) * 83 / (26.6 * 60 / 1000), rel=1e-3)
    assert implied.value < 0.85 * fact("diazepam.half_life").value


@pytest.mark.parametrize("row", DERIVED, ids=lambda row: row.name)
def test_derived_rows_recompute(row):
    assert recomputed(row) == pytest.approx(row.value, rel=5e-4)


def test_two_of_half_life_clearance_and_volume_are_taken_and_the_third_is_derived():
    complete = []
    for name in drugs():
        present = [known(f"{name}.{quantity}") for quantity in ("half_life", "clearance", "volume")]
        assert present.count(True) != 2, name
        if all(present):
            complete.append(name)
            half_life = fact(f"{name}.half_life").in_unit("h")
            clearance = fact(f"{name}.clearance").in_unit("L/h/kg")
            volume = fact(f"{name}.volume")
            assert half_life == pytest.approx(math.log(2) * volume.in_unit("L/kg") / clearance, rel=1e-3)
            expressions = [fact(f"{name}.{quantity}").derivation for quantity in ("clearance", "volume")]
            assert sum("log(2)" in expression for expression in expressions) == 1, name
    assert len(complete) >= 25


def test_fractions_lie_between_nothing_and_the_whole():
    for row in facts():
        if row.dimension == "fraction" and "above 100 %" not in row.note:
            assert 0 <= row.in_unit("fraction") <= 1, row.name


def test_bound_and_unbound_fractions_of_one_source_add_up():
    for name in drugs():
        if not (known(f"{name}.protein_binding") and known(f"{name}.fraction_unbound")):
            continue
        bound, unbound = fact(f"{name}.protein_binding"), fact(f"{name}.fraction_unbound")
        if bound.source == unbound.source or unbound.derivation:
            assert bound.in_unit("fraction") + unbound.in_unit("fraction") == pytest.approx(1, abs=0.011), (
                name
            )


def test_ranges_across_groups_span_the_groups():
    spans = [row for row in facts() if row.range_kind == "studies"]
    assert spans
    for row in spans:
        values = [r.in_unit(row.unit) for r in facts(row.name) if r.range_kind not in ("at_most", "at_least")]
        assert (row.low, row.high) == (min(values), max(values)), row.name


def test_one_quantity_has_one_dimension_in_all_drugs():
    dimensions = {}
    for row in facts():
        subject, quantity = row.name.split(".")[:2]
        if subject in drugs() and "compartment" not in quantity:
            assert dimensions.setdefault(quantity, row.dimension) == row.dimension, row.name


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("equivalents.ashton.alprazolam", 0.5, "mg"),
        ("equivalents.va_dod.alprazolam", 1, "mg"),
        ("equivalents.ashton.oxazepam", 20, "mg"),
        ("midazolam.auc_ratio.itraconazole.oral", 6.6, "ratio"),
        ("midazolam.auc_ratio.itraconazole.intravenous", 3.2, "ratio"),
        ("midazolam.auc_ratio.rifampicin.oral", 0.053, "ratio"),
        ("diazepam.ec50.alpha1", 27, "nM"),
        ("diazepam.maximum_potentiation.alpha2", 135, "% of control"),
        ("duloxetine.ki.sert", 0.8, "nM"),
        ("escitalopram.sert_occupancy.10_mg.single_dose.midbrain.after_6_h", 64, "%"),
        ("alprazolam.receptor_occupancy.2_mg_a_day", 16, "%"),
        ("diazepam.label_dose.anxiety_us", 22, "mg/d"),
        ("trial.empower.stopped.intervention", 27, "%"),
        ("effect.donnelly2017.risk_ratio.benzodiazepine", 1.52, "risk ratio"),
        ("clonazepam.half_life", 38, "h"),
        ("escitalopram.whole_body_clearance", 31, "L/h"),
    ],
)
def test_every_table_is_read_and_says_what_was_published(name, value, unit):
    assert fact(name).in_unit(unit) == pytest.approx(value)


#: Table 7 of the joint guideline's pocket guide: mg equal to 10 mg of diazepam, VA/DoD (2021) and Ashton.
JOINT_TABLE_7 = """
    alprazolam 1 0.5
    chlordiazepoxide 25 25
    clonazepam 1 0.5
    clorazepate 15 15
    diazepam 10 10
    estazolam 1 1–2
    flurazepam 15 15–30
    lorazepam 2 1
    oxazepam 30 20
    quazepam 10 20
    temazepam 15 20
    triazolam 0.25 0.5
"""


def test_ashton_is_as_the_joint_guideline_prints_it():
    printed = [line.split() for line in JOINT_TABLE_7.strip().splitlines()]
    for column, name in ((1, "va_dod"), (2, "ashton")):
        expected = {f"equivalents.{name}.{cells[0]}": f"{cells[column]} mg" for cells in printed}
        assert {row.name: str(row) for row in facts(f"equivalents.{name}")} == expected


def test_equivalents_of_a_table_are_for_ten_milligrams_of_diazepam():
    for row in facts("equivalents"):
        assert row.unit == "mg", row.name
        assert row.population.startswith("equal to 10 mg of diazepam by mouth"), row.name
        if row.name.endswith(".diazepam"):
            assert row.value == 10


def test_counts_and_percentages_of_a_trial_agree():
    counted = [(row, re.search(r", (\d+) of (\d+)$", row.population)) for row in facts("trial")]
    counted = [(row, match) for row, match in counted if match]
    assert len(counted) > 10
    for row, match in counted:
        assert 100 * int(match[1]) / int(match[2]) == pytest.approx(row.value, abs=0.51), row.name


def test_every_bibliography_entry_is_used_by_a_row_or_cited_in_a_text():
    keys = set(bibliography(DATA / "references.bib"))
    texts = [ROOT / "index.md", *ROOT.glob("chapters/**/*.md"), *ROOT.glob("hands_on/**/*.md")]
    cited = {
        key.strip()
        for text in texts
        for listed in re.findall(r"\{cite[^}]*\}`([^`]+)`", text.read_text(encoding="utf-8"))
        for key in listed.split(",")
    }
    tabled = {key for kind in FILES for row in load_records(kind, DATA) for key in row.source}
    sources = {row.source for row in facts() if row.source}
    assert tabled | sources <= keys
    assert keys - (tabled | sources) <= cited


def test_bibliography_entries_are_unique_and_complete():
    text = (DATA / "references.bib").read_text(encoding="utf-8")
    entries = re.findall(r"^@(\w+)\{([^,]+),\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    keys = [key for _, key, _ in entries]
    # Accents are understood when the page is made; longer commands would be printed as they are.
    assert not re.search(r"\\[A-Za-z]{3,}", text)
    assert len(keys) == len(set(keys)) == text.count("\n@")
    for kind, key, body in entries:
        fields = set(re.findall(r"^  (\w+)\s*= \{.+\},?$", body, re.MULTILINE))
        assert body.count("{") == body.count("}"), key
        assert {"author", "title", "year"} <= fields, key
        assert kind != "article" or "journal" in fields, key


#: Entries of which something that an entry should have was not seen, and why. The note of each tells it;
#: where a list needs an author, the journal or the database stands in the place of one, and never a guess.
INCOMPLETE = {
    "adam1989rapidly": "only the abstract, without its authors, could be read",
    "benson1998pharmacology": "only the abstract, without its authors, could be read",
    "eatman1977pharmacokinetics": "only the publisher's preview, without its authors, could be read",
    "frogneurons1986diazepam": "only the abstract, without its authors, could be read",
    "greenblatt1988nordiazepam": "another source's list gives all but the title",
    "jpetefficacytable": "the publisher shows the table by itself",
    "midazolameeg2000": "only the abstract, without its heading, could be read",
    "molpharmrestingactivity": "the publisher shows the table by itself",
    "noyes1991controlled": "only the abstract, without its authors, could be read",
    "rhesus2020alpha3": "only the abstract, without its heading, could be read",
    "rusch2005classic": "the page's address gives part of the title, volume and first page",
    "skolnick2012anxioselective": "only the abstract, without its author, could be read",
    "tpa023volunteers2007": "only the abstract, without its authors, could be read",
    "zhou2025resolving": "authors and title are in a report of the paper, whose year is in doubt",
}


def test_what_was_not_seen_of_a_reference_is_listed_with_a_reason_and_told_to_the_reader():
    lacking, told = set(), set()
    for key, body in bibliography(DATA / "references.bib").items():
        field = dict(re.findall(r"^  (\w+)\s*= \{(.+)\},?$", body, re.MULTILINE))
        # An agency may be the author of a label or a guideline, and a label may be undated: an article never.
        article = "journal" in field and (field["author"].startswith("{") or not field["year"].isdigit())
        if article or re.fullmatch(r"\[\{.*\]", field["title"]):
            lacking.add(key)
        if "not seen" in field.get("note", ""):
            told.add(key)
    assert told == set(INCOMPLETE)
    assert lacking <= told


def test_a_label_is_named_by_product_and_country():
    """A reader must see which label is meant: `Xanax label, US, 2023`, not the name of an agency."""
    kinds = re.compile(
        r"prescribing information|summary of product characteristics|product information|patient leaflet"
    )
    names = set()
    for key, body in bibliography(DATA / "references.bib").items():
        fields = dict(re.findall(r"^  (\w+)\s*= \{(.+)\},?$", body, re.MULTILINE))
        if not kinds.search(fields["title"]):
            continue
        author = re.sub("[{}]", "", fields["author"])
        assert re.fullmatch(r"\S.* (?:label|leaflet)(?: \(\w+\))?, \S.*", author), key
        assert fields.get("howpublished"), key
        assert (author, fields["year"]) not in names, key
        names.add((author, fields["year"]))
    assert len(names) > 50
    assert ("Xanax label, US", "2023") in names


# Looking a number up


def test_the_used_row_is_the_default_and_a_source_can_be_asked_for():
    assert fact("diazepam.clearance").source == "lombardo2018trend"
    assert fact("diazepam.clearance", source="ochs1981diazepam").value == 0.42
    with pytest.raises(
        ValueError, match=r"^source must be one of lombardo2018trend, .* got 'klotz1975effects'$"
    ):
        fact("diazepam.clearance", source="klotz1975effects")


def test_facts_lists_disagreeing_rows_and_special_cases_of_a_name_only():
    names = {row.name for row in facts("diazepam.half_life")}
    assert {"diazepam.half_life", "diazepam.half_life.elderly_men"} <= names
    assert "diazepam.half_life_from_mean_volume_and_clearance" not in names
    assert sum(row.name == "diazepam.half_life" for row in facts("diazepam.half_life")) > 1


def test_mistyped_names_get_the_nearest_one():
    with pytest.raises(
        ValueError, match=r"unknown fact 'diazepam.halflife': did you mean diazepam.half_life\?"
    ):
        fact("diazepam.halflife")
    with pytest.raises(ValueError, match=r"no facts under 'diazpam': did you mean diazepam\?"):
        facts("diazpam")
    with pytest.raises(ValueError, match="nothing known has a similar name"):
        fact("123")


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        ({}, "44.2 h"),
        ({"low": "20", "high": "90", "range_kind": "range"}, "44.2 h (range 20–90)"),
        ({"low": "40.2", "high": "48.2", "range_kind": "sd"}, "44.2 h (mean ± SD 40.2–48.2)"),
        (
            {"value": "26", "low": "20", "high": "32", "range_kind": "midpoint", "unit": "mL/min"},
            "20–32 mL/min",
        ),
        ({"high": "44.2", "range_kind": "at_most"}, "at most 44.2 h"),
        ({"low": "44.2", "range_kind": "at_least"}, "at least 44.2 h"),
        (
            {"value": "-70", "low": "-80.4", "high": "-61.8", "range_kind": "range", "unit": "mV"},
            "-70 mV (range -80.4 to -61.8)",
        ),
        ({"value": "0.9", "unit": "fraction"}, "0.9"),
        ({"value": "97.4", "unit": "%"}, "97.4 %"),
        ({"value": "92000000", "unit": "people"}, "92000000 people"),
    ],
)
def test_printed_form(tmp_path, changes, printed):
    (row,) = load(tmp_path, changes)
    assert str(row) == printed


def test_conversion_keeps_the_quantity_and_refuses_another_dimension():
    clearance = fact("lorazepam.clearance")
    assert clearance.unit == "mL/h/kg"
    assert clearance.in_unit("mL/min/kg") == pytest.approx(62.17 / 60)
    assert fact("lorazepam.absorption_half_life").in_unit("h") == pytest.approx(2 / 3)
    with pytest.raises(
        ValueError, match=r"^unit must be one of L/h/kg, .* for lorazepam.clearance, got 'L/h'$"
    ):
        clearance.in_unit("L/h")


def test_units_of_one_dimension_share_one_base():
    by_dimension = {}
    for unit, (dimension, factor) in UNITS.items():
        assert factor > 0, unit
        by_dimension.setdefault(dimension, []).append(factor)
    assert all(1.0 in factors for factors in by_dimension.values())


def test_recomputing_refuses_what_is_not_arithmetic(tmp_path):
    with pytest.raises(ValueError, match=r"^row must be a derived one, got diazepam.half_life \(measured\)$"):
        recomputed(fact("diazepam.half_life"))
    for derivation in (
        "open('x')",
        "diazepam.half_life **",
        "[diazepam.half_life]",
        "diazepam.half_life ** 9",
    ):
        rows = load(tmp_path, {}, derived(derivation))
        with pytest.raises(ValueError, match="must be plain arithmetic"):
            recomputed(rows[1], rows)


def test_recomputing_by_source_and_in_base_units(tmp_path):
    rows = load(
        tmp_path,
        {"unit": "min", "value": "90"},
        {"unit": "h", "value": "2", "source": "other2000", "used": ""},
        derived("diazepam.half_life@other2000 - diazepam.half_life + exp(0) - 2 / 4 * 2"),
    )
    assert recomputed(rows[2], rows) == pytest.approx(0.5)


# What the loader refuses


def derived(derivation, **changes):
    return {"name": "diazepam.other", "status": "derived", "source": "", "derivation": derivation, **changes}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "diazepam"}, "name must be a dotted lower-case name, got 'diazepam'"),
        ({"name": "Diazepam.half_life"}, "name must be a dotted lower-case name"),
        ({"value": ""}, "value must be a finite number, got ''"),
        ({"value": "inf"}, "value must be a finite number, got 'inf'"),
        ({"value": "nan"}, "value must be a finite number, got 'nan'"),
        ({"value": "44,2"}, "value must be a finite number, got '44,2'"),
        ({"unit": ""}, "unit must be a unit of UNITS, got ''"),
        ({"unit": "hours"}, "unit must be a unit of UNITS, got 'hours'"),
        ({"population": ""}, "population must be told, got ''"),
        ({"status": "seen"}, f"status must be one of {', '.join(STATUSES)}, got 'seen'"),
        ({"source": "nobody1999"}, "source must be a key of references.bib, got 'nobody1999'"),
        ({"source": ""}, "source must be given unless derived or illustrative"),
        ({"status": "illustrative"}, "source must be given unless derived or illustrative"),
        ({"last_checked": "20.11.2026"}, "last_checked must be a date like 2026-11-20, got '20.11.2026'"),
        ({"last_checked": ""}, "last_checked must be a date"),
        ({"used": "no"}, "used must be yes or empty, got 'no'"),
        ({"range_kind": "spread"}, "range_kind must be a key of RANGE_KINDS, got 'spread'"),
        ({"low": "20", "high": "90"}, "low and high must fit range_kind '', got 20.0 and 90.0"),
        ({"low": "20", "range_kind": "range"}, "low and high must fit range_kind 'range', got 20.0 and None"),
        ({"range_kind": "at_most"}, "low and high must fit range_kind 'at_most', got None and None"),
        ({"low": "90", "high": "20", "range_kind": "range"}, "value must lie between low and high"),
        ({"low": "50", "high": "90", "range_kind": "range"}, "got 44.2 outside 50.0 to 90.0"),
        ({"low": "20", "high": "90", "range_kind": "midpoint"}, "value must be 55 for range_kind midpoint"),
        ({"high": "90", "range_kind": "at_most"}, "value must be 90 for range_kind at_most, got 44.2"),
        ({"derivation": "1"}, "derivation must be given for derived rows alone"),
        ({"status": "derived", "source": ""}, "derivation must be given for derived rows alone"),
        ({"used": ""}, "diazepam.half_life must have exactly one used row"),
        (derived("2 * diazepam.halflife"), "derivation names 'diazepam.halflife': did you mean"),
        (derived("diazepam.other@other2000"), "derivation names 'diazepam.other@other2000'"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(tmp_path, changes, message):
    good = {"name": "diazepam.volume"}
    with pytest.raises(ValueError, match=rf"^some\.csv, line 3: .*{re.escape(message)}"):
        load(tmp_path, good, changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "diazepam.half_life from greenblatt1989diazepam is there twice"),
        ({"source": "other2000", "used": "", "unit": "L"}, "unit must be of the dimension time, got 'L'"),
    ],
)
def test_a_row_that_does_not_fit_the_others_of_its_name_is_refused(tmp_path, changes, message):
    with pytest.raises(ValueError, match=rf"^some\.csv, line 3: .*{re.escape(message)}"):
        load(tmp_path, {}, changes)


def test_two_used_rows_of_a_name_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"line 2: diazepam\.half_life must have exactly one used row"):
        load(tmp_path, {}, {"source": "other2000"})


def test_a_table_with_other_columns_or_too_few_cells_is_refused(tmp_path):
    load(tmp_path, {})
    (tmp_path / "worse.csv").write_text("name,value\n")
    with pytest.raises(ValueError, match=r"^worse\.csv, line 1: the columns must be name,value,low"):
        load_facts(tmp_path)
    (tmp_path / "worse.csv").write_text(",".join(COLUMNS) + "\na.b,1\n")
    with pytest.raises(ValueError, match=r"^worse\.csv, line 2: a row must have 13 cells"):
        load_facts(tmp_path)
