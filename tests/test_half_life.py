"""Half-lives, accumulation, troughs: against many-digit arithmetic, long simulations and printed numbers."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.half_life import (
    absorption_rate,
    accumulation_ratio,
    elimination_rate,
    fraction_remaining,
    half_life,
    hours_to_steady_state,
    peak_time_h,
    trough_to_peak,
    two_compartment_trough_to_peak,
)

half_lives = st.floats(min_value=0.5, max_value=300)
intervals = st.floats(min_value=1, max_value=72)
absorption_rates = st.floats(min_value=0.01, max_value=20)


def oral_steady_state(time, half_life_h, interval_h, absorption_rate_per_h):
    """Steady-state level after a dose by the textbook's sum of exponentials, in many digits."""
    elimination, absorption = mpmath.log(2) / half_life_h, mpmath.mpf(absorption_rate_per_h)
    slow = mpmath.exp(-elimination * time) / -mpmath.expm1(-elimination * interval_h)
    fast = mpmath.exp(-absorption * time) / -mpmath.expm1(-absorption * interval_h)
    return absorption / (absorption - elimination) * (slow - fast)


def test_rates_half_lives_and_the_two_ways_to_a_rate():
    assert half_life(clearance_l_per_h=1.4, volume_l=70.0) == pytest.approx(34.657359027997264, rel=1e-15)
    assert elimination_rate(clearance_l_per_h=1.4, volume_l=70.0) == 0.02
    assert elimination_rate(half_life_h=10.0) == pytest.approx(0.06931471805599453, rel=1e-15)
    np.testing.assert_allclose(
        half_life(clearance_l_per_h=[[1.0], [2.0]], volume_l=[50.0, 100.0]),
        math.log(2) * np.array([[50.0, 100.0], [25.0, 50.0]]),
        rtol=1e-15,
    )


def test_greenblatt_1989_means_do_not_satisfy_the_identity():
    """Printed means for diazepam, 83 L and 26.6 mL/min, give 36.0 h and not the printed 44.2 h."""
    assert half_life(clearance_l_per_h=26.6 * 0.06, volume_l=83.0) == pytest.approx(36.0, abs=0.1)


@given(st.floats(0, 2000), half_lives)
def test_fraction_remaining_agrees_with_many_digits(time, halving):
    expected = float(mpmath.power(2, -mpmath.mpf(time) / mpmath.mpf(halving)))
    assert fraction_remaining(time, halving) == pytest.approx(expected, rel=1e-12, abs=1e-300)


def test_fraction_remaining_halves_every_half_life():
    np.testing.assert_array_equal(
        fraction_remaining([0, 20, 40, 60, 80], 20.0), [1, 0.5, 0.25, 0.125, 0.0625]
    )


@given(half_lives, intervals)
def test_accumulation_is_the_sum_of_all_doses(halving, interval):
    with mpmath.workdps(40):
        expected = float(1 / (1 - mpmath.power(2, -mpmath.mpf(interval) / mpmath.mpf(halving))))
    assert accumulation_ratio(halving, interval) == pytest.approx(expected, rel=4e-15)


def test_accumulation_keeps_its_digits_for_very_long_half_lives():
    """For a long half-life the ratio is 1 / x + 1 / 2 + x / 12, with x = ln 2 tau / t1/2."""
    x = math.log(2) * 8 / 1e7
    assert accumulation_ratio(1e7, 8.0) == pytest.approx(1 / x + 0.5 + x / 12, rel=1e-15)
    assert accumulation_ratio(12.0, 12.0) == 2.0


@given(half_lives, st.floats(0, 0.999))
def test_time_to_steady_state_undoes_the_approach(halving, fraction):
    hours = hours_to_steady_state(halving, fraction)
    assert 1 - fraction_remaining(hours, halving) == pytest.approx(fraction, abs=1e-14)


def test_time_to_steady_state_in_half_lives():
    assert hours_to_steady_state(10.0, fraction=0.5) == pytest.approx(10.0, rel=1e-15)
    assert hours_to_steady_state(10.0) == pytest.approx(43.2192809488736, rel=1e-14)
    assert hours_to_steady_state(10.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("half_life_h", "interval_h", "oral", "bolus"),
    [
        (math.log(2) * 0.7 / 0.05, 6, 0.782, 0.651),
        (math.log(2) * 0.7 / 0.05, 8, 0.689, 0.565),
        (math.log(2) * 0.7 / 0.05, 12, 0.528, 0.424),
        (11.2, 8, 0.725, 0.610),
        (11.2, 12, 0.576, 0.476),
    ],
)
def test_alprazolam_trough_to_peak(half_life_h, interval_h, oral, bolus):
    """Alprazolam absorbed at 1.1 per hour: an oral dose fluctuates less than the bolus rule says."""
    assert trough_to_peak(half_life_h, interval_h, 1.1) == pytest.approx(oral, abs=6e-4)
    assert trough_to_peak(half_life_h, interval_h) == pytest.approx(bolus, abs=6e-4)
    assert trough_to_peak(half_life_h, interval_h) == 2 ** (-interval_h / half_life_h)


@given(half_lives, intervals, absorption_rates)
def test_oral_peak_is_the_highest_point_and_the_ratio_is_exact(halving, interval, absorption):
    with mpmath.workdps(50):
        at_peak = mpmath.mpf(float(peak_time_h(halving, absorption, interval)))
        peak = oral_steady_state(at_peak, halving, interval, absorption)
        trough = oral_steady_state(0, halving, interval, absorption)
        for nearby in (at_peak * mpmath.mpf("0.999"), at_peak * mpmath.mpf("1.001")):
            assert oral_steady_state(nearby, halving, interval, absorption) < peak
        expected = float(trough / peak)
    assert trough_to_peak(halving, interval, absorption) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("shift", [0.0, 1e-15, -1e-15, 1e-12, -1e-9, 1e-6, -1e-3])
def test_equal_and_nearly_equal_rates_are_no_special_case(shift):
    halving, interval = 5.0, 8.0
    absorption = math.log(2) / halving * (1 + shift)
    with mpmath.workdps(80):
        rate = mpmath.log(2) / halving
        other = mpmath.mpf(absorption) if absorption != float(rate) else rate * (1 + mpmath.mpf("1e-30"))
        logarithm = mpmath.log(
            other * mpmath.expm1(-rate * interval) / (rate * mpmath.expm1(-other * interval))
        )
        time = logarithm / (other - rate)
        ratio = oral_steady_state(0, halving, interval, other) / oral_steady_state(
            time, halving, interval, other
        )
        single = mpmath.log(other / rate) / (other - rate)
    assert peak_time_h(halving, absorption, interval) == pytest.approx(float(time), rel=1e-14)
    assert peak_time_h(halving, absorption) == pytest.approx(float(single), rel=1e-14)
    assert trough_to_peak(halving, interval, absorption) == pytest.approx(float(ratio), rel=1e-14)


@given(half_lives, intervals, absorption_rates)
def test_oral_ratio_lies_above_the_bolus_rule_and_falls_with_faster_absorption(halving, interval, absorption):
    slower, faster = trough_to_peak(halving, interval, [absorption, absorption * 1.1])
    assert trough_to_peak(halving, interval) <= faster * (1 + 1e-14)
    assert faster <= slower * (1 + 1e-14)
    assert slower <= 1


def test_fast_absorption_tends_to_the_bolus():
    assert trough_to_peak(20.0, 12.0, 1e12) == pytest.approx(trough_to_peak(20.0, 12.0), rel=1e-9)
    assert peak_time_h(20.0, math.inf, 12.0) == 0.0
    np.testing.assert_array_equal(
        trough_to_peak(20.0, 12.0, [1.0, math.inf]),
        [trough_to_peak(20.0, 12.0, 1.0), trough_to_peak(20.0, 12.0)],
    )


@given(half_lives, st.floats(min_value=0.02, max_value=20))
def test_the_absorption_rate_is_the_one_that_puts_the_peak_there(halving, absorption):
    peak = peak_time_h(halving, absorption)
    assert absorption_rate(halving, peak) == pytest.approx(absorption, rel=1e-9)


def test_the_peak_comes_earlier_at_steady_state():
    assert peak_time_h(11.2, 1.1, 8.0) < peak_time_h(11.2, 1.1)
    assert peak_time_h(11.2, 1.1, 1e4) == pytest.approx(peak_time_h(11.2, 1.1), rel=1e-12)


two_compartments = {
    "clearance_l_per_h": 2.36,
    "central_volume_l": 42.0,
    "intercompartmental_clearance_l_per_h": 22.6,
    "peripheral_volume_l": 56.5,
}


def simulated_two_compartment_ratio(cl, v1, q, v2, interval):
    """Steady state by solving x = step (x + dose) with a many-digit matrix exponential."""
    with mpmath.workdps(40):
        cl, v1, q, v2 = map(mpmath.mpf, (cl, v1, q, v2))
        step = mpmath.expm(mpmath.matrix([[-(cl + q) / v1, q / v2], [q / v1, -q / v2]]) * interval)
        trough = mpmath.lu_solve(mpmath.eye(2) - step, step * mpmath.matrix([1, 0]))
        return float(trough[0] / (trough[0] + 1))


@given(*[st.floats(0.5, 100)] * 4, st.floats(2, 36))
def test_two_compartments_agree_with_a_matrix_exponential(cl, v1, q, v2, interval):
    found = two_compartment_trough_to_peak(
        clearance_l_per_h=cl,
        central_volume_l=v1,
        intercompartmental_clearance_l_per_h=q,
        peripheral_volume_l=v2,
        interval_h=interval,
    )
    assert found == pytest.approx(simulated_two_compartment_ratio(cl, v1, q, v2, interval), rel=1e-11)


def test_distribution_breaks_the_bound_downwards():
    """Diazepam at 70 kg (Ku 2018): terminal half-life 30 h, so the one-compartment rule says 0.76 at 12 h."""
    found = two_compartment_trough_to_peak(**two_compartments, interval_h=12.0)
    rates = np.linalg.eigvals([[-24.96 / 42, 22.6 / 56.5], [22.6 / 42, -22.6 / 56.5]])
    terminal = math.log(2) / min(-rates)
    assert terminal == pytest.approx(30.0, abs=0.5)
    assert found < trough_to_peak(terminal, 12.0) - 0.1
    assert found == pytest.approx(simulated_two_compartment_ratio(2.36, 42, 22.6, 56.5, 12), rel=1e-13)


def test_a_closed_or_instant_periphery_is_one_compartment():
    closed = two_compartments | {"intercompartmental_clearance_l_per_h": 1e-9}
    alone = trough_to_peak(half_life(clearance_l_per_h=2.36, volume_l=42.0), 12.0)
    assert two_compartment_trough_to_peak(**closed, interval_h=12.0) == pytest.approx(alone, rel=1e-7)


def test_every_function_broadcasts():
    halving, interval, absorption = np.array([[5.0], [20.0]]), np.array([6.0, 8.0, 24.0]), 1.3
    table = trough_to_peak(halving, interval, absorption)
    assert table.shape == (2, 3)
    assert table[1, 2] == trough_to_peak(20.0, 24.0, 1.3)
    assert accumulation_ratio(halving, interval).shape == (2, 3)
    assert peak_time_h(halving, 1.3, interval)[0, 1] == peak_time_h(5.0, 1.3, 8.0)
    several = two_compartment_trough_to_peak(**two_compartments, interval_h=[6.0, 12.0])
    assert several[1] == two_compartment_trough_to_peak(**two_compartments, interval_h=12.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: elimination_rate(half_life_h=0), "half_life_h must be a finite number above 0: got 0"),
        (lambda: elimination_rate(half_life_h=[3.0, -2.0]), "half_life_h .* got -2"),
        (lambda: elimination_rate(), "takes half_life_h alone, or clearance_l_per_h and volume_l"),
        (lambda: elimination_rate(half_life_h=3, volume_l=2), "takes half_life_h alone"),
        (lambda: half_life(clearance_l_per_h=[1, 2], volume_l=[1, 2, 3]), r"\(2,\), volume_l \(3,\)"),
        (lambda: half_life(clearance_l_per_h=1, volume_l=None), "takes half_life_h alone"),
        (lambda: fraction_remaining(-1, 3), "time_h must be a finite number, 0 or more: got -1"),
        (lambda: accumulation_ratio(3, math.nan), "interval_h must be a finite number above 0: got nan"),
        (lambda: hours_to_steady_state(3, 1), "fraction must be below 1"),
        (lambda: hours_to_steady_state(3, 1.5), "fraction must be a fraction from 0 to 1: got 1.5"),
        (lambda: trough_to_peak(3, math.inf), "interval_h must be a finite number above 0: got inf"),
        (
            lambda: trough_to_peak(3, 8, 0),
            "absorption_rate_per_h must be a number above 0, or infinity: got 0",
        ),
        (lambda: peak_time_h(True, 1), "half_life_h must be made of real numbers: got True"),
        (
            lambda: two_compartment_trough_to_peak(**two_compartments, interval_h=0),
            "interval_h must be a finite number above 0: got 0",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
