"""The explorer's figure as HTML, written once: the page shows it as it stands, the script goes on with it.

The script enables the controls and redraws what depends on them. The two cannot differ in layout.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anxiolytics.interactive.axis import Axis
from anxiolytics.interactive.axis_ticks import tick_labels
from anxiolytics.interactive.number_text import with_unit
from anxiolytics.interactive.plot_markup import KEEPS_ITS_KEYS, panels_markup, swatch

Floats = NDArray[np.float64]


def explorer_markup(
    spec: dict[str, Any],
    *,
    axes: Sequence[Axis],
    x_axis: Axis | None,
    positions: Sequence[int],
    rows: Floats,
    cell: int,
    readouts: Sequence[str],
    summary: str,
    longest_summary: str,
) -> str:
    """Return the figure at one setting, its controls disabled.

    Parameters
    ----------
    spec : dict
        The explorer's specification, as it travels to the script.
    axes : sequence of Axis
        The vertical axis of each panel.
    x_axis : Axis or None
        The horizontal axis, if there are panels.
    positions : sequence of int
        Position of each control.
    rows : array, shape (rows, points)
        The curves, then two edges a band, at this setting.
    cell : int
        Index of this setting in what is kept one a cell.
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
    panels, room = "", ""
    if x_axis is not None and axes:
        panels = panels_markup(spec, axes, x_axis, rows=rows, cell=cell, summary=summary)
        left_digits = max(len(label) for axis in axes for label in tick_labels(axis.ticks))
        right_digits = len(tick_labels(x_axis.ticks)[-1])
        room = f' style="--anx-left-digits:{left_digits};--anx-right-digits:{right_digits}"'
    return (
        f'<figure class="anx-explorer"{room}>'
        f'<figcaption class="anx-title">{escape(spec["title"])}</figcaption>'
        f'<div class="anx-controls">{controls}</div>'
        f"{panels}{_icons(spec['icons'], cell)}"
        f"{_readouts(spec['readouts'], readouts)}"
        f'<p class="anx-summary" data-longest="{escape(longest_summary)}">'
        f'<span aria-live="polite">{escape(summary)}</span></p>{_actions(bool(panels))}</figure>'
    )


def icon_columns(count: int) -> int:
    """Return how many icons stand in a row: rows are short where there are few."""
    return 10 if count <= 50 else 20 if count <= 200 else 40


def icon_path(first: int, count: int, columns: int) -> str:
    """Return the path of a run of icons in reading order, each in the middle of a square of size one."""
    return "".join(f"M{i % columns + 0.5} {i // columns + 0.5}h0" for i in range(first, first + count))


def _control(control: dict[str, Any], position: int) -> str:
    label = f'<span class="anx-label">{escape(control["label"])}</span>'
    if control["kind"] == "menu":
        options = "".join(
            f"<option{' selected' if i == position else ''}>{escape(words)}</option>"
            for i, words in enumerate(control["shown"])
        )
        return (
            f'<label class="anx-control">{label}'
            f'<select autocomplete="off" disabled {KEEPS_ITS_KEYS}>{options}</select></label>'
        )
    shown = [with_unit(text, control["unit"]) for text in control["shown"]]
    room = max(map(len, shown))
    # The output is hidden from screen readers: the slider itself says its value.
    return (
        f'<label class="anx-control">{label}'
        f'<input type="range" min="0" max="{len(shown) - 1}" step="1" value="{position}" autocomplete="off" '
        f'aria-valuetext="{escape(shown[position])}" disabled {KEEPS_ITS_KEYS}>'
        f'<output aria-hidden="true" style="min-width:{room}ch">{escape(shown[position])}</output></label>'
    )


def _icons(icons: Sequence[dict[str, Any]], cell: int) -> str:
    """Return an array of icons, one for each person, and a legend with the counts."""
    if not icons:
        return ""
    counts = [entry["counts"][cell] for entry in icons]
    total = sum(counts)
    columns = icon_columns(total)
    paths, items, first = "", "", 0
    for i, (entry, count) in enumerate(zip(icons, counts, strict=True)):
        paths += f'<path class="anx-icon anx-series-{i + 1}" d="{icon_path(first, count, columns)}"/>'
        items += (
            f'<li><span class="anx-key">{swatch(i, ["icon"])}'
            f'<b style="min-width:{len(str(total))}ch">{count}</b> {escape(entry["name"])}</span></li>'
        )
        first += count
    size = f"0 0 {columns} {-(-total // columns)}"
    return (
        f'<div class="anx-icons"><svg aria-hidden="true" viewBox="{size}">{paths}</svg>'
        f'<p class="anx-axis-label">Of {total}:</p><ul class="anx-legend">{items}</ul></div>'
    )


def _readouts(readouts: Sequence[dict[str, Any]], texts: Sequence[str]) -> str:
    if not readouts:
        return ""
    items = "".join(
        f'<div style="min-width:{readout["room"] + len(readout["unit"]) + 1}ch">'
        f"<dt>{escape(readout['name'])}</dt><dd>{escape(with_unit(text, readout['unit']))}</dd></div>"
        for readout, text in zip(readouts, texts, strict=True)
    )
    return f'<dl class="anx-readouts">{items}</dl>'


def _actions(has_curves: bool) -> str:
    button = f'<button type="button" disabled {KEEPS_ITS_KEYS} data-action='
    table = f'{button}"table" aria-expanded="false">Show as table</button>' if has_curves else ""
    return (
        f'<div class="anx-actions">{table}{button}"reset">Reset</button>{button}"link">Copy link</button>'
        '<span class="anx-said" role="status"></span></div>'
    )
