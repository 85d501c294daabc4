"""Keys on potency and efficacy against effects solved for in many digits, blind to the closed forms."""

from itertools import pairwise

import mpmath
import numpy as np
import pytest

from anxiolytics.problems import variant
from anxiolytics.problems.bank import problem

SEEDS = range(200)


def drawings(id):
    return [variant(problem(id), seed) for seed in SEEDS]


def values(drawn):
    return {slip.id: slip.value for slip in drawn.slips}


def effect_of_bound(*bound_and_worth):
    """Share of the tissue's maximum from occupied receptors, each counted by what it is worth."""
    stimulus = sum(bound * worth for bound, worth in bound_and_worth)
    return stimulus / (1 + stimulus)


def test_the_new_ec50_gives_half_of_the_new_maximum():
    for drawn in drawings("ec50-after-receptor-loss"):
        p = drawn.params
        left = mpmath.mpf(100 - p["lost_percent"]) / 100
        half_of_the_most = effect_of_bound((left, p["transducer_ratio"])) / 2
        bound = mpmath.mpf(drawn.key) / (mpmath.mpf(drawn.key) + p["affinity_nm"])
        assert effect_of_bound((left * bound, p["transducer_ratio"])) == pytest.approx(half_of_the_most)
        slips = values(drawn)
        # Losing receptors moves the EC50 up, towards the dissociation constant and never past it.
        assert slips["ec50-of-the-whole-tissue"] < drawn.key < p["affinity_nm"]


def test_a_worked_example_of_lost_receptors():
    """Nine tenths lost turn a ratio of 10 into 1: K / 11 becomes K / 2."""
    asked = problem("ec50-after-receptor-loss")
    p = {"affinity_nm": 220.0, "transducer_ratio": 10.0, "lost_percent": 90.0}
    assert asked.answer(p) == pytest.approx(110)
    slips = {slip.id: slip.value(p) for slip in asked.mistakes}
    assert slips["ec50-of-the-whole-tissue"] == pytest.approx(20)
    assert slips["share-lost-instead-of-share-left"] == pytest.approx(22)
    assert slips["ec50-divided-by-the-share-left"] == pytest.approx(200)


def test_two_agonists_share_the_sites():
    for drawn in drawings("partial-agonist-beside-a-full-one"):
        p = drawn.params
        # Binding equilibrium solved by counting, without Gaddum's formula.
        free = mpmath.findroot(
            lambda f, p=p: f * (1 + p["full_times_k"] + p["partial_times_k"]) - 1, mpmath.mpf("0.1")
        )
        full = (free * p["full_times_k"], p["full_ratio"])
        partial = (free * p["partial_times_k"], p["partial_ratio"])
        assert drawn.key == pytest.approx(float(100 * effect_of_bound(full, partial)), rel=1e-12)
        slips = values(drawn)
        assert slips["partial-agonist-taken-as-an-antagonist"] < drawn.key
        assert drawn.key < slips["full-agonist-alone"] < slips["competition-left-out"]


def test_a_worked_example_of_two_agonists():
    """Weights 1, 1 and 8: a tenth of the sites with a ratio of 10, eight tenths with 0.5."""
    asked = problem("partial-agonist-beside-a-full-one")
    p = {"full_times_k": 1.0, "full_ratio": 10.0, "partial_times_k": 8.0, "partial_ratio": 0.5}
    assert asked.answer(p) == pytest.approx(100 * 1.4 / 2.4)


def test_the_antagonist_explains_every_height_of_the_figure():
    for drawn in drawings("antagonist-constant-from-two-curves"):
        p = drawn.params
        for level in (20, 50, 80):
            # With the key, the agonist beside the antagonist acts as the lower level alone.
            acts_as = p[f"beside_{level}"] / (1 + p["competitor_nm"] / drawn.key)
            assert acts_as == pytest.approx(p[f"alone_{level}"], rel=0.012)
        slips = values(drawn)
        assert slips["ratio-without-the-one"] < drawn.key < slips["multiplied-by-the-ratio"]
        assert 1 / slips["ratio-without-the-one"] - 1 / drawn.key == pytest.approx(1 / p["competitor_nm"])


def test_reading_another_height_is_right_too():
    for drawn in drawings("antagonist-constant-from-two-curves"):
        p = drawn.params
        for level in (20, 80):
            found = p["competitor_nm"] / (p[f"beside_{level}"] / p[f"alone_{level}"] - 1)
            assert found == pytest.approx(drawn.key, rel=0.03)


def shares(p):
    points = sorted(int(name.split("_")[1]) for name in p if name.startswith("before_"))
    return [p[f"after_{point}"] / p[f"before_{point}"] for point in points]


def test_the_change_is_read_from_all_points():
    for drawn in drawings("where-tolerance-sits"):
        left = shares(drawn.params)
        (held,) = drawn.key
        scaled = max(left) - min(left) < 0.08
        assert (held == "what-the-tissue-can-give") == scaled
        assert (held == "looser-binding") == (not scaled and left[-1] > 0.95)
        assert (held == "receptors-lost") == (not scaled and left[-1] < 0.95)
        if not scaled:
            # What is lost at the foot is won back on the way up, but for the rounding of the smallest points.
            assert all(upper > lower - 0.03 for lower, upper in pairwise(left))


def test_each_change_is_drawn():
    held = [next(iter(drawn.key)) for drawn in drawings("where-tolerance-sits")]
    assert min(held.count(option) for option in set(held)) > 30
    assert set(held) == {"what-the-tissue-can-give", "receptors-lost", "looser-binding"}


def test_two_curves_say_what_is_read_between_their_points():
    points = [1, 10, 100, 1000, 10_000, 100_000]
    for drawn in drawings("two-drugs-two-curves"):
        curves = {name: [drawn.params[f"{name}_{point}"] for point in points] for name in "ab"}
        # The middle by a straight line between two points on a logarithmic axis, and no model of the curve.
        middle = {
            name: 10 ** np.interp(curve[-1] / 2, curve, np.log10(points)) for name, curve in curves.items()
        }
        assert max(middle.values()) > 3 * min(middle.values())
        potent, able = (middle["b"] < middle["a"], curves["b"][-1] > curves["a"][-1])
        at = points.index(int(drawn.params["asked_nm"]))
        expected = {
            "potency": potent,
            "efficacy": able,
            "at-one-level": curves["b"][at] > curves["a"][at],
            "half-of-a": max(curves["b"]) > curves["a"][-1] / 2,
            "potency-decides": potent == able,
        }
        assert {option.id: option.holds for option in drawn.options} == expected
