"""An explorer of many controls, whose curves are sums of products."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Unpack

import numpy as np
from numpy.typing import NDArray

from anxiolytics.interactive.composition import Composition, Family, Product
from anxiolytics.interactive.controlled_figure import ControlledFigure, FigureOptions
from anxiolytics.interactive.controls import Control, check_controls
from anxiolytics.interactive.drawing import Drawing
from anxiolytics.interactive.table_encoding import EncodedTable, encode

__all__ = ["ComposedExplorer", "Family", "Product"]

#: Room for a readout: three digits and what may stand around them.
_READOUT_ROOM = 8

Floats = NDArray[np.float64]


class ComposedExplorer(ControlledFigure):
    """A figure with up to twelve controls: the page looks up parts, multiplies and adds them.

    It fits models whose curves are linear in what each control picks.

    Parameters
    ----------
    families : mapping of str to Family
        What the controls pick: numbers or curves, by name.
    controls : sequence of Slider or Menu
        One to twelve controls.
    curves : mapping of str to sequence of Product
        Each curve as a sum of products of families.
    readouts : mapping of str to sequence of Product, optional
        Each readout as such a sum of numbers.
    **options
        ``title``, ``x`` and the rest as in `Explorer`. The heights are linear; without ``y_range`` they hold
        the widest bounds of all sums.

    Attributes
    ----------
    composition : Composition
        The definition; its ``curves_at`` and ``readouts_at`` give what the page shows.

    Raises
    ------
    ValueError
        If an argument is not as described or the parts do not fit together.

    Examples
    --------
    >>> ComposedExplorer(
    ...     {"gain": Family("gain", [1, 2]), "decay": Family("half_life_h", [[4, 2], [4, 3]])},
    ...     [Slider("gain", "Gain", [1, 2]), Slider("half_life_h", "Half-life", [6, 12], "h")],
    ...     curves={"Level": [Product(["gain", "decay"])]},
    ...     x=[0, 6], x_label="Time", x_unit="h", y_label="Level", title="A choice", summary="{gain}",
    ... )
    <ComposedExplorer 'A choice': Gain, Half-life>
    """

    def __init__(
        self,
        families: Mapping[str, Family],
        controls: Sequence[Control],
        *,
        curves: Mapping[str, Sequence[Product]],
        readouts: Mapping[str, Sequence[Product]] | None = None,
        **options: Unpack[FigureOptions],
    ) -> None:
        check_controls(controls, spans_table=False)
        super().__init__(controls, **options)
        if not curves or not self.x.size:
            raise ValueError("curves or x are missing: a composed explorer needs one curve or more over x.")
        scales = [self._y_scale, *(panel.y_scale for panel in self._further_panels)]
        if "log" in scales:
            raise ValueError(f"y_scale is {scales}: the heights of a composed explorer must be linear.")
        sizes = {control.name: len(control.positions) for control in controls}
        self.composition = Composition(families, curves, readouts or {}, sizes, self.x.size)
        if not (self.summary or readouts):
            raise ValueError("summary is empty: without readouts, it must say what the figure shows.")
        drawing = Drawing(
            curves={name: self.composition.bounds(name) for name in curves},
            bands={name: np.array(edges) for name, edges in self._fixed_bands.items()},
            lines=self._fixed_lines,
            x_lines=self._fixed_x_lines,
            points=self._fixed_points,
        )
        self.complete(drawing, list(readouts or {}))

    @cached_property
    def _fixed_rows(self) -> Floats:
        edges = [edge for pair in self._fixed_bands.values() for edge in pair]
        return np.reshape(edges, (len(edges), self.x.size))

    @cached_property
    def _encoded(self) -> EncodedTable | None:
        """All curves that travel as the rows of one cell; none if every family is of numbers."""
        rows = np.concatenate([self.composition.rows()[0], self._fixed_rows])
        return encode(rows[np.newaxis]) if rows.size else None

    @cached_property
    def _row_errors(self) -> Sequence[float]:
        errors = self._encoded.max_error if self._encoded else ()
        _, first_rows = self.composition.rows()
        family_errors = {
            name: max(errors[first_rows[name] : first_rows[name] + len(family.array)])
            if name in first_rows
            else 0.0
            for name, family in self.composition.families.items()
        }
        of_bands = list(errors)[len(errors) - len(self._fixed_rows) :]
        return [self.composition.error(name, family_errors) for name in self.composition.curves] + of_bands

    @property
    def _table(self) -> bytes:
        return self._encoded.data if self._encoded else b""

    @property
    def _source(self) -> dict[str, Any]:
        composition = self.composition
        rows, first_rows = composition.rows()
        controls = list(composition.control_sizes)
        sums = composition.description(composition.readouts)
        source: dict[str, Any] = {
            "composition": {
                "families": [
                    {"control": controls.index(family.control)}
                    | (
                        {"firstRow": first_rows[name]}
                        if name in first_rows
                        else {"numbers": family.array.tolist()}
                    )
                    for name, family in composition.families.items()
                ],
                "curves": composition.description(composition.curves),
                "fixedRows": list(range(len(rows), len(rows) + len(self._fixed_rows))),
            },
            "readouts": [
                {
                    "name": name,
                    "unit": self.readout_units.get(name, ""),
                    "floor": self.readout_floors.get(name, 0.0),
                    "products": products,
                    "room": _READOUT_ROOM,
                }
                for name, products in zip(composition.readouts, sums, strict=True)
            ],
            "icons": [],
        }
        if self._encoded:
            source["table"] = self._encoded.description
        return source

    @property
    def _longest_summary(self) -> str:
        longest = [control.shown.index(max(control.shown, key=len)) for control in self.controls]
        return self._filled_summary(longest, ["0" * _READOUT_ROOM] * len(self.readout_names))

    def _rows_at(self, positions: Sequence[int]) -> Floats:
        return np.concatenate([self.composition.curves_at(positions), self._fixed_rows])

    def _cell_at(self, positions: Sequence[int]) -> int:
        return 0

    def _readout_texts_at(self, positions: Sequence[int]) -> list[str]:
        values = self.composition.readouts_at(positions)
        return [
            self._readout_text(name, value) for name, value in zip(self.readout_names, values, strict=True)
        ]
