"""Time the library's regimens beside named peers, in one run: `python -m benchmarks.regimen`.

One year of diazepam and nordiazepam, 730 doses and 8,760 hourly points, and the same with two rates that
agree to nine digits. Every result is compared with `benchmarks.reference`; times are the best of several runs
and leave out what a method prepares once (its objects, its compiled equations).
"""

import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from anxiolytics.regimen import Kinetics, Metabolite, Regimen, concentrations
from benchmarks.reference import Patient, exact_concentrations

DOSE_TIMES_H = 12.0 * np.arange(730)
AT_H = np.arange(8760.0)
ENDS_H = np.append(DOSE_TIMES_H[1:], AT_H[-1] + 1)
DOSE_MG = 5.0
RELATIVE_TOLERANCE, ABSOLUTE_TOLERANCE = 1e-8, 1e-12

APART = Patient(
    bioavailability=0.95,
    absorption_rate_per_h=1.1,
    clearance_l_per_h=1.6,
    volume_l=80.0,
    formation_fraction=0.55,
    molar_mass_ratio=270.72 / 284.75,
    metabolite_clearance_l_per_h=0.9,
    metabolite_volume_l=75.0,
)
# Absorption as slow as elimination, to nine digits: flip-flop kinetics at the point where they flip.
NEARLY_EQUAL = replace(APART, absorption_rate_per_h=1.6 / 80.0 * (1 + 1e-9))

Curves = Sequence[NDArray[np.float64]]  # parent and metabolite
# A method prepares a patient once and is then run as often as the clock wants.
Method = Callable[[Patient], Callable[[], Curves]]


@dataclass(frozen=True)
class Rates:
    """The constants of the rate equations, for the peers that need them in that form."""

    absorption: float
    elimination: float
    metabolite_elimination: float
    formation: float

    @classmethod
    def of(cls, patient: Patient) -> "Rates":
        """Take them from clearances and volumes."""
        elimination = patient.clearance_l_per_h / patient.volume_l
        return cls(
            patient.absorption_rate_per_h,
            elimination,
            patient.metabolite_clearance_l_per_h / patient.metabolite_volume_l,
            (patient.formation_fraction or 0.0) * patient.molar_mass_ratio * elimination,
        )


def this_library(patient: Patient) -> Callable[[], Curves]:
    kinetics = Kinetics(
        bioavailability=patient.bioavailability,
        absorption_rate_per_h=patient.absorption_rate_per_h,
        clearance_l_per_h=patient.clearance_l_per_h,
        volume_l=patient.volume_l,
        metabolite=Metabolite(
            formation_fraction=patient.formation_fraction or 0.0,
            molar_mass_ratio=patient.molar_mass_ratio,
            clearance_l_per_h=patient.metabolite_clearance_l_per_h,
            volume_l=patient.metabolite_volume_l,
        ),
    )
    regimen = Regimen(times_h=DOSE_TIMES_H, doses_mg=np.full(DOSE_TIMES_H.size, DOSE_MG))

    def run() -> Curves:
        levels = concentrations(kinetics, regimen, AT_H)
        return levels.parent, levels.metabolite

    return run


def bateman_superposition(patient: Patient) -> Callable[[], Curves]:
    """Sum the textbook's exponentials, one dose after the other."""
    rates = Rates.of(patient)
    ka, kp, km = rates.absorption, rates.elimination, rates.metabolite_elimination
    dose = patient.bioavailability * DOSE_MG
    parent_factor = dose * ka / (ka - kp) / patient.volume_l
    metabolite_factor = dose * rates.formation * ka / patient.metabolite_volume_l
    shares = 1 / ((kp - ka) * (km - ka)), 1 / ((ka - kp) * (km - kp)), 1 / ((ka - km) * (kp - km))

    def run() -> Curves:
        levels = np.zeros((2, AT_H.size))
        for first, dose_time in zip(np.searchsorted(AT_H, DOSE_TIMES_H), DOSE_TIMES_H, strict=True):
            since = AT_H[first:] - dose_time
            gut, parent, metabolite = np.exp(-ka * since), np.exp(-kp * since), np.exp(-km * since)
            levels[0, first:] += parent_factor * (parent - gut)
            levels[1, first:] += metabolite_factor * (
                shares[0] * gut + shares[1] * parent + shares[2] * metabolite
            )
        return tuple(levels)

    return run


def scipy_lsoda(patient: Patient) -> Callable[[], Curves]:
    """Integrate with LSODA of scipy, restarted at each dose."""
    from scipy.integrate import solve_ivp

    rates = Rates.of(patient)
    ka, kp, km = rates.absorption, rates.elimination, rates.metabolite_elimination
    formation = rates.formation

    def flow(_: float, state: list[float]) -> list[float]:
        gut, parent, metabolite = state
        return [-ka * gut, ka * gut - kp * parent, formation * parent - km * metabolite]

    def run() -> Curves:
        amounts = np.zeros((2, AT_H.size))
        state = np.zeros(3)
        bounds = np.searchsorted(AT_H, [DOSE_TIMES_H, ENDS_H])
        for start, end, first, after in zip(DOSE_TIMES_H, ENDS_H, *bounds, strict=True):
            state[0] += patient.bioavailability * DOSE_MG
            solution = solve_ivp(
                flow,
                (start, end),
                state,
                method="LSODA",
                rtol=RELATIVE_TOLERANCE,
                atol=ABSOLUTE_TOLERANCE,
                t_eval=np.append(AT_H[first:after], end),
            )
            amounts[:, first:after] = solution.y[1:, :-1]
            state = solution.y[:, -1].copy()
        return amounts[0] / patient.volume_l, amounts[1] / patient.metabolite_volume_l

    return run


def roadrunner_cvode(patient: Patient) -> Callable[[], Curves]:
    """Integrate compiled equations with CVODE of libroadrunner, restarted at each dose."""
    import roadrunner

    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    model = roadrunner.RoadRunner(_sbml(Rates.of(patient)))
    model.timeCourseSelections = ["time", "parent", "metabolite"]
    model.integrator.relative_tolerance = RELATIVE_TOLERANCE
    model.integrator.absolute_tolerance = ABSOLUTE_TOLERANCE

    def run() -> Curves:
        model.reset()
        amounts = np.zeros((2, AT_H.size))
        for start, end in zip(DOSE_TIMES_H, ENDS_H, strict=True):
            model["gut"] = model["gut"] + patient.bioavailability * DOSE_MG
            result = model.simulate(start, end, round(end - start) + 1)
            amounts[:, round(start) : round(end)] = result[:-1, 1:].T
        return amounts[0] / patient.volume_l, amounts[1] / patient.metabolite_volume_l

    return run


def _sbml(rates: Rates) -> str:
    """Write the rate equations as SBML rate rules."""

    def product(*factors: str) -> str:
        return "<apply><times/>" + "".join(f"<ci>{factor}</ci>" for factor in factors) + "</apply>"

    absorbed = product("absorption", "gut")
    rules = {
        "gut": f"<apply><minus/>{absorbed}</apply>",
        "parent": f"<apply><minus/>{absorbed}{product('elimination', 'parent')}</apply>",
        "metabolite": "<apply><minus/>"
        f"{product('formation', 'parent')}{product('metabolite_elimination', 'metabolite')}</apply>",
    }
    constants = "".join(
        f'<parameter id="{name}" value="{value!r}"/>' for name, value in asdict(rates).items()
    )
    amounts = "".join(f'<parameter id="{name}" value="0" constant="false"/>' for name in rules)
    equations = "".join(
        f'<rateRule variable="{name}"><math xmlns="http://www.w3.org/1998/Math/MathML">{rate}</math></rateRule>'
        for name, rate in rules.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<sbml xmlns="http://www.sbml.org/sbml/level2/version4" level="2" version="4"><model id="chain">'
        f"<listOfParameters>{constants}{amounts}</listOfParameters>"
        f"<listOfRules>{equations}</listOfRules></model></sbml>"
    )


def largest_relative_error(curves: Curves, truth: Curves) -> float:
    """Compare wherever the truth is not zero."""
    found, expected = np.array(curves), np.array(truth)
    seen = expected > 0
    return float(np.max(np.abs(found[seen] / expected[seen] - 1)))


def best_time_s(run: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def population_troughs(count: int, *, with_metabolite: bool) -> Callable[[], object]:
    """Daily troughs over a year of two doses a day in many patients."""
    random = np.random.default_rng(0)

    def about(value: float) -> NDArray[np.float64]:
        return value * np.exp(random.normal(0, 0.3, count))

    kinetics = Kinetics(
        bioavailability=random.uniform(0.8, 1.0, count),
        absorption_rate_per_h=about(1.1),
        clearance_l_per_h=about(1.6),
        volume_l=about(80.0),
        metabolite=Metabolite(
            formation_fraction=random.uniform(0.4, 0.6, count),
            molar_mass_ratio=APART.molar_mass_ratio,
            clearance_l_per_h=about(0.9),
            volume_l=about(75.0),
        )
        if with_metabolite
        else None,
    )
    regimen = Regimen(times_h=DOSE_TIMES_H, doses_mg=np.full(DOSE_TIMES_H.size, DOSE_MG))
    return lambda: concentrations(kinetics, regimen, 24.0 * np.arange(365))


def machine() -> str:
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, numpy {np.__version__}"


METHODS: list[tuple[str, Method, int]] = [
    ("anxiolytics", this_library, 300),
    ("Bateman superposition, numpy", bateman_superposition, 3),
    ("libroadrunner, CVODE", roadrunner_cvode, 3),
    ("scipy solve_ivp, LSODA", scipy_lsoda, 3),
]


def main() -> None:
    # First, so that the memory allocator has settled for all that follow, as in any longer session.
    population = {
        name: best_time_s(population_troughs(10_000, with_metabolite=active), 7)
        for name, active in (("parent", False), ("parent and metabolite", True))
    }
    truths = [
        (patient, exact_concentrations(patient, DOSE_TIMES_H, [DOSE_MG] * DOSE_TIMES_H.size, AT_H))
        for patient in (APART, NEARLY_EQUAL)
    ]
    print(f"One year, {DOSE_TIMES_H.size} doses, {AT_H.size} points, parent and metabolite. {machine()}.")
    print(f"Integrators: rtol {RELATIVE_TOLERANCE:g}, atol {ABSOLUTE_TOLERANCE:g}, restarted at each dose.\n")
    print("| method | best time | times this library | largest relative error | two rates nearly equal |")
    print("|---|--:|--:|--:|--:|")
    own_s = None
    for name, method, repeats in METHODS:
        try:
            errors = [largest_relative_error(method(patient)(), truth) for patient, truth in truths]
        except ImportError as missing:
            print(f"| {name} | left out: {missing} | | | |")
            continue
        seconds = best_time_s(method(APART), repeats)
        own_s = own_s or seconds
        apart, nearly_equal = errors
        ratio = seconds / own_s
        print(f"| {name} | {seconds * 1e3:.3g} ms | {ratio:,.0f} | {apart:.1e} | {nearly_equal:.1e} |")
    print()
    for name, seconds in population.items():
        print(f"10,000 patients, 730 doses, daily troughs, {name}: {seconds * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
