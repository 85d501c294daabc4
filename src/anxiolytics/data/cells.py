"""Reading CSV files cell by cell, with errors that name file and line."""

from __future__ import annotations

import csv
import difflib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

__all__ = ["bibliography", "checked", "day", "nearest", "number", "rows"]


def rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a table, each with its place, ``file, line n``.

    Raises
    ------
    ValueError
        If the columns are not `columns`, or a row has too few or too many cells.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            raise ValueError(f"{path.name}, line 1: the columns must be {','.join(columns)}")
        for cells in reader:
            place = f"{path.name}, line {reader.line_num}"
            if None in cells or None in cells.values():
                raise ValueError(f"{place}: a row must have {len(columns)} cells")
            yield place, cells


def checked(cells: dict[str, str], column: str, allowed: bool, what: str) -> str:
    """Return a cell, or raise ValueError saying what it must be."""
    if not allowed:
        raise ValueError(f"{column} must be {what}, got {cells[column]!r}")
    return cells[column]


def number(cells: dict[str, str], column: str) -> float:
    """Read a finite number, or raise ValueError."""
    try:
        value = float(cells[column])
    except ValueError:
        value = math.nan
    checked(cells, column, math.isfinite(value), "a finite number")
    return value


def day(cells: dict[str, str], column: str) -> date:
    """Read a date like 2026-11-20, or raise ValueError."""
    try:
        return date.fromisoformat(cells[column])
    except ValueError:
        raise ValueError(f"{column} must be a date like 2026-11-20, got {cells[column]!r}") from None


def bibliography(path: Path) -> dict[str, str]:
    """Return the entries of a BibTeX file: key to what stands between the key and the closing brace."""
    text = path.read_text(encoding="utf-8")
    found = re.finditer(r"^@\w+\{\s*([^,\s]+)\s*,(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    return {entry[1]: entry[2] for entry in found}


def nearest(name: str, known: Iterable[str]) -> str:
    """Say which known name is nearest to a mistyped one, for error messages."""
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"did you mean {close[0]}?" if close else "nothing known has a similar name"
