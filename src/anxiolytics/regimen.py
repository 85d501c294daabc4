r"""Doses in time to concentrations of the parent and its active metabolite, exactly.

One compartment each, first-order absorption, elimination and metabolite formation:

.. math::
    \dot G = -k_a G, \qquad \dot P = k_a G - k_p P, \qquad \dot M = f_m r k_p P - k_m M,

with :math:`k_p = CL / V` and :math:`k_m = CL_m / V_m`; :math:`G` rises by :math:`F` times the dose at each
dose time plus lag, and :math:`C_p = P / V`, :math:`C_m = M / V_m` (mg, L, h).

The solution over one interval is a matrix of divided differences of the exponential. Sums of exponentials
with the textbook's coefficients :math:`1 / (k_a - k_p)` lose every digit where two rates meet; here every
entry is a product of positive numbers and mean values, equal rates are no special case, and the cost is one
step per dose and one per point.

Out of scope: zero-order and extended-release input, several metabolites, metabolite formed in the first
pass, and clearance that changes in time.
"""

import math
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values, broadcast_shape
from anxiolytics.drugs import Drug
from anxiolytics.drugs import drug as find_drug
from anxiolytics.first_order_chain import levels
from anxiolytics.half_life import absorption_rate


@dataclass(frozen=True, eq=False)
class Metabolite:
    """One active metabolite; every field may be an array that broadcasts over patients.

    Parameters
    ----------
    formation_fraction : float or ndarray
        Fraction of the parent's elimination that forms the metabolite, in moles, from 0 to 1.
    molar_mass_ratio : float or ndarray
        Molar mass of the metabolite divided by that of the parent.
    clearance_l_per_h : float or ndarray
        Clearance of the metabolite (L/h).
    volume_l : float or ndarray
        Volume of distribution of the metabolite (L).

    Raises
    ------
    ValueError
        If a value is outside its range or the shapes do not broadcast.
    """

    formation_fraction: Values
    molar_mass_ratio: Values
    clearance_l_per_h: Values
    volume_l: Values

    def __post_init__(self) -> None:
        """Check the fields and keep them as floats or read-only arrays."""
        _keep(
            self,
            formation_fraction=arguments.fraction("formation_fraction", self.formation_fraction),
            molar_mass_ratio=arguments.positive("molar_mass_ratio", self.molar_mass_ratio),
            clearance_l_per_h=arguments.positive("clearance_l_per_h", self.clearance_l_per_h),
            volume_l=arguments.positive("volume_l", self.volume_l),
        )


@dataclass(frozen=True, eq=False)
class Kinetics:
    """Kinetics of a drug in one or many patients; every field may be an array that broadcasts over patients.

    Parameters
    ----------
    bioavailability : float or ndarray
        Fraction of a dose that reaches the circulation, from 0 to 1.
    absorption_rate_per_h : float or ndarray
        First-order absorption rate constant (1/h).
    clearance_l_per_h : float or ndarray
        Total clearance (L/h), not divided by bioavailability.
    volume_l : float or ndarray
        Volume of distribution (L).
    lag_h : float or ndarray, optional
        Delay between swallowing and the start of absorption (h).
    metabolite : Metabolite, optional
        Its active metabolite.

    Raises
    ------
    ValueError
        If a value is outside its range or the shapes do not broadcast.
    """

    bioavailability: Values
    absorption_rate_per_h: Values
    clearance_l_per_h: Values
    volume_l: Values
    lag_h: Values = 0.0
    metabolite: Metabolite | None = None

    def __post_init__(self) -> None:
        """Check the fields and keep them as floats or read-only arrays."""
        if not isinstance(self.metabolite, Metabolite | None):
            raise ValueError(f"metabolite must be a Metabolite or None: got {self.metabolite!r}")
        _keep(
            self,
            bioavailability=arguments.fraction("bioavailability", self.bioavailability),
            absorption_rate_per_h=arguments.positive("absorption_rate_per_h", self.absorption_rate_per_h),
            clearance_l_per_h=arguments.positive("clearance_l_per_h", self.clearance_l_per_h),
            volume_l=arguments.positive("volume_l", self.volume_l),
            lag_h=arguments.non_negative("lag_h", self.lag_h),
        )


@dataclass(frozen=True, eq=False)
class Regimen:
    """Doses in time, kept in order of time; times may coincide and doses may be zero.

    Parameters
    ----------
    times_h : ndarray, shape (n,)
        When each dose is taken (h).
    doses_mg : ndarray, shape (..., n)
        The doses (mg); leading dimensions broadcast over patients. A missed dose is left out or zero.

    Raises
    ------
    ValueError
        If a time is not finite, a dose is negative or the lengths differ.
    """

    times_h: FloatArray
    doses_mg: FloatArray

    def __post_init__(self) -> None:
        """Check the fields and keep them as floats or read-only arrays."""
        times = arguments.finite("times_h", self.times_h)
        doses = arguments.non_negative("doses_mg", self.doses_mg)
        if times.ndim != 1:
            raise ValueError(f"times_h must be a list of times: got the shape {times.shape}")
        if doses.shape[-1:] != times.shape:
            raise ValueError(f"doses_mg must have one dose for each of {times.size} times: got {doses.shape}")
        order = np.argsort(times, kind="stable")
        _keep(self, times_h=times[order], doses_mg=doses[..., order])

    @classmethod
    def repeated(cls, *, dose_mg: ArrayLike, interval_h: float, count: int, start_h: float = 0.0) -> Self:
        """Make a regimen of one dose, again and again.

        Parameters
        ----------
        dose_mg : array_like
            The dose (mg), one for all patients or an array over patients.
        interval_h : float
            Time between doses (h).
        count : int
            Number of doses, zero or more.
        start_h : float, optional
            Time of the first dose (h).

        Raises
        ------
        ValueError
            If the dose is negative, the interval is not positive or the count is not a whole number.
        """
        dose = arguments.non_negative("dose_mg", dose_mg)
        interval = arguments.positive("interval_h", interval_h)
        start = arguments.finite("start_h", start_h)
        if interval.ndim or start.ndim:
            raise ValueError("interval_h and start_h must be plain numbers: got an array")
        if not isinstance(count, int | np.integer) or isinstance(count, bool) or count < 0:
            raise ValueError(f"count must be a whole number, 0 or more: got {count!r}")
        return cls(
            times_h=start + interval * np.arange(count),
            doses_mg=np.broadcast_to(dose[..., np.newaxis], (*dose.shape, count)),
        )

    def __add__(self, other: "Regimen") -> "Regimen":
        """Merge two regimens: every dose of both."""
        if not isinstance(other, Regimen):
            return NotImplemented
        mine, theirs = self.doses_mg, other.doses_mg
        patients = broadcast_shape(
            first_regimen=mine[..., 0:0].sum(-1), second_regimen=theirs[..., 0:0].sum(-1)
        )
        return Regimen(
            times_h=np.concatenate([self.times_h, other.times_h]),
            doses_mg=np.concatenate(
                [np.broadcast_to(doses, (*patients, doses.shape[-1])) for doses in (mine, theirs)], axis=-1
            ),
        )


@dataclass(frozen=True, eq=False)
class Concentrations:
    """Concentrations (mg/L) at the asked times, shape (..., number of times).

    Parameters
    ----------
    parent : ndarray
        Of the drug itself.
    metabolite : ndarray or None
        Of its metabolite; None for kinetics without one.
    """

    parent: FloatArray
    metabolite: FloatArray | None


def concentrations(kinetics: Kinetics, regimen: Regimen, at_h: ArrayLike) -> Concentrations:
    """Concentrations of the parent and its metabolite at any times.

    Parameters
    ----------
    kinetics : Kinetics
        Of one patient or, with arrays, of many.
    regimen : Regimen
        The doses.
    at_h : array_like, shape (m,) or ()
        Times of the answers (h), in any order; before the first dose the answer is zero. A plain number
        leaves the last dimension of the result out.

    Returns
    -------
    Concentrations
        In mg/L, shape (..., m): first the patients' dimensions, broadcast from the kinetics and from the
        leading dimensions of the doses, then time.

    Raises
    ------
    ValueError
        If a time is not finite, `at_h` has more than one dimension or the patients do not broadcast.
    """
    at = arguments.finite("at_h", at_h)
    if at.ndim > 1:
        raise ValueError(f"at_h must be a number or a list of numbers: got the shape {at.shape}")
    patients = _patients(kinetics, regimen)
    rates, scales = _rates_and_scales(kinetics)
    count = math.prod(patients)
    doses, lag = regimen.doses_mg, np.asarray(kinetics.lag_h)
    # What all patients share stays a single column.
    if lag.size > 1:
        lag = np.broadcast_to(lag, patients)
    if doses.size > doses.shape[-1]:
        doses = np.broadcast_to(doses, (*patients, doses.shape[-1]))

    points = at.reshape(-1)
    order = slice(None) if (points[1:] >= points[:-1]).all() else np.argsort(points)
    curves = levels(
        np.stack([np.broadcast_to(rate, patients).reshape(1, count) for rate in rates]),
        [np.broadcast_to(scale, patients).reshape(1, count) for scale in scales],
        lag.reshape(1, -1),
        regimen.times_h,
        doses.reshape(math.prod(doses.shape[:-1]), doses.shape[-1]).T,
        points[order],
    )
    shaped = []
    for curve in curves:
        asked = curve if isinstance(order, slice) else curve[np.argsort(order)]
        shaped.append(np.moveaxis(asked.reshape(at.size, *patients), 0, -1).reshape(patients + at.shape))
    return Concentrations(parent=shaped[0], metabolite=shaped[1] if len(shaped) > 1 else None)


def _patients(kinetics: Kinetics, regimen: Regimen) -> tuple[int, ...]:
    """Find the shape of the patients that the kinetics and the doses speak of together."""
    named: dict[str, Values] = {
        "bioavailability": kinetics.bioavailability,
        "absorption_rate_per_h": kinetics.absorption_rate_per_h,
        "clearance_l_per_h": kinetics.clearance_l_per_h,
        "volume_l": kinetics.volume_l,
        "lag_h": kinetics.lag_h,
    }
    if kinetics.metabolite is not None:
        named |= {
            f"metabolite.{field.name}": getattr(kinetics.metabolite, field.name)
            for field in fields(Metabolite)
        }
    arrays = {name: np.asarray(value) for name, value in named.items()}
    return broadcast_shape(**arrays, doses_mg=regimen.doses_mg.sum(axis=-1))


def _rates_and_scales(kinetics: Kinetics) -> tuple[list[Values], list[Values]]:
    """Rates of the chain gut, parent(, metabolite), and the factor that scales each plasma curve.

    The chain is solved for whole doses and for transfer at unit rate; the rates of transfer, the fractions
    and the volumes multiply a whole curve, so they come last and once.
    """
    elimination = kinetics.clearance_l_per_h / kinetics.volume_l
    absorbed = kinetics.bioavailability * kinetics.absorption_rate_per_h
    rates = [kinetics.absorption_rate_per_h, elimination]
    scales = [absorbed / kinetics.volume_l]
    metabolite = kinetics.metabolite
    if metabolite is not None:
        formation = metabolite.formation_fraction * metabolite.molar_mass_ratio * elimination
        rates.append(metabolite.clearance_l_per_h / metabolite.volume_l)
        scales.append(absorbed * formation / metabolite.volume_l)
    return rates, scales


def _keep(instance: object, **arrays: FloatArray) -> None:
    """Store checked fields on a frozen instance: plain numbers as float, arrays read-only."""
    broadcast_shape(**arrays)
    for name, array in arrays.items():
        array.flags.writeable = False
        object.__setattr__(instance, name, array if array.ndim else float(array))


def kinetics_of(drug: Drug | str, *, body_weight_kg: float | None = None) -> Kinetics:
    """Kinetics of one of the book's drugs by mouth, with its active metabolite where that is known.

    The numbers are those in use in the tables; `Drug.assumptions` says which of them are derived. Where no
    absorption rate is known, it is the one that puts the peak of a single dose at its measured time.

    Parameters
    ----------
    drug : Drug or str
        A drug, or any name that `anxiolytics.drugs.drug` understands.
    body_weight_kg : float, optional
        Body weight that clearances and volumes are in proportion to; by default that of the `Drug` (70 kg).

    Returns
    -------
    Kinetics
        Of one patient; a metabolite whose numbers are not all known (`Drug.metabolite_gaps`) is left out.

    Raises
    ------
    ValueError
        If there is no such drug, the body weight is not positive, or the tables lack a number that is needed:
        the message names it.
    """
    known = find_drug(drug) if isinstance(drug, str) else drug
    if body_weight_kg is not None:
        known = replace(known, body_weight_kg=body_weight_kg)
    if known.gaps():
        missing = ", ".join(known.gaps())
        raise ValueError(f"drug must be one whose kinetics by mouth are known: {known.name} lacks {missing}")
    absorption: Values
    if known.knows("absorption_rate"):
        absorption = known.absorption_rate_per_h
    else:
        absorption = absorption_rate(known.half_life_h, known.time_of_peak_h - known.absorption_lag_h)
    active = None if known.metabolite_gaps() else known.metabolite
    return Kinetics(
        bioavailability=known.bioavailability,
        absorption_rate_per_h=absorption,
        clearance_l_per_h=known.clearance_l_per_h,
        volume_l=known.volume_l,
        lag_h=known.absorption_lag_h,
        metabolite=None
        if active is None or known.metabolite_fraction is None
        else Metabolite(
            formation_fraction=known.metabolite_fraction,
            molar_mass_ratio=active.molar_mass_g_per_mol / known.molar_mass_g_per_mol,
            clearance_l_per_h=active.clearance_l_per_h,
            volume_l=active.volume_l,
        ),
    )
