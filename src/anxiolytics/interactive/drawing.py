"""What an explorer draws, sorted into panels and series, as the data that the script goes by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from anxiolytics.interactive.axis import Axis, axis_over
from anxiolytics.interactive.grid import MOST_CURVES
from anxiolytics.interactive.marks import Panel, Points

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Drawing:
    """All that is drawn, at every setting.

    Attributes
    ----------
    curves : dict of str to array
        Every value of each curve, in any shape, or its bounds: what its axis must hold.
    bands : dict of str to array
        The same for both edges of each band.
    lines, x_lines : dict of str to array, shape (cells,) or (1,)
        Reference lines; one value if it is the same at every setting.
    points : dict of str to tuple of Points
        One a cell, or one for all.
    """

    curves: Mapping[str, Floats]
    bands: Mapping[str, Floats] = field(default_factory=dict)
    lines: Mapping[str, Floats] = field(default_factory=dict)
    x_lines: Mapping[str, Floats] = field(default_factory=dict)
    points: Mapping[str, tuple[Points, ...]] = field(default_factory=dict)

    @property
    def series(self) -> list[str]:
        """Names with a colour of their own: curves, then bands and points that are not some curve's."""
        return list(dict.fromkeys([*self.curves, *self.bands, *self.points]))

    def heights(self, name: str) -> list[Floats]:
        """Return all heights at which something of this name is drawn."""
        parts = [part[name] for part in (self.curves, self.bands, self.lines) if name in part]
        for points in self.points.get(name, ()):
            parts.extend(points.columns[1:])
        return parts


def check_panels(panels: Sequence[Panel], drawing: Drawing) -> None:
    """Check that what the panels show exists, once, and that something is left for the first panel.

    Raises
    ------
    ValueError
        If a panel shows an unknown name or one that another shows, nothing is left for the first panel, or
        there are more series than colours, or than the first panel's colours that a panel is to have.
    """
    names = [*drawing.series, *drawing.lines]
    shown = [name for panel in panels for name in panel.shows]
    for name in shown:
        if name not in names:
            raise ValueError(f"panels show {name!r}: there are {names}.")
    if len(set(shown)) < len(shown):
        raise ValueError(f"panels show {shown}: each name may be shown once.")
    if panels and not set(drawing.series) - set(shown):
        raise ValueError(f"panels show {shown}: at least one curve must be left for the first panel.")
    first = set(drawing.series) - set(shown)
    for panel in panels:
        own = set(panel.shows) & set(drawing.series)
        if panel.same_colours and len(own) > len(first):
            raise ValueError(
                f"panel {panel.y_label!r} has {len(own)} series, but same_colours gives it those of the "
                f"first panel, which has {len(first)}."
            )
    if len(drawing.series) > MOST_CURVES:
        raise ValueError(
            f"curves, bands and points have {len(drawing.series)} different names {drawing.series}: "
            f"at most {MOST_CURVES} can be told apart."
        )


def panel_axes(panels: Sequence[Panel], drawing: Drawing) -> list[Axis]:
    """Return the vertical axis of each panel; the first shows what no other does."""
    return [
        axis_over(
            [part for name in shown for part in drawing.heights(name)],
            label=panel.y_label,
            unit=panel.y_unit,
            scale=panel.y_scale,
            limits=panel.y_range,
        )
        for panel, shown in zip(panels, _shares(panels, drawing), strict=True)
    ]


def logarithmic_rows(panels: Sequence[Panel], drawing: Drawing) -> list[bool]:
    """Return whether each row of the table (curves, then two edges a band) belongs to a logarithmic axis."""
    logarithmic = {
        name: panel.y_scale == "log"
        for panel, shown in zip(panels, _shares(panels, drawing), strict=True)
        for name in shown
    }
    edges = [name for name in drawing.bands for _ in range(2)]
    return [logarithmic[name] for name in [*drawing.curves, *edges]]


def panel_descriptions(
    panels: Sequence[Panel], drawing: Drawing, errors: Sequence[float]
) -> list[dict[str, Any]]:
    """Return each panel's axis, series and marks.

    Parameters
    ----------
    panels : sequence of Panel
        The first one shows what no other does.
    drawing : Drawing
        What is drawn.
    errors : sequence of float
        The greatest deviation of each row of the table: as a share of the value on a logarithmic axis.

    Returns
    -------
    list of dict
        ``marks`` are in the order in which they are drawn. Each has a ``kind``; a ``series`` unless it is a
        line; ``rows`` of the table if it is a curve or a band.
    """
    described = []
    shares = _shares(panels, drawing)
    names = drawing.series
    series = [[i for i, name in enumerate(names) if name in shown] for shown in shares]
    for panel_index, (axis, shown) in enumerate(zip(panel_axes(panels, drawing), shares, strict=True)):
        own = series[panel_index]
        colours = series[0] if panels[panel_index].same_colours else own
        uprights = [
            # Upright lines go through all panels; the first one names them.
            {"kind": "x_line", "name": name if panel_index == 0 else "", "at": _at_cells(values)}
            for name, values in drawing.x_lines.items()
        ]
        described.append(
            {
                **axis.description(),
                "series": [
                    {"index": i, "colour": colour, "name": names[i], "looks": _looks(names[i], drawing)}
                    for i, colour in zip(own, colours, strict=False)
                ],
                "marks": [
                    *_marks(shown, drawing, errors, "band"),
                    *uprights,
                    *_marks(shown, drawing, errors, "line"),
                    *_marks(shown, drawing, errors, "curve"),
                    *_marks(shown, drawing, errors, "points"),
                ],
            }
        )
    return described


def _shares(panels: Sequence[Panel], drawing: Drawing) -> list[list[str]]:
    """Return the names that each panel shows."""
    below = [list(panel.shows) for panel in panels[1:]]
    taken = {name for shown in below for name in shown}
    names = dict.fromkeys([*drawing.series, *drawing.lines])
    first = [name for name in names if name not in taken]
    return [first, *below] if panels else []


def _looks(name: str, drawing: Drawing) -> list[str]:
    parts = {"band": drawing.bands, "curve": drawing.curves, "points": drawing.points}
    return [kind for kind, part in parts.items() if name in part]


def _marks(
    shown: Sequence[str], drawing: Drawing, errors: Sequence[float], kind: str
) -> list[dict[str, Any]]:
    series = drawing.series
    if kind == "line":
        return [
            {"kind": kind, "name": name, "at": _at_cells(values)}
            for name, values in drawing.lines.items()
            if name in shown
        ]
    if kind == "points":
        return [
            {"kind": kind, "series": series.index(name), **_point_sets(sets)}
            for name, sets in drawing.points.items()
            if name in shown
        ]
    first_row = 0 if kind == "curve" else len(drawing.curves)
    each = 1 if kind == "curve" else 2
    marks = []
    for i, name in enumerate(drawing.curves if kind == "curve" else drawing.bands):
        rows = list(range(first_row + each * i, first_row + each * (i + 1)))
        if name in shown:
            error = float(f"{max(errors[row] for row in rows):.2g}")
            marks.append({"kind": kind, "series": series.index(name), "rows": rows, "error": error})
    return marks


def _at_cells(values: Floats) -> list[float | None]:
    """Return one number a cell, or a single one if all are alike; nothing for NaN."""
    numbers = [None if np.isnan(value) else float(f"{value:.7g}") for value in values.tolist()]
    return numbers[:1] if len(set(numbers)) == 1 else numbers


def _point_sets(cells: Sequence[Points]) -> dict[str, Any]:
    """Return the different sets of points, each once, and which one each cell has (empty: all the first)."""
    sets: dict[bytes, list[list[float | None]]] = {}
    of = []
    for points in cells:
        key = np.concatenate(points.columns).tobytes()
        sets.setdefault(
            key,
            [
                [None if np.isnan(value) else float(f"{value:.7g}") for value in column.tolist()]
                for column in points.columns
            ],
        )
        of.append(list(sets).index(key))
    return {"sets": list(sets.values()), "of": of if len(sets) > 1 else []}
