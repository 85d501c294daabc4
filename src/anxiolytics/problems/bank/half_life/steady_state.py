"""Problems on doses in a row: accumulation, the time to steady state, the first dose."""

import math
from random import Random

from anxiolytics.half_life import (
    accumulation_ratio,
    fraction_remaining,
    hours_to_steady_state,
)
from anxiolytics.problems.bank.names import NAMES
from anxiolytics.problems.problem import (
    Mistake,
    NumberProblem,
    Params,
    between,
    choose,
)
from anxiolytics.problems.wording import shown


def _draw_half_life_and_interval(rng: Random) -> Params:
    return {
        "patient": choose(rng, NAMES),
        "half_life_h": between(rng, 10, 70, 0.5),
        "interval_h": choose(rng, (6.0, 8.0, 12.0, 24.0)),
    }


def _days_to_95_percent(p: Params) -> float:
    return float(hours_to_steady_state(p["half_life_h"], 0.95)) / 24


def _explain_steady_state(p: Params) -> str:
    half_lives = float(hours_to_steady_state(1.0, 0.95))
    return (
        "What is still missing from the steady state halves with every half-life. "
        f"95 % is reached when 5 % is missing: log₂ (1 / 0.05) = log₂ 20 = {shown(half_lives, 3)} "
        "half-lives.\n\n"
        f"{shown(half_lives, 3)} × {shown(p['half_life_h'])} h = {shown(24 * _days_to_95_percent(p), 3)} h, "
        f"which is **{shown(_days_to_95_percent(p), 3)} days**. "
        f"That a dose is taken every {shown(p['interval_h'])} h does not come into it."
    )


time_to_steady_state = NumberProblem(
    id="time-to-steady-state",
    version=1,
    title="How long until it settles?",
    rows=("P11",),
    objective="Work out the time to 95 % of the steady state.",
    minutes=3,
    difficulty=1,
    statement=(
        "{patient} begins a benzodiazepine with a half-life of {half_life_h} h, one tablet every "
        "{interval_h} h. **After how many days has the average level reached 95 % of its steady state?** "
        "*Invented numbers.*"
    ),
    draw=_draw_half_life_and_interval,
    answer=_days_to_95_percent,
    unit="d",
    mistakes=(
        Mistake(
            id="five-half-lives-as-a-rule-of-thumb",
            name="the rule of thumb of five half-lives",
            value=lambda p: 5 * p["half_life_h"] / 24,
            credit=0.5,
            feedback=(
                "Five half-lives are a common rule of thumb, and they bring 96.9 %. "
                "The question asks for 95 %, which comes a little earlier."
            ),
        ),
        Mistake(
            id="intervals-counted-instead-of-half-lives",
            name="intervals were counted in place of half-lives",
            value=lambda p: float(hours_to_steady_state(p["interval_h"], 0.95)) / 24,
            feedback=(
                "You multiplied the *interval*. "
                "Doses set how high the level ends; how soon it settles is a matter of half-lives."
            ),
        ),
        Mistake(
            id="ln-2-left-out",
            name="the factor ln 2 was left out",
            value=lambda p: _days_to_95_percent(p) * math.log(2),
            feedback=(
                "You took ln 20 ≈ 3.0 half-lives. That many times 1/k would be right; "
                "half-lives are counted by the logarithm to base two, log₂ 20 ≈ 4.3."
            ),
        ),
        Mistake(
            id="time-until-five-percent-is-lost",
            name="this is the time until 5 % is lost",
            value=lambda p: -p["half_life_h"] * math.log2(0.95) / 24,
            feedback=(
                "You solved ½ⁿ = 0.95, which is when 5 % has been *lost*. "
                "Here 5 % may still be *missing*: ½ⁿ = 0.05."
            ),
        ),
    ),
    hints=(
        "Look at what is still missing from the steady state. What does one half-life do to it?",
        "After n half-lives (½)ⁿ is missing. It has to come down to 5 %.",
        "n = log₂ 20. Multiply by {half_life_h} h and turn hours into days.",
    ),
    solution=_explain_steady_state,
)


def _accumulation(p: Params) -> float:
    return float(accumulation_ratio(p["half_life_h"], p["interval_h"]))


def _left_at_next_dose(p: Params) -> float:
    return float(fraction_remaining(p["interval_h"], p["half_life_h"]))


def _explain_accumulation(p: Params) -> str:
    left = _left_at_next_dose(p)
    return (
        f"When the next dose comes, (½) to the power of {shown(p['interval_h'])}/{shown(p['half_life_h'])} = "
        f"{shown(left, 3)} of the last one is left, of the one before that the square of it, and so on.\n\n"
        f"1 + s + s² + … = 1 / (1 − s), here 1 / (1 − {shown(left, 3)}) = **{shown(_accumulation(p), 3)} "
        "times** "
        "the first peak."
    )


accumulation = NumberProblem(
    id="accumulation",
    version=1,
    title="How high does it build?",
    rows=("P11",),
    objective="Predict accumulation from half-life and interval.",
    minutes=4,
    difficulty=2,
    statement=(
        "{patient} takes a benzodiazepine with a half-life of {half_life_h} h every {interval_h} h. "
        "Take each dose as absorbed at once. "
        "**How many times as high as the first peak is the peak at steady state?** *Invented numbers.*"
    ),
    draw=_draw_half_life_and_interval,
    answer=_accumulation,
    unit="",
    mistakes=(
        Mistake(
            id="what-is-left-instead-of-the-sum",
            name="one dose was counted, and not the sum of all",
            value=_left_at_next_dose,
            feedback=(
                "This is the share of *one* dose that is left when the next comes. "
                "All earlier doses leave something: the remains form the sum 1 + s + s² + …"
            ),
        ),
        Mistake(
            id="trough-instead-of-peak",
            name="this is the trough, and not the peak",
            value=lambda p: _accumulation(p) - 1,
            feedback=(
                "This is the trough at steady state, in first peaks: what is left *before* the next dose. "
                "The peak has that dose on top of it."
            ),
        ),
        Mistake(
            id="half-life-and-interval-swapped",
            name="half-life and interval changed places",
            value=lambda p: float(accumulation_ratio(p["interval_h"], p["half_life_h"])),
            feedback=(
                "You put the half-life over the interval. A longer interval leaves *less* of the last dose: "
                "it belongs on top, in the power of ½."
            ),
        ),
        Mistake(
            id="ln-2-left-out",
            name="the factor ln 2 was left out",
            value=lambda p: -1 / math.expm1(-p["interval_h"] / p["half_life_h"]),
            feedback=(
                "You used e to the power of −τ/t½. "
                "With e the rate constant k = ln 2 / t½ belongs in the power; with t½ itself the base is ½."
            ),
        ),
    ),
    hints=(
        "What share of a dose is left when the next one comes? Call it s.",
        "Just after a dose the level is made of 1 + s + s² + …, which sums to 1 / (1 − s).",
        "s is (½) to the power of ({interval_h} / {half_life_h}).",
    ),
    solution=_explain_accumulation,
)


def _draw_first_dose(rng: Random) -> Params:
    return {
        "half_life_h": between(rng, 12, 60, 1),
        "interval_h": choose(rng, (8.0, 12.0, 24.0)),
        "dose_mg": choose(rng, (0.5, 1.0, 2.0, 2.5, 4.0, 5.0, 10.0)),
    }


def _first_dose_mg(p: Params) -> float:
    return float(p["dose_mg"] * _accumulation(p))


def _explain_first_dose(p: Params) -> str:
    return (
        "At steady state every peak is the accumulation ratio times the peak of one dose: "
        f"1 / (1 − (½) to the power of {shown(p['interval_h'])}/{shown(p['half_life_h'])}) = "
        f"{shown(_accumulation(p), 3)}.\n\n"
        "A first dose that reaches that peak at once is larger by this ratio: "
        f"{shown(_accumulation(p), 4)} × "
        f"{shown(p['dose_mg'])} mg = **{shown(_first_dose_mg(p), 3)} mg**. "
        "After it, each dose only replaces what was lost since the one before."
    )


loading_dose = NumberProblem(
    id="loading-dose",
    version=1,
    title="The loading dose",
    rows=("P11",),
    objective="Compute the first dose that reaches the steady-state peak at once.",
    minutes=4,
    difficulty=2,
    statement=(
        "In a simulation a drug with a half-life of {half_life_h} h is injected every {interval_h} h, "
        "{dose_mg} mg each time. "
        "**How large would the first injection have to be to reach the steady-state peak at once?** "
        "*Invented numbers; a question of arithmetic, not of treatment.*"
    ),
    draw=_draw_first_dose,
    answer=_first_dose_mg,
    unit="mg",
    mistakes=(
        Mistake(
            id="dose-simply-doubled",
            name="the dose was simply doubled",
            value=lambda p: 2 * p["dose_mg"],
            feedback=(
                "Twice the dose is right only when the interval equals the half-life. "
                "Here they differ: {interval_h} h and {half_life_h} h."
            ),
        ),
        Mistake(
            id="average-instead-of-peak",
            name="this is the average, and not the peak",
            value=lambda p: p["dose_mg"] * p["half_life_h"] / p["interval_h"] / math.log(2),
            feedback=(
                "This is the amount in the body *on average* at steady state, 1.44 · dose · t½ / τ. "
                "The peak lies above the average."
            ),
        ),
        Mistake(
            id="half-lives-counted-off",
            name="the dose was scaled by half-life over interval",
            value=lambda p: p["dose_mg"] * p["half_life_h"] / p["interval_h"],
            feedback=(
                "You scaled the dose by t½ / τ. The remains of earlier doses add up to 1 / (1 − s), "
                "where s is the share left when the next dose comes."
            ),
        ),
        Mistake(
            id="trough-instead-of-peak",
            name="this is the trough, and not the peak",
            value=lambda p: p["dose_mg"] * (_accumulation(p) - 1),
            feedback="This reaches the steady-state *trough*. The peak is one ordinary dose above it.",
        ),
    ),
    hints=(
        "How many times as high as the first peak is the peak at steady state?",
        "Accumulation is 1 / (1 − s), with s the share of a dose left after {interval_h} h.",
        "Multiply {dose_mg} mg by 1 / (1 − (½) to the power of ({interval_h} / {half_life_h})).",
    ),
    solution=_explain_first_dose,
)


PROBLEMS = (time_to_steady_state, accumulation, loading_dose)
