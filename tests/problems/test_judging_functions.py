import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems import Outcome, calls, judge, variant
from anxiolytics.problems.bank import problem
from anxiolytics.problems.function_values import shape_at
from anxiolytics.problems.verdict import TRIES
from anxiolytics.problems.wording import to_html


@pytest.fixture
def drawn(dose_level):
    return variant(dose_level(), 1)


@pytest.fixture
def told(drawn):
    """Judge what comes of calling a function."""

    def tell(function):
        return judge(drawn, list(calls(function, drawn.problem.argument_names, drawn.inputs)))

    return tell


def test_right_is_right(told):
    for function in (lambda d, v: d / v, lambda d, v: d * v**-1 * (1 + 1e-8), np.divide):
        verdict = told(function)
        assert (verdict.kind, verdict.id, verdict.credit) == ("right", "all-right", 1.0)
    assert verdict.feedback == "It gives the right value at all 5 inputs that it was tried at."


def test_a_list_of_the_right_numbers_is_an_array(told):
    assert told(lambda d, v: list(d / v) if np.ndim(d) else d / v).kind == "right"


def test_a_known_mistake_is_named_with_its_feedback(told):
    verdict = told(lambda d, v: v / d)
    assert (verdict.kind, verdict.id, verdict.credit) == ("mistake", "upside-down", 0.25)
    assert verdict.head == "Not yet: dose and volume changed places"
    assert verdict.feedback == "The dose goes on *top*."


def test_a_mistake_at_some_inputs_alone_is_none(told):
    assert told(lambda d, v: v / d if np.ndim(d) else d / v).id == "numbers-right"


@pytest.mark.parametrize(
    ("function", "kind", "id", "words"),
    [
        (3.0, "not-a-function", "not-a-function", "type `float`.* `level`, not `level"),
        (lambda d: d, "arguments", "arguments", r"takes `\(d\)`, but it .* with `\(dose_mg, volume_l\)`"),
        (lambda volume_l, dose_mg: 1, "arguments", "argument-order", r"in the order `\(dose_mg, volume_l"),
        (lambda d, v: None, "nothing", "nothing", r"`level\(20, 40\)` gives back `None`"),
        (lambda d, v: "0.5", "not-a-number", "not-a-number", "of the type `str`"),
        (lambda d, v: 1 / 0, "raised", "raised", r"`level\(20, 40\)` stops with `ZeroDivisionError"),
        (lambda d, v: d / v if d > 0 else 0, "raised", "raised-array", r"an array for `dose_mg`, too"),
        (lambda d, v: math.exp(d), "raised", "raised-array", r"level\(np.array\(\[5, 10, 20\]\), 40\)"),
        (lambda d, v: np.sum(d / v), "shape", "shape", r"gives back 0.875, where an array of shape `\(3,\)`"),
        (lambda d, v: np.array([d / v]), "shape", "shape", r"shape `\(1,\)` \(0.5\), where a single"),
        (lambda d, v: d / v * np.nan, "not-finite", "not-finite", "gives back nan"),
        (lambda d, v: d / v * np.inf, "not-finite", "not-finite", "gives back inf"),
        (lambda d, v: d / v * 3 ** (v > 39), "not-yet", "some-right", r"not at `level\(20, 40\)`, .* 1.5"),
        (lambda d, v: 1 + d / v, "not-yet", "none-right", r"none of 5 .* `level\(20, 40\)` it gives 1.5"),
        (lambda d, v: np.flip(d / v), "not-yet", "numbers-right", "one value for each of its elements"),
    ],
)  # fmt: skip
def test_what_went_wrong_is_said(told, function, kind, id, words):
    verdict = told(function)
    assert (verdict.kind, verdict.id, verdict.credit) == (kind, id, 0.0)
    assert re.search(words, verdict.feedback), verdict.feedback
    assert verdict.is_try == (kind == "not-yet")


def test_a_function_that_was_stopped(drawn):
    outcomes = [Outcome("numbers", drawn.key[0]), Outcome("stopped")]
    verdict = judge(drawn, outcomes)
    assert (verdict.kind, verdict.is_try) == ("stopped", False)
    assert "`level(100, 40)`" in verdict.feedback


def test_advice_gives_neither_value_nor_direction_away(told):
    above, below = (told(lambda d, v, by=by: d / v + by).feedback for by in (0.25, -0.25))
    assert "0.5" not in above + below
    assert above.replace("0.75", "") == below.replace("0.25", "")


def test_words_of_an_error_cannot_break_out_of_their_place(told):
    def function(d, v):
        raise ValueError("`*<b>*\n\n`")

    html = to_html(told(function).feedback)
    assert "<code>ValueError: '*&lt;b&gt;* '</code>" in html
    assert "<b>" not in html


def test_a_function_itself_is_not_run(drawn):
    with pytest.raises(
        ValueError, match="answer is of the type function, but a function is judged by its outcomes"
    ):
        judge(drawn, lambda d, v: d / v)


def test_too_few_or_too_many_outcomes_are_refused(drawn):
    for outcomes in ([], [Outcome("nothing")], [Outcome("nothing")] * 6):
        with pytest.raises(
            ValueError, match=rf"outcomes are {len(outcomes)}, but problem 'dose-level' has 5"
        ):
            judge(drawn, outcomes)


ASKED = variant(problem("open-probability-of-two-states"), 5)
KINDS = st.sampled_from(["numbers", "raised", "nothing", "not-a-number"])
NUMBERS = st.lists(st.floats(), max_size=5).map(tuple)
OUTCOMES = st.builds(
    lambda kind, numbers, flat, words: Outcome(kind, numbers, (len(numbers),) if flat else (), words)
    if kind == "numbers" and (flat or len(numbers) == 1)
    else Outcome("raised" if kind == "numbers" else kind, words=words),
    KINDS, NUMBERS, st.booleans(), st.text(max_size=30),
)  # fmt: skip


@given(st.lists(OUTCOMES, min_size=len(ASKED.inputs), max_size=len(ASKED.inputs)))
def test_whatever_comes_of_the_calls_gets_a_verdict_with_all_its_words(outcomes):
    verdict = judge(ASKED, outcomes)
    assert verdict.head
    assert verdict.kind != "right"
    assert verdict.is_try == (verdict.kind in TRIES)
    assert "{" not in verdict.feedback or "{" in "".join(outcome.words for outcome in outcomes)


@given(st.data())
def test_every_function_within_the_tolerance_is_right_and_none_outside(data):
    errors = st.floats(-0.99, 0.99)
    outcomes = [
        Outcome(
            "numbers",
            tuple(value + data.draw(errors) * max(1e-12, 1e-6 * value) for value in values),
            shape_at(point),
        )
        for point, values in zip(ASKED.inputs, ASKED.key, strict=True)
    ]
    assert judge(ASKED, outcomes).kind == "right"
    place = data.draw(st.integers(0, len(outcomes) - 1))
    one = outcomes[place]
    off = (one.numbers[0] * (1 + data.draw(st.sampled_from([-1e-3, 1e-3, 0.5]))), *one.numbers[1:])
    outcomes[place] = Outcome("numbers", off, one.shape)
    assert judge(ASKED, outcomes).kind == "not-yet"
