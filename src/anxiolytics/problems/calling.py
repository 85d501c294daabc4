"""Calling a function that somebody wrote, and putting down what came of it as plain data.

This runs the function in the process it is called in, knows no right values, and passes none on: it can stand
in a student's own notebook, or in a sandbox whose results are judged elsewhere (`judging_functions`).
"""

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from anxiolytics.problems.function_problem import Point

#: Longer messages of errors are cut.
MAXIMUM_WORDS = 200

#: What may come of a call, or of looking at the function before any call.
OutcomeKind = Literal[
    "numbers", "raised", "nothing", "not-a-number", "stopped", "not-a-function", "arguments", "argument-order"
]


@dataclass(frozen=True)
class Outcome:
    """What came of one call; plain data, ready for JSON.

    Attributes
    ----------
    kind : str
        ``"numbers"``, or why there are none: ``"raised"`` an error, ``"nothing"`` was returned,
        ``"not-a-number"`` but something else was, ``"stopped"`` before it came to an end. A function that was
        not called at all has one outcome: ``"not-a-function"``, ``"arguments"`` (it does not take as many) or
        ``"argument-order"`` (it takes them in another order).
    numbers : tuple of float
        What was returned; an array in a row.
    shape : tuple of int
        The array's shape; empty for a single number.
    words : str
        The error, or the type of what came instead of numbers.
    """

    kind: OutcomeKind
    numbers: tuple[float, ...] = ()
    shape: tuple[int, ...] = ()
    words: str = ""


def calls(function: object, names: Sequence[str], points: Sequence[Point]) -> Iterator[Outcome]:
    """Call a function at points, in their order.

    Arguments are passed by position; each call gets arrays of its own.

    Parameters
    ----------
    function : object
        What somebody handed in as the function.
    names : sequence of str
        The arguments it should take.
    points : sequence of Point
        What to call it with.

    Yields
    ------
    Outcome
        One a point, or a single one if it cannot be called.
    """
    fault = _fault(function, names)
    if fault is not None or not callable(function):
        yield fault or Outcome("not-a-function")
        return
    for point in points:
        inputs = [_input(point[name]) for name in names]
        try:
            returned = function(*inputs)
        except (Exception, SystemExit) as error:
            yield Outcome("raised", words=_words_of(error))
        else:
            yield _outcome(returned)


def call_text(name: str, names: Sequence[str], point: Point) -> str:
    """Return a call as it is written in Python.

    Parameters
    ----------
    name : str
        The function's name.
    names : sequence of str
        The arguments in their order.
    point : Point
        What it is called with.

    Returns
    -------
    str
        For example ``"f(0, np.array([1, 10]))"``.
    """
    return f"{name}({', '.join(_input_text(point[argument]) for argument in names)})"


def _fault(function: object, names: Sequence[str]) -> Outcome | None:
    """Return why a function is not worth calling."""
    if not callable(function) or inspect.isclass(function):
        return Outcome("not-a-function", words=type(function).__name__)
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None  # some built-in functions do not say what they take
    own = list(signature.parameters)
    try:
        signature.bind(*names)
    except TypeError:
        return Outcome("arguments", words=", ".join(own)[:MAXIMUM_WORDS])
    if own != list(names) and sorted(own) == sorted(names):
        return Outcome("argument-order", words=", ".join(own)[:MAXIMUM_WORDS])
    return None


def _input(value: float | tuple[float, ...]) -> Any:
    return np.array(value) if isinstance(value, tuple) else value


def _input_text(value: float | tuple[float, ...]) -> str:
    if isinstance(value, tuple):
        return f"np.array([{', '.join(map(_input_text, value))}])"
    return f"{value:.15g}"


def _outcome(returned: object) -> Outcome:
    """Return what a call gave back, as plain numbers where it is numbers."""
    if returned is None:
        return Outcome("nothing")
    try:
        array = np.asarray(returned)
        if array.dtype.kind in "iuf":
            return Outcome("numbers", tuple(float(number) for number in array.ravel()), array.shape)
    except Exception:  # an object may do anything when it is looked at
        pass
    return Outcome("not-a-number", words=type(returned).__name__)


def _words_of(error: BaseException) -> str:
    try:
        message = str(error)
    except Exception:  # an error may fail to say what it is
        message = ""
    name = type(error).__name__
    return (f"{name}: {message}" if message else name)[:MAXIMUM_WORDS]
