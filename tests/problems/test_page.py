import pytest

from anxiolytics.problems import page_variants
from anxiolytics.problems.page import page_seed
from anxiolytics.problems.problem import between


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


def test_another_order_of_options_is_not_another_variant(even_numbers):
    few = even_numbers(draw=lambda rng: {"start": between(rng, 1, 2, 1)})
    assert {drawn.params["start"] for drawn in page_variants(few, 2)} == {1.0, 2.0}
    with pytest.raises(ValueError, match="has only 2 different drawings"):
        page_variants(few, 3)
