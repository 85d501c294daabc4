import numpy as np
import pytest

from anxiolytics.interactive.axis import Axis, axis_over, check_scale

WORDS = {"label": "Level", "unit": "ng/mL"}


def test_values_stand_where_they_belong():
    assert Axis("x", "", "linear", -1, 3).fractions([-1, 0, 3]) == pytest.approx([0, 0.25, 1])
    assert Axis("x", "", "log", 0.01, 100).fractions([0.01, 1, 10]) == pytest.approx([0, 0.5, 0.75])


def test_on_a_logarithmic_axis_zero_and_below_have_no_place():
    assert np.isnan(Axis("x", "", "log", 1, 10).fractions([0, -1, np.nan])).all()


def test_an_axis_holds_all_of_its_data():
    axis = axis_over([np.array([[3.0, np.nan], [7, 61]]), [84]], **WORDS, scale="linear")
    assert (axis.low, axis.high) == (0, 100)
    axis = axis_over([[0.0, 0.03], np.array([np.nan, 61])], **WORDS, scale="log")
    assert (axis.low, axis.high) == (0.02, 100)


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_an_axis_of_gaps_still_has_ends(scale):
    axis = axis_over([[np.nan]], **WORDS, scale=scale)
    assert axis.low < axis.high


def test_given_ends_are_taken():
    axis = axis_over([[5]], **WORDS, scale="log", limits=(0.5, 7))
    assert axis.description()["range"] == (0.5, 7)
    assert axis.description()["ticks"] == [0.5, 1, 2, 5]


@pytest.mark.parametrize(
    ("scale", "limits", "message"),
    [
        ("linear", (1, 1), r"y_range is \(1, 1\): it must be two finite numbers that rise"),
        ("linear", (0, np.nan), "two finite numbers that rise"),
        ("log", (0, 1), "both ends must be above zero"),
    ],
)
def test_refuses_ends_that_are_none(scale, limits, message):
    with pytest.raises(ValueError, match=message):
        axis_over([[5]], **WORDS, scale=scale, limits=limits)


def test_refuses_a_logarithmic_axis_without_a_value_above_zero():
    with pytest.raises(ValueError, match="'Level' has no value above zero"):
        axis_over([[0, -1]], **WORDS, scale="log")


def test_refuses_an_unknown_scale():
    with pytest.raises(ValueError, match="x_scale is 'square'"):
        check_scale("x_scale", "square")
