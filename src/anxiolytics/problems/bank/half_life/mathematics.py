"""Problems on the mathematics that the others use: units, percent and rate, the log axis, odds."""

import math
from random import Random

from anxiolytics.half_life import fraction_remaining, half_life
from anxiolytics.problems.bank.names import NAMES
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between, choose
from anxiolytics.problems.wording import shown


def _draw_level_and_volume(rng: Random) -> Params:
    return {
        "patient": choose(rng, NAMES),
        "level_ng_ml": between(rng, 15, 600, 5),
        "volume_l": between(rng, 35, 120, 1),
    }


def _amount_mg(p: Params) -> float:
    return float(p["level_ng_ml"] / 1000 * p["volume_l"])


def _explain_amount(p: Params) -> str:
    level_mg_l = p["level_ng_ml"] / 1000
    return (
        "A nanogram is a millionth of a milligram, and a millilitre a thousandth of a litre: "
        "1 ng/mL = 1 µg/L = 0.001 mg/L. "
        f"So {shown(p['level_ng_ml'])} ng/mL are {shown(level_mg_l)} mg/L.\n\n"
        f"In {shown(p['volume_l'])} L that makes {shown(level_mg_l)} mg/L × {shown(p['volume_l'])} L = "
        f"**{shown(_amount_mg(p), 3)} mg**."
    )


amount_from_level = NumberProblem(
    id="amount-from-level",
    version=1,
    title="From ng/mL to milligrams",
    rows=("P0",),
    objective="Convert a level in ng/mL into an amount in the body.",
    minutes=2,
    difficulty=1,
    statement=(
        "In {patient} the plasma level of a benzodiazepine is {level_ng_ml} ng/mL "
        "and its volume of distribution {volume_l} L. "
        "**How many milligrams are in the body?** *Invented numbers.*"
    ),
    draw=_draw_level_and_volume,
    answer=_amount_mg,
    unit="mg",
    mistakes=(
        Mistake(
            id="ng-ml-taken-as-mg-l",
            name="ng/mL was taken for mg/L",
            value=lambda p: p["level_ng_ml"] * p["volume_l"],
            feedback=(
                "This is {level_ng_ml} times {volume_l}, as if ng/mL were mg/L. "
                "It is the amount in *micrograms*: 1 ng/mL is 1 µg/L, and 1000 µg are 1 mg."
            ),
        ),
        Mistake(
            id="one-step-of-a-thousand-too-many",
            name="divided by a thousand once too often",
            value=lambda p: p["level_ng_ml"] * p["volume_l"] / 1e6,
            feedback=(
                "From ng to mg it is a factor of a million, but from mL to L it goes back by a thousand: "
                "1 ng/mL is 0.001 mg/L."
            ),
        ),
        Mistake(
            id="divided-by-the-volume",
            name="divided by the volume",
            value=lambda p: p["level_ng_ml"] / p["volume_l"],
            feedback=(
                "You divided by the volume. A level is amount per volume, "
                "so the amount is the level *times* the volume."
            ),
        ),
    ),
    hints=(
        "A concentration is an amount divided by a volume. Which way round is it here?",
        "1 ng/mL = 1 µg/L = 0.001 mg/L.",
        "Work out {level_ng_ml} × 0.001 mg/L × {volume_l} L.",
    ),
    solution=_explain_amount,
)


def _draw_rate_and_hours(rng: Random) -> Params:
    return {"rate_per_h": between(rng, 0.08, 0.3, 0.005), "hours": between(rng, 3, 9, 1)}


def _percent_lost(p: Params) -> float:
    # In a volume of one litre the clearance is the rate.
    halving_h = half_life(clearance_l_per_h=p["rate_per_h"], volume_l=1.0)
    return 100 * (1 - float(fraction_remaining(p["hours"], halving_h)))


def _explain_percent_lost(p: Params) -> str:
    product = p["rate_per_h"] * p["hours"]
    return (
        f"The level falls as e to the power of −k t, with k t = {shown(p['rate_per_h'])} × "
        f"{shown(p['hours'])} = {shown(product)}.\n\n"
        f"What is left is e to the power of −{shown(product)} = {shown(math.exp(-product), 3)}, "
        f"so what is lost is 1 − {shown(math.exp(-product), 3)}, that is **{shown(_percent_lost(p), 3)} %**. "
        "The rate acts at every moment on what is still there, so rate times time overstates the loss."
    )


percent_lost_from_rate = NumberProblem(
    id="percent-lost-from-rate",
    version=1,
    title="A rate is not yet a percentage",
    rows=("P0", "P11"),
    objective="Turn a rate constant into the percentage lost over a time.",
    minutes=3,
    difficulty=1,
    statement=(
        "A drug is eliminated with the rate constant k = {rate_per_h} per hour. "
        "**What percentage of it is lost within {hours} hours?** *Invented numbers.*"
    ),
    draw=_draw_rate_and_hours,
    answer=_percent_lost,
    unit="%",
    mistakes=(
        Mistake(
            id="rate-times-time",
            name="the rate was simply multiplied by the time",
            value=lambda p: 100 * p["rate_per_h"] * p["hours"],
            feedback=(
                "Rate times time would be right if the first hour's loss stayed the same for ever. "
                "But the rate acts on what is *still there*, which shrinks."
            ),
        ),
        Mistake(
            id="what-is-left-instead-of-what-is-lost",
            name="this is what is left, and not what is lost",
            value=lambda p: 100 - _percent_lost(p),
            feedback="This is what is *left*. The question asks for what is lost: the two add up to 100 %.",
        ),
        Mistake(
            id="hour-by-hour-instead-of-all-the-time",
            name="the loss was taken hour by hour, and not all the time",
            value=lambda p: 100 * (1 - (1 - p["rate_per_h"]) ** p["hours"]),
            feedback=(
                "You took away {rate_per_h} of the level once an hour. The loss goes on within the hour too: "
                "one hour leaves e to the power of −{rate_per_h}, which is a little more than 1 − "
                "{rate_per_h}."
            ),
        ),
    ),
    hints=(
        "What is lost per hour depends on what is there at that moment, so the level falls as an "
        "exponential.",
        "After the time t the share e⁻ᵏᵗ is left. Find k times t first.",
        "Lost is 100 % × (1 − e to the power of −({rate_per_h} × {hours})).",
    ),
    solution=_explain_percent_lost,
)


def _draw_point_on_log_axis(rng: Random) -> Params:
    line_ng_ml = choose(rng, (1.0, 10.0, 100.0))
    return {
        "line_ng_ml": line_ng_ml,
        "next_line_ng_ml": 10 * line_ng_ml,
        "decade_mm": between(rng, 40, 80, 2),
        "above_mm": between(rng, 8, 70, 1),
    }


def _level_on_log_axis(p: Params) -> float:
    return float(p["line_ng_ml"] * 10 ** (p["above_mm"] / p["decade_mm"]))


def _explain_log_axis(p: Params) -> str:
    share = p["above_mm"] / p["decade_mm"]
    return (
        "On a log axis equal distances are equal *factors*. "
        f"{shown(p['decade_mm'])} mm are a factor of 10, so {shown(p['above_mm'])} mm are a factor of 10 "
        "to the "
        f"power of {shown(p['above_mm'])}/{shown(p['decade_mm'])} = {shown(share, 3)}, "
        f"which is {shown(10**share, 3)}.\n\n"
        f"The level is {shown(p['line_ng_ml'])} ng/mL times that factor: "
        f"**{shown(_level_on_log_axis(p), 3)} ng/mL**."
    )


read_a_log_axis = NumberProblem(
    id="read-a-log-axis",
    version=1,
    title="Read a point on a log axis",
    rows=("P0",),
    objective="Read a value between two lines of a logarithmic axis.",
    minutes=3,
    difficulty=2,
    statement=(
        "On a printed log axis the lines of {line_ng_ml} ng/mL and {next_line_ng_ml} ng/mL "
        "are {decade_mm} mm apart. A point lies {above_mm} mm above the line of {line_ng_ml} ng/mL. "
        "**What level does it show?** *Invented numbers.*"
    ),
    draw=_draw_point_on_log_axis,
    answer=_level_on_log_axis,
    unit="ng/mL",
    rtol=0.03,
    mistakes=(
        Mistake(
            id="read-as-an-ordinary-axis",
            name="read as an ordinary axis",
            value=lambda p: p["line_ng_ml"] * (1 + 9 * p["above_mm"] / p["decade_mm"]),
            feedback=(
                "You shared out the difference of the two lines, as on an ordinary axis. "
                "On a log axis equal distances are equal *factors*."
            ),
        ),
        Mistake(
            id="power-of-e-instead-of-ten",
            name="a power of e in place of a power of ten",
            value=lambda p: p["line_ng_ml"] * math.exp(p["above_mm"] / p["decade_mm"]),
            feedback=(
                "You took e to the power of the distance. "
                "Between these two lines lies a factor of *ten*, so ten belongs in the base."
            ),
        ),
        Mistake(
            id="share-of-the-factor-ten",
            name="a share of the factor ten",
            value=lambda p: p["line_ng_ml"] * 10 * p["above_mm"] / p["decade_mm"],
            feedback=(
                "You took a share of the factor 10. At half the distance this gives 5, "
                "but two equal factors that make 10 are √10 ≈ 3.16 each."
            ),
        ),
    ),
    hints=(
        "Which factor lies between the two lines? And which between the lower line and a point half way up?",
        "A share s of the distance is a factor of 10ˢ.",
        "Work out {line_ng_ml} ng/mL × 10 to the power of ({above_mm} / {decade_mm}).",
    ),
    solution=_explain_log_axis,
)


def _draw_odds(rng: Random) -> Params:
    return {"baseline_percent": between(rng, 15, 60, 1), "odds_ratio": between(rng, 1.5, 4, 0.1)}


def _odds_with_drug(p: Params) -> float:
    return float(p["odds_ratio"] * p["baseline_percent"] / (100 - p["baseline_percent"]))


def _percent_with_drug(p: Params) -> float:
    return 100 * _odds_with_drug(p) / (1 + _odds_with_drug(p))


def _explain_odds(p: Params) -> str:
    odds = p["baseline_percent"] / (100 - p["baseline_percent"])
    return (
        f"On placebo the odds are {shown(p['baseline_percent'])} to {shown(100 - p['baseline_percent'])}, "
        f"that is {shown(odds, 3)}. The drug multiplies them by {shown(p['odds_ratio'])}: "
        f"{shown(_odds_with_drug(p), 3)}.\n\n"
        f"Odds of {shown(_odds_with_drug(p), 3)} to 1 are a probability of {shown(_odds_with_drug(p), 3)} / "
        f"(1 + {shown(_odds_with_drug(p), 3)}) = **{shown(_percent_with_drug(p), 3)} %**."
    )


probability_from_odds_ratio = NumberProblem(
    id="probability-from-odds-ratio",
    version=1,
    title="From an odds ratio back to a percentage",
    rows=("P0",),
    objective="Apply an odds ratio to a percentage by way of the odds.",
    minutes=4,
    difficulty=2,
    statement=(
        "In an invented trial {baseline_percent} % of those on placebo got better, "
        "and the odds ratio of getting better on the drug was {odds_ratio}. "
        "**What percentage got better on the drug?**"
    ),
    draw=_draw_odds,
    answer=_percent_with_drug,
    unit="%",
    mistakes=(
        Mistake(
            id="odds-ratio-taken-as-ratio-of-percentages",
            name="the odds ratio was taken for a ratio of percentages",
            value=lambda p: p["odds_ratio"] * p["baseline_percent"],
            feedback=(
                "You multiplied the percentage by {odds_ratio}. An odds ratio multiplies the *odds*; "
                "the two are near each other only where the percentage is small."
            ),
        ),
        Mistake(
            id="stopped-at-the-odds",
            name="stopped at the odds",
            value=lambda p: 100 * _odds_with_drug(p),
            feedback=(
                "These are the odds on the drug. A probability is odds / (1 + odds), so it stays below 100 %."
            ),
        ),
        Mistake(
            id="percentage-taken-as-odds",
            name="the percentage was taken for the odds",
            value=lambda p: (
                100
                * p["odds_ratio"]
                * p["baseline_percent"]
                / (100 + p["odds_ratio"] * p["baseline_percent"])
            ),
            feedback=(
                "You took {baseline_percent} % for the odds. "
                "The odds are those who got better to those who did *not*, not to all."
            ),
        ),
    ),
    hints=(
        "An odds ratio multiplies odds, not percentages. What are the odds of {baseline_percent} %?",
        "Odds are p / (1 − p). Multiply them by {odds_ratio}.",
        "Back to a probability: p = odds / (1 + odds).",
    ),
    solution=_explain_odds,
)

PROBLEMS = (amount_from_level, percent_lost_from_rate, read_a_log_axis, probability_from_odds_ratio)
