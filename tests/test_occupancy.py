"""Occupancy and effect against many-digit arithmetic, limits and the identities of the models."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.occupancy import (
    competitive_occupancy,
    dose_ratio,
    effect,
    occupancy,
    operational_ec50,
    operational_effect,
    operational_maximum,
)

amounts = st.floats(min_value=1e-9, max_value=1e9)
slopes = st.floats(min_value=0.2, max_value=5)


@given(amounts, amounts, slopes)
def test_occupancy_agrees_with_many_digits(concentration, constant, hill):
    with mpmath.workdps(40):
        bound, free = mpmath.mpf(concentration) ** hill, mpmath.mpf(constant) ** hill
        expected = float(bound / (bound + free))
    assert occupancy(concentration, constant, hill) == pytest.approx(expected, rel=2e-15 * (1 + hill))


@given(amounts, amounts, amounts, amounts)
def test_competition_agrees_with_many_digits_and_shares_the_receptors(drug, constant, rival, rival_constant):
    with mpmath.workdps(40):
        bound, taken = mpmath.mpf(drug) / constant, mpmath.mpf(rival) / rival_constant
        expected = float(bound / (1 + bound + taken))
        empty = float(1 / (1 + bound + taken))
    ligand = competitive_occupancy(drug, constant, rival, rival_constant)
    competitor = competitive_occupancy(rival, rival_constant, drug, constant)
    assert ligand == pytest.approx(expected, rel=2e-15)
    assert ligand + competitor + empty == pytest.approx(1.0, rel=1e-14)


@given(amounts, amounts, amounts, amounts)
def test_schild_a_competitor_only_shifts_the_concentration_needed(drug, constant, rival, rival_constant):
    dose_ratio = 1 + rival / rival_constant
    shifted = competitive_occupancy(drug * dose_ratio, constant, rival, rival_constant)
    assert shifted == pytest.approx(occupancy(drug, constant), rel=1e-14)


@given(amounts, amounts, st.floats(min_value=1e-3, max_value=1e3), st.floats(0.1, 100), slopes)
def test_operational_effect_agrees_with_many_digits(concentration, constant, ratio, top, slope):
    with mpmath.workdps(40):
        driven = (mpmath.mpf(ratio) * mpmath.mpf(concentration)) ** slope
        expected = float(top * driven / ((mpmath.mpf(constant) + concentration) ** slope + driven))
    found = operational_effect(concentration, constant, ratio, top, slope)
    assert found == pytest.approx(expected, rel=4e-15 * (1 + slope))


ratios = st.floats(min_value=0.05, max_value=500)
fractions = st.floats(min_value=0.01, max_value=1)


@given(ratios, slopes, fractions)
def test_black_and_leff_maximum_and_ec50_agree_with_many_digits(ratio, slope, left):
    constant, top = 25.0, 3.0
    with mpmath.workdps(40):
        driven = (mpmath.mpf(left) * ratio) ** slope
        maximum = float(top * driven / (1 + driven))
        ec50 = float(constant / ((2 + driven) ** (1 / mpmath.mpf(slope)) - 1))
    assert operational_maximum(ratio, top, slope, left) == pytest.approx(maximum, rel=1e-14)
    assert operational_ec50(constant, ratio, slope, left) == pytest.approx(ec50, rel=1e-13)


@given(ratios, slopes, fractions)
def test_maximum_and_ec50_are_those_of_the_curve(ratio, slope, left):
    constant, top = 25.0, 3.0
    maximum = operational_maximum(ratio, top, slope, left)
    ec50 = operational_ec50(constant, ratio, slope, left)
    curve = operational_effect([1e15, ec50], constant, ratio, top, slope, left)
    np.testing.assert_allclose(curve, [maximum, maximum / 2], rtol=1e-9)


def test_the_ends_of_potency_are_reached_without_overflow():
    """Without any efficacy the constant itself (for n = 1); with endless efficacy the constant over it."""
    np.testing.assert_allclose(operational_ec50(7.0, [0.0, 1e300]), [7.0, 7e-300], rtol=1e-12)
    assert operational_ec50(7.0, 1e300, 5.0) == pytest.approx(7e-300, rel=1e-12, abs=0)


@given(amounts, ratios, slopes, fractions)
def test_losing_receptors_is_losing_transducer_ratio(concentration, ratio, slope, left):
    lost = operational_effect(concentration, 25.0, ratio, 1.0, slope, left)
    assert lost == operational_effect(concentration, 25.0, ratio * left, 1.0, slope)
    assert lost <= operational_effect(concentration, 25.0, ratio, 1.0, slope)


def test_receptor_reserve_loses_potency_before_efficacy():
    """Half of the receptors gone at a high transducer ratio: the EC50 doubles, the maximum hardly moves."""
    left = np.array([1.0, 0.5])
    reserve, none = operational_maximum(100.0, fraction_of_receptors=left), operational_maximum(0.1 * left)
    assert reserve[1] / reserve[0] > 0.98
    assert none[1] / none[0] == pytest.approx(0.5, abs=0.03)
    np.testing.assert_allclose(
        operational_ec50(1.0, 100.0, fraction_of_receptors=left), [1 / 101, 1 / 51], rtol=1e-14
    )


@given(amounts, amounts, amounts, amounts, st.floats(0.1, 100), slopes)
def test_dose_ratio_is_what_the_same_effect_needs(drug, constant, rival, rival_constant, ratio, slope):
    """Whatever lies between receptor and effect: dose ratio times the drug undoes the antagonist."""
    needed = drug * dose_ratio(rival, rival_constant)
    apparent = constant * (1 + rival / rival_constant)
    alone = operational_effect(drug, constant, ratio, 1.0, slope)
    assert operational_effect(needed, apparent, ratio, 1.0, slope) == pytest.approx(alone, rel=1e-12)
    assert competitive_occupancy(needed, constant, rival, rival_constant) == pytest.approx(
        occupancy(drug, constant), rel=1e-14
    )


def test_dose_ratio_of_two_at_the_constant_whatever_the_slope():
    np.testing.assert_array_equal(dose_ratio([0.0, 3.0, 9.0], 3.0), [1.0, 2.0, 4.0])
    assert dose_ratio(3.0, 3.0, 0.6) == 2.0
    assert dose_ratio(300.0, 3.0, 0.5) == pytest.approx(11.0)


def test_effect_is_baseline_plus_maximum_times_saturation():
    concentration = np.array([0.0, 1.0, 5.0, 40.0])
    expected = 10.0 - 4.0 * occupancy(concentration, 5.0, 2.0)
    np.testing.assert_allclose(effect(concentration, 5.0, -4.0, 2.0, 10.0), expected, rtol=1e-15)
    assert effect(5.0, 5.0) == 0.5
    assert effect(0.0, 5.0, baseline=7.0) == 7.0


def test_alprazolam_spect_occupancy():
    """16% at 2 mg a day means an ED50 of 10.5 mg a day, and 4.5% and 36% at 0.5 and 6 mg (Fujita 1999)."""
    found = occupancy([0.5, 1.0, 2.0, 4.0, 6.0], 10.5)
    np.testing.assert_allclose(found, [0.045, 0.087, 0.16, 0.276, 0.364], atol=6e-4)


@pytest.mark.parametrize(
    ("found", "limit"),
    [
        (occupancy(0.0, 5.0), 0.0),
        (occupancy(0.0, 5.0, 0.3), 0.0),
        (occupancy(1e300, 1e-300), 1.0),
        (occupancy(1e-300, 1e300), 0.0),
        (occupancy(1e-300, 1e300, 5.0), 0.0),
        (occupancy(1e-200, 1.0), 1e-200),
        (competitive_occupancy(0.0, 1.0, 3.0, 1.0), 0.0),
        (competitive_occupancy(1.0, 1.0, 1e300, 1e-300), 0.0),
        (operational_effect(0.0, 1.0, 5.0), 0.0),
        (operational_effect(3.0, 1.0, 0.0), 0.0),
        (operational_effect(0.0, 1.0, 0.0), 0.0),
        (operational_effect(1e-300, 1e300, 1e-300, slope=4.0), 0.0),
        (operational_effect(3.0, 1.0, 5.0, fraction_of_receptors=0.0), 0.0),
        (operational_maximum(0.0), 0.0),
        (operational_maximum(1e300, 2.0, 5.0), 2.0),
    ],
)
def test_ends_are_exact_without_overflow(found, limit):
    assert found == limit


def test_no_warning_reaches_the_reader():
    with np.errstate(all="raise"):
        occupancy([0.0, 1e-300], [1.0, 1e300], 3.0)
        competitive_occupancy(0.0, 1.0, 1e300, 1e-300)
        operational_effect(0.0, 1.0, 0.0)
        operational_ec50(1.0, [0.0, 1e300], 5.0)


@given(amounts, amounts, slopes)
def test_more_drug_never_binds_less(concentration, constant, hill):
    assert occupancy(concentration * 1.01, constant, hill) >= occupancy(concentration, constant, hill)
    assert operational_effect(concentration * 1.01, constant, 2.0, 1.0, hill) >= operational_effect(
        concentration, constant, 2.0, 1.0, hill
    )


def test_every_argument_broadcasts():
    concentration, constant, hill = np.array([[1.0], [2.0]]), np.array([1.0, 3.0, 9.0]), 1.5
    table = occupancy(concentration, constant, hill)
    assert table.shape == (2, 3)
    for row in range(2):
        for column in range(3):
            assert table[row, column] == occupancy(concentration[row, 0], constant[column], hill)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: occupancy(-1.0, 5.0), "concentration must be a finite number, 0 or more: got -1"),
        (lambda: occupancy(1.0, 0.0), "dissociation_constant must be a finite number above 0: got 0"),
        (lambda: occupancy(1.0, 5.0, math.nan), "hill must be a finite number above 0: got nan"),
        (
            lambda: occupancy([1.0, 2.0], [1.0, 2.0, 3.0]),
            r"concentration \(2,\), dissociation_constant \(3,\)",
        ),
        (lambda: competitive_occupancy(1, 1, -2, 1), "competitor_concentration must be"),
        (lambda: competitive_occupancy(1, 1, 2, 0), "competitor_dissociation_constant must be"),
        (lambda: effect(1.0, -5.0), "ec50 must be"),
        (lambda: effect(1.0, 5.0, maximum=math.inf), "maximum must be a finite number: got inf"),
        (lambda: effect("high", 5.0), "concentration must be made of real numbers: got 'high'"),
        (lambda: operational_effect(1.0, 1.0, -1.0), "transducer_ratio must be"),
        (lambda: operational_effect(1.0, 1.0, 1.0, 0.0), "system_maximum must be"),
        (lambda: operational_effect(1.0, 1.0, 1.0, 1.0, 0.0), "slope must be"),
        (
            lambda: operational_effect(1.0, 1.0, 1.0, fraction_of_receptors=1.5),
            "fraction_of_receptors must be a fraction from 0 to 1: got 1.5",
        ),
        (lambda: operational_maximum(-1.0), "transducer_ratio must be"),
        (lambda: operational_maximum(1.0, 0.0), "system_maximum must be"),
        (lambda: operational_ec50(0.0, 1.0), "dissociation_constant must be"),
        (lambda: operational_ec50(1.0, 1.0, -1.0), "slope must be"),
        (lambda: dose_ratio(-1.0, 1.0), "competitor_concentration must be"),
        (lambda: dose_ratio(1.0, 0.0), "competitor_dissociation_constant must be"),
        (lambda: dose_ratio(1.0, 1.0, 0.0), "schild_slope must be"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
