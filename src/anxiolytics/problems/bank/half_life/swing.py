"""Problems on the swing between doses: trough and peak, and the interval that keeps them close."""

import math
from random import Random

from anxiolytics.half_life import half_life, hours_to_steady_state, peak_time_h, trough_to_peak
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


def _half_life_from_clearance_h(p: Params) -> float:
    return float(half_life(clearance_l_per_h=p["clearance_l_per_h"], volume_l=p["volume_l"]))


def _draw_doses_a_day(rng: Random) -> Params:
    return {
        "patient": choose(rng, NAMES),
        "clearance_l_per_h": between(rng, 2.4, 6.0, 0.1),
        "volume_l": between(rng, 50, 90, 1),
        "doses_a_day": choose(rng, (2.0, 3.0, 4.0)),
    }


def _trough_percent(p: Params) -> float:
    return 100 * float(trough_to_peak(_half_life_from_clearance_h(p), 24 / p["doses_a_day"]))


def _explain_trough(p: Params) -> str:
    interval_h = 24 / p["doses_a_day"]
    return (
        f"The half-life is ln 2 · V/CL = 0.693 × {shown(p['volume_l'])} / {shown(p['clearance_l_per_h'])} "
        f"= {shown(_half_life_from_clearance_h(p), 3)} h, and the interval between doses is "
        f"24 / {shown(p['doses_a_day'])} = {shown(interval_h)} h.\n\n"
        f"From one peak to the next trough the level only falls, for {shown(interval_h)} h: "
        f"½ to the power of ({shown(interval_h)} / {shown(_half_life_from_clearance_h(p), 3)}) is "
        f"{shown(_trough_percent(p) / 100, 3)}, "
        f"so the trough is **{shown(_trough_percent(p), 3)} %** of the peak. "
        "The size of the dose does not matter, nor how long it has been taken."
    )


trough_to_peak_share = NumberProblem(
    id="trough-to-peak",
    version=1,
    title="How deep is the trough?",
    rows=("P11", "A2"),
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
            name="this is the fall, and not the trough",
            value=lambda p: 100 - _trough_percent(p),
            feedback=(
                "This is how far the level *falls* from the peak. "
                "The trough is what remains: the two add up to 100 %."
            ),
        ),
        Mistake(
            id="doses-a-day-taken-as-the-interval",
            name="the number of doses was taken for the interval",
            value=lambda p: 100 * float(trough_to_peak(_half_life_from_clearance_h(p), p["doses_a_day"])),
            feedback=(
                "{doses_a_day} times a day does not mean every {doses_a_day} hours. "
                "The interval is 24 h divided by the number of doses."
            ),
        ),
        Mistake(
            id="ln-2-left-out-of-the-half-life",
            name="ln 2 was left out of the half-life",
            value=lambda p: (
                100
                * float(trough_to_peak(_half_life_from_clearance_h(p) / math.log(2), 24 / p["doses_a_day"]))
            ),
            feedback=(
                "You halved once every V/CL hours, but V/CL is the mean residence time. "
                "The half-life is shorter than it, by the factor ln 2 ≈ 0.693."
            ),
        ),
        Mistake(
            id="straight-line-instead-of-halving",
            name="a straight line in place of halving",
            value=lambda p: max(0.0, 100 - 50 * 24 / p["doses_a_day"] / _half_life_from_clearance_h(p)),
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

_INTERVALS_H = (4.0, 6.0, 8.0, 12.0, 24.0)


def _draw_least_ratio(rng: Random) -> Params:
    return {
        "patient": choose(rng, NAMES),
        "half_life_h": between(rng, 10, 40, 1),
        "least_percent": between(rng, 45, 75, 5),
    }


def _longest_interval_h(p: Params) -> float:
    """Return the longest interval, of any length, that keeps the trough high enough."""
    # The share that is lost when the trough is as low as it may be.
    return float(hours_to_steady_state(p["half_life_h"], 1 - p["least_percent"] / 100))


def _options_of_intervals(p: Params) -> tuple[Option, ...]:
    longest = max((h for h in _INTERVALS_H if h <= _longest_interval_h(p)), default=0.0)
    return tuple(_option_of_interval(p, interval_h, longest) for interval_h in _INTERVALS_H)


def _option_of_interval(p: Params, interval_h: float, longest_h: float) -> Option:
    ratio = 100 * float(trough_to_peak(p["half_life_h"], interval_h))
    trough = f"Every {shown(interval_h)} h the trough is {shown(ratio, 3)} % of the peak"
    least = f"{shown(p['least_percent'])} %"
    if interval_h > longest_h:
        feedback = f"{trough}: below {least}. A shorter interval is needed."
    elif interval_h < longest_h:
        feedback = f"{trough}: above {least}, but a longer one of these intervals would do as well."
    else:
        feedback = f"{trough}, still at least {least}; the next longer interval here would fall below it."
    return Option(
        f"every-{shown(interval_h)}-h", f"every {shown(interval_h)} h", interval_h == longest_h, feedback
    )


def _explain_longest_interval(p: Params) -> str:
    longest = _longest_interval_h(p)
    chosen = max(h for h in _INTERVALS_H if h <= longest)
    return (
        "The trough is (½) to the power of τ/t½ of the peak. It comes down to "
        f"{shown(p['least_percent'])} % after "
        f"log₂ (100 / {shown(p['least_percent'])}) = {shown(longest / p['half_life_h'], 3)} half-lives, "
        f"which is {shown(longest, 3)} h.\n\n"
        f"The longest of the intervals that is not longer than this is **every {shown(chosen)} h**."
    )


longest_interval = ChoiceProblem(
    id="longest-interval",
    version=1,
    title="How far apart may doses be?",
    rows=("P11", "A2"),
    objective="Find the interval that keeps the trough above a share of the peak.",
    minutes=4,
    difficulty=2,
    statement=(
        "{patient}’s benzodiazepine has a half-life of {half_life_h} h; take doses as absorbed at once. "
        "**Which is the longest of these intervals that keeps the trough at {least_percent} % of the peak "
        "or above?** *Invented numbers.*"
    ),
    draw=_draw_least_ratio,
    options=_options_of_intervals,
    in_order=True,
    hints=(
        "How many half-lives may pass until the level is down to {least_percent} % of the peak?",
        "Solve (½)ⁿ = {least_percent} / 100 for n: n = log₂ (100 / {least_percent}).",
        "Multiply n by {half_life_h} h, and take the longest interval that is not longer.",
    ),
    solution=_explain_longest_interval,
)


def _draw_two_oral_drugs(rng: Random) -> Params:
    return {
        "short_half_life_h": between(rng, 6, 14, 0.5),
        "short_absorption_per_h": between(rng, 0.4, 1.2, 0.1),
        "long_half_life_h": between(rng, 20, 60, 1),
        "long_absorption_per_h": between(rng, 0.4, 1.2, 0.1),
        "interval_h": choose(rng, (8.0, 12.0, 24.0)),
    }


def _oral_percent(p: Params, drug: str, absorption_of: str = "") -> float:
    rate = p[f"{absorption_of or drug}_absorption_per_h"]
    return 100 * float(trough_to_peak(p[f"{drug}_half_life_h"], p["interval_h"], rate))


def _oral_difference(p: Params) -> float:
    return _oral_percent(p, "long") - _oral_percent(p, "short")


def _bolus_percent(p: Params, drug: str) -> float:
    return 100 * float(trough_to_peak(p[f"{drug}_half_life_h"], p["interval_h"]))


def _explain_two_oral_drugs(p: Params) -> str:
    def peak(drug: str) -> str:
        time = peak_time_h(p[f"{drug}_half_life_h"], p[f"{drug}_absorption_per_h"], p["interval_h"])
        return shown(float(time), 3)

    return (
        f"At steady state the peaks come {peak('short')} h (A) and {peak('long')} h (B) after each dose. "
        "Putting these times and the end of the interval into the steady-state curve gives a trough of "
        f"{shown(_oral_percent(p, 'short'), 4)} % of the peak for A and "
        f"{shown(_oral_percent(p, 'long'), 4)} % for B.\n\n"
        f"The difference is **{shown(_oral_difference(p), 3)} percentage points**. "
        f"The rule for doses absorbed at once would say {shown(_bolus_percent(p, 'short'), 3)} % and "
        f"{shown(_bolus_percent(p, 'long'), 3)} %: absorption blunts the peak, most where the half-life "
        "is short.\n\n"
        "In a notebook each share is one line: trough_to_peak(half_life_h, interval_h, "
        "absorption_rate_per_h) "
        "from anxiolytics.half_life."
    )


two_oral_drugs = NumberProblem(
    id="two-oral-drugs",
    version=1,
    title="Two tablets, two troughs",
    rows=("P11", "A2"),
    objective="Compare the swing of two oral drugs, absorption included.",
    minutes=10,
    difficulty=3,
    statement=(
        "Two drugs are swallowed every {interval_h} h (one compartment, first-order absorption, "
        "*invented numbers*):\n\n"
        "| Quantity | Drug A | Drug B |\n"
        "|---|---|---|\n"
        "| Half-life (h) | {short_half_life_h} | {long_half_life_h} |\n"
        "| Absorption rate constant (1/h) | {short_absorption_per_h} | {long_absorption_per_h} |\n\n"
        "At steady state, **by how many percentage points is B’s trough, as a percentage of its own peak, "
        "above A’s?** Compute it with the library or by hand."
    ),
    draw=_draw_two_oral_drugs,
    answer=_oral_difference,
    unit="%",
    rtol=0.03,
    mistakes=(
        Mistake(
            id="absorption-left-out",
            name="absorption was left out",
            value=lambda p: _bolus_percent(p, "long") - _bolus_percent(p, "short"),
            feedback=(
                "You used 2 to the power of −τ/t½, which holds for doses absorbed at once. "
                "A tablet's peak is blunted by absorption, most for the short drug."
            ),
        ),
        Mistake(
            id="ratio-instead-of-difference",
            name="a ratio in place of a difference",
            value=lambda p: 100 * _oral_percent(p, "long") / _oral_percent(p, "short"),
            feedback=(
                "You divided the two shares. Percentage points are a *difference*: one share minus the other."
            ),
        ),
        Mistake(
            id="share-of-the-long-drug-alone",
            name="this is the share of drug B alone",
            value=lambda p: _oral_percent(p, "long"),
            feedback="This is B's trough as a percentage of its peak. A's share has still to be taken off.",
        ),
        Mistake(
            id="share-of-the-short-drug-alone",
            name="this is the share of drug A alone",
            value=lambda p: _oral_percent(p, "short"),
            feedback="This is A's trough as a percentage of its peak. How far above it is B's?",
        ),
    ),
    hints=(
        "Each drug has its own trough and peak; find trough / peak for each, then subtract.",
        "At steady state the level is proportional to e⁻ᵏᵗ/(1 − e⁻ᵏᵀ) − e⁻ᵃᵗ/(1 − e⁻ᵃᵀ), with k the "
        "elimination "
        "rate, a the absorption rate and T = {interval_h} h. The trough is at t = 0; the peak where the "
        "curve turns.",
        "The peak is at t = ln [a (1 − e⁻ᵏᵀ) / (k (1 − e⁻ᵃᵀ))] / (a − k), with k = 0.693 / "
        "{short_half_life_h} and "
        "0.693 / {long_half_life_h} per hour.",
    ),
    solution=_explain_two_oral_drugs,
)

PROBLEMS = (trough_to_peak_share, longest_interval, two_oral_drugs)
