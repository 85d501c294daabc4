"""A problem on what a change of dose and interval changes, and what it leaves alone."""

import math
from random import Random

from anxiolytics.half_life import accumulation_ratio, trough_to_peak
from anxiolytics.problems.problem import ChoiceProblem, Option, Params, between, choose
from anxiolytics.problems.wording import shown


def _draw_longer_interval(rng: Random) -> Params:
    dose_mg, interval_h = choose(rng, (0.5, 1.0, 2.0, 5.0)), choose(rng, (6.0, 8.0, 12.0))
    return {
        # Never near the interval: there the square of the share is close to its half.
        "half_life_h": float(f"{interval_h * between(rng, 1.3, 4, 0.1):.6g}"),
        "dose_mg": dose_mg,
        "interval_h": interval_h,
        "new_dose_mg": dose_mg * choose(rng, (1.0, 2.0)),
        "new_interval_h": 2 * interval_h,
    }


def _ratios(p: Params) -> tuple[float, float]:
    """Trough as a percentage of the peak, before and after the change."""
    before, after = (
        float(trough_to_peak(p["half_life_h"], p[name])) for name in ("interval_h", "new_interval_h")
    )
    return 100 * before, 100 * after


def _change_of_average(p: Params) -> float:
    return float(p["new_dose_mg"] / p["new_interval_h"] / (p["dose_mg"] / p["interval_h"]))


def _change_of_peak(p: Params) -> float:
    before, after = (
        accumulation_ratio(p["half_life_h"], p[name]) for name in ("interval_h", "new_interval_h")
    )
    return float(p["new_dose_mg"] * after / (p["dose_mg"] * before))


def _options_on_longer_interval(p: Params) -> tuple[Option, ...]:
    before, after = _ratios(p)
    average, peak = _change_of_average(p), _change_of_peak(p)
    daily = f"{shown(24 / p['interval_h'] * p['dose_mg'])} mg a day before, "
    daily += f"{shown(24 / p['new_interval_h'] * p['new_dose_mg'])} mg a day after"
    return (
        Option(
            "average-halves",
            "The average level at steady state halves.",
            math.isclose(average, 0.5),
            f"The average follows the dose rate and clearance alone: {daily}.",
        ),
        Option(
            "average-stays",
            "The average level at steady state stays as it was.",
            math.isclose(average, 1.0),
            f"The average follows the dose rate and clearance alone: {daily}.",
        ),
        Option(
            "time-doubles",
            "The new steady state takes twice as long to reach as the old one did.",
            False,
            "Neither dose nor interval comes into the time to steady state: it is 4.3 half-lives to 95 %, "
            "and the half-life belongs to drug and body.",
        ),
        Option(
            "ratio-is-squared",
            f"The trough falls from {shown(before, 3)} % to {shown(after, 3)} % of the peak.",
            math.isclose(after, before**2 / 100),
            "Twice the interval is twice as many halvings, so the share is squared: "
            f"{shown(before / 100, 3)}² = "
            f"{shown(after / 100, 3)}.",
        ),
        Option(
            "ratio-is-halved",
            f"The trough falls from {shown(before, 3)} % to {shown(before / 2, 3)} % of the peak.",
            math.isclose(after, before / 2),
            "Half the share would need one more half-life between doses, whatever the interval was. "
            f"Here the halvings double from {shown(p['interval_h'] / p['half_life_h'], 3)} to "
            f"{shown(p['new_interval_h'] / p['half_life_h'], 3)}.",
        ),
        Option(
            "peak-halves",
            "The peak at steady state halves.",
            math.isclose(peak, 0.5),
            f"The peak becomes {shown(peak, 3)} times what it was: less of the earlier doses is left, "
            f"but the new dose of {shown(p['new_dose_mg'])} mg still comes on top.",
        ),
    )


def _explain_longer_interval(p: Params) -> str:
    before, after = _ratios(p)
    return (
        f"*Average*: it follows the dose rate. That changes from {shown(p['dose_mg'])} mg every "
        f"{shown(p['interval_h'])} h to {shown(p['new_dose_mg'])} mg every {shown(p['new_interval_h'])} h, "
        f"by the factor {shown(_change_of_average(p), 3)}, and the average with it.\n\n"
        f"*Swing*: the share left at the end of the interval is (½) to the power of τ/t½. It falls from "
        f"{shown(before, 3)} % to {shown(after, 3)} %, the square of the share.\n\n"
        f"*Peak*: dose / (1 − share left), which changes by the factor {shown(_change_of_peak(p), 3)}.\n\n"
        "*Time to settle*: half-lives, whatever the interval."
    )


doubling_the_interval = ChoiceProblem(
    id="doubling-the-interval",
    version=1,
    title="Twice the interval",
    rows=("P11", "A2"),
    objective="Say which properties of a steady state follow the interval, and which do not.",
    minutes=4,
    difficulty=2,
    statement=(
        "In a simulation a drug with a half-life of {half_life_h} h is given as {dose_mg} mg every "
        "{interval_h} h. The plan is changed to {new_dose_mg} mg every {new_interval_h} h. "
        "Doses are absorbed at once. **Which of these hold?** *Invented numbers.*"
    ),
    draw=_draw_longer_interval,
    options=_options_on_longer_interval,
    many=True,
    hints=(
        "Take them one at a time: average, swing, peak, time. Which of dose, interval and half-life is "
        "in each?",
        "The average is the dose rate over the clearance; compare the milligrams a day.",
        "The share left before the next dose is (½) to the power of τ/t½, here with τ going from "
        "{interval_h} h "
        "to {new_interval_h} h.",
    ),
    solution=_explain_longer_interval,
)

PROBLEMS = (doubling_the_interval,)
