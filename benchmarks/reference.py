"""An independent and slow truth for `anxiolytics.regimen`, in many digits.

The rate equations are written as a matrix and stepped from event to event with mpmath's matrix exponential.
No closed form, no floating-point number between the inputs and the last rounding: inputs are taken as the
exact values of their floats, times are exact fractions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import mpmath

DIGITS = 60


@dataclass(frozen=True)
class Patient:
    """One patient's kinetics in plain numbers; `formation_fraction` of None is a drug without metabolite."""

    bioavailability: float
    absorption_rate_per_h: float
    clearance_l_per_h: float
    volume_l: float
    lag_h: float = 0.0
    formation_fraction: float | None = None
    molar_mass_ratio: float = 1.0
    metabolite_clearance_l_per_h: float = 1.0
    metabolite_volume_l: float = 1.0


def exact_concentrations(
    patient: Patient, times_h: Sequence[float], doses_mg: Sequence[float], at_h: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Concentrations of parent and metabolite (mg/L) at each time, each rounded once.

    Parameters
    ----------
    patient : Patient
        The kinetics.
    times_h, doses_mg : sequence of float
        Doses in any order.
    at_h : sequence of float
        Times of the answers (h), in any order.
    """
    with mpmath.workdps(DIGITS):
        rates, shift = _rate_matrix(patient)
        lag = Fraction(patient.lag_h)
        doses = sorted((Fraction(time) + lag, dose) for time, dose in zip(times_h, doses_mg, strict=True))
        points = sorted((Fraction(time), place) for place, time in enumerate(at_h))
        propagators: dict[Fraction, mpmath.matrix] = {}
        state = mpmath.matrix([0, 0, 0])
        now = min([time for time, _ in doses + points], default=Fraction(0))
        answers: list[tuple[float, float]] = [(0.0, 0.0)] * len(points)
        waiting = 0
        for time, place in points:
            while waiting < len(doses) and doses[waiting][0] <= time:
                moment, dose = doses[waiting]
                state = _propagator(rates, shift, moment - now, propagators) * state
                state[0] += mpmath.mpf(patient.bioavailability) * mpmath.mpf(dose)
                now, waiting = moment, waiting + 1
            there = _propagator(rates, shift, time - now, propagators) * state
            answers[place] = (
                float(there[1] / mpmath.mpf(patient.volume_l)),
                float(there[2] / mpmath.mpf(patient.metabolite_volume_l)),
            )
        return [parent for parent, _ in answers], [metabolite for _, metabolite in answers]


def _rate_matrix(patient: Patient) -> tuple[mpmath.matrix, mpmath.mpf]:
    """Rates of (gut, parent, metabolite), shifted by the fastest rate so that no entry is negative.

    The exponential of a matrix without negative entries is a sum of positive terms: nothing cancels,
    however stiff the rates or long the interval.
    """
    absorption = mpmath.mpf(patient.absorption_rate_per_h)
    elimination = mpmath.mpf(patient.clearance_l_per_h) / mpmath.mpf(patient.volume_l)
    metabolite = mpmath.mpf(patient.metabolite_clearance_l_per_h) / mpmath.mpf(patient.metabolite_volume_l)
    formed = mpmath.mpf(patient.formation_fraction or 0) * mpmath.mpf(patient.molar_mass_ratio) * elimination
    shift = max(absorption, elimination, metabolite)
    rates = mpmath.matrix(
        [
            [shift - absorption, 0, 0],
            [absorption, shift - elimination, 0],
            [0, formed, shift - metabolite],
        ]
    )
    return rates, shift


def _propagator(
    rates: mpmath.matrix, shift: mpmath.mpf, elapsed: Fraction, known: dict[Fraction, mpmath.matrix]
) -> mpmath.matrix:
    if elapsed not in known:
        hours = mpmath.mpf(elapsed.numerator) / elapsed.denominator
        # What moves two places in a short step is of the order of its square: mpmath's series stops at the
        # digits of the whole matrix, so a shorter step needs more of them.
        tiny = max(0, -2 * int(mpmath.floor(mpmath.log10(hours)))) if hours else 0
        with mpmath.workdps(DIGITS + tiny):
            known[elapsed] = mpmath.expm(rates * hours) * mpmath.exp(-shift * hours)
    return known[elapsed]
