"""Numbers as a reader sees them."""

import math

#: What stands where there is no number.
NO_NUMBER = "none"

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLEST_EXPONENT, _LARGEST_EXPONENT = -4, 6


def number_text(value: float, digits: int = 3) -> str:
    """Return a number with a given count of significant digits, without trailing zeros.

    Parameters
    ----------
    value : float
        The number; NaN, which stands for "there is no such number", reads "none".
    digits : int
        Significant digits, at least one.

    Returns
    -------
    str
        Plain decimals from 0.0001 to below ten million, a power of ten outside; a true minus sign.

    Raises
    ------
    ValueError
        If the number is infinite or ``digits`` is below one.

    Examples
    --------
    >>> number_text(0.012345), number_text(1234.5), number_text(-2.0), number_text(3.2e-7)
    ('0.0123', '1230', '−2', '3.2×10⁻⁷')
    """
    if digits < 1:
        raise ValueError(f"digits is {digits}: it must be 1 or more.")
    if math.isinf(value):
        raise ValueError(f"value is {value}: it must be a finite number or NaN.")
    if math.isnan(value):
        return NO_NUMBER
    mantissa, exponent_text = f"{abs(value):.{digits - 1}e}".split("e")
    exponent = int(exponent_text)
    if _SMALLEST_EXPONENT <= exponent <= _LARGEST_EXPONENT:
        rounded = float(f"{mantissa}e{exponent}")
        text = _without_trailing_zeros(f"{rounded:.{max(0, digits - 1 - exponent)}f}")
    else:
        text = f"{_without_trailing_zeros(mantissa)}×10{str(exponent).translate(_SUPERSCRIPTS)}"
    return "−" + text if value < 0 and text != "0" else text


def with_unit(text: str, unit: str) -> str:
    """Return a number's text followed by its unit, if it has one and there is a number.

    Examples
    --------
    >>> with_unit("12", "h"), with_unit("0.5", ""), with_unit("none", "h")
    ('12 h', '0.5', 'none')
    """
    return f"{text} {unit}" if unit and text != NO_NUMBER else text


def _without_trailing_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
