"""What every problem of the bank has to stand."""

import re
import string
from itertools import pairwise

import pytest

from anxiolytics.problems import Outcome, calls, judge, page_variants, variant
from anxiolytics.problems.bank import SETS, problem, problems
from anxiolytics.problems.function_values import shape_at
from anxiolytics.problems.problem import LARGEST_ANSWER, SMALLEST_ANSWER
from anxiolytics.problems.tolerance import accepted_band
from anxiolytics.problems.units import rounding_scales
from anxiolytics.problems.wording import to_html

BANK = pytest.mark.parametrize(
    "asked",
    [*problems(), *(asked.twin for asked in problems() if asked.kind == "function")],
    ids=lambda asked: f"{asked.id}-{asked.kind}",
)
OF_NUMBERS = [p for p in problems() if p.kind == "number"]
OF_FUNCTIONS = [p for p in problems() if p.kind == "function"]
# A page asks for one value of a function: that twin has to stand all that a number has to.
NUMBERS = pytest.mark.parametrize(
    "asked", [*OF_NUMBERS, *(p.twin for p in OF_FUNCTIONS)], ids=lambda asked: asked.id
)
FUNCTIONS = pytest.mark.parametrize("asked", OF_FUNCTIONS, ids=lambda asked: asked.id)
CHOICES = pytest.mark.parametrize(
    "asked", [p for p in problems() if p.kind == "choice"], ids=lambda asked: asked.id
)


def bands(drawn):
    asked = drawn.problem
    scales = rounding_scales(asked.unit)
    targets = (drawn.key, *(slip.value for slip in drawn.slips))
    return sorted(accepted_band(target, asked.rtol, asked.atol, scales) for target in targets)


@NUMBERS
def test_a_thousand_seeds_of_a_number(asked):
    keys = set()
    for seed in range(1000):
        drawn = variant(asked, seed)
        keys.add(drawn.key)
        assert SMALLEST_ANSWER <= drawn.key <= LARGEST_ANSWER
        assert judge(drawn, f"{drawn.key:#.3g}").kind == "right"
        assert judge(drawn, f"{drawn.key:#.2g}").kind == "right"
        assert all(lower[1] < upper[0] for lower, upper in pairwise(bands(drawn)))
    # Own numbers stop copying only if there are enough of them.
    assert len(keys) >= 100


@CHOICES
def test_a_thousand_seeds_of_a_choice(asked):
    numbers, keys = set(), set()
    for seed in range(1000):
        drawn = variant(asked, seed)
        numbers.add(drawn.statement)
        keys.add(frozenset(drawn.key))
        assert judge(drawn, drawn.key).kind == "right"
        assert judge(drawn, [option.id for option in drawn.options if not option.holds]).kind != "right"
    assert len(numbers) >= 100
    # The right options follow from the numbers: nobody can learn them by heart.
    assert len(keys) >= 2


def outcomes(values, drawn):
    """What calling a function that gives these values would have come to."""
    return [
        Outcome("numbers", numbers, shape_at(point))
        for numbers, point in zip(values, drawn.inputs, strict=True)
    ]


@FUNCTIONS
def test_a_thousand_seeds_of_a_function(asked):
    tried_at = set()
    for seed in range(1000):
        drawn = variant(asked, seed)
        tried_at.add(tuple(tuple(point[name] for name in asked.argument_names) for point in drawn.inputs))
        assert judge(drawn, outcomes(drawn.key, drawn)).kind == "right"
        for slip in drawn.slips:
            verdict = judge(drawn, outcomes(slip.values, drawn))
            assert (verdict.kind, verdict.id) == ("mistake", slip.id)
    # Nobody can write a function that knows its inputs.
    assert len(tried_at) == 1000


@FUNCTIONS
def test_the_solution_is_code_that_is_right(asked):
    for text in (variant(asked, 1).solution, variant(asked.twin, 1).solution):
        (code,) = re.findall(r"```\n(.*?)\n```", text, re.DOTALL)
        written = {}
        exec(code, written)
        for seed in range(20):
            drawn = variant(asked, seed)
            came = list(calls(written[asked.name], asked.argument_names, drawn.inputs))
            assert judge(drawn, came).kind == "right"


@FUNCTIONS
def test_neither_inputs_nor_values_are_shown(asked):
    drawn = variant(asked, 1)
    shown = " ".join([repr(drawn), drawn.statement, *drawn.hints, drawn.solution, asked.starter])
    for point, values in zip(drawn.inputs, drawn.key, strict=True):
        numbers = [value for value in point.values() if not isinstance(value, tuple)]
        assert ", ".join(map(repr, numbers)) not in shown
        assert all(repr(value) not in shown for value in values if value not in (0, 0.5, 1))


@FUNCTIONS
def test_at_least_three_wrong_functions_are_known(asked):
    assert len(asked.mistakes) >= 3


@NUMBERS
def test_every_mistake_is_recognised_as_itself(asked):
    for seed in range(100):
        drawn = variant(asked, seed)
        for slip in drawn.slips:
            verdict = judge(drawn, repr(slip.value))
            assert (verdict.kind, verdict.id) == ("mistake", slip.id)
            assert slip.credit < 1


@BANK
def test_texts_are_filled(asked):
    for drawn in page_variants(asked, 1 if asked.kind == "function" else 6):
        parts = drawn.options if asked.kind == "choice" else drawn.slips
        texts = [drawn.statement, drawn.solution, *drawn.hints, *(part.feedback for part in parts)]
        texts += [option.text for option in drawn.options] if asked.kind == "choice" else []
        for text in texts:
            assert not re.search(r"[{}]|\bnan\b|\binf\b|None|True|False", text)
            marked_up = re.sub(r"<code>.*?</code>", "", to_html(text), flags=re.DOTALL)
            assert not set("*|`") & set(marked_up)


@NUMBERS
def test_the_solution_alone_shows_the_key(asked):
    for drawn in page_variants(asked, 6):
        key = f"{drawn.key:.3g}"
        assert key in drawn.solution
        figure = [drawn.figure.summary, drawn.figure.table] if drawn.figure else []
        for text in (drawn.statement, *figure, *drawn.hints, *(slip.feedback for slip in drawn.slips)):
            assert not re.search(rf"(?<![\d.]){re.escape(key)}(?![\d.])", text)


@BANK
def test_it_can_be_browsed(asked):
    assert len(asked.hints) >= 2
    assert asked.objective[0].isupper()
    assert asked.objective.endswith(".")
    assert "nvented" in asked.statement
    shown = {name for _, name, _, _ in string.Formatter().parse(asked.statement) if name}
    drawn = variant(asked, 1)
    figure = drawn.figure
    plotted = {*figure.places, *(n for series in figure.series for n in series.values)} if figure else set()
    assert shown | {name for name, value in drawn.params.items() if value in plotted} == set(drawn.params)


@NUMBERS
def test_at_least_two_slips_are_known_and_named_in_words(asked):
    names = [mistake.name for mistake in asked.mistakes]
    assert len(set(names)) == len(names) >= 2
    for mistake in asked.mistakes:
        assert len(mistake.name.split()) >= 3
        # It follows a colon and has no full stop.
        assert re.fullmatch(r"(?:[a-z]|[A-Z]{2}|[αβγ]).*[\w%]", mistake.name)


def test_the_set_on_half_life_practises_all_its_rows():
    assert len(SETS["half-life"]) >= 12
    assert {row for asked in SETS["half-life"] for row in asked.rows} == {"P0", "P11", "A2"}
    assert {asked.kind for asked in SETS["half-life"]} == {"number", "choice"}
    assert {asked.difficulty for asked in SETS["half-life"]} == {1, 2, 3}


def test_the_set_on_receptors_practises_all_its_rows_in_every_kind():
    assert len(SETS["receptors"]) >= 12
    assert {row for asked in SETS["receptors"] for row in asked.rows} == {f"P{n}" for n in range(1, 7)}
    assert {asked.kind for asked in SETS["receptors"]} == {"number", "choice", "function"}


def test_two_problems_on_receptors_are_read_off_a_figure():
    assert sum(asked.figure is not None for asked in SETS["receptors"]) >= 2


def test_ids_are_unique_and_found():
    ids = [asked.id for asked in problems()]
    assert len(set(ids)) == len(ids)
    assert all(problem(id).id == id for id in ids)


def test_an_id_that_is_not_there_names_its_neighbours():
    with pytest.raises(
        ValueError, match=r"id is 'half-life-from-clearence', .* near it are half-life-from-clearance"
    ):
        problem("half-life-from-clearence")


def test_problems_of_a_row():
    assert problem("trough-to-peak") in problems(row="P11")
    with pytest.raises(ValueError, match=r"row is 'P99', but the bank practises .*P11"):
        problems(row="P99")
