from dataclasses import FrozenInstanceError, dataclass, fields
from typing import ClassVar

import pytest

from anxiolytics.problems import Option, Problem, variant
from anxiolytics.problems.problem import Mistake, between
from anxiolytics.problems.tolerance import accepted_band
from anxiolytics.problems.variant import MAXIMUM_DRAWS


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
    assert (slip.value, slip.credit, slip.name) == (volume / dose, 0.25, "dose and volume changed places")
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
    same = Mistake(
        "the-same", "the same again", lambda p: 1.01 * p["dose_mg"] / p["volume_l"], "As right as the key."
    )
    with pytest.raises(
        ValueError,
        match=rf"problem 'peak-level' gave no usable numbers in {MAXIMUM_DRAWS} draws: "
        r"the key and mistake 'the-same' last shared accepted answers",
    ):
        variant(peak_level(mistakes=(same,)), 1)


def test_two_mistakes_that_never_part_are_named(peak_level):
    def other(name, factor):
        return Mistake(name, "a slip", lambda p: factor * p["dose_mg"] / p["volume_l"], "Slip.")

    with pytest.raises(ValueError, match=r"mistake 'one' and mistake 'two' last shared accepted answers"):
        variant(peak_level(mistakes=(other("one", 2.0), other("two", 2.02))), 1)


def test_roundings_part_answers_too(peak_level):
    # 1.04 and 1.0 differ by 4 %: outside the tolerance, but 1.04 rounded to two figures is 1.0.
    near = Mistake("near", "near", lambda p: 1.0, "Slip.")
    with pytest.raises(ValueError, match=r"the key and mistake 'near' last shared accepted answers"):
        variant(peak_level(answer=lambda p: 1.04, mistakes=(near,), rtol=0.001), 1)
    far = Mistake("far", "far", lambda p: 1.0, "Slip.")
    assert variant(peak_level(answer=lambda p: 1.06, mistakes=(far,), rtol=0.001), 1).key == 1.06


def test_keys_out_of_range_are_refused(peak_level):
    with pytest.raises(ValueError, match=r"the key was last 0.001, but it has to be from 0.01 to 100000"):
        variant(peak_level(answer=lambda p: 0.001), 1)
    with pytest.raises(ValueError, match=r"the key was last nan"):
        variant(peak_level(answer=lambda p: float("nan")), 1)
    with pytest.raises(ValueError, match=r"mistake 'slip' was last inf, but it has to be a finite number"):
        variant(peak_level(mistakes=(Mistake("slip", "a slip", lambda p: float("inf"), "Slip."),)), 1)


def test_a_parameter_that_is_not_what_the_text_shows_is_refused(peak_level):
    with pytest.raises(ValueError, match=r"parameter 'dose_mg' of problem 'peak-level' is 0\.3333"):
        variant(peak_level(draw=lambda rng: {"dose_mg": 1 / 3, "volume_l": 2.0}), 1)


def test_a_kind_that_is_not_known_is_refused(peak_level):
    @dataclass(frozen=True, kw_only=True)
    class Essay(Problem):
        kind: ClassVar[str] = "essay"

    settings = {name: getattr(peak_level(), name) for name in (field.name for field in fields(Problem))}
    with pytest.raises(
        ValueError, match="of the kind 'essay', but only 'number', 'choice' and 'function' can"
    ):
        variant(Essay(**settings), 1)


def test_options_are_shuffled_by_the_seed_and_can_stay_in_order(even_numbers):
    orders = {tuple(option.id for option in variant(even_numbers(), seed).options) for seed in range(60)}
    assert len(orders) > 10
    asked = even_numbers()
    assert variant(asked, 3) == variant(asked, 3)
    kept = variant(even_numbers(in_order=True), 3)
    assert [option.id for option in kept.options] == ["first", "second", "third", "fourth"]


def test_the_key_of_a_choice_follows_from_the_numbers(even_numbers):
    for seed in range(50):
        drawn = variant(even_numbers(), seed)
        start = drawn.params["start"]
        place = {"first": 0, "second": 1, "third": 2, "fourth": 3}
        assert set(drawn.key) == {id for id, after in place.items() if (start + after) % 2 == 0}
        assert drawn.statement == f"Which are even, from {start:g} on?"


def test_a_choice_is_drawn_again_until_as_many_hold_as_are_asked_for(even_numbers):
    # Multiples of three among four numbers in a row: one or two of them.
    def options(p):
        return [Option(name, name, (p["start"] + i) % 3 == 0, "F.") for i, name in enumerate("abcd")]

    one = even_numbers(many=False, options=options)
    assert {len(variant(one, seed).key) for seed in range(100)} == {1}
    several = even_numbers(many=True, options=options)
    assert {len(variant(several, seed).key) for seed in range(100)} == {1, 2}


@pytest.mark.parametrize(
    ("many", "holding", "words"),
    [
        (False, (True, True), "last 2 of 2 options held, but exactly one of several has to"),
        (False, (False, False), "last 0 of 2 options held, but exactly one"),
        (False, (True,), "last 1 of 1 options held, but exactly one of several has to"),
        (True, (True, True), "last 2 of 2 options held, but some have to hold and some not"),
        (True, (False, False), "last 0 of 2 options held, but some"),
    ],
)
def test_a_choice_without_a_choice_is_refused(even_numbers, many, holding, words):
    def options(p):
        return [Option(f"option-{i}", f"Option {i}", holds, "F.") for i, holds in enumerate(holding)]

    with pytest.raises(ValueError, match=words):
        variant(even_numbers(many=many, options=options), 1)


def test_options_that_read_alike_are_refused(even_numbers):
    def alike(p):
        return [Option("a", "Same.", True, "F."), Option("b", "Same.", False, "F.")]

    with pytest.raises(ValueError, match=r"texts of the options were last Same., Same., but each"):
        variant(even_numbers(options=alike), 1)

    def same_id(p):
        return [Option("a", "One.", True, "F."), Option("a", "Other.", False, "F.")]

    with pytest.raises(ValueError, match=r"ids of the options were last a, a, but each"):
        variant(even_numbers(options=same_id), 1)
