import numpy as np
import pytest

from anxiolytics.interactive.marks import Panel, Points, checked_bands


def test_points_without_intervals_have_none():
    x, y, low, high = Points([1, 2], [3, 4]).columns
    assert (x.tolist(), y.tolist()) == ([1, 2], [3, 4])
    assert np.isnan([low, high]).all()


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (([1, 2], [3]), "must be equal rows"),
        (([], []), "must be equal rows"),
        (([1], [np.nan]), "not finite"),
        (([1], [3], [2]), "one end of their intervals"),
        (([1], [3], [3.5], [4]), "misses its point"),
        (([1], [3], [2], [2.5]), "misses its point"),
    ],
)
def test_refuses_points(columns, message):
    with pytest.raises(ValueError, match=message):
        Points(*columns)


@pytest.mark.parametrize("shows", [(), "Level"])
def test_refuses_a_panel_that_lists_nothing(shows):
    with pytest.raises(ValueError, match="must list one or more names"):
        Panel("Level", shows=shows)


def test_refuses_a_panel_on_an_unknown_scale():
    with pytest.raises(ValueError, match="y_scale is 'root'"):
        Panel("Level", shows=["a"], y_scale="root")


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        ([0, 1], [1, 2, 3], r"shape \(2,\) at a=1: it must be \(3,\)"),
        ([0, 0, 0], [1, np.inf, 1], "infinite at a=1"),
        ([0, 2, 0], [1, 1, 1], "low edge above its high one at a=1"),
    ],
)
def test_refuses_bands(low, high, message):
    with pytest.raises(ValueError, match=message):
        checked_bands({"Range": (low, high)}, 3, "at a=1")


def test_a_band_may_have_gaps():
    edges = checked_bands({"Range": ([0, np.nan, 0], [1, 1, np.nan])}, 3, "")
    assert np.isnan(edges["Range"][0][1])
