from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anxiolytics.problems.tolerance import accepted, accepted_band, decade, rounded_alike, within

POSITIVE = st.floats(min_value=1e-6, max_value=1e6)
FIGURES = st.integers(min_value=2, max_value=8)


def test_ends_of_the_tolerance_count():
    assert within(10.2, 10, 0.02, 0)
    assert within(9.8, 10, 0.02, 0)
    assert not within(10.21, 10, 0.02, 0)
    assert within(10.5, 10, 0.02, 0.5)


@given(POSITIVE, FIGURES)
def test_a_number_rounded_by_decimal_arithmetic_is_accepted(target, figures):
    for rounding in (ROUND_HALF_UP, ROUND_HALF_DOWN):
        rounded = float(Context(prec=figures, rounding=rounding).create_decimal(repr(target)))
        assert rounded_alike(rounded, figures, target)


@given(POSITIVE, FIGURES, st.sampled_from([-1, 1]))
def test_the_next_number_with_as_many_figures_is_not(target, figures, step):
    context = Context(prec=figures, rounding=ROUND_HALF_UP)
    rounded = context.create_decimal(repr(target))
    neighbour = context.add(rounded, step * Decimal(1).scaleb(rounded.adjusted() - figures + 1))
    exact = Decimal(repr(target))
    # An exact tie has two roundings; leave it out.
    assume(abs(neighbour - exact) > abs(rounded - exact) * Decimal("1.0001"))
    assert not rounded_alike(float(neighbour), figures, target)


@pytest.mark.parametrize(
    ("number", "figures", "target", "expected"),
    [
        (10, 2, 9.96, True),
        (10, 2, 9.6, False),
        (9.9, 2, 10.4, False),
        (1200, 2, 1234, True),
        (1200, 3, 1234, False),
        (2, 1, 1.96, False),
        (-12, 2, 12.3, False),
        (0, 0, 0.0, False),
    ],
)
def test_figures_and_decades(number, figures, target, expected):
    assert rounded_alike(number, figures, target) is expected


@given(POSITIVE, st.floats(min_value=0.0, max_value=0.1), POSITIVE, FIGURES)
def test_everything_accepted_lies_in_the_band(target, rtol, number, figures):
    low, high = accepted_band(target, rtol, 0.0)
    rounded = float(Context(prec=figures).create_decimal(repr(target)))
    for candidate in (number, rounded):
        if accepted(candidate, figures, target, rtol, 0.0):
            assert low * (1 - 1e-9) <= candidate <= high * (1 + 1e-9)


def test_band_holds_the_roundings_in_other_units():
    # 12.3 h are 0.5125 d, which rounds to 0.51 d: 12.24 h; in hours it rounds to 12 h.
    low, high = accepted_band(12.3, 0.0, 0.0, (1.0, 24.0))
    assert low == 12.0
    assert high == pytest.approx(0.513 * 24)


@given(st.integers(min_value=-300, max_value=300))
def test_decade_at_powers_of_ten(power):
    assert decade(float(f"1e{power}")) == power
    assert decade(float(f"9.99e{power}")) == power
