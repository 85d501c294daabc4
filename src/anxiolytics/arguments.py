"""Reading of numerical arguments: one clear sentence when a value is not allowed, never a silent repair."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

#: What a broadcasting function gives back: a number for numbers, an array for arrays.
Values = float | FloatArray


def numbers(name: str, value: ArrayLike) -> FloatArray:
    """Read ``value`` as an array of real numbers (infinities and NaN included).

    Parameters
    ----------
    name : str
        The argument's name, for the message.
    value : array_like
        A number or a (nested) sequence of numbers.

    Returns
    -------
    ndarray of float
        The same shape as ``value``; a plain number gives shape ``()``.

    Raises
    ------
    ValueError
        If ``value`` is not made of real numbers.
    """
    try:
        array = np.asarray(value)
    except ValueError:  # rows of unequal length
        array = np.asarray(None)
    # An empty list has no type of its own and is as good as any empty array.
    if array.dtype.kind not in "iuf" and array.size:
        raise ValueError(f"{name} must be made of real numbers: got {value!r}")
    return array.astype(np.float64)


def _allowed(
    name: str, value: ArrayLike, allowed: str, holds: Callable[[FloatArray], NDArray[np.bool_]]
) -> FloatArray:
    array = numbers(name, value)
    good = np.isfinite(array) & holds(array)
    if not good.all():
        raise ValueError(f"{name} must be {allowed}: got {array[~good].flat[0]:g}")
    return array


def finite(name: str, value: ArrayLike) -> FloatArray:
    """Read finite numbers; see `numbers` for parameters, result and errors."""
    return _allowed(name, value, "a finite number", lambda array: np.full(array.shape, True))


def positive(name: str, value: ArrayLike) -> FloatArray:
    """Read finite numbers above zero; see `numbers` for parameters, result and errors."""
    return _allowed(name, value, "a finite number above 0", lambda array: array > 0)


def non_negative(name: str, value: ArrayLike) -> FloatArray:
    """Read finite numbers of zero or more; see `numbers` for parameters, result and errors."""
    return _allowed(name, value, "a finite number, 0 or more", lambda array: array >= 0)


def fraction(name: str, value: ArrayLike) -> FloatArray:
    """Read numbers from 0 to 1, both included; see `numbers` for parameters, result and errors."""
    return _allowed(name, value, "a fraction from 0 to 1", lambda array: (array >= 0) & (array <= 1))


def positive_or_infinite(name: str, value: ArrayLike) -> FloatArray:
    """Read numbers above zero, infinity included; see `numbers` for parameters, result and errors."""
    array = numbers(name, value)
    good = array > 0
    if not good.all():
        raise ValueError(f"{name} must be a number above 0, or infinity: got {array[~good].flat[0]:g}")
    return array


def broadcast_shape(**arrays: FloatArray) -> tuple[int, ...]:
    """Find the common shape of arrays that are used together.

    Raises
    ------
    ValueError
        If the shapes do not broadcast; the message names every argument that is not a plain number.
    """
    try:
        return np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items() if array.ndim)
        raise ValueError(f"the shapes of these arguments must broadcast together: got {shapes}") from None
