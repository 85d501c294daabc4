"""What every problem of the bank has to stand."""

import re
import string
from itertools import pairwise

import pytest

from anxiolytics.problems import judge, page_variants, variant
from anxiolytics.problems.bank import problem, problems
from anxiolytics.problems.problem import LARGEST_ANSWER, SMALLEST_ANSWER
from anxiolytics.problems.tolerance import accepted_band
from anxiolytics.problems.units import rounding_scales
from anxiolytics.problems.wording import to_html

BANK = pytest.mark.parametrize("asked", problems(), ids=lambda asked: asked.id)


@BANK
def test_a_thousand_seeds(asked):
    keys = set()
    for seed in range(1000):
        drawn = variant(asked, seed)
        keys.add(drawn.key)
        assert SMALLEST_ANSWER <= drawn.key <= LARGEST_ANSWER
        assert judge(drawn, f"{drawn.key:#.3g}").kind == "right"
        assert judge(drawn, f"{drawn.key:#.2g}").kind == "right"
        scales = rounding_scales(asked.unit)
        bands = [accepted_band(value, asked.rtol, asked.atol, scales)
                 for value in (drawn.key, *(slip.value for slip in drawn.slips))]  # fmt: skip
        bands.sort()
        assert all(lower[1] < upper[0] for lower, upper in pairwise(bands))
    # Own numbers stop copying only if there are enough of them.
    assert len(keys) >= 100


@BANK
def test_every_mistake_is_recognised_as_itself(asked):
    for seed in range(100):
        drawn = variant(asked, seed)
        for slip in drawn.slips:
            verdict = judge(drawn, repr(slip.value))
            assert (verdict.kind, verdict.id) == ("mistake", slip.id)
            assert slip.credit < 1


@BANK
def test_texts_are_filled_and_show_the_key_in_the_solution_alone(asked):
    for drawn in page_variants(asked, 6):
        texts = [drawn.statement, drawn.solution, *drawn.hints, *(slip.feedback for slip in drawn.slips)]
        for text in texts:
            assert not re.search(r"[{}]|nan|inf\b|None", text)
            assert "*" not in to_html(text)
        key = f"{drawn.key:.3g}"
        assert key in drawn.solution
        assert not any(
            re.search(rf"(?<![\d.]){re.escape(key)}(?![\d.])", text)
            for text in texts
            if text != drawn.solution
        )


@BANK
def test_it_can_be_browsed(asked):
    assert len(asked.mistakes) >= 2
    assert len(asked.hints) >= 2
    assert asked.objective[0].isupper()
    assert asked.objective.endswith(".")
    shown = {name for _, name, _, _ in string.Formatter().parse(asked.statement) if name}
    assert shown == set(variant(asked, 1).params)


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
