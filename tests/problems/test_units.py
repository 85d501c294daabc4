from math import isclose

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems.units import (
    MENUS,
    QUANTITIES,
    known_unit,
    menu,
    rounding_scales,
    simple_units,
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
    ],
)
def test_units_mean_what_pint_says(text, pint_text):
    registry = pint.UnitRegistry()
    theirs = registry.Quantity(1.0, pint_text)
    ours = unit_of(text)
    base = registry.Quantity(1.0, "hour"), registry.Quantity(1.0, "milligram")
    base += registry.Quantity(1.0, "litre"), registry.Quantity(1.0, "nanomole")
    expected = ours.factor
    for size, power in zip(base, ours.dimension, strict=True):
        expected = expected * size**power
    assert isclose((theirs / expected).to("dimensionless").magnitude, 1.0, rel_tol=1e-12)


@pytest.mark.parametrize(
    "text", ["furlongs", "h/", "//h", "mg/furlong", "h²", "5", "mgL", "h+1", "£", "a" * 50 + "!"]
)
def test_what_is_not_in_the_table_is_no_unit(text):
    assert unit_of(text) is None


def test_an_asked_unit_that_is_not_in_the_table_is_refused():
    with pytest.raises(ValueError, match=r"unit is 'furlong', but it has to be made of min, h, d"):
        known_unit("furlong")


def test_every_unit_of_a_menu_has_the_menus_dimension():
    for dimension, units in MENUS.items():
        assert dimension in QUANTITIES
        assert {known_unit(unit).dimension for unit in units} == {dimension}


def test_menu_offers_the_asked_unit():
    assert menu("h") == ("min", "h", "d")
    assert menu("µg/L") == ("µg/L", "ng/mL", "µg/mL", "mg/L")
    assert menu("mg/kg") == ("mg/kg", "%", "fraction")
    assert menu("") == ()


def test_rounding_scales_hold_every_unit_of_the_dimension():
    assert rounding_scales("mg/L") == (1.0,)
    assert rounding_scales("%") == (1.0,)
    hours = {1.0, 2.4, 1.68, round(1 / 0.6, 12)}
    assert {round(scale, 12) for scale in rounding_scales("h")} == hours
    assert {1.0, 6.0} <= {round(scale, 12) for scale in rounding_scales("L/h")}


@given(st.sampled_from(sorted(simple_units())), st.sampled_from(sorted(simple_units())))
def test_dividing_and_multiplying_undo_each_other(above, below):
    quotient, product = unit_of(f"{above}/{below}"), unit_of(f"{above} {below}^-1")
    assert quotient == product
    back = unit_of(f"{above}/{below}*{below}")
    assert back.dimension == unit_of(above).dimension
    assert isclose(back.factor, unit_of(above).factor, rel_tol=1e-12)
