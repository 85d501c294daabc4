import pytest

from anxiolytics.problems import Argument, calls, variant
from anxiolytics.problems.problem import Mistake


def test_the_starter_runs_and_returns_nothing(dose_level):
    asked = dose_level()
    written = {}
    exec(asked.starter, written)
    assert [
        outcome.kind for outcome in calls(written["level"], asked.argument_names, asked.inputs(None))
    ] == (["nothing"] * 5)
    assert written["level"].__doc__ == (
        "Return the level (mg/L).\n\n"
        "    dose_mg: dose (mg); a number or an array\n"
        "    volume_l: volume (L)\n    "
    )


def test_a_long_head_is_broken_and_still_runs(dose_level):
    names = [f"a_long_name_{i}" for i in range(5)]
    asked = dose_level(arguments=tuple(Argument(name, "a number") for name in names))
    assert max(map(len, asked.starter.splitlines())) <= 110
    written = {}
    exec(asked.starter, written)
    assert written["level"](*range(5)) is None


def test_the_twin_is_the_same_problem_for_a_page(dose_level):
    asked = dose_level()
    twin = asked.twin
    assert (twin.kind, twin.id, twin.version, twin.title) == ("number", asked.id, asked.version, asked.title)
    assert twin.mistakes == asked.mistakes
    drawn = variant(twin, 1)
    assert drawn.key == drawn.params["dose_mg"] / drawn.params["volume_l"]
    assert asked.twin is twin


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "level of"}, "name of problem 'dose-level' is 'level of', but it has to be a Python name"),
        ({"arguments": ()}, "arguments of problem 'dose-level' are none, but"),
        ({"arguments": (Argument("a", "A."), Argument("a", "A."))}, "are a, a, but .* every name"),
        ({"rtol": 0.5}, "rtol of problem 'dose-level' is 0.5, but it has to be at least 0 and below 0.5"),
        ({"atol": -1.0}, "atol of problem 'dose-level' is -1.0, but it has to be finite and not negative"),
        (
            {"mistakes": (Mistake("a", "a slip", float, "A."),) * 2},
            "mistakes of problem 'dose-level' are a, a, but",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(dose_level, changes, words):
    with pytest.raises(ValueError, match=words):
        dose_level(**changes)


@pytest.mark.parametrize(
    ("name", "meaning", "words"),
    [
        ("dose mg", "A dose.", "name of an argument is 'dose mg'"),
        ("dose", " ", "meaning of argument 'dose' is empty"),
    ],
)
def test_an_argument_without_a_name_or_a_meaning_is_refused(name, meaning, words):
    with pytest.raises(ValueError, match=words):
        Argument(name, meaning)
