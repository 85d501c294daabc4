"""Reversal potentials against many-digit arithmetic, the ends of the model and published measurements."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.facts import fact
from anxiolytics.principles.chloride_gate import (
    chloride_inside_mm,
    gaba_action,
    gaba_reversal_mv,
    nernst_potential_mv,
    thermal_voltage_mv,
)
from anxiolytics.principles.membrane import Neuron, excitation_to_threshold_ns, steady_potential_mv

concentrations = st.floats(min_value=0.1, max_value=200)
permeabilities = st.floats(min_value=0, max_value=1)


def test_thermal_voltage_at_body_temperature():
    assert thermal_voltage_mv() == pytest.approx(26.73, abs=0.005)
    assert thermal_voltage_mv(25.0) == pytest.approx(25.69, abs=0.005)


@given(concentrations, concentrations, st.sampled_from([-2, -1, 1, 2]), st.floats(0, 45))
def test_nernst_agrees_with_many_digits_and_mirrors(outside, inside, valence, celsius):
    with mpmath.workdps(40):
        charge_mol, gas = mpmath.mpf("96485.33212331001"), mpmath.mpf("8.31446261815324")
        thermal = 1000 * gas * (mpmath.mpf(celsius) + mpmath.mpf("273.15")) / charge_mol
        expected = float(thermal / valence * mpmath.log(mpmath.mpf(outside) / inside))
    found = nernst_potential_mv(outside, inside, valence, celsius)
    assert found == pytest.approx(expected, rel=1e-13, abs=1e-12)
    assert nernst_potential_mv(inside, outside, valence, celsius) == pytest.approx(-found, abs=1e-12)
    assert nernst_potential_mv(outside, inside, -valence, celsius) == -found


def test_the_check_numbers_of_the_page():
    chloride = [5, 7, 10, 15, 20]
    np.testing.assert_allclose(gaba_reversal_mv(chloride), [-74.8, -69.0, -62.1, -53.5, -47.0], atol=0.05)
    np.testing.assert_allclose(
        nernst_potential_mv(130, chloride), [-87.1, -78.1, -68.5, -57.7, -50.0], atol=0.06
    )
    np.testing.assert_allclose(nernst_potential_mv([24, 26], 16), [-10.8, -13.0], atol=0.05)


def test_bicarbonate_matters_most_where_there_is_little_chloride():
    shift = gaba_reversal_mv([5, 20]) - nernst_potential_mv(130, [5, 20])
    np.testing.assert_allclose(shift, [12.3, 3.0], atol=0.06)


@given(concentrations, concentrations, concentrations, concentrations, permeabilities)
def test_the_reversal_lies_between_the_two_equilibria(
    cl_in, cl_out, carbonate_in, carbonate_out, permeability
):
    found = gaba_reversal_mv(
        cl_in,
        chloride_outside_mm=cl_out,
        bicarbonate_inside_mm=carbonate_in,
        bicarbonate_outside_mm=carbonate_out,
        bicarbonate_permeability=permeability,
    )
    ends = nernst_potential_mv([cl_out, carbonate_out], [cl_in, carbonate_in])
    assert min(ends) - 1e-9 <= found <= max(ends) + 1e-9


def test_without_bicarbonate_and_with_it_alone():
    assert gaba_reversal_mv(7, bicarbonate_permeability=0) == nernst_potential_mv(130, 7)
    assert gaba_reversal_mv(7, bicarbonate_permeability=1e12) == pytest.approx(nernst_potential_mv(24, 16))


@given(st.floats(1, 100), permeabilities)
def test_more_chloride_inside_is_less_negative_and_the_inverse_finds_it(chloride, permeability):
    reversal, higher = gaba_reversal_mv([chloride, chloride * 1.01], bicarbonate_permeability=permeability)
    assert higher > reversal
    found = chloride_inside_mm(reversal, bicarbonate_permeability=permeability)
    assert found == pytest.approx(chloride, rel=1e-11)


def test_published_reversal_needs_a_chloride_of_the_size_measured_in_mature_neurons():
    """Thompson, Deisz and Prince 1988, with the bicarbonate of a published model."""
    chloride = chloride_inside_mm(
        fact("cortical_neuron.ipsp_reversal").value,
        chloride_outside_mm=fact("cortical_neuron.chloride_outside").value,
        bicarbonate_inside_mm=fact("gaba_channel.bicarbonate_inside").value,
        bicarbonate_outside_mm=fact("gaba_channel.bicarbonate_outside").value,
        bicarbonate_permeability=fact("gaba_channel.bicarbonate_permeability").value,
    )
    assert 4 < chloride < 10


def test_at_rest_the_driving_force_is_nearly_nothing():
    """Published means, -70.1 against -69.7 mV: even endless inhibition hardly moves such a cell."""
    rest, reversal = (
        fact(f"cortical_neuron.{name}").value for name in ("resting_potential", "ipsp_reversal")
    )
    assert reversal - rest == pytest.approx(-0.4)
    assert gaba_action(reversal, rest) == "silent shunting"
    assert abs(steady_potential_mv(1e9, reversal, neuron=Neuron(rest_mv=rest)) - rest) < 0.5


@pytest.mark.parametrize(
    ("chloride", "action"),
    [
        (5, "hyperpolarising"),
        (6.62, "silent shunting"),
        (10, "depolarising but inhibitory"),
        (15, "depolarising but inhibitory"),
        (20, "excitatory"),
    ],
)
def test_the_three_regimes_and_where_they_end(chloride, action):
    reversal = gaba_reversal_mv(chloride)
    assert gaba_action(reversal) == action
    shift = steady_potential_mv(10, reversal) + 70
    if action == "silent shunting":
        assert abs(shift) < 0.1
    else:
        assert (shift < 0) == (action == "hyperpolarising")
    needed_more = excitation_to_threshold_ns(10, reversal) > excitation_to_threshold_ns(0, reversal)
    assert needed_more == (action != "excitatory")


def test_names_broadcast():
    named = gaba_action([[-75.0], [-60.0]], rest_mv=[-70.0, -80.0])
    assert named.tolist() == [
        ["hyperpolarising", "depolarising but inhibitory"],
        ["depolarising but inhibitory", "depolarising but inhibitory"],
    ]
    assert isinstance(gaba_action(-75.0), str)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: thermal_voltage_mv(-300), "temperature_c must be above -273.15: got -300"),
        (lambda: nernst_potential_mv(0, 1), "outside_mm must be a finite number above 0: got 0"),
        (lambda: nernst_potential_mv(1, -1), "inside_mm must be"),
        (lambda: nernst_potential_mv(1, 1, 0), "valence must not be 0"),
        (lambda: nernst_potential_mv([1, 2], [1, 2, 3]), r"outside_mm \(2,\), inside_mm \(3,\)"),
        (lambda: gaba_reversal_mv(0), "chloride_inside_mm must be a finite number above 0: got 0"),
        (lambda: gaba_reversal_mv(5, chloride_outside_mm=math.nan), "chloride_outside_mm must be"),
        (lambda: gaba_reversal_mv(5, bicarbonate_inside_mm=0), "bicarbonate_inside_mm must be"),
        (lambda: gaba_reversal_mv(5, bicarbonate_permeability=-0.1), "bicarbonate_permeability must be"),
        (lambda: chloride_inside_mm(-200), "reversal_mv must be one that chloride can give .* got -200"),
        (lambda: gaba_action(-70, threshold_mv=-80), "threshold_mv must be above rest_mv: got -10 mV"),
        (lambda: gaba_action(-70, silent_within_mv=-1), "silent_within_mv must be"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
