r"""The exact flow of a chain of one-way, first-order steps: gut, parent and, if there is one, metabolite.

Every transfer runs at unit rate here; what scales a whole curve (absorption rate, formation, volumes) is one
factor of the caller's. Time runs down the rows of every array and patients along them.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anxiolytics.arguments import FloatArray

# Patients are worked through in groups, doses in blocks, points in pieces: all stay in the processor's cache.
_PATIENTS_AT_ONCE = 10_000
_STATES_AT_ONCE = 80_000
_POINTS_AT_ONCE = 3_000
_FEWEST_POINTS = 8

# 1/2! - x/3! + x^2/4! - ..., highest power first: as many terms as full precision takes up to x = 1.
_SERIES = [(-1) ** power / math.factorial(power + 2) for power in reversed(range(18))]

# A regular schedule shows all its intervals within this many times.
_BEGINNING = 128

# Stands for zero in expm1(x) / x: the quotient is then exactly 1.
_TINY = 1e-300


def levels(
    rates: FloatArray,
    scales: list[FloatArray],
    lags: FloatArray,
    times: FloatArray,
    doses: FloatArray,
    at: FloatArray,
) -> list[FloatArray]:
    """Scaled amounts of parent (and metabolite) at each point.

    Parameters
    ----------
    rates : ndarray, shape (2 or 3, 1, patients)
        Absorption, elimination and, with a metabolite, its elimination (1/h).
    scales : list of ndarray, shape (1, patients)
        What multiplies the curve of the parent and of the metabolite.
    lags : ndarray, shape (1, 1) or (1, patients)
        Delay of every dose (h).
    times : ndarray, shape (n,)
        Dose times (h), ascending; coincident ones are fine.
    doses : ndarray, shape (n, 1) or (n, patients)
        Amounts added to the gut.
    at : ndarray, shape (m,)
        Points (h), ascending.

    Returns
    -------
    list of ndarray, shape (m, patients)
        One for each rate but the first.
    """
    count = rates.shape[2]
    curves = [np.zeros((at.size, count)) for _ in rates[1:]]
    for first in range(0, count, _PATIENTS_AT_ONCE):
        group = slice(first, first + _PATIENTS_AT_ONCE)
        _fill(
            [curve[:, group] for curve in curves],
            rates[:, :, group],
            [scale[:, group] for scale in scales],
            lags if lags.shape[1] == 1 else lags[:, group],
            times,
            doses if doses.shape[1] == 1 else doses[:, group],
            at,
        )
    return curves


def _fill(
    curves: list[FloatArray],
    rates: FloatArray,
    scales: list[FloatArray],
    lags: FloatArray,
    times: FloatArray,
    doses: FloatArray,
    at: FloatArray,
) -> None:
    """Write the curves of a group of patients: time runs down the rows, patients along them.

    The states are known exactly just after each dose; a point is one step from the dose before it.
    A lag moves all doses alike, so it enters at the points alone.
    """
    count = rates.shape[2]
    # Patients with lags of their own pass from dose to dose at different points.
    alike = lags.size == 1
    last = _last_dose(times, lags, at)
    earliest, latest = (last[:, 0], last[:, 0]) if alike else (last.min(axis=1), last.max(axis=1))
    between, since = _StepTable(rates), _StepTable(rates)
    intervals = np.diff(times, prepend=times[:1])
    state = [0.0 if count == 1 else np.zeros(count) for _ in rates]
    for block in _slices(0, times.size, _STATES_AT_ONCE // count):
        steps, use = between(intervals[block])
        each = list(zip(*map(_rows, steps), strict=True))
        states = _march(state, map(each.__getitem__, use.tolist()), _rows(doses[block]))
        state = [amounts[-1] for amounts in states]
        first, after = np.searchsorted(latest, block.start), np.searchsorted(earliest, block.stop)
        if first == after:
            continue
        amounts = [np.array(column).reshape(-1, count) for column in states]
        for rows in _slices(first, after, _POINTS_AT_ONCE // count + _FEWEST_POINTS):
            elapsed = _elapsed(at[rows, np.newaxis], times.take(last[rows]), lags)
            dose = last[rows] - block.start
            if alike:
                inside: Any = True
                start = [amount.take(dose[:, 0], axis=0) for amount in amounts]
                steps, use = since(elapsed[:, 0])
                steps = [entry if len(entry) == 1 else entry.take(use, axis=0) for entry in steps]
            else:
                inside = (dose >= 0) & (dose < len(amounts[0]))
                start = [amount[np.where(inside, dose, 0), np.arange(count)] for amount in amounts]
                steps = _step_matrix(elapsed, rates)
            (_, *found) = _march(start, [steps], [0.0])
            for curve, (level,), scale in zip(curves, found, scales, strict=True):
                np.multiply(level, scale, out=curve[rows], where=inside)


def _slices(start: int, stop: int, size: int) -> list[slice]:
    size = max(1, size)
    return [slice(first, min(first + size, stop)) for first in range(start, stop, size)]


def _last_dose(times: FloatArray, lags: FloatArray, at: FloatArray) -> NDArray[np.intp]:
    """Find the last dose whose absorption has begun at each point (-1: none), one column for each lag.

    Rounding of at - lag may step up onto a dose that is just about to begin. That does no harm, because
    the plasma level does not jump there.
    """
    if lags.size > 1:
        return np.searchsorted(times, at[:, np.newaxis] - lags, side="right") - 1
    # Looking few doses up among many points is quicker than the reverse, and gives the same.
    begins = np.concatenate([[0], np.searchsorted(at - lags[0], times), [at.size]])
    return np.repeat(np.arange(-1, times.size), begins[1:] - begins[:-1])[:, np.newaxis]


def _elapsed(at: FloatArray, dose: FloatArray, lags: FloatArray) -> FloatArray:
    """Time since absorption began, (at - dose) - lag, accurate however late or however soon after the lag."""
    difference = at - dose
    if lags.any():
        # What rounding took from the difference, exactly (Knuth's two-sum), is put back after the lag.
        subtracted = at - difference
        lost = (at - (difference + subtracted)) + (subtracted - dose)
        difference = (difference - lags) + lost
    return np.maximum(difference, 0.0)


def _march(
    state: Sequence[Any], steps: Iterable[Sequence[Any]], doses: Sequence[Any]
) -> tuple[list[Any], ...]:
    """Amounts in gut and parent (and metabolite) just after each dose; no term is negative.

    The same lines run on plain numbers for one patient and on rows of an array for many.
    """
    guts: list[Any] = []
    parents: list[Any] = []
    metabolites: list[Any] = []
    if len(state) == 2:
        gut, parent = state
        for (keep_gut, keep, from_gut), dose in zip(steps, doses, strict=True):
            parent = keep * parent + from_gut * gut
            gut = keep_gut * gut + dose
            guts.append(gut)
            parents.append(parent)
        return guts, parents
    gut, parent, metabolite = state
    for (keep_gut, keep, keep_metabolite, from_gut, from_parent, through), dose in zip(
        steps, doses, strict=True
    ):
        metabolite = keep_metabolite * metabolite + from_parent * parent + through * gut
        parent = keep * parent + from_gut * gut
        gut = keep_gut * gut + dose
        guts.append(gut)
        parents.append(parent)
        metabolites.append(metabolite)
    return guts, parents, metabolites


def _rows(array: FloatArray) -> list[Any]:
    return array[:, 0].tolist() if array.shape[1] == 1 else list(array)


class _StepTable:
    """Step matrices by time, remembered: a steady schedule has few distinct times, however many doses."""

    def __init__(self, rates: FloatArray) -> None:
        self._rates = rates
        self._known = np.empty(0)
        self._matrix: list[FloatArray] = []

    def __call__(self, times: FloatArray) -> tuple[list[FloatArray], NDArray[np.intp]]:
        """Give the entries of the matrices, and which row of them each time uses."""
        use = _places(self._known, times)
        if use is None:
            beginning = times[:_BEGINNING]
            known = np.unique(beginning)
            if times.size > _BEGINNING and 2 * known.size > _BEGINNING:
                # Hardly a repeat: looking for more would cost more than it saves.
                return _step_matrix(times[:, np.newaxis], self._rates), np.arange(times.size)
            use = _places(known, times)
            if use is None:
                known, use = np.unique(times, return_inverse=True)
            self._known, self._matrix = known, _step_matrix(known[:, np.newaxis], self._rates)
        return self._matrix, use


def _places(known: FloatArray, times: FloatArray) -> NDArray[np.intp] | None:
    """Find each time among the known ones, in ascending order; None if one of them is not there."""
    if not known.size:
        return None
    use = np.searchsorted(known[:-1], times)
    return use if (known[use] == times).all() else None


def _step_matrix(elapsed: FloatArray, rates: FloatArray) -> list[FloatArray]:
    r"""Entries of the exponential of the chain's rate matrix, transfer at unit rate.

    What stays is :math:`e^{-kt}`. What has moved on one place is the first divided difference of
    :math:`e^{-kt}` over two rates, and what has moved on two places is the second, over all three,
    :math:`k_1 \le k_2 \le k_3`:

    .. math::
        [k_1, k_2] = \frac{e^{-k_1 t} - e^{-k_2 t}}{k_2 - k_1} = t\, e^{-k_1 t}\, m((k_2 - k_1) t), \qquad
        [k_1, k_2, k_3] = \frac{[k_1, k_2] - [k_2, k_3]}{k_3 - k_1},

    with :math:`m(x) = \int_0^1 e^{-xu} du = (1 - e^{-x}) / x`. The first form never cancels. In the second
    the two terms differ well as long as :math:`(k_3 - k_1) t \ge 1`; closer than that it is the weighted mean

    .. math::
        t^2 \Bigl[ w\, e^{-k_1 t} \int_0^1 u e^{-au} du
        + (1 - w)\, e^{-k_2 t} \int_0^1 (1 - u) e^{-bu} du \Bigr],

    with :math:`a = (k_2 - k_1) t`, :math:`b = (k_3 - k_2) t` and :math:`w = a / (a + b)`, whose second
    integral is a quickly converging series in :math:`b` and whose first is :math:`m(a)` less that series
    in :math:`a`. Equal rates are no special case.
    """
    stays = np.exp(-rates * elapsed)
    moves = elapsed * np.maximum(stays[:-1], stays[1:]) * _mean(np.abs(rates[1:] - rates[:-1]) * elapsed)
    if len(rates) == 2:
        return [*stays, *moves]

    ordered = np.sort(rates, axis=0)
    slowest, middle = np.exp(-ordered[:2] * elapsed)
    steps = (ordered[1:] - ordered[:-1]) * elapsed
    means = _mean(steps)
    spread = steps[0] + steps[1]
    through = (slowest * means[0] - middle * means[1]) / np.maximum(spread, 1.0)
    close = spread < 1
    if close.any():
        near, far = apart = steps[:, close]
        near_series, far_series = _falling(apart)
        weight = near / np.maximum(near + far, _TINY)
        through[close] = (
            weight * slowest[close] * (means[0][close] - near_series)
            + (1 - weight) * middle[close] * far_series
        )
    return [*stays, *moves, elapsed**2 * through]


def _mean(x: FloatArray) -> FloatArray:
    """Integral of exp(-x u) for u from 0 to 1, for x of zero or more."""
    exponent = np.minimum(-x, -_TINY)
    mean: FloatArray = np.expm1(exponent) / exponent
    return mean


def _falling(x: FloatArray) -> FloatArray:
    """Integral of (1 - u) exp(-x u) for u from 0 to 1, by its series, for x from 0 to 1."""
    total = np.full_like(x, _SERIES[0])
    for coefficient in _SERIES[1:]:
        total *= x
        total += coefficient
    return total
