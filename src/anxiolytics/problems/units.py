"""The units an answer may be written in.

A unit is a row of simple units: ``mg/L``, ``mL per min``, ``L h⁻¹``, ``kcal/mol``.
Every spelling of a simple unit stands in `SPELLINGS`; pint says what it measures and how large it is.
The same table travels with a page, so that the browser knows exactly the units known here.
Capitals do not count, as a phone's keyboard sets them at will: so ``ns`` is the nanosiemens and ``mm`` the
millimolar, and what those letters would otherwise mean, nanosecond and millimetre, is not known here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from anxiolytics.extras import required

#: pint's name of a simple unit -> the spellings read, without regard to capitals and with ``u`` for the micro
#: sign; the first one is the symbol that it is told back with.
SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "minute": ("min", "mins", "minute", "minutes"),
        "hour": ("h", "hr", "hrs", "hour", "hours"),
        "day": ("d", "day", "days"),
        "week": ("wk", "week", "weeks"),
        "second": ("s", "sec", "secs", "second", "seconds"),
        "millisecond": ("ms", "msec", "millisecond", "milliseconds"),
        "kilogram": ("kg",),
        "gram": ("g", "gram", "grams"),
        "milligram": ("mg", "milligram", "milligrams"),
        "microgram": ("µg", "mcg", "microgram", "micrograms"),
        "nanogram": ("ng", "nanogram", "nanograms"),
        "litre": ("L", "litre", "litres", "liter", "liters"),
        "decilitre": ("dL",),
        "millilitre": ("mL", "millilitre", "millilitres", "milliliter", "milliliters"),
        "mole": ("mol", "mole", "moles"),
        "millimole": ("mmol",),
        "micromole": ("µmol",),
        "nanomole": ("nmol",),
        "millimolar": ("mM", "millimolar"),
        "micromolar": ("µM", "micromolar"),
        "nanomolar": ("nM", "nanomolar"),
        "volt": ("V", "volt", "volts"),
        "millivolt": ("mV", "millivolt", "millivolts"),
        "microsiemens": ("µS", "microsiemens"),
        "nanosiemens": ("nS", "nanosiemens"),
        "picosiemens": ("pS", "picosiemens"),
        "nanoampere": ("nA", "nanoampere", "nanoamperes"),
        "picoampere": ("pA", "picoampere", "picoamperes"),
        "kilocalorie": ("kcal", "kilocalorie", "kilocalories"),
        "kilojoule": ("kJ", "kilojoule", "kilojoules"),
        "joule": ("J", "joule", "joules"),
        "percent": ("%", "percent"),
        "dimensionless": ("fraction", "1", "x", "times", "fold"),
    }
)
#: The units of the axes along which every unit is measured. Energy and voltage stand beside mass and volume
#: as if they had nothing to do with them: nobody answers in milligrams times squares of decimetres.
AXES = ("hour", "milligram", "litre", "nanomole", "millivolt", "nanosiemens", "kilocalorie")
#: Powers along the axes -> what a unit of that dimension measures.
QUANTITIES: Mapping[tuple[int, ...], str] = MappingProxyType(
    {
        (0, 0, 0, 0, 0, 0, 0): "a ratio",
        (1, 0, 0, 0, 0, 0, 0): "a time",
        (-1, 0, 0, 0, 0, 0, 0): "a rate constant",
        (0, 1, 0, 0, 0, 0, 0): "an amount",
        (0, 0, 1, 0, 0, 0, 0): "a volume",
        (0, 1, -1, 0, 0, 0, 0): "a concentration",
        (0, 0, 0, 1, 0, 0, 0): "an amount of substance",
        (0, 0, -1, 1, 0, 0, 0): "a molar concentration",
        (-1, 0, 1, 0, 0, 0, 0): "a clearance",
        (-1, 1, 0, 0, 0, 0, 0): "a dose rate",
        (1, 1, -1, 0, 0, 0, 0): "an area under the curve",
        (0, 0, 0, 0, 1, 0, 0): "a voltage",
        (0, 0, 0, 0, 0, 1, 0): "a conductance",
        (0, 0, 0, 0, 1, 1, 0): "a current",
        (0, 0, 0, 0, 0, 0, 1): "an energy",
        (0, 0, 0, -1, 0, 0, 1): "an energy per mole",
    }
)
#: What any other unit measures.
OTHER_QUANTITY = "another quantity"
#: What the menu beside the answer offers: the row that has the asked unit, else the asked unit and the first
#: row of its dimension.
MENUS: tuple[tuple[str, ...], ...] = (
    ("%", "fraction"),
    ("min", "h", "d"),
    ("ms", "s"),
    ("1/min", "1/h", "1/d"),
    ("1/ms", "1/s"),
    ("µg", "mg", "g"),
    ("mL", "L"),
    ("ng/mL", "µg/mL", "mg/L"),
    ("nmol/L", "µmol/L"),
    ("µmol/L", "mmol/L"),
    ("mL/min", "L/h"),
    ("µg/min", "mg/h", "mg/d"),
    ("mV", "V"),
    ("pS", "nS", "µS"),
    ("pA", "nA"),
    ("kJ/mol", "kcal/mol"),
)
#: One simple unit in a row of them: a stroke or a separator, its name, and ``-1`` or ``^-1``.
TERM = r"(/?) ?([a-z%]+|1)(\^?-1)? ?"
#: What parts simple units apart from the stroke.
SEPARATORS = r"[*·. ]+"
#: Axes that a simple unit lies along: one of them, or two for a concentration in moles and for a current.
_ALONG: tuple[Mapping[int, int], ...] = (
    {},
    *({axis: 1} for axis in range(len(AXES))),
    {AXES.index("nanomole"): 1, AXES.index("litre"): -1},
    {AXES.index("millivolt"): 1, AXES.index("nanosiemens"): 1},
)


@dataclass(frozen=True)
class Unit:
    """What a unit measures, and its size.

    Attributes
    ----------
    dimension : tuple of int
        Powers along `AXES`.
    factor : float
        Its size, each axis in its own unit.
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
        for powers in _ALONG:
            base = registry.Unit("")
            for axis, power in powers.items():
                base = base * registry.Unit(AXES[axis]) ** power
            if quantity.is_compatible_with(base):
                break
        else:
            raise ValueError(f"unit {name!r} lies along none of the axes {', '.join(AXES)}")
        dimension = tuple(powers.get(axis, 0) for axis in range(len(AXES)))
        # Fifteen digits: pint's 1.0000000000000002e-06 is 1e-06.
        unit = Unit(dimension, float(f"{quantity.to(base).magnitude:.15g}"))
        table.update(dict.fromkeys(map(plain_unit, spellings), unit))
    return MappingProxyType(table)


def told_back(text: str) -> str:
    """Return a unit that was read in lower case with the capitals and the micro sign of its symbols.

    Parameters
    ----------
    text : str
        For example ``"ug/ml"``.

    Returns
    -------
    str
        For example ``"µg/mL"``; what is not a symbol stays as it was.
    """
    return re.sub("[a-z]+", lambda name: SYMBOLS.get(name[0], name[0]), text)


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
    dimension, factor = [0] * len(AXES), 1.0
    for name, below in terms:
        part = simple_units()[name]
        factor = factor / part.factor if below else factor * part.factor
        dimension = [d - p if below else d + p for d, p in zip(dimension, part.dimension, strict=True)]
    return Unit(tuple(dimension), factor)


#: Spelling as it is looked up -> the symbol, where the two differ.
SYMBOLS: Mapping[str, str] = MappingProxyType(
    {plain_unit(symbol): symbol for symbol, *_ in SPELLINGS.values() if plain_unit(symbol) != symbol}
)
_NAMES = frozenset(plain_unit(name) for spellings in SPELLINGS.values() for name in spellings)


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
    for row in MENUS:
        if asked in row:
            return row
    alike = (row for row in MENUS if known_unit(row[0]).dimension == known_unit(asked).dimension)
    return (asked, *next(alike, ()))


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
