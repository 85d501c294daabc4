import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems.reading import figures_of, plain, read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5.0),
        ("+1.5", 1.5),
        ("-3", -3.0),
        ("−3", -3.0),
        ("= 12", 12.0),
        ("≈12", 12.0),
        ("1.5e2", 150.0),
        ("1.5E+2", 150.0),
        ("1.5×10^2", 150.0),
        ("1.5 × 10²", 150.0),
        ("1.5x10⁻²", 0.015),
        ("1.5*10**2", 150.0),
        ("1 200", 1200.0),
        ("1\u202f200", 1200.0),
        ("1\u00a0200,5", 1200.5),
        ("12\u2009345\u2009678", 12345678.0),
        ("1,200.5", 1200.5),
        ("1.200,5", 1200.5),
        ("1,200,300", 1200300.0),
        ("1.200.300", 1200300.0),
        ("0,125", 0.125),
        ("1.200", 1.2),
        ("٣٫٥", 3.5),
        ("１２．５", 12.5),
        ("007", 7.0),
        ("0", 0.0),
        ("\ufeff5", 5.0),
    ],
)
def test_numbers_as_people_write_them(text, number):
    reading = read(text, "h")
    assert (reading.kind, reading.number, reading.unit_from) == ("number", number, "asked")


@pytest.mark.parametrize(
    ("text", "asked", "number", "in_asked_unit"),
    [
        ("12 h", "h", 12.0, 12.0),
        ("12h", "h", 12.0, 12.0),
        ("0.5 d", "h", 0.5, 12.0),
        ("90 min", "h", 90.0, 1.5),
        ("537.6 ng/mL", "mg/L", 537.6, 0.5376),
        ("537.6 µg/L", "ng/mL", 537.6, 537.6),
        ("95 %", "%", 95.0, 95.0),
        ("95%", "%", 95.0, 95.0),
        ("0.95 fraction", "%", 0.95, 95.0),
        ("1 200 mL/min", "L/h", 1200.0, 72.0),
        ("0.06 1/h", "1/h", 0.06, 0.06),
        ("0.06/h", "1/h", 0.06, 0.06),
        ("0.06 h⁻¹", "1/h", 0.06, 0.06),
        ("0.06 per hour", "1/h", 0.06, 0.06),
        ("1.5×10² L h⁻¹", "L/h", 150.0, 150.0),
        ("2.2 x", "", 2.2, 2.2),
        ("2.2", "", 2.2, 2.2),
        ("220 %", "", 220.0, 2.2),
    ],
)
def test_numbers_with_units(text, asked, number, in_asked_unit):
    reading = read(text, asked)
    assert reading.kind == "number"
    assert reading.number == number
    assert reading.number * reading.factor == pytest.approx(in_asked_unit, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("1,200", ("1.2", "1200")),
        ("12,500", ("12.5", "12500")),
        ("1,000", ("1", "1000")),
        ("-1,234 mg", ("-1.234 mg", "-1234 mg")),
        ("1,200e2 h", ("1.2e2 h", "1200e2 h")),
    ],
)
def test_a_comma_before_three_digits_is_asked_back(text, choices):
    reading = read(text, "h")
    assert (reading.kind, reading.choices) == ("ambiguous", choices)
    # What is offered can itself be read, and the two differ.
    first, second = (read(choice, "mg" if "mg" in text else "h") for choice in choices)
    assert first.kind == second.kind == "number"
    assert second.number / first.number == pytest.approx(1000)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "nan",
            "NaN",
            "inf",
            "-inf",
            "Infinity",
            "twelve",
            "about 12",
            "½",
            "1/2",
            "12..5",
            "1.2.3",
        ),
        *("1,2,3", "--5", "+-5", "5-6", "5:30", "<5", "$5", "10^3", "1e999", "-1e999", "1e-99", "1_000"),
        *("1 2", "1 20", "12 3456", "9" * 61, "9" * 60, "1" * 100_000, "5 + 5", "\x00", "é"),
    ],
)
def test_nonsense_is_unreadable(text):
    assert read(text, "h").kind == "unreadable"


@pytest.mark.parametrize("answer", [None, True, [], b"12", 1 + 2j, math.nan, math.inf, -math.inf])
def test_what_is_no_answer_is_unreadable(answer):
    assert read(answer, "h").kind == "unreadable"


def test_numbers_of_a_notebook_are_read_as_they_are():
    assert read(12, "h").number == 12.0
    assert read(0.5, "h").number == 0.5
    assert read(12.0, "h").figures == read("12", "h").figures == 2
    assert read("12.0", "h").figures == 3


def test_unknown_units_and_other_quantities_are_told_apart():
    assert read("12 furlongs", "h").kind == "unknown-unit"
    reading = read("12 mg", "h")
    assert (reading.kind, reading.unit_text, reading.measures) == ("other-quantity", "mg", "an amount")
    assert read("12 mg", "mg/L").measures == "an amount"
    assert read("12 mg L", "mg/L").measures == "another quantity"


def test_a_typed_unit_counts_more_than_the_menu():
    assert (read("12", "h", "d").factor, read("12", "h", "d").unit_from) == (24.0, "menu")
    assert (read("12 h", "h", "d").factor, read("12 h", "h", "d").unit_from) == (1.0, "over-menu")
    assert read("12 hours", "h", "h").unit_from == "typed"
    assert read("12 h", "h").unit_from == "typed"


def test_a_unit_that_the_menu_does_not_offer_is_refused():
    with pytest.raises(ValueError, match="menu_unit is 'mg', but the menu offers min, h, d"):
        read("12", "h", "mg")
    with pytest.raises(ValueError, match="menu_unit is 'h', but the menu offers nothing"):
        read("12", "", "h")


@pytest.mark.parametrize(
    ("mantissa", "figures"),
    [
        ("12", 2),
        ("12.0", 3),
        ("1200", 2),
        ("1205", 4),
        ("0.050", 2),
        ("0.5", 0),
        ("5", 0),
        ("10", 2),
        ("0", 0),
        ("0.00", 0),
    ],
)
def test_figures(mantissa, figures):
    assert figures_of(mantissa) == figures


@given(st.text(max_size=80))
def test_no_text_whatever_raises(text):
    reading = read(text, "mg/L")
    assert (reading.kind == "number") == math.isfinite(reading.number)


@given(st.text(max_size=80))
def test_plain_text_is_plain_already(text):
    assert plain(plain(text)) == plain(text)


@given(st.floats(min_value=-1e6, max_value=1e6).map(lambda x: round(x, 2)))
def test_decimal_comma_and_point_are_alike(number):
    assert read(f"{number:.2f}".replace(".", ","), "h").number == read(f"{number:.2f}", "h").number == number


@given(st.floats(min_value=-1e12, max_value=1e12).filter(lambda x: x == 0 or abs(x) > 1e-9))
def test_every_number_that_a_machine_writes_is_read_exactly(number):
    assert read(repr(number), "h").number == number
    assert read(number, "h").number == number
