"""Reading an answer, apart from judging it.

``1.5``, ``1,5``, ``1.5e2``, ``1.5×10²``, ``12 h``, ``0.5 d``, ``1 200`` and ``537.6 ng/mL`` are read;
``1,200`` is asked back, because it is 1.2 to one reader and 1200 to another; what is unreadable is no try.
The tables and patterns below are the whole grammar.
Python and a browser understand them alike, and they travel with a page.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from anxiolytics.problems.units import Unit, known_unit, menu, told_back, unit_of

Kind = Literal["number", "unreadable", "ambiguous", "unknown-unit", "other-quantity"]

#: Longer texts are not answers.
MAXIMUM_LENGTH = 60
#: Sizes beyond these are slips of the finger; they also keep infinity out.
SMALLEST, LARGEST = 1e-15, 1e15
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
_DIGIT_ZEROS = "٠۰०０"  # Arabic, Persian, Devanagari and full-width keyboards
#: Characters read as another one.
CHARACTERS: Mapping[str, str] = MappingProxyType(
    dict(zip(SUPERSCRIPTS, "0123456789-+", strict=True))
    | {chr(ord(zero) + digit): str(digit) for zero in _DIGIT_ZEROS for digit in range(10)}
    | dict.fromkeys(
        "\t\n\r\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
    | dict.fromkeys("\u200b\u200e\u200f\ufeff", "")
    | dict.fromkeys("\u2212\u2010\u2011\u2013\ufe63\uff0d", "-")
    | dict.fromkeys("×·⋅∙", "*")
    | dict.fromkeys("µμ", "u")
    | {"≈": "~", "＋": "+", "٫": ".", "．": ".", "，": ",", "％": "%", "⁄": "/", "∕": "/"}
)
#: Sign, digits, power of ten and unit of an answer, once it is in plain characters and lower case.
ANSWER = (
    r"[=~]? ?([+-]?) ?([0-9.,]+(?: [0-9]{3}(?![0-9]))*(?:[.,][0-9]*)?)"
    r"(?: ?(?:e|[x*] ?10 ?(?:\^|\*\*)) ?([+-]?[0-9]{1,3}))?(?: ?((?:(?:1 ?)?/ ?)?[a-z%][^\n]*))?"
)
#: Shapes of the digits, tried in this order; a single comma before three digits may part thousands or not.
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "point": r"[0-9]+\.?[0-9]*|\.[0-9]+",
        "ambiguous": r"[1-9][0-9]{0,2},[0-9]{3}",
        "comma": r"[0-9]+,[0-9]*|,[0-9]+",
        "spaced thousands": r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]*)?",
        "comma thousands": r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?",
        "point thousands": r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*|[0-9]{1,3}(?:\.[0-9]{3}){2,}",
    }
)


@dataclass(frozen=True)
class Reading:
    """What an answer was read as.

    Attributes
    ----------
    kind : str
        ``"number"``, or why there is none: ``"unreadable"``, ``"ambiguous"``, ``"unknown-unit"``,
        ``"other-quantity"`` (a unit of another dimension than the asked one).
    number : float
        The number as written, in the unit as written; NaN where there is none.
    figures : int
        Fewest significant figures it can have been given to, at least two; 0 if it has fewer than two.
    number_text, unit_text : str
        Both as read, to be told back.
    factor : float
        Size of the unit as written, the asked unit being 1.
    unit_from : str
        Where the unit comes from: ``"typed"``, ``"over-menu"`` (typed, and the menu said otherwise),
        ``"menu"`` or ``"asked"`` (none was given).
    choices : tuple of str
        For an ambiguous number, the answers it may have meant.
    measures : str
        For a unit of another dimension, what it measures.
    """

    kind: Kind
    number: float = math.nan
    figures: int = 0
    number_text: str = ""
    unit_text: str = ""
    factor: float = 1.0
    unit_from: str = "asked"
    choices: tuple[str, ...] = field(default=())
    measures: str = ""


def read(answer: object, asked_unit: str, menu_unit: str = "") -> Reading:
    """Read an answer.

    Parameters
    ----------
    answer : object
        What was typed, or a number; anything else is unreadable.
    asked_unit : str
        The unit the problem asks for; empty for a pure number.
    menu_unit : str
        The unit set in the menu beside the field, empty where there is none. A typed unit counts more.

    Returns
    -------
    Reading
        The number with its unit, or what kept it from being read.

    Raises
    ------
    ValueError
        If `asked_unit` is not in the table of units, or `menu_unit` is not one that its menu offers.
    """
    asked = known_unit(asked_unit)
    if menu_unit not in ("", *menu(asked_unit)):
        raise ValueError(
            f"menu_unit is {menu_unit!r}, but the menu offers {', '.join(menu(asked_unit)) or 'nothing'}"
        )
    if isinstance(answer, bool) or not isinstance(answer, str | float | int):
        return Reading("unreadable")
    text = plain(answer if isinstance(answer, str) else repr(answer))
    parts = re.fullmatch(ANSWER, text) if len(text) <= MAXIMUM_LENGTH else None
    if parts is None:
        return Reading("unreadable")
    sign, digits, power, typed_unit = (part or "" for part in parts.groups())
    exponent = f"e{power}" if power else ""
    shape = next((name for name, pattern in SHAPES.items() if re.fullmatch(pattern, digits)), None)
    if shape is None:
        return Reading("unreadable")
    if shape == "ambiguous":
        rest = exponent + (f" {typed_unit}" if typed_unit else "")
        decimal = re.sub(r"\.?0+$", "", digits.replace(",", "."))
        return Reading("ambiguous", choices=(sign + decimal + rest, sign + digits.replace(",", "") + rest))
    mantissa = _with_point(digits, shape)
    number_text = sign + mantissa + exponent
    number = float(number_text)
    if abs(number) > LARGEST or 0 < abs(number) < SMALLEST:
        return Reading("unreadable")
    unit_text = typed_unit or menu_unit or asked_unit
    unit = unit_of(unit_text)
    if unit is None:
        return Reading("unknown-unit", number_text=number_text, unit_text=unit_text)
    if unit.dimension != asked.dimension:
        return Reading(
            "other-quantity",
            number_text=number_text,
            unit_text=told_back(unit_text),
            measures=unit.quantity,
        )
    return Reading(
        "number",
        number=number,
        # A number has no figures to speak of: 12.0 and 12 are one.
        figures=figures_of(mantissa, trailing_zeros_count=isinstance(answer, str)),
        number_text=number_text,
        unit_text=told_back(unit_text),
        factor=unit.factor / asked.factor,
        unit_from=_unit_from(typed_unit, menu_unit, unit),
    )


def plain(text: str) -> str:
    """Return a typed text in plain characters: ASCII digits, single spaces, ``-``, ``*``, ``^``, lower case.

    Parameters
    ----------
    text : str
        As typed.

    Returns
    -------
    str
        Ready for the pattern `ANSWER`.
    """
    raised = re.sub(f"[{SUPERSCRIPTS}]+", lambda run: "^" + run[0], text)
    lowered = re.sub("[A-Z]", lambda letter: letter[0].lower(), raised)
    return re.sub(" +", " ", "".join(CHARACTERS.get(letter, letter) for letter in lowered)).strip(" ")


def figures_of(mantissa: str, *, trailing_zeros_count: bool = True) -> int:
    """Return the fewest significant figures a number can have been given to, at least two.

    Parameters
    ----------
    mantissa : str
        Digits with at most one point; the zeros that end a whole number may be figures or not.
    trailing_zeros_count : bool
        Whether zeros after the point are figures, as in a number that was typed.

    Returns
    -------
    int
        0 if the number has fewer than two figures.
    """
    digits = mantissa.replace(".", "").lstrip("0")
    counted = digits if "." in mantissa and trailing_zeros_count else digits.rstrip("0")
    return max(2, len(counted)) if len(digits) >= 2 else 0


def _with_point(digits: str, shape: str) -> str:
    """Return the digits with a point for decimals and nothing between thousands."""
    without_thousands = {
        "spaced thousands": digits.replace(" ", ""),
        "comma thousands": digits.replace(",", ""),
        "point thousands": digits.replace(".", ""),
    }
    return without_thousands.get(shape, digits).replace(",", ".")


def _unit_from(typed_unit: str, menu_unit: str, unit: Unit) -> str:
    if typed_unit:
        return "over-menu" if menu_unit and unit_of(menu_unit) != unit else "typed"
    return "menu" if menu_unit else "asked"
