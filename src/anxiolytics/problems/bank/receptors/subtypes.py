"""Problems on subtypes: selectivity that fades, what mutant mice tell, the profile of a designed drug."""

import math
from random import Random

from anxiolytics.occupancy import occupancy
from anxiolytics.principles.subtypes import SUBTYPES, WEIGHTS, FourNumbers, Ligand, effect_profile
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


def _draw_fading(rng: Random) -> Params:
    tight_nm = between(rng, 15, 60, 1)
    return {
        "tight_nm": tight_nm,
        "loose_nm": float(tight_nm * between(rng, 5, 20, 1)),
        "wanted_percent": between(rng, 50, 90, 5),
    }


def _needed_nm(p: Params) -> float:
    """Solve the binding curve of the preferred subtype for the concentration."""
    return float(p["tight_nm"] * p["wanted_percent"] / (100 - p["wanted_percent"]))


def _other_percent(p: Params) -> float:
    return 100 * float(occupancy(_needed_nm(p), p["loose_nm"]))


def _explain_fading(p: Params) -> str:
    ratio = p["loose_nm"] / p["tight_nm"]
    return (
        f"{shown(p['wanted_percent'])} % of α1 needs C = {shown(p['tight_nm'])} × "
        f"{shown(p['wanted_percent'])}/{shown(100 - p['wanted_percent'])} = {shown(_needed_nm(p), 4)} nM.\n\n"
        f"At α2 the same level binds {shown(_needed_nm(p), 4)} / ({shown(_needed_nm(p), 4)} + "
        f"{shown(p['loose_nm'])}) = **{shown(_other_percent(p), 3)} %**.\n\n"
        f"A {shown(ratio, 3)}-fold preference is a factor on *ratios* of bound to free. Only where few sites "
        "are bound is it a factor on shares; the higher the dose, the less of it is left."
    )


selectivity_fades = NumberProblem(
    id="selectivity-fades-with-dose",
    version=1,
    title="A preference that fades",
    rows=("P6",),
    objective="Predict how much of the other subtype a drug that is selective by affinity takes.",
    minutes=4,
    difficulty=1,
    statement=(
        "A hypnotic binds α1 with a dissociation constant of {tight_nm} nM and α2 with {loose_nm} nM. The "
        "dose brings its free level to where it binds {wanted_percent} % of α1. **What percentage of α2 does "
        "it bind?** *Invented numbers.*"
    ),
    draw=_draw_fading,
    answer=_other_percent,
    unit="%",
    mistakes=(
        Mistake(
            id="share-divided-by-the-preference",
            name="the share was divided by the preference",
            value=lambda p: p["wanted_percent"] * p["tight_nm"] / p["loose_nm"],
            feedback=(
                "You divided the share by the ratio of the constants. The preference divides the *ratio* of "
                "bound to free; shares follow it only while they are small."
            ),
        ),
        Mistake(
            id="share-of-alpha1-left-free",
            name="this is the share of α1 that is free",
            value=lambda p: 100 - p["wanted_percent"],
            feedback="This is the share of α1 that stays free. α2 has a binding curve of its own.",
        ),
        Mistake(
            id="level-read-at-the-constant-of-alpha1",
            name="the level was taken to be the constant of α1",
            value=lambda p: 100 * float(occupancy(p["tight_nm"], p["loose_nm"])),
            feedback=(
                "You took the level to be α1's constant, {tight_nm} nM. That level binds half of α1; "
                "{wanted_percent} % needs another."
            ),
        ),
    ),
    hints=(
        "Both subtypes see the same free level. Find it from α1 first.",
        "Bound over free at α1 is C / {tight_nm}; {wanted_percent} % bound means "
        "{wanted_percent}/(100 − {wanted_percent}).",
        "At α2 the share is C / (C + {loose_nm}).",
    ),
    solution=_explain_fading,
)

_GREEK = {"alpha1": "α1", "alpha2": "α2", "alpha3": "α3", "alpha5": "α5"}


def _draw_mice(rng: Random) -> Params:
    first = choose(rng, SUBTYPES)
    second = choose(rng, tuple(subtype for subtype in SUBTYPES if subtype != first))
    parts = dict.fromkeys(SUBTYPES, 0.0)
    # Alone, or with a second one that carries a good part too.
    parts[first] = choose(rng, (1.0, 0.7, 0.6))
    parts[second] = 1 - parts[first]
    measured = {
        f"{subtype}_percent": float(max(0.0, round(100 * (1 - part)) + between(rng, -6, 6, 1)))
        for subtype, part in parts.items()
    }
    return {**measured, "untreated_percent": between(rng, 0, 3, 1)}


def _lost_percent(p: Params, subtype: str) -> float:
    return float(100 - p[f"{subtype}_percent"])


def _needs(p: Params, subtype: str) -> bool:
    """Tell whether more is lost than the scatter of the experiment explains."""
    return _lost_percent(p, subtype) > 15


def _options_on_mice(p: Params) -> tuple[Option, ...]:
    return tuple(
        Option(
            f"through-{subtype}",
            f"{_GREEK[subtype]} carries a part of the effect.",
            _needs(p, subtype),
            (
                f"In mice whose {_GREEK[subtype]} does not take the drug "
                f"{shown(p[f'{subtype}_percent'])} % of the effect is left. "
                + (
                    "What is missing went through this subtype."
                    if _needs(p, subtype)
                    else "Within the scatter of ±10 that is all of it: the effect does not need this subtype."
                )
            ),
        )
        for subtype in SUBTYPES
    )


def _explain_mice(p: Params) -> str:
    carried = [_GREEK[subtype] for subtype in SUBTYPES if _needs(p, subtype)]
    return (
        "A mutated subtype no longer takes the drug, and everything else is as before. So what is *missing* "
        "in a line of mice is what went through its mutated subtype.\n\n"
        + ", ".join(f"{_GREEK[s]}: {shown(max(0.0, _lost_percent(p, s)))} % missing" for s in SUBTYPES)
        + f".\n\nBeyond the scatter: **{' and '.join(carried)}**. That an effect is kept shows that a "
        "subtype is not *needed*; it does not show that it would not be enough."
    )


which_subtypes_carry = ChoiceProblem(
    id="which-subtypes-carry-an-effect",
    version=1,
    title="What the mutant mice say",
    rows=("P6",),
    objective="Read off an experiment with point-mutated mice which subtypes carry an effect.",
    minutes=5,
    difficulty=2,
    statement=(
        "Four lines of mice each have one α subunit that does not take diazepam. A bar chart shows one "
        "effect of diazepam in each line, in per cent of the effect in ordinary mice, give or take 10; "
        "without diazepam it is {untreated_percent} % (*invented numbers*):\n\n"
        "| Mutated subunit | Effect of diazepam (%) |\n"
        "|---|---|\n"
        "| none | 100 |\n"
        "| α1 | {alpha1_percent} |\n"
        "| α2 | {alpha2_percent} |\n"
        "| α3 | {alpha3_percent} |\n"
        "| α5 | {alpha5_percent} |\n\n"
        "**Which subtypes carry a part of this effect?** Choose all."
    ),
    draw=_draw_mice,
    options=_options_on_mice,
    many=True,
    hints=(
        "In which lines is something *missing*?",
        "A line that still shows the whole effect, within 10 either way, says: not needed.",
        "A line that lost only a part names a subtype that carries a part; look for the one that carries "
        "the rest.",
    ),
    solution=_explain_mice,
)


def _draw_design(rng: Random) -> Params:
    return {
        "alpha2_nm": between(rng, 10, 60, 5),
        "alpha2_efficacy": between(rng, 0.5, 1, 0.05),
        "alpha3_nm": between(rng, 80, 400, 20),
        "alpha3_efficacy": between(rng, 0.2, 1, 0.05),
        "free_nm": between(rng, 30, 120, 5),
    }


def _relaxation_percent(p: Params, *, alpha2_efficacy: float, alpha3_efficacy: float) -> float:
    half: FourNumbers = (math.inf, p["alpha2_nm"], p["alpha3_nm"], math.inf)
    designed = Ligand("designed", half, (0.0, alpha2_efficacy, alpha3_efficacy, 0.0))
    return 100 * float(effect_profile(designed, p["free_nm"])["muscle relaxation"])


def _designed_percent(p: Params) -> float:
    return _relaxation_percent(p, alpha2_efficacy=p["alpha2_efficacy"], alpha3_efficacy=p["alpha3_efficacy"])


def _unweighted_percent(p: Params) -> float:
    return 50 * sum(
        float(p[f"{subtype}_efficacy"] * occupancy(p["free_nm"], p[f"{subtype}_nm"]))
        for subtype in ("alpha2", "alpha3")
    )


def _at_saturation_percent(p: Params) -> float:
    _, of_alpha2, of_alpha3, _ = WEIGHTS["muscle relaxation"]
    return float(100 * (of_alpha2 * p["alpha2_efficacy"] + of_alpha3 * p["alpha3_efficacy"]))


def _explain_design(p: Params) -> str:
    _, of_alpha2, of_alpha3, _ = WEIGHTS["muscle relaxation"]
    lines = []
    for subtype, weight in (("alpha2", of_alpha2), ("alpha3", of_alpha3)):
        free, half, efficacy = p["free_nm"], p[f"{subtype}_nm"], p[f"{subtype}_efficacy"]
        lines.append(
            f"{_GREEK[subtype]}: bound {shown(free)} / ({shown(free)} + {shown(half)}) = "
            f"{shown(float(occupancy(free, half)), 3)}; times its efficacy {shown(efficacy)}, times its "
            f"weight {shown(weight)}."
        )
    return (
        "\n\n".join(lines)
        + f"\n\nThe sum is **{shown(_designed_percent(p), 3)} %** of the most that diazepam can do. At α1 "
        "and α5 the drug does not bind, so it neither sedates nor disturbs memory in this model, whose "
        "weights are illustrative."
    )


designed_relaxant = NumberProblem(
    id="profile-of-a-designed-drug",
    version=1,
    title="The profile of a designed drug",
    rows=("P6",),
    objective="Compute an effect from affinity, efficacy and weight at each subtype.",
    minutes=6,
    difficulty=2,
    statement=(
        "A designed drug does not bind α1 and α5. At α2 it has a half-effect concentration of {alpha2_nm} nM "
        "and {alpha2_efficacy} of diazepam's efficacy; at α3 {alpha3_nm} nM and {alpha3_efficacy}. Muscle "
        "relaxation goes through α2 with a weight of 0.8 and through α3 with 0.2. **How much relaxation does "
        "a free level of {free_nm} nM give, in per cent of the most that diazepam can do?** "
        "*Invented drug, illustrative weights.*"
    ),
    draw=_draw_design,
    answer=_designed_percent,
    unit="%",
    mistakes=(
        Mistake(
            id="efficacy-left-out",
            name="efficacy was left out",
            value=lambda p: _relaxation_percent(p, alpha2_efficacy=1.0, alpha3_efficacy=1.0),
            feedback=(
                "You added what is *bound*. A bound receptor counts by the drug's efficacy there: "
                "{alpha2_efficacy} at α2, {alpha3_efficacy} at α3."
            ),
        ),
        Mistake(
            id="occupancy-left-out",
            name="occupancy was left out",
            value=_at_saturation_percent,
            feedback=(
                "This is the effect at saturation. At {free_nm} nM only a part of each subtype is bound."
            ),
        ),
        Mistake(
            id="plain-mean-in-place-of-weights",
            name="a plain mean in place of the weights",
            value=_unweighted_percent,
            feedback="You gave α2 and α3 the same weight. Relaxation is mainly α2's: 0.8 against 0.2.",
        ),
    ),
    hints=(
        "Work subtype by subtype: how much is bound, what is a bound one worth, how much does it matter?",
        "At α2 the share bound is {free_nm} / ({free_nm} + {alpha2_nm}).",
        "Multiply share, efficacy and weight at α2 and at α3, and add.",
    ),
    solution=_explain_design,
)

PROBLEMS = (selectivity_fades, which_subtypes_carry, designed_relaxant)
