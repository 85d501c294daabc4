import numpy as np
import pytest

from anxiolytics.interactive.controls import Menu, Slider
from anxiolytics.interactive.grid import MOST_VALUES, Frame, evaluated

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
