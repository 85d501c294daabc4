"""The units an answer may be written in.

A unit is a row of simple units: ``mg/L``, ``mL per min``, ``L h⁻¹``.
Every spelling of a simple unit stands in `SPELLINGS`; pint says what it measures and how large it is.
The same table travels with a page, so that the browser knows exactly the units known here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from anxiolytics.extras import required

#: pint's name of a simple unit -> the spellings read, in lower case, with ``u`` for the micro sign.
SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "minute": ("min", "mins", "minute", "minutes"),
        "hour": ("h", "hr", "hrs", "hour", "hours"),
        "day": ("d", "day", "days"),
        "week": ("wk", "week", "weeks"),
        "kilogram": ("kg",),
        "gram": ("g", "gram", "grams"),
        "milligram": ("mg", "milligram", "milligrams"),
        "microgram": ("ug", "mcg", "microgram", "micrograms"),
        "nanogram": ("ng", "nanogram", "nanograms"),
        "litre": ("l", "litre", "litres", "liter", "liters"),
        "decilitre": ("dl",),
        "millilitre": ("ml", "millilitre", "millilitres", "milliliter", "milliliters"),
        "millimole": ("mmol",),
        "micromole": ("umol",),
        "nanomole": ("nmol",),
        "percent": ("%", "percent"),
        "dimensionless": ("fraction", "1", "x", "times", "fold"),
    }
)
#: Powers of time, mass, volume and amount of substance -> what a unit of that dimension measures.
QUANTITIES: Mapping[tuple[int, ...], str] = MappingProxyType(
    {
        (0, 0, 0, 0): "a ratio",
        (1, 0, 0, 0): "a time",
        (-1, 0, 0, 0): "a rate constant",
        (0, 1, 0, 0): "an amount",
        (0, 0, 1, 0): "a volume",
        (0, 1, -1, 0): "a concentration",
        (0, 0, 0, 1): "an amount of substance",
        (0, 0, -1, 1): "a molar concentration",
        (-1, 0, 1, 0): "a clearance",
        (-1, 1, 0, 0): "a dose rate",
        (1, 1, -1, 0): "an area under the curve",
    }
)
#: What any other unit measures.
OTHER_QUANTITY = "another quantity"
#: What the menu beside the answer offers for each dimension; elsewhere it offers the asked unit alone.
MENUS: Mapping[tuple[int, ...], tuple[str, ...]] = MappingProxyType(
    {
        (0, 0, 0, 0): ("%", "fraction"),
        (1, 0, 0, 0): ("min", "h", "d"),
        (-1, 0, 0, 0): ("1/min", "1/h", "1/d"),
        (0, 1, 0, 0): ("µg", "mg", "g"),
        (0, 0, 1, 0): ("mL", "L"),
        (0, 1, -1, 0): ("ng/mL", "µg/mL", "mg/L"),
        (0, 0, -1, 1): ("nmol/L", "µmol/L"),
        (-1, 0, 1, 0): ("mL/min", "L/h"),
        (-1, 1, 0, 0): ("µg/min", "mg/h", "mg/d"),
    }
)
#: One simple unit in a row of them: a stroke or a separator, its name, and ``-1`` or ``^-1``.
TERM = r"(/?) ?([a-z%]+|1)(\^?-1)? ?"
#: What parts simple units apart from the stroke.
SEPARATORS = r"[*·. ]+"
_NAMES = frozenset(name for spellings in SPELLINGS.values() for name in spellings)
_BASE = ("hour", "milligram", "litre", "nanomole")
_DIMENSIONS = ("[time]", "[mass]", "[length]", "[substance]")


@dataclass(frozen=True)
class Unit:
    """What a unit measures, and its size.

    Attributes
    ----------
    dimension : tuple of int
        Powers of time, mass, volume and amount of substance.
    factor : float
        Its size in hours, milligrams, litres and nanomoles.
    """

    dimension: tuple[int, ...]
    factor: float

    @property
    def quantity(self) -> str:
        """What the unit measures, in words with an article."""
        return QUANTITIES.get(self.dimension, OTHER_QUANTITY)


@cache
def simple_units() -> Mapping[str, Unit]:
    """Return every spelling of a simple unit with its meaning, as pint gives it.

    Returns
    -------
    Mapping of str to Unit
        Keys in lower case with ``u`` for the micro sign.
    """
    # Here and not at the top: the library itself needs numpy alone.
    pint = required("pint", "book")

    registry: Any = pint.UnitRegistry()
    table: dict[str, Unit] = {}
    for name, spellings in SPELLINGS.items():
        quantity = registry.Quantity(1.0, name)
        powers = [int(quantity.dimensionality.get(dimension, 0)) for dimension in _DIMENSIONS]
        powers[2] //= 3  # pint counts lengths, a volume is three of them
        base = registry.Unit("")
        for base_name, power in zip(_BASE, powers, strict=True):
            base = base * registry.Unit(base_name) ** power
        # Fifteen digits: pint's 1.0000000000000002e-06 is 1e-06.
        unit = Unit(tuple(powers), float(f"{quantity.to(base).magnitude:.15g}"))
        table.update(dict.fromkeys(spellings, unit))
    return MappingProxyType(table)


def plain_unit(text: str) -> str:
    """Return a unit as it is looked up: lower case, no micro sign, ``per`` as a stroke, single separators.

    Parameters
    ----------
    text : str
        A unit as somebody writes it, for example ``"µg per mL"``.

    Returns
    -------
    str
        For example ``"ug /ml"``.
    """
    # Only A–Z: other alphabets lower their letters differently in Python and in the browser.
    lowered = re.sub("[A-Z]", lambda letter: letter[0].lower(), text)
    lowered = re.sub("[µμ]", "u", lowered)
    lowered = re.sub("per ?cent", "%", lowered)
    lowered = re.sub("per ", "/", lowered)
    return re.sub(SEPARATORS, " ", lowered).strip(" ")


def unit_of(text: str) -> Unit | None:
    """Return the unit a text means.

    Parameters
    ----------
    text : str
        For example ``"h"``, ``"ng/mL"``, ``"mL per min"``, ``"L h-1"``, ``"%"``; empty for a pure number.

    Returns
    -------
    Unit or None
        None when a part of it is not in the table.
    """
    terms = _terms(text)
    if terms is None:
        return None
    dimension, factor = [0, 0, 0, 0], 1.0
    for name, below in terms:
        part = simple_units()[name]
        factor = factor / part.factor if below else factor * part.factor
        dimension = [d - p if below else d + p for d, p in zip(dimension, part.dimension, strict=True)]
    return Unit(tuple(dimension), factor)


def _terms(text: str) -> list[tuple[str, bool]] | None:
    """Return each simple unit and whether it stands below the stroke; None if one is not known."""
    plain = plain_unit(text)
    if re.sub(TERM, "", plain) != "":
        return None
    terms = [(name, (stroke == "/") != (inverse != "")) for stroke, name, inverse in re.findall(TERM, plain)]
    return terms if all(name in _NAMES for name, _ in terms) else None


def check_unit(text: str) -> None:
    """Refuse a unit that is not made of those in the table; needs no pint.

    Parameters
    ----------
    text : str
        As for `unit_of`.

    Raises
    ------
    ValueError
        If a part of the unit is not in the table.
    """
    if _terms(text) is None:
        allowed = ", ".join(spellings[0] for spellings in SPELLINGS.values())
        raise ValueError(f"unit is {text!r}, but it has to be made of {allowed}")


@cache
def known_unit(text: str) -> Unit:
    """Return the unit a problem asks for.

    Parameters
    ----------
    text : str
        As for `unit_of`.

    Returns
    -------
    Unit
        Its dimension and size.

    Raises
    ------
    ValueError
        If a part of the unit is not in the table.
    """
    check_unit(text)
    unit = unit_of(text)
    assert unit is not None
    return unit


def menu(asked: str) -> tuple[str, ...]:
    """Return the units offered beside the answer's field.

    Parameters
    ----------
    asked : str
        The unit the problem asks for; empty for a pure number, which needs no menu.

    Returns
    -------
    tuple of str
        The asked unit among them, small to large.
    """
    if asked == "":
        return ()
    unit = known_unit(asked)
    offered = MENUS.get(unit.dimension, ())
    return offered if asked in offered else (asked, *offered)


@cache
def rounding_scales(asked: str) -> tuple[float, ...]:
    """Return the sizes of all units an answer can be written in, up to powers of ten.

    A number is rounded in the unit it is written in: 12.3 h are 0.51 d. Powers of ten round alike.

    Parameters
    ----------
    asked : str
        The unit the problem asks for, of size 1.

    Returns
    -------
    tuple of float
        Distinct, ascending, from 1 to below 10.
    """
    unit = known_unit(asked)
    sizes = {1.0}
    for axis, power in enumerate(unit.dimension):
        along = [u.factor for u in simple_units().values() if _is_power_of(u.dimension, axis)]
        sizes = {size * factor**power for size in sizes for factor in along} if power else sizes
    return tuple(sorted({float(f"{size / unit.factor:.12e}".partition("e")[0]) for size in sizes}))


def _is_power_of(dimension: tuple[int, ...], axis: int) -> bool:
    return all(power == (place == axis) for place, power in enumerate(dimension))
