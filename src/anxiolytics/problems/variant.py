"""A problem with numbers in it.

A seed decides the numbers.
They are drawn again until every answer can be told from every other: the numbers accepted as the key, with
its tolerance and roundings, share none with those accepted as a mistake, nor one mistake's with another's.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, count, islice
from math import isfinite
from random import Random

from anxiolytics.problems.problem import (
    LARGEST_ANSWER,
    SMALLEST_ANSWER,
    Mistake,
    NumberProblem,
    Params,
    Problem,
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


@dataclass(frozen=True)
class NumberVariant:
    """One drawing of a `NumberProblem`: all that is needed to show it and to judge an answer.

    Attributes
    ----------
    problem : NumberProblem
        Where it comes from.
    seed : int
        What it was drawn with.
    params : Mapping
        The numbers and words drawn.
    statement, solution : str
        Filled texts, in a little Markdown.
    hints : tuple of str
        Filled texts.
    key : float
        The right answer in the problem's unit.
    slips : tuple of KnownSlip
        The known mistakes, in the order they are looked for.
    """

    problem: NumberProblem
    seed: int
    params: Params
    statement: str
    key: float
    slips: tuple[KnownSlip, ...]
    hints: tuple[str, ...]
    solution: str

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


def variant(problem: Problem, seed: int) -> NumberVariant:
    """Return a problem with the numbers that a seed gives.

    Parameters
    ----------
    problem : Problem
        Of a kind that is known here.
    seed : int
        Any whole number; the same seed gives the same numbers as long as the problem keeps its version.

    Returns
    -------
    NumberVariant
        Frozen, with texts, key and slips.

    Raises
    ------
    ValueError
        If the kind is not known, or if `MAXIMUM_DRAWS` draws gave no numbers whose answers can be told apart.
    """
    if not isinstance(problem, NumberProblem):
        raise ValueError(
            f"problem {problem.id!r} is of the kind {problem.kind!r}, but only 'number' can be drawn"
        )
    rng = Random(seed)
    trouble = ""
    for _ in range(MAXIMUM_DRAWS):
        drawn = _filled(problem, seed, problem.draw(rng))
        trouble = _trouble(drawn)
        if not trouble:
            return drawn
    raise ValueError(f"problem {problem.id!r} gave no usable numbers in {MAXIMUM_DRAWS} draws: {trouble}")


def page_seed(problem: Problem, index: int) -> int:
    """Return the seed of a page's variant.

    Parameters
    ----------
    problem : Problem
        Its id and version enter the seed.
    index : int
        0, 1, 2 … for the variants that travel with the page.

    Returns
    -------
    int
        From a domain of its own, so that no assigned variant is ever one of a page.
    """
    text = f"page|{problem.id}|{problem.version}|{index}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def page_variants(problem: Problem, number: int) -> tuple[NumberVariant, ...]:
    """Return the variants that travel with a page.

    Parameters
    ----------
    problem : Problem
        What to draw.
    number : int
        How many, at least 1.

    Returns
    -------
    tuple of NumberVariant
        With distinct numbers.

    Raises
    ------
    ValueError
        If `number` is below 1, or the problem has fewer drawings than that.
    """
    if number < 1:
        raise ValueError(f"number is {number}, but a page needs at least 1 variant")
    found = tuple(islice(_distinct(problem), number))
    if len(found) < number:
        raise ValueError(
            f"number is {number}, but problem {problem.id!r} has only {len(found)} different drawings"
        )
    return found


def _distinct(problem: Problem) -> Iterator[NumberVariant]:
    """Yield drawings with numbers not seen before, until `MAXIMUM_DRAWS` in a row were."""
    seen: set[tuple[float, ...]] = set()
    repeats = 0
    for index in count():
        drawn = variant(problem, page_seed(problem, index))
        # Another name for the patient is not another problem.
        numbers = tuple(value for value in drawn.params.values() if not isinstance(value, str))
        repeats = repeats + 1 if numbers in seen else 0
        if repeats == 0:
            seen.add(numbers)
            yield drawn
        elif repeats == MAXIMUM_DRAWS:
            return


def _filled(problem: NumberProblem, seed: int, params: Params) -> NumberVariant:
    words = {name: value if isinstance(value, str) else shown(value) for name, value in params.items()}
    for name, value in params.items():
        if not isinstance(value, str) and float(words[name]) != value:
            raise ValueError(
                f"parameter {name!r} of problem {problem.id!r} is {value!r}, but the text would show "
                f"{words[name]}; draw it rounded to six significant figures"
            )

    def slip(mistake: Mistake) -> KnownSlip:
        feedback = mistake.feedback.format(**words)
        return KnownSlip(mistake.id, mistake.name, float(mistake.value(params)), feedback, mistake.credit)

    return NumberVariant(
        problem=problem,
        seed=seed,
        params=params,
        statement=problem.statement.format(**words),
        key=float(problem.answer(params)),
        slips=tuple(slip(mistake) for mistake in problem.mistakes),
        hints=tuple(hint.format(**words) for hint in problem.hints),
        solution=problem.solution(params),
    )


def _trouble(drawn: NumberVariant) -> str:
    """Return why a drawing cannot be used, or nothing."""
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
