"""The tables that are not numbers by name: drugs, clearance routes, tablets, and where receptors sit.

Each table is a frozen dataclass, one field a column, whose type says what a cell may hold: ``str`` must be
told, ``str | None`` and ``float | None`` may be empty, and a tuple is separated by semicolons. Every row says
where it comes from (keys of ``references.bib``) and when it was last checked.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from anxiolytics.data import STATUSES
from anxiolytics.data.cells import bibliography, checked, day, nearest, number, rows

__all__ = ["FILES", "BrainRow", "DrugRow", "RouteRow", "TabletRow", "load_records"]


@dataclass(frozen=True)
class DrugRow:
    """A drug's names and chemistry.

    Attributes
    ----------
    name : str
        The name the tables use.
    drug_class : str
        For example ``benzodiazepine``.
    formula : str or None
        Molecular formula of the free base or acid; None where the tables do not need it.
    synonyms, brand_names : tuple of str
        Other names.
    active_metabolites : tuple of str
        What it becomes that acts as well, the most important first.
    """

    name: str
    drug_class: str
    formula: str | None
    synonyms: tuple[str, ...]
    brand_names: tuple[str, ...]
    active_metabolites: tuple[str, ...]
    source: tuple[str, ...]
    last_checked: date


@dataclass(frozen=True)
class RouteRow:
    """One way by which the body clears a drug.

    Attributes
    ----------
    drug : str
        Whose route: a drug, or the product of another row.
    reaction : str
        What happens, e.g. ``N-demethylation``.
    enzyme : str or None
        What does it, e.g. ``CYP3A4``.
    product : str or None
        What it makes.
    product_active : str or None
        ``yes``, ``weakly``, ``no``, or None where no source says.
    share : float or None
        How much goes this way (0 to 1), where a source gives it; the note says of what.
    status : str
        As in `anxiolytics.data.STATUSES`.
    """

    drug: str
    reaction: str
    enzyme: str | None
    product: str | None
    product_active: str | None
    share: float | None
    status: str
    source: tuple[str, ...]
    last_checked: date
    note: str | None


@dataclass(frozen=True)
class TabletRow:
    """One strength of a solid or liquid form that exists.

    Attributes
    ----------
    drug : str
        What is in it.
    form : str
        For example ``tablet``, ``capsule`` or ``oral solution (per mL)``.
    strength_mg : float
        Content of one unit, or of 1 mL (mg).
    divisible_into : int or None
        Equal parts that it is made to be broken into: 1 for none, 2 for halves, 4 for quarters; None where
        no source says.
    country : str
        Where it is sold, e.g. ``US``.
    """

    drug: str
    form: str
    strength_mg: float
    divisible_into: int | None
    country: str
    source: tuple[str, ...]
    last_checked: date
    note: str | None


@dataclass(frozen=True)
class BrainRow:
    """A receptor subtype in a region of the brain, and what is ascribed to it there.

    Attributes
    ----------
    region : str
        For example ``amygdala``.
    subtype : str
        For example ``alpha2``.
    abundance : str
        How much, in the source's terms.
    role : str or None
        What it is held to do, where a source says.
    status : str
        As in `anxiolytics.data.STATUSES`.
    """

    region: str
    subtype: str
    abundance: str
    role: str | None
    status: str
    source: tuple[str, ...]
    last_checked: date
    note: str | None


#: What a product of metabolism may do.
ACTIVITIES = ("yes", "weakly", "no", "")

Record = TypeVar("Record", DrugRow, RouteRow, TabletRow, BrainRow)

#: The file of each table, and the columns that together name a row.
FILES: dict[type, tuple[str, tuple[str, ...]]] = {
    DrugRow: ("drugs.csv", ("name",)),
    RouteRow: ("routes.csv", ("drug", "reaction", "enzyme", "product")),
    TabletRow: ("tablets.csv", ("drug", "form", "strength_mg", "country")),
    BrainRow: ("brain.csv", ("region", "subtype")),
}


def load_records(kind: type[Record], directory: Path) -> tuple[Record, ...]:
    """Read and check one of the tables of `FILES`.

    Parameters
    ----------
    kind : type
        The dataclass of its rows.
    directory : Path
        Folder that holds the table and ``references.bib``.

    Returns
    -------
    tuple
        In the order of lines.

    Raises
    ------
    ValueError
        Naming file and line, if a cell is missing or malformed, a source unknown or a row there twice.
    """
    file_name, identity = FILES[kind]
    keys = bibliography(directory / "references.bib")
    types = typing.get_type_hints(kind)
    records: list[Record] = []
    seen: dict[tuple[Any, ...], str] = {}
    for place, cells in rows(directory / file_name, [field.name for field in fields(kind)]):
        try:
            values = {column: _READERS[types[column]](cells, column) for column in cells}
            _check(values, cells, keys)
        except ValueError as error:
            raise ValueError(f"{place}: {error}") from None
        name = tuple(values[column] for column in identity)
        if name in seen:
            raise ValueError(f"{place}: {', '.join(cells[column] for column in identity)} is there twice")
        seen[name] = place
        records.append(kind(**values))
    if "drug" in identity:
        _check_drugs(records, seen.values(), load_records(DrugRow, directory))
    return tuple(records)


def _check(values: dict[str, Any], cells: dict[str, str], keys: Collection[str]) -> None:
    checked(cells, "source", bool(values["source"]), "told")
    for key in values["source"]:
        checked(cells, "source", key in keys, "keys of references.bib, separated by semicolons")
    if values.get("share") is not None:
        checked(cells, "share", 0 <= values["share"] <= 1, "between 0 and 1")
    if "strength_mg" in cells:
        checked(cells, "strength_mg", values["strength_mg"] > 0, "above 0")
    if "status" in cells:
        checked(cells, "status", cells["status"] in STATUSES, f"one of {', '.join(STATUSES)}")
    if "product_active" in cells:
        checked(cells, "product_active", cells["product_active"] in ACTIVITIES, "yes, weakly, no or empty")


def _check_drugs(records: list[Any], places: Iterable[str], drugs: tuple[DrugRow, ...]) -> None:
    names = {row.name for row in drugs} | {
        row.product for row in records if isinstance(row, RouteRow) and row.product
    }
    for place, row in zip(places, records, strict=True):
        if row.drug not in names:
            raise ValueError(
                f"{place}: drug must be a name of drugs.csv, got {row.drug!r}: {nearest(row.drug, names)}"
            )


def _text(cells: dict[str, str], column: str) -> str:
    return checked(cells, column, bool(cells[column]), "told")


def _names(cells: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cells[column].split(";") if name.strip())


def _parts(cells: dict[str, str], column: str) -> int | None:
    checked(cells, column, cells[column] in ("", "1", "2", "4"), "1, 2, 4 or empty")
    return int(cells[column]) if cells[column] else None


#: How a cell is read, by the type of its field.
_READERS: dict[Any, Callable[[dict[str, str], str], Any]] = {
    str: _text,
    str | None: lambda cells, column: cells[column] or None,
    float: number,
    float | None: lambda cells, column: number(cells, column) if cells[column] else None,
    int | None: _parts,
    tuple[str, ...]: _names,
    date: day,
}
