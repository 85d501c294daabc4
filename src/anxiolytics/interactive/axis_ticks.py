"""Where an axis has its ticks: round numbers, and round spans of time on an axis of hours or days."""

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


def tick_labels(ticks: Iterable[float]) -> list[str]:
    """Return the ticks as text, with the digits that tell them apart."""
    return [number_text(tick, digits=6) for tick in ticks]


def _steps(length: float, unit: str) -> Iterator[float]:
    """Yield steps in rising order, without end."""
    if unit in _STEPS_OF_TIME and length > _STEPS_OF_TIME[unit][0]:
        yield from map(float, _STEPS_OF_TIME[unit])
    exponent = math.floor(math.log10(length)) - 1
    while True:
        # 10 ** 2 is an int: it stays exact.  A negative power is divided by, for the same reason.
        for digit in (1, 2, 5):
            yield digit * 10**exponent if exponent >= 0 else digit / 10**-exponent
        exponent += 1
