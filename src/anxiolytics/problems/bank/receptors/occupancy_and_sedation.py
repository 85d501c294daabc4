"""A problem on what occupancy does not tell: a partial agonist fills more sites for the same effect.

The drugs are invented; the model is a single subtype of `anxiolytics.principles.subtypes`.
"""

from random import Random

from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between
from anxiolytics.problems.wording import shown


def _draw(rng: Random) -> Params:
    while True:
        drawn = {
            "full_percent": between(rng, 4, 16, 1),
            "efficacy": between(rng, 0.15, 0.45, 0.05),
            "partial_percent": between(rng, 5, 12, 1),
        }
        # Neither trivial nor so near to all sites that the dose runs away.
        if 1.5 * drawn["partial_percent"] < _needed_percent(drawn) < 75:
            return drawn


def _needed_percent(p: Params) -> float:
    """Share of the sites that the partial agonist has to fill for the effect of the full one (%)."""
    return float(p["full_percent"] / p["efficacy"])


def _dose_mg(p: Params, wanted_percent: float) -> float:
    """Dose that fills a share of the sites, if 1 mg fills the drawn one."""

    def bound_to_free(percent: float) -> float:
        return percent / (100 - percent)

    return float(bound_to_free(wanted_percent) / bound_to_free(p["partial_percent"]))


def _explain(p: Params) -> str:
    needed = _needed_percent(p)
    return (
        f"The full agonist does {shown(p['full_percent'])} % of what it could do at α1. A site with the "
        f"partial agonist counts {shown(p['efficacy'])}, so it has to fill {shown(p['full_percent'])} / "
        f"{shown(p['efficacy'])} = {shown(needed, 4)} % of the sites.\n\n"
        f"Bound to free is then {shown(needed, 4)} / {shown(100 - needed, 4)}, against "
        f"{shown(p['partial_percent'])} / {shown(100 - p['partial_percent'])} at 1 mg. The dose goes with "
        f"this ratio: **{shown(_dose_mg(p, needed), 3)} mg**.\n\n"
        "So the same effect goes with very different occupancies, and no occupancy by itself says that a "
        "drug sedates. A drug without any efficacy at α1 would not get there at any dose, in this model; a "
        "drug that sedates people at a *lower* occupancy than this tells that something in the model is "
        "wrong."
    )


partial_agonist_for_the_same_sedation = NumberProblem(
    id="partial-agonist-for-the-same-sedation",
    version=1,
    title="As much sedation from a partial agonist",
    rows=("P6",),
    objective="Tell occupancy from effect where a partial agonist does as much as a full one.",
    minutes=6,
    difficulty=3,
    statement=(
        "A full agonist sedates where it occupies {full_percent} % of the α1 sites. A partial agonist has "
        "{efficacy} of its efficacy at α1, and a tablet of 1 mg occupies {partial_percent} % of them. Its "
        "free level is proportional to the dose, and sedation to efficacy times the share bound at α1. "
        "**How many mg of the partial agonist sedate as much?** *Invented drugs.*"
    ),
    draw=_draw,
    answer=lambda p: _dose_mg(p, _needed_percent(p)),
    unit="mg",
    mistakes=(
        Mistake(
            id="efficacy-left-out",
            name="the efficacy was left out",
            value=lambda p: _dose_mg(p, p["full_percent"]),
            feedback=(
                "This dose fills as many sites as the full agonist does. Each of them counts only "
                "{efficacy}, so more of them are needed."
            ),
        ),
        Mistake(
            id="efficacy-multiplied",
            name="the efficacy was multiplied, where it divides",
            value=lambda p: _dose_mg(p, p["full_percent"] * p["efficacy"]),
            feedback=(
                "You multiplied by the efficacy. A site that counts less has to be filled more often: divide "
                "{full_percent} % by {efficacy}."
            ),
        ),
        Mistake(
            id="share-taken-as-proportional-to-dose",
            name="the share bound was taken as proportional to the dose",
            value=lambda p: _needed_percent(p) / p["partial_percent"],
            feedback=(
                "You let the share bound grow in proportion to the dose. Bound to *free* does; the share "
                "itself flattens as the sites fill up."
            ),
            credit=0.5,
        ),
    ),
    hints=(
        "What share of the α1 sites has the partial agonist to fill for the same effect?",
        "A share of {full_percent} % at full efficacy is worth as much as {full_percent} / {efficacy} % at "
        "{efficacy} of it.",
        "The dose is proportional to bound over free: compare that ratio with {partial_percent} / "
        "(100 − {partial_percent}), which 1 mg gives.",
    ),
    solution=_explain,
)

PROBLEMS = (partial_agonist_for_the_same_sedation,)
