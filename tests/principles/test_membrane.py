"""The steady neuron against conservation of current, the relaxation of the membrane equation and limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from anxiolytics.principles.membrane import (
    THRESHOLD_MV,
    Neuron,
    epsp_size_mv,
    excitation_to_threshold_ns,
    shunting_index,
    steady_potential_mv,
    time_constant_ms,
)

conductances = st.floats(min_value=0.01, max_value=1000)
reversals = st.floats(min_value=-100, max_value=-30)


@given(conductances, conductances, reversals)
def test_no_net_current_flows_at_the_steady_potential(inhibition, excitation, reversal):
    neuron = Neuron(leak_conductance_ns=8.0, rest_mv=-65.0, excitatory_reversal_mv=5.0)
    potential = steady_potential_mv(inhibition, reversal, excitation, neuron)
    current = 8.0 * (potential + 65.0) + excitation * (potential - 5.0) + inhibition * (potential - reversal)
    assert current == pytest.approx(0, abs=1e-10 * (8 + excitation + inhibition))


def test_the_membrane_relaxes_to_it_with_its_time_constant():
    """The membrane equation, integrated step by step: pF mV/ms is nS mV, that is pA."""
    neuron, inhibition, excitation, reversal = Neuron(), 12.0, 6.0, -74.8

    def slope(_, potential):
        leak = neuron.leak_conductance_ns * (neuron.rest_mv - potential)
        return (leak + excitation * (0 - potential) + inhibition * (reversal - potential)) / 100.0

    solved = solve_ivp(slope, (0, 60), [neuron.rest_mv], rtol=1e-10, atol=1e-12, dense_output=True)
    end = steady_potential_mv(inhibition, reversal, excitation)
    assert solved.y[0, -1] == pytest.approx(end, abs=1e-5)
    tau = time_constant_ms(inhibition + excitation)
    assert tau == pytest.approx(100 / 28)
    left = (solved.sol(tau)[0] - end) / (neuron.rest_mv - end)
    assert left == pytest.approx(math.exp(-1), rel=1e-6)


@given(conductances, st.floats(min_value=-100, max_value=-71))
def test_twice_the_inhibition_is_less_than_twice_the_hyperpolarisation(inhibition, reversal):
    once, twice = steady_potential_mv([inhibition, 2 * inhibition], reversal) + 70
    assert 2 * once < twice < once < 0
    assert twice > reversal + 70


def test_endless_conductance_reaches_the_reversal_potential_and_none_leaves_rest():
    assert steady_potential_mv(1e12, -62.1) == pytest.approx(-62.1)
    assert steady_potential_mv(0, -62.1) == -70.0


@given(conductances, conductances)
def test_shunting_without_any_shift_takes_the_share_that_the_index_says(excitation, inhibition):
    with_it, without = epsp_size_mv(excitation, [inhibition, 0], -70.0)
    assert steady_potential_mv(inhibition, -70.0) == -70.0
    assert 1 - with_it / without == pytest.approx(shunting_index(10 + excitation, inhibition), abs=1e-13)


@given(conductances, conductances, reversals)
def test_epsp_is_the_difference_of_two_steady_potentials(excitation, inhibition, reversal):
    difference = steady_potential_mv(inhibition, reversal, excitation) - steady_potential_mv(
        inhibition, reversal
    )
    assert epsp_size_mv(excitation, inhibition, reversal) == pytest.approx(difference, abs=1e-11)


@given(conductances, conductances, st.floats(min_value=-70, max_value=-1))
def test_inhibition_makes_an_epsp_smaller_whether_or_not_it_depolarises(excitation, inhibition, reversal):
    assert epsp_size_mv(excitation, inhibition, reversal) < epsp_size_mv(excitation, 0, reversal)


def test_shunting_index_of_equal_conductances_is_one_half():
    np.testing.assert_allclose(shunting_index(10, [0, 10, 30, 1e12]), [0, 0.5, 0.75, 1], atol=1e-10)


@given(st.floats(0, 100), reversals)
def test_excitation_to_threshold_brings_it_there(inhibition, reversal):
    needed = excitation_to_threshold_ns(inhibition, reversal)
    if needed >= 0:
        assert steady_potential_mv(inhibition, reversal, needed) == pytest.approx(THRESHOLD_MV, abs=1e-10)
    else:
        assert steady_potential_mv(inhibition, reversal) > THRESHOLD_MV


@given(st.floats(0, 100), reversals)
def test_gaba_inhibits_exactly_where_it_reverses_below_threshold(inhibition, reversal):
    change = excitation_to_threshold_ns(inhibition + 1, reversal) - excitation_to_threshold_ns(
        inhibition, reversal
    )
    assert change == pytest.approx((THRESHOLD_MV - reversal) / 50, abs=1e-11)


def test_every_argument_broadcasts():
    table = epsp_size_mv([[1.0], [2.0]], [0.0, 5.0, 10.0], -74.8)
    assert table.shape == (2, 3)
    assert table[1, 2] == epsp_size_mv(2.0, 10.0, -74.8)
    assert steady_potential_mv([[1.0], [2.0]], [-75.0, -60.0]).shape == (2, 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Neuron(leak_conductance_ns=0), "leak_conductance_ns must be a finite number above 0: got 0"),
        (lambda: Neuron(capacitance_pf=-1), "capacitance_pf must be"),
        (lambda: Neuron(rest_mv=math.nan), "rest_mv must be a finite number: got nan"),
        (lambda: Neuron(rest_mv=10), "excitatory_reversal_mv must be above rest_mv, 10: got 0"),
        (lambda: steady_potential_mv(-1, -70), "inhibitory_conductance_ns must be .* got -1"),
        (lambda: steady_potential_mv(1, -70, -1), "excitatory_conductance_ns must be .* got -1"),
        (lambda: steady_potential_mv([1, 2], [1, 2, 3]), r"inhibitory_conductance_ns \(2,\)"),
        (lambda: epsp_size_mv(1, 1, math.inf), "inhibitory_reversal_mv must be a finite number: got inf"),
        (lambda: shunting_index(0, 1), "conductance_ns must be a finite number above 0: got 0"),
        (lambda: shunting_index(1, -1), "added_conductance_ns must be"),
        (
            lambda: excitation_to_threshold_ns(1, -70, 5),
            "threshold_mv must lie between -70 and 0: got 5",
        ),
        (lambda: excitation_to_threshold_ns(1, -70, -70), "threshold_mv must lie between"),
        (lambda: time_constant_ms(-1), "synaptic_conductance_ns must be"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
