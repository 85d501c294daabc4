"""A problem that asks for a function: what an agonist holds of its sites beside an antagonist."""

from random import Random

import numpy as np

from anxiolytics.arguments import Values
from anxiolytics.occupancy import competitive_occupancy
from anxiolytics.problems.function_problem import Argument, FunctionProblem, OneValue, Point
from anxiolytics.problems.problem import Mistake, Params, between, choose
from anxiolytics.problems.wording import shown


def _occupied(p: Params, **changes: Values) -> Values:
    """Return the fraction that the agonist holds; `changes` replace inputs."""
    q = {**p, **changes}
    return competitive_occupancy(
        q["agonist_nm"], q["agonist_constant_nm"], q["antagonist_nm"], q["antagonist_constant_nm"]
    )


def _ratios(p: Params) -> tuple[Values, Values]:
    return (
        np.asarray(p["agonist_nm"]) / p["agonist_constant_nm"],
        np.asarray(p["antagonist_nm"]) / p["antagonist_constant_nm"],
    )


def _as_if_not_in_competition(p: Params) -> Values:
    agonist, antagonist = _ratios(p)
    return agonist / (1 + agonist) / (1 + antagonist)


def _draw_inputs(rng: Random) -> tuple[Point, ...]:
    def mixture(**given: float | tuple[float, ...]) -> Point:
        return {
            "agonist_nm": between(rng, 5, 300, 1),
            "antagonist_nm": between(rng, 1, 60, 0.5),
            "agonist_constant_nm": between(rng, 10, 90, 1),
            "antagonist_constant_nm": between(rng, 0.5, 9, 0.1),
            **given,
        }

    return (
        mixture(),
        mixture(),
        mixture(antagonist_constant_nm=between(rng, 40, 90, 1)),
        # The limits: without one of the drugs, and with far more of one than of the other. Without both, the
        # mistake that leaves out free sites gives 0/0 and could not be told by its values.
        mixture(antagonist_nm=0.0),
        mixture(agonist_nm=0.0),
        mixture(agonist_nm=choose(rng, (1e6, 1e7))),
        mixture(antagonist_nm=choose(rng, (1e4, 1e5))),
        mixture(agonist_nm=tuple(sorted(between(rng, 0, 400, 1) for _ in range(4)))),
        mixture(agonist_nm=(1.0, between(rng, 10, 90, 1), 1e6), antagonist_nm=0.0),
    )


def _draw_one(rng: Random) -> Params:
    return {
        "agonist_nm": between(rng, 20, 300, 5),
        "antagonist_nm": between(rng, 2, 30, 1),
        "agonist_constant_nm": between(rng, 10, 60, 1),
        "antagonist_constant_nm": between(rng, 1, 9, 0.5),
    }


_CODE = """def occupancy_beside_antagonist(
    agonist_nm, antagonist_nm, agonist_constant_nm, antagonist_constant_nm
):
    agonist = agonist_nm / agonist_constant_nm
    antagonist = antagonist_nm / antagonist_constant_nm
    return agonist / (1 + agonist + antagonist)"""


def _explain_function(p: Params) -> str:
    return (
        "For one free site there are A/K with the agonist and B/K′ with the antagonist. The agonist's share "
        f"is its part of all three:\n\n```\n{_CODE}\n```\n\n"
        "Without antagonist this is the plain hyperbola, and with any amount of it enough agonist still "
        "takes every site: that is what *competitive* means."
    )


def _explain_one(p: Params) -> str:
    agonist, antagonist = (float(ratio) for ratio in _ratios(p))
    return (
        f"For one free site there are {shown(p['agonist_nm'])} / {shown(p['agonist_constant_nm'])} = "
        f"{shown(agonist, 4)} with the agonist and {shown(p['antagonist_nm'])} / "
        f"{shown(p['antagonist_constant_nm'])} = {shown(antagonist, 4)} with the antagonist.\n\n"
        f"The agonist's share is {shown(agonist, 4)} / (1 + {shown(agonist, 4)} + {shown(antagonist, 4)}) = "
        f"**{shown(float(_occupied(p)), 3)}**.\n\n"
        f"As a function of all four numbers:\n\n```\n{_CODE}\n```"
    )


occupancy_beside_an_antagonist = FunctionProblem(
    id="occupancy-beside-an-antagonist",
    version=1,
    title="What an antagonist leaves",
    rows=("P5",),
    objective="Share out sites between two drugs, by hand or by a function of one's own.",
    minutes=10,
    difficulty=2,
    statement=(
        "An agonist and an antagonist compete for the same sites, each with its dissociation constant. "
        "Write a Python function for the fraction of all sites that the **agonist** holds.\n\n"
        "The function takes numbers, and for the agonist also a numpy array of concentrations, for which it "
        "gives back as many values. It is tried at inputs that you do not see, *invented ones*: "
        "with much and little of both drugs, and with none of one."
    ),
    draw=lambda rng: {},
    hints=(
        "Count the sites in three groups: free, with the agonist, with the antagonist.",
        "For one free site there are A/K sites with the agonist. How many with the antagonist?",
        "Return the agonist's part of the sum of all three groups. Plain arithmetic takes arrays by itself.",
    ),
    solution=_explain_function,
    name="occupancy_beside_antagonist",
    arguments=(
        Argument("agonist_nm", "free concentration of the agonist (nM)", array=True),
        Argument("antagonist_nm", "free concentration of the antagonist (nM)"),
        Argument("agonist_constant_nm", "dissociation constant of the agonist (nM)"),
        Argument("antagonist_constant_nm", "dissociation constant of the antagonist (nM)"),
    ),
    returns="the fraction of all sites that the agonist holds, from 0 to 1",
    answer=_occupied,
    inputs=_draw_inputs,
    mistakes=(
        Mistake(
            id="antagonist-left-out",
            name="the antagonist was left out",
            value=lambda p: _occupied(p, antagonist_nm=0.0),
            feedback=(
                "This is what the agonist holds alone. A site that the antagonist sits on is one fewer to "
                "bind: it needs a term of its own below the line."
            ),
        ),
        Mistake(
            id="taken-as-not-competing",
            name="the two drugs were taken as not competing",
            value=_as_if_not_in_competition,
            feedback=(
                "You let each drug take its share as if the other were not there, and multiplied. Then no "
                "amount of agonist could win the sites back; two drugs of *one* site add up below the line."
            ),
        ),
        Mistake(
            id="share-of-the-antagonist",
            name="this is the share of the antagonist",
            value=lambda p: _ratios(p)[1] / (1 + sum(_ratios(p))),
            feedback=(
                "This is the fraction that the *antagonist* holds. Put the agonist's term above the line."
            ),
        ),
        Mistake(
            id="both-drugs-counted",
            name="both drugs were counted as bound",
            value=lambda p: sum(_ratios(p)) / (1 + sum(_ratios(p))),
            feedback=(
                "This is the fraction that is taken by *either* drug. Below the line both count, above it "
                "the agonist alone."
            ),
        ),
        Mistake(
            id="free-sites-left-out",
            name="the free sites were left out",
            value=lambda p: _ratios(p)[0] / sum(_ratios(p)),
            feedback=(
                "You shared all sites out between the two drugs. Some are free: the sum below the line "
                "begins with 1."
            ),
        ),
        Mistake(
            id="constants-exchanged",
            name="the two constants changed places",
            value=lambda p: _occupied(
                p,
                agonist_constant_nm=p["antagonist_constant_nm"],
                antagonist_constant_nm=p["agonist_constant_nm"],
            ),
            feedback="Each concentration is divided by the *other* drug's constant here. Exchange them.",
        ),
    ),
    one_value=OneValue(
        statement=(
            "An agonist with a dissociation constant of {agonist_constant_nm} nM stands at {agonist_nm} nM, "
            "beside {antagonist_nm} nM of an antagonist of the same sites, whose constant is "
            "{antagonist_constant_nm} nM. **What fraction of all sites does the agonist hold?** "
            "*Invented numbers.*"
        ),
        draw=_draw_one,
        hints=(
            "Count the sites in three groups: free, with the agonist, with the antagonist.",
            "For one free site there are {agonist_nm} / {agonist_constant_nm} sites with the agonist. "
            "How many with the antagonist?",
            "The fraction is the agonist's part of the sum of all three groups, 1 for the free ones.",
        ),
        solution=_explain_one,
    ),
)

PROBLEMS = (occupancy_beside_an_antagonist,)
