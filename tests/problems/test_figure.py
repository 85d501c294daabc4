from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems.figure import Figure, FigureAxis, FigureSeries, ticks_over


def figure(**changes):
    settings = {
        "summary": "Level against time.",
        "x": FigureAxis("Time", "h", (0.0, 1.0, 2.0)),
        "y": FigureAxis("Level", "mg/L", (-1.0, 0.0, 1.0)),
        "places": (0.0, 2.0),
        "series": (FigureSeries("first", (1.0, -0.5)), FigureSeries("second", (0.0, 0.25))),
    }
    return Figure(**(settings | changes))


def test_the_table_has_every_point():
    assert figure().table == (
        "| Time (h) | first, mg/L | second, mg/L |\n| --- | --- | --- |\n| 0 | 1 | 0 |\n| 2 | −0.5 | 0.25 |"
    )


def test_one_series_needs_no_name():
    table = figure(series=(FigureSeries("first", (1.0, 0.5)),)).table
    assert table.splitlines()[0] == "| Time (h) | Level (mg/L) |"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"series": ()}, "series are 0, but a figure of a problem has one or two"),
        ({"places": (0.0, 3.0)}, "a point has 3.0 on the axis 'Time', which runs from 0.0 to 2.0"),
        ({"series": (FigureSeries("a", (0.0, -2.0)),)}, "a point has -2.0 on the axis 'Level'"),
        ({"series": (FigureSeries("a", (0.0, float("nan"))),)}, "a point has nan on the axis 'Level'"),
        ({"series": (FigureSeries("a", (0.0,)),)}, "series 'a' has 1 values, but there are 2 places"),
    ],
)
def test_what_could_not_be_seen_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        figure(**changes)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"ticks": (1.0,)}, "two or more, rising"),
        ({"ticks": (2.0, 1.0)}, "two or more, rising"),
        ({"ticks": (0.0, 1.0), "logarithmic": True}, "its ticks have to be positive"),
        ({"ticks": (1.0, 2.0), "logarithmic": True, "parts": 2}, "and its parts 1"),
    ],
)
def test_an_axis_that_could_not_be_drawn_is_refused(settings, words):
    with pytest.raises(ValueError, match=words):
        FigureAxis("Time", "h", **settings)


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4))
def test_ticks_are_few_and_even_and_hold_the_interval_and_zero(low, width):
    ticks = ticks_over(low, low + width)
    assert 2 <= len(ticks) <= 9
    assert ticks[0] <= low
    assert ticks[-1] >= low + width
    assert 0 in ticks
    steps = [after - before for before, after in pairwise(ticks)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-4)


def test_ticks_are_round():
    assert ticks_over(-230, 180) == (-300, -200, -100, 0, 100, 200)
    assert ticks_over(0, 0.7) == (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
