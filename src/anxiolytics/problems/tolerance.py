"""Which numbers count as a given one.

A number is accepted if it lies within the tolerance, *or* if it is the target rounded to the figures given
(two or more): rounding never costs marks.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor

#: Room for the last binary digit, so that 10.2 is within 2 % of 10.
SLACK = 1 + 1e-9


def decade(value: float) -> int:
    """Return the power of ten of a number's leading figure.

    Parameters
    ----------
    value : float
        Finite and not zero.

    Returns
    -------
    int
        0 for 1 to 9.99, −1 for 0.1 to 0.999.
    """
    # Of the shortest text, not of the logarithm: the browser finds the same decade for every number.
    return Decimal(repr(float(value))).adjusted()


def within(number: float, target: float, rtol: float, atol: float) -> bool:
    """Return whether ``|number − target| ≤ max(atol, rtol |target|)``.

    Parameters
    ----------
    number, target : float
        What was given and what it is compared with, in one unit.
    rtol : float
        Tolerance relative to the target.
    atol : float
        Tolerance in the unit of the target.

    Returns
    -------
    bool
        Whether the number lies within the tolerance.
    """
    return abs(number - target) <= max(atol, rtol * abs(target)) * SLACK


def rounded_alike(number: float, figures: int, target: float) -> bool:
    """Return whether a number is the target rounded to the figures given.

    Parameters
    ----------
    number, target : float
        What was given and what it is compared with, in one unit.
    figures : int
        Significant figures of `number`; fewer than two never count as a rounding.

    Returns
    -------
    bool
        Whether `number` is the rounded target; either neighbour of a tie counts.
    """
    if figures < 2 or number * target <= 0:
        return False
    # The finer of the two decades: 10 is 9.96 in two figures, but 9.9 is not 10.4.
    last_place = min(decade(number), decade(target)) - figures + 1
    return abs(number - target) <= 0.5 * float(f"1e{last_place}") * SLACK


def accepted(number: float, figures: int, target: float, rtol: float, atol: float) -> bool:
    """Return whether a number counts as the target: within the tolerance or rounded alike.

    Parameters
    ----------
    number, target : float
        What was given and what it is compared with, in one unit.
    figures : int
        Significant figures of `number`.
    rtol, atol : float
        The tolerance, as in `within`.

    Returns
    -------
    bool
        Whether the number is accepted.
    """
    return within(number, target, rtol, atol) or rounded_alike(number, figures, target)


def accepted_band(
    target: float, rtol: float, atol: float, factors: Sequence[float] = (1.0,)
) -> tuple[float, float]:
    """Return the narrowest band that holds every accepted number.

    Parameters
    ----------
    target : float
        The number aimed at.
    rtol, atol : float
        The tolerance, as in `within`.
    factors : sequence of float
        Sizes of the units an answer may be written in, the target's own being 1: the roundings of 12.3 h
        differ from those of 0.5125 d.

    Returns
    -------
    tuple of float
        Lower and upper end, in the target's unit.
    """
    margin = max(atol, rtol * abs(target)) * SLACK
    numbers = [target - margin, target + margin]
    for factor in factors:
        numbers += [number * factor for number in _roundings(target / factor, margin / factor)]
    return min(numbers), max(numbers)


def _roundings(target: float, margin: float) -> list[float]:
    """Return the target rounded to two figures and more, as long as that can lie outside the margin."""
    if target == 0:
        return []
    found = []
    # Beyond fifteen figures a number is itself.
    for figures in range(2, 16):
        place = float(f"1e{decade(target) - figures + 1}")
        if place / 2 < margin:
            break
        neighbours = (floor(target / place) * place, ceil(target / place) * place)
        found += [number for number in neighbours if rounded_alike(number, figures, target)]
    return found
