"""Distributions of durations against matrix exponentials in many digits."""

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxiolytics.principles.channel import Channel, activity, rate_matrix
from anxiolytics.principles.channel_dwell_times import burst_lengths, closed_times, open_times

rates = st.floats(1, 5e3)
channels = st.builds(Channel, st.floats(0.1, 50), rates, rates, rates)
amounts = st.floats(0.01, 1e4)
times = st.floats(1e-6, 1.0)


def exponential_between(matrix, start, end, time):
    """Entry of exp(matrix * time) in 40 digits."""
    with mpmath.workdps(40):
        return mpmath.expm(mpmath.matrix(matrix) * mpmath.mpf(time), method="taylor")[start, end]


@settings(max_examples=25, deadline=None)  # many-digit matrices are slow
@given(channels, amounts, times)
def test_closed_times_agree_with_the_matrix_exponential(channel, gaba, time):
    found = closed_times(channel, gaba)
    closed = rate_matrix(channel, gaba)[:3, :3].tolist()
    density = channel.opening_per_s * float(exponential_between(closed, 2, 2, time))
    left = float(sum(exponential_between(closed, 2, state, time) for state in range(3)))
    assert found.density_per_s(time) == pytest.approx(density, rel=1e-7, abs=1e-12)
    assert found.survival(time) == pytest.approx(left, rel=1e-7, abs=1e-12)


@given(channels, amounts)
def test_closed_times_are_a_mixture_with_the_mean_of_the_record(channel, gaba):
    found = closed_times(channel, gaba)
    assert np.all(found.rates_per_s > 0)
    assert np.all(found.weights >= 0)
    assert found.weights.sum() == pytest.approx(1, rel=1e-9)
    assert 1000 * found.mean_s() == pytest.approx(activity(channel, gaba).mean_closed_ms, rel=1e-7)
    assert found.variance_s2() >= found.mean_s() ** 2 * (1 - 1e-9)


@settings(max_examples=25, deadline=None)  # many-digit matrices are slow
@given(channels, times)
def test_burst_lengths_agree_with_the_matrix_exponential(channel, time):
    found = burst_lengths(channel)
    leaving = 2 * channel.unbinding_per_s
    gap_ends = channel.opening_per_s + leaving
    stays = channel.opening_per_s / gap_ends
    # Open, and in a gap that will end with an opening: the burst is over on closing without such a gap.
    within = [[-channel.closing_per_s, channel.closing_per_s * stays], [gap_ends, -gap_ends]]
    lasting = float(exponential_between(within, 0, 0, time) + exponential_between(within, 0, 1, time))
    assert found.survival(time) == pytest.approx(lasting, rel=1e-8, abs=1e-12)
    assert 1000 * found.mean_s() == pytest.approx(activity(channel, 1.0).mean_burst_ms, rel=1e-10)


@given(channels)
def test_open_times_are_one_exponential(channel):
    found = open_times(channel)
    assert 1000 * found.mean_s() == pytest.approx(activity(channel, 1.0).mean_open_ms, rel=1e-14)
    assert found.variance_s2() == pytest.approx(found.mean_s() ** 2, rel=1e-12)
    assert found.survival(found.mean_s()) == pytest.approx(np.exp(-1), rel=1e-13)


def test_no_digits_are_lost_when_gaba_is_scarce():
    channel, gaba = Channel(), 1e-3
    slowest = closed_times(channel, gaba).rates_per_s[0]
    with mpmath.workdps(40):
        matrix = mpmath.matrix(rate_matrix(channel, gaba)[:3, :3].tolist())
        values = mpmath.eig(matrix, left=False, right=False)
        expected = float(min(-mpmath.re(value) for value in values))
    assert slowest < 1e-6
    assert slowest == pytest.approx(expected, rel=1e-8)


def test_survival_is_the_integral_of_the_density():
    found = closed_times(Channel(), 10.0)
    grid = np.linspace(0, 0.05, 20001)
    density = found.density_per_s(grid)
    area = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2 * np.diff(grid))])
    assert 1 - area == pytest.approx(found.survival(grid), abs=2e-5)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: closed_times(Channel(), 0.0), r"^gaba_um must be a finite number above 0: got 0$"),
        (lambda: closed_times(Channel(), [1.0, 2.0]), r"^gaba_um must be one number: got an array$"),
        (lambda: open_times(Channel()).survival(-1.0), r"^time_s must be .* 0 or more: got -1$"),
        (lambda: open_times(Channel()).density_per_s(-1.0), r"^time_s must be .* 0 or more: got -1$"),
    ],
)
def test_what_is_not_allowed_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
