"""The two-state model against many-digit sums over its states, limits and identities."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.principles.gating import (
    NEUTRAL_ANTAGONIST,
    Gating,
    Modulator,
    effective_concentration_um,
    gating_energy_kcal_per_mol,
    maximum_open_probability,
    modulation,
    open_probability,
    resting_open_probability,
)

ratios = st.floats(0.1, 1e6)
constants = st.floats(1e-3, 1e4)
preferences = st.floats(1e-4, 0.9)
factors = st.floats(0.05, 20)
amounts = st.floats(0, 1e6)
RECEPTOR = Gating(closed_to_open=9000, dissociation_um=61, preference=0.0035)


def share_of_open_states(gaba, ratio, half, preference, drugs=()):
    """Sum the statistical weights of all ligation states, closed and open, in 40 digits.

    Each drug is its concentration over its constant at the closed state, and its gating factor; the drugs
    share one site.
    """
    with mpmath.workdps(40):
        closed = opened = mpmath.mpf(0)
        for bound in range(3):
            ways = mpmath.binomial(2, bound)
            closed += ways * (mpmath.mpf(gaba) / half) ** bound
            opened += ways * (mpmath.mpf(gaba) / (mpmath.mpf(preference) * half)) ** bound
        site_closed = 1 + sum(mpmath.mpf(amount) for amount, _ in drugs)
        site_open = 1 + sum(mpmath.mpf(amount) / factor for amount, factor in drugs)
        return float(opened * site_open / (opened * site_open + ratio * closed * site_closed))


@given(amounts, ratios, constants, preferences, amounts, factors, amounts, factors)
def test_open_probability_is_the_share_of_open_states(
    gaba, ratio, half, preference, drug, factor, rival, rival_factor
):
    gating = Gating(closed_to_open=ratio, dissociation_um=half, preference=preference)
    both = modulation(drug * 7.0, Modulator(7.0, factor), rival * 3.0, Modulator(3.0, rival_factor))
    expected = share_of_open_states(gaba, ratio, half, preference, [(drug, factor), (rival, rival_factor)])
    assert open_probability(gaba, gating, both) == pytest.approx(expected, rel=1e-13)


@given(ratios, constants, preferences, factors)
def test_the_two_ends_of_the_curve(ratio, half, preference, factor):
    gating = Gating(closed_to_open=ratio, dissociation_um=half, preference=preference)
    assert resting_open_probability(gating, factor) == pytest.approx(1 / (1 + factor * ratio), rel=1e-14)
    far = open_probability(1e12 * half, gating, factor)
    assert maximum_open_probability(gating, factor) == pytest.approx(far, rel=1e-7)


@given(ratios, constants, preferences, factors, st.floats(0.01, 0.99))
def test_effective_concentration_gives_that_part_of_the_response(ratio, half, preference, factor, part):
    gating = Gating(closed_to_open=ratio, dissociation_um=half, preference=preference)
    rest = resting_open_probability(gating, factor)
    span = maximum_open_probability(gating, factor) - rest
    found = open_probability(effective_concentration_um(gating, part, factor), gating, factor)
    assert found == pytest.approx(rest + part * span, rel=1e-9)


@given(amounts, amounts, ratios, preferences, factors, factors)
def test_more_agonist_opens_and_a_larger_factor_closes(one, other, ratio, preference, small, large):
    gating = Gating(closed_to_open=ratio, dissociation_um=60.0, preference=preference)
    less, more = sorted((one, other))
    assert open_probability(less, gating) <= open_probability(more, gating) * (1 + 1e-14)
    low, high = sorted((small, large))
    assert open_probability(one, gating, low) >= open_probability(one, gating, high)


@given(amounts, amounts, factors)
def test_a_neutral_antagonist_acts_as_a_smaller_concentration_of_the_modulator(drug, rival, factor):
    modulator = Modulator(dissociation_nm=20.0, gating_factor=factor)
    gaddum = drug / (1 + rival / NEUTRAL_ANTAGONIST.dissociation_nm)
    assert modulation(drug, modulator, rival) == pytest.approx(modulation(gaddum, modulator), rel=1e-13)


def test_a_neutral_ligand_alone_does_nothing_and_enough_of_it_undoes_either_kind_of_drug():
    assert modulation([0.0, 1.0, 1e9], NEUTRAL_ANTAGONIST) == pytest.approx([1, 1, 1], rel=1e-15)
    for factor in (0.3, 4.0):
        assert modulation(100.0, Modulator(20.0, factor), 1e9) == pytest.approx(1.0, rel=1e-5)


def test_modulation_goes_from_one_to_the_gating_factor():
    positive = Modulator(dissociation_nm=20.0, gating_factor=0.38)
    found = modulation(np.geomspace(1e-9, 1e12, 200), positive)
    assert np.all(np.diff(found) <= 0)
    assert found[[0, -1]] == pytest.approx([1.0, 0.38], rel=1e-9)


def test_a_benzodiazepine_cannot_open_a_wild_type_channel_but_opens_a_leaky_one():
    leaky = Gating(closed_to_open=7.3, dissociation_um=61, preference=0.0035)
    assert resting_open_probability(RECEPTOR, 0.3) < 0.001
    opened = resting_open_probability(leaky, 0.3) - resting_open_probability(leaky)
    assert opened > 0.15


def test_gating_energy():
    assert gating_energy_kcal_per_mol(1.0) == 0
    # RT at 25 °C is 0.5925 kcal/mol in any table of constants.
    assert gating_energy_kcal_per_mol(math.e) == pytest.approx(0.5925, abs=5e-5)
    assert gating_energy_kcal_per_mol(0.5) == -gating_energy_kcal_per_mol(2.0)
    assert gating_energy_kcal_per_mol(2.0, [0.0, 273.15])[1] == pytest.approx(
        2 * gating_energy_kcal_per_mol(2.0, 0.0), rel=1e-14
    )


def test_everything_broadcasts():
    family = Gating(closed_to_open=np.array([[1e4], [1e5]]), dissociation_um=60.0, preference=0.002)
    assert open_probability([1.0, 10.0, 100.0], family).shape == (2, 3)
    assert effective_concentration_um(family, [0.2, 0.5]).shape == (2, 2)
    assert maximum_open_probability(family, [1.0, 0.3, 2.0]).shape == (2, 3)
    assert modulation([[1.0], [2.0]], Modulator([1.0, 2.0, 3.0])).shape == (2, 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Gating(0.0, 60.0, 0.1), r"^closed_to_open must be a finite number above 0: got 0$"),
        (lambda: Gating(9000, -1.0, 0.1), r"^dissociation_um must be .* above 0: got -1$"),
        (lambda: Gating(9000, 60.0, 1.5), r"^preference must be below 1, .*: got 1.5$"),
        (lambda: Modulator(5.0, 0.0), r"^gating_factor must be .* above 0: got 0$"),
        (lambda: open_probability(-1.0, RECEPTOR), r"^gaba_um must be .* 0 or more: got -1$"),
        (lambda: open_probability([1.0, 2.0], RECEPTOR, [1.0, 1.0, 1.0]), "must broadcast together"),
        (lambda: effective_concentration_um(RECEPTOR, 1.0), r"^fraction must be below 1, .*: got 1$"),
        (lambda: modulation(math.nan, NEUTRAL_ANTAGONIST), r"^concentration_nm must be .*: got nan$"),
        (lambda: modulation(1.0, Modulator([1.0, 2.0, 3.0]), [0.0, 1.0]), "must broadcast together"),
        (lambda: gating_energy_kcal_per_mol(0.0), r"^gating_factor must be"),
        (lambda: gating_energy_kcal_per_mol(2.0, -300), r"^temperature_c must be above -273.15: got -300$"),
    ],
)
def test_what_is_not_allowed_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
