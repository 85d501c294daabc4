"""A table of curves as few bytes, with an error that is known.

An explorer ships every curve of its grid. Two encodings are tried and the smaller one is kept:

*differences*
    Each curve on its own scale of 65,535 levels (16 bits), as differences between neighbouring points and,
    where that helps, between neighbouring cells; low and high bytes apart; zlib. A gap (NaN) has a code.
*low rank*
    The table, cells by points, as a short sum of products "weight of the cell x shape along the points",
    found by singular values. Each product gets only the digits that its size calls for; zlib.
    The sum is checked against the table before it is kept. Needs a table without gaps.

A small table is then sent as it is, not by zlib: a browser reads it at once, where inflating means waiting
for a turn of its event loop, and the server compresses the page anyway.

The greatest deviation that the decoder's numbers have from the given ones is measured, not estimated:
see `EncodedTable.max_error`.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: The low-rank encoding may deviate by this share of a curve's range over the whole grid:
#: a fortieth of a pixel in a plot 250 pixels high.
LOW_RANK_TOLERANCE = 1e-4

#: A table of at most so many bytes is sent as it is.
LARGEST_PLAIN_TABLE = 100_000

_LEVELS = 65534
_LOWEST_CODE = -32767
_GAP_CODE = -32768

Floats = NDArray[np.float64]
Codes = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class EncodedTable:
    """An encoded table.

    Attributes
    ----------
    data : bytes
        The codes as they are sent.
    description : dict
        What a decoder needs beside the data; it can be written as JSON.
        ``method`` is "differences" or "low rank", ``deflated`` whether the codes went through zlib,
        ``shape`` is (cells, curves, points), ``low`` and ``range`` hold one number a curve.
    max_error : tuple of float
        The greatest deviation of each curve, over all cells and points, in the curve's own unit.
    """

    data: bytes
    description: dict[str, Any]
    max_error: tuple[float, ...]

    @property
    def codes(self) -> bytes:
        """The codes themselves, two bytes each: all low bytes, then all high bytes."""
        return zlib.decompress(self.data) if self.description["deflated"] else self.data


def encode(table: Floats) -> EncodedTable:
    """Encode a table of curves in the way that takes fewer bytes.

    Parameters
    ----------
    table : array, shape (cells, curves, points)
        The curves; NaN where a curve has a gap.

    Returns
    -------
    EncodedTable

    Raises
    ------
    ValueError
        If the table has not three axes, is empty, or holds an infinite number.
    """
    table = np.asarray(table, dtype=float)
    if table.ndim != 3 or table.size == 0:
        raise ValueError(f"table has the shape {table.shape}: it must be (cells, curves, points), none zero.")
    if np.isinf(table).any():
        raise ValueError("table holds an infinite number: it may hold finite numbers and NaN (a gap).")
    low, extent = _ranges(table)
    scaled = _scaled(table, low, extent)
    shared = {"shape": list(table.shape), "low": low.tolist(), "range": extent.tolist()}
    candidates = [*_as_differences(scaled), *_as_low_rank(scaled)]
    description, codes, data = min(
        ((about, codes, zlib.compress(codes, 9)) for about, codes in candidates),
        key=lambda each: len(each[2]),
    )
    deflated = len(codes) > LARGEST_PLAIN_TABLE
    shared["deflated"] = deflated
    encoded = EncodedTable(data if deflated else codes, {**description, **shared}, ())
    deviation = np.abs(decode(encoded) - table)
    largest = np.where(np.isnan(table), 0.0, deviation).max(axis=(0, 2))
    return EncodedTable(encoded.data, encoded.description, tuple(largest.tolist()))


def decode(encoded: EncodedTable) -> Floats:
    """Return the table that a reader's browser sees: the same steps as in ``explorer.js``.

    Parameters
    ----------
    encoded : EncodedTable

    Returns
    -------
    array, shape (cells, curves, points)
    """
    about = encoded.description
    cells, curves, points = np.array(about["shape"], dtype=int)
    codes = _joined_bytes(encoded.codes)
    if about["method"] == "low rank":
        scale = np.array(about["scale"], dtype=float)
        weights = codes[: scale.size * cells].reshape(scale.size, cells)
        shapes = codes[scale.size * cells :].reshape(scale.size, curves * points)
        scaled = ((weights.T * scale) @ shapes).reshape(cells, curves, points)
    else:
        codes = codes.reshape(cells, curves, points)
        for _ in range(about["order"]):
            codes = np.cumsum(codes, axis=2, dtype=np.int16)
        if about["across"]:
            codes = np.cumsum(codes, axis=0, dtype=np.int16)
        scaled = np.where(codes == _GAP_CODE, np.nan, (codes.astype(float) - _LOWEST_CODE) / _LEVELS)
    low, extent = (np.array(about[name], dtype=float)[:, np.newaxis] for name in ("low", "range"))
    return np.asarray(low + extent * scaled)


def _ranges(table: Floats) -> tuple[Floats, Floats]:
    """Return each curve's lowest value over the grid, and its range (zero for a curve of gaps alone)."""
    gaps = np.isnan(table)
    low = np.where(gaps, np.inf, table).min(axis=(0, 2))
    high = np.where(gaps, -np.inf, table).max(axis=(0, 2))
    empty = gaps.all(axis=(0, 2))
    return np.where(empty, 0.0, low), np.where(empty, 0.0, high - low)


def _scaled(table: Floats, low: Floats, extent: Floats) -> Floats:
    """Return the table with each curve's range stretched to 0 ... 1 (a constant curve: 0)."""
    divisor = np.where(extent > 0, extent, 1.0)
    return np.asarray((table - low[:, np.newaxis]) / divisor[:, np.newaxis])


def _as_differences(scaled: Floats) -> Iterator[tuple[dict[str, Any], bytes]]:
    levels = np.rint(np.nan_to_num(scaled) * _LEVELS) + _LOWEST_CODE
    codes = np.where(np.isnan(scaled), _GAP_CODE, levels).astype(np.int16)
    for across in (False, True):
        # Differences wrap around at 16 bits, and so do the decoder's sums: nothing is lost.
        rows = np.diff(codes, axis=0, prepend=np.int16(0)) if across else codes
        for order in (0, 1, 2):
            if order:
                rows = np.diff(rows, axis=2, prepend=np.int16(0))
            yield {"method": "differences", "order": order, "across": across}, _bytes_apart(rows)


def _as_low_rank(scaled: Floats) -> Iterator[tuple[dict[str, Any], bytes]]:
    if np.isnan(scaled).any():
        return
    cells = scaled.shape[0]
    matrix = scaled.reshape(cells, -1)
    left, singular_values, right = np.linalg.svd(matrix, full_matrices=False)
    weights, shapes = (left * singular_values).T, right
    # A rank beyond this takes more codes than the table has values.
    highest_rank = int(min(singular_values.size, matrix.size // sum(matrix.shape)))
    for precision in (0.25, 0.125, 0.0625):
        found = _smallest_rank(matrix, weights, shapes, highest_rank, precision * LOW_RANK_TOLERANCE)
        if found is not None:
            weight_codes, shape_codes, scale = found
            codes = _bytes_apart(np.concatenate([weight_codes.ravel(), shape_codes.ravel()]))
            yield {"method": "low rank", "scale": scale.tolist()}, codes


def _smallest_rank(
    matrix: Floats, weights: Floats, shapes: Floats, highest_rank: int, tolerance: float
) -> tuple[Codes, Codes, Floats] | None:
    """Return the coded factors of the smallest rank that keeps the whole table within the tolerance."""
    weight_codes, shape_codes, scale = _coded_factors(weights, shapes, tolerance)

    def is_close(rank: int) -> bool:
        rebuilt = (weight_codes[:rank].T * scale[:rank]) @ shape_codes[:rank]
        return bool(np.abs(rebuilt - matrix).max() <= LOW_RANK_TOLERANCE)

    if highest_rank == 0 or not is_close(highest_rank):
        return None
    too_low, enough = 0, highest_rank
    while enough - too_low > 1:
        middle = (too_low + enough) // 2
        too_low, enough = (too_low, middle) if is_close(middle) else (middle, enough)
    return weight_codes[:enough], shape_codes[:enough], scale[:enough]


def _coded_factors(weights: Floats, shapes: Floats, tolerance: float) -> tuple[Codes, Codes, Floats]:
    """Round both factors of every product so that rounding moves no value by more than about the tolerance.

    With both factors scaled to the same greatest size m, a rounding step e moves their product by e m / 2:
    a small product does with a coarse step, which leaves its codes mostly zero and cheap to compress.
    """
    largest_weight = np.abs(weights).max(axis=1)
    largest_shape = np.abs(shapes).max(axis=1)
    size = np.sqrt(largest_weight * largest_shape)
    alive = size > 0
    size = np.where(alive, size, 1.0)
    step = np.maximum(tolerance / size, size / -_LOWEST_CODE)
    balanced_weights = weights * (size / np.where(alive, largest_weight, 1.0))[:, np.newaxis]
    balanced_shapes = shapes * (size / np.where(alive, largest_shape, 1.0))[:, np.newaxis]
    weight_codes = np.rint(balanced_weights / step[:, np.newaxis]).astype(np.int16)
    shape_codes = np.rint(balanced_shapes / step[:, np.newaxis]).astype(np.int16)
    # Six digits travel; the check of the rebuilt table sees the rounded scale too.
    scale = np.array([float(f"{value:.6g}") for value in step**2])
    return weight_codes, shape_codes, scale


def _bytes_apart(codes: Codes) -> bytes:
    """Return the codes with all low bytes before all high bytes: the high ones are nearly alike."""
    pairs = np.ascontiguousarray(codes, dtype="<i2").view(np.uint8).reshape(-1, 2)
    return pairs.T.tobytes()


def _joined_bytes(raw: bytes) -> Codes:
    pairs = np.frombuffer(raw, dtype=np.uint8).reshape(2, -1)
    return np.ascontiguousarray(pairs.T).view("<i2").ravel()
