"""The directive ``fact-ranges`` draws all rows of a fact, and of its special cases, on one axis.

Each row is a line of text (value, who was measured, source) with a strip beside it: a dot for the value,
filled where the library uses it, and a bar for the interval. Strips have no size of their own, so they fit a
phone as well as paper, and the text alone says everything the picture does.
"""

from __future__ import annotations

import math
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.fileutil import copy_asset

from anxiolytics.facts import UNITS, Fact, facts
from anxiolytics.interactive.axis_ticks import rounded_limits, tick_labels, ticks_within
from reference_pages.wording import citation, escaped, fact_role, words

STYLES = Path(__file__).parent / "static" / "fact_ranges.css"
# Beyond this ratio of the ends a linear axis would squeeze most rows into a corner.
LOGARITHMIC_FROM = 12


class Axis:
    """Where a number stands between the left (0 %) and the right end (100 %)."""

    def __init__(self, lowest: float, highest: float, unit: str) -> None:
        self.is_logarithmic = lowest > 0 and highest / lowest > LOGARITHMIC_FROM
        if self.is_logarithmic:
            decades = range(math.floor(math.log10(lowest)), math.ceil(math.log10(highest)) + 1)
            steps = [digit * 10.0**decade for decade in decades for digit in (1, 2, 5)]
            self.low = max([step for step in steps if step <= lowest])
            self.high = min([step for step in steps if step >= highest], default=steps[-1])
            self.ticks = [step for step in steps if self.low <= step <= self.high]
        else:
            self.low, self.high = rounded_limits(min(lowest, 0), highest, unit)
            self.ticks = ticks_within(self.low, self.high, unit)

    def percent(self, value: float) -> float:
        """Place a value; the ends stay clear of the edge, so that dots and labels fit."""
        if self.is_logarithmic:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(3 + 94 * share, 2)


def converted(number: float, row: Fact, unit: str) -> float:
    """Convert an end or the value of a row to the unit of the axis."""
    return number * UNITS[row.unit][1] / UNITS[unit][1]


def strip(row: Fact, unit: str, axis: Axis) -> str:
    """Draw one row: faint lines at the ticks, the bar of the interval, the dot of the value."""
    parts = [
        f'<line x1="{axis.percent(tick)}%" x2="{axis.percent(tick)}%" y1="0" y2="20" class="range-tick"/>'
        for tick in axis.ticks
    ]
    if row.range_kind:
        # A bound that the source leaves open runs to the end of the axis.
        low = axis.low if row.low is None else converted(row.low, row, unit)
        high = axis.high if row.high is None else converted(row.high, row, unit)
        ends = f'x1="{axis.percent(low)}%" x2="{axis.percent(high)}%"'
        parts.append(f'<line {ends} y1="10" y2="10" class="range-bar"/>')
    if row.range_kind != "midpoint":
        kind = "used" if row.used else "other"
        parts.append(
            f'<circle cx="{axis.percent(row.in_unit(unit))}%" cy="10" r="4.5" class="range-{kind}"/>'
        )
    return f'<svg class="range-strip" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


def scale(axis: Axis, unit: str) -> str:
    """Draw the numbers under the strips."""
    texts = "".join(
        f'<text x="{axis.percent(tick)}%" y="14">{label}</text>'
        for tick, label in zip(axis.ticks, tick_labels(axis.ticks), strict=True)
    )
    kind = ", logarithmic" if axis.is_logarithmic else ""
    return (
        '<div class="range-scale" aria-hidden="true"><svg class="range-strip" focusable="false">'
        f"{texts}</svg><span>{unit}{kind}</span></div>"
    )


def told(row: Fact, prefix: str) -> str:
    """Say in a line of Markdown what a strip shows."""
    case = [words(part) for part in row.name.removeprefix(prefix).split(".") if part]
    source = citation([row.source]) if row.source else f"({row.status})"
    return f"{', '.join([fact_role(row), *case])}: {escaped(row.population)} {source}"


def entries(prefix: str) -> list[str]:
    """Say what the directive shows where it cannot be drawn: a line of Markdown a row."""
    return [told(row, prefix) for row in facts(prefix)]


class FactRanges(SphinxDirective):
    """List and draw the rows of one fact."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write a list with a strip in each item, then the scale."""
        prefix = self.arguments[0]
        try:
            rows = facts(prefix)
            unit = next(row for row in rows if row.used).unit
            if len({row.dimension for row in rows}) > 1:
                raise ValueError(f"the facts under {prefix!r} are not all of one dimension")
            numbers = [
                converted(number, row, unit)
                for row in rows
                for number in (row.low, row.value, row.high)
                if number is not None
            ]
        except ValueError as error:
            raise self.error(str(error)) from error
        axis = Axis(min(numbers), max(numbers), unit)
        entries = nodes.bullet_list(classes=["fact-ranges"], bullet="-")
        for row in rows:
            parsed, messages = self.parse_inline(told(row, prefix))
            drawing = nodes.raw("", strip(row, unit, axis), format="html")
            entries += nodes.list_item("", nodes.paragraph("", "", *parsed), drawing, *messages)
        return [entries, nodes.raw("", scale(axis, unit), format="html")]


def copy_styles(app: Sphinx, error: Exception | None) -> None:
    """Put the style sheet beside the pages."""
    if error is None and app.builder.format == "html":
        copy_asset(STYLES, Path(app.outdir) / "_static")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.setup_extension("facts_in_prose")
    app.add_directive("fact-ranges", FactRanges)
    app.connect("build-finished", copy_styles)
    app.add_css_file("fact_ranges.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
