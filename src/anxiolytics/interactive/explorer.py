"""A figure that the reader moves.

The library does the pharmacology when the object is made; the page looks the results up.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics.interactive.axis_ticks import rounded_limits, ticks_within
from anxiolytics.interactive.controls import Control, Menu, Slider, check_controls
from anxiolytics.interactive.displayable import Displayable
from anxiolytics.interactive.explorer_markup import explorer_markup
from anxiolytics.interactive.grid import Frame, Grid, evaluated
from anxiolytics.interactive.number_text import number_text, with_unit
from anxiolytics.interactive.table_encoding import EncodedTable, encode

__all__ = ["Explorer", "Frame", "Menu", "Slider"]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class Explorer(Displayable):
    """A figure with controls: every setting is computed when the object is made and travels with the page.

    Parameters
    ----------
    function : callable
        ``function(**values)`` with one value a control, by name, returns a `Frame`.
        The names of curves and readouts must be the same in every frame.
    controls : sequence of Slider or Menu
        One to three controls; a third one has at most eight positions.
    x : array, shape (points,)
        The horizontal axis, rising.
    x_label, x_unit, y_label, y_unit : str
        What the axes show. On an axis in "min", "h" or "d" the ticks keep to the clock or the calendar.
    title : str
        What the figure shows, in a few words.
    readout_units : mapping of str to str, optional
        From a readout's name to its unit; a readout without one is a bare number.
    summary : str, optional
        A sentence for all readers, spoken by screen readers when the setting changes. ``{name}`` stands for
        the readout or the control of that name, with its unit. If not given, it lists the readouts.

    Attributes
    ----------
    grid : Grid
        What the function gave at every setting.

    Raises
    ------
    ValueError
        If an argument is not as described, if the function fails at a setting (the message names it) or its
        frames differ in names or lengths, or if the grid is too large.

    Notes
    -----
    The y axis is the same at every setting, so that a change is seen as one.
    If the frames have no readouts, the highest value of each curve is shown instead.
    """

    kind = "explorer"
    without_javascript = "The controls need JavaScript; the figure shows their start setting."

    def __init__(
        self,
        function: Callable[..., Frame],
        controls: Sequence[Control],
        *,
        x: ArrayLike,
        x_label: str,
        x_unit: str = "",
        y_label: str,
        y_unit: str = "",
        title: str,
        readout_units: Mapping[str, str] | None = None,
        summary: str = "",
    ) -> None:
        check_controls(controls)
        self.controls = tuple(controls)
        self.x = _checked_x(x)
        self.x_label, self.x_unit, self.y_label, self.y_unit = x_label, x_unit, y_label, y_unit
        self.title = title
        self.readout_units = dict(readout_units or {})
        self.grid = evaluated(function, self.controls, self.x.size)
        if not self.grid.readout_names:
            self.grid = _with_highest_values(self.grid)
            self.readout_units = dict.fromkeys(self.grid.readout_names, y_unit)
        self.summary = summary or "; ".join(f"{name} {{{name}}}" for name in self.grid.readout_names) + "."
        self._check_names()

    def __repr__(self) -> str:
        """Name the figure and its controls."""
        return f"<Explorer {self.title!r}: {', '.join(control.label for control in self.controls)}>"

    @property
    def max_error(self) -> dict[str, float]:
        """The greatest deviation of each drawn curve from the computed one, in the unit of the y axis.

        Readouts have none: they travel as the text that is shown.
        """
        return dict(zip(self.grid.curve_names, self._encoded.max_error, strict=True))

    @property
    def weight_bytes(self) -> int:
        """Size of the compressed table of curves."""
        return len(self._encoded.data)

    def payload(self) -> dict[str, object]:
        """Return what travels: the specification, the compressed table and the controls' start positions."""
        return {"spec": self._spec, "table": self._encoded.data, "positions": self._start}

    def fallback_html(self) -> str:
        """Return the figure at the start setting; the script goes on with this same markup."""
        cell = int(np.ravel_multi_index(self._start, self._shape))
        summary = self._summary_at(cell)
        return explorer_markup(
            self._spec,
            positions=self._start,
            curves=self.grid.curves[cell],
            readouts=[readout["texts"][cell] for readout in self._spec["readouts"]],
            summary=summary,
            longest_summary=max(map(self._summary_at, range(len(self.grid.curves))), key=len),
        )

    @property
    def _shape(self) -> list[int]:
        return [len(control.positions) for control in self.controls]

    @property
    def _start(self) -> list[int]:
        return [control.start_position for control in self.controls]

    @cached_property
    def _encoded(self) -> EncodedTable:
        return encode(self.grid.curves)

    @cached_property
    def _spec(self) -> dict[str, Any]:
        """All that the markup and the script need to know; the script finds the curves in the table."""
        x_range = float(self.x[0]), float(self.x[-1])
        y_range = _y_range(self.grid.curves, self.y_unit)
        return {
            "title": self.title,
            "controls": [
                {
                    "kind": "slider" if isinstance(control, Slider) else "menu",
                    "name": control.name,
                    "label": control.label,
                    "unit": control.unit,
                    "shown": control.shown,
                }
                for control in self.controls
            ],
            "x": {
                "label": self.x_label,
                "unit": self.x_unit,
                "range": x_range,
                "ticks": ticks_within(*x_range, self.x_unit),
                "values": [float(f"{value:.7g}") for value in self.x.tolist()],
            },
            "y": {
                "label": self.y_label,
                "unit": self.y_unit,
                "range": y_range,
                "ticks": ticks_within(*y_range, self.y_unit),
            },
            "curves": list(self.grid.curve_names),
            "readouts": [
                {
                    "name": name,
                    "unit": self.readout_units.get(name, ""),
                    # As text: rounded once, here, and the same wherever it is read.
                    "texts": [number_text(value) for value in values],
                }
                for name, values in zip(self.grid.readout_names, self.grid.readouts.T.tolist(), strict=True)
            ],
            "summary": self.summary,
            "table": self._encoded.description,
        }

    def _summary_at(self, cell: int) -> str:
        positions = np.unravel_index(cell, self._shape)
        words = {
            control["name"]: with_unit(control["shown"][position], control["unit"])
            for control, position in zip(self._spec["controls"], positions, strict=True)
        }
        for readout in self._spec["readouts"]:
            words[readout["name"]] = with_unit(readout["texts"][cell], readout["unit"])
        return _PLACEHOLDER.sub(lambda match: words[match[1]], self.summary)

    def _check_names(self) -> None:
        known = [control.name for control in self.controls] + list(self.grid.readout_names)
        if len(set(known)) < len(known):
            raise ValueError(f"controls and readouts have the names {known}: each must differ.")
        for name in _PLACEHOLDER.findall(self.summary):
            if name not in known:
                raise ValueError(f"summary names {{{name}}}: it may name {known}.")
        for name in self.readout_units:
            if name not in self.grid.readout_names:
                raise ValueError(
                    f"readout_units names {name!r}: the readouts are {list(self.grid.readout_names)}."
                )


def _checked_x(x: ArrayLike) -> NDArray[np.float64]:
    values = np.asarray(x, dtype=float)
    if values.ndim != 1 or values.size < 2:
        raise ValueError(f"x has the shape {values.shape}: it must be a row of two or more numbers.")
    # Written so that NaN fails too.
    if not (np.isfinite(values).all() and (np.diff(values) > 0).all()):
        raise ValueError(
            f"x runs from {values[0]} to {values[-1]}: it must be finite and rise at every point."
        )
    return values


def _with_highest_values(grid: Grid) -> Grid:
    names = tuple(f"Highest: {name}" for name in grid.curve_names)
    # fmax skips gaps; a curve of gaps alone stays NaN.
    return replace(grid, readout_names=names, readouts=np.fmax.reduce(grid.curves, axis=2))


def _y_range(curves: NDArray[np.float64], unit: str) -> tuple[float, float]:
    if np.isnan(curves).all():
        return 0.0, 1.0
    return rounded_limits(float(np.nanmin(curves)), float(np.nanmax(curves)), unit)
