"""Concentrations against a many-digit matrix exponential, conservation laws and symmetries."""

import math
import runpy
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anxiolytics.half_life import peak_time_h, trough_to_peak
from anxiolytics.regimen import Concentrations, Kinetics, Metabolite, Regimen, concentrations

# The reference is shared with the benchmark and written without any closed form.
reference = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "reference.py"))
Patient, exact_concentrations = reference["Patient"], reference["exact_concentrations"]

DIAZEPAM = Patient(
    bioavailability=0.95,
    absorption_rate_per_h=1.1,
    clearance_l_per_h=1.6,
    volume_l=80.0,
    formation_fraction=0.55,
    molar_mass_ratio=270.72 / 284.75,
    metabolite_clearance_l_per_h=0.9,
    metabolite_volume_l=75.0,
)


def kinetics_of_patient(patient):
    metabolite = None
    if patient.formation_fraction is not None:
        metabolite = Metabolite(
            formation_fraction=patient.formation_fraction,
            molar_mass_ratio=patient.molar_mass_ratio,
            clearance_l_per_h=patient.metabolite_clearance_l_per_h,
            volume_l=patient.metabolite_volume_l,
        )
    return Kinetics(
        bioavailability=patient.bioavailability,
        absorption_rate_per_h=patient.absorption_rate_per_h,
        clearance_l_per_h=patient.clearance_l_per_h,
        volume_l=patient.volume_l,
        lag_h=patient.lag_h,
        metabolite=metabolite,
    )


def patient_with_rates(absorption, elimination, metabolite_elimination, lag=0.0):
    """Volumes of a litre make the rates exactly those asked for."""
    return Patient(0.9, absorption, elimination, 1.0, lag, 0.6, 0.95, metabolite_elimination, 1.0)


def worst_error(patient, times, doses, at):
    """Largest relative error; where the truth is zero or next to underflow the answer must be so too."""
    found = concentrations(kinetics_of_patient(patient), Regimen(times_h=times, doses_mg=doses), at)
    worst = 0.0
    for curve, truth in zip(
        (found.parent, found.metabolite), exact_concentrations(patient, times, doses, at), strict=True
    ):
        truth = np.array(truth)
        seen = truth > 1e-290
        assert (curve[~seen] < 1e-280).all()
        assert (curve[truth == 0] == 0).all()
        if seen.any():
            worst = max(worst, np.max(np.abs(curve[seen] / truth[seen] - 1)))
    return worst


def test_one_year_of_doses_keeps_fifteen_digits():
    """730 doses, 8,760 hourly points, parent and metabolite."""
    times, at = 12.0 * np.arange(730), np.arange(8760.0)
    assert worst_error(DIAZEPAM, times, np.full(730, 5.0), at) <= 5e-15
    assert worst_error(replace(DIAZEPAM, lag_h=0.25), times, np.full(730, 5.0), at) <= 5e-15


RATES = {
    "well apart": (1.1, 0.02, 0.012),
    "flip-flop": (0.01, 0.5, 0.1),
    "metabolite fastest": (0.7, 0.05, 6.0),
    "parent in the middle": (0.02, 0.3, 4.0),
    "ka = kp": (0.1, 0.1, 0.03),
    "kp = km": (1.0, 0.05, 0.05),
    "ka = km": (0.05, 0.4, 0.05),
    "all equal": (0.1, 0.1, 0.1),
    "two nearly equal": (0.1, 0.1 * (1 + 1e-13), 0.02),
    "three nearly equal": (0.1, 0.1 * (1 + 1e-9), 0.1 * (1 - 3e-7)),
    "a part in a thousand": (0.1, 0.1001, 0.0999),
    "very fast absorption": (1e6, 0.03, 0.01),
    "very slow metabolite": (1.0, 0.1, 1e-7),
}
# Irregular and unsorted, with coincident, zero and vanishing doses, two of them almost together.
TIMES = [0.0, 7.3, 7.3, 30.0, 30.0 + 1e-9, 3.1, 55.5, 90.0, 91.0, 400.0]
DOSES = [10.0, 5.0, 2.5, 0.0, 4.0, 8.0, 1e-6, 10.0, 10.0, 3.0]
POINTS = [
    -5.0,
    0.0,
    1e-9,
    0.3,
    3.1,
    7.3,
    7.31,
    12.0,
    29.9,
    30.0,
    55.5,
    89.0,
    95.0,
    399.0,
    400.0,
    405.0,
    900.0,
]


@pytest.mark.parametrize("rates", RATES.values(), ids=RATES.keys())
@pytest.mark.parametrize("lag", [0.0, 0.37])
def test_no_choice_of_rates_loses_digits(rates, lag):
    assert worst_error(patient_with_rates(*rates, lag), TIMES, DOSES, POINTS) <= 1e-13


@settings(max_examples=60, deadline=None)
@example(rates=[0.0, 0.0, 0.0], nearness=1.0, lag=0.0, doses=[(0.0, 1.0)], at=[5.3846989903158234e-92])
@given(
    rates=st.lists(st.floats(math.log(1e-3), math.log(5.0)), min_size=3, max_size=3),
    nearness=st.sampled_from([1.0, 1e-2, 1e-5, 1e-9, 1e-14, 0.0]),
    lag=st.floats(0, 2),
    doses=st.lists(st.tuples(st.floats(0, 200), st.floats(0, 20)), min_size=1, max_size=5),
    at=st.lists(st.floats(-10, 300), min_size=1, max_size=5),
)
def test_any_regimen_keeps_twelve_digits(rates, nearness, lag, doses, at):
    ka, kp, km = (math.exp(rates[0] + nearness * (rate - rates[0])) for rate in rates)
    times, amounts = zip(*doses, strict=True)
    doses_ok = [dose if dose > 1e-3 else 0.0 for dose in amounts]
    assert worst_error(patient_with_rates(ka, kp, km, lag), times, doses_ok, at) <= 1e-12


@pytest.mark.parametrize("late", [1e4, 1e6])
def test_long_gaps_and_late_times_lose_no_digits(late):
    patient = patient_with_rates(0.02, 0.01, 0.012, lag=0.7)
    assert (
        worst_error(patient, [0.0, late, late + 12.1], [10.0, 5.0, 5.0], [2e4, late + 12.9, late + 800])
        <= 1e-12
    )


def test_moments_after_the_lag_keep_their_digits():
    """0.35 is not 0.1 + 0.25 in floats: what rounding takes from the difference is put back."""
    patient = replace(DIAZEPAM, lag_h=0.25)
    at = [0.35, np.nextafter(0.35, 1), 0.35 + 1e-12, 0.35 + 1e-8, 0.36]
    assert worst_error(patient, [0.1], [5.0], at) <= 1e-14


def test_times_that_never_repeat():
    """Sampling without any repeat takes another way through the step matrices than a regular one."""
    random = np.random.default_rng(1)
    times = np.sort(random.uniform(0, 2000, 200))
    at = np.concatenate([random.uniform(0, 2400, 60), times[::10], np.arange(0, 2400, 97.0)])
    assert worst_error(DIAZEPAM, times, random.uniform(0, 10, 200), at) <= 1e-13


def test_a_regular_start_that_turns_irregular():
    """The distinct times are first looked for at the beginning, which here does not show them all."""
    times = np.concatenate([12.0 * np.arange(150), 1800 + np.cumsum(np.linspace(5, 19, 40))])
    at = np.concatenate([np.arange(0, 1800, 6.0), np.linspace(1800, 2400, 41)])
    regular = concentrations(kinetics_of_patient(DIAZEPAM), Regimen(times_h=times, doses_mg=np.ones(190)), at)
    one_by_one = [
        concentrations(kinetics_of_patient(DIAZEPAM), Regimen(times_h=times, doses_mg=np.ones(190)), point)
        for point in at
    ]
    np.testing.assert_allclose(regular.parent, [point.parent for point in one_by_one], rtol=1e-14)
    np.testing.assert_allclose(regular.metabolite, [point.metabolite for point in one_by_one], rtol=1e-14)


positive = st.floats(0.05, 20)
patients = st.builds(
    Patient,
    bioavailability=st.floats(0.05, 1),
    absorption_rate_per_h=st.floats(0.05, 5),
    clearance_l_per_h=positive,
    volume_l=st.floats(5, 200),
    lag_h=st.floats(0, 3),
    formation_fraction=st.floats(0, 1),
    molar_mass_ratio=st.floats(0.5, 2),
    metabolite_clearance_l_per_h=positive,
    metabolite_volume_l=st.floats(5, 200),
)
regimens = st.lists(st.tuples(st.floats(0, 100), st.floats(0, 50)), min_size=1, max_size=6).map(
    lambda doses: Regimen(times_h=[time for time, _ in doses], doses_mg=[dose for _, dose in doses])
)
AT = np.linspace(-3, 160, 37)


@settings(deadline=None)
@given(patients)
def test_what_is_swallowed_is_eliminated(patient):
    """The area under the parent is F dose / CL, and what it forms leaves through the metabolite."""
    kinetics = kinetics_of_patient(patient)
    slowest = min(
        patient.absorption_rate_per_h,
        patient.clearance_l_per_h / patient.volume_l,
        patient.metabolite_clearance_l_per_h / patient.metabolite_volume_l,
    )
    # Gauss-Legendre panels from the start of absorption, growing with time, until 60 slowest rates are over.
    nodes, weights = np.polynomial.legendre.leggauss(20)
    edges = np.concatenate([[0.0], np.geomspace(1e-3, 60 / slowest, 60)])
    width = np.diff(edges)
    at = patient.lag_h + (edges[:-1, None] + width[:, None] * (nodes + 1) / 2)
    area_weights = (width[:, None] * weights / 2).ravel()
    levels = concentrations(kinetics, Regimen(times_h=[0.0], doses_mg=[10.0]), at.ravel())
    absorbed = patient.bioavailability * 10.0
    parent_area = levels.parent @ area_weights
    assert parent_area == pytest.approx(absorbed / patient.clearance_l_per_h, rel=1e-9)
    formed = absorbed * patient.formation_fraction * patient.molar_mass_ratio
    metabolite_area = levels.metabolite @ area_weights
    assert metabolite_area == pytest.approx(
        formed / patient.metabolite_clearance_l_per_h, rel=1e-9, abs=1e-12
    )


def test_mean_level_at_steady_state_is_dose_rate_over_clearance():
    kinetics = kinetics_of_patient(DIAZEPAM)
    nodes, weights = np.polynomial.legendre.leggauss(40)
    at = 12.0 * 600 + 6.0 * (nodes + 1)
    levels = concentrations(kinetics, Regimen.repeated(dose_mg=5.0, interval_h=12.0, count=700), at)
    assert levels.parent @ weights / 2 == pytest.approx(0.95 * 5.0 / 12 / 1.6, rel=1e-11)
    formed = 0.95 * 5.0 / 12 * 0.55 * 270.72 / 284.75
    assert levels.metabolite @ weights / 2 == pytest.approx(formed / 0.9, rel=1e-9)


@settings(deadline=None)
@given(patients, regimens, regimens)
def test_superposition_of_merged_regimens(patient, first, second):
    kinetics = kinetics_of_patient(patient)
    together = concentrations(kinetics, first + second, AT)
    one, other = concentrations(kinetics, first, AT), concentrations(kinetics, second, AT)
    np.testing.assert_allclose(together.parent, one.parent + other.parent, rtol=1e-12, atol=1e-290)
    np.testing.assert_allclose(
        together.metabolite, one.metabolite + other.metabolite, rtol=1e-12, atol=1e-290
    )


@settings(deadline=None)
@given(patients, regimens, st.floats(0, 5))
def test_levels_are_proportional_to_dose_never_negative_and_zero_before(patient, regimen, factor):
    kinetics = kinetics_of_patient(patient)
    plain = concentrations(kinetics, regimen, AT)
    scaled = concentrations(
        kinetics, Regimen(times_h=regimen.times_h, doses_mg=factor * regimen.doses_mg), AT
    )
    for curve, times_factor in ((plain.parent, scaled.parent), (plain.metabolite, scaled.metabolite)):
        assert (curve >= 0).all()
        begins = regimen.times_h[0] + patient.lag_h
        assert (curve[begins > AT] == 0).all()
        np.testing.assert_allclose(times_factor, factor * curve, rtol=1e-13, atol=1e-290)


@settings(deadline=None)
@given(patients, regimens, st.integers(-64, 64))
def test_a_shift_of_doses_and_points_shifts_the_curve(patient, regimen, eighths):
    """The times lie on eighths of an hour, so that moving them is exact."""
    kinetics = kinetics_of_patient(replace(patient, lag_h=0.5))
    times = np.round(regimen.times_h * 8) / 8
    at = np.round(AT * 8) / 8
    plain = concentrations(kinetics, Regimen(times_h=times, doses_mg=regimen.doses_mg), at)
    moved = concentrations(
        kinetics, Regimen(times_h=times + eighths / 8, doses_mg=regimen.doses_mg), at + eighths / 8
    )
    np.testing.assert_array_equal(moved.parent, plain.parent)
    np.testing.assert_array_equal(moved.metabolite, plain.metabolite)


@settings(deadline=None)
@given(patients, regimens, st.floats(0.1, 10))
def test_clearances_and_volumes_together_only_scale_the_levels(patient, regimen, size):
    larger = replace(
        patient,
        clearance_l_per_h=patient.clearance_l_per_h * size,
        volume_l=patient.volume_l * size,
        metabolite_clearance_l_per_h=patient.metabolite_clearance_l_per_h * size,
        metabolite_volume_l=patient.metabolite_volume_l * size,
    )
    plain = concentrations(kinetics_of_patient(patient), regimen, AT)
    diluted = concentrations(kinetics_of_patient(larger), regimen, AT)
    np.testing.assert_allclose(diluted.parent * size, plain.parent, rtol=1e-11, atol=1e-290)
    np.testing.assert_allclose(diluted.metabolite * size, plain.metabolite, rtol=1e-11, atol=1e-290)


@settings(deadline=None)
@given(patients, regimens)
def test_more_dose_and_less_clearance_never_lower_the_parent(patient, regimen):
    kinetics = kinetics_of_patient(patient)
    plain = concentrations(kinetics, regimen, AT).parent
    extra = concentrations(kinetics, regimen + Regimen(times_h=[50.0], doses_mg=[1.0]), AT).parent
    slower = replace(patient, clearance_l_per_h=patient.clearance_l_per_h * 0.9)
    assert (extra >= plain * (1 - 1e-14)).all()
    assert (concentrations(kinetics_of_patient(slower), regimen, AT).parent >= plain * (1 - 1e-14)).all()


def test_fast_absorption_tends_to_the_bolus():
    patient = replace(DIAZEPAM, absorption_rate_per_h=1e10)
    at = np.array([0.5, 3.0, 30.0])
    levels = concentrations(kinetics_of_patient(patient), Regimen(times_h=[0.0], doses_mg=[10.0]), at)
    np.testing.assert_allclose(levels.parent, 0.95 * 10 / 80 * np.exp(-0.02 * at), rtol=1e-8)


def test_steady_state_trough_to_peak_is_that_of_half_life():
    halving = math.log(2) * 80 / 1.6
    start = 12.0 * 600
    at = [start, start + peak_time_h(halving, 1.1, 12.0)]
    regimen = Regimen.repeated(dose_mg=5.0, interval_h=12.0, count=700)
    trough, peak = concentrations(kinetics_of_patient(DIAZEPAM), regimen, at).parent
    assert trough / peak == pytest.approx(trough_to_peak(halving, 12.0, 1.1), rel=1e-12)


def population(count, *, lag):
    random = np.random.default_rng(2)
    return Kinetics(
        bioavailability=random.uniform(0.5, 1, count),
        absorption_rate_per_h=random.uniform(0.3, 3, count),
        clearance_l_per_h=random.uniform(1, 3, count),
        volume_l=random.uniform(40, 100, count),
        lag_h=random.uniform(0, 30, count) if lag else 0.5,
        metabolite=Metabolite(
            formation_fraction=random.uniform(0.1, 0.9, count),
            molar_mass_ratio=0.95,
            clearance_l_per_h=random.uniform(0.5, 2, count),
            volume_l=80.0,
        ),
    )


def one_of(kinetics, patient):
    def pick(value):
        return value[patient] if isinstance(value, np.ndarray) else value

    fields = {name: pick(getattr(kinetics, name)) for name in asdict(kinetics) if name != "metabolite"}
    active = {name: pick(getattr(kinetics.metabolite, name)) for name in asdict(kinetics.metabolite)}
    return Kinetics(**fields, metabolite=Metabolite(**active))


# Enough patients for the work to be cut into groups, and few enough to look at each kind of cut.
@pytest.mark.parametrize(("count", "looked_at"), [(7, range(7)), (10_007, (0, 9_999, 10_000, 10_006))])
@pytest.mark.parametrize("lag", [False, True], ids=["one lag", "a lag each"])
def test_broadcasting_over_patients_is_a_loop(count, looked_at, lag):
    kinetics = population(count, lag=lag)
    regimen = Regimen.repeated(dose_mg=5.0, interval_h=8.0, count=40)
    at = np.array([100.0, 0.0, 5.0, 55.5, 320.0, 400.0, 31.0, 24.0])
    together = concentrations(kinetics, regimen, at)
    assert together.parent.shape == together.metabolite.shape == (count, 8)
    for patient in looked_at:
        alone = concentrations(one_of(kinetics, patient), regimen, at)
        np.testing.assert_allclose(together.parent[patient], alone.parent, rtol=1e-14)
        np.testing.assert_allclose(together.metabolite[patient], alone.metabolite, rtol=1e-14)


def test_doses_and_kinetics_broadcast_together():
    kinetics = population(3, lag=True)
    doses = np.array([[[5.0, 0.0, 2.0]], [[1.0, 1.0, 1.0]]])
    levels = concentrations(kinetics, Regimen(times_h=[0.0, 8.0, 20.0], doses_mg=doses), [10.0, 30.0])
    assert levels.parent.shape == (2, 3, 2)
    for row in range(2):
        for column in range(3):
            alone = concentrations(
                one_of(kinetics, column),
                Regimen(times_h=[0.0, 8.0, 20.0], doses_mg=doses[row, 0]),
                [10.0, 30.0],
            )
            np.testing.assert_allclose(levels.parent[row, column], alone.parent, rtol=1e-14)
            np.testing.assert_allclose(levels.metabolite[row, column], alone.metabolite, rtol=1e-14)


def test_shapes_of_answers():
    kinetics = kinetics_of_patient(DIAZEPAM)
    regimen = Regimen.repeated(dose_mg=5.0, interval_h=12.0, count=3, start_h=2.0)
    assert concentrations(kinetics, regimen, [1.0, 9.0]).parent.shape == (2,)
    assert concentrations(kinetics, regimen, 9.0).parent.shape == ()
    assert concentrations(kinetics, regimen, []).parent.shape == (0,)
    nothing = concentrations(kinetics, Regimen(times_h=[], doses_mg=[]), [1.0, 9.0])
    np.testing.assert_array_equal(nothing.parent, [0.0, 0.0])
    alone = replace(kinetics, metabolite=None)
    answer = concentrations(alone, regimen, [9.0, 3.0])
    assert isinstance(answer, Concentrations)
    assert answer.metabolite is None
    np.testing.assert_array_equal(answer.parent, concentrations(kinetics, regimen, [9.0, 3.0]).parent)
    nobody = replace(alone, volume_l=np.empty(0))
    assert concentrations(nobody, regimen, [9.0, 3.0]).parent.shape == (0, 2)


def test_regimens_are_kept_in_order_and_repeated():
    regimen = Regimen(times_h=[9.0, 1.0, 9.0], doses_mg=[[1.0, 2.0, 3.0]])
    np.testing.assert_array_equal(regimen.times_h, [1.0, 9.0, 9.0])
    np.testing.assert_array_equal(regimen.doses_mg, [[2.0, 1.0, 3.0]])
    repeated = Regimen.repeated(dose_mg=[5.0, 2.0], interval_h=8.0, count=3, start_h=1.0)
    np.testing.assert_array_equal(repeated.times_h, [1.0, 9.0, 17.0])
    np.testing.assert_array_equal(repeated.doses_mg, [[5.0] * 3, [2.0] * 3])
    merged = regimen + repeated
    assert merged.doses_mg.shape == (2, 6)
    np.testing.assert_array_equal(merged.doses_mg.sum(axis=-1), [21.0, 12.0])


def test_fields_cannot_be_changed_behind_the_check():
    doses = np.array([5.0, 5.0])
    regimen = Regimen(times_h=[0.0, 12.0], doses_mg=doses)
    doses[0] = -1.0
    assert regimen.doses_mg[0] == 5.0
    with pytest.raises(ValueError, match="read-only"):
        regimen.doses_mg[0] = -1.0


plain = {"bioavailability": 0.9, "absorption_rate_per_h": 1.0, "clearance_l_per_h": 2.0, "volume_l": 70.0}
active = {"formation_fraction": 0.5, "molar_mass_ratio": 0.95, "clearance_l_per_h": 1.0, "volume_l": 70.0}
SHORT = Regimen(times_h=[0.0], doses_mg=[5.0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: Kinetics(**plain | {"bioavailability": 1.2}),
            "bioavailability must be a fraction .* got 1.2",
        ),
        (lambda: Kinetics(**plain | {"absorption_rate_per_h": math.inf}), "absorption_rate_per_h must be"),
        (
            lambda: Kinetics(**plain | {"clearance_l_per_h": [1.0, 0.0]}),
            "clearance_l_per_h .* above 0: got 0",
        ),
        (lambda: Kinetics(**plain | {"volume_l": math.nan}), "volume_l must be .* got nan"),
        (lambda: Kinetics(**plain, lag_h=-0.5), "lag_h must be a finite number, 0 or more: got -0.5"),
        (lambda: Kinetics(**plain, metabolite="nordiazepam"), "metabolite must be a Metabolite or None"),
        (
            lambda: Kinetics(**plain | {"volume_l": [1, 2], "clearance_l_per_h": [1, 2, 3]}),
            r"broadcast together: got clearance_l_per_h \(3,\), volume_l \(2,\)",
        ),
        (
            lambda: Metabolite(**active | {"formation_fraction": -0.1}),
            "formation_fraction must be a fraction",
        ),
        (lambda: Metabolite(**active | {"molar_mass_ratio": 0}), "molar_mass_ratio must be .* got 0"),
        (
            lambda: Regimen(times_h=[0.0, 1.0], doses_mg=[5.0]),
            "doses_mg must have one dose for each of 2 times",
        ),
        (lambda: Regimen(times_h=0.0, doses_mg=5.0), "times_h must be a list of times"),
        (lambda: Regimen(times_h=[math.nan], doses_mg=[5.0]), "times_h must be a finite number: got nan"),
        (lambda: Regimen(times_h=[0.0], doses_mg=[-5.0]), "doses_mg must be .* 0 or more: got -5"),
        (lambda: Regimen.repeated(dose_mg=5, interval_h=0, count=3), "interval_h must be"),
        (lambda: Regimen.repeated(dose_mg=5, interval_h=8, count=2.5), "count must be a whole number"),
        (lambda: Regimen.repeated(dose_mg=5, interval_h=8, count=-1), "count must be a whole number"),
        (lambda: concentrations(Kinetics(**plain), SHORT, [[1.0]]), "at_h must be a number or a list"),
        (lambda: concentrations(Kinetics(**plain), SHORT, math.inf), "at_h must be a finite number: got inf"),
        (
            lambda: concentrations(
                Kinetics(**plain | {"volume_l": [50.0, 60.0]}),
                Regimen(times_h=[0.0], doses_mg=[[1.0], [2.0], [3.0]]),
                1.0,
            ),
            r"volume_l \(2,\), doses_mg \(3,\)",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
