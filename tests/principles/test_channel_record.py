"""Drawn records against the exact results, within the scatter that the exact results themselves foretell."""

import numpy as np
import pytest
from scipy import stats

from anxiolytics.principles.channel import (
    ACTIONS,
    OPEN,
    Channel,
    activity,
    rate_matrix,
    stationary,
    with_drug,
)
from anxiolytics.principles.channel_dwell_times import burst_lengths, closed_times, open_times
from anxiolytics.principles.channel_record import Record, mean_with_interval, simulate

CASES = [
    (Channel(), 20.0, 101),
    (Channel(), 6.0, 102),
    *[(with_drug(Channel(), action, 3.0), 10.0, 103 + place) for place, action in enumerate(ACTIONS)],
]
# Beyond this many standard errors, one true statement in 15,000 would be refused.
FAR = 4.0


@pytest.fixture(params=CASES, ids=lambda case: f"seed {case[2]}", scope="module")
def case(request):
    channel, gaba, seed = request.param
    return channel, gaba, simulate(channel, gaba, 40.0, seed)


def standard_errors_away(sample, distribution):
    return (sample.mean() - distribution.mean_s()) / np.sqrt(distribution.variance_s2() / sample.size)


def test_durations_have_the_exact_means_and_distributions(case):
    channel, gaba, record = case
    for sample, distribution in (
        (record.open_times_s, open_times(channel)),
        (record.closed_times_s, closed_times(channel, gaba)),
        (record.burst_lengths_s, burst_lengths(channel)),
    ):
        assert sample.size > 50
        assert abs(standard_errors_away(sample, distribution)) < FAR
        fit = stats.kstest(sample, lambda time, exact=distribution: 1 - exact.survival(time))
        assert fit.pvalue > 1e-4


def test_open_fraction_and_frequency_are_within_their_scatter(case):
    channel, gaba, record = case
    exact = activity(channel, gaba)
    share, opened, shut = exact.open_probability, open_times(channel), closed_times(channel, gaba)
    cycle = opened.mean_s() + shut.mean_s()
    cycles = record.duration_s / cycle
    # A record is a row of independent cycles, one opening and one shut time each: renewal theory.
    spread = (1 - share) ** 2 * opened.variance_s2() + share**2 * shut.variance_s2()
    assert abs(record.open_fraction - share) < FAR * np.sqrt(spread / cycles) / cycle
    counted = np.sqrt((opened.variance_s2() + shut.variance_s2()) * cycles) / cycle / record.duration_s
    assert abs(record.openings_per_s - exact.opening_frequency_per_s) < FAR * counted


def test_time_in_each_state_is_near_its_share_and_steps_are_between_neighbours(case):
    channel, gaba, record = case
    steps = np.diff(record.states)
    assert np.all(np.abs(steps) == 1)
    assert np.all(np.diff(record.starts_s) > 0)
    assert record.starts_s[0] == 0
    assert record.starts_s[-1] < record.duration_s
    stays = np.diff(record.starts_s, append=record.duration_s)
    found = np.bincount(record.states, weights=stays, minlength=4) / record.duration_s
    assert found == pytest.approx(stationary(channel, gaba), abs=0.06)
    # Of the steps out of A2C, the part that opens is the ratio of two rates.
    rates = rate_matrix(channel, gaba)
    onward = steps[record.states[:-1] == 2] > 0
    chance = rates[2, OPEN] / -rates[2, 2]
    assert abs(onward.mean() - chance) < FAR * np.sqrt(chance * (1 - chance) / onward.size)


def test_the_confidence_interval_covers_as_often_as_it_says():
    channel, gaba, records = Channel(), 30.0, 200
    exact = open_times(channel).mean_s()
    covered = 0
    for seed in range(records):
        estimate = mean_with_interval(simulate(channel, gaba, 1.5, seed).open_times_s)
        covered += estimate.low < exact < estimate.high
    # 95 % of 200 is 190; a short sample of a skewed quantity covers a little less often.
    assert 180 <= covered <= 198


def test_a_record_by_hand():
    record = Record(
        starts_s=np.array([0.0, 0.5, 1.0, 1.5, 2.0, 4.0, 5.0, 6.0, 6.5, 7.0, 7.5, 8.0, 9.0]),
        states=np.array([3, 2, 1, 2, 3, 2, 3, 2, 1, 2, 3, 2, 3]),
        duration_s=10.0,
    )
    assert record.open_times_s.tolist() == [2.0, 1.0, 0.5]
    assert record.closed_times_s.tolist() == [1.5, 1.0, 1.5, 1.0]
    assert record.burst_lengths_s.tolist() == [4.0]
    assert record.open_fraction == pytest.approx((0.5 + 2 + 1 + 0.5 + 1) / 10)
    assert record.openings_per_s == pytest.approx(0.4)


def test_the_same_seed_gives_the_same_record():
    one, same, other = (simulate(Channel(), 10.0, 2.0, seed) for seed in (7, 7, 8))
    assert np.array_equal(one.starts_s, same.starts_s)
    assert np.array_equal(one.states, same.states)
    assert not np.array_equal(one.starts_s[:5], other.starts_s[:5])


def test_without_gaba_nothing_happens():
    record = simulate(Channel(), 0.0, 10.0, 1)
    assert record.states.tolist() == [0]
    assert (record.open_fraction, record.openings_per_s) == (0, 0)
    assert record.open_times_s.size == record.closed_times_s.size == record.burst_lengths_s.size == 0


def test_mean_with_interval():
    estimate = mean_with_interval([1.0, 2.0, 3.0, 6.0])
    half = 1.96 * np.sqrt(14 / 3 / 4)
    assert estimate == pytest.approx((3.0, 3.0 - half, 3.0 + half))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: simulate(Channel(), -1.0, 1.0, 1), r"^gaba_um must be .* 0 or more: got -1$"),
        (lambda: simulate(Channel(), [1.0, 2.0], 1.0, 1), r"^gaba_um and duration_s must be one number each"),
        (lambda: simulate(Channel(), 1.0, 0.0, 1), r"^duration_s must be .* above 0: got 0$"),
        (lambda: simulate(Channel(), 1.0, 1.0, -1), r"^seed must be a whole number, 0 or more: got -1$"),
        (lambda: simulate(Channel(), 1.0, 1.0, 1.5), r"^seed must be a whole number, 0 or more: got 1.5$"),
        (lambda: simulate(Channel(), 100.0, 1e6, 1), r"^duration_s must be short enough for 5000000 steps"),
        (
            lambda: mean_with_interval([1.0]),
            r"^durations must be a list of at least two: got the shape \(1,\)",
        ),
        (lambda: mean_with_interval([1.0, -2.0]), r"^durations must be .* got -2$"),
    ],
)
def test_what_is_not_allowed_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
