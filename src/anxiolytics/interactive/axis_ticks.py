"""Where an axis has its ticks: round numbers, round spans of time, powers of ten on a logarithmic one."""

import itertools
import math
from collections.abc import Iterable, Iterator

from anxiolytics.interactive.number_text import number_text

# Six intervals leave room for every label in a plot 240 pixels wide.
_MOST_INTERVALS = 6
_STEPS_OF_TIME = {
    "h": (1, 2, 3, 6, 12, 24, 48, 72, 96, 168, 336, 504, 672),
    "d": (1, 2, 7, 14, 28, 56, 84, 112, 168, 336),
    "min": (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720),
}


def ticks_within(low: float, high: float, unit: str = "") -> list[float]:
    """Return at most seven ticks from ``low`` to ``high``.

    Parameters
    ----------
    low, high : float
        Ends of the axis, ``low < high``.
    unit : str
        Unit of the axis: on one of "min", "h" or "d" the ticks keep to the clock or the calendar.

    Returns
    -------
    list of float
        Multiples of the step, in order.
    """
    step = next(step for step in _steps(high - low, unit) if (high - low) / step <= _MOST_INTERVALS + 1e-9)
    slack = 1e-9 * (high - low) / step
    return [i * step for i in range(math.ceil(low / step - slack), math.floor(high / step + slack) + 1)]


def rounded_limits(low: float, high: float, unit: str = "") -> tuple[float, float]:
    """Return limits for an axis over the data from ``low`` to ``high``, each on a tick.

    Data without negative values start at zero, so that heights compare as the numbers do.

    Parameters
    ----------
    low, high : float
        Range of the data, ``low <= high``.
    unit : str
        As in `ticks_within`.

    Returns
    -------
    tuple of float
        Lower and upper end.
    """
    if low >= 0:
        low = 0.0
    if low == high:
        low, high = (low, 1.0) if low == 0 else (low - abs(low), high)
    for step in _steps(high - low, unit):
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first <= _MOST_INTERVALS:
            break
    return step * first, step * last


def log_ticks_within(low: float, high: float) -> list[float]:
    """Return at most seven ticks for a logarithmic axis from ``low`` to ``high``.

    Parameters
    ----------
    low, high : float
        Ends of the axis, ``0 < low < high``.

    Returns
    -------
    list of float
        Numbers that begin with 1, 2 or 5 where the axis is short, else powers of ten, thinned out where it is
        long; on an axis within less than one such step, the ticks of a linear one.
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for digits, every in itertools.chain(
        [((1, 2, 5), 1), ((1, 3), 1)], (((1,), every) for every in itertools.count(1))
    ):
        exponents = range(math.ceil(first / every) * every, last + 1, every)
        ticks = [_times_power_of_ten(digit, exponent) for exponent in exponents for digit in digits]
        shown = [tick for tick in ticks if low * (1 - 1e-9) <= tick <= high * (1 + 1e-9)]
        if len(shown) <= _MOST_INTERVALS + 1:
            break
    return shown if len(shown) > 1 else [tick for tick in ticks_within(low, high) if tick > 0]


def rounded_log_limits(low: float, high: float) -> tuple[float, float]:
    """Return limits for a logarithmic axis over positive data, each beginning with 1, 2 or 5.

    Parameters
    ----------
    low, high : float
        Range of the data, ``0 < low <= high``.

    Returns
    -------
    tuple of float
        Lower and upper end, at least a factor of ten apart if the data are all alike.
    """
    exponent_below, exponent_above = math.floor(math.log10(low)), math.floor(math.log10(high))
    below = [_times_power_of_ten(digit, exponent_below) for digit in (5, 2, 1)]
    above = [_times_power_of_ten(digit, exponent_above) for digit in (1, 2, 5, 10)]
    # A limit that the data touch but for rounding is taken.
    lower = next((limit for limit in below if limit <= low * (1 + 1e-9)), below[-1])
    upper = next((limit for limit in above if limit >= high * (1 - 1e-9)), above[-1])
    return (lower, upper) if lower < upper else (lower, 10 * lower)


def tick_labels(ticks: Iterable[float]) -> list[str]:
    """Return the ticks as text, with the digits that tell them apart."""
    return [number_text(tick, digits=6) for tick in ticks]


def _times_power_of_ten(digit: int, exponent: int) -> float:
    # 10 ** 2 is an int: it stays exact.  A negative power is divided by, for the same reason.
    return float(digit * 10**exponent if exponent >= 0 else digit / 10**-exponent)


def _steps(length: float, unit: str) -> Iterator[float]:
    """Yield steps in rising order, without end."""
    if unit in _STEPS_OF_TIME and length > _STEPS_OF_TIME[unit][0]:
        yield from map(float, _STEPS_OF_TIME[unit])
    exponent = math.floor(math.log10(length)) - 1
    while True:
        for digit in (1, 2, 5):
            yield _times_power_of_ten(digit, exponent)
        exponent += 1
