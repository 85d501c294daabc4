"""Reading and checking the tables and their bibliography; every error names file and line."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from anxiolytics.data import RANGE_KINDS, STATUSES, UNITS, Fact
from anxiolytics.data.cells import bibliography, checked, day, nearest, number, rows
from anxiolytics.data.records import FILES

__all__ = [
    "COLUMNS",
    "DATA",
    "REFERENCE",
    "load_facts",
    "rows_by_reference",
]

DATA = Path(__file__).parent
NOT_FACTS = {file_name for file_name, _ in FILES.values()}

COLUMNS = (
    "name",
    "value",
    "low",
    "high",
    "range_kind",
    "unit",
    "population",
    "status",
    "source",
    "derivation",
    "last_checked",
    "used",
    "note",
)

NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
#: How a derivation names another row: its name, and after ``@`` a source where the used row is not meant.
REFERENCE = re.compile(rf"({NAME.pattern})(?:@([a-z0-9]+))?")


def load_facts(directory: Path) -> tuple[Fact, ...]:
    """Read and check every table of a directory that also holds ``references.bib``.

    Parameters
    ----------
    directory : Path
        Folder of CSV files with the columns `COLUMNS`.

    Returns
    -------
    tuple of Fact
        In the order of file names and lines.

    Raises
    ------
    ValueError
        Naming file and line, if a row is malformed, cites no known source, repeats another or derives from an
        unknown one; or if a name does not have exactly one used row or mixes dimensions.
    """
    keys = bibliography(directory / "references.bib")
    placed: list[tuple[str, Fact]] = []
    for path in sorted(directory.glob("*.csv")):
        if path.name not in NOT_FACTS:
            placed += _read(path, keys)
    _check_names(placed)
    _check_references(placed)
    return tuple(row for _, row in placed)


def rows_by_reference(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Map ``name`` to its used row and ``name@source`` to that source's."""
    known: dict[str, Fact] = {}
    for row in facts:
        if row.used:
            known[row.name] = row
        if row.source:
            known[f"{row.name}@{row.source}"] = row
    return known


def _read(path: Path, keys: Collection[str]) -> list[tuple[str, Fact]]:
    """Read one table; each row comes with its place, ``file, line n``."""
    placed = []
    for place, cells in rows(path, COLUMNS):
        try:
            placed.append((place, _fact_from(cells, keys)))
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from None
    return placed


def _fact_from(cells: dict[str, str], keys: Collection[str]) -> Fact:
    row = Fact(
        name=checked(cells, "name", NAME.fullmatch(cells["name"]) is not None, "a dotted lower-case name"),
        value=number(cells, "value"),
        low=number(cells, "low") if cells["low"] else None,
        high=number(cells, "high") if cells["high"] else None,
        range_kind=checked(
            cells, "range_kind", cells["range_kind"] in {"", *RANGE_KINDS}, "a key of RANGE_KINDS"
        ),
        unit=checked(cells, "unit", cells["unit"] in UNITS, "a unit of UNITS"),
        population=checked(cells, "population", bool(cells["population"]), "told"),
        status=checked(cells, "status", cells["status"] in STATUSES, f"one of {', '.join(STATUSES)}"),
        source=cells["source"],
        derivation=cells["derivation"],
        last_checked=day(cells, "last_checked"),
        used=checked(cells, "used", cells["used"] in ("", "yes"), "yes or empty") == "yes",
        note=cells["note"],
    )
    _check_interval(row)
    if row.source and row.source not in keys:
        raise ValueError(f"source must be a key of references.bib, got {row.source!r}")
    if bool(row.source) != (row.status not in ("derived", "illustrative")):
        raise ValueError(
            f"source must be given unless derived or illustrative, got {row.source!r} ({row.status})"
        )
    if bool(row.derivation) != (row.status == "derived"):
        raise ValueError(
            f"derivation must be given for derived rows alone, got {row.derivation!r} ({row.status})"
        )
    return row


def _check_interval(row: Fact) -> None:
    ends = {"": (False, False), "at_most": (False, True), "at_least": (True, False)}.get(
        row.range_kind, (True, True)
    )
    if (row.low is not None, row.high is not None) != ends:
        raise ValueError(f"low and high must fit range_kind {row.range_kind!r}, got {row.low} and {row.high}")
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    if not low <= row.value <= high:
        raise ValueError(f"value must lie between low and high, got {row.value} outside {low} to {high}")
    expected = {"at_most": high, "at_least": low, "midpoint": (low + high) / 2}.get(row.range_kind, row.value)
    if not math.isclose(row.value, expected, rel_tol=1e-9):
        raise ValueError(f"value must be {expected:.10g} for range_kind {row.range_kind}, got {row.value}")


def _check_names(placed: list[tuple[str, Fact]]) -> None:
    by_name: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for place, row in placed:
        if any(row.source == other.source for _, other in by_name[row.name]):
            raise ValueError(f"{place}: {row.name} from {row.source or 'no source'} is there twice")
        by_name[row.name].append((place, row))
    for name, placed_rows in by_name.items():
        place, first = placed_rows[0]
        if sum(row.used for _, row in placed_rows) != 1:
            raise ValueError(f"{place}: {name} must have exactly one used row")
        for place, row in placed_rows:
            if row.dimension != first.dimension:
                raise ValueError(
                    f"{place}: unit must be of the dimension {first.dimension}, got {row.unit!r}"
                )


def _check_references(placed: list[tuple[str, Fact]]) -> None:
    known = rows_by_reference(row for _, row in placed)
    for place, row in placed:
        for match in REFERENCE.finditer(row.derivation):
            if match.group() not in known:
                raise ValueError(
                    f"{place}: derivation names {match.group()!r}: {nearest(match.group(), known)}"
                )
