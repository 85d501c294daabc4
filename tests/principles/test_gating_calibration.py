"""Calibration on published curves, and what it then predicts: numbers it has never seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.facts import fact
from anxiolytics.principles.gating import (
    NEUTRAL_ANTAGONIST,
    Gating,
    effective_concentration_um,
    gating_energy_kcal_per_mol,
    maximum_open_probability,
    modulation,
    open_probability,
    resting_open_probability,
)
from anxiolytics.principles.gating_calibration import (
    calibrated,
    equivalents,
    measured_modulator,
    modulator_from,
    potentiation,
    wild_type,
)

SUBTYPES = ("alpha1", "alpha2", "alpha3", "alpha5")
WILD_TYPE = wild_type()


@given(st.floats(0.01, 1e4), st.floats(0.2, 0.999), st.floats(10, 1e7))
def test_calibration_returns_what_was_measured(half, top, ratio):
    gating = calibrated(half, top, ratio)
    assert effective_concentration_um(gating) == pytest.approx(half, rel=1e-10)
    assert maximum_open_probability(gating) == pytest.approx(top, rel=1e-12)
    assert gating.closed_to_open == ratio


@given(st.floats(0.01, 4), st.floats(0.01, 0.95), st.floats(0.01, 1e5), st.floats(0.05, 0.15))
def test_a_modulator_gives_back_the_curve_it_was_made_from(gain, loss, half, part):
    for change in (gain, -loss):
        modulator = modulator_from(change, half, WILD_TYPE, part)
        reached = potentiation(modulation([half, 1e15 * half], modulator), WILD_TYPE, part)
        assert reached == pytest.approx([change / 2, change], rel=1e-9)


def test_the_wild_type_receptor():
    gating = wild_type()
    assert effective_concentration_um(gating) == pytest.approx(26)
    assert maximum_open_probability(gating) == pytest.approx(0.9)
    # The resting activity comes from another laboratory and agrees with the bound of the first.
    bound = fact("gaba.resting_open_probability.alpha1").in_unit("fraction")
    assert resting_open_probability(gating) < bound


def test_diazepam_calibrated_at_ec20_predicts_shift_maximum_and_energy():
    gating = wild_type()
    factors = np.array([measured_modulator("diazepam", subtype).gating_factor for subtype in SUBTYPES])
    shift = effective_concentration_um(gating) / effective_concentration_um(gating, gating_factor=factors)
    energy = gating_energy_kcal_per_mol(factors)
    tops = maximum_open_probability(gating, factors)
    # The weakest is alpha1 (+103 %), the strongest alpha2 (+135 %).
    assert factors[[0, 1]].round(2).tolist() == [0.38, 0.30]
    assert shift[[0, 1]].round(1).tolist() == [1.8, 2.0]
    assert tops[[0, 1]].round(2).tolist() == [0.96, 0.97]
    assert energy[[0, 1]].round(2).tolist() == [-0.57, -0.71]
    assert (np.argmin(shift), np.argmax(shift)) == (0, 1)
    assert np.all(tops / 0.9 - 1 < 0.08)


def test_the_energy_agrees_with_an_independent_measurement():
    bound = fact("benzodiazepines.gating_energy").in_unit("kcal/mol")
    for drug in ("diazepam", "dmcm", "fg_7142"):
        for subtype in SUBTYPES:
            energy = gating_energy_kcal_per_mol(measured_modulator(drug, subtype).gating_factor)
            assert abs(energy) < bound
            assert (energy < 0) == (drug == "diazepam")


def test_an_inverse_agonist_moves_the_curve_the_other_way():
    gating, modulator = wild_type(), measured_modulator("dmcm")
    factor = modulator.gating_factor
    assert factor == pytest.approx(3.98, abs=0.01)
    assert effective_concentration_um(gating, gating_factor=factor) == pytest.approx(56.8, abs=0.1)
    assert maximum_open_probability(gating, factor) == pytest.approx(0.69, abs=0.005)
    assert gating_energy_kcal_per_mol(factor) == pytest.approx(0.82, abs=0.005)


def test_the_measured_concentration_gives_half_of_the_measured_change():
    gating = wild_type()
    for subtype in SUBTYPES:
        modulator = measured_modulator("diazepam", subtype)
        half = fact(f"diazepam.ec50.{subtype}").in_unit("nM")
        change = potentiation(modulation([half, 1e12], modulator), gating)
        assert change[1] == pytest.approx(
            fact(f"diazepam.maximum_potentiation.{subtype}").value / 100, rel=1e-6
        )
        assert change[0] == pytest.approx(change[1] / 2, rel=1e-6)
        blocked = potentiation(modulation(half, modulator, 1e6), gating)
        assert blocked < 1e-3 * change[0]


def test_the_gain_is_largest_for_an_agonist_of_low_efficacy():
    partial = calibrated(26.0, 0.30, 9000.0)
    assert maximum_open_probability(partial, 0.39) == pytest.approx(0.52, abs=0.005)


def test_a_curve_cannot_tell_how_often_the_channel_opens_without_gaba():
    gaba = np.geomspace(0.1, 1e5, 200)
    gating = wild_type()
    family = equivalents(gating, np.geomspace(1e4, 1e5, 9)[:, np.newaxis])
    apart = np.abs(open_probability(gaba, family) - open_probability(gaba, gating))
    # A quarter of a percent of the scale at most, although the basal ratio goes over a decade.
    assert apart.max() < 0.0025
    assert family.dissociation_um.min() > 60.4
    assert family.dissociation_um.max() < 61.0
    assert np.ptp(family.closed_to_open * family.preference**2) < 1e-12
    # Nor does it change what is predicted for diazepam.
    factor = modulator_from(1.03, 27.0, family).gating_factor
    assert np.ptp(factor) < 1e-3
    assert family.preference.max() > 3 * family.preference.min()


def test_a_leaky_receptor_can_tell():
    """The basal ratio moved over three decades by mutation and by other drugs, EC50 measured each time."""
    conditions = ("wild_type", "with_alfaxalone", "one_l263s", "with_pentobarbital", "two_l263s")
    names = [f"leaky_gaba_receptor.{condition}" for condition in conditions]
    measured = np.array([fact(f"{name}.ec50_of_gaba").in_unit("µM") for name in names])
    ratio = np.array([fact(f"{name}.closed_to_open_ratio").value for name in names])
    top = fact("gaba.maximum_open_probability.alpha1").in_unit("fraction")
    here = calibrated(measured[0], top, ratio[0])
    predicted = effective_concentration_um(Gating(ratio, here.dissociation_um, here.preference))
    assert measured[0] / measured[-1] > 100
    assert np.all(np.diff(predicted) < 0)
    assert np.all(np.diff(measured) < 0)
    # No constant is fitted to the other four: right within a factor of 2.7 over a fall of 120-fold.
    assert np.abs(np.log(predicted / measured)).max() < np.log(2.7)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: calibrated(26.0, 1.0, 9000.0), r"^maximum must be above .* and below 1: got 1$"),
        (lambda: calibrated(26.0, 0.3, 1.0), r"^maximum must be above .* and below 1: got 0.3$"),
        (lambda: calibrated(0.0, 0.9, 9000.0), r"^half_maximal_um must be"),
        (lambda: calibrated([26.0, 1.0], [0.9, 0.8, 0.7], 9000.0), "must broadcast together"),
        (lambda: modulator_from(0.0, 20.0, wild_type()), r"^maximum_potentiation must be a change .* got 0$"),
        (lambda: modulator_from(9.0, 20.0, wild_type()), r"^maximum_potentiation must be a change .* got 9$"),
        (lambda: modulator_from(-1.1, 20.0, wild_type()), r"^maximum_potentiation must be .* got -1.1$"),
        (lambda: modulator_from(1.0, 20.0, wild_type(), 1.2), r"^fraction must be below 1"),
        (lambda: measured_modulator("diazpam"), "unknown fact 'diazpam.maximum_potentiation.alpha1'"),
        (lambda: measured_modulator("mrk_409"), "unknown fact 'mrk_409.maximum_potentiation.alpha1'"),
    ],
)
def test_what_is_not_allowed_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_the_antagonist_of_the_book_is_neutral():
    assert NEUTRAL_ANTAGONIST.gating_factor == 1
