"""What a notebook's reader is told of a function, and that it is what the judge says."""

import pytest

from anxiolytics.interactive import Exercise, check, checking
from anxiolytics.problems import calls, judge, page_variants
from anxiolytics.problems.bank import problem
from anxiolytics.problems.wording import to_html

ID = "open-probability-of-two-states"


@pytest.fixture(autouse=True)
def _no_tries_before(monkeypatch):
    monkeypatch.setattr(checking, "_tries", type(checking._tries)())


def right(gaba, factor, closed_to_open, dissociation, preference):
    pull = (1 + gaba / dissociation) / (1 + gaba / (preference * dissociation))
    return 1 / (1 + factor * closed_to_open * pull**2)


def closed(*inputs):
    return 1 - right(*inputs)


def wrong(*inputs):
    return 1.001 * right(*inputs)


def raising(gaba, factor, closed_to_open, dissociation, preference):
    return dissociation / gaba


def looping(*inputs):
    while True:
        pass


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        (right, "right"),
        (closed, "mistake"),
        (wrong, "not-yet"),
        (raising, "raised"),
        (print, "nothing"),
        (0.5, "not-a-function"),
    ],
)
def test_it_says_what_the_judge_says(function, kind):
    asked = problem(ID)
    (drawn,) = page_variants(asked, 1)
    verdict = check(ID, function).verdict
    assert verdict.kind == kind
    assert verdict == judge(drawn, list(calls(function, asked.argument_names, drawn.inputs)))


def test_a_loop_without_end_is_stopped():
    checked = check(ID, looping, seconds=0.2)
    assert checked.verdict.kind == "stopped"
    assert "did not come to an end" in repr(checked)


def test_tries_count_and_form_does_not():
    assert [check(ID, f).tries for f in (wrong, print, raising, 0.5, closed, right)] == [1, 1, 1, 1, 2, 3]


def test_text_and_html_say_the_same():
    checked = check(ID, closed, hints=1)
    text = repr(checked)
    assert text.split("\n\n") == [
        "Not yet: this is the probability to be closed",
        checked.verdict.feedback,
        f"Hint 1: {problem(ID).hints[0]}",
        "Tries so far: 1. `hints=2` in the call of `check` adds a hint.",
    ]
    html = checked._repr_html_()
    assert html.startswith("<p><strong>Not yet: this is the probability to be closed</strong></p>")
    for part in text.split("\n\n")[1:]:
        assert to_html(part) in html


def test_what_is_right_needs_no_more():
    assert repr(check(ID, right)) == (
        "Right\n\nIt gives the right value at all 12 inputs that it was tried at."
    )
    assert "adds a hint" not in repr(check(ID, wrong, hints=3))


def test_feedback_is_about_the_same_inputs_every_time():
    assert check(ID, wrong).verdict == check(ID, wrong).verdict


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"problem": "trough-to-peak"},
            r"'trough-to-peak', which asks for a number, .* Exercise\('trough-to-peak'\)",
        ),
        (
            {"problem": "open-probability"},
            "the bank has no such problem; near it are open-probability-of-two",
        ),
        ({"hints": 4}, "hints is 4, but problem 'open-probability-of-two-states' has 3 of them"),
        ({"hints": -1}, "hints is -1"),
        ({"seconds": 0}, "seconds is 0, but it has to be positive"),
    ],
)
def test_what_cannot_be_checked_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        check(**({"problem": ID, "function": right} | changes))


def test_the_exercise_in_the_notebook_hears_of_it(monkeypatch):
    monkeypatch.delenv("ANXIOLYTICS_RENDER", raising=False)
    exercise, other, unseen = Exercise(ID), Exercise("trough-to-peak"), Exercise(ID)
    assert (exercise.widget.checked, other.widget.problem["kind"]) == ({"tries": 0, "right": False}, "number")
    check(ID, wrong)
    assert exercise.widget.checked == {"tries": 1, "right": False}
    check(ID, right)
    assert exercise.widget.checked == {"tries": 2, "right": True}
    assert "widget" not in vars(unseen)
