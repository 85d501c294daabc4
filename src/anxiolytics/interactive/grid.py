"""A function of a few discrete controls, evaluated at every setting."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics.interactive.controls import Control
from anxiolytics.interactive.marks import Band, Points, checked_bands

#: The most numbers (cells x curves x points) that one explorer may hold: about 100 KB when compressed.
MOST_VALUES = 400_000
#: Colours and dash patterns tell this many curves apart.
MOST_CURVES = 6
MOST_ICONS = 1000

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Frame:
    """What an explorer shows at one setting of its controls.

    Parameters
    ----------
    curves : mapping of str to array
        Named curves, each with one value a point of the explorer's ``x``; NaN makes a gap.
    readouts : mapping of str to float
        Named numbers; NaN reads "none".
    bands : mapping of str to (array, array)
        Named shaded bands: low and high edge, each with one value a point of ``x``. A band with the name of a
        curve has its colour and is hidden with it.
    lines, x_lines : mapping of str to float
        Named reference lines: level ones at a height, upright ones at an ``x``; NaN for none.
    points : mapping of str to Points
        Named measured points; with the name of a curve, they have its colour and are hidden with it.
        Points that are the same at every setting are better given to the explorer itself.
    icons : mapping of str to int
        Named counts that add up to a round number of people, such as 100, each drawn as an icon.
    """

    curves: Mapping[str, ArrayLike] = field(default_factory=dict)
    readouts: Mapping[str, float] = field(default_factory=dict)
    bands: Mapping[str, Band] = field(default_factory=dict)
    lines: Mapping[str, float] = field(default_factory=dict)
    x_lines: Mapping[str, float] = field(default_factory=dict)
    points: Mapping[str, Points] = field(default_factory=dict)
    icons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Grid:
    """The frames of every setting; the last control varies fastest.

    Attributes
    ----------
    curve_names, band_names, readout_names : tuple of str
        The same at every setting.
    curves : array, shape (cells, curves, points)
        NaN where a curve has a gap.
    bands : array, shape (cells, 2 x bands, points)
        The low and the high edge of each band in turn.
    readouts : array, shape (cells, readouts)
        NaN where a readout has no value.
    lines, x_lines : dict of str to array, shape (cells,)
        Reference lines; NaN where there is none.
    points : dict of str to tuple of Points
        One a cell.
    icons : dict of str to tuple of int
        One count a cell.
    """

    curve_names: tuple[str, ...]
    band_names: tuple[str, ...]
    readout_names: tuple[str, ...]
    curves: Floats
    bands: Floats
    readouts: Floats
    lines: dict[str, Floats]
    x_lines: dict[str, Floats]
    points: dict[str, tuple[Points, ...]]
    icons: dict[str, tuple[int, ...]]


def evaluated(function: Callable[..., Frame], controls: Sequence[Control], points: int) -> Grid:
    """Evaluate a function at every setting of its controls.

    Parameters
    ----------
    function : callable
        ``function(**values)``, one value a control by name, returns a `Frame`.
    controls : sequence of Slider or Menu
        The controls; their positions span the grid.
    points : int
        Length that every curve must have.

    Returns
    -------
    Grid

    Raises
    ------
    ValueError
        If the function fails, returns something else than a frame, a curve has the wrong length or an
        infinite value, names or the sum of the icons differ between settings, or the grid is too large.
    """
    names = [control.name for control in controls]
    settings = [
        dict(zip(names, values, strict=True))
        for values in itertools.product(*(control.positions for control in controls))
    ]
    first = _frame_at(function, settings[0])
    _check_size([len(control.positions) for control in controls], first, points)
    frames = [first, *(_frame_at(function, setting) for setting in settings[1:])]
    for setting, frame in zip(settings, frames, strict=True):
        _check_names(frame, first, setting)
    cells = list(zip(settings, frames, strict=True))
    return Grid(
        curve_names=tuple(first.curves),
        band_names=tuple(first.bands),
        readout_names=tuple(first.readouts),
        curves=_stacked([_curves(frame, points, setting) for setting, frame in cells], points),
        bands=_stacked([_edges(frame, points, setting) for setting, frame in cells], points),
        readouts=np.array(
            [
                [_number(frame.readouts[name], f"readout {name!r}", setting) for name in first.readouts]
                for setting, frame in cells
            ]
        ),
        lines={name: _lines(name, cells, "lines") for name in first.lines},
        x_lines={name: _lines(name, cells, "x_lines") for name in first.x_lines},
        points={name: tuple(frame.points[name] for frame in frames) for name in first.points},
        icons=_icons(cells),
    )


def _frame_at(function: Callable[..., Frame], setting: Mapping[str, object]) -> Frame:
    try:
        frame = function(**setting)
    except Exception as error:
        raise ValueError(f"function fails {_at(setting)}: {type(error).__name__}: {error}") from error
    if not isinstance(frame, Frame):
        raise ValueError(f"function returns a {type(frame).__name__} {_at(setting)}: it must return a Frame.")
    return frame


def _check_size(positions: Sequence[int], first: Frame, points: int) -> None:
    count = len(first.curves)
    if count > MOST_CURVES or not (count or first.icons):
        raise ValueError(f"function returns {count} curves: it must return one to {MOST_CURVES}.")
    if count and not points:
        raise ValueError("x is missing: the curves need it.")
    values = int(np.prod(positions)) * (count + 2 * len(first.bands)) * points
    if values > MOST_VALUES:
        cells = " x ".join(map(str, positions))
        raise ValueError(
            f"the grid of {cells} cells with {count} curve(s) and {len(first.bands)} band(s) of {points} "
            f"points holds {values:,} numbers: "
            f"at most {MOST_VALUES:,} are allowed; take fewer positions, curves or points."
        )


def _check_names(frame: Frame, first: Frame, setting: Mapping[str, object]) -> None:
    for kind in ("curves", "readouts", "bands", "lines", "x_lines", "points", "icons"):
        names, expected = list(getattr(frame, kind)), list(getattr(first, kind))
        if names != expected:
            raise ValueError(
                f"function returns the {kind} {names} {_at(setting)}: "
                f"every setting must give {expected}, as the first one does."
            )


def _stacked(rows: Sequence[Sequence[Floats]], points: int) -> Floats:
    """Return rows as an array (cells, rows, points), also if there are no rows."""
    return np.array(rows, dtype=float).reshape(len(rows), len(rows[0]), points)


def _curves(frame: Frame, points: int, setting: Mapping[str, object]) -> list[Floats]:
    return [_curve(values, name, points, setting) for name, values in frame.curves.items()]


def _edges(frame: Frame, points: int, setting: Mapping[str, object]) -> list[Floats]:
    return [edge for edges in checked_bands(frame.bands, points, _at(setting)).values() for edge in edges]


def _curve(values: ArrayLike, name: str, points: int, setting: Mapping[str, object]) -> Floats:
    curve = np.asarray(values, dtype=float)
    if curve.shape != (points,):
        raise ValueError(
            f"curve {name!r} has the shape {curve.shape} {_at(setting)}: it must be ({points},), as x is."
        )
    if np.isinf(curve).any():
        raise ValueError(f"curve {name!r} is infinite {_at(setting)}: it may be finite or NaN (a gap).")
    return curve


def _number(value: float, what: str, setting: Mapping[str, object]) -> float:
    number = float(value)
    if np.isinf(number):
        raise ValueError(f"{what} is {number} {_at(setting)}: it may be finite or NaN (none).")
    return number


def _lines(name: str, cells: Sequence[tuple[Mapping[str, object], Frame]], kind: str) -> Floats:
    return np.array(
        [_number(getattr(frame, kind)[name], f"line {name!r}", setting) for setting, frame in cells]
    )


def _icons(cells: Sequence[tuple[Mapping[str, object], Frame]]) -> dict[str, tuple[int, ...]]:
    expected = sum(cells[0][1].icons.values())
    for setting, frame in cells:
        counts = dict(frame.icons)
        if not all(count == int(count) and count >= 0 for count in counts.values()):
            raise ValueError(f"icons are {counts} {_at(setting)}: each must be a whole number, zero or more.")
        if counts and not 0 < sum(counts.values()) == expected <= MOST_ICONS:
            raise ValueError(
                f"icons are {counts} {_at(setting)} and add up to {sum(counts.values())}: "
                f"the sum must be the same at every setting, from 1 to {MOST_ICONS}."
            )
    return {name: tuple(int(frame.icons[name]) for _, frame in cells) for name in cells[0][1].icons}


def _at(setting: Mapping[str, object]) -> str:
    return "at " + ", ".join(f"{name}={value!r}" for name, value in setting.items())
