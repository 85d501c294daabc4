"""Numbers as a reader sees them: the same from the library and from ``static/explorer.words.js``."""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

#: What stands where there is no number.
NO_NUMBER = "none"
#: What stands where a number is too near to zero to have a sure digit; zero itself is written "0".
NEAR_ZERO = "≈ 0"

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLEST_EXPONENT, _LARGEST_EXPONENT = -4, 6


def number_text(value: float, digits: int = 3, floor: float = 0.0) -> str:
    """Return a number with a given count of significant digits, without trailing zeros.

    Parameters
    ----------
    value : float
        The number; NaN, which stands for "there is no such number", reads "none".
    digits : int
        Significant digits, at least one.
    floor : float
        A number above zero and below this one is said to be below it; zero or more.

    Returns
    -------
    str
        Plain decimals from 0.0001 to below ten million, a power of ten outside; a true minus sign.
        A number exactly between two is rounded away from zero, as readers and JavaScript do.
        "0" is zero: a small number keeps its digits, or is said to be below the floor.

    Raises
    ------
    ValueError
        If the number is infinite, ``digits`` is below one or the floor is negative or not finite.

    Examples
    --------
    >>> number_text(0.012345), number_text(1234.5), number_text(-2.0), number_text(3.2e-7)
    ('0.0123', '1230', '−2', '3.2×10⁻⁷')
    >>> number_text(0.012345, floor=0.1), number_text(0.0, floor=0.1)
    ('< 0.1', '0')
    """
    if digits < 1:
        raise ValueError(f"digits is {digits}: it must be 1 or more.")
    if math.isinf(value):
        raise ValueError(f"value is {value}: it must be a finite number or NaN.")
    if not (math.isfinite(floor) and floor >= 0):
        raise ValueError(f"floor is {floor}: it must be finite and zero or more.")
    if math.isnan(value):
        return NO_NUMBER
    if 0 < value < floor:
        return f"< {number_text(floor, digits)}"
    # Decimal holds a float exactly, so that a tie is seen as one.
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(abs(float(value))))
    exponent = rounded.adjusted()
    if not rounded or _SMALLEST_EXPONENT <= exponent <= _LARGEST_EXPONENT:
        text = _without_trailing_zeros(f"{rounded:f}")
    else:
        mantissa = _without_trailing_zeros(f"{rounded.scaleb(-exponent):f}")
        text = f"{mantissa}×10{str(exponent).translate(_SUPERSCRIPTS)}"
    return "−" + text if value < 0 and text != "0" else text


def value_text(value: float, error: float) -> str:
    """Return a number that is known to within an error, with the digits that the error allows.

    Parameters
    ----------
    value : float
        The number, or NaN.
    error : float
        The greatest deviation that it may have, zero or more.

    Returns
    -------
    str
        At most three significant digits, the last of them off by one at most; "≈ 0" for a number without a
        sure digit.

    Raises
    ------
    ValueError
        If the value is infinite or the error is negative or not finite.

    Examples
    --------
    >>> value_text(12.3456, 0), value_text(12.3456, 0.2), value_text(0.003, 0.2)
    ('12.3', '12', '≈ 0')
    """
    if not (math.isfinite(error) and error >= 0):
        raise ValueError(f"error is {error}: it must be finite and zero or more.")
    if error == 0 or not math.isfinite(value):
        return number_text(value)
    if value == 0:
        return NEAR_ZERO
    # Half a unit of the last place covers the error.
    last_place = _exponent(2 * error) + 1
    digits = _exponent(abs(value)) - last_place + 1
    return number_text(value, min(3, digits)) if digits >= 1 else NEAR_ZERO


def with_unit(text: str, unit: str) -> str:
    """Return a number's text followed by its unit, if it has one and there is a number.

    Examples
    --------
    >>> with_unit("12", "h"), with_unit("0.5", ""), with_unit("none", "h")
    ('12 h', '0.5', 'none')
    """
    return f"{text} {unit}" if unit and text != NO_NUMBER else text


def _exponent(value: float) -> int:
    """Return the power of ten of the first digit of the shortest text of a number."""
    return Decimal(repr(float(value))).adjusted()


def _without_trailing_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
