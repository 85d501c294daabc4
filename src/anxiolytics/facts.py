"""Every number the book uses, by name, with unit, range, population, status and source.

`fact` returns the row of a name that is marked as used, the one the library computes with; `facts` returns
those that disagree as well. The rule for that mark: healthy adults; for a half-life the largest group, for a
clearance intravenous doses, or one study that gives both together with their spread; a label where no study
could be read. Of half-life, clearance and volume two are taken and the third is derived, because published
means of all three contradict each other. A clearance known by mouth alone is multiplied by a bioavailability
in a derived row. For an interaction, the study that gave the drug by mouth and by vein, else the larger one;
where studies contradict each other, the one in the middle. For affinities, the laboratory that measured the
most drugs that are compared. What a row holds is told in `anxiolytics.data`.
"""

from __future__ import annotations

import ast
import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from anxiolytics.data import RANGE_KINDS, STATUSES, UNITS, Fact
from anxiolytics.data.cells import nearest
from anxiolytics.data.tables import DATA, REFERENCE, load_facts, rows_by_reference

__all__ = ["RANGE_KINDS", "STATUSES", "UNITS", "Fact", "fact", "facts", "known", "nearest", "recomputed"]


def fact(name: str, *, source: str | None = None) -> Fact:
    """Look one number up.

    Parameters
    ----------
    name : str
        Dotted name, e.g. ``"diazepam.half_life"``.
    source : str, optional
        Bibliography key of the row wanted; by default the row marked as used.

    Returns
    -------
    Fact

    Raises
    ------
    ValueError
        If there is no such name (the message offers the nearest one) or no such source for it.
    """
    if not known(name):
        raise ValueError(f"unknown fact {name!r}: {nearest(name, _by_name())}")
    rows = _by_name()[name]
    if source is None:
        return next(row for row in rows if row.used)
    for row in rows:
        if row.source == source:
            return row
    sources = ", ".join(row.source for row in rows if row.source)
    raise ValueError(f"source must be one of {sources} for {name}, got {source!r}")


def known(name: str) -> bool:
    """Say whether there is a number of that name."""
    return name in _by_name()


def facts(prefix: str = "") -> tuple[Fact, ...]:
    """Return all rows of a name and of the names below it, those that disagree included.

    Parameters
    ----------
    prefix : str
        A whole name or its beginning up to a dot (``"diazepam"``, ``"diazepam.half_life"``);
        empty for every row.

    Raises
    ------
    ValueError
        If no row has that prefix.
    """
    rows = tuple(row for row in _table() if not prefix or _is_under(row.name, prefix))
    if not rows:
        names = {*_by_name(), *(name.split(".")[0] for name in _by_name())}
        raise ValueError(f"no facts under {prefix!r}: {nearest(prefix, names)}")
    return rows


def recomputed(row: Fact, rows: Iterable[Fact] | None = None) -> float:
    """Recompute a derived row from the rows its derivation names.

    The derivation is arithmetic (``+ - * /``, ``log`` and ``exp``) over names, each standing for the used row
    or, as ``name@source``, for that source's, in the base units of `UNITS`.

    Parameters
    ----------
    row : Fact
        A derived row.
    rows : iterable of Fact, optional
        The rows to look names up in; by default the book's tables.

    Returns
    -------
    float
        The value in ``row.unit``.

    Raises
    ------
    ValueError
        If the row is not derived, or its derivation is not such an expression.
    """
    if not row.derivation:
        raise ValueError(f"row must be a derived one, got {row.name} ({row.status})")
    others = rows_by_reference(_table() if rows is None else rows)
    base = {key: other.value * UNITS[other.unit][1] for key, other in others.items()}
    expression = REFERENCE.sub(lambda match: repr(base[match.group()]), row.derivation)
    try:
        value = _arithmetic(ast.parse(expression, mode="eval").body)
    except (SyntaxError, TypeError) as error:
        raise ValueError(
            f"derivation of {row.name} must be plain arithmetic, got {row.derivation!r}"
        ) from error
    return value / UNITS[row.unit][1]


@cache
def _table() -> tuple[Fact, ...]:
    return load_facts(DATA)


@cache
def _by_name() -> dict[str, tuple[Fact, ...]]:
    rows: dict[str, list[Fact]] = defaultdict(list)
    for row in _table():
        rows[row.name].append(row)
    return {name: tuple(same) for name, same in rows.items()}


def _is_under(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def _arithmetic(node: ast.expr) -> float:
    """Evaluate numbers, + - * /, log and exp, and nothing else."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _arithmetic(left) + _arithmetic(right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _arithmetic(left) - _arithmetic(right)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _arithmetic(left) * _arithmetic(right)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return _arithmetic(left) / _arithmetic(right)
        case ast.Call(func=ast.Name(id="log"), args=[argument], keywords=[]):
            return math.log(_arithmetic(argument))
        case ast.Call(func=ast.Name(id="exp"), args=[argument], keywords=[]):
            return math.exp(_arithmetic(argument))
    raise TypeError(ast.dump(node))
