"""A problem on proportion: what becomes of a half-life when both of its parents change."""

from random import Random

from anxiolytics.half_life import half_life
from anxiolytics.problems.bank.names import NAMES
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between, choose
from anxiolytics.problems.wording import shown


def _draw_changes(rng: Random) -> Params:
    return {
        "patient": choose(rng, NAMES),
        "half_life_h": between(rng, 10, 60, 1),
        "clearance_percent": between(rng, 40, 85, 5),
        "volume_percent": between(rng, 115, 180, 5),
    }


def _times_as_long(clearance_percent: float, volume_percent: float) -> float:
    before = half_life(clearance_l_per_h=100.0, volume_l=100.0)
    return float(half_life(clearance_l_per_h=clearance_percent, volume_l=volume_percent) / before)


def _new_half_life_h(p: Params) -> float:
    return float(p["half_life_h"]) * _times_as_long(p["clearance_percent"], p["volume_percent"])


def _explain_changes(p: Params) -> str:
    of_volume = _times_as_long(100.0, p["volume_percent"])
    of_clearance = _times_as_long(p["clearance_percent"], 100.0)
    return (
        "In t½ = ln 2 · V/CL the volume stands on top and the clearance below: the half-life is "
        "proportional to the one and inversely proportional to the other.\n\n"
        f"The volume makes it {shown(of_volume, 3)} times as long, the clearance "
        f"1 / {shown(p['clearance_percent'] / 100, 3)} = {shown(of_clearance, 3)} times. "
        f"Together: {shown(p['half_life_h'])} h × {shown(of_volume, 3)} × {shown(of_clearance, 3)} = "
        f"**{shown(_new_half_life_h(p), 3)} h**. "
        "Neither the clearance in L/h nor the volume in L is needed."
    )


half_life_after_changes = NumberProblem(
    id="half-life-after-changes",
    version=1,
    title="When both parents change",
    rows=("P0", "P11"),
    objective="Read off a formula what becomes of a half-life when clearance and volume change.",
    minutes=3,
    difficulty=1,
    statement=(
        "{patient}’s benzodiazepine had a half-life of {half_life_h} h. "
        "Since then its clearance has fallen to {clearance_percent} % of what it was, and its volume of "
        "distribution has grown to {volume_percent} %. "
        "**What is the half-life now, in hours?** *Invented numbers.*"
    ),
    draw=_draw_changes,
    answer=_new_half_life_h,
    unit="h",
    mistakes=(
        Mistake(
            id="multiplied-by-both",
            name="multiplied by both changes",
            value=lambda p: p["half_life_h"] * p["clearance_percent"] * p["volume_percent"] / 1e4,
            feedback=(
                "You multiplied by both percentages. Clearance stands *below* in V/CL: when less is cleared, "
                "the half-life gets longer."
            ),
        ),
        Mistake(
            id="changes-on-the-wrong-sides",
            name="the two changes went to the wrong sides",
            value=lambda p: p["half_life_h"] / _times_as_long(p["clearance_percent"], p["volume_percent"]),
            feedback=(
                "You made the half-life shorter. Less clearance and a larger volume both make it *longer*."
            ),
        ),
        Mistake(
            id="clearance-left-as-it-was",
            name="the change of clearance was left out",
            value=lambda p: p["half_life_h"] * _times_as_long(100.0, p["volume_percent"]),
            feedback="This counts the volume alone. Clearance has changed too, to {clearance_percent} %.",
            credit=0.25,
        ),
        Mistake(
            id="volume-left-as-it-was",
            name="the change of volume was left out",
            value=lambda p: p["half_life_h"] * _times_as_long(p["clearance_percent"], 100.0),
            feedback="This counts the clearance alone. The volume has changed too, to {volume_percent} %.",
            credit=0.25,
        ),
    ),
    hints=(
        "In t½ = ln 2 · V/CL, what does twice the volume do to the half-life, and what twice the clearance?",
        "The volume multiplies the half-life by {volume_percent} %; the clearance divides it by "
        "{clearance_percent} %.",
        "Work out {half_life_h} h × ({volume_percent} / 100) / ({clearance_percent} / 100).",
    ),
    solution=_explain_changes,
)

PROBLEMS = (half_life_after_changes,)
