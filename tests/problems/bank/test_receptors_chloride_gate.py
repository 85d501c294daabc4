"""Keys on the chloride gate against Kirchhoff's current law and the Nernst equation, done another way."""

import math

import mpmath
import numpy as np
import pytest

from anxiolytics.problems import judge, variant
from anxiolytics.problems.bank import problem

THERMAL_MV = 1000 * mpmath.mpf("8.31446261815324") * mpmath.mpf("310.15") / mpmath.mpf("96485.33212331001")


def drawings(id, number=200):
    return [variant(problem(id), seed) for seed in range(number)]


def values(drawn):
    return {slip.id: slip.value for slip in drawn.slips}


def test_with_the_silent_chloride_the_two_sums_are_in_equilibrium_at_rest():
    for drawn in drawings("chloride-that-makes-gaba-silent"):
        p = drawn.params
        outside = p["chloride_outside_mm"] + p["permeability"] * p["bicarbonate_outside_mm"]
        inside = drawn.key + p["permeability"] * p["bicarbonate_inside_mm"]
        at_balance = -THERMAL_MV * mpmath.log(mpmath.mpf(outside) / inside)
        assert float(at_balance) == pytest.approx(p["rest_mv"], rel=1e-12)
        nernst = -THERMAL_MV * mpmath.log(p["chloride_outside_mm"] / values(drawn)["bicarbonate-left-out"])
        assert float(nernst) == pytest.approx(p["rest_mv"], rel=1e-12)
        assert values(drawn)["sign-of-the-potential-lost"] > p["chloride_outside_mm"]


def balance_mv(*channels):
    """Potential at which the currents of channels (nS, mV) add up to nothing, by solving for it."""
    slope = sum(conductance for conductance, _ in channels)
    offset = -sum(conductance * reversal for conductance, reversal in channels)
    return float(np.roots([slope, offset])[0])


def test_shunted_share_is_that_of_two_settled_potentials():
    for drawn in drawings("share-of-an-epsp-shunted"):
        p = drawn.params
        leak, excitation, gaba = (p["leak_ns"], -65.0), (p["excitation_ns"], 0.0), (p["inhibition_ns"], -65.0)
        before, after = balance_mv(leak, excitation) + 65, balance_mv(leak, excitation, gaba) + 65
        assert drawn.key == pytest.approx(100 * (1 - after / before), rel=1e-9)
        left = values(drawn)["what-is-left-instead-of-what-is-lost"]
        assert drawn.key + left == pytest.approx(100)


def test_the_excitation_brings_the_cell_exactly_to_its_threshold():
    for drawn in drawings("excitation-against-depolarising-gaba"):
        p = drawn.params
        without = p["leak_ns"] * (p["threshold_mv"] - p["rest_mv"]) / -p["threshold_mv"]
        settled = balance_mv(
            (p["leak_ns"], p["rest_mv"]),
            (p["inhibition_ns"], p["reversal_mv"]),
            (drawn.key * without, 0.0),
        )
        assert settled == pytest.approx(p["threshold_mv"], rel=1e-9)
        # GABA depolarises, and yet more is needed.
        assert p["rest_mv"] < balance_mv((p["leak_ns"], p["rest_mv"]), (p["inhibition_ns"], p["reversal_mv"]))
        assert drawn.key > 1
        assert values(drawn)["counted-as-if-it-reversed-at-rest"] > drawn.key


def test_chloride_is_read_from_the_line_through_all_points():
    held = [-90, -80, -70, -60, -50, -40]
    for drawn in drawings("chloride-from-gaba-currents"):
        p = drawn.params
        slope, at_zero = np.polyfit(held, [p[f"current_{i}_pa"] for i in range(1, 7)], 1)
        crossing = -at_zero / slope
        expected = p["chloride_outside_mm"] * mpmath.exp(mpmath.mpf(crossing) / THERMAL_MV)
        # Currents are shown with three figures, so that the two lines differ a little.
        assert drawn.key == pytest.approx(float(expected), rel=0.01)
        assert min(abs(crossing - at) for at in held) > 2.5


def test_reading_to_the_nearest_millivolt_is_right():
    for drawn in drawings("chloride-from-gaba-currents"):
        (series,) = drawn.figure.series
        crossing = round(np.interp(0, series.values, drawn.figure.places))
        read = drawn.params["chloride_outside_mm"] * math.exp(crossing / 26.7)
        assert judge(drawn, f"{read:.3f}").kind == "right"


def test_what_holds_follows_from_the_order_of_the_three_potentials():
    seen = set()
    for drawn in drawings("what-gaba-does-here"):
        p = drawn.params
        rest, reversal, threshold = p["rest_mv"], p["reversal_mv"], p["threshold_mv"]
        expected = set()
        if reversal > rest:
            expected.add("up")
        if reversal < rest:
            expected.add("down")
        expected.add("excitation" if reversal < threshold else "alone")
        assert set(drawn.key) == expected
        seen.add(frozenset(expected))
    assert len(seen) == 4
