"""Problems on first-order elimination: the half-life, and what is left after a time."""

import math
from random import Random

from anxiolytics.half_life import elimination_rate, fraction_remaining, half_life
from anxiolytics.problems.bank.names import NAMES
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between, choose
from anxiolytics.problems.wording import shown


def _half_life_h(p: Params) -> float:
    return float(half_life(clearance_l_per_h=p["clearance_l_per_h"], volume_l=p["volume_l"]))


def _draw_clearance_and_volume(rng: Random) -> Params:
    return {
        "patient": choose(rng, NAMES),
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
            name="the factor ln 2 was left out",
            value=lambda p: p["volume_l"] / p["clearance_l_per_h"],
            feedback=(
                "V/CL is the *mean residence time*: after it 37 % of the drug is left, not half. "
                "Half is reached earlier, by the factor ln 2 ≈ 0.693."
            ),
        ),
        Mistake(
            id="volume-and-clearance-swapped",
            name="volume and clearance changed places",
            value=lambda p: math.log(2) * p["clearance_l_per_h"] / p["volume_l"],
            feedback=(
                "This is ln 2 · CL/V, with the unit 1/h instead of h. "
                "A larger volume hides more of the drug from the liver, "
                "so it has to make the half-life *longer*: V belongs on top."
            ),
        ),
        Mistake(
            id="rate-constant-instead-of-half-life",
            name="this is the rate constant, and not the half-life",
            value=lambda p: p["clearance_l_per_h"] / p["volume_l"],
            feedback=(
                "CL/V is the rate constant k: the share of the drug lost per hour. "
                "The half-life follows from it as ln 2 / k."
            ),
        ),
        Mistake(
            id="logarithm-to-base-ten",
            name="a logarithm to base ten in place of the natural one",
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
        "patient": choose(rng, NAMES),
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
            name="this is what is gone, and not what is left",
            value=lambda p: 100 - _percent_left(p),
            feedback=(
                "This is the share that has been *eliminated*. "
                "The question asks for what is left: the two add up to 100 %."
            ),
        ),
        Mistake(
            id="straight-line-instead-of-halving",
            name="a straight line in place of halving",
            value=lambda p: max(0.0, 100 - 50 * 24 * p["days"] / p["half_life_h"]),
            feedback=(
                "You let every half-life take away half of the *first* level, so that all is gone after two. "
                "Each half-life takes half of what is *still there*: ½, ¼, ⅛ …"
            ),
        ),
        Mistake(
            id="ln-2-left-out",
            name="the factor ln 2 was left out",
            value=lambda p: 100 * math.exp(-24 * p["days"] / p["half_life_h"]),
            feedback=(
                "You used e to the power of −t/t½. "
                "With e the rate constant belongs in the power, and k = ln 2 / t½; "
                "with the half-life itself the base is ½."
            ),
        ),
        Mistake(
            id="days-taken-as-hours",
            name="days were taken for hours",
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


#: Hours after the dose at which the level is measured in `half_life_from_a_table`.
_SAMPLED_H = (1.0, 2.0, 4.0, 8.0, 16.0, 24.0)


def _draw_table(rng: Random) -> Params:
    half_life_h = between(rng, 6, 30, 0.5)
    at_start = between(rng, 40, 160, 1)
    # Bateman's function; the two rate constants differ by ln 2 / 0.6 h.
    absorbed = [1 - fraction_remaining(at_h, 0.6) for at_h in _SAMPLED_H]
    levels = [
        float(at_start * share * fraction_remaining(at_h, half_life_h))
        for at_h, share in zip(_SAMPLED_H, absorbed, strict=True)
    ]
    rounded = {f"level_{at_h:.0f}_h": float(f"{c:.3g}") for at_h, c in zip(_SAMPLED_H, levels, strict=True)}
    return {"patient": choose(rng, NAMES), **rounded}


def _half_life_of_the_tail_h(p: Params) -> float:
    """Half-life that takes the level of 8 h to that of 24 h."""
    rate = math.log(p["level_8_h"] / p["level_24_h"]) / 16
    return float(math.log(2) / rate)


def _straight_line_h(p: Params) -> float:
    return float(16 * 0.5 * p["level_8_h"] / (p["level_8_h"] - p["level_24_h"]))


def _explain_table(p: Params) -> str:
    ratio = p["level_8_h"] / p["level_24_h"]
    at_16 = p["level_8_h"] * float(fraction_remaining(8, _half_life_of_the_tail_h(p)))
    return (
        "The first samples rise or flatten because the dose is still being absorbed; "
        "from 8 h on the level only falls. "
        f"In the 16 hours from 8 h to 24 h it falls by the factor {shown(p['level_8_h'])} / "
        f"{shown(p['level_24_h'])} = {shown(ratio, 3)}.\n\n"
        f"So k = ln {shown(ratio, 3)} / 16 h = {shown(math.log(ratio) / 16, 3)} per hour, and "
        f"t½ = ln 2 / k = **{shown(_half_life_of_the_tail_h(p), 3)} h**.\n\n"
        f"Check with the sample between them: this half-life puts 16 h at {shown(at_16, 3)} ng/mL; "
        f"the table has {shown(p['level_16_h'])}."
    )


half_life_from_a_table = NumberProblem(
    id="half-life-from-a-table",
    version=1,
    title="Read a half-life from measured levels",
    rows=("P11",),
    objective="Read a half-life from levels measured after absorption is over.",
    minutes=4,
    difficulty=2,
    statement=(
        "{patient} swallowed one dose at hour 0. The plasma level was then measured six times "
        "(*invented numbers*):\n\n"
        "| Hours after the dose | Level (ng/mL) |\n"
        "|---|---|\n"
        "| 1 | {level_1_h} |\n"
        "| 2 | {level_2_h} |\n"
        "| 4 | {level_4_h} |\n"
        "| 8 | {level_8_h} |\n"
        "| 16 | {level_16_h} |\n"
        "| 24 | {level_24_h} |\n\n"
        "Absorption is over before hour 8. **What is the elimination half-life, in hours?**"
    ),
    draw=_draw_table,
    answer=_half_life_of_the_tail_h,
    unit="h",
    rtol=0.03,
    mistakes=(
        Mistake(
            id="straight-line-instead-of-halving",
            name="a straight line in place of halving",
            value=_straight_line_h,
            feedback=(
                "You let the level fall by the same *amount* every hour. "
                "It loses the same *share* every hour, so the steps get smaller: use the ratio of two levels."
            ),
        ),
        Mistake(
            id="ln-2-left-out",
            name="the factor ln 2 was left out",
            value=lambda p: _half_life_of_the_tail_h(p) / math.log(2),
            feedback=(
                "You stopped at 1/k, the time to fall to 37 %. The half-life is ln 2 / k, which is shorter."
            ),
        ),
        Mistake(
            id="first-and-last-sample",
            name="a sample from the time of absorption was used",
            value=lambda p: 23 * math.log(2) / math.log(p["level_1_h"] / p["level_24_h"]),
            feedback=(
                "You used the sample of 1 h, when the dose was still being absorbed. "
                "Only samples after absorption show elimination alone: take them from 8 h on."
            ),
        ),
        Mistake(
            id="logarithm-to-base-ten",
            name="a logarithm to base ten in place of the natural one",
            value=lambda p: _half_life_of_the_tail_h(p) * math.log(10),
            feedback=(
                "You mixed two logarithms: log₁₀ of the ratio, but ln 2 ≈ 0.693. Take both to the same base."
            ),
        ),
    ),
    hints=(
        "Which of the samples show elimination alone, with absorption over?",
        "From 8 h to 24 h the level falls by a factor. How many halvings make that factor?",
        "t½ = 16 h × ln 2 / ln ({level_8_h} / {level_24_h}).",
    ),
    solution=_explain_table,
)

PROBLEMS = (percent_left_after_days, half_life_from_clearance, half_life_from_a_table)
