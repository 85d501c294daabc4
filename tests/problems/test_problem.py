from collections import Counter
from random import Random

import pytest

from anxiolytics.problems.problem import Mistake, Option, between, choose, shuffled


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "Peak level"}, "id of a problem is 'Peak level', but it has to be lower-case words"),
        ({"version": 0}, "version of problem 'peak-level' is 0"),
        ({"minutes": 0}, "minutes of problem 'peak-level' is 0"),
        ({"difficulty": 4}, "difficulty of problem 'peak-level' is 4, but it has to be 1, 2 or 3"),
        ({"points": 0.0}, "points of problem 'peak-level' is 0.0, but it has to be positive"),
        ({"points": float("nan")}, "points of problem 'peak-level' is nan"),
        ({"rows": ()}, "rows of problem 'peak-level' is empty"),
        ({"hints": ("One.",)}, "hints of problem 'peak-level' has 1, but at least two"),
        ({"unit": "furlong"}, "unit is 'furlong'"),
        ({"rtol": -0.1}, "rtol of problem 'peak-level' is -0.1"),
        ({"rtol": float("nan")}, "rtol of problem 'peak-level' is nan"),
        ({"atol": float("inf")}, "atol of problem 'peak-level' is inf"),
        (
            {"mistakes": (Mistake("a", "one", float, "A."), Mistake("a", "two", float, "B."))},
            "mistakes of problem 'peak-level' are a, a",
        ),
    ],
)
def test_a_problem_that_cannot_work_is_refused(peak_level, change, words):
    with pytest.raises(ValueError, match=words):
        peak_level(**change)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Bad id", "A slip", float, "Feedback."), "id of a mistake is 'Bad id'"),
        (("slip", " ", float, "Feedback."), "name of mistake 'slip' is empty"),
        (("slip", "a slip", float, " "), "feedback of mistake 'slip' is empty"),
        (
            ("slip", "a slip", float, "Feedback.", 1.0),
            "credit of mistake 'slip' is 1.0, but it has to be at least 0 and below 1",
        ),
        (("slip", "a slip", float, "Feedback.", -0.5), "credit of mistake 'slip' is -0.5"),
    ],
)
def test_a_mistake_that_cannot_be_shown_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        Mistake(*arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Bad id", "Text.", True, "Feedback."), "id of an option is 'Bad id'"),
        (("option", " ", True, "Feedback."), "text of option 'option' is empty"),
        (("option", "Text.", True, ""), "feedback of option 'option' is empty"),
    ],
)
def test_an_option_that_cannot_be_shown_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        Option(*arguments)


def test_every_order_is_drawn_alike():
    rng = Random(1)
    orders = Counter(shuffled(rng, "abc") for _ in range(6000))
    assert len(orders) == 6
    # Six equal shares of 6,000: the standard deviation of each is 29.
    assert all(abs(number - 1000) < 150 for number in orders.values())


def test_drawing_reaches_both_ends_and_gives_round_numbers():
    rng = Random(3)
    drawn = {between(rng, 0.1, 0.5, 0.1) for _ in range(300)}
    assert drawn == {0.1, 0.2, 0.3, 0.4, 0.5}
    assert {choose(rng, "abc") for _ in range(100)} == set("abc")


def test_the_stream_of_numbers_never_changes():
    # Python promises the stream of random() alone; a variant handed out last year has to come out the same.
    rng = Random(2026)
    assert [between(rng, 1.2, 6.0, 0.1) for _ in range(5)] == [1.7, 3.6, 3.7, 5.4, 1.7]
