"""Problems on what a printed half-life leaves out: metabolites, absorption, distribution."""

import math
from random import Random

from anxiolytics.half_life import fraction_remaining, hours_to_steady_state
from anxiolytics.problems.bank.names import NAMES
from anxiolytics.problems.problem import (
    ChoiceProblem,
    Mistake,
    NumberProblem,
    Option,
    Params,
    between,
    choose,
)
from anxiolytics.problems.wording import shown


def _draw_parent_and_metabolite(rng: Random) -> Params:
    return {
        "patient": choose(rng, NAMES),
        "parent_half_life_h": between(rng, 1.5, 4, 0.5),
        "metabolite_half_life_h": between(rng, 40, 100, 1),
        "percent_left": choose(rng, (5.0, 10.0, 15.0, 20.0, 30.0)),
    }


def _days_until_low(p: Params, half_life_h: float) -> float:
    return float(hours_to_steady_state(half_life_h, 1 - p["percent_left"] / 100)) / 24


def _metabolite_days(p: Params) -> float:
    return _days_until_low(p, p["metabolite_half_life_h"])


def _explain_metabolite(p: Params) -> str:
    half_lives = math.log2(100 / p["percent_left"])
    parent_after_a_day = 100 * float(fraction_remaining(24, p["parent_half_life_h"]))
    return (
        f"After one day {shown(parent_after_a_day, 2)} % of the parent is left: it no longer matters, "
        "and the metabolite falls alone.\n\n"
        f"It is down to {shown(p['percent_left'])} % after log₂ (100 / {shown(p['percent_left'])}) = "
        f"{shown(half_lives, 3)} of its half-lives: {shown(half_lives, 3)} × "
        f"{shown(p['metabolite_half_life_h'])} h = "
        f"{shown(24 * _metabolite_days(p), 3)} h, which is **{shown(_metabolite_days(p), 3)} days**."
    )


metabolite_outlasts_parent = NumberProblem(
    id="metabolite-outlasts-parent",
    version=1,
    title="The metabolite that outlasts its parent",
    rows=("P11",),
    objective="Find the half-life that decides how long an effect can linger.",
    minutes=4,
    difficulty=2,
    statement=(
        "{patient} stops a benzodiazepine with a half-life of {parent_half_life_h} h. "
        "In the body it has turned into an active metabolite with a half-life of {metabolite_half_life_h} h. "
        "Leave aside what the parent still forms. "
        "**After how many days is the metabolite down to {percent_left} % of its level at stopping?** "
        "*Invented numbers.*"
    ),
    draw=_draw_parent_and_metabolite,
    answer=_metabolite_days,
    unit="d",
    mistakes=(
        Mistake(
            id="half-life-of-the-parent",
            name="the half-life of the parent was used",
            value=lambda p: _days_until_low(p, p["parent_half_life_h"]),
            feedback=(
                "You used the parent's half-life of {parent_half_life_h} h. "
                "The metabolite is active too, and it has a clock of its own."
            ),
        ),
        Mistake(
            id="two-half-lives-averaged",
            name="the two half-lives were averaged",
            value=lambda p: _days_until_low(p, (p["parent_half_life_h"] + p["metabolite_half_life_h"]) / 2),
            feedback=(
                "You averaged the two half-lives. Two steps in a row do not average: the slower one decides."
            ),
        ),
        Mistake(
            id="straight-line-instead-of-halving",
            name="a straight line in place of halving",
            value=lambda p: (1 - p["percent_left"] / 100) * 2 * p["metabolite_half_life_h"] / 24,
            feedback=(
                "You let the level fall along a straight line, all gone after two half-lives. "
                "Each half-life takes half of what is *still there*."
            ),
        ),
        Mistake(
            id="ln-2-left-out",
            name="the factor ln 2 was left out",
            value=lambda p: _metabolite_days(p) * math.log(2),
            feedback=(
                "You took the natural logarithm of the ratio as the number of half-lives. "
                "Halvings are counted by log₂: divide by ln 2 ≈ 0.693."
            ),
        ),
    ),
    hints=(
        "Which of the two molecules is still there after a day or two?",
        "How many halvings lead from 100 % to {percent_left} %?",
        "log₂ (100 / {percent_left}) half-lives of {metabolite_half_life_h} h, in days.",
    ),
    solution=_explain_metabolite,
)


def _draw_table_of_two(rng: Random) -> Params:
    peak_a, initial_fall_a = between(rng, 0.5, 1.5, 0.25), between(rng, 0, 5, 5)
    same_peak, same_fall = choose(rng, (True, False)), choose(rng, (True, False))
    return {
        "half_life_h": between(rng, 10, 20, 1),
        "peak_a_h": peak_a,
        "peak_b_h": peak_a if same_peak else between(rng, 3, 5, 0.5),
        "metabolite_b": choose(rng, ("none", "60 h", "80 h")),
        "initial_fall_a_percent": initial_fall_a,
        "initial_fall_b_percent": initial_fall_a if same_fall else between(rng, 50, 70, 5),
        "dose_a_mg": choose(rng, (0.25, 0.5, 1.0)),
        "dose_b_mg": choose(rng, (10.0, 15.0, 30.0)),
    }


def _options_on_two_drugs(p: Params) -> tuple[Option, ...]:
    later = p["peak_b_h"] >= 2 * p["peak_a_h"]
    spreads = p["initial_fall_b_percent"] > p["initial_fall_a_percent"]
    metabolite = p["metabolite_b"] != "none"
    return (
        Option(
            "absorption",
            "B comes on more slowly after a dose.",
            later,
            f"The table puts the peaks at {shown(p['peak_a_h'])} h and {shown(p['peak_b_h'])} h. "
            + (
                "How fast a drug is absorbed is no part of its half-life, and it shapes how sudden it feels."
                if later
                else "They come equally soon, so the onset is no difference here."
            ),
        ),
        Option(
            "distribution",
            "A single dose of B wears off sooner, as it moves from the blood into other tissues.",
            spreads,
            "In the first two hours after the peak the levels fall by "
            f"{shown(p['initial_fall_a_percent'])} % (A) and "
            f"{shown(p['initial_fall_b_percent'])} % (B) beyond elimination. "
            + (
                "That early fall ends the effect of a single dose; the half-life describes only what "
                "comes later."
                if spreads
                else "They do so alike, so this is no difference here."
            ),
        ),
        Option(
            "metabolite",
            "B goes on acting through a metabolite after the parent has gone.",
            metabolite,
            f"Active metabolite of B: {p['metabolite_b']}. "
            + (
                "Its own half-life, not the parent’s, says how long the effect can linger."
                if metabolite
                else "There is none, so nothing outlasts the parent."
            ),
        ),
        Option(
            "milligrams",
            "B lasts longer because more milligrams of it are taken.",
            False,
            f"{shown(p['dose_a_mg'])} mg of A and {shown(p['dose_b_mg'])} mg of B are doses of equal effect: "
            "B is less potent. Potency says how much is needed; it does not say how long it lasts.",
        ),
        Option(
            "elimination",
            "The liver clears a larger share of A per hour.",
            False,
            f"The share lost per hour is ln 2 / t½, and both half-lives are {shown(p['half_life_h'])} h.",
        ),
    )


def _explain_two_drugs(p: Params) -> str:
    held = [option for option in _options_on_two_drugs(p) if option.holds]
    return (
        f"Both lose the same share per hour, {shown(100 * math.log(2) / p['half_life_h'], 3)} % at every "
        "moment. "
        "What the half-life leaves out is how fast the drug comes in, where it goes at first, and what "
        "it turns "
        "into; compare the other lines of the table.\n\n"
        + "\n\n".join(f"**{option.text}** {option.feedback}" for option in held)
        + "\n\nMilligrams only say how potent a drug is."
    )


equal_half_lives = ChoiceProblem(
    id="equal-half-lives-feel-different",
    version=1,
    title="Equal half-lives, different days",
    rows=("P11", "A2"),
    objective="Explain why two drugs of equal half-life can feel different.",
    minutes=4,
    difficulty=2,
    statement=(
        "Two benzodiazepines with equal half-lives are compared in doses of equal effect (*invented "
        "numbers*):\n\n"
        "| Quantity | Drug A | Drug B |\n"
        "|---|---|---|\n"
        "| Half-life | {half_life_h} h | {half_life_h} h |\n"
        "| Peak after a tablet | {peak_a_h} h | {peak_b_h} h |\n"
        "| Early fall by distribution | {initial_fall_a_percent} % | {initial_fall_b_percent} % |\n"
        "| Active metabolite, its half-life | none | {metabolite_b} |\n"
        "| Dose | {dose_a_mg} mg | {dose_b_mg} mg |\n\n"
        "**Which differences between A and B does this table support?**"
    ),
    draw=_draw_table_of_two,
    options=_options_on_two_drugs,
    many=True,
    hints=(
        "Go through the table line by line. Which lines differ between A and B?",
        "A half-life says nothing about how fast a drug comes in, where it spreads, or what it becomes.",
        "Milligrams compare potency. The share lost per hour follows from the half-life alone.",
    ),
    solution=_explain_two_drugs,
)

PROBLEMS = (metabolite_outlasts_parent, equal_half_lives)
