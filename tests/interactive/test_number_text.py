import math
import random
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxiolytics.interactive.number_text import number_text, value_text, with_unit

_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(text):
    if text == "≈ 0":
        return 0.0
    mantissa, _, exponent = text.replace("−", "-").partition("×10")
    return float(f"{mantissa}e{exponent.translate(_SUPERSCRIPTS) or 0}")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (12, "12"),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (9.996, "10"),
        (99.95, "100"),
        (1234.5, "1230"),
        (1_234_567, "1230000"),
        (12_345_678, "1.23×10⁷"),
        (0.000123456, "0.000123"),
        (0.0000123456, "1.23×10⁻⁵"),
        (-45.678, "−45.7"),
        (math.nan, "none"),
    ],
)
def test_reads_as_expected(value, text):
    assert number_text(value) == text


def test_takes_the_digits_asked_for():
    assert [number_text(math.pi, digits) for digits in (1, 2, 5)] == ["3", "3.1", "3.1416"]


@pytest.mark.parametrize(
    ("value", "floor", "text"),
    [
        (0.00305, 0.1, "< 0.1"),
        (0.0999, 0.1, "< 0.1"),
        (0.1, 0.1, "0.1"),
        (0, 0.1, "0"),
        (-0.00305, 0.1, "−0.00305"),
        (math.nan, 0.1, "none"),
        (0.00305, 0, "0.00305"),
    ],
)
def test_a_small_number_is_said_to_be_below_the_floor(value, floor, text):
    assert number_text(value, floor=floor) == text


@given(st.floats(1e-300, 1e9), st.floats(0, 10), st.floats(1e-9, 1e3), st.floats(-1, 1))
def test_nothing_above_zero_reads_zero(value, floor, error, off):
    assert number_text(value, floor=floor) != "0"
    assert value_text(value, 0) != "0"
    # Not even if a reader has it with an error.
    assert value_text(value + off * error, error) != "0"


def rounded(value, digits):
    """Return the exact value of a float rounded at a decimal place, ties away from zero."""
    if value == 0:
        return Decimal(0)
    exact = Decimal(value)
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - digits + 1), rounding=ROUND_HALF_UP)


@settings(deadline=None)
@given(st.floats(-1e12, 1e12).filter(lambda value: value == 0 or abs(value) > 1e-12), st.integers(1, 8))
def test_is_the_number_rounded_to_the_digits(value, digits):
    assert read(number_text(value, digits)) == pytest.approx(float(rounded(value, digits)), rel=1e-12)


@pytest.mark.parametrize(
    ("value", "digits", "text"), [(2.5, 1, "3"), (3.5, 1, "4"), (-0.125, 2, "−0.13"), (1225, 3, "1230")]
)
def test_a_tie_is_rounded_away_from_zero(value, digits, text):
    assert number_text(value, digits) == text


# An error of 0.01 leaves the place of 0.1 right to within one; an error of 0.3 leaves the units.
@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (12.3456, 0, "12.3"),
        (12.3456, 0.01, "12.3"),
        (12.3456, 0.3, "12"),
        (12.3456, 3, "10"),
        (0.04, 0.3, "≈ 0"),
        (-0.04, 0.3, "≈ 0"),
        (0, 0.3, "≈ 0"),
        (0, 0, "0"),
        (math.nan, 0.3, "none"),
    ],
)
def test_shows_the_digits_that_an_error_allows(value, error, text):
    assert value_text(value, error) == text


@settings(deadline=None)
@given(st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-9), st.floats(1e-8, 1e3))
def test_a_shown_value_is_off_by_a_unit_of_its_last_place_at_most(value, error):
    text = value_text(value, error)
    assert abs(read(text) - value) <= max(20 * error, 0.005 * abs(value)) * (1 + 1e-9)


@pytest.mark.parametrize("error", [-1, math.nan, math.inf])
def test_refuses_an_error_that_is_none(error):
    with pytest.raises(ValueError, match="error is"):
        value_text(1.0, error)


def test_the_script_writes_the_same_numbers(script):
    rng = random.Random(20)
    values = [rng.uniform(-1, 1) * 10 ** rng.uniform(-9, 12) for _ in range(3000)]
    # Ties, which a float can hold exactly: an odd number of eighths, and fives at the end of whole numbers.
    values += [rng.randrange(-4000, 4000) / 8 for _ in range(1000)]
    values += [float(10 * rng.randrange(10**7) + 5) for _ in range(1000)]
    values += [0.0, 1.0, 9.995, 99.95, 9_999_999.0, 9_995_000.0, 1e-4, 9.9995e-5, 1e21, 123e-9]
    digits = [rng.randint(1, 7) for _ in values]
    errors = [0 if rng.random() < 0.1 else 10 ** rng.uniform(-9, 5) for _ in values]
    floors = [0 if rng.random() < 0.5 else 10 ** rng.uniform(-4, 4) for _ in values]
    run = script()
    assert run("values.map((v, i) => numberText(v, 3, floors[i]))", values=values, floors=floors) == [
        number_text(value, 3, floor) for value, floor in zip(values, floors, strict=True)
    ]
    assert run("values.map((v, i) => numberText(v, digits[i]))", values=values, digits=digits) == [
        number_text(value, count) for value, count in zip(values, digits, strict=True)
    ]
    assert run("values.map((v, i) => valueText(v, errors[i]))", values=values, errors=errors) == [
        value_text(value, error) for value, error in zip(values, errors, strict=True)
    ]
    assert run("[numberText(NaN), valueText(NaN, 1), numberText(-0)]") == ["none", "none", "0"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((math.inf,), "value is inf"), ((1.0, 0), "digits is 0"), ((1.0, 3, -0.1), "floor is -0.1")],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        number_text(*arguments)


def test_a_missing_number_has_no_unit():
    assert [with_unit("12", "h"), with_unit("12", ""), with_unit("none", "h")] == ["12 h", "12", "none"]
