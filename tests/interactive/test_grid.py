import numpy as np
import pytest

from anxiolytics.interactive.controls import Menu, Slider
from anxiolytics.interactive.grid import MOST_VALUES, Frame, evaluated
from anxiolytics.interactive.marks import Points

CONTROLS = [
    Slider("slope", "Slope", [1, 2, 5]),
    Menu("sign", "Sign", {"plus": "Upwards", "minus": "Downwards"}),
]
X = np.array([0.0, 1.0, 2.0])


def line(slope, sign):
    direction = 1 if sign == "plus" else -1
    return Frame({"line": direction * slope * X, "flat": 0 * X}, {"end": direction * slope * 2})


def failing_at(slope, sign, result):
    """Return `line`, except at one setting: there the result of calling ``result``."""

    def function(**setting):
        return result() if setting == {"slope": slope, "sign": sign} else line(**setting)

    return function


def test_the_last_control_varies_fastest():
    grid = evaluated(line, CONTROLS, 3)
    assert grid.curve_names == ("line", "flat")
    assert grid.readout_names == ("end",)
    assert grid.curves.shape == (6, 2, 3)
    assert grid.curves[:, 0, 1].tolist() == [1, -1, 2, -2, 5, -5]
    assert grid.readouts.tolist() == [[2], [-2], [4], [-4], [10], [-10]]


def test_every_setting_is_evaluated_once():
    calls = []
    evaluated(lambda **setting: calls.append(setting) or line(**setting), CONTROLS, 3)
    assert len(calls) == 6
    assert len({tuple(setting.values()) for setting in calls}) == 6


def test_a_failure_names_the_setting_and_keeps_its_cause():
    def fail():
        raise ZeroDivisionError("no volume")

    with pytest.raises(ValueError, match="at slope=2, sign='minus': ZeroDivisionError: no volume") as caught:
        evaluated(failing_at(2, "minus", fail), CONTROLS, 3)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


@pytest.mark.parametrize(
    ("result", "message"),
    [
        ({"line": X}, "returns a dict at slope=2, sign='minus': it must return a Frame"),
        (Frame({"line": X}, {"end": 1}), r"curves \['line'\] at slope=2, sign='minus'"),
        (Frame({"flat": X, "line": X}, {"end": 1}), r"must give \['line', 'flat'\]"),
        (Frame({"line": X, "flat": X}), r"readouts \[\] at slope=2"),
        (Frame({"line": X[:2], "flat": X}, {"end": 1}), r"'line' has the shape \(2,\) at slope=2"),
        (Frame({"line": X, "flat": X + np.inf}, {"end": 1}), "'flat' is infinite at slope=2"),
        (Frame({"line": X, "flat": X}, {"end": np.inf}), "'end' is inf at slope=2"),
    ],
)
def test_a_wrong_frame_names_its_setting(result, message):
    with pytest.raises(ValueError, match=message):
        evaluated(failing_at(2, "minus", lambda: result), CONTROLS, 3)


def test_a_grid_too_large_is_refused_after_one_call():
    calls = []

    def function(a, b):
        calls.append(a)
        return Frame({"one": np.zeros(200), "two": np.zeros(200)})

    controls = [Slider("a", "A", range(40)), Slider("b", "B", range(40))]
    with pytest.raises(ValueError, match=rf"40 x 40 cells .* 640,000 numbers: at most {MOST_VALUES:,}"):
        evaluated(function, controls, 200)
    assert len(calls) == 1


@pytest.mark.parametrize("count", [0, 7])
def test_refuses_no_curves_and_too_many(count):
    with pytest.raises(ValueError, match=f"returns {count} curves: it must return one to 6"):
        evaluated(lambda **_: Frame({str(i): X for i in range(count)}), CONTROLS, 3)


def rich(slope, sign):
    """Return a frame with everything that a frame can hold."""
    low, high = sorted((0, slope))
    return Frame(
        {"line": slope * X},
        {"end": 2 * slope},
        bands={"range": (slope * X - 1, slope * X + 1)},
        lines={"limit": slope / 2},
        x_lines={"onset": 1 if sign == "plus" else np.nan},
        points={"seen": Points([low, high], [0, slope])},
        icons={"helped": slope, "not helped": 10 - slope},
    )


def test_marks_are_kept_one_a_cell():
    grid = evaluated(rich, CONTROLS, 3)
    assert grid.bands.shape == (6, 2, 3)
    assert grid.bands[2].tolist() == [[-1, 1, 3], [1, 3, 5]]
    assert grid.lines["limit"].tolist() == [0.5, 0.5, 1, 1, 2.5, 2.5]
    assert grid.x_lines["onset"] == pytest.approx([1, np.nan] * 3, nan_ok=True)
    assert [points.columns[1].tolist() for points in grid.points["seen"]][-1] == [0, 5]
    assert grid.icons == {"helped": (1, 1, 2, 2, 5, 5), "not helped": (9, 9, 8, 8, 5, 5)}


def test_icons_need_no_curves():
    grid = evaluated(lambda **_: Frame(icons={"helped": 1, "not helped": 9}), CONTROLS, 0)
    assert grid.curves.shape == (6, 0, 0)


@pytest.mark.parametrize(
    ("icons", "message"),
    [
        ({"helped": 1.5, "not helped": 8.5}, "each must be a whole number"),
        ({"helped": -1, "not helped": 11}, "zero or more"),
        ({"helped": 1, "not helped": 8}, "add up to 9: the sum must be the same at every setting"),
        ({"helped": 1}, r"icons \['helped'\] at slope=2"),
    ],
)
def test_a_wrong_count_of_icons_names_its_setting(icons, message):
    def function(slope, sign):
        return Frame(icons=icons if slope == 2 else {"helped": 1, "not helped": 9})

    with pytest.raises(ValueError, match=message):
        evaluated(function, CONTROLS, 0)


def test_refuses_more_icons_than_can_be_seen():
    with pytest.raises(ValueError, match=r"add up to 2000: .* from 1 to 1000"):
        evaluated(lambda **_: Frame(icons={"all": 2000}), CONTROLS, 0)


def test_curves_need_an_x():
    with pytest.raises(ValueError, match="x is missing"):
        evaluated(line, CONTROLS, 0)


def test_an_infinite_line_names_its_setting():
    with pytest.raises(ValueError, match="line 'limit' is inf at slope=1, sign='plus'"):
        evaluated(lambda **_: Frame({"line": X}, lines={"limit": np.inf}), CONTROLS, 3)


def test_bands_count_towards_the_size():
    band = (np.zeros(200), np.ones(200))
    controls = [Slider("a", "A", range(40)), Slider("b", "B", range(20))]
    with pytest.raises(ValueError, match=r"1 curve\(s\) and 1 band\(s\) of 200 points holds 480,000 numbers"):
        evaluated(lambda **_: Frame({"one": np.zeros(200)}, bands={"range": band}), controls, 200)
