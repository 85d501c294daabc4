import json
import re
import zlib

import numpy as np
import pytest
import quickjs
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from anxiolytics.interactive.displayable import module_source
from anxiolytics.interactive.table_encoding import LARGEST_PLAIN_TABLE, LOW_RANK_TOLERANCE, decode, encode

X = np.linspace(0, 10, 80)


def decays():
    """Smooth in both directions: a few shapes suffice."""
    rates = np.geomspace(0.05, 2, 24)
    return np.array([[np.exp(-rate * X), 50 * (1 - np.exp(-rate * X))] for rate in rates])


def walks():
    """Nothing to be gained from neighbours or shapes; the low-rank way cannot be smaller."""
    return np.random.default_rng(3).normal(size=(12, 2, 40)).cumsum(axis=2)


def extent(table):
    return np.nanmax(table, axis=(0, 2)) - np.nanmin(table, axis=(0, 2))


def worst(encoded, table):
    return np.nanmax(np.abs(decode(encoded) - table), axis=(0, 2))


@pytest.mark.parametrize(("table", "method"), [(decays(), "low rank"), (walks(), "differences")])
def test_the_smaller_encoding_wins(table, method):
    encoded = encode(table)
    assert encoded.description["method"] == method
    assert len(zlib.compress(encoded.codes, 9)) < len(zlib.compress(table.astype("<f4").tobytes(), 9)) / 1.5


@pytest.mark.parametrize("cells", [1, 24, 600])
def test_a_large_table_is_deflated_and_a_small_one_is_sent_as_it_is(cells):
    table = np.random.default_rng(5).normal(size=(cells, 1, 100))
    encoded = encode(table)
    assert encoded.description["deflated"] == (len(encoded.codes) > LARGEST_PLAIN_TABLE) == (cells == 600)
    assert (encoded.data == encoded.codes) == (cells < 600)
    assert worst(encoded, table) == pytest.approx(encoded.max_error)


@pytest.mark.parametrize("table", [decays(), walks()])
def test_the_stated_error_is_the_true_one(table):
    encoded = encode(table)
    assert encoded.max_error == pytest.approx(worst(encoded, table), rel=1e-9)


@given(arrays(float, array_shapes(min_dims=3, max_dims=3, max_side=5), elements=st.floats(-1e9, 1e9)))
@settings(deadline=None)
def test_no_value_is_off_by_more_than_the_bound(table):
    encoded = encode(table)
    bound = {"low rank": LOW_RANK_TOLERANCE, "differences": 0.5 / 65534}[encoded.description["method"]]
    scale = np.abs(table).max() if table.size else 0.0
    assert (worst(encoded, table) <= bound * (1 + 1e-9) * extent(table) + 1e-12 * scale).all()


def test_gaps_stay_gaps_and_nothing_else_becomes_one():
    table = decays()
    table[3, 1, 10:20] = np.nan
    table[:, 0, 0] = np.nan
    encoded = encode(table)
    assert np.array_equal(np.isnan(decode(encoded)), np.isnan(table))
    assert (worst(encoded, table) <= 0.5001 / 65534 * extent(table)).all()


def test_a_curve_of_gaps_alone_and_a_constant_curve_are_kept():
    table = np.stack([np.full((4, 6), np.nan), np.full((4, 6), 7.5)], axis=1)
    encoded = encode(table)
    assert np.isnan(decode(encoded)[:, 0]).all()
    assert (decode(encoded)[:, 1] == 7.5).all()
    assert encoded.max_error == (0.0, 0.0)


def test_each_curve_has_its_own_scale():
    table = decays()
    table[:, 1] *= 1e6
    small, large = encode(table).max_error
    assert small < 1.01e-4 * extent(table)[0]
    assert large > small


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (np.zeros((3, 4)), r"shape \(3, 4\)"),
        (np.zeros((3, 0, 4)), r"shape \(3, 0, 4\)"),
        (np.full((1, 1, 2), np.inf), "infinite"),
    ],
)
def test_refuses(table, message):
    with pytest.raises(ValueError, match=message):
        encode(table)


@pytest.mark.parametrize(
    "table",
    [decays(), walks(), np.where(walks() > 1.5, np.nan, walks()), decays()[:1], np.zeros((2, 1, 3))],
    ids=["low rank", "differences", "gaps", "one cell", "constant"],
)
def test_the_script_reads_what_python_reads(table):
    """The functions of explorer.js, run by another engine; only inflating is left to Python."""
    encoded = encode(table)
    source = re.sub(r"(?m)^export default .*$", "", module_source("explorer"))
    context = quickjs.Context()
    context.eval(source)
    raw = json.dumps(list(encoded.codes))
    context.eval(
        f"const about = {json.dumps(encoded.description)};"
        f"const curvesAt = curvesReader(Uint8Array.from({raw}), about);"
    )
    for cell in range(len(table)):
        curves = json.loads(
            context.eval(f"JSON.stringify(curvesAt({cell}).map((curve) => Array.from(curve)))")
        )
        # JSON has no NaN: a gap is written as null.
        read = np.array(curves, dtype=float)
        assert read == pytest.approx(decode(encoded)[cell], rel=1e-12, abs=1e-12, nan_ok=True)
