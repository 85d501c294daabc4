"""The explorer's figure as HTML, written once: the page shows it as it stands, the script goes on with it.

Words are HTML and curves are SVG stretched over the plot, so that the figure is right at any width before a
script has run; the script then enables the controls and redraws the curves. The two cannot differ in layout.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anxiolytics.interactive.axis_ticks import tick_labels
from anxiolytics.interactive.number_text import with_unit

# The plot's own units in the still picture: fine enough for a plot 1,600 pixels wide.
_PLOT_SIZE = 1000
# Without this, notebook shortcuts swallow the arrow keys; it works only on the very element with the focus.
_KEEPS_ITS_KEYS = 'data-lm-suppress-shortcuts="true"'

Floats = NDArray[np.float64]


def explorer_markup(
    spec: dict[str, Any],
    *,
    positions: Sequence[int],
    curves: Floats,
    readouts: Sequence[str],
    summary: str,
    longest_summary: str,
) -> str:
    """Return the figure at one setting, its controls disabled.

    Parameters
    ----------
    spec : dict
        The explorer's specification, as it travels to the script.
    positions : sequence of int
        Position of each control.
    curves : array, shape (curves, points)
        The curves at this setting.
    readouts : sequence of str
        The readouts at this setting.
    summary, longest_summary : str
        The summary at this setting, and the longest one of all: its room is kept free, so that nothing below
        moves when the words change.

    Returns
    -------
    str
        A ``figure`` element.
    """
    controls = "".join(map(_control, spec["controls"], positions))
    left_digits = max(map(len, tick_labels(spec["y"]["ticks"])))
    right_digits = len(tick_labels(spec["x"]["ticks"])[-1])
    return (
        '<figure class="anx-explorer" '
        f'style="--anx-left-digits:{left_digits};--anx-right-digits:{right_digits}">'
        f'<figcaption class="anx-title">{escape(spec["title"])}</figcaption>'
        f'<div class="anx-controls">{controls}</div>'
        f'<div class="anx-head"><span class="anx-axis-label">{_axis_label(spec["y"])}</span>'
        f"{_legend(spec['curves'])}</div>"
        f"{_plot(spec, curves, summary)}"
        f'<div class="anx-axis-label anx-foot">{_axis_label(spec["x"])}</div>'
        f"{_readouts(spec['readouts'], readouts)}"
        f'<p class="anx-summary" data-longest="{escape(longest_summary)}">'
        f'<span aria-live="polite">{escape(summary)}</span></p></figure>'
    )


def _control(control: dict[str, Any], position: int) -> str:
    label = f'<span class="anx-label">{escape(control["label"])}</span>'
    if control["kind"] == "menu":
        options = "".join(
            f"<option{' selected' if i == position else ''}>{escape(words)}</option>"
            for i, words in enumerate(control["shown"])
        )
        return (
            f'<label class="anx-control">{label}<select disabled {_KEEPS_ITS_KEYS}>{options}</select></label>'
        )
    shown = [with_unit(text, control["unit"]) for text in control["shown"]]
    room = max(map(len, shown))
    # The output is hidden from screen readers: the slider itself says its value.
    return (
        f'<label class="anx-control">{label}'
        f'<input type="range" min="0" max="{len(shown) - 1}" step="1" value="{position}" autocomplete="off" '
        f'aria-valuetext="{escape(shown[position])}" disabled {_KEEPS_ITS_KEYS}>'
        f'<output aria-hidden="true" style="min-width:{room}ch">{escape(shown[position])}</output></label>'
    )


def _axis_label(axis: dict[str, Any]) -> str:
    unit = f" ({axis['unit']})" if axis["unit"] else ""
    return escape(axis["label"] + unit)


def _legend(names: Iterable[str]) -> str:
    items = "".join(
        f'<li><svg viewBox="0 0 36 8" aria-hidden="true">{_curve(i, "M1 4H35")}</svg>{escape(name)}</li>'
        for i, name in enumerate(names)
    )
    return f'<ul class="anx-legend">{items}</ul>'


def _plot(spec: dict[str, Any], curves: Floats, summary: str) -> str:
    x, y = spec["x"], spec["y"]
    ticks = "".join(
        _tick(name, percent, label)
        for name, axis in (("x", x), ("y", y))
        for percent, label in zip(_percent(axis), tick_labels(axis["ticks"]), strict=True)
    )
    paths = "".join(
        _curve(i, _path(np.array(x["values"]), curve, x["range"], y["range"]))
        for i, curve in enumerate(curves)
    )
    return (
        '<div class="anx-plot">'
        f'<div class="anx-ticks" aria-hidden="true">{ticks}</div>'
        f'<svg role="img" viewBox="0 0 {_PLOT_SIZE} {_PLOT_SIZE}" preserveAspectRatio="none">'
        f"<title>{escape(spec['title'])}</title><desc>{escape(summary)}</desc>{paths}</svg></div>"
    )


def _curve(index: int, path: str) -> str:
    """Return a path with the colour and dash pattern of the curve with this index."""
    return f'<path class="anx-curve anx-curve-{index + 1}" d="{path}"/>'


def _percent(axis: dict[str, Any]) -> list[float]:
    low, high = axis["range"]
    return [100 * (tick - low) / (high - low) for tick in axis["ticks"]]


def _tick(axis: str, percent: float, label: str) -> str:
    return f'<div class="anx-{axis}-tick" style="--anx-at:{percent:.4g}%"><span>{escape(label)}</span></div>'


def _path(x: Floats, y: Floats, x_range: Sequence[float], y_range: Sequence[float]) -> str:
    """Return the data of an SVG path through the points; a gap (NaN) lifts the pen."""
    across = (x - x_range[0]) / (x_range[1] - x_range[0]) * _PLOT_SIZE
    down = (y_range[1] - y) / (y_range[1] - y_range[0]) * _PLOT_SIZE
    steps: list[str] = []
    pen = "M"
    for point_x, point_y in zip(across.tolist(), down.tolist(), strict=True):
        if np.isnan(point_y):
            pen = "M"
        else:
            steps.append(f"{pen}{point_x:.0f} {point_y:.0f}")
            pen = "L"
    return "".join(steps)


def _readouts(readouts: Sequence[dict[str, Any]], texts: Sequence[str]) -> str:
    items = "".join(
        f'<div style="min-width:{max(map(len, readout["texts"])) + len(readout["unit"]) + 1}ch">'
        f"<dt>{escape(readout['name'])}</dt><dd>{escape(with_unit(text, readout['unit']))}</dd></div>"
        for readout, text in zip(readouts, texts, strict=True)
    )
    return f'<dl class="anx-readouts">{items}</dl>'
