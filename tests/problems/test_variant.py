from dataclasses import FrozenInstanceError, dataclass, fields
from typing import ClassVar

import pytest

from anxiolytics.problems import Problem, page_variants, variant
from anxiolytics.problems.problem import Mistake, between
from anxiolytics.problems.tolerance import accepted_band
from anxiolytics.problems.variant import MAXIMUM_DRAWS, page_seed


def test_a_seed_always_gives_the_same_variant(peak_level):
    problem = peak_level()
    assert variant(problem, 7) == variant(problem, 7)
    assert len({variant(problem, seed).key for seed in range(50)}) > 40


def test_texts_key_and_slips_come_from_the_same_numbers(peak_level):
    drawn = variant(peak_level(), 1)
    dose, volume = drawn.params["dose_mg"], drawn.params["volume_l"]
    assert drawn.key == dose / volume
    assert drawn.statement == f"What level do {dose:g} mg give in {volume:g} L?"
    assert drawn.hints == ("Divide.", f"Divide {dose:g} by {volume:g}.")
    (slip,) = drawn.slips
    assert (slip.value, slip.credit, slip.name) == (volume / dose, 0.25, "upside down")
    assert slip.feedback == f"{dose:g} goes on *top*."


def test_a_variant_is_frozen(peak_level):
    drawn = variant(peak_level(), 1)
    with pytest.raises(FrozenInstanceError):
        drawn.key = 1.0


def test_tolerance_in_words_is_the_larger_one(peak_level):
    assert variant(peak_level(), 1).tolerance_text == "2 %"
    wide = variant(peak_level(atol=0.5, mistakes=()), 1)
    assert (wide.tolerance, wide.tolerance_text) == (0.5, "0.5 mg/L")


def test_numbers_are_drawn_again_until_the_answers_part(peak_level):
    # Equal dose and volume make the mistake right by accident.
    close = peak_level(
        draw=lambda rng: {"dose_mg": between(rng, 18, 22, 1), "volume_l": between(rng, 18, 22, 1)},
    )
    for seed in range(200):
        drawn = variant(close, seed)
        key, slip = (accepted_band(value, 0.02, 0.0) for value in (drawn.key, drawn.slips[0].value))
        assert key[1] < slip[0] or slip[1] < key[0]


def test_a_problem_whose_answers_never_part_names_the_two_sets(peak_level):
    same = Mistake("the-same", lambda p: 1.01 * p["dose_mg"] / p["volume_l"], "As right as the key.")
    with pytest.raises(
        ValueError,
        match=rf"problem 'peak-level' gave no usable numbers in {MAXIMUM_DRAWS} draws: "
        r"the key and mistake 'the-same' last shared accepted answers",
    ):
        variant(peak_level(mistakes=(same,)), 1)


def test_two_mistakes_that_never_part_are_named(peak_level):
    def other(name, factor):
        return Mistake(name, lambda p: factor * p["dose_mg"] / p["volume_l"], "Slip.")

    with pytest.raises(ValueError, match=r"mistake 'one' and mistake 'two' last shared accepted answers"):
        variant(peak_level(mistakes=(other("one", 2.0), other("two", 2.02))), 1)


def test_roundings_part_answers_too(peak_level):
    # 1.04 and 1.0 differ by 4 %: outside the tolerance, but 1.04 rounded to two figures is 1.0.
    near = Mistake("near", lambda p: 1.0, "Slip.")
    with pytest.raises(ValueError, match=r"the key and mistake 'near' last shared accepted answers"):
        variant(peak_level(answer=lambda p: 1.04, mistakes=(near,), rtol=0.001), 1)
    far = Mistake("far", lambda p: 1.0, "Slip.")
    assert variant(peak_level(answer=lambda p: 1.06, mistakes=(far,), rtol=0.001), 1).key == 1.06


def test_keys_out_of_range_are_refused(peak_level):
    with pytest.raises(ValueError, match=r"the key was last 0.001, but it has to be from 0.01 to 100000"):
        variant(peak_level(answer=lambda p: 0.001), 1)
    with pytest.raises(ValueError, match=r"the key was last nan"):
        variant(peak_level(answer=lambda p: float("nan")), 1)
    with pytest.raises(ValueError, match=r"mistake 'slip' was last inf, but it has to be a finite number"):
        variant(peak_level(mistakes=(Mistake("slip", lambda p: float("inf"), "Slip."),)), 1)


def test_a_parameter_that_is_not_what_the_text_shows_is_refused(peak_level):
    with pytest.raises(ValueError, match=r"parameter 'dose_mg' of problem 'peak-level' is 0\.3333"):
        variant(peak_level(draw=lambda rng: {"dose_mg": 1 / 3, "volume_l": 2.0}), 1)


def test_a_kind_that_is_not_known_is_refused(peak_level):
    @dataclass(frozen=True, kw_only=True)
    class Essay(Problem):
        kind: ClassVar[str] = "essay"

    settings = {name: getattr(peak_level(), name) for name in (field.name for field in fields(Problem))}
    with pytest.raises(ValueError, match="of the kind 'essay', but only 'number' can be drawn"):
        variant(Essay(**settings), 1)


def test_variants_of_a_page_are_distinct_and_stay_the_same(peak_level):
    few = peak_level(draw=lambda rng: {"dose_mg": 30.0, "volume_l": between(rng, 50, 52, 1)}, mistakes=())
    drawn = page_variants(few, 3)
    assert {d.params["volume_l"] for d in drawn} == {50.0, 51.0, 52.0}
    assert drawn == page_variants(few, 3)
    assert drawn[:2] == page_variants(few, 2)
    with pytest.raises(
        ValueError, match="number is 4, but problem 'peak-level' has only 3 different drawings"
    ):
        page_variants(few, 4)
    with pytest.raises(ValueError, match="number is 0, but a page needs at least 1"):
        page_variants(few, 0)


def test_seeds_of_a_page_are_a_domain_of_their_own(peak_level):
    problem = peak_level()
    seeds = {
        page_seed(p, i) for p in (problem, peak_level(version=2), peak_level(id="other")) for i in range(100)
    }
    assert len(seeds) == 300
    assert min(seeds) > 2**128
