"""Which facts want attention: not checked for a year, hard to check, or used nowhere.

A list to work through, and no verdict: a fact that no page names yet may still stand on the page that lists
all numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from anxiolytics.data import Fact

__all__ = ["aged", "texts_of", "unnamed", "without_address"]

#: Where the book may name a fact.
PLACES = ("index.md", "chapters/**/*.md", "hands_on/**/*.md", "src/**/*.py")
ADDRESS = re.compile(r"\bdoi\s*=|\burl\s*=|PMID|PMC\d|ISBN|NBK\d|\bNDA \d|DailyMed set id ")
NAMED = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
#: How the library reads a quantity of any drug.
READ = re.compile(r"\.(?:fact|knows)\(\"([a-z0-9_]+)")


def aged(rows: Iterable[Fact], today: date, *, days: int = 365) -> tuple[Fact, ...]:
    """Return the rows last checked more than a number of days before a date."""
    return tuple(row for row in rows if today - row.last_checked > timedelta(days=days))


def without_address(rows: Iterable[Fact], entries: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the rows that a reader cannot follow up at once.

    Parameters
    ----------
    rows : iterable of Fact
        The rows to look at.
    entries : mapping
        The bibliography: key to the text of the entry.

    Returns
    -------
    tuple of Fact
        The illustrative ones, and those whose reference has neither address nor identifier: DOI, number in
        PubMed, ISBN, or for a label its application or set id.
    """
    return tuple(
        row
        for row in rows
        if row.status == "illustrative" or (row.source and not ADDRESS.search(entries[row.source]))
    )


def texts_of(root: Path) -> tuple[str, ...]:
    """Read the texts of the book and of its library.

    Raises
    ------
    ValueError
        If the folder is not that of the book.
    """
    if not (root / "chapters").is_dir():
        raise ValueError(f"root must be the folder of the book, with chapters in it, got {root}")
    return tuple(path.read_text(encoding="utf-8") for place in PLACES for path in sorted(root.glob(place)))


def unnamed(rows: Iterable[Fact], texts: Iterable[str]) -> tuple[Fact, ...]:
    """Return the rows that no text names, by a whole name, by its beginning or as a quantity of any drug."""
    names: set[str] = set()
    quantities: set[str] = set()
    for text in texts:
        names.update(NAMED.findall(text))
        quantities.update(READ.findall(text))
    return tuple(
        row
        for row in rows
        if row.name.split(".")[1] not in quantities and names.isdisjoint(_beginnings(row.name))
    )


def _beginnings(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(2, len(parts) + 1)]
