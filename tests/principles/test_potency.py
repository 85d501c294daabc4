"""Two agonists and the two classical analyses, against the binding equations, limits and simulated curves."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxiolytics.occupancy import (
    competitive_occupancy,
    dose_ratio,
    operational_ec50,
    operational_effect,
    operational_maximum,
)
from anxiolytics.principles.potency import effect_of_two_agonists, pa2, receptor_loss

amounts = st.floats(min_value=1e-4, max_value=1e4)
ratios = st.floats(min_value=0.01, max_value=100)
slopes = st.floats(min_value=0.3, max_value=4)


@given(amounts, amounts, amounts, amounts, ratios, ratios, slopes)
def test_two_agonists_agree_with_many_digits(first, first_k, other, other_k, ratio, other_ratio, slope):
    with mpmath.workdps(40):
        a, b = mpmath.mpf(first) / first_k, mpmath.mpf(other) / other_k
        stimulus = ((ratio * a + other_ratio * b) / (1 + a + b)) ** slope
        expected = float(2 * stimulus / (1 + stimulus))
    found = effect_of_two_agonists(
        first, first_k, ratio, other, other_k, other_ratio, system_maximum=2.0, slope=slope
    )
    assert found == pytest.approx(expected, rel=1e-13)


@given(amounts, amounts, amounts, amounts, ratios, ratios)
def test_each_bound_receptor_counts_by_what_it_holds(first, first_k, other, other_k, ratio, other_ratio):
    """Stimulus from Gaddum's occupancies; with a slope of 1 the effect is stimulus over 1 + stimulus."""
    stimulus = ratio * competitive_occupancy(first, first_k, other, other_k)
    stimulus += other_ratio * competitive_occupancy(other, other_k, first, first_k)
    found = effect_of_two_agonists(first, first_k, ratio, other, other_k, other_ratio)
    assert found == pytest.approx(stimulus / (1 + stimulus), rel=1e-12)


@given(amounts, amounts, ratios, slopes, st.floats(0.01, 1))
def test_alone_each_is_the_operational_model(concentration, constant, ratio, slope, left):
    alone = operational_effect(concentration, constant, ratio, 1.5, slope, left)
    options = {"system_maximum": 1.5, "slope": slope, "fraction_of_receptors": left}
    first = effect_of_two_agonists(concentration, constant, ratio, 0.0, 1.0, 9.0, **options)
    second = effect_of_two_agonists(0.0, 1.0, 9.0, concentration, constant, ratio, **options)
    assert first == pytest.approx(alone, rel=1e-12)
    assert second == pytest.approx(alone, rel=1e-12)


@given(amounts, amounts, ratios, slopes)
def test_half_of_a_drug_and_half_of_itself_are_the_whole(concentration, constant, ratio, slope):
    half = concentration / 2
    together = effect_of_two_agonists(half, constant, ratio, half, constant, ratio, slope=slope)
    assert together == pytest.approx(
        operational_effect(concentration, constant, ratio, 1.0, slope), rel=1e-12
    )


@given(amounts, amounts, amounts, amounts, ratios, slopes)
def test_without_efficacy_the_other_is_a_competitive_antagonist(first, first_k, other, other_k, ratio, slope):
    beside = first * dose_ratio(other, other_k)
    antagonised = effect_of_two_agonists(beside, first_k, ratio, other, other_k, 0.0, slope=slope)
    assert antagonised == pytest.approx(operational_effect(first, first_k, ratio, 1.0, slope), rel=1e-11)


def test_a_partial_agonist_adds_to_little_and_takes_from_much():
    """More of it always drives the effect towards its own maximum, from below and from above."""
    partial = [0.0, 1.0, 10.0, 100.0, 1e9]
    for full, sign in ((0.01, 1), (100.0, -1)):
        effects = effect_of_two_agonists(full, 1.0, 10.0, partial, 1.0, 0.5)
        assert (sign * np.diff(effects) > 0).all()
        assert effects[-1] == pytest.approx(operational_maximum(0.5), rel=1e-5)


@given(st.floats(1e-3, 1e3), st.floats(0.1, 1e4))
def test_pa2_undoes_the_dose_ratio(constant_nm, concentration_nm):
    found = pa2(dose_ratio(concentration_nm, constant_nm), concentration_nm)
    assert found == pytest.approx(-math.log10(constant_nm * 1e-9), rel=1e-10)


def test_pa2_is_the_concentration_that_doubles_the_need():
    assert pa2(2.0, [1.0, 10.0, 1000.0]).tolist() == [9.0, 8.0, 6.0]


@settings(deadline=None)
@given(st.floats(0.1, 100), st.floats(2, 200), slopes, st.floats(0.05, 0.8))
def test_furchgott_recovers_affinity_and_receptors_left_from_effects_alone(constant, ratio, slope, left):
    """Concentrations of equal effect are read from two simulated curves by bisection, blind to the model."""
    top = operational_maximum(ratio, slope=slope, fraction_of_receptors=left)
    levels = top * np.array([0.2, 0.4, 0.6, 0.8])

    def concentrations_of(levels, fraction):
        low, high = np.full(4, -12.0), np.full(4, 12.0)
        for _ in range(60):
            middle = (low + high) / 2
            below = operational_effect(10**middle, constant, ratio, 1.0, slope, fraction) < levels
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return 10**low

    before, after = concentrations_of(levels, 1.0), concentrations_of(levels, left)
    found = receptor_loss(before, after)
    assert found.dissociation_constant == pytest.approx(constant, rel=1e-5)
    assert found.fraction_of_receptors == pytest.approx(left, rel=1e-6)


def test_furchgott_sees_the_affinity_that_the_ec50_hides():
    constant, ratio, left = 10.0, 50.0, 0.1
    before = np.array([0.05, 0.1, 0.2])
    bound = before / (before + constant)
    after = constant * (bound / left) / (1 - bound / left)
    assert receptor_loss(before, after).dissociation_constant == pytest.approx(constant)
    assert operational_ec50(constant, ratio) < constant / 50


def test_every_argument_broadcasts():
    table = effect_of_two_agonists([[1.0], [2.0]], 1.0, 5.0, [0.0, 1.0, 3.0], 1.0, 0.5)
    assert table.shape == (2, 3)
    assert table[1, 2] == effect_of_two_agonists(2.0, 1.0, 5.0, 3.0, 1.0, 0.5)
    assert effect_of_two_agonists(0.0, 1.0, 5.0, 0.0, 1.0, 5.0) == 0.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: effect_of_two_agonists(-1, 1, 1, 1, 1, 1), "concentration must be .* got -1"),
        (lambda: effect_of_two_agonists(1, 0, 1, 1, 1, 1), "dissociation_constant must be .* got 0"),
        (lambda: effect_of_two_agonists(1, 1, 1, 1, 0, 1), "other_dissociation_constant must be .* got 0"),
        (lambda: effect_of_two_agonists(1, 1, 1, 1, 1, -1), "other_transducer_ratio must be .* got -1"),
        (
            lambda: effect_of_two_agonists(1, 1, 1, 1, 1, 1, fraction_of_receptors=2),
            "fraction_of_receptors must be a fraction from 0 to 1: got 2",
        ),
        (
            lambda: effect_of_two_agonists([1, 2], 1, 1, [1, 2, 3], 1, 1),
            r"concentration \(2,\), other_concentration \(3,\)",
        ),
        (lambda: pa2(1.0, 5.0), "measured_dose_ratio must be above 1: got 1"),
        (lambda: pa2(2.0, 0.0), "competitor_concentration_nm must be"),
        (lambda: receptor_loss([1, 2], [1, 2, 3]), r"must be pairs: got the shapes \(2,\) and \(3,\)"),
        (lambda: receptor_loss(1.0, 2.0), "must be pairs"),
        (lambda: receptor_loss([], []), "concentrations_after must hold two different values"),
        (lambda: receptor_loss([1, 2], [3, 3]), r"two different values or more: got \[3.0, 3.0\]"),
        (lambda: receptor_loss([1, 2], [1, 2]), "must show a loss of receptors"),
        (lambda: receptor_loss([0, 2], [1, 2]), "concentrations_before must be a finite number above 0"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
