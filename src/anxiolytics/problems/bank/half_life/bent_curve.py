"""A problem on reading a curve: which part of it shows the half-life."""

import math
from random import Random

from anxiolytics.half_life import fraction_remaining
from anxiolytics.problems.bank.names import NAMES
from anxiolytics.problems.figure import Figure, FigureAxis, FigureSeries
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between, choose
from anxiolytics.problems.wording import shown

_TICKS_NG_ML = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)


def _draw_readings(rng: Random) -> Params:
    half_life_h = between(rng, 10, 36, 0.5)
    straight_from_h, early_h = between(rng, 5, 8, 1), between(rng, 0.5, 1.5, 0.5)
    first_h = straight_from_h + between(rng, 1, 4, 1)
    last_h = first_h + between(rng, 14, 26, 1)
    at_first = between(rng, 20, 90, 1)

    def on_the_line(at_h: float) -> float:
        return float(
            at_first / fraction_remaining(first_h, half_life_h) * fraction_remaining(at_h, half_life_h)
        )

    # Before the bend the level stands well above the straight part, drawn backwards.
    early = between(rng, 1.5, 2.5, 0.1) * on_the_line(early_h)
    return {
        "patient": choose(rng, NAMES),
        "early_h": early_h,
        "early_ng_ml": float(f"{early:.3g}"),
        "straight_from_h": straight_from_h,
        "first_h": first_h,
        "first_ng_ml": at_first,
        "last_h": last_h,
        "last_ng_ml": float(f"{on_the_line(last_h):.3g}"),
    }


def _hours(p: Params) -> float:
    return float(p["last_h"] - p["first_h"])


def _factor(p: Params) -> float:
    return float(p["first_ng_ml"] / p["last_ng_ml"])


def _terminal_half_life_h(p: Params) -> float:
    return _hours(p) / math.log2(_factor(p))


def _line_ng_ml(p: Params, at_h: float) -> float:
    """Return the straight part, drawn on in both directions."""
    half_life_h = _terminal_half_life_h(p)
    at_start = p["first_ng_ml"] / fraction_remaining(p["first_h"], half_life_h)
    return float(at_start * fraction_remaining(at_h, half_life_h))


def _plot_curve(p: Params) -> Figure:
    early_h, bend_h, first_h, last_h = (
        p[f"{name}_h"] for name in ("early", "straight_from", "first", "last")
    )
    # What stands above the line halves seven times until the bend: about a hundredth of the level is left.
    spreading_half_life_h = (bend_h - early_h) / 7
    above = p["early_ng_ml"] - _line_ng_ml(p, early_h)

    def level(at_h: float) -> float:
        spread = above * fraction_remaining(max(at_h - early_h, 0.0), spreading_half_life_h)
        return float(f"{_line_ng_ml(p, at_h) + (spread if at_h < bend_h else 0.0):.3g}")

    places = sorted({early_h, 2.0, 3.0, 4.0, bend_h, first_h, round((first_h + last_h) / 2), last_h})
    levels = tuple(level(at_h) for at_h in places)
    around = [
        sum(tick <= min(levels) for tick in _TICKS_NG_ML) - 1,
        sum(tick < max(levels) for tick in _TICKS_NG_ML),
    ]
    return Figure(
        summary=(
            "Level in nanograms per millilitre on a logarithmic axis against hours after the injection. "
            "It falls steeply at first, bends, and goes on as a straight line."
        ),
        x=FigureAxis("Time", "h", tuple(float(hour) for hour in range(0, int(last_h) + 4, 4)), parts=4),
        y=FigureAxis("Level", "ng/mL", _TICKS_NG_ML[around[0] : around[1] + 1], logarithmic=True),
        places=tuple(map(float, places)),
        series=(FigureSeries("Level", levels),),
    )


def _explain(p: Params) -> str:
    early_line = _line_ng_ml(p, p["early_h"])
    return (
        f"The curve is straight from hour {shown(p['straight_from_h'])} on: from there elimination alone is "
        f"at work, and the points at hours {shown(p['first_h'])} and {shown(p['last_h'])} may be used.\n\n"
        f"In {shown(_hours(p))} h the level falls by the factor {shown(p['first_ng_ml'])} / "
        f"{shown(p['last_ng_ml'])} = {shown(_factor(p), 3)}, which is log₂ {shown(_factor(p), 3)} = "
        f"{shown(math.log2(_factor(p)), 3)} halvings. So t½ = {shown(_hours(p))} h / "
        f"{shown(math.log2(_factor(p)), 3)} = **{shown(_terminal_half_life_h(p), 3)} h**.\n\n"
        f"Drawn backwards, the straight part would be at {shown(early_line, 3)} ng/mL at hour "
        f"{shown(p['early_h'])}, well below the {shown(p['early_ng_ml'])} read there: the early fall is "
        "distribution."
    )


half_life_from_a_bent_curve = NumberProblem(
    id="half-life-from-a-bent-curve",
    version=2,
    title="Read a half-life off a bent curve",
    rows=("P0", "P11", "A2"),
    objective="Find the part of a curve that shows the half-life, and read it there.",
    minutes=4,
    difficulty=2,
    statement=(
        "{patient} was injected with a benzodiazepine at hour 0. The level is drawn on a logarithmic "
        "axis, and three of its points are (*invented numbers*):\n\n"
        "| Hour | Level (ng/mL) |\n"
        "|---|---|\n"
        "| {early_h} | {early_ng_ml} |\n"
        "| {first_h} | {first_ng_ml} |\n"
        "| {last_h} | {last_ng_ml} |\n\n"
        "**What is the half-life of the straight part, in hours?**"
    ),
    draw=_draw_readings,
    answer=_terminal_half_life_h,
    unit="h",
    rtol=0.03,
    figure=_plot_curve,
    mistakes=(
        Mistake(
            id="reading-before-the-bend",
            name="a reading from before the bend was used",
            value=lambda p: (p["last_h"] - p["early_h"]) / math.log2(p["early_ng_ml"] / p["last_ng_ml"]),
            feedback=(
                "You used the reading of hour {early_h}. There the drug is still spreading into tissue, "
                "which makes the fall steeper than elimination does."
            ),
        ),
        Mistake(
            id="straight-line-instead-of-halving",
            name="a straight line in place of halving",
            value=lambda p: 0.5 * _hours(p) * p["first_ng_ml"] / (p["first_ng_ml"] - p["last_ng_ml"]),
            feedback=(
                "You let the level lose the same *amount* each hour. "
                "A straight line on a logarithmic axis loses the same *share* each hour."
            ),
        ),
        Mistake(
            id="ln-2-left-out",
            name="the factor ln 2 was left out",
            value=lambda p: _terminal_half_life_h(p) / math.log(2),
            feedback=(
                "You stopped at 1/k, the time to fall to 37 %. The half-life is ln 2 / k, which is shorter."
            ),
        ),
        Mistake(
            id="logarithm-to-base-ten",
            name="a logarithm to base ten in place of one to base two",
            value=lambda p: _hours(p) / math.log10(_factor(p)),
            feedback="You counted factors of ten. Halvings are counted by the logarithm to base two.",
        ),
    ),
    hints=(
        "Which of the three points lie on the straight part of the curve?",
        "From hour {first_h} to hour {last_h} the level falls by a factor. How many halvings are in it?",
        "t½ = ({last_h} − {first_h}) h / log₂ ({first_ng_ml} / {last_ng_ml}).",
    ),
    solution=_explain,
)

PROBLEMS = (half_life_from_a_bent_curve,)
