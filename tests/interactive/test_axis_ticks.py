import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from anxiolytics.interactive.axis_ticks import (
    log_ticks_within,
    rounded_limits,
    rounded_log_limits,
    tick_labels,
    ticks_within,
)

units = st.sampled_from(["", "mg", "min", "h", "d"])
numbers = st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-6)


@pytest.mark.parametrize(
    ("low", "high", "unit", "ticks"),
    [
        (0, 96, "h", [0, 24, 48, 72, 96]),
        (0, 24, "h", [0, 6, 12, 18, 24]),
        (0, 0.5, "h", [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
        (0, 30, "d", [0, 7, 14, 21, 28]),
        (0, 90, "min", [0, 15, 30, 45, 60, 75, 90]),
        (0, 100, "%", [0, 20, 40, 60, 80, 100]),
        (-80, -45, "mV", [-80, -70, -60, -50]),
    ],
)
def test_ticks_are_where_a_reader_expects_them(low, high, unit, ticks):
    assert ticks_within(low, high, unit) == pytest.approx(ticks, abs=1e-12)


@settings(deadline=None)
@given(numbers, numbers, units)
def test_ticks_are_few_evenly_spaced_and_inside(low, high, unit):
    assume(high - low > 1e-3 * max(abs(low), abs(high), 1e-3))
    ticks = ticks_within(low, high, unit)
    assert 1 <= len(ticks) <= 7
    slack = 1e-8 * (high - low)
    assert low - slack <= ticks[0]
    assert ticks[-1] <= high + slack
    assert np.diff(ticks) == pytest.approx(np.diff(ticks).mean() if len(ticks) > 1 else [], rel=1e-6)


@settings(deadline=None)
@given(numbers, numbers, units)
def test_limits_hold_the_data_and_end_on_ticks(one, other, unit):
    low, high = sorted((one, other))
    assume(high == low or high - low > 1e-3 * max(abs(low), abs(high), 1e-3))
    bottom, top = rounded_limits(low, high, unit)
    slack = 1e-8 * (top - bottom)
    assert bottom <= low + slack
    assert high - slack <= top
    assert len(ticks_within(bottom, top, unit)) >= 2
    if low >= 0:
        assert bottom == 0


@pytest.mark.parametrize("unit", ["", "h"])
def test_limits_are_ticks_for_the_usual_data(unit):
    for high in np.geomspace(0.013, 4321, 200):
        bottom, top = rounded_limits(0.4 * high, high, unit)
        ticks = ticks_within(bottom, top, unit)
        assert (ticks[0], ticks[-1]) == pytest.approx((bottom, top))


@pytest.mark.parametrize("value", [0.0, 3.7, -3.7])
def test_constant_data_get_an_axis(value):
    bottom, top = rounded_limits(value, value)
    assert bottom < top
    assert bottom <= value <= top


def test_labels_tell_ticks_apart():
    assert tick_labels([-0.5, 0.0, 0.5, 1000.0]) == ["−0.5", "0", "0.5", "1000"]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1, 100, [1, 2, 5, 10, 20, 50, 100]),
        (0.1, 100, [0.1, 0.3, 1, 3, 10, 30, 100]),
        (0.01, 1e4, [0.01, 0.1, 1, 10, 100, 1000, 10000]),
        (1e-4, 1e4, [1e-4, 1e-2, 1, 100, 1e4]),
        (1e-9, 1e9, [1e-9, 1e-6, 1e-3, 1, 1e3, 1e6, 1e9]),
        (3, 60, [5, 10, 20, 50]),
        (2.1, 4.5, [2.5, 3, 3.5, 4, 4.5]),
    ],
)
def test_ticks_of_a_logarithmic_axis(low, high, ticks):
    assert log_ticks_within(low, high) == pytest.approx(ticks, rel=1e-12)


@settings(deadline=None)
@given(st.floats(-12, 12), st.floats(0.01, 20))
def test_ticks_of_a_logarithmic_axis_are_few_and_inside(exponent, decades):
    low, high = 10**exponent, 10 ** (exponent + decades)
    ticks = log_ticks_within(low, high)
    assert 1 <= len(ticks) <= 7
    assert low * (1 - 1e-8) <= ticks[0]
    assert ticks[-1] <= high * (1 + 1e-8)
    assert (np.diff(ticks) > 0).all()


@settings(deadline=None)
@given(st.floats(-12, 12), st.floats(0, 20))
def test_limits_of_a_logarithmic_axis_hold_the_data_closely(exponent, decades):
    low, high = 10**exponent, 10 ** (exponent + decades)
    bottom, top = rounded_log_limits(low, high)
    assert bottom <= low * (1 + 1e-8)
    assert high * (1 - 1e-8) <= top
    assert bottom >= low / 2.6
    assert top <= max(high * 2.6, bottom * 10)
    assert bottom < top
