"""Keys on subtypes against odds, plain sums and the experiments' own logic."""

from fractions import Fraction

import pytest

from anxiolytics.problems import variant
from anxiolytics.problems.bank import problem

SEEDS = range(200)


def drawings(id):
    return [variant(problem(id), seed) for seed in SEEDS]


def values(drawn):
    return {slip.id: slip.value for slip in drawn.slips}


def exact(number):
    return Fraction(str(number))


def test_a_preference_divides_odds():
    for drawn in drawings("selectivity-fades-with-dose"):
        p = drawn.params
        odds = exact(p["wanted_percent"]) / (100 - exact(p["wanted_percent"]))
        odds *= exact(p["tight_nm"]) / exact(p["loose_nm"])
        assert drawn.key == pytest.approx(float(100 * odds / (1 + odds)), rel=1e-13)
        slips = values(drawn)
        # Dividing the share promises more selectivity than there is.
        assert slips["share-divided-by-the-preference"] < drawn.key < p["wanted_percent"]


def test_a_worked_example_of_a_fading_preference():
    """Nine to one at alpha1, nine to ten at alpha2."""
    asked = problem("selectivity-fades-with-dose")
    p = {"tight_nm": 20.0, "loose_nm": 200.0, "wanted_percent": 90.0}
    assert asked.answer(p) == pytest.approx(100 * 9 / 19)


def test_mice_name_the_subtypes_whose_mutation_costs_something():
    for drawn in drawings("which-subtypes-carry-an-effect"):
        p, held = drawn.params, set(drawn.key)
        missing = {s: 100 - p[f"{s}_percent"] for s in ("alpha1", "alpha2", "alpha3", "alpha5")}
        assert held == {f"through-{s}" for s, lost in missing.items() if lost > 10}
        assert 1 <= len(held) <= 2
        # The parts add up to the whole, within the scatter of four lines.
        assert sum(missing.values()) == pytest.approx(100, abs=24)
        # No line is so near the scatter of 10 that it could be read either way.
        assert all(lost <= 6 or lost >= 24 for lost in missing.values())


def test_every_subtype_is_sometimes_needed_and_sometimes_not():
    held = [set(drawn.key) for drawn in drawings("which-subtypes-carry-an-effect")]
    for subtype in ("alpha1", "alpha2", "alpha3", "alpha5"):
        assert 20 < sum(f"through-{subtype}" in key for key in held) < 180


def test_the_designed_drug_is_a_plain_sum():
    for drawn in drawings("profile-of-a-designed-drug"):
        p = {name: exact(value) for name, value in drawn.params.items()}
        bound = {s: p["free_nm"] / (p["free_nm"] + p[f"{s}_nm"]) for s in ("alpha2", "alpha3")}
        part = {s: bound[s] * p[f"{s}_efficacy"] for s in bound}
        relaxes = Fraction(4, 5) * part["alpha2"] + Fraction(1, 5) * part["alpha3"]
        assert drawn.key == pytest.approx(float(100 * relaxes), rel=1e-13)
        slips = values(drawn)
        mean = (part["alpha2"] + part["alpha3"]) / 2
        assert slips["plain-mean-in-place-of-weights"] == pytest.approx(float(100 * mean))
        assert drawn.key < slips["efficacy-left-out"]
        assert drawn.key < slips["occupancy-left-out"]


def test_a_partial_agonist_at_the_found_dose_does_as_much():
    for drawn in drawings("partial-agonist-for-the-same-sedation"):
        p = drawn.params
        # The level of half occupancy in milligrams, from the share that 1 mg fills.
        half_mg = (100 - exact(p["partial_percent"])) / exact(p["partial_percent"])
        dose = Fraction(drawn.key)
        done = exact(p["efficacy"]) * dose / (dose + half_mg)
        assert float(100 * done) == pytest.approx(p["full_percent"], rel=1e-12)
        slips = values(drawn)
        assert slips["efficacy-multiplied"] < slips["efficacy-left-out"] < drawn.key
        # The share flattens, so proportion promises too small a dose.
        assert slips["share-taken-as-proportional-to-dose"] < drawn.key


def test_a_worked_example_of_a_partial_agonist():
    """Half of the sites at a fifth of the efficacy, against one in ten at full: nine times the milligram."""
    asked = problem("partial-agonist-for-the-same-sedation")
    p = {"full_percent": 10.0, "efficacy": 0.2, "partial_percent": 10.0}
    assert asked.answer(p) == pytest.approx(9)
