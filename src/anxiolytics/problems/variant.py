"""A problem with numbers in it.

A seed decides the numbers.
They are drawn again until every answer can be told from every other: the numbers accepted as the key, with
its tolerance and roundings, share none with those accepted as a mistake, nor one mistake's with another's.
Of the options of a choice no two read alike, and as many hold as the problem asks for.
"""

from dataclasses import dataclass, field
from itertools import combinations
from math import isfinite
from random import Random
from typing import Any

from anxiolytics.problems.figure import Figure
from anxiolytics.problems.function_problem import FunctionProblem, Point
from anxiolytics.problems.function_values import FunctionValues, check_points, trouble_with_values, values_at
from anxiolytics.problems.problem import (
    LARGEST_ANSWER,
    SMALLEST_ANSWER,
    ChoiceProblem,
    Mistake,
    NumberProblem,
    Option,
    Params,
    Problem,
    shuffled,
)
from anxiolytics.problems.tolerance import accepted_band
from anxiolytics.problems.units import rounding_scales
from anxiolytics.problems.wording import shown

#: Draws after which a problem is held to be unable to part its answers.
MAXIMUM_DRAWS = 200


@dataclass(frozen=True)
class KnownSlip:
    """A mistake with the number it gives.

    Attributes
    ----------
    id : str
        The mistake's id.
    name : str
        The slip in words.
    value : float
        In the problem's unit.
    feedback : str
        Filled with the parameters.
    credit : float
        Share of the points.
    """

    id: str
    name: str
    value: float
    feedback: str
    credit: float


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One drawing of a problem: all that is needed to show it and to judge an answer.

    Attributes
    ----------
    problem : Problem
        Where it comes from.
    seed : int
        What it was drawn with.
    params : Mapping
        The numbers and words drawn.
    statement, solution : str
        Filled texts, in a little Markdown.
    hints : tuple of str
        Filled texts.
    figure : Figure or None
        What the question is read off, if there is something.
    """

    problem: Problem
    seed: int
    params: Params
    statement: str
    hints: tuple[str, ...]
    solution: str
    figure: Figure | None = None


@dataclass(frozen=True, kw_only=True)
class NumberVariant(Variant):
    """One drawing of a `NumberProblem`.

    Attributes
    ----------
    key : float
        The right answer in the problem's unit.
    slips : tuple of KnownSlip
        The known mistakes, in the order they are looked for.
    """

    problem: NumberProblem
    key: float
    slips: tuple[KnownSlip, ...]

    @property
    def tolerance(self) -> float:
        """Accepted deviation from the key, in the problem's unit."""
        return max(self.problem.atol, self.problem.rtol * self.key)

    @property
    def tolerance_text(self) -> str:
        """The tolerance in words, such as ``"2 %"``."""
        if self.problem.atol > self.problem.rtol * self.key:
            return f"{shown(self.problem.atol)} {self.problem.unit}".strip()
        return f"{shown(100 * self.problem.rtol)} %"


@dataclass(frozen=True, kw_only=True)
class ChoiceVariant(Variant):
    """One drawing of a `ChoiceProblem`.

    Attributes
    ----------
    options : tuple of Option
        In the order shown.
    """

    problem: ChoiceProblem
    options: tuple[Option, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The ids of the options that hold, in the order shown."""
        return tuple(option.id for option in self.options if option.holds)


@dataclass(frozen=True)
class KnownWrongFunction:
    """A mistake in a function with the values it gives.

    Attributes
    ----------
    id, name, feedback, credit
        As in `KnownSlip`.
    values : FunctionValues
        What it gives at the variant's inputs.
    """

    id: str
    name: str
    values: FunctionValues
    feedback: str
    credit: float


@dataclass(frozen=True, kw_only=True)
class FunctionVariant(Variant):
    """One drawing of a `FunctionProblem`; its text form shows neither inputs nor values.

    Attributes
    ----------
    inputs : tuple of Point
        What the function is tried at.
    key : FunctionValues
        What is right there.
    slips : tuple of KnownWrongFunction
        The known mistakes, in the order they are looked for.
    """

    problem: FunctionProblem
    inputs: tuple[Point, ...] = field(repr=False)
    key: FunctionValues = field(repr=False)
    slips: tuple[KnownWrongFunction, ...] = field(repr=False)


Drawn = NumberVariant | ChoiceVariant | FunctionVariant


def variant(problem: Problem, seed: int) -> Variant:
    """Return a problem with the numbers that a seed gives.

    Parameters
    ----------
    problem : Problem
        Of a kind that is known here.
    seed : int
        Any whole number; the same seed gives the same numbers as long as the problem keeps its version.

    Returns
    -------
    NumberVariant, ChoiceVariant or FunctionVariant
        Frozen, with texts and key.

    Raises
    ------
    ValueError
        If the kind is not known, or if `MAXIMUM_DRAWS` draws gave no numbers whose answers can be told apart.
    """
    rng = Random(seed)
    trouble = ""
    for _ in range(MAXIMUM_DRAWS):
        drawn = _drawn(problem, seed, rng)
        trouble = _trouble(drawn)
        if not trouble:
            return drawn
    raise ValueError(f"problem {problem.id!r} gave no usable numbers in {MAXIMUM_DRAWS} draws: {trouble}")


def _drawn(problem: Problem, seed: int, rng: Random) -> Drawn:
    params = problem.draw(rng)
    words = _words(problem, params)
    shared: dict[str, Any] = {
        "seed": seed,
        "params": params,
        "statement": problem.statement.format(**words),
        "hints": tuple(hint.format(**words) for hint in problem.hints),
        "solution": problem.solution(params),
        "figure": problem.figure(params) if problem.figure else None,
    }
    if isinstance(problem, NumberProblem):
        slips = tuple(_slip(mistake, params, words) for mistake in problem.mistakes)
        return NumberVariant(problem=problem, key=float(problem.answer(params)), slips=slips, **shared)
    if isinstance(problem, ChoiceProblem):
        options = tuple(problem.options(params))
        return ChoiceVariant(
            problem=problem, options=options if problem.in_order else shuffled(rng, options), **shared
        )
    if isinstance(problem, FunctionProblem):
        points = check_points(problem, problem.inputs(rng))
        wrong = tuple(_wrong_function(mistake, points, words) for mistake in problem.mistakes)
        key = values_at(problem.answer, points)
        return FunctionVariant(problem=problem, inputs=points, key=key, slips=wrong, **shared)
    raise ValueError(
        f"problem {problem.id!r} is of the kind {problem.kind!r}, but only 'number', 'choice' and 'function' "
        "can be drawn"
    )


def _words(problem: Problem, params: Params) -> dict[str, str]:
    """Return the parameters as they stand in a text."""
    words = {name: value if isinstance(value, str) else shown(value) for name, value in params.items()}
    for name, value in params.items():
        if not isinstance(value, str) and float(words[name]) != value:
            raise ValueError(
                f"parameter {name!r} of problem {problem.id!r} is {value!r}, but the text would show "
                f"{words[name]}; draw it rounded to six significant figures"
            )
    return words


def _slip(mistake: Mistake, params: Params, words: dict[str, str]) -> KnownSlip:
    feedback = mistake.feedback.format(**words)
    return KnownSlip(mistake.id, mistake.name, float(mistake.value(params)), feedback, mistake.credit)


def _wrong_function(mistake: Mistake, points: tuple[Point, ...], words: dict[str, str]) -> KnownWrongFunction:
    values, feedback = values_at(mistake.value, points), mistake.feedback.format(**words)
    return KnownWrongFunction(mistake.id, mistake.name, values, feedback, mistake.credit)


def _trouble(drawn: Drawn) -> str:
    """Return why a drawing cannot be used, or nothing."""
    if isinstance(drawn, NumberVariant):
        return _trouble_with_numbers(drawn)
    if isinstance(drawn, ChoiceVariant):
        return _trouble_with_options(drawn)
    values = {"the key": drawn.key} | {f"mistake {slip.id!r}": slip.values for slip in drawn.slips}
    return trouble_with_values(values, drawn.problem.rtol, drawn.problem.atol)


def _trouble_with_options(drawn: ChoiceVariant) -> str:
    for name, values in (
        ("ids", [option.id for option in drawn.options]),
        ("texts", [option.text for option in drawn.options]),
    ):
        if len(set(values)) < len(values):
            return f"{name} of the options were last {', '.join(values)}, but each has to be its own"
    holding, count = len(drawn.key), len(drawn.options)
    if drawn.problem.many and not 0 < holding < count:
        return f"last {holding} of {count} options held, but some have to hold and some not"
    if not drawn.problem.many and (holding != 1 or count < 2):
        return f"last {holding} of {count} options held, but exactly one of several has to"
    return ""


def _trouble_with_numbers(drawn: NumberVariant) -> str:
    problem = drawn.problem
    if not SMALLEST_ANSWER <= drawn.key <= LARGEST_ANSWER:
        return (
            f"the key was last {drawn.key:g}, but it has to be from {SMALLEST_ANSWER:g} to {LARGEST_ANSWER:g}"
        )
    values = {"the key": drawn.key} | {f"mistake {slip.id!r}": slip.value for slip in drawn.slips}
    for name, value in values.items():
        if not isfinite(value):
            return f"{name} was last {value}, but it has to be a finite number"
    scales = rounding_scales(problem.unit)
    bands = {name: accepted_band(value, problem.rtol, problem.atol, scales) for name, value in values.items()}
    for (name, band), (other_name, other) in combinations(bands.items(), 2):
        if band[0] <= other[1] and other[0] <= band[1]:
            return (
                f"{name} and {other_name} last shared accepted answers "
                f"({band[0]:.4g} to {band[1]:.4g} and {other[0]:.4g} to {other[1]:.4g})"
            )
    return ""
