"""A figure that a problem's question is read off.

A figure is data: the points, the axes and a sentence. `interactive.problem_figure` draws it.
Whoever cannot see it gets the same points as a table, which takes as much thought as the figure does.
"""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from anxiolytics.problems.wording import shown


@dataclass(frozen=True)
class FigureAxis:
    """One axis of a figure.

    Attributes
    ----------
    label, unit : str
        What it shows.
    ticks : tuple of float
        Where the labelled lines are, in order; the axis runs from the first to the last.
    logarithmic : bool
        Whether equal factors are equal distances.
    parts : int
        Into how many parts finer lines cut the room between two ticks; a linear axis alone has them.
    """

    label: str
    unit: str
    ticks: tuple[float, ...]
    logarithmic: bool = False
    parts: int = 1

    def __post_init__(self) -> None:
        """Refuse an axis that could not be drawn."""
        if len(self.ticks) < 2 or list(self.ticks) != sorted(set(self.ticks)):
            raise ValueError(
                f"ticks of axis {self.label!r} are {self.ticks}, but they have to be two or more, rising"
            )
        if self.logarithmic and (self.ticks[0] <= 0 or self.parts != 1):
            raise ValueError(
                f"axis {self.label!r} is logarithmic, so its ticks have to be positive and its parts 1"
            )

    @property
    def heading(self) -> str:
        """The label with the unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True)
class FigureSeries:
    """Some points of a figure.

    Attributes
    ----------
    name : str
        As in the legend.
    values : tuple of float
        One for each place along the horizontal axis.
    """

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Figure:
    """Points in a plane, those of a series joined by straight lines.

    Attributes
    ----------
    summary : str
        What is plotted, for who cannot see it; without the answer.
    x, y : FigureAxis
        The axes.
    places : tuple of float
        Where the points are along the horizontal axis.
    series : tuple of FigureSeries
        One or two.
    """

    summary: str
    x: FigureAxis
    y: FigureAxis
    places: tuple[float, ...]
    series: tuple[FigureSeries, ...]

    def __post_init__(self) -> None:
        """Refuse points that would not be seen."""
        if not 1 <= len(self.series) <= 2:
            raise ValueError(f"series are {len(self.series)}, but a figure of a problem has one or two")
        for axis, numbers in (
            (self.x, self.places),
            *((self.y, series.values) for series in self.series),
        ):
            for number in numbers:
                if not (isfinite(number) and axis.ticks[0] <= number <= axis.ticks[-1]):
                    raise ValueError(
                        f"a point has {number} on the axis {axis.label!r}, which runs from "
                        f"{axis.ticks[0]} to {axis.ticks[-1]}"
                    )
        for series in self.series:
            if len(series.values) != len(self.places):
                raise ValueError(
                    f"series {series.name!r} has {len(series.values)} values, but there are "
                    f"{len(self.places)} places"
                )

    @property
    def table(self) -> str:
        """The points as a table in a little Markdown."""
        names = [series.name for series in self.series] if len(self.series) > 1 else [self.y.heading]
        rows = [
            [self.x.heading, *(f"{name}, {self.y.unit}" if len(self.series) > 1 else name for name in names)],
            ["---"] * (1 + len(self.series)),
            *(
                [_signed(place), *(_signed(series.values[i]) for series in self.series)]
                for i, place in enumerate(self.places)
            ),
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def ticks_over(low: float, high: float, most: int = 9) -> tuple[float, ...]:
    """Return round ticks around an interval and zero.

    Parameters
    ----------
    low, high : float
        Its ends.
    most : int
        How many ticks there may be.

    Returns
    -------
    tuple of float
        From at most `low` to at least `high`, in steps of 1, 2 or 5 times a power of ten.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    power = 10.0 ** floor(log10(high - low))
    for step in (0.1 * power, 0.2 * power, 0.5 * power, power, 2 * power):
        first, last = floor(low / step), ceil(high / step)
        if last - first < most:
            break
    return tuple(float(f"{number * step:.6g}") for number in range(first, last + 1))


def _signed(number: float) -> str:
    return shown(number).replace("-", "−")
