"""A problem on what long treatment changed: the tissue, the number of receptors or the grip on them."""

from random import Random

from anxiolytics.occupancy import operational_effect
from anxiolytics.problems.problem import ChoiceProblem, Option, Params, between, choose
from anxiolytics.problems.wording import shown

#: Concentrations of the plotted points (nM).
_POINTS_NM = (30, 100, 300, 1000, 10_000, 100_000)
_FIRST, _LAST = _POINTS_NM[0], _POINTS_NM[-1]


def _draw(rng: Random) -> Params:
    affinity_nm = between(rng, 500, 1500, 50)
    ratio, top = between(rng, 4, 12, 0.5), between(rng, 80, 140, 1)
    share = between(rng, 0.25, 0.5, 0.01)
    after = choose(
        rng,
        (
            (affinity_nm, ratio, share * top, 1.0),
            (affinity_nm, ratio, top, share),
            (affinity_nm / share, ratio, top, 1.0),
        ),
    )
    drawn = {}
    for when, (constant, transducer, maximum, left) in (
        ("before", (affinity_nm, ratio, top, 1.0)),
        ("after", after),
    ):
        for point in _POINTS_NM:
            effect = operational_effect(point, constant, transducer, maximum, fraction_of_receptors=left)
            drawn[f"{when}_{point}"] = round(float(effect), 1)
    return drawn


def _ratio(p: Params, point_nm: int) -> float:
    return float(p[f"after_{point_nm}"] / p[f"before_{point_nm}"])


def what_changed(p: Params) -> str:
    """Tell from the plotted points alone what differs.

    Parameters
    ----------
    p : mapping
        The drawn points.

    Returns
    -------
    str
        ``"tissue"``, ``"receptors"`` or ``"affinity"``.
    """
    at_the_foot, at_the_top = _ratio(p, _FIRST), _ratio(p, _LAST)
    if at_the_top > 0.95:
        return "affinity"
    return "tissue" if abs(at_the_foot - at_the_top) < 0.08 else "receptors"


def _options(p: Params) -> tuple[Option, ...]:
    changed = what_changed(p)
    read = (
        f"Here the effect after is {shown(_ratio(p, _FIRST), 2)} of the one before at {_FIRST} nM, and "
        f"{shown(_ratio(p, _LAST), 2)} of it at {_LAST} nM."
    )
    return (
        Option(
            "what-the-tissue-can-give",
            "The largest effect that the tissue can give has fallen; the receptors are all there.",
            changed == "tissue",
            f"That would shrink every point by the same share and leave the EC50 where it was. {read}",
        ),
        Option(
            "receptors-lost",
            "Receptors are lost, in a tissue that had some to spare.",
            changed == "receptors",
            "That would cost the most at low concentrations and least at the top: the curve moves right and "
            f"sinks a little. {read}",
        ),
        Option(
            "looser-binding",
            "The drug is bound less tightly, or something competes with it for the site.",
            changed == "affinity",
            f"That would move the curve to the right and leave its top as it was. {read}",
        ),
    )


def _explain(p: Params) -> str:
    right = next(option for option in _options(p) if option.holds)
    return (
        "Compare the two ends of the curves. A smaller tissue maximum takes the same share everywhere; lost "
        "receptors take most where few are bound, and little at the top; looser binding takes nothing at "
        "the top.\n\n"
        f"The effect after is {shown(_ratio(p, _FIRST), 2)} of the one before at {_FIRST} nM and "
        f"{shown(_ratio(p, _LAST), 2)} of it at {_LAST} nM.\n\n"
        f"So: **{right.text}**"
    )


where_tolerance_sits = ChoiceProblem(
    id="where-tolerance-sits",
    version=1,
    title="What long treatment changed",
    rows=("P5",),
    objective="Tell a lower tissue maximum, a loss of receptors and a looser grip apart by their curves.",
    minutes=6,
    difficulty=3,
    statement=(
        "The effect of an agonist on the EEG (µV) was plotted before and after two weeks of treatment. "
        "The points (*invented numbers*):\n\n"
        "| Concentration (nM) | Before | After |\n"
        "|---|---|---|\n"
        + "".join(f"| {point} | {{before_{point}}} | {{after_{point}}} |\n" for point in _POINTS_NM)
        + "\nThe operational model with slope 1 holds. **Which one change explains the second curve?**"
    ),
    draw=_draw,
    options=_options,
    hints=(
        "Sketch both curves, or divide: what share of the old effect is left at the lowest concentration, "
        "and what share at the highest?",
        "If the two shares are equal, the whole curve has been scaled.",
        "If nothing is missing at the top, enough drug makes up for everything: that is a matter of binding.",
    ),
    solution=_explain,
)

PROBLEMS = (where_tolerance_sits,)
