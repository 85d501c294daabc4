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


def drawings(id, number=20):
    return [variant(problem(id), seed) for seed in range(number)]


def test_amount_is_level_times_volume_in_nanograms():
    for drawn in drawings("amount-from-level"):
        nanograms = drawn.params["level_ng_ml"] * (1000 * drawn.params["volume_l"])
        assert drawn.key == pytest.approx(nanograms / 1e6, rel=1e-14)


def test_a_half_life_follows_both_parents_wherever_they_began():
    for drawn in drawings("half-life-after-changes"):
        p = drawn.params
        clearance = mpmath.mpf(3)
        volume = p["half_life_h"] * clearance / mpmath.log(2)
        clearance *= mpmath.mpf(p["clearance_percent"]) / 100
        volume *= mpmath.mpf(p["volume_percent"]) / 100
        # Half is left after the answer.
        assert float(mpmath.exp(-clearance / volume * drawn.key)) == pytest.approx(0.5, rel=1e-13)


def test_percent_lost_is_what_many_small_steps_take_away():
    for drawn in drawings("percent-lost-from-rate"):
        rate, hours = mpmath.mpf(drawn.params["rate_per_h"]), drawn.params["hours"]
        steps = 10**7
        left = (1 - rate * hours / steps) ** steps
        assert drawn.key == pytest.approx(float(100 * (1 - left)), rel=1e-6)


def test_log_axis_puts_equal_factors_at_equal_distances():
    for drawn in drawings("read-a-log-axis"):
        p = drawn.params
        factors = mpmath.log(mpmath.mpf(drawn.key) / p["line_ng_ml"]) / mpmath.log(10)
        assert float(factors * p["decade_mm"]) == pytest.approx(p["above_mm"], rel=1e-12)


def test_odds_of_the_answer_are_the_baseline_odds_times_the_ratio():
    for drawn in drawings("probability-from-odds-ratio"):
        p = drawn.params
        after, before = drawn.key / (100 - drawn.key), p["baseline_percent"] / (100 - p["baseline_percent"])
        assert after / before == pytest.approx(p["odds_ratio"], rel=1e-12)


def test_levels_in_the_table_lie_on_the_curve_of_the_answer():
    for drawn in drawings("half-life-from-a-table"):
        p = drawn.params
        # The sample at 16 h is not used for the key, and has three figures.
        at_16_h = p["level_8_h"] * 2 ** (-8 / drawn.key)
        assert at_16_h == pytest.approx(p["level_16_h"], rel=0.01)
        # After absorption the logarithm falls along a straight line; before, it lies below that line.
        assert p["level_1_h"] < p["level_8_h"] * 2 ** (7 / drawn.key)


def test_a_bent_curve_is_straight_after_the_bend_and_above_that_line_before_it():
    for drawn in drawings("half-life-from-a-bent-curve", 100):
        p = drawn.params
        assert p["early_h"] < p["straight_from_h"] < p["first_h"] < p["last_h"]
        slope = mpmath.log(2) / drawn.key
        from_first = p["first_ng_ml"] * mpmath.exp(-slope * (p["last_h"] - p["first_h"]))
        assert float(from_first) == pytest.approx(p["last_ng_ml"], rel=1e-12)
        backwards = p["first_ng_ml"] * mpmath.exp(slope * (p["first_h"] - p["early_h"]))
        assert p["early_ng_ml"] > 1.4 * backwards
        assert values(drawn)["reading-before-the-bend"] < drawn.key
        figure = drawn.problem.figure(p)
        curve = dict(zip(figure.places, figure.series[0].values, strict=True))
        for name in ("early", "first", "last"):
            assert curve[p[f"{name}_h"]] == p[f"{name}_ng_ml"]
        for at_h, level in curve.items():
            line = float(p["first_ng_ml"] * mpmath.exp(slope * (p["first_h"] - at_h)))
            if at_h >= p["straight_from_h"]:
                assert level == pytest.approx(line, rel=0.006)
            else:
                assert level > 1.01 * line
        assert list(curve.values()) == sorted(curve.values(), reverse=True)


def test_time_to_steady_state_is_when_doses_have_built_95_percent():
    for drawn in drawings("time-to-steady-state"):
        missing = mpmath.power(2, -24 * mpmath.mpf(drawn.key) / drawn.params["half_life_h"])
        assert float(1 - missing) == pytest.approx(0.95, rel=1e-12)
        five = values(drawn)["five-half-lives-as-a-rule-of-thumb"]
        assert 1 - 2.0 ** (-24 * five / drawn.params["half_life_h"]) == pytest.approx(1 - 1 / 32)


def settled_peak(half_life_h, interval_h, doses=4000):
    kept, peak = 2.0 ** (-interval_h / half_life_h), 0.0
    for _ in range(doses):
        peak = peak * kept + 1
    return peak


def test_accumulation_is_what_a_long_course_of_doses_settles_at():
    for drawn in drawings("accumulation"):
        p = drawn.params
        assert drawn.key == pytest.approx(settled_peak(p["half_life_h"], p["interval_h"]), rel=1e-11)


def test_after_the_loading_dose_every_peak_is_the_same():
    for drawn in drawings("loading-dose"):
        p = drawn.params
        next_peak = drawn.key * 2.0 ** (-p["interval_h"] / p["half_life_h"]) + p["dose_mg"]
        assert next_peak == pytest.approx(drawn.key, rel=1e-12)


def test_options_on_twice_the_interval_agree_with_a_long_course_of_doses():
    for drawn in drawings("doubling-the-interval", 100):
        p = drawn.params
        peak = p["dose_mg"] * settled_peak(p["half_life_h"], p["interval_h"])
        new_peak = p["new_dose_mg"] * settled_peak(p["half_life_h"], p["new_interval_h"])
        doubled = p["new_dose_mg"] == 2 * p["dose_mg"]
        assert set(drawn.key) == {"ratio-is-squared", "average-stays" if doubled else "average-halves"}
        assert abs(new_peak / peak - 0.5) > 1e-6
        feedback = {option.id: option.feedback for option in drawn.options}
        assert f"{new_peak / peak:.3g} times" in feedback["peak-halves"]


def test_longest_interval_is_the_last_that_keeps_the_trough():
    for drawn in drawings("longest-interval", 100):
        p = drawn.params
        enough = [h for h in (4, 6, 8, 12, 24) if 100 * 2 ** (-h / p["half_life_h"]) >= p["least_percent"]]
        assert drawn.key == (f"every-{max(enough)}-h",)
        assert [option.text for option in drawn.options] == [f"every {h} h" for h in (4, 6, 8, 12, 24)]


def oral_trough_percent(half_life_h, absorption_per_h, interval_h):
    """Trough over peak by superposing past doses on a fine grid."""
    k = mpmath.log(2) / half_life_h

    def level(t):
        return mpmath.exp(-k * t) / (1 - mpmath.exp(-k * interval_h)) - mpmath.exp(-absorption_per_h * t) / (
            1 - mpmath.exp(-absorption_per_h * interval_h)
        )

    peak = max(level(mpmath.mpf(i) * interval_h / 4000) for i in range(4001))
    return float(100 * level(0) / peak)


@pytest.mark.parametrize("seed", range(5))
def test_two_oral_drugs_agree_with_the_superposed_curve(seed):
    drawn = variant(problem("two-oral-drugs"), seed)
    p = drawn.params
    short, long = (
        oral_trough_percent(p[f"{drug}_half_life_h"], p[f"{drug}_absorption_per_h"], p["interval_h"])
        for drug in ("short", "long")
    )
    assert drawn.key == pytest.approx(long - short, rel=1e-4)
    assert values(drawn)["share-of-the-short-drug-alone"] == pytest.approx(short, rel=1e-5)


def test_metabolite_is_down_to_its_share_after_the_days():
    for drawn in drawings("metabolite-outlasts-parent"):
        left = mpmath.power(2, -24 * mpmath.mpf(drawn.key) / drawn.params["metabolite_half_life_h"])
        assert float(100 * left) == pytest.approx(drawn.params["percent_left"], rel=1e-12)


def test_differences_between_two_drugs_are_those_of_the_table():
    for drawn in drawings("equal-half-lives-feel-different", 200):
        p = drawn.params
        expected = {
            "absorption": p["peak_b_h"] != p["peak_a_h"],
            "distribution": p["initial_fall_b_percent"] != p["initial_fall_a_percent"],
            "metabolite": p["metabolite_b"] != "none",
        }
        assert set(drawn.key) == {id for id, differs in expected.items() if differs}
