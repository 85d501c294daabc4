"""The panels of an explorer's figure as HTML and SVG: axes, legend, and everything drawn against them.

Words are HTML and drawings are SVG stretched over the plot, so that the figure is right at any width before a
script has run.
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics.interactive.axis import Axis
from anxiolytics.interactive.axis_ticks import tick_labels

# The plot's own units in the still picture: fine enough for a plot 1,600 pixels wide.
PLOT_SIZE = 1000
_MOST_DIGITS_BELOW_NARROW_PLOT = 20
# Without this, notebook shortcuts swallow the arrow keys; it works only on the very element with the focus.
KEEPS_ITS_KEYS = 'data-lm-suppress-shortcuts="true"'

Floats = NDArray[np.float64]
Place = Callable[[ArrayLike], Floats]


def panels_markup(
    spec: dict[str, Any], axes: Sequence[Axis], x_axis: Axis, *, rows: Floats, cell: int, summary: str
) -> str:
    """Return all panels, the label of their common horizontal axis, and the hidden slider that reads them.

    Parameters
    ----------
    spec : dict
        The explorer's specification, as it travels to the script.
    axes : sequence of Axis
        The vertical axis of each panel.
    x_axis : Axis
        The horizontal one.
    rows : array, shape (rows, points)
        Curves, then two edges a band, at the setting shown.
    cell : int
        Index of the setting in what is kept one a cell.
    summary : str
        What the first panel's drawing says of itself.
    """
    last = len(axes) - 1
    panels = "".join(
        f'<div class="anx-head"><span class="anx-axis-label">{_axis_label(panel)}</span>'
        f"{_legend(panel['series'])}</div>"
        + _plot(spec, panel, axis, x_axis, rows=rows, cell=cell, is_last=i == last, summary=summary)
        for i, (panel, axis) in enumerate(zip(spec["panels"], axes, strict=True))
    )
    # Seen by keyboards and screen readers alone; it lies over the panels so that a finger finds it there.
    reader = (
        f'<input class="anx-reader" type="range" min="0" max="{len(spec["x"]["values"]) - 1}" step="1" '
        f'value="0" autocomplete="off" aria-label="Read the curves at" disabled {KEEPS_ITS_KEYS}>'
    )
    foot = f'<div class="anx-axis-label anx-foot">{_axis_label(spec["x"])}</div>'
    return f'<div class="anx-panels">{panels}{reader}</div>{foot}'


def swatch(colour: int, looks: Sequence[str]) -> str:
    """Return the sign of a series in a legend: its colour, with its band, dash pattern and point."""
    drawn = {"band": "M1 0H35V8H1Z", "curve": "M1 4H35", "points": "M18 4h0", "icon": "M18 4h0"}
    paths = "".join(_path_element(look, colour, drawn[look]) for look in looks)
    return f'<svg viewBox="0 0 36 8" aria-hidden="true">{paths}</svg>'


def _axis_label(axis: dict[str, Any]) -> str:
    unit = f" ({axis['unit']})" if axis["unit"] else ""
    return escape(axis["label"] + unit)


def _legend(series: Sequence[dict[str, Any]]) -> str:
    # A single entry has nothing to be told from: it cannot be hidden.
    start, end = (
        (f'<button type="button" class="anx-key" aria-pressed="true" disabled {KEEPS_ITS_KEYS}>', "</button>")
        if len(series) > 1
        else ('<span class="anx-key">', "</span>")
    )
    items = "".join(
        f"<li>{start}{swatch(entry['colour'], entry['looks'])}{escape(entry['name'])}{end}</li>"
        for entry in series
    )
    return f'<ul class="anx-legend">{items}</ul>'


def _plot(
    spec: dict[str, Any],
    panel: dict[str, Any],
    axis: Axis,
    x_axis: Axis,
    *,
    rows: Floats,
    cell: int,
    is_last: bool,
    summary: str,
) -> str:
    ticks = _x_ticks(x_axis, has_labels=is_last) + _y_ticks(axis)
    marks = panel["marks"]
    labels = "".join(
        _line_label(mark, at_cell(mark["at"], cell), axis if mark["kind"] == "line" else x_axis)
        for mark in marks
        if mark["kind"].endswith("line")
    )
    x_values = np.array(spec["x"]["values"])

    def to_x(values: ArrayLike) -> Floats:
        return x_axis.fractions(values) * PLOT_SIZE

    def to_y(values: ArrayLike) -> Floats:
        return (1 - axis.fractions(values)) * PLOT_SIZE

    colours = {entry["index"]: entry["colour"] for entry in panel["series"]}
    paths = "".join(
        _path_element(kind, colours.get(mark.get("series")), data)
        for mark in marks
        for kind, data in mark_paths(mark, x_values, rows, cell, to_x, to_y)
    )
    return (
        '<div class="anx-plot">'
        f'<div class="anx-ticks" aria-hidden="true">{ticks}</div>'
        f'<svg role="img" viewBox="0 0 {PLOT_SIZE} {PLOT_SIZE}" preserveAspectRatio="none">'
        f"<title>{escape(spec['title'])}: {escape(panel['label'])}</title><desc>{escape(summary)}</desc>"
        f"{paths}</svg>{labels}</div>"
    )


def _x_ticks(axis: Axis, *, has_labels: bool) -> str:
    """Return the ticks below a plot; if their labels are long, every other one gives way in a narrow plot."""
    labels = tick_labels(axis.ticks)
    is_crowded = sum(map(len, labels)) > _MOST_DIGITS_BELOW_NARROW_PLOT
    ticks = ""
    for i, place in enumerate(axis.fractions(axis.ticks).tolist()):
        is_spare = is_crowded and (len(labels) - i) % 2 == 0
        ticks += _tick("x-tick anx-spare" if is_spare else "x-tick", place, labels[i] if has_labels else "")
    return ticks


def _y_ticks(axis: Axis) -> str:
    places = axis.fractions(axis.ticks).tolist()
    return "".join(_tick("y-tick", *tick) for tick in zip(places, tick_labels(axis.ticks), strict=True))


def _tick(kind: str, fraction: float, label: str) -> str:
    at = f"--anx-at:{100 * fraction:.4g}%"
    return f'<div class="anx-{kind}" style="{at}"><span>{escape(label)}</span></div>'


def _line_label(mark: dict[str, Any], at: float | None, axis: Axis) -> str:
    """Return a line's name beside it; hidden where there is no line, turned inwards near the right end."""
    if not mark["name"]:
        return ""
    place = float(axis.fractions(np.nan if at is None else at))
    hidden = "" if 0 <= place <= 1 else " hidden"
    fraction = place if np.isfinite(place) else 0.0
    turned = ' data-turned=""' if mark["kind"] == "x_line" and fraction > 0.5 else ""
    return (
        f'<div class="anx-{mark["kind"].replace("_", "-")}-label" style="--anx-at:{100 * fraction:.4g}%"'
        f"{turned}{hidden}>{escape(mark['name'])}</div>"
    )


def _path_element(kind: str, colour: int | None, data: str) -> str:
    name = "" if colour is None else f" anx-series-{colour + 1}"
    return f'<path class="anx-{kind.replace("_", "-")}{name}" d="{data}"/>'


# ---- What is drawn: the same steps as in explorer.drawing.js ----------------------------------------------


def at_cell(values: Sequence[Any], cell: int) -> Any:
    """Return what is kept one a cell, or once for all."""
    return values[cell] if len(values) > 1 else values[0]


def mark_paths(
    mark: dict[str, Any], x_values: Floats, rows: Floats, cell: int, to_x: Place, to_y: Place
) -> Iterator[tuple[str, str]]:
    """Yield a mark's paths, each as its kind and its data."""
    kind = mark["kind"]
    if kind == "curve":
        yield kind, _line_through(to_x(x_values), to_y(rows[mark["rows"][0]]))
    elif kind == "band":
        yield kind, _area_between(to_x(x_values), *(to_y(rows[row]) for row in mark["rows"]))
    elif kind == "points":
        of = mark["of"]
        x, y, low, high = (
            np.array([np.nan if value is None else value for value in column])
            for column in mark["sets"][of[cell] if of else 0]
        )
        ends = zip(to_x(x).tolist(), to_y(low).tolist(), to_y(high).tolist(), strict=True)
        yield "interval", "".join(f"M{a:.0f} {b:.0f}V{c:.0f}" for a, b, c in ends if np.isfinite(b + c))
        places = zip(to_x(x).tolist(), to_y(y).tolist(), strict=True)
        # A line without length has a round or square end, of the same shape however the plot is stretched.
        yield kind, "".join(f"M{a:.0f} {b:.0f}h0" for a, b in places if np.isfinite(a + b))
    else:
        value = at_cell(mark["at"], cell)
        place = np.nan if value is None else float((to_y if kind == "line" else to_x)(value))
        level = f"M0 {place:.0f}H{PLOT_SIZE}" if kind == "line" else f"M{place:.0f} 0V{PLOT_SIZE}"
        yield kind, level if np.isfinite(place) else ""


def _stretches(present: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
    """Return the indices of each stretch without gaps."""
    indices = np.flatnonzero(present)
    stretches = np.split(indices, np.flatnonzero(np.diff(indices) > 1) + 1)
    return [stretch for stretch in stretches if stretch.size]


def _line_through(across: Floats, down: Floats) -> str:
    """Return a path through the points; a gap lifts the pen."""
    return "".join("M" + _steps(across[part], down[part]) for part in _stretches(np.isfinite(across + down)))


def _area_between(across: Floats, low: Floats, high: Floats) -> str:
    """Return the outline between two edges, one closed piece for each stretch without gaps."""
    pieces = ""
    for part in _stretches(np.isfinite(across + low + high)):
        back = part[::-1]
        pieces += f"M{_steps(across[part], high[part])}L{_steps(across[back], low[back])}Z"
    return pieces


def _steps(across: Floats, down: Floats) -> str:
    return "L".join(f"{x:.0f} {y:.0f}" for x, y in zip(across.tolist(), down.tolist(), strict=True))
