"""Problems on rates and half-lives, accumulation, peak and trough.

Patients and numbers are invented, within the ranges that benzodiazepines show.
"""

import math
from random import Random

from anxiolytics.half_life import elimination_rate, fraction_remaining, half_life, trough_to_peak
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between, choose
from anxiolytics.problems.wording import shown

_PATIENTS = ("Amara", "Bruno", "Chandra", "Dilys", "Emeka", "Farah", "Goran", "Hana", "Idris", "Jolanta")


def _half_life_h(p: Params) -> float:
    return float(half_life(clearance_l_per_h=p["clearance_l_per_h"], volume_l=p["volume_l"]))


def _draw_clearance_and_volume(rng: Random) -> Params:
    return {
        "patient": choose(rng, _PATIENTS),
        "clearance_l_per_h": between(rng, 1.2, 6.0, 0.1),
        "volume_l": between(rng, 45, 110, 1),
    }


def _explain_half_life(p: Params) -> str:
    rate = float(elimination_rate(clearance_l_per_h=p["clearance_l_per_h"], volume_l=p["volume_l"]))
    return (
        f"Clearance empties {shown(p['clearance_l_per_h'])} of the {shown(p['volume_l'])} litres each hour, "
        f"so the rate constant is k = CL/V = {shown(rate, 3)} per hour.\n\n"
        f"A first-order fall halves the level in t½ = ln 2 / k = ln 2 · V/CL "
        f"= 0.693 × {shown(p['volume_l'])} / {shown(p['clearance_l_per_h'])} "
        f"= **{shown(_half_life_h(p), 3)} h**."
    )


half_life_from_clearance = NumberProblem(
    id="half-life-from-clearance",
    version=1,
    title="Half-life from clearance and volume",
    rows=("P11",),
    objective="Work out a half-life from clearance and volume of distribution.",
    minutes=3,
    difficulty=1,
    statement=(
        "In {patient} a benzodiazepine has a clearance of {clearance_l_per_h} L/h "
        "and a volume of distribution of {volume_l} L. "
        "Elimination is first order. What is the **elimination half-life, in hours**? *Invented numbers.*"
    ),
    draw=_draw_clearance_and_volume,
    answer=_half_life_h,
    unit="h",
    mistakes=(
        Mistake(
            id="ln-2-left-out",
            value=lambda p: p["volume_l"] / p["clearance_l_per_h"],
            feedback=(
                "V/CL is the *mean residence time*: after it 37 % of the drug is left, not half. "
                "Half is reached earlier, by the factor ln 2 ≈ 0.693."
            ),
        ),
        Mistake(
            id="volume-and-clearance-swapped",
            value=lambda p: math.log(2) * p["clearance_l_per_h"] / p["volume_l"],
            feedback=(
                "This is ln 2 · CL/V, with the unit 1/h instead of h. "
                "A larger volume hides more of the drug from the liver, "
                "so it has to make the half-life *longer*: V belongs on top."
            ),
        ),
        Mistake(
            id="rate-constant-instead-of-half-life",
            value=lambda p: p["clearance_l_per_h"] / p["volume_l"],
            feedback=(
                "CL/V is the rate constant k: the share of the drug lost per hour. "
                "The half-life follows from it as ln 2 / k."
            ),
        ),
        Mistake(
            id="logarithm-to-base-ten",
            value=lambda p: math.log10(2) * p["volume_l"] / p["clearance_l_per_h"],
            feedback=(
                "You took log₁₀ 2 ≈ 0.301. The fall is a power of e, so the natural logarithm belongs here: "
                "ln 2 ≈ 0.693."
            ),
        ),
    ),
    hints=(
        "Clearance says how many litres are emptied of drug each hour. "
        "What share of the {volume_l} L is that?",
        "That share is the rate constant, k = CL/V. A first-order fall reaches half when e⁻ᵏᵗ = ½.",
        "So t½ = ln 2 / k = 0.693 · V/CL, here with V = {volume_l} L and CL = {clearance_l_per_h} L/h.",
    ),
    solution=_explain_half_life,
)


def _draw_half_life_and_days(rng: Random) -> Params:
    return {
        "patient": choose(rng, _PATIENTS),
        "half_life_h": between(rng, 30, 100, 1),
        "days": between(rng, 2, 9, 1),
    }


def _percent_left(p: Params) -> float:
    return 100 * float(fraction_remaining(24 * p["days"], p["half_life_h"]))


def _explain_percent_left(p: Params) -> str:
    hours = 24 * p["days"]
    half_lives = hours / p["half_life_h"]
    return (
        f"{shown(p['days'])} days are {shown(hours)} h, which is "
        f"{shown(hours)} / {shown(p['half_life_h'])} = {shown(half_lives, 3)} half-lives.\n\n"
        "Each half-life leaves half of what was there at its beginning: "
        f"½ to the power of {shown(half_lives, 3)} is {shown(_percent_left(p) / 100, 3)}, "
        f"so **{shown(_percent_left(p), 3)} %** is left. "
        "The power need not be a whole number."
    )


percent_left_after_days = NumberProblem(
    id="percent-left-after-days",
    version=1,
    title="How much is left after some days",
    rows=("P11",),
    objective="Say how much of a drug is left after a time that is no whole number of half-lives.",
    minutes=3,
    difficulty=1,
    statement=(
        "{patient} has stopped a benzodiazepine whose half-life is {half_life_h} h. "
        "**What percentage of the last plasma level is left after {days} days?** *Invented numbers.*"
    ),
    draw=_draw_half_life_and_days,
    answer=_percent_left,
    unit="%",
    mistakes=(
        Mistake(
            id="what-is-gone-instead-of-what-is-left",
            value=lambda p: 100 - _percent_left(p),
            feedback=(
                "This is the share that has been *eliminated*. "
                "The question asks for what is left: the two add up to 100 %."
            ),
        ),
        Mistake(
            id="straight-line-instead-of-halving",
            value=lambda p: max(0.0, 100 - 50 * 24 * p["days"] / p["half_life_h"]),
            feedback=(
                "You let every half-life take away half of the *first* level, so that all is gone after two. "
                "Each half-life takes half of what is *still there*: ½, ¼, ⅛ …"
            ),
        ),
        Mistake(
            id="ln-2-left-out",
            value=lambda p: 100 * math.exp(-24 * p["days"] / p["half_life_h"]),
            feedback=(
                "You used e to the power of −t/t½. "
                "With e the rate constant belongs in the power, and k = ln 2 / t½; "
                "with the half-life itself the base is ½."
            ),
        ),
        Mistake(
            id="days-taken-as-hours",
            value=lambda p: 100 * float(fraction_remaining(p["days"], p["half_life_h"])),
            feedback=(
                "You divided days by hours. Bring both to one unit first: a day has 24 hours, "
                "so {days} days are a good part of a half-life of {half_life_h} h, or more than one."
            ),
        ),
    ),
    hints=(
        "How many half-lives, as a decimal number, fit into {days} days? Mind the units.",
        "Each half-life leaves one half of what was there. After n of them (½)ⁿ is left, for any n.",
        "Work out 100 % × (½) to the power of (24 × {days} / {half_life_h}).",
    ),
    solution=_explain_percent_left,
)


def _draw_doses_a_day(rng: Random) -> Params:
    return {
        "patient": choose(rng, _PATIENTS),
        "clearance_l_per_h": between(rng, 2.4, 6.0, 0.1),
        "volume_l": between(rng, 50, 90, 1),
        "doses_a_day": choose(rng, (2.0, 3.0, 4.0)),
    }


def _trough_percent(p: Params) -> float:
    return 100 * float(trough_to_peak(_half_life_h(p), 24 / p["doses_a_day"]))


def _explain_trough(p: Params) -> str:
    interval_h = 24 / p["doses_a_day"]
    return (
        f"The half-life is ln 2 · V/CL = 0.693 × {shown(p['volume_l'])} / {shown(p['clearance_l_per_h'])} "
        f"= {shown(_half_life_h(p), 3)} h, and the interval between doses is "
        f"24 / {shown(p['doses_a_day'])} = {shown(interval_h)} h.\n\n"
        f"From one peak to the next trough the level only falls, for {shown(interval_h)} h: "
        f"½ to the power of ({shown(interval_h)} / {shown(_half_life_h(p), 3)}) is "
        f"{shown(_trough_percent(p) / 100, 3)}, "
        f"so the trough is **{shown(_trough_percent(p), 3)} %** of the peak. "
        "The size of the dose does not matter, nor how long it has been taken."
    )


trough_to_peak_share = NumberProblem(
    id="trough-to-peak",
    version=1,
    title="How deep is the trough?",
    rows=("P11",),
    objective="Predict the swing between doses from half-life and interval.",
    minutes=5,
    difficulty=2,
    statement=(
        "{patient} takes a benzodiazepine {doses_a_day} times a day, evenly spaced. "
        "Its clearance is {clearance_l_per_h} L/h and its volume of distribution {volume_l} L. "
        "Take each dose as absorbed at once, and one compartment. "
        "**What percentage of the peak is the trough before the next dose?** *Invented numbers.*"
    ),
    draw=_draw_doses_a_day,
    answer=_trough_percent,
    unit="%",
    mistakes=(
        Mistake(
            id="the-fall-instead-of-the-trough",
            value=lambda p: 100 - _trough_percent(p),
            feedback=(
                "This is how far the level *falls* from the peak. "
                "The trough is what remains: the two add up to 100 %."
            ),
        ),
        Mistake(
            id="doses-a-day-taken-as-the-interval",
            value=lambda p: 100 * float(trough_to_peak(_half_life_h(p), p["doses_a_day"])),
            feedback=(
                "{doses_a_day} times a day does not mean every {doses_a_day} hours. "
                "The interval is 24 h divided by the number of doses."
            ),
        ),
        Mistake(
            id="ln-2-left-out-of-the-half-life",
            value=lambda p: 100 * float(trough_to_peak(_half_life_h(p) / math.log(2), 24 / p["doses_a_day"])),
            feedback=(
                "You halved once every V/CL hours, but V/CL is the mean residence time. "
                "The half-life is shorter than it, by the factor ln 2 ≈ 0.693."
            ),
        ),
        Mistake(
            id="straight-line-instead-of-halving",
            value=lambda p: max(0.0, 100 - 50 * 24 / p["doses_a_day"] / _half_life_h(p)),
            feedback=(
                "You let the level fall along a straight line, half a peak every half-life. "
                "It falls by half of what is *still there*, so the curve flattens as it goes."
            ),
        ),
    ),
    hints=(
        "Two times count: how long the level falls undisturbed, and how long it takes to fall by half. "
        "Find both first.",
        "The interval is 24 h / {doses_a_day}; the half-life is 0.693 · V/CL.",
        "Between two doses the level is halved (interval / half-life) times, so (½) to that power is left.",
    ),
    solution=_explain_trough,
)

PROBLEMS = (half_life_from_clearance, percent_left_after_days, trough_to_peak_share)
