from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems import judge, variant
from anxiolytics.problems.bank import problem
from anxiolytics.problems.choosing import letters, read_choice

DRAWN = variant(problem("longest-interval"), 1)


@pytest.fixture
def drawn(even_numbers):
    """The numbers 10 to 13 in their order: a and c are even."""
    return variant(even_numbers(draw=lambda rng: {"start": 10.0}, in_order=True), 1)


@pytest.fixture
def single(even_numbers):
    """Which is the first even one: of 11 and on, b."""

    def options(p):
        return [o for o in even_numbers().options(p) if o.id != "fourth"]

    return variant(
        even_numbers(draw=lambda rng: {"start": 11.0}, in_order=True, many=False, options=options), 1
    )


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ("a, c", ("first", "third")),
        ("C a", ("first", "third")),
        ("(a) (c)", ("first", "third")),
        ("a,a;c", ("first", "third")),
        (["first", "third"], ("first", "third")),
        ({"c", "first"}, ("first", "third")),
        ("second", ("second",)),
        ("", ()),
        ([], ()),
    ],
)
def test_letters_and_ids_are_read(drawn, answer, ids):
    assert tuple(option.id for option in read_choice(drawn, answer)) == ids


@pytest.mark.parametrize(
    "answer", ["e", "ac", "a, x", ["a", 3], 7, None, 1.5, ["first third"], {"a": 1, 2: 3}]
)
def test_what_names_no_option_is_no_try(drawn, answer):
    assert read_choice(drawn, answer) is None
    verdict = judge(drawn, answer)
    assert (verdict.kind, verdict.id, verdict.is_try) == ("unreadable", "unreadable-choices", False)


def test_several_where_one_is_asked_for_is_no_try(single):
    assert judge(single, "a b").id == "unreadable-choice"
    assert judge(single, "b b").kind == "right"


def test_letters_follow_the_order_shown(even_numbers):
    drawn = variant(even_numbers(), 5)
    assert [letters(drawn)[letter] for letter in "abcd"] == list(drawn.options)


@pytest.mark.parametrize(
    ("answer", "kind", "id", "credit"),
    [
        ("a c", "right", "all-chosen", 1.0),
        ("a", "not-yet", "some-missing", 0.5),
        ("a b c", "not-yet", "some-wrong", 0.5),
        ("a b", "not-yet", "some-wrong-and-missing", 0.0),
        ("b d", "not-yet", "some-wrong-and-missing", 0.0),
        ("a b c d", "not-yet", "some-wrong", 0.0),
        ("", "nothing-chosen", "nothing-chosen", 0.0),
    ],
)
def test_verdicts_on_several(drawn, answer, kind, id, credit):
    verdict = judge(drawn, answer)
    assert (verdict.kind, verdict.id, verdict.credit) == (kind, id, credit)
    assert verdict.is_try == (answer != "")


def test_each_chosen_option_has_its_remark(drawn):
    remarks = judge(drawn, "b a").remarks
    assert [(r.id, r.text, r.holds, r.feedback) for r in remarks] == [
        ("first", "The number 10", True, "*10* is even."),
        ("second", "The number 11", False, "*11* is odd."),
    ]
    assert judge(drawn, "").remarks == ()


def test_verdicts_on_one(single):
    right, wrong = judge(single, "b"), judge(single, ["third"])
    assert (right.kind, right.id, right.credit, right.head) == ("right", "second", 1.0, "Right")
    assert right.feedback == "*12* is even."
    assert (wrong.kind, wrong.id, wrong.credit, wrong.head) == ("mistake", "third", 0.0, "Not yet")
    assert wrong.feedback == "*13* is odd."


def test_only_the_key_is_right_and_credit_never_leaves_its_range():
    for name in ("doubling-the-interval", "equal-half-lives-feel-different", "longest-interval"):
        for seed in range(20):
            drawn = variant(problem(name), seed)
            ids = [option.id for option in drawn.options]
            for size in range(len(ids) + 1) if drawn.problem.many else (0, 1):
                for chosen in combinations(ids, size):
                    verdict = judge(drawn, chosen)
                    assert (verdict.kind == "right") == (set(chosen) == set(drawn.key))
                    assert (verdict.credit == 1) == (verdict.kind == "right")
                    assert 0 <= verdict.credit <= 1


@given(st.text(max_size=40))
def test_whatever_is_written_gets_a_verdict_with_all_its_words(text):
    verdict = judge(DRAWN, text)
    assert verdict.head
    assert verdict.feedback
