"""The tables that are not numbers by name: what is in them, and what their loader refuses."""

import csv
import re
from dataclasses import fields

import pytest

from anxiolytics.data.records import FILES, BrainRow, DrugRow, RouteRow, TabletRow, load_records
from anxiolytics.data.tables import DATA

GOOD = {
    DrugRow: {
        "name": "diazepam",
        "drug_class": "benzodiazepine",
        "formula": "C16H13ClN2O",
        "synonyms": "",
        "brand_names": "Valium; Other",
        "active_metabolites": "nordiazepam",
        "source": "label2024",
        "last_checked": "2026-11-20",
    },
    RouteRow: {
        "drug": "diazepam",
        "reaction": "N-demethylation",
        "enzyme": "CYP2C19",
        "product": "nordiazepam",
        "product_active": "yes",
        "share": "0.5",
        "status": "measured",
        "source": "label2024; other2000",
        "last_checked": "2026-11-20",
        "note": "",
    },
    TabletRow: {
        "drug": "diazepam",
        "form": "tablet",
        "strength_mg": "2",
        "divisible_into": "2",
        "country": "US",
        "source": "label2024",
        "last_checked": "2026-11-20",
        "note": "",
    },
    BrainRow: {
        "region": "amygdala",
        "subtype": "alpha2",
        "abundance": "present",
        "role": "",
        "status": "consensus",
        "source": "other2000",
        "last_checked": "2026-11-20",
        "note": "",
    },
}


def write(directory, kind, *rows):
    file_name, _ = FILES[kind]
    with (directory / file_name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [field.name for field in fields(kind)])
        writer.writeheader()
        writer.writerows(GOOD[kind] | row for row in rows)


def load(directory, kind, *rows):
    """Write a table, each row given by how it differs from a good one, and load it."""
    (directory / "references.bib").write_text("@misc{label2024,\n}\n@misc{other2000,\n}\n")
    write(directory, DrugRow, {})
    write(directory, kind, *rows)
    return load_records(kind, directory)


def test_cells_become_what_the_fields_say(tmp_path):
    (drug,) = load(tmp_path, DrugRow, {})
    assert (drug.synonyms, drug.brand_names, drug.source) == ((), ("Valium", "Other"), ("label2024",))
    (route,) = load(tmp_path, RouteRow, {"enzyme": ""})
    assert (route.enzyme, route.share, route.source) == (None, 0.5, ("label2024", "other2000"))
    whole, unknown = load(
        tmp_path, TabletRow, {"divisible_into": "1"}, {"divisible_into": "", "strength_mg": "5"}
    )
    assert (whole.divisible_into, unknown.divisible_into, unknown.strength_mg) == (1, None, 5.0)
    (place,) = load(tmp_path, BrainRow, {})
    assert (place.role, place.last_checked.isoformat()) == (None, "2026-11-20")


def test_a_route_may_start_from_the_product_of_another(tmp_path):
    rows = load(tmp_path, RouteRow, {}, {"drug": "nordiazepam", "product": "oxazepam"})
    assert [row.drug for row in rows] == ["diazepam", "nordiazepam"]


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        (DrugRow, {"drug_class": ""}, "drug_class must be told, got ''"),
        (DrugRow, {"source": "nobody1999"}, "source must be keys of references.bib, separated by semicolons"),
        (DrugRow, {"source": ""}, "source must be told"),
        (DrugRow, {"last_checked": "2026"}, "last_checked must be a date like 2026-11-20, got '2026'"),
        (RouteRow, {"share": "1.5"}, "share must be between 0 and 1, got '1.5'"),
        (RouteRow, {"share": "half"}, "share must be a finite number, got 'half'"),
        (RouteRow, {"status": "seen"}, "status must be one of measured"),
        (RouteRow, {"product_active": "maybe"}, "product_active must be yes, weakly, no or empty"),
        (RouteRow, {"drug": "diazepm"}, "drug must be a name of drugs.csv, got 'diazepm': did you mean diaz"),
        (TabletRow, {"drug": "nordiazepam"}, "drug must be a name of drugs.csv, got 'nordiazepam'"),
        (TabletRow, {"strength_mg": ""}, "strength_mg must be a finite number, got ''"),
        (TabletRow, {"strength_mg": "0"}, "strength_mg must be above 0, got '0'"),
        (TabletRow, {"divisible_into": "3.5"}, "divisible_into must be 1, 2, 4 or empty, got '3.5'"),
        (BrainRow, {"region": ""}, "region must be told, got ''"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_line(tmp_path, kind, changes, message):
    other = {"name": "other"} if kind is DrugRow else {"country": "UK"} if kind is TabletRow else {}
    other |= {"reaction": "other"} if kind is RouteRow else {"subtype": "alpha3"} if kind is BrainRow else {}
    with pytest.raises(ValueError, match=rf"^{FILES[kind][0]}, line 3: {re.escape(message)}"):
        load(tmp_path, kind, other, changes)


@pytest.mark.parametrize("kind", FILES)
def test_a_row_that_is_there_twice_is_refused(tmp_path, kind):
    with pytest.raises(ValueError, match=rf"^{FILES[kind][0]}, line 3: .* is there twice$"):
        load(tmp_path, kind, {}, {"last_checked": "2025-01-01"})


def test_other_columns_are_refused(tmp_path):
    load(tmp_path, TabletRow, {})
    (tmp_path / "tablets.csv").write_text("drug,form\ndiazepam,tablet\n")
    with pytest.raises(ValueError, match=r"^tablets\.csv, line 1: the columns must be drug,form,strength_mg"):
        load_records(TabletRow, tmp_path)


def test_tablets_of_the_book():
    rows = load_records(TabletRow, DATA)
    assert {"diazepam", "alprazolam", "lorazepam", "clonazepam", "sertraline"} <= {row.drug for row in rows}
    assert all(row.divisible_into in (None, 1) for row in rows if "capsule" in row.form)
    assert all(row.divisible_into in (None, 1) for row in rows if "extended-release" in row.form)


def test_receptors_in_the_brain_of_the_book():
    rows = load_records(BrainRow, DATA)
    assert {"amygdala", "hippocampus", "cerebral cortex"} <= {row.region for row in rows}
    assert {row.subtype for row in rows} == {f"alpha{number}" for number in range(1, 7)}
