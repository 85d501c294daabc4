import json
from dataclasses import asdict
from functools import partial

import numpy as np
import pytest

from anxiolytics.problems.calling import MAXIMUM_WORDS, Outcome, call_text, calls

NAMES = ("dose_mg", "volume_l")
NUMBER, ARRAY = {"dose_mg": 4.0, "volume_l": 2.0}, {"dose_mg": (4.0, 6.0), "volume_l": 2.0}


def came(function, *points):
    return list(calls(function, NAMES, points or (NUMBER,)))


class Liar:
    """Answers whatever is asked of it with an error, or with a lie."""

    def __array__(self, *args, **kwargs):
        raise RuntimeError("no")

    def __eq__(self, other):
        return True

    __hash__ = None


class Mute(Exception):  # noqa: N818
    def __str__(self):
        raise RuntimeError("no")


@pytest.mark.parametrize(
    ("returned", "numbers", "shape"),
    [
        (2, (2.0,), ()),
        (np.float32(0.5), (0.5,), ()),
        (np.array(2.0), (2.0,), ()),
        ([1, 2], (1.0, 2.0), (2,)),
        (np.array([[1.0], [2.0]]), (1.0, 2.0), (2, 1)),
        (float("inf"), (float("inf"),), ()),
    ],
)
def test_numbers_come_out_plain(returned, numbers, shape):
    (outcome,) = came(lambda dose, volume: returned)
    assert outcome == Outcome("numbers", numbers, shape)
    assert all(type(number) is float for number in outcome.numbers)


@pytest.mark.parametrize(
    ("returned", "kind", "words"),
    [
        (None, "nothing", ""),
        ("2", "not-a-number", "str"),
        (True, "not-a-number", "bool"),
        (2 + 0j, "not-a-number", "complex"),
        ([1, [2]], "not-a-number", "list"),
        ([1, None], "not-a-number", "list"),
        (Liar(), "not-a-number", "Liar"),
        (print, "not-a-number", "builtin_function_or_method"),
    ],
)
def test_what_is_no_number_says_what_it_is(returned, kind, words):
    assert came(lambda dose, volume: returned) == [Outcome(kind, words=words)]


def failing(error):
    def function(dose, volume):
        raise error

    return function


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (SystemExit(3), "SystemExit: 3"),
        (NotImplementedError(), "NotImplementedError"),
        (Mute(), "Mute"),
        (ValueError("x" * 1000), ("ValueError: " + "x" * 1000)[:MAXIMUM_WORDS]),
    ],
)
def test_errors_are_put_down(error, words):
    assert came(failing(error)) == [Outcome("raised", words=words)]


def test_one_error_does_not_end_the_others():
    kinds = [outcome.kind for outcome in came(lambda dose, volume: float(dose), NUMBER, ARRAY, NUMBER)]
    assert kinds == ["numbers", "raised", "numbers"]


@pytest.mark.parametrize("thing", [3.0, None, "level", [1], int, np.array([1.0])])
def test_what_is_no_function_is_not_called(thing):
    assert came(thing, NUMBER, NUMBER) == [Outcome("not-a-function", words=type(thing).__name__)]


@pytest.mark.parametrize(
    ("function", "kind", "words"),
    [
        (lambda dose: 1, "arguments", "dose"),
        (lambda a, b, c: 1, "arguments", "a, b, c"),
        (lambda *, dose_mg, volume_l: 1, "arguments", "dose_mg, volume_l"),
        (lambda volume_l, dose_mg: 1, "argument-order", "volume_l, dose_mg"),
    ],
)
def test_other_arguments_are_seen_before_any_call(function, kind, words):
    assert came(function, NUMBER, NUMBER) == [Outcome(kind, words=words)]


@pytest.mark.parametrize(
    "function",
    [
        lambda a, b: a / b,
        lambda *given: given[0] / given[1],
        lambda dose_mg, volume_l, digits=3: dose_mg / volume_l,
        partial(lambda scale, a, b: scale * a / b, 1),
        np.divide,
        np.frompyfunc(lambda a, b: 2.0, 2, 1) and np.true_divide,
    ],
)
def test_names_and_further_defaults_are_free(function):
    assert came(function) == [Outcome("numbers", (2.0,), ())]


def test_each_call_gets_arrays_of_its_own():
    def spoils(dose, volume):
        dose *= 0
        return dose

    came(spoils, ARRAY)
    assert ARRAY["dose_mg"] == (4.0, 6.0)
    assert came(lambda dose, volume: dose / volume, ARRAY) == [Outcome("numbers", (2.0, 3.0), (2,))]


def test_an_outcome_is_ready_for_json():
    for outcome in (*came(lambda a, b: np.array([1, 2])), *came(failing(ValueError("no")))):
        back = json.loads(json.dumps(asdict(outcome)))
        again = Outcome(back["kind"], tuple(back["numbers"]), tuple(back["shape"]), back["words"])
        assert again == outcome


def test_a_call_is_written_as_python():
    text = call_text("level", NAMES, {"dose_mg": (0.0, 1e5), "volume_l": 0.0035})
    assert text == "level(np.array([0, 100000]), 0.0035)"
    found = eval(text, {"np": np, "level": lambda dose, volume: (dose, volume)})
    assert list(found[0]) == [0, 1e5]
    assert found[1] == 0.0035
