"""The bank: every problem of the book, by id and by set.

One module or package a set; each has the tuple ``PROBLEMS``.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from anxiolytics.problems.bank import half_life, receptors
from anxiolytics.problems.problem import Problem

#: Set -> its problems, in the order of the book.
SETS: Mapping[str, tuple[Problem, ...]] = MappingProxyType(
    {"receptors": receptors.PROBLEMS, "half-life": half_life.PROBLEMS}
)

_BY_ID: dict[str, Problem] = {problem.id: problem for of_set in SETS.values() for problem in of_set}


def problem(id: str) -> Problem:
    """Return the problem with an id.

    Parameters
    ----------
    id : str
        For example ``"half-life-from-clearance"``.

    Returns
    -------
    Problem
        From the bank.

    Raises
    ------
    ValueError
        If the bank has no such problem; names near matches.
    """
    if id in _BY_ID:
        return _BY_ID[id]
    near = get_close_matches(id, _BY_ID, n=3, cutoff=0.4)
    raise ValueError(
        f"id is {id!r}, but the bank has no such problem; near it are {', '.join(near or _BY_ID)}"
    )


def problems(*, row: str | None = None) -> tuple[Problem, ...]:
    """Return the problems of the bank, in the order of the book.

    Parameters
    ----------
    row : str, optional
        A row of the syllabus, for example ``"P11"``; without it all problems are returned.

    Returns
    -------
    tuple of Problem
        Those that practise the row.

    Raises
    ------
    ValueError
        If no problem practises the row.
    """
    if row is None:
        return tuple(_BY_ID.values())
    found = tuple(p for p in _BY_ID.values() if row in p.rows)
    if not found:
        rows = sorted({row for p in _BY_ID.values() for row in p.rows})
        raise ValueError(f"row is {row!r}, but the bank practises {', '.join(rows)}")
    return found
