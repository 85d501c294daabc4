"""Problems on what the open gate does to an excitatory input: shunting, and depolarising inhibition.

The neurons are invented; all have one compartment and conductances that stay open.
"""

from random import Random

from anxiolytics.principles.membrane import (
    Neuron,
    excitation_to_threshold_ns,
    shunting_index,
    steady_potential_mv,
)
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between
from anxiolytics.problems.wording import shown


def _draw_conductances(rng: Random) -> Params:
    return {
        "leak_ns": between(rng, 4, 12, 1),
        "excitation_ns": between(rng, 3, 9, 1),
        "inhibition_ns": between(rng, 4, 40, 1),
    }


def _percent_shunted(p: Params) -> float:
    return 100 * float(shunting_index(p["leak_ns"] + p["excitation_ns"], p["inhibition_ns"]))


def _explain_shunt(p: Params) -> str:
    before = p["leak_ns"] + p["excitation_ns"]
    after = before + p["inhibition_ns"]
    return (
        "While the input lasts, the EPSP is the excitatory conductance times its driving force, divided by "
        f"*all* open conductance: {shown(before)} nS before GABA, {shown(after)} nS with it. "
        "GABA reverses at rest, so the driving force has not changed.\n\n"
        f"The EPSP falls to {shown(before)} / {shown(after)} of its size and loses "
        f"{shown(p['inhibition_ns'])} / {shown(after)} = **{shown(_percent_shunted(p), 3)} %**."
    )


share_of_an_epsp_shunted = NumberProblem(
    id="share-of-an-epsp-shunted",
    version=1,
    title="How much of an EPSP is shunted?",
    rows=("P1",),
    objective="Work out how far a conductance weakens an input without moving the resting potential.",
    minutes=3,
    difficulty=1,
    statement=(
        "A neuron has a leak of {leak_ns} nS. An excitatory input opens {excitation_ns} nS; a synapse that "
        "releases GABA opens {inhibition_ns} nS. GABA's current reverses exactly at rest. All conductances "
        "last long enough to settle (*invented numbers*). "
        "**By how many per cent does GABA make the excitatory potential smaller?**"
    ),
    draw=_draw_conductances,
    answer=_percent_shunted,
    unit="%",
    mistakes=(
        Mistake(
            id="what-is-left-instead-of-what-is-lost",
            name="this is what is left, and not what is lost",
            value=lambda p: 100 - _percent_shunted(p),
            feedback="This is the share of the EPSP that is *left*; the question asks for what is lost.",
            credit=0.5,
        ),
        Mistake(
            id="excitation-left-out-of-the-sum",
            name="the excitation was left out of the sum",
            value=lambda p: 100 * float(shunting_index(p["leak_ns"], p["inhibition_ns"])),
            feedback=(
                "You counted leak and GABA only. The {excitation_ns} nS of the input are open too while the "
                "EPSP lasts, before and after."
            ),
            credit=0.25,
        ),
        Mistake(
            id="compared-with-the-old-sum",
            name="compared with what was open before",
            value=lambda p: 100 * p["inhibition_ns"] / (p["leak_ns"] + p["excitation_ns"]),
            feedback=(
                "You divided GABA's conductance by what was open *before*. The EPSP is divided by what is "
                "open *with* GABA; otherwise a strong synapse would take away more than all of it."
            ),
        ),
    ),
    hints=(
        "GABA reverses at rest: it moves nothing, but it adds a way out for the excitatory current.",
        "The EPSP is the excitatory conductance times a driving force, over the sum of *all* conductances. "
        "Only the sum changes.",
        "Lost is {inhibition_ns} out of {leak_ns} + {excitation_ns} + {inhibition_ns}.",
    ),
    solution=_explain_shunt,
)


def _draw_depolarising(rng: Random) -> Params:
    rest, threshold = between(rng, -74, -68, 1), between(rng, -52, -47, 1)
    return {
        "rest_mv": rest,
        "threshold_mv": threshold,
        "reversal_mv": between(rng, rest + 4, threshold - 5, 1),
        "leak_ns": between(rng, 8, 14, 1),
        "inhibition_ns": between(rng, 5, 12, 1),
    }


def _excitation_ns(p: Params, inhibition_ns: float) -> float:
    neuron = Neuron(leak_conductance_ns=p["leak_ns"], rest_mv=p["rest_mv"])
    return float(excitation_to_threshold_ns(inhibition_ns, p["reversal_mv"], p["threshold_mv"], neuron))


def _times_as_much(p: Params) -> float:
    return _excitation_ns(p, p["inhibition_ns"]) / _excitation_ns(p, 0)


def _as_if_helping(p: Params) -> float:
    """Ratio if GABA's push from rest were taken off what leak asks for, and its shunt forgotten."""
    needed = p["leak_ns"] * (p["threshold_mv"] - p["rest_mv"])
    return float(abs(needed - p["inhibition_ns"] * (p["reversal_mv"] - p["rest_mv"])) / needed)


def _explain_excitation(p: Params) -> str:
    neuron = Neuron(leak_conductance_ns=p["leak_ns"], rest_mv=p["rest_mv"])
    settled = float(steady_potential_mv(p["inhibition_ns"], p["reversal_mv"], neuron=neuron))
    leak = p["leak_ns"] * (p["threshold_mv"] - p["rest_mv"])
    gaba = p["inhibition_ns"] * (p["threshold_mv"] - p["reversal_mv"])
    return (
        f"GABA alone lifts the cell from {shown(p['rest_mv'])} to {shown(settled, 3)} mV. "
        "But what counts is the balance *at the threshold*: there every open channel carries current "
        "towards its own reversal potential.\n\n"
        f"Leak carries {shown(p['leak_ns'])} × ({shown(p['threshold_mv'])} − ({shown(p['rest_mv'])})) = "
        f"{shown(leak)} pA outward, GABA another {shown(p['inhibition_ns'])} × ({shown(p['threshold_mv'])} − "
        f"({shown(p['reversal_mv'])})) = {shown(gaba)} pA. Excitation has to supply both.\n\n"
        f"So it needs ({shown(leak)} + {shown(gaba)}) / {shown(leak)} = **{shown(_times_as_much(p), 3)}** "
        "times the conductance: GABA depolarises and inhibits."
    )


excitation_against_depolarising_gaba = NumberProblem(
    id="excitation-against-depolarising-gaba",
    version=1,
    title="Excitation against a depolarising GABA",
    rows=("P1",),
    objective="Show that GABA can depolarise a neuron and still make it harder to fire.",
    minutes=5,
    difficulty=3,
    statement=(
        "A neuron rests at {rest_mv} mV with a leak of {leak_ns} nS and fires at {threshold_mv} mV; "
        "excitation reverses at 0 mV. "
        "GABA opens {inhibition_ns} nS that reverse at {reversal_mv} mV, *above* rest (*invented numbers*). "
        "**How many times as much excitatory conductance does it take to bring the neuron to its threshold "
        "as without GABA?**"
    ),
    draw=_draw_depolarising,
    answer=_times_as_much,
    unit="",
    mistakes=(
        Mistake(
            id="depolarisation-counted-as-help",
            name="depolarisation was counted as help",
            value=_as_if_helping,
            feedback=(
                "You let GABA do part of the work because it depolarises. It does so only up to its "
                "reversal, {reversal_mv} mV; at the threshold its current flows *outward* and has to be "
                "overcome."
            ),
        ),
        Mistake(
            id="counted-as-if-it-reversed-at-rest",
            name="GABA was taken to reverse at rest",
            value=lambda p: 1 + p["inhibition_ns"] / p["leak_ns"],
            feedback=(
                "You gave GABA the driving force of the leak. It reverses at {reversal_mv} mV, nearer to the "
                "threshold, so it holds the cell back less than that."
            ),
            credit=0.25,
        ),
        Mistake(
            id="more-instead-of-times-as-much",
            name="how much more, and not how many times as much",
            value=lambda p: _times_as_much(p) - 1,
            feedback=(
                "This is how much *more* is needed, as a share of the amount without GABA. "
                "Times as much is one more than that."
            ),
            credit=0.5,
        ),
    ),
    hints=(
        "Do not ask which way GABA moves the resting cell. Ask which way its current flows at the threshold.",
        "At the threshold the excitatory current has to balance leak and GABA. Each is a conductance times "
        "its distance from its own reversal potential.",
        "Leak: {leak_ns} × ({threshold_mv} − ({rest_mv})). GABA: {inhibition_ns} × ({threshold_mv} − "
        "({reversal_mv})). Divide the sum of both by the first.",
    ),
    solution=_explain_excitation,
)

PROBLEMS = (share_of_an_epsp_shunted, excitation_against_depolarising_gaba)
