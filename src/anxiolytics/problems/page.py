"""The variants that travel with a page: from seeds of their own, with distinct numbers."""

import hashlib
from collections.abc import Iterator
from itertools import count, islice

from anxiolytics.problems.problem import Problem
from anxiolytics.problems.variant import MAXIMUM_DRAWS, Variant, variant


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


def page_variants(problem: Problem, number: int) -> tuple[Variant, ...]:
    """Return the variants that travel with a page.

    Parameters
    ----------
    problem : Problem
        What to draw.
    number : int
        How many, at least 1.

    Returns
    -------
    tuple of Variant
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


def _distinct(problem: Problem) -> Iterator[Variant]:
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
