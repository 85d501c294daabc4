"""What all explorers share: axes, panels, words, and the markup of the start setting."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, TypedDict

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics.interactive.axis import Axis, check_scale
from anxiolytics.interactive.controls import Control, Slider
from anxiolytics.interactive.displayable import Displayable
from anxiolytics.interactive.drawing import Drawing, check_panels, panel_axes, panel_descriptions
from anxiolytics.interactive.explorer_markup import explorer_markup
from anxiolytics.interactive.marks import Band, Panel, Points, checked_bands
from anxiolytics.interactive.number_text import number_text, with_unit

Floats = NDArray[np.float64]

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class FigureOptions(TypedDict, total=False):
    """What an explorer is told by name; see `Explorer` for the meaning."""

    x: ArrayLike | None
    x_label: str
    x_unit: str
    x_scale: str
    y_label: str
    y_unit: str
    y_scale: str
    y_range: tuple[float, float] | None
    title: str
    name: str
    readout_units: Mapping[str, str] | None
    readout_floors: Mapping[str, float] | None
    summary: str
    panels: Sequence[Panel]
    bands: Mapping[str, Band] | None
    lines: Mapping[str, float] | None
    x_lines: Mapping[str, float] | None
    points: Mapping[str, Points] | None


class ControlledFigure(Displayable):
    """A figure with controls. A subclass says where its curves and readouts come from.

    Parameters are those of `Explorer`, without the function.
    A subclass calls ``__init__``, then `complete` with what it draws.
    """

    kind = "explorer"
    stylesheets = ("widgets.css", "explorer.css", "explorer.plot.css", "explorer.print.css")
    without_javascript = "The controls need JavaScript; the figure shows their start setting."
    starts_early = True

    def __init__(
        self,
        controls: Sequence[Control],
        *,
        title: str,
        x: ArrayLike | None = None,
        x_label: str = "",
        x_unit: str = "",
        x_scale: str = "linear",
        y_label: str = "",
        y_unit: str = "",
        y_scale: str = "linear",
        y_range: tuple[float, float] | None = None,
        name: str = "",
        readout_units: Mapping[str, str] | None = None,
        readout_floors: Mapping[str, float] | None = None,
        summary: str = "",
        panels: Sequence[Panel] = (),
        bands: Mapping[str, Band] | None = None,
        lines: Mapping[str, float] | None = None,
        x_lines: Mapping[str, float] | None = None,
        points: Mapping[str, Points] | None = None,
    ) -> None:
        check_scale("x_scale", x_scale)
        check_scale("y_scale", y_scale)
        self.controls = tuple(controls)
        self.title = title
        self.identifier = _identifier(name or title)
        self.x = np.empty(0) if x is None else _checked_x(x, x_scale)
        self.x_label, self.x_unit, self.x_scale = x_label, x_unit, x_scale
        self.y_label, self.y_unit = y_label, y_unit
        self.readout_units = dict(readout_units or {})
        self.readout_floors = dict(readout_floors or {})
        self.summary = summary
        self._further_panels = tuple(panels)
        self._y_scale, self._y_range = y_scale, y_range
        self._fixed_bands = checked_bands(bands or {}, self.x.size, "at every setting")
        self._fixed_lines = {name: np.array([float(at)]) for name, at in (lines or {}).items()}
        self._fixed_x_lines = {name: np.array([float(at)]) for name, at in (x_lines or {}).items()}
        self._fixed_points = {name: (fixed,) for name, fixed in (points or {}).items()}

    def complete(self, drawing: Drawing, readout_names: Sequence[str]) -> None:
        """Take what is drawn and read out, and check that all names fit.

        Raises
        ------
        ValueError
            If names are unknown, or one that must be unique is used twice.
        """
        self._drawing = drawing
        self._panels = (
            [
                Panel(self.y_label, self.y_unit, drawing.series, self._y_scale, self._y_range),
                *self._further_panels,
            ]
            if drawing.series
            else []
        )
        self.readout_names = tuple(readout_names)
        if not self.summary:
            self.summary = "; ".join(f"{name} {{{name}}}" for name in readout_names) + "."
        self._check_names()
        check_panels(self._panels[1:], drawing)
        # Raises here, where the figure is made, rather than when it is shown.
        panel_axes(self._panels, drawing)

    # ---- What a subclass gives -------------------------------------------------------------------------

    def _rows_at(self, positions: Sequence[int]) -> Floats:
        """Return the curves, then two edges a band, at a setting: shape (rows, points)."""
        raise NotImplementedError

    def _cell_at(self, positions: Sequence[int]) -> int:
        """Return the index of a setting in what is kept one a cell."""
        raise NotImplementedError

    def _readout_texts_at(self, positions: Sequence[int]) -> list[str]:
        """Return the readouts at a setting, without units."""
        raise NotImplementedError

    @property
    def _row_errors(self) -> Sequence[float]:
        """The greatest deviation of each row as drawn."""
        raise NotImplementedError

    @property
    def _table(self) -> bytes:
        """The compressed table that travels."""
        raise NotImplementedError

    @property
    def _source(self) -> dict[str, Any]:
        """Where the script finds curves and readouts: entries of the specification."""
        raise NotImplementedError

    @property
    def _longest_summary(self) -> str:
        """A summary that takes as much room as any."""
        raise NotImplementedError

    # ---- What travels ----------------------------------------------------------------------------------

    def __repr__(self) -> str:
        """Name the figure and its controls."""
        return f"<{type(self).__name__} {self.title!r}: {', '.join(c.label for c in self.controls)}>"

    @property
    def max_error(self) -> dict[str, float]:
        """The greatest deviation of each drawn curve from the computed one.

        In the unit of its axis; as a share of the value on a logarithmic one.
        Readouts have none: they travel as the text that is shown, or are computed from full numbers.
        """
        return dict(zip(self._drawing.curves, self._row_errors, strict=False))

    def payload(self) -> dict[str, object]:
        """Return what travels: the specification, the table and the controls' start positions."""
        return {"spec": self._spec, "table": self._table, "positions": self._start}

    def host_attributes(self) -> dict[str, str]:
        """Return the figure's address on its page."""
        return {"id": self.identifier}

    def fallback_html(self) -> str:
        """Return the figure at the start setting; the script goes on with this same markup."""
        return explorer_markup(
            self._spec,
            axes=self._axes,
            x_axis=self._x_axis,
            positions=self._start,
            rows=self._rows_at(self._start),
            cell=self._cell_at(self._start),
            readouts=self._readout_texts_at(self._start),
            summary=self._summary_at(self._start),
            longest_summary=self._longest_summary,
        )

    @property
    def _shape(self) -> list[int]:
        return [len(control.positions) for control in self.controls]

    @property
    def _start(self) -> list[int]:
        return [control.start_position for control in self.controls]

    @cached_property
    def _axes(self) -> list[Axis]:
        return panel_axes(self._panels, self._drawing)

    @cached_property
    def _x_axis(self) -> Axis | None:
        if not self.x.size:
            return None
        return Axis(self.x_label, self.x_unit, self.x_scale, float(self.x[0]), float(self.x[-1]))

    @cached_property
    def _spec(self) -> dict[str, Any]:
        """All that the markup and the script need to know; the script finds the curves in the table."""
        spec: dict[str, Any] = {
            "id": self.identifier,
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
            "panels": panel_descriptions(self._panels, self._drawing, self._row_errors),
            "summary": self.summary,
            "start": self._start,
            **self._source,
        }
        if self._x_axis is not None:
            values = [float(f"{value:.7g}") for value in self.x.tolist()]
            spec["x"] = {**self._x_axis.description(), "values": values}
        return spec

    def _readout_text(self, name: str, value: float) -> str:
        return number_text(value, floor=self.readout_floors.get(name, 0.0))

    def _summary_at(self, positions: Sequence[int]) -> str:
        return self._filled_summary(positions, self._readout_texts_at(positions))

    def _filled_summary(self, positions: Sequence[int], readouts: Sequence[str]) -> str:
        words = {
            control.name: with_unit(control.shown[position], control.unit)
            for control, position in zip(self.controls, positions, strict=True)
        }
        for name, text in zip(self.readout_names, readouts, strict=True):
            words[name] = with_unit(text, self.readout_units.get(name, ""))
        return _PLACEHOLDER.sub(lambda match: words[match[1]], self.summary)

    def _check_names(self) -> None:
        known = [control.name for control in self.controls] + list(self.readout_names)
        if len(set(known)) < len(known):
            raise ValueError(f"controls and readouts have the names {known}: each must differ.")
        for name in _PLACEHOLDER.findall(self.summary):
            if name not in known:
                raise ValueError(f"summary names {{{name}}}: it may name {known}.")
        for name, floor in self.readout_floors.items():
            if not 0 < floor < float("inf"):
                raise ValueError(f"floor of readout {name!r} is {floor}: it must be finite and above zero.")
        for option, named in (("readout_units", self.readout_units), ("readout_floors", self.readout_floors)):
            for name in named:
                if name not in self.readout_names:
                    raise ValueError(f"{option} names {name!r}: the readouts are {list(self.readout_names)}.")


def _identifier(name: str) -> str:
    """Return a name as part of an address: small letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not words:
        raise ValueError(f"name is {name!r}: it must hold a letter or digit of English for its address.")
    return f"explorer-{words}"


def _checked_x(x: ArrayLike, scale: str) -> Floats:
    values = np.asarray(x, dtype=float)
    if values.ndim != 1 or values.size < 2:
        raise ValueError(f"x has the shape {values.shape}: it must be a row of two or more numbers.")
    # Written so that NaN fails too.
    if not (np.isfinite(values).all() and (np.diff(values) > 0).all()):
        raise ValueError(
            f"x runs from {values[0]} to {values[-1]}: it must be finite and rise at every point."
        )
    if scale == "log" and values[0] <= 0:
        raise ValueError(f"x begins at {values[0]}: on a logarithmic axis it must be above zero.")
    return values
