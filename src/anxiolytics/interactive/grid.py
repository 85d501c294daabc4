"""A function of a few discrete controls, evaluated at every setting."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics.interactive.controls import Control

#: The most numbers (cells x curves x points) that one explorer may hold: about 100 KB when compressed.
MOST_VALUES = 400_000
#: Colours and dash patterns tell this many curves apart.
MOST_CURVES = 6

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
    """

    curves: Mapping[str, ArrayLike]
    readouts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Grid:
    """The frames of every setting; the last control varies fastest.

    Attributes
    ----------
    curve_names, readout_names : tuple of str
        The same at every setting.
    curves : array, shape (cells, curves, points)
        NaN where a curve has a gap.
    readouts : array, shape (cells, readouts)
        NaN where a readout has no value.
    """

    curve_names: tuple[str, ...]
    readout_names: tuple[str, ...]
    curves: Floats
    readouts: Floats


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
        infinite value, names differ between settings, or the grid is too large.
    """
    names = [control.name for control in controls]
    settings = [
        dict(zip(names, values, strict=True))
        for values in itertools.product(*(control.positions for control in controls))
    ]
    first = _frame_at(function, settings[0])
    _check_size([len(control.positions) for control in controls], len(first.curves), points)
    frames = [first, *(_frame_at(function, setting) for setting in settings[1:])]
    for setting, frame in zip(settings, frames, strict=True):
        _check_names(frame, first, setting)
    return Grid(
        curve_names=tuple(first.curves),
        readout_names=tuple(first.readouts),
        curves=np.array(
            [
                [_curve(frame.curves[name], name, points, setting) for name in first.curves]
                for setting, frame in zip(settings, frames, strict=True)
            ]
        ),
        readouts=np.array(
            [
                [_readout(frame.readouts[name], name, setting) for name in first.readouts]
                for setting, frame in zip(settings, frames, strict=True)
            ]
        ),
    )


def _frame_at(function: Callable[..., Frame], setting: Mapping[str, object]) -> Frame:
    try:
        frame = function(**setting)
    except Exception as error:
        raise ValueError(f"function fails {_at(setting)}: {type(error).__name__}: {error}") from error
    if not isinstance(frame, Frame):
        raise ValueError(f"function returns a {type(frame).__name__} {_at(setting)}: it must return a Frame.")
    return frame


def _check_size(positions: Sequence[int], curves: int, points: int) -> None:
    if not 1 <= curves <= MOST_CURVES:
        raise ValueError(f"function returns {curves} curves: it must return one to {MOST_CURVES}.")
    values = int(np.prod(positions)) * curves * points
    if values > MOST_VALUES:
        cells = " x ".join(map(str, positions))
        raise ValueError(
            f"the grid of {cells} cells with {curves} curve(s) of {points} points holds {values:,} numbers: "
            f"at most {MOST_VALUES:,} are allowed; take fewer positions, curves or points."
        )


def _check_names(frame: Frame, first: Frame, setting: Mapping[str, object]) -> None:
    for kind, names, expected in (
        ("curves", list(frame.curves), list(first.curves)),
        ("readouts", list(frame.readouts), list(first.readouts)),
    ):
        if names != expected:
            raise ValueError(
                f"function returns the {kind} {names} {_at(setting)}: "
                f"every setting must give {expected}, as the first one does."
            )


def _curve(values: ArrayLike, name: str, points: int, setting: Mapping[str, object]) -> Floats:
    curve = np.asarray(values, dtype=float)
    if curve.shape != (points,):
        raise ValueError(
            f"curve {name!r} has the shape {curve.shape} {_at(setting)}: it must be ({points},), as x is."
        )
    if np.isinf(curve).any():
        raise ValueError(f"curve {name!r} is infinite {_at(setting)}: it may be finite or NaN (a gap).")
    return curve


def _readout(value: float, name: str, setting: Mapping[str, object]) -> float:
    number = float(value)
    if np.isinf(number):
        raise ValueError(f"readout {name!r} is {number} {_at(setting)}: it may be finite or NaN (none).")
    return number


def _at(setting: Mapping[str, object]) -> str:
    return "at " + ", ".join(f"{name}={value!r}" for name, value in setting.items())
