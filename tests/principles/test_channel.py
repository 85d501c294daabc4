"""The channel against linear algebra in many digits, and what an equilibrium cannot tell."""

import dataclasses

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.principles.channel import (
    ACTIONS,
    OPEN,
    STATES,
    Channel,
    activity,
    after_a_pulse,
    rate_matrix,
    stationary,
    with_drug,
)
from anxiolytics.principles.gating import Gating, effective_concentration_um, open_probability
from anxiolytics.principles.gating_calibration import wild_type

rates = st.floats(0.1, 1e4)
channels = st.builds(Channel, rates, rates, rates, rates)
amounts = st.floats(1e-3, 1e3)
GABA = np.geomspace(0.1, 1e4, 60)


@given(channels, amounts)
def test_stationary_shares_solve_the_balance_of_rates(channel, gaba):
    shares, matrix = stationary(channel, gaba), rate_matrix(channel, gaba)
    assert shares.sum() == pytest.approx(1, rel=1e-14)
    with mpmath.workdps(40):
        # One equation of the four is the sum of the others; the whole takes its place.
        equations = mpmath.matrix(matrix.T.tolist())
        for column in range(4):
            equations[3, column] = 1
        expected = [float(value) for value in mpmath.lu_solve(equations, mpmath.matrix([0, 0, 0, 1]))]
    assert shares == pytest.approx(expected, rel=1e-9)


def test_rows_of_the_rate_matrix_sum_to_zero_and_steps_are_between_neighbours():
    matrix = rate_matrix(Channel(), GABA)
    assert matrix.shape == (60, 4, 4)
    assert np.abs(matrix.sum(-1)).max() < 1e-9
    assert np.all(np.triu(matrix, 2) == 0)
    assert np.all(np.tril(matrix, -2) == 0)


@given(channels, amounts)
def test_frequency_times_duration_is_the_share_of_time(channel, gaba):
    found = activity(channel, gaba)
    frequency = found.opening_frequency_per_s
    assert frequency * found.mean_open_ms / 1000 == pytest.approx(found.open_probability, rel=1e-12)
    assert frequency * (found.mean_open_ms + found.mean_closed_ms) / 1000 == pytest.approx(1, rel=1e-9)
    assert found.burst_frequency_per_s * found.openings_per_burst == pytest.approx(frequency, rel=1e-12)
    # As many openings as there are visits of the open state: the flow into it.
    flow = stationary(channel, gaba)[2] * rate_matrix(channel, gaba)[2, OPEN]
    assert frequency == pytest.approx(flow, rel=1e-12)


def test_the_defaults_have_the_equilibrium_of_the_wild_type():
    found = activity(Channel(), GABA)
    # A receptor that never opens unbound is the limit of a large basal ratio.
    limit = Gating(closed_to_open=1e18, dissociation_um=60.0, preference=np.sqrt(1 / 9 / 1e18))
    assert found.open_probability == pytest.approx(open_probability(GABA, limit), rel=1e-6)
    assert effective_concentration_um(limit) == pytest.approx(
        effective_concentration_um(wild_type()), rel=0.01
    )
    assert found.open_probability == pytest.approx(open_probability(GABA, wild_type()), abs=0.005)
    assert found.mean_open_ms[0] == 5
    assert found.openings_per_burst[0] == 4


@pytest.mark.parametrize("times", [0.1, 2.0, 30.0])
def test_an_equilibrium_is_silent_on_frequency_and_duration(times):
    plain = Channel()
    hurried_gate = dataclasses.replace(
        plain, opening_per_s=times * plain.opening_per_s, closing_per_s=times * plain.closing_per_s
    )
    hurried_binding = dataclasses.replace(
        plain,
        binding_per_um_per_s=times * plain.binding_per_um_per_s,
        unbinding_per_s=times * plain.unbinding_per_s,
    )
    before, gate = activity(plain, GABA), activity(hurried_gate, GABA)
    assert gate.open_probability == pytest.approx(before.open_probability, rel=1e-13)
    assert gate.opening_frequency_per_s == pytest.approx(times * before.opening_frequency_per_s, rel=1e-13)
    assert gate.mean_open_ms == pytest.approx(before.mean_open_ms / times, rel=1e-13)
    binding = activity(hurried_binding, GABA)
    assert binding.open_probability == pytest.approx(before.open_probability, rel=1e-13)
    assert np.all((binding.openings_per_burst < before.openings_per_burst) == (times > 1))


def test_each_class_of_drug_changes_one_rate_and_leaves_its_own_trace():
    low = 2.0
    plain = activity(Channel(), low)
    unbinding, opening, closing = (activity(with_drug(Channel(), action, 2.0), low) for action in ACTIONS)
    for drug in (unbinding, opening, closing):
        assert drug.open_probability > 1.5 * plain.open_probability
    # Either account of benzodiazepines: more openings of the same length.
    for drug in (unbinding, opening):
        assert drug.mean_open_ms == plain.mean_open_ms
        assert drug.opening_frequency_per_s > 1.9 * plain.opening_frequency_per_s
    # Barbiturates: longer openings, hardly more or fewer of them.
    assert closing.mean_open_ms == 2 * plain.mean_open_ms
    assert closing.opening_frequency_per_s == pytest.approx(plain.opening_frequency_per_s, rel=0.02)
    # Where the slogan fails: slower unbinding also lengthens the burst.
    assert unbinding.mean_burst_ms > 1.7 * plain.mean_burst_ms


def test_slower_unbinding_acts_on_potency_alone():
    plain, drug = Channel(), with_drug(Channel(), "slower unbinding", 2.0)
    shifted = activity(drug, GABA / 2).open_probability
    assert shifted == pytest.approx(activity(plain, GABA).open_probability, rel=1e-13)
    saturated = activity(drug, 1e7).opening_frequency_per_s / activity(plain, 1e7).opening_frequency_per_s
    assert saturated == pytest.approx(1, rel=1e-4)


@given(channels)
def test_what_follows_a_pulse_agrees_with_linear_algebra(channel):
    found = after_a_pulse(channel)
    # Expected time in the shut and the open state before the first GABA leaves, from the rates among the two.
    among = rate_matrix(channel, 0.0)[2:, 2:]
    shut_s, open_s = np.linalg.solve(among.T, [-1.0, 0.0])
    assert found.active_ms == pytest.approx(1000 * (shut_s + open_s), rel=1e-9)
    assert found.openings == pytest.approx(open_s * channel.closing_per_s, rel=1e-9)
    assert found.frequency_per_s == pytest.approx(1000 * found.openings / found.active_ms, rel=1e-12)


def test_after_a_pulse_slower_unbinding_gives_more_openings_at_the_same_frequency():
    plain, drug = after_a_pulse(Channel()), after_a_pulse(with_drug(Channel(), "slower unbinding", 2.0))
    assert drug.openings == pytest.approx(2 * plain.openings, rel=1e-14)
    assert drug.active_ms == pytest.approx(2 * plain.active_ms, rel=1e-14)
    assert drug.frequency_per_s == pytest.approx(plain.frequency_per_s, rel=1e-14)


@given(channels, amounts, amounts)
def test_more_gaba_opens_more(channel, one, other):
    less, more = sorted((one, other))
    found = activity(channel, [less, more])
    assert found.open_probability[0] <= found.open_probability[1] * (1 + 1e-12)
    assert found.mean_closed_ms[0] >= found.mean_closed_ms[1] * (1 - 1e-9)


def test_without_gaba_the_channel_stays_free_and_shut():
    found = activity(Channel(), 0.0)
    assert stationary(Channel(), 0.0).tolist() == [1, 0, 0, 0]
    assert found.opening_frequency_per_s == 0
    assert found.mean_closed_ms == np.inf


def test_strength_one_changes_nothing_and_actions_name_rates():
    assert len(STATES) == 4
    for action, (rate, _) in ACTIONS.items():
        assert with_drug(Channel(), action, 1.0) == Channel()
        assert getattr(with_drug(Channel(), action, 2.0), rate) != getattr(Channel(), rate)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Channel(closing_per_s=0.0), r"^closing_per_s must be a finite number above 0: got 0$"),
        (lambda: Channel(opening_per_s=[1.0, 2.0]), r"^opening_per_s must be one number: got an array$"),
        (lambda: with_drug(Channel(), "magic", 2.0), r"^action must be one of slower unbinding, .*'magic'$"),
        (lambda: with_drug(Channel(), "faster opening", -2.0), r"^strength must be .* above 0: got -2$"),
        (lambda: with_drug(Channel(), "faster opening", [2.0, 3.0]), r"^strength must be one number"),
        (lambda: rate_matrix(Channel(), -1.0), r"^gaba_um must be .* 0 or more: got -1$"),
        (lambda: activity(Channel(), [1.0, -2.0]), r"^gaba_um must be .* 0 or more: got -2$"),
    ],
)
def test_what_is_not_allowed_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
