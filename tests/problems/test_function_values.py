import numpy as np
import pytest

from anxiolytics.problems import variant
from anxiolytics.problems.function_values import check_points, shape_at, trouble_with_values, values_at
from anxiolytics.problems.problem import Mistake, between

NUMBER, ARRAY = {"dose_mg": 4.0, "volume_l": 2.0}, {"dose_mg": (4.0, 6.0), "volume_l": 2.0}


def test_values_are_plain_numbers_one_for_each_element():
    values = values_at(lambda p: p["dose_mg"] / p["volume_l"], [NUMBER, ARRAY])
    assert values == ((2.0,), (2.0, 3.0))
    assert {type(number) for at_point in values for number in at_point} == {float}
    assert (shape_at(NUMBER), shape_at(ARRAY)) == ((), (2,))


def test_a_constant_fills_an_array():
    assert values_at(lambda p: 1.0, [NUMBER, ARRAY]) == ((1.0,), (1.0, 1.0))


def test_a_formula_cannot_spoil_the_inputs_of_the_next():
    def greedy(p):
        p["dose_mg"] *= 0
        return np.asarray(p["dose_mg"])

    values_at(greedy, [ARRAY])
    assert ARRAY["dose_mg"] == (4.0, 6.0)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([NUMBER, NUMBER, ARRAY], "inputs of problem 'dose-level' are 3, but at least 4 are needed"),
        ([{"dose_mg": 1.0}] * 4, "name dose_mg, but have to name dose_mg, volume_l"),
        ([NUMBER] * 4, "have arrays for nothing, but the arguments announce them for dose_mg"),
        ([NUMBER, ARRAY, NUMBER, ARRAY], "have plain numbers after an array"),
        (
            [NUMBER] * 3 + [{"dose_mg": (1.0, 2.0), "volume_l": (1.0,)}],
            "have arrays of .* in one call, but they have to be as long",
        ),
        (
            [NUMBER] * 3 + [{"dose_mg": (1.0,), "volume_l": (1.0,)}],
            "have arrays for dose_mg, volume_l, but the arguments announce them for dose_mg",
        ),
    ],
)
def test_inputs_that_try_nothing_are_refused(dose_level, points, words):
    with pytest.raises(ValueError, match=words):
        check_points(dose_level(), points)


def test_functions_are_told_apart_by_one_value():
    assert trouble_with_values({"a": ((1.0,), (2.0,)), "b": ((1.0,), (2.1,))}, 1e-6, 0.0) == ""
    assert trouble_with_values({"a": ((1.0,), (2.0,)), "b": ((1.0,), (2.0000001,))}, 1e-6, 0.0) == (
        "a and b last gave the same value at every input"
    )
    assert "b last gave inf" in trouble_with_values({"a": ((1.0,),), "b": ((float("inf"),),)}, 1e-6, 0.0)


def test_inputs_are_drawn_again_until_every_mistake_shows(dose_level):
    # Where the volume is 1 the mistake is right; two of three drawings are like that.
    def inputs(rng):
        volume = max(1.0, between(rng, -1, 2, 1.0) - 0.0)
        return [{"dose_mg": 4.0, "volume_l": volume}] * 4 + [{"dose_mg": (4.0, 6.0), "volume_l": volume}]

    asked = dose_level(
        inputs=inputs,
        mistakes=(Mistake("forgotten", "the volume was left out", lambda p: p["dose_mg"], "Divide."),),
    )
    for seed in range(50):
        drawn = variant(asked, seed)
        assert drawn.key != drawn.slips[0].values


def test_a_mistake_that_never_shows_is_named(dose_level):
    same = Mistake("the-same", "the same", lambda p: p["dose_mg"] / p["volume_l"] * (1 + 1e-9), "None.")
    with pytest.raises(ValueError, match="the key and mistake 'the-same' last gave the same value at every"):
        variant(dose_level(mistakes=(same,)), 1)
