"""Keys against arithmetic done another way: halving, areas and step-by-step decay."""

import mpmath
import pytest

from anxiolytics.problems import variant
from anxiolytics.problems.bank import problem


def values(drawn):
    return {slip.id: slip.value for slip in drawn.slips}


@pytest.mark.parametrize("seed", range(20))
def test_half_life_from_clearance_is_when_half_is_left(seed):
    drawn = variant(problem("half-life-from-clearance"), seed)
    clearance, volume = (mpmath.mpf(drawn.params[name]) for name in ("clearance_l_per_h", "volume_l"))
    left = mpmath.exp(-clearance / volume * drawn.key)
    assert float(left) == pytest.approx(0.5, rel=1e-14)
    # After the mean residence time, 1/e is left.
    left = mpmath.exp(-clearance / volume * values(drawn)["ln-2-left-out"])
    assert float(left) == pytest.approx(float(1 / mpmath.e), rel=1e-14)


@pytest.mark.parametrize("seed", range(20))
def test_percent_left_after_days(seed):
    drawn = variant(problem("percent-left-after-days"), seed)
    hours, half_life = 24 * mpmath.mpf(drawn.params["days"]), mpmath.mpf(drawn.params["half_life_h"])
    assert drawn.key == pytest.approx(float(100 * mpmath.power(2, -hours / half_life)), rel=1e-13)
    assert drawn.key + values(drawn)["what-is-gone-instead-of-what-is-left"] == pytest.approx(100)
    assert values(drawn)["straight-line-instead-of-halving"] >= 0


@pytest.mark.parametrize("seed", range(20))
def test_trough_to_peak_is_what_a_long_course_of_doses_settles_at(seed):
    drawn = variant(problem("trough-to-peak"), seed)
    p = drawn.params
    kept = mpmath.exp(-mpmath.mpf(p["clearance_l_per_h"]) / p["volume_l"] * 24 / p["doses_a_day"])
    trough = mpmath.mpf(0)
    for _ in range(400):
        peak = trough + 1
        trough = peak * kept
    assert drawn.key == pytest.approx(float(100 * trough / peak), rel=1e-12)


def test_a_worked_example():
    """Alprazolam-like: 3.5 L/h and 49 L give 9.7 h."""
    asked = problem("half-life-from-clearance")
    assert asked.answer({"clearance_l_per_h": 3.5, "volume_l": 49.0}) == pytest.approx(9.704, abs=5e-4)
