"""An axis of an explorer's plot: what it shows, its scale, its ends and its ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics.interactive.axis_ticks import (
    log_ticks_within,
    rounded_limits,
    rounded_log_limits,
    ticks_within,
)

SCALES = ("linear", "log")

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Axis:
    """One axis.

    Attributes
    ----------
    label, unit : str
        What it shows. On a linear axis in "min", "h" or "d" the ticks keep to the clock or the calendar.
    scale : str
        "linear" or "log".
    low, high : float
        Its ends.
    """

    label: str
    unit: str
    scale: str
    low: float
    high: float

    @property
    def ticks(self) -> list[float]:
        """Where the ticks are."""
        if self.scale == "log":
            return log_ticks_within(self.low, self.high)
        return ticks_within(self.low, self.high, self.unit)

    def fractions(self, values: ArrayLike) -> Floats:
        """Return where values stand between the ends, as 0 ... 1; NaN for one that has no place."""
        numbers = np.asarray(values, dtype=float)
        if self.scale == "linear":
            return np.asarray((numbers - self.low) / (self.high - self.low))
        logarithms = np.log(np.where(numbers > 0, numbers, np.nan) / self.low)
        return np.asarray(logarithms / np.log(self.high / self.low))

    def description(self) -> dict[str, Any]:
        """Return what the script needs to know."""
        return {
            "label": self.label,
            "unit": self.unit,
            "scale": self.scale,
            "range": (self.low, self.high),
            "ticks": self.ticks,
        }


def check_scale(name: str, scale: str) -> None:
    """Raise ValueError if a scale is neither "linear" nor "log"."""
    if scale not in SCALES:
        raise ValueError(f"{name} is {scale!r}: it must be one of {list(SCALES)}.")


def axis_over(
    data: Sequence[ArrayLike],
    *,
    label: str,
    unit: str,
    scale: str,
    limits: tuple[float, float] | None = None,
    name: str = "y_range",
) -> Axis:
    """Return an axis that holds all data, or the one with the given ends.

    Parameters
    ----------
    data : sequence of arrays
        All that is drawn against the axis, of any shapes; NaN stands for a gap.
    label, unit, scale : str
        As in `Axis`.
    limits : tuple of float, optional
        Its ends; data beyond them are not seen.
    name : str
        Name of the limits in error messages.

    Raises
    ------
    ValueError
        If the limits do not rise, or if on a logarithmic axis they, or all data, are not above zero.
    """
    if limits is not None:
        low, high = map(float, limits)
        if not (np.isfinite([low, high]).all() and low < high):
            raise ValueError(f"{name} is {limits}: it must be two finite numbers that rise.")
        if scale == "log" and low <= 0:
            raise ValueError(f"{name} is {limits}: on a logarithmic axis both ends must be above zero.")
        return Axis(label, unit, scale, low, high)
    values = np.concatenate([np.ravel(np.asarray(part, dtype=float)) for part in data])
    values = values[~np.isnan(values)]
    if scale == "log":
        positive = values[values > 0]
        if values.size and not positive.size:
            raise ValueError(f"{label!r} has no value above zero: a logarithmic axis cannot show it.")
        low, high = (positive.min(), positive.max()) if positive.size else (1.0, 10.0)
        return Axis(label, unit, scale, *rounded_log_limits(float(low), float(high)))
    low, high = (values.min(), values.max()) if values.size else (0.0, 1.0)
    return Axis(label, unit, scale, *rounded_limits(float(low), float(high), unit))
