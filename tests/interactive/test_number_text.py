import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.interactive.number_text import number_text, with_unit

_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(text):
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


@given(st.floats(-1e12, 1e12).filter(lambda value: value == 0 or abs(value) > 1e-12), st.integers(1, 8))
def test_is_the_number_rounded_to_the_digits(value, digits):
    assert read(number_text(value, digits)) == pytest.approx(float(f"{value:.{digits}g}"), rel=1e-12)


@pytest.mark.parametrize(
    ("value", "digits", "message"), [(math.inf, 3, "value is inf"), (1.0, 0, "digits is 0")]
)
def test_refuses(value, digits, message):
    with pytest.raises(ValueError, match=message):
        number_text(value, digits)


def test_a_missing_number_has_no_unit():
    assert [with_unit("12", "h"), with_unit("12", ""), with_unit("none", "h")] == ["12 h", "12", "none"]
