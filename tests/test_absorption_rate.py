"""The absorption rate that puts a peak at its time, against many-digit arithmetic."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.half_life import absorption_rate, peak_time_h

half_lives = st.floats(0.5, 300)
#: Peaks as a multiple of the mean time to elimination.
lateness = st.floats(-6, 2).map(lambda exponent: 10.0**exponent)


@given(half_lives, lateness)
def test_the_peak_comes_when_asked(half_life_h, late):
    peak = late * half_life_h / math.log(2)
    with mpmath.workdps(60):
        rate = mpmath.mpf(float(absorption_rate(half_life_h, peak)))
        elimination = mpmath.log(2) / mpmath.mpf(half_life_h)
        same = rate == elimination
        reached = 1 / rate if same else mpmath.log(rate / elimination) / (rate - elimination)
        assert float(abs(reached / mpmath.mpf(peak) - 1)) < 2e-14


@given(half_lives, st.floats(0.05, 20))
def test_it_undoes_the_time_of_the_peak(half_life_h, rate):
    assert absorption_rate(half_life_h, peak_time_h(half_life_h, rate)) == pytest.approx(rate, rel=1e-9)


@pytest.mark.parametrize("nudge", [-1e-7, -1e-12, 0.0, 1e-12, 1e-7])
def test_equal_rates_are_no_special_case(nudge):
    # Near the point where both rates are k, the peak is at 1/k and ka falls twice as fast as the peak moves.
    elimination = math.log(2) / 10
    rate = absorption_rate(10, (1 + nudge) / elimination)
    assert rate == pytest.approx(elimination * (1 - 2 * nudge), rel=1e-13)


@given(half_lives, st.floats(0.1, 10))
def test_a_later_peak_means_slower_absorption(half_life_h, peak):
    assert absorption_rate(half_life_h, 1.01 * peak) < absorption_rate(half_life_h, peak)


def test_it_is_not_ln2_over_the_time_of_the_peak():
    # Oxazepam: half-life 6.7 h, peak at 2.25 h; the root by bisection of the textbook's formula.
    elimination = math.log(2) / 6.7
    low, high = elimination * 1.0001, 50.0
    for _ in range(200):
        middle = (low + high) / 2
        late = math.log(middle / elimination) / (middle - elimination) > 2.25
        low, high = (middle, high) if late else (low, middle)
    assert absorption_rate(6.7, 2.25) == pytest.approx(low, rel=1e-12)
    assert absorption_rate(6.7, 2.25) > 3 * math.log(2) / 2.25


def test_it_broadcasts():
    rates = absorption_rate([[6.7], [44.2]], [1.0, 2.25, 3.0])
    assert rates.shape == (2, 3)
    assert rates[1, 2] == absorption_rate(44.2, 3.0)
    assert isinstance(absorption_rate(6.7, 2.25), float)


@pytest.mark.parametrize("peak", [0, -1, math.nan, math.inf])
def test_impossible_peaks_are_refused(peak):
    with pytest.raises(ValueError, match=r"^peak_time_h must be a finite number above 0: got "):
        absorption_rate(6.7, peak)


def test_a_peak_too_late_for_any_number_is_refused():
    with pytest.raises(ValueError, match=r"^peak_time_h must be one that .* half-life: got 1e\+06$"):
        absorption_rate(6.7, np.array([2.0, 1e6]))
    with pytest.raises(ValueError, match="broadcast"):
        absorption_rate([1.0, 2.0], [1.0, 2.0, 3.0])
