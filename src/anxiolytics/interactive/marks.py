"""What an explorer draws beside curves: measured points, and panels below the first one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics.interactive.axis import check_scale

Floats = NDArray[np.float64]
Band = tuple[ArrayLike, ArrayLike]


@dataclass(frozen=True, eq=False)
class Points:
    """Measured points, each with an interval if it is known.

    Parameters
    ----------
    x, y : array, shape (points,)
        Where they are.
    low, high : array, shape (points,), optional
        Ends of the intervals; NaN where a point has none. Give both or neither.

    Raises
    ------
    ValueError
        If the shapes differ, a coordinate is not finite, or an interval does not hold its point.
    """

    x: ArrayLike
    y: ArrayLike
    low: ArrayLike | None = None
    high: ArrayLike | None = None

    def __post_init__(self) -> None:
        """Check the shapes and the intervals."""
        if (self.low is None) != (self.high is None):
            raise ValueError("points have one end of their intervals: give both, low and high, or neither.")
        x, y, low, high = self.columns
        if not (x.ndim == 1 and x.size and x.shape == y.shape == low.shape == high.shape):
            shapes = [column.shape for column in self.columns]
            raise ValueError(f"points have x, y, low, high of the shapes {shapes}: they must be equal rows.")
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            raise ValueError("points have a coordinate that is not finite: x and y must be.")
        if not ((np.isnan(low) | (low <= y)) & (np.isnan(high) | (high >= y))).all():
            raise ValueError("points have an interval that misses its point: it must be low <= y <= high.")

    @property
    def columns(self) -> tuple[Floats, Floats, Floats, Floats]:
        """The columns x, y, low and high; without intervals the last two are NaN."""
        x, y = np.asarray(self.x, dtype=float), np.asarray(self.y, dtype=float)
        low, high = (
            np.full(y.shape, np.nan) if end is None else np.asarray(end, dtype=float)
            for end in (self.low, self.high)
        )
        return x, y, low, high


@dataclass(frozen=True, eq=False)
class Panel:
    """A panel below the first one: it shares the horizontal axis and has a height of its own.

    Parameters
    ----------
    y_label, y_unit : str
        What its height shows.
    shows : sequence of str
        Names of the curves, bands, points and lines that it shows instead of the first panel.
    y_scale : str
        "linear" or "log".
    y_range : tuple of float, optional
        Ends of its height; without, it holds all that it shows at every setting.
    same_colours : bool
        Whether its series have the colours of the first panel's, in the same order.

    Raises
    ------
    ValueError
        If it shows nothing or the scale is unknown.
    """

    y_label: str
    y_unit: str = ""
    shows: Sequence[str] = ()
    y_scale: str = "linear"
    y_range: tuple[float, float] | None = None
    same_colours: bool = False

    def __post_init__(self) -> None:
        """Check that there is something to show, on a known scale."""
        if isinstance(self.shows, str) or not self.shows:
            raise ValueError(
                f"panel {self.y_label!r} shows {self.shows!r}: it must list one or more names of curves."
            )
        check_scale("y_scale", self.y_scale)


def checked_bands(bands: Mapping[str, Band], points: int, where: str) -> dict[str, tuple[Floats, Floats]]:
    """Return bands as arrays.

    Parameters
    ----------
    bands : mapping of str to (low, high)
        Named bands.
    points : int
        Length that each edge must have.
    where : str
        Words for the error message, such as "at dose_mg=1".

    Raises
    ------
    ValueError
        If an edge has the wrong length or is infinite, or the low edge is above the high one.
    """
    checked = {}
    for name, (low, high) in bands.items():
        edges = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        for edge in edges:
            if edge.shape != (points,):
                raise ValueError(
                    f"band {name!r} has an edge of the shape {edge.shape} {where}: "
                    f"it must be ({points},), as x is."
                )
            if np.isinf(edge).any():
                raise ValueError(f"band {name!r} is infinite {where}: it may be finite or NaN (a gap).")
        if (edges[0] > edges[1]).any():
            raise ValueError(f"band {name!r} has its low edge above its high one {where}.")
        checked[name] = edges
    return checked
