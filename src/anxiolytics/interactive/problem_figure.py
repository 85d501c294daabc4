"""The figure of a problem as one self-contained SVG, with its points as a table below a fold.

Words are drawn too, so that the figure is complete wherever it goes. Series differ in colour, dash and mark.
"""

from html import escape
from math import log

from anxiolytics.problems.figure import Figure, FigureAxis
from anxiolytics.problems.wording import shown, to_html

#: Sizes in the drawing's own units, which are pixels on a phone.
_WIDTH, _HEIGHT = 360, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 16, 12, 48
_LEGEND_LINE = 20


def figure_html(figure: Figure) -> str:
    """Return a figure with its table.

    Parameters
    ----------
    figure : Figure
        What to draw.

    Returns
    -------
    str
        A ``<figure>``.
    """
    legend = _LEGEND_LINE * len(figure.series) if len(figure.series) > 1 else 0
    plot = _Plot(figure, _TOP + legend)
    drawing = (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT + legend}" role="img" aria-label="{escape(figure.summary)}">'
        f"{plot.grid()}{plot.words()}{plot.points()}{_legend(figure) if legend else ''}</svg>"
    )
    return (
        f'<figure class="anx-figure">{drawing}<details><summary data-lm-suppress-shortcuts="true">'
        f"The points as a table</summary>{to_html(figure.table)}</details></figure>"
    )


class _Plot:
    """A figure's plot with the room it has."""

    def __init__(self, figure: Figure, top: int) -> None:
        self.figure = figure
        self.left, self.right = _LEFT, _WIDTH - _RIGHT
        self.top, self.bottom = top, top + _HEIGHT - _TOP - _BOTTOM

    def across(self, value: float) -> float:
        return self.left + _fraction(self.figure.x, value) * (self.right - self.left)

    def down(self, value: float) -> float:
        return self.bottom - _fraction(self.figure.y, value) * (self.bottom - self.top)

    def grid(self) -> str:
        """Return the lines of both axes: fine ones, those of the ticks, and those of zero."""
        kinds: dict[str, str] = {"fine": "", "tick": "", "zero": ""}
        for axis, is_x in ((self.figure.x, True), (self.figure.y, False)):
            for value in _fine_lines(axis):
                kinds["fine"] += self._line(value, is_x)
            for value in axis.ticks:
                kinds["zero" if value == 0 else "tick"] += self._line(value, is_x)
        return "".join(
            f'<path class="anx-figure-{kind}" d="{path}"/>' for kind, path in kinds.items() if path
        )

    def _line(self, value: float, is_x: bool) -> str:
        if is_x:
            return f"M{self.across(value):.1f} {self.top}V{self.bottom}"
        return f"M{self.left} {self.down(value):.1f}H{self.right}"

    def words(self) -> str:
        """Return the labels of ticks and axes."""
        x, y = self.figure.x, self.figure.y
        below = "".join(_word(self.across(value), self.bottom + 18, _text(value)) for value in x.ticks)
        beside = "".join(_word(self.left - 6, self.down(value) + 4, _text(value), "end") for value in y.ticks)
        middle_x, middle_y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        label = f'<g transform="translate(13 {middle_y}) rotate(-90)">{_word(0, 0, y.heading)}</g>'
        return f"{below}{beside}{_word(middle_x, self.bottom + 40, x.heading)}{label}"

    def points(self) -> str:
        """Return each series: its line, then its marks."""
        drawn = ""
        for number, series in enumerate(self.figure.series, start=1):
            places = [
                (self.across(x), self.down(y)) for x, y in zip(self.figure.places, series.values, strict=True)
            ]
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
            marks = "".join(_mark(number, x, y) for x, y in places)
            drawn += f'<g class="anx-figure-series-{number}"><path d="M{path}"/>{marks}</g>'
        return drawn


def _fraction(axis: FigureAxis, value: float) -> float:
    low, high = axis.ticks[0], axis.ticks[-1]
    if axis.logarithmic:
        return log(value / low) / log(high / low)
    return (value - low) / (high - low)


def _fine_lines(axis: FigureAxis) -> list[float]:
    pairs = zip(axis.ticks, axis.ticks[1:], strict=False)
    return [low + (high - low) * part / axis.parts for low, high in pairs for part in range(1, axis.parts)]


def _mark(number: int, x: float, y: float) -> str:
    if number == 1:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
    return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"/>'


def _legend(figure: Figure) -> str:
    lines = ""
    for number, series in enumerate(figure.series, start=1):
        y = _LEGEND_LINE * number - 6
        look = f'<path d="M{_LEFT} {y}h32"/>{_mark(number, _LEFT + 16, y)}'
        lines += f'<g class="anx-figure-series-{number}">{look}</g>'
        lines += _word(_LEFT + 40, y + 4, series.name, "start")
    return lines


def _word(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _text(value: float) -> str:
    return shown(value).replace("-", "−")
