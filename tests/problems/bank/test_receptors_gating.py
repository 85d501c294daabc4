"""Keys of the two-state receptor against partition sums and energies in many digits."""

import math

import mpmath
import pytest

from anxiolytics.problems import judge, variant
from anxiolytics.problems.bank import problem

SEEDS = range(200)


def drawings(id):
    return [variant(problem(id), seed) for seed in SEEDS]


def values(drawn):
    return {slip.id: slip.value for slip in drawn.slips}


def test_the_open_share_follows_from_odds():
    for drawn in drawings("open-share-with-modulator"):
        p = drawn.params
        odds_of_open = mpmath.mpf(p["open_percent"]) / (100 - p["open_percent"]) / p["gating_factor"]
        assert drawn.key == pytest.approx(float(100 * odds_of_open / (1 + odds_of_open)), rel=1e-13)
        slips = values(drawn)
        # The drug opens; the slips on a share overshoot, the one on the wrong side closes.
        assert slips["factor-on-the-wrong-side"] < p["open_percent"] < drawn.key
        assert drawn.key < slips["share-divided-instead-of-the-ratio"]
        assert drawn.key < slips["closed-share-multiplied"]


def test_a_worked_example_of_the_open_share():
    """A fifth open is 4 to 1; a factor of 0.4 makes it 1.6 to 1."""
    asked = problem("open-share-with-modulator")
    assert asked.answer({"open_percent": 20.0, "gating_factor": 0.4}) == pytest.approx(100 / 2.6)


def test_the_energy_brings_the_point_without_drug_to_the_point_with_it():
    rt = 1.98720425864083e-3 * 298.15
    for drawn in drawings("gating-energy-from-two-curves"):
        p = drawn.params
        for gaba, tolerance in ((20, 1e-8), (5, 0.6), (50, 0.6)):
            closed = (100 - p[f"alone_{gaba}_percent"]) * mpmath.exp(-drawn.key / rt)
            share = 100 * p[f"alone_{gaba}_percent"] / (p[f"alone_{gaba}_percent"] + closed)
            # At the other two levels the figure's rounding shows.
            assert float(share) == pytest.approx(p[f"drug_{gaba}_percent"], abs=tolerance)
        # What a modulator of the benzodiazepine site has been found to do.
        assert 0.3 < drawn.key < 0.9


def test_the_points_at_other_levels_are_accepted_too_or_named():
    right = 0
    for drawn in drawings("gating-energy-from-two-curves"):
        p = drawn.params
        ratio = {
            (name, gaba): (100 - p[f"{name}_{gaba}_percent"]) / p[f"{name}_{gaba}_percent"]
            for name in ("alone", "drug")
            for gaba in (5, 50)
        }
        energies = [-0.593 * math.log(ratio["drug", gaba] / ratio["alone", gaba]) for gaba in (5, 50)]
        verdicts = [judge(drawn, f"{energy:.6f}").kind for energy in energies]
        right += verdicts.count("right")
        assert "unreadable" not in verdicts
    # Where the curve is low, a tenth of a per cent of reading moves the energy by a few per cent.
    assert right > 300


def test_reading_to_the_nearest_per_cent_is_right():
    for drawn in drawings("gating-energy-from-two-curves"):
        alone, drug = (next(s.values[3] for s in drawn.figure.series if s.name == name)
                       for name in ("GABA alone", "With the drug"))  # fmt: skip
        assert drawn.figure.places[3] == 20
        low, high = round(alone), round(drug)
        energy = 0.593 * math.log((100 - low) / low * high / (100 - high))
        assert judge(drawn, f"{energy:.4f}").kind == "right"


def test_slips_on_the_energy():
    for drawn in drawings("gating-energy-from-two-curves"):
        slips = values(drawn)
        assert slips["decimal-logarithm"] * math.log(10) == pytest.approx(drawn.key)
        assert slips["rt-left-out"] * 0.5925 == pytest.approx(drawn.key, rel=1e-3)
        # The two halves of the ratio add up to it.
        assert slips["ratio-of-the-shares"] + slips["closed-shares-alone"] == pytest.approx(drawn.key)


def states(p, gaba_um, factor):
    """Weights of open and closed, with the constants of the receptor solved for in another way."""
    ratio, top = mpmath.mpf(p["closed_to_open"]), mpmath.mpf(p["top_percent"]) / 100
    preference = mpmath.sqrt((1 - top) / top / ratio)
    rest = 1 / (1 + ratio)

    def share(gaba, dissociation, times):
        bound = gaba / dissociation
        return 1 / (1 + times * ratio * ((1 + bound) / (1 + bound / preference)) ** 2)

    dissociation = mpmath.findroot(
        lambda k: share(p["half_um"], k, 1) - (rest + top) / 2, mpmath.mpf(2 * p["half_um"])
    )
    return share(gaba_um, dissociation, factor)


def test_what_a_gating_factor_does_agrees_with_the_whole_curve():
    for drawn in drawings("what-a-gating-factor-does"):
        p, held = drawn.params, set(drawn.key)
        factor = mpmath.mpf(p["gating_factor"])
        half, top, rest = (states(p, gaba, factor) for gaba in (p["half_um"], mpmath.mpf(10) ** 12, 0))
        halfway = (top + rest) / 2
        # With less GABA needed, the old EC50 now gives more than half of the new response.
        assert ("less-gaba" in held) == (half > halfway * (1 + 1e-9))
        assert ("more-gaba" in held) == (half < halfway * (1 - 1e-9))
        assert ("no-change" in held) == (factor == 1)
        assert ("at-the-top" in held) == (abs(100 * top / p["top_percent"] - 1) > 0.1)
        assert ("without-gaba" in held) == (rest > 0.01)
        assert ("half-a-kilocalorie" in held) == (factor < mpmath.exp(-0.5 / 0.593))


def test_every_statement_on_a_gating_factor_is_true_for_some_drawing_and_false_for_another():
    held = [set(drawn.key) for drawn in drawings("what-a-gating-factor-does")]
    for option in ("less-gaba", "more-gaba", "no-change", "at-the-top", "without-gaba", "half-a-kilocalorie"):
        assert 0 < sum(option in key for key in held) < len(held)
