from math import isclose

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems.units import (
    AXES,
    MENUS,
    QUANTITIES,
    SPELLINGS,
    known_unit,
    menu,
    plain_unit,
    rounding_scales,
    simple_units,
    told_back,
    unit_of,
)


@pytest.mark.parametrize(
    ("text", "pint_text"),
    [
        ("h", "hour"),
        ("hrs.", "hour"),
        ("Days", "day"),
        ("min", "minute"),
        ("µg/mL", "microgram/milliliter"),
        ("μg/mL", "microgram/milliliter"),
        ("mcg / ml", "microgram/milliliter"),
        ("micrograms per litre", "microgram/liter"),
        ("ng/mL", "nanogram/milliliter"),
        ("mL per min", "milliliter/minute"),
        ("L·h^-1", "liter/hour"),
        ("L h-1", "liter/hour"),
        ("1/h", "1/hour"),
        ("/h", "1/hour"),
        ("per hour", "1/hour"),
        ("mg/L/h", "milligram/liter/hour"),
        ("%", "percent"),
        ("per cent", "percent"),
        ("nmol/L", "nanomole/liter"),
        ("mM", "millimole/liter"),
        ("µM", "micromolar"),
        ("nM", "nanomole/liter"),
        ("s", "second"),
        ("ms", "millisecond"),
        ("1/ms", "1/millisecond"),
        ("per second", "hertz"),
        ("mV", "millivolt"),
        ("V", "volt"),
        ("nS", "nanosiemens"),
        ("pS", "picosiemens"),
        ("µS", "microsiemens"),
        ("pA", "picoampere"),
        ("nA", "nanoampere"),
        ("pA/mV", "picoampere/millivolt"),
        ("nS mV", "picoampere"),
        ("pA/nS", "millivolt"),
        ("kcal/mol", "kilocalorie/mole"),
        ("kJ mol^-1", "kilojoule/mole"),
        ("J/mmol", "kilojoule/mole"),
    ],
)
def test_units_mean_what_pint_says(text, pint_text):
    registry = pint.UnitRegistry()
    theirs = registry.Quantity(1.0, pint_text)
    ours = unit_of(text)
    expected = ours.factor
    for axis, power in zip(AXES, ours.dimension, strict=True):
        expected = expected * registry.Quantity(1.0, axis) ** power
    assert isclose((theirs / expected).to("dimensionless").magnitude, 1.0, rel_tol=1e-12)


@pytest.mark.parametrize(
    "text", ["furlongs", "h/", "//h", "mg/furlong", "h²", "5", "mgL", "h+1", "£", "a" * 50 + "!"]
)
def test_what_is_not_in_the_table_is_no_unit(text):
    assert unit_of(text) is None


def test_an_asked_unit_that_is_not_in_the_table_is_refused():
    with pytest.raises(ValueError, match=r"unit is 'furlong', but it has to be made of min, h, d"):
        known_unit("furlong")


@pytest.mark.parametrize("row", MENUS, ids=lambda row: row[0])
def test_every_unit_of_a_menu_measures_the_same(row):
    units = [known_unit(unit) for unit in row]
    assert units[0].dimension in QUANTITIES
    assert {unit.dimension for unit in units} == {units[0].dimension}


def test_menu_offers_the_asked_unit():
    assert menu("h") == ("min", "h", "d")
    assert menu("µg/L") == ("µg/L", "ng/mL", "µg/mL", "mg/L")
    assert menu("mg/kg") == ("mg/kg", "%", "fraction")
    assert menu("") == ()


@pytest.mark.parametrize("row", MENUS, ids=lambda row: row[0])
def test_each_row_of_a_menu_is_offered_to_who_is_asked_in_its_last_unit(row):
    assert row[-1] in menu(row[-1])
    assert len(menu(row[-1])) >= 2


def test_a_simple_unit_has_one_meaning():
    of_each = [{plain_unit(name) for name in names} for names in SPELLINGS.values()]
    assert sum(map(len, of_each)) == len(set().union(*of_each))


@pytest.mark.parametrize(
    ("read", "told"),
    [("ug/ml", "µg/mL"), ("mm", "mM"), ("ns", "nS"), ("pa/mv", "pA/mV"), ("kj/mol", "kJ/mol"),
     ("ms", "ms"), ("mmol/l", "mmol/L"), ("per hour", "per hour"), ("litres", "litres"), ("%", "%")],
)  # fmt: skip
def test_units_are_told_back_with_their_capitals(read, told):
    assert told_back(read) == told


def test_rounding_scales_hold_every_unit_of_the_dimension():
    assert rounding_scales("mg/L") == (1.0,)
    assert rounding_scales("%") == (1.0,)
    hours = {1.0, 2.4, 1.68, round(1 / 0.6, 12), round(1 / 0.36, 12)}
    assert {round(scale, 12) for scale in rounding_scales("h")} == hours
    assert {1.0, 6.0} <= {round(scale, 12) for scale in rounding_scales("L/h")}


@given(st.sampled_from(sorted(simple_units())), st.sampled_from(sorted(simple_units())))
def test_dividing_and_multiplying_undo_each_other(above, below):
    quotient, product = unit_of(f"{above}/{below}"), unit_of(f"{above} {below}^-1")
    assert quotient == product
    back = unit_of(f"{above}/{below}*{below}")
    assert back.dimension == unit_of(above).dimension
    assert isclose(back.factor, unit_of(above).factor, rel_tol=1e-12)
