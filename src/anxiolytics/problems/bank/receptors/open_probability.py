"""A problem that asks for a function: the open probability of the two-state receptor."""

from random import Random

import numpy as np

from anxiolytics.arguments import FloatArray, Values
from anxiolytics.principles.gating import Gating, open_probability
from anxiolytics.problems.function_problem import Argument, FunctionProblem, OneValue, Point
from anxiolytics.problems.problem import Mistake, Params, between, choose
from anxiolytics.problems.wording import shown


def _open(p: Params, **changes: Values) -> Values:
    """Return the open probability; `changes` replace inputs."""
    q = {**p, **changes}
    receptor = Gating(
        closed_to_open=q["closed_to_open"], dissociation_um=q["dissociation_um"], preference=q["preference"]
    )
    return open_probability(q["gaba_um"], receptor, q["gating_factor"])


def _pull(p: Params) -> Values:
    """Return what one bound site multiplies the ratio of closed to open by, mixed over the GABA there is."""
    bound: FloatArray = np.asarray(p["gaba_um"]) / p["dissociation_um"]
    mixed: FloatArray = (1 + bound) / (1 + bound / p["preference"])
    return mixed


def _draw_inputs(rng: Random) -> tuple[Point, ...]:
    def receptor(**given: float | tuple[float, ...]) -> Point:
        return {
            "gaba_um": between(rng, 2, 60, 0.5),
            "gating_factor": between(rng, 0.25, 0.75, 0.01),
            "closed_to_open": between(rng, 800, 20000, 100),
            "dissociation_um": between(rng, 15, 60, 0.5),
            "preference": between(rng, 0.003, 0.012, 0.0005),
            **given,
        }

    return (
        receptor(),
        receptor(),
        receptor(gating_factor=1.0),
        receptor(gating_factor=between(rng, 1.5, 4, 0.1)),
        # The limits: nothing bound, everything bound, and a receptor that is open half of the time by itself.
        receptor(gaba_um=0.0),
        receptor(gaba_um=0.0, gating_factor=1.0, closed_to_open=1.0),
        receptor(gaba_um=choose(rng, (1e5, 1e6))),
        # A partial agonist, and ligands and receptors far from any that live.
        receptor(preference=between(rng, 0.3, 0.8, 0.05)),
        receptor(closed_to_open=choose(rng, (0.02, 0.05)), gaba_um=between(rng, 0.01, 0.2, 0.01)),
        receptor(closed_to_open=choose(rng, (1e7, 1e8)), gating_factor=choose(rng, (0.001, 0.002))),
        receptor(gaba_um=tuple(sorted(between(rng, 0, 90, 0.5) for _ in range(4)))),
        receptor(gaba_um=(0.0, between(rng, 1, 9, 0.5), 1e5)),
    )


def _draw_one(rng: Random) -> Params:
    return {
        "gaba_um": between(rng, 6, 60, 1),
        "gating_factor": between(rng, 0.3, 0.7, 0.05),
        "closed_to_open": between(rng, 3000, 12000, 500),
        "dissociation_um": between(rng, 20, 50, 1),
        "preference": between(rng, 0.004, 0.01, 0.001),
    }


_CODE = """def two_state_open_probability(
    gaba_um, gating_factor, closed_to_open, dissociation_um, preference
):
    bound = gaba_um / dissociation_um
    per_site = (1 + bound) / (1 + bound / preference)
    closed_for_one_open = gating_factor * closed_to_open * per_site**2
    return 1 / (1 + closed_for_one_open)"""


def _explain_function(p: Params) -> str:
    return (
        "Count what is closed for one that is open. Without any ligand that is L₀. Each of the two sites for "
        "GABA multiplies it by (1 + G/K) / (1 + G/(cK)), and the drug by its gating factor:\n\n"
        f"```\n{_CODE}\n```\n\n"
        "The last line turns a ratio r into a share, 1 / (1 + r). Nothing asks how large a number is, so the "
        "same lines take an array for GABA and give back a whole curve."
    )


def _explain_one(p: Params) -> str:
    bound = p["gaba_um"] / p["dissociation_um"]
    pull, value = float(_pull(p)), float(_open(p))
    ratio = p["gating_factor"] * p["closed_to_open"] * pull**2
    return (
        f"G/K is {shown(p['gaba_um'])} / {shown(p['dissociation_um'])} = {shown(bound, 4)}. One site "
        f"multiplies the ratio of closed to open by (1 + {shown(bound, 4)}) / (1 + {shown(bound, 4)} / "
        f"{shown(p['preference'])}) = {shown(pull, 4)}, two by its square, {shown(pull**2, 4)}.\n\n"
        f"With the drug {shown(p['gating_factor'])} × {shown(p['closed_to_open'])} × {shown(pull**2, 4)} = "
        f"{shown(ratio, 4)} are closed for one that is open, so the open probability is "
        f"1 / (1 + {shown(ratio, 4)}) = **{shown(value, 3)}**.\n\n"
        "As a function of all five numbers:\n\n"
        f"```\n{_CODE}\n```"
    )


open_probability_of_two_states = FunctionProblem(
    id="open-probability-of-two-states",
    version=1,
    title="The open probability of a two-state receptor",
    rows=("P3",),
    objective="Turn the two-state model into numbers, by hand or by a function of one's own.",
    minutes=12,
    difficulty=2,
    statement=(
        "Write the two-state model as a Python function. Closed and open stand in the ratio L₀ without any "
        "ligand. The receptor has **two** sites for GABA, with the dissociation constant K in the closed "
        "state and cK in the open one, and a drug at the benzodiazepine site multiplies the ratio of closed "
        "to open by its gating factor.\n\n"
        "The function takes numbers, and for the GABA also a numpy array, for which it gives back as many "
        "values. It is tried at inputs that you do not see, *invented ones*: ordinary receptors, limits, "
        "and some that nobody has met."
    ),
    draw=lambda rng: {},
    hints=(
        "Write down how many are closed for one that is open, and only then turn that ratio into a share.",
        "One site for GABA multiplies L₀ by (1 + G/K) / (1 + G/(cK)). How often does that happen?",
        "With r = f × L₀ × (that factor)², return 1 / (1 + r). Plain arithmetic takes arrays by itself.",
    ),
    solution=_explain_function,
    # Not the library's name: in a notebook of the chapter it would take that one's place.
    name="two_state_open_probability",
    arguments=(
        Argument("gaba_um", "concentration of GABA, G (µM)", array=True),
        Argument("gating_factor", "what the drug multiplies the ratio of closed to open by, f"),
        Argument("closed_to_open", "closed receptors for one open receptor without any ligand, L₀"),
        Argument("dissociation_um", "dissociation constant of GABA in the closed state, K (µM)"),
        Argument(
            "preference", "the constant in the open state divided by that in the closed one, c, below 1"
        ),
    ),
    returns="the probability that the channel is open, from 0 to 1",
    answer=_open,
    inputs=_draw_inputs,
    mistakes=(
        Mistake(
            id="one-site-instead-of-two",
            name="one site for GABA was counted instead of two",
            value=lambda p: 1 / (1 + p["gating_factor"] * p["closed_to_open"] * _pull(p)),
            feedback=(
                "You counted one site for GABA. There are two, and each multiplies the ratio: the factor of "
                "a site is *squared*."
            ),
        ),
        Mistake(
            id="ratio-upside-down",
            name="the ratio L₀ was taken upside down",
            value=lambda p: _open(p, closed_to_open=1 / p["closed_to_open"]),
            feedback=(
                "You used L₀ as open for one closed. It counts *closed for one open*, in the thousands: "
                "without GABA nearly every channel is shut."
            ),
        ),
        Mistake(
            id="factor-on-the-wrong-side",
            name="the gating factor divides instead of multiplying",
            value=lambda p: _open(p, gating_factor=1 / p["gating_factor"]),
            feedback=(
                "You divided by the gating factor. It *multiplies* the ratio of closed to open, so that one "
                "below 1 opens the channel."
            ),
        ),
        Mistake(
            id="factor-inside-the-square",
            name="the gating factor was squared too",
            value=lambda p: _open(p, gating_factor=p["gating_factor"] ** 2),
            feedback=(
                "You squared the gating factor too. Two sites take GABA, but one takes the drug: only the "
                "factor of GABA is squared."
            ),
        ),
        Mistake(
            id="closed-probability",
            name="this is the probability to be closed",
            value=lambda p: 1 - _open(p),
            feedback=(
                "This is the probability to be *closed*. With r closed for one open, open is 1 / (1 + r)."
            ),
        ),
        Mistake(
            id="ratio-instead-of-share",
            name="this is a ratio, not a share",
            value=lambda p: 1 / (1 / _open(p) - 1),
            feedback=(
                "This is open for one closed, a ratio, which can pass 1. The share of all receptors has open "
                "*and* closed below the line: 1 / (1 + r)."
            ),
        ),
        Mistake(
            id="preference-upside-down",
            name="the preference was taken upside down",
            value=lambda p: (
                1
                / (
                    1
                    + p["gating_factor"]
                    * p["closed_to_open"]
                    * (
                        (1 + p["gaba_um"] / p["dissociation_um"])
                        / (1 + p["preference"] * p["gaba_um"] / p["dissociation_um"])
                    )
                    ** 2
                )
            ),
            feedback=(
                "You gave the open state the constant K/c. It is cK, smaller than K: GABA holds on better to "
                "an open receptor, which is why it opens it."
            ),
        ),
    ),
    one_value=OneValue(
        statement=(
            "A two-state receptor with two sites for GABA has {closed_to_open} closed for one open without "
            "any ligand. GABA binds the closed state with a dissociation constant of {dissociation_um} µM, "
            "the open one with {preference} times that. A drug at the benzodiazepine site multiplies the "
            "ratio of closed to open by {gating_factor}. **What is the open probability at {gaba_um} µM "
            "GABA?** *Invented numbers.*"
        ),
        draw=_draw_one,
        hints=(
            "Find how many are closed for one that is open, and only then turn that ratio into a share.",
            "With x = {gaba_um} / {dissociation_um}, one site multiplies {closed_to_open} by "
            "(1 + x) / (1 + x / {preference}). There are two sites.",
            "Multiply by {gating_factor} as well; with the ratio r, the open probability is 1 / (1 + r).",
        ),
        solution=_explain_one,
    ),
)

PROBLEMS = (open_probability_of_two_states,)
