"""A figure that the reader moves.

The library does the pharmacology when the object is made; the page looks the results up.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Unpack

import numpy as np
from numpy.typing import NDArray

from anxiolytics.interactive.controlled_figure import ControlledFigure, FigureOptions
from anxiolytics.interactive.controls import Control, Menu, Slider, check_controls
from anxiolytics.interactive.drawing import Drawing, logarithmic_rows
from anxiolytics.interactive.grid import Frame, Grid, evaluated
from anxiolytics.interactive.marks import Panel, Points
from anxiolytics.interactive.table_encoding import EncodedTable, encode

__all__ = ["Explorer", "Frame", "Menu", "Panel", "Points", "Slider"]

Floats = NDArray[np.float64]


class Explorer(ControlledFigure):
    """A figure with controls: every setting is computed when the object is made and travels with the page.

    Parameters
    ----------
    function : callable
        ``function(**values)`` with one value a control, by name, returns a `Frame`.
        The names of all it holds must be the same in every frame.
    controls : sequence of Slider or Menu
        One to three controls; a third one has at most eight positions.
    title : str
        What the figure shows, in a few words.
    x : array, shape (points,), optional
        The horizontal axis, rising; not needed if the frames hold icons and no curves.
    x_label, x_unit, y_label, y_unit : str
        What the axes show. On an axis in "min", "h" or "d" the ticks keep to the clock or the calendar.
    x_scale, y_scale : str
        "linear" or "log". On a logarithmic axis what is not above zero is a gap.
    y_range : tuple of float, optional
        Ends of the vertical axis; without, it holds all curves, bands, lines and points at every setting.
    name : str, optional
        The figure's address on its page is "explorer-" and this name; made from the title if not given.
        A link to ``#explorer-<name>`` leads to it, one to ``#explorer-<name>=2,0`` also moves its controls to
        these positions, counted from zero.
    readout_units : mapping of str to str, optional
        From a readout's name to its unit; a readout without one is a bare number.
    readout_floors : mapping of str to float, optional
        From a readout's name to the number below which it is not worth its digits: what is above zero and
        below 0.1, say, then reads "< 0.1". Zero itself stays "0".
    summary : str, optional
        A sentence for all readers, spoken by screen readers when the setting changes. ``{name}`` stands for
        the readout or the control of that name, with its unit. If not given, it lists the readouts.
    panels : sequence of Panel, optional
        Panels below the first one; the first shows what none of these does.
    bands, lines, x_lines, points : mapping, optional
        As in `Frame`, the same at every setting. They travel once.

    Attributes
    ----------
    grid : Grid
        What the function gave at every setting.
    identifier : str
        The figure's address on its page.

    Raises
    ------
    ValueError
        If an argument is not as described, if the function fails at a setting (the message names it) or its
        frames differ in names or lengths, or if the grid is too large.

    Notes
    -----
    The y axis is the same at every setting, so that a change is seen as one.
    If the frames have no readouts and no icons, the highest value of each curve is shown instead.
    """

    def __init__(
        self,
        function: Callable[..., Frame],
        controls: Sequence[Control],
        **options: Unpack[FigureOptions],
    ) -> None:
        check_controls(controls)
        super().__init__(controls, **options)
        self.grid = evaluated(function, self.controls, self.x.size)
        if not (self.grid.readout_names or self.grid.icons):
            self.grid = _with_highest_values(self.grid)
            self.readout_units = dict.fromkeys(self.grid.readout_names, self.y_unit)
        self._check_fixed_marks()
        self.complete(self._drawn(), self.grid.readout_names)

    def host_attributes(self) -> dict[str, str]:
        """Return the figure's address, and how many controls span its table."""
        return {**super().host_attributes(), "data-controls": str(len(self.controls))}

    def _check_fixed_marks(self) -> None:
        for kind, fixed, framed in (
            ("bands", self._fixed_bands, self.grid.band_names),
            ("lines", self._fixed_lines, self.grid.lines),
            ("x_lines", self._fixed_x_lines, self.grid.x_lines),
            ("points", self._fixed_points, self.grid.points),
        ):
            for name in fixed:
                if name in framed:
                    raise ValueError(f"{kind} holds {name!r}, which the frames hold too: each must differ.")

    def _drawn(self) -> Drawing:
        grid = self.grid
        bands = {name: grid.bands[:, 2 * i : 2 * i + 2] for i, name in enumerate(grid.band_names)}
        bands |= {name: np.array(edges) for name, edges in self._fixed_bands.items()}
        return Drawing(
            curves={name: grid.curves[:, i] for i, name in enumerate(grid.curve_names)},
            bands=bands,
            lines={**grid.lines, **self._fixed_lines},
            x_lines={**grid.x_lines, **self._fixed_x_lines},
            points={**grid.points, **self._fixed_points},
        )

    @cached_property
    def _rows(self) -> Floats:
        """Everything that the table holds: shape (cells, rows, points)."""
        cells, _, points = self.grid.curves.shape
        fixed = [edge for edges in self._fixed_bands.values() for edge in edges]
        repeated = np.broadcast_to(np.reshape(fixed, (len(fixed), points)), (cells, len(fixed), points))
        return np.concatenate([self.grid.curves, self.grid.bands, repeated], axis=1)

    @cached_property
    def _logarithmic(self) -> list[bool]:
        return logarithmic_rows(self._panels, self._drawing)

    @cached_property
    def _encoded(self) -> EncodedTable | None:
        """The table, decimal logarithms where the axis is logarithmic; none without curves."""
        if not self._rows.size:
            return None
        rows = self._rows.copy()
        for row in np.flatnonzero(self._logarithmic):
            rows[:, row] = np.log10(np.where(rows[:, row] > 0, rows[:, row], np.nan))
        return encode(rows)

    @cached_property
    def _row_errors(self) -> Sequence[float]:
        if self._encoded is None:
            return []
        return [
            float(10**error - 1) if logarithmic else error
            for error, logarithmic in zip(self._encoded.max_error, self._logarithmic, strict=True)
        ]

    @property
    def _table(self) -> bytes:
        return self._encoded.data if self._encoded else b""

    @property
    def _source(self) -> dict[str, Any]:
        source: dict[str, Any] = {
            "readouts": [
                self._readout(name, values)
                for name, values in zip(self.grid.readout_names, self.grid.readouts.T.tolist(), strict=True)
            ],
            "icons": [{"name": name, "counts": counts} for name, counts in self.grid.icons.items()],
        }
        if self._encoded:
            source["table"] = {**self._encoded.description, "logarithmic": self._logarithmic}
        return source

    def _readout(self, name: str, values: Sequence[float]) -> dict[str, Any]:
        # As text: rounded once, here, and the same wherever it is read.
        texts = [self._readout_text(name, value) for value in values]
        unit = self.readout_units.get(name, "")
        return {"name": name, "unit": unit, "texts": texts, "room": max(map(len, texts))}

    @cached_property
    def _longest_summary(self) -> str:
        settings = np.ndindex(*self._shape)
        return max((self._summary_at(positions) for positions in settings), key=len)

    def _rows_at(self, positions: Sequence[int]) -> Floats:
        return np.asarray(self._rows[self._cell_at(positions)])

    def _cell_at(self, positions: Sequence[int]) -> int:
        return int(np.ravel_multi_index(tuple(positions), self._shape))

    def _readout_texts_at(self, positions: Sequence[int]) -> list[str]:
        values = self.grid.readouts[self._cell_at(positions)].tolist()
        return [
            self._readout_text(name, value) for name, value in zip(self.readout_names, values, strict=True)
        ]


def _with_highest_values(grid: Grid) -> Grid:
    names = tuple(f"Highest: {name}" for name in grid.curve_names)
    # fmax skips gaps; a curve of gaps alone stays NaN.
    return replace(grid, readout_names=names, readouts=np.fmax.reduce(grid.curves, axis=2))
