"""What a right function and known wrong ones give at the inputs that a function is tried at."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import isfinite

import numpy as np

from anxiolytics.arguments import Values
from anxiolytics.problems.function_problem import FunctionProblem, Point
from anxiolytics.problems.problem import Params
from anxiolytics.problems.tolerance import accepted_band

#: The values at each point; one for plain numbers, one for each element of an array.
FunctionValues = tuple[tuple[float, ...], ...]

#: Fewer inputs could be met by chance.
FEWEST_POINTS = 4


def shape_at(point: Point) -> tuple[int, ...]:
    """Return the shape of what a function should give at a point.

    Parameters
    ----------
    point : Point
        The inputs.

    Returns
    -------
    tuple of int
        Empty for plain numbers, else the length of its arrays.
    """
    return next(((len(value),) for value in point.values() if isinstance(value, tuple)), ())


def values_at(formula: Callable[[Params], Values], points: Sequence[Point]) -> FunctionValues:
    """Return what a formula gives at each point.

    Parameters
    ----------
    formula : callable
        From inputs to a value; it broadcasts.
    points : sequence of Point
        The inputs.

    Returns
    -------
    FunctionValues
        Plain numbers.
    """
    return tuple(_values(formula, point) for point in points)


def check_points(problem: FunctionProblem, points: Sequence[Point]) -> tuple[Point, ...]:
    """Refuse inputs that a function cannot be tried at.

    Parameters
    ----------
    problem : FunctionProblem
        Whose arguments they are for.
    points : sequence of Point
        As drawn.

    Returns
    -------
    tuple of Point
        The same.

    Raises
    ------
    ValueError
        If there are too few, a point has other names than the arguments, arrays of one point differ in
        length, plain numbers follow an array, or other arguments get arrays than those announced for them.
    """
    of = f"inputs of problem {problem.id!r}"
    if len(points) < FEWEST_POINTS:
        raise ValueError(f"{of} are {len(points)}, but at least {FEWEST_POINTS} are needed")
    given: set[str] = set()
    for point in points:
        if set(point) != set(problem.argument_names):
            raise ValueError(
                f"{of} name {', '.join(point)}, but have to name {', '.join(problem.argument_names)}"
            )
        lengths = {name: len(value) for name, value in point.items() if isinstance(value, tuple)}
        if len(set(lengths.values())) > 1:
            raise ValueError(
                f"{of} have arrays of {lengths} elements in one call, but they have to be as long"
            )
        if given and not lengths:
            raise ValueError(f"{of} have plain numbers after an array, but numbers have to come first")
        given |= set(lengths)
    announced = {argument.name for argument in problem.arguments if argument.array}
    if given != announced:
        raise ValueError(
            f"{of} have arrays for {', '.join(sorted(given)) or 'nothing'}, but the arguments announce them "
            f"for {', '.join(sorted(announced)) or 'nothing'}"
        )
    return tuple(points)


def trouble_with_values(values: Mapping[str, FunctionValues], rtol: float, atol: float) -> str:
    """Return why functions cannot be told apart by their values, or nothing.

    Parameters
    ----------
    values : Mapping of str to FunctionValues
        What each function gives, by what it is called in the message.
    rtol, atol : float
        The tolerance, as in `tolerance.within`.

    Returns
    -------
    str
        The trouble with the first two that share all accepted values, or with a value that is no number.
    """
    for name, of_function in values.items():
        for number in (number for at_point in of_function for number in at_point):
            if not isfinite(number):
                return f"{name} last gave {number}, but has to give finite numbers at every input"
    bands = {
        name: [accepted_band(number, rtol, atol, ()) for at_point in of_function for number in at_point]
        for name, of_function in values.items()
    }
    for (name, own), (other_name, others) in combinations(bands.items(), 2):
        if all(low <= top and bottom <= high for (low, high), (bottom, top) in zip(own, others, strict=True)):
            return f"{name} and {other_name} last gave the same value at every input"
    return ""


def _values(formula: Callable[[Params], Values], point: Point) -> tuple[float, ...]:
    inputs = {name: np.array(value) if isinstance(value, tuple) else value for name, value in point.items()}
    shape = shape_at(point)
    return tuple(np.broadcast_to(np.asarray(formula(inputs), dtype=float), shape).ravel().tolist())
