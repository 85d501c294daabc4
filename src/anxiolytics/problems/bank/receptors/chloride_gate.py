"""Problems on the chloride gate: where its current reverses, and which way it moves a neuron.

The neurons are invented; all have one compartment and conductances that stay open.
"""

import math
from random import Random

from anxiolytics.principles.chloride_gate import chloride_inside_mm, gaba_action, thermal_voltage_mv
from anxiolytics.principles.membrane import Neuron, excitation_to_threshold_ns, steady_potential_mv
from anxiolytics.problems.figure import Figure, FigureAxis, FigureSeries, ticks_over
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

_THERMAL_MV = float(thermal_voltage_mv())


def _draw_ions(rng: Random) -> Params:
    return {
        "rest_mv": between(rng, -75, -60, 1),
        "chloride_outside_mm": between(rng, 120, 135, 1),
        "bicarbonate_outside_mm": between(rng, 22, 28, 1),
        "bicarbonate_inside_mm": between(rng, 12, 18, 1),
        "permeability": choose(rng, (0.15, 0.18, 0.2, 0.22)),
    }


def _silent_chloride_mm(p: Params, **changes: float) -> float:
    """Return the chloride inside with which GABA reverses at rest; `changes` replace what was drawn."""
    q = {**p, **changes}
    return float(
        chloride_inside_mm(
            q["rest_mv"],
            chloride_outside_mm=q["chloride_outside_mm"],
            bicarbonate_inside_mm=q["bicarbonate_inside_mm"],
            bicarbonate_outside_mm=q["bicarbonate_outside_mm"],
            bicarbonate_permeability=q["permeability"],
        )
    )


def _explain_silent(p: Params) -> str:
    outside = p["chloride_outside_mm"] + p["permeability"] * p["bicarbonate_outside_mm"]
    inside_bicarbonate = p["permeability"] * p["bicarbonate_inside_mm"]
    inside = outside * math.exp(p["rest_mv"] / _THERMAL_MV)
    return (
        "The gate is silent where its current reverses at rest, so set E_GABA to "
        f"{shown(p['rest_mv'])} mV and solve for the chloride inside.\n\n"
        f"Outside, chloride and weighted bicarbonate add up to {shown(p['chloride_outside_mm'])} + "
        f"{shown(p['permeability'])} × {shown(p['bicarbonate_outside_mm'])} = {shown(outside, 4)} mmol/L. "
        f"Inside, the same sum has to be {shown(outside, 4)} × exp({shown(p['rest_mv'])} / 26.7) "
        f"= {shown(inside, 3)} mmol/L.\n\n"
        f"Bicarbonate supplies {shown(p['permeability'])} × {shown(p['bicarbonate_inside_mm'])} = "
        f"{shown(inside_bicarbonate, 3)} mmol/L of it, so chloride is "
        f"**{shown(_silent_chloride_mm(p), 3)} mmol/L**."
    )


chloride_that_makes_gaba_silent = NumberProblem(
    id="chloride-that-makes-gaba-silent",
    version=1,
    title="The chloride that makes GABA silent",
    rows=("P1",),
    objective="Find the internal chloride at which opening GABA channels does not move a resting cell.",
    minutes=4,
    difficulty=2,
    statement=(
        "A neuron rests at {rest_mv} mV. Its GABA channels pass chloride, and bicarbonate "
        "{permeability} times as easily (*invented numbers*):\n\n"
        "| Ion | Outside | Inside |\n"
        "|---|---|---|\n"
        "| Chloride (mmol/L) | {chloride_outside_mm} | ? |\n"
        "| Bicarbonate (mmol/L) | {bicarbonate_outside_mm} | {bicarbonate_inside_mm} |\n\n"
        "RT/F is 26.7 mV. **At what chloride inside, in mmol/L, does GABA leave the resting potential "
        "where it is?**"
    ),
    draw=_draw_ions,
    answer=_silent_chloride_mm,
    unit="mmol/L",
    mistakes=(
        Mistake(
            id="bicarbonate-left-out",
            name="bicarbonate was left out",
            value=lambda p: _silent_chloride_mm(p, permeability=0.0),
            feedback=(
                "This is chloride's own equilibrium (Nernst). The channel passes bicarbonate too, which "
                "takes part of chloride's place inside, so less chloride is needed."
            ),
            credit=0.25,
        ),
        Mistake(
            id="bicarbonate-on-the-wrong-sides",
            name="the two bicarbonate concentrations changed places",
            value=lambda p: _silent_chloride_mm(
                p,
                bicarbonate_inside_mm=p["bicarbonate_outside_mm"],
                bicarbonate_outside_mm=p["bicarbonate_inside_mm"],
            ),
            feedback=(
                "You put the two bicarbonate concentrations on the wrong sides: {bicarbonate_outside_mm} is "
                "outside, {bicarbonate_inside_mm} inside."
            ),
        ),
        Mistake(
            id="sign-of-the-potential-lost",
            name="the minus sign of the potential was lost",
            value=lambda p: _silent_chloride_mm(p, rest_mv=-p["rest_mv"]),
            feedback=(
                "This is far more than there is outside. A negative potential inside holds negative ions "
                "*out*: the power of e has to be negative."
            ),
        ),
    ),
    hints=(
        "Silent means that the current through the channel reverses exactly at the resting potential.",
        "Write E_GABA = −26.7 mV × ln(outside / inside), where each side is chloride plus weighted "
        "bicarbonate, and set it to {rest_mv} mV.",
        "So chloride inside = (outside sum) × exp({rest_mv} / 26.7) − {permeability} × "
        "{bicarbonate_inside_mm}.",
    ),
    solution=_explain_silent,
)


#: Potentials (mV) at which the current is measured in `chloride_from_gaba_currents`.
_HELD_AT_MV = (-90, -80, -70, -60, -50, -40)


def _draw_currents(rng: Random) -> Params:
    reversal = between(rng, -80, -60, 10) + choose(rng, (3.0, 3.5, 4.0, 6.0, 6.5, 7.0))
    conductance = between(rng, 2, 9, 0.1)
    currents = [float(f"{conductance * (held - reversal):.3g}") for held in _HELD_AT_MV]
    return {
        "chloride_outside_mm": between(rng, 120, 140, 1),
        **{f"current_{i}_pa": current for i, current in enumerate(currents, start=1)},
    }


def _currents_pa(p: Params) -> list[float]:
    return [p[f"current_{i}_pa"] for i in range(1, len(_HELD_AT_MV) + 1)]


def _plot_currents(p: Params) -> Figure:
    currents = _currents_pa(p)
    return Figure(
        summary=(
            "Current through GABA channels against the potential at which the neuron is held: six points on "
            "a rising straight line, which crosses zero between two of them."
        ),
        x=FigureAxis("Held at", "mV", tuple(map(float, range(-100, -20, 10))), parts=5),
        y=FigureAxis("Current", "pA", ticks_over(min(currents), max(currents)), parts=2),
        places=tuple(map(float, _HELD_AT_MV)),
        series=(FigureSeries("Current", tuple(currents)),),
    )


def _crossing_mv(p: Params) -> float:
    """Where the straight line through the first and the last point crosses zero."""
    first, *_, last = _currents_pa(p)
    return _HELD_AT_MV[0] + (_HELD_AT_MV[-1] - _HELD_AT_MV[0]) * first / (first - last)


def _chloride_at_mm(p: Params, reversal_mv: float) -> float:
    return float(
        chloride_inside_mm(
            reversal_mv, chloride_outside_mm=p["chloride_outside_mm"], bicarbonate_permeability=0
        )
    )


def _nearest_sample_mv(p: Params) -> float:
    return min(zip(_HELD_AT_MV, _currents_pa(p), strict=True), key=lambda sample: abs(sample[1]))[0]


def _explain_currents(p: Params) -> str:
    crossing = _crossing_mv(p)
    first, *_, last = _currents_pa(p)
    return (
        "The current changes sign where the channel reverses. The points lie on a straight line, which "
        f"rises by {shown(last - first, 4)} pA over {_HELD_AT_MV[-1] - _HELD_AT_MV[0]} mV, a conductance of "
        f"{shown((last - first) / (_HELD_AT_MV[-1] - _HELD_AT_MV[0]), 3)} nS; it crosses zero at "
        f"{shown(crossing, 3)} mV.\n\n"
        "Without bicarbonate this is chloride's equilibrium: −26.7 mV × ln(outside / inside). "
        f"So inside = {shown(p['chloride_outside_mm'])} × exp({shown(crossing, 3)} / 26.7) = "
        f"**{shown(_chloride_at_mm(p, crossing), 3)} mmol/L**."
    )


chloride_from_gaba_currents = NumberProblem(
    id="chloride-from-gaba-currents",
    version=2,
    title="Read internal chloride from GABA currents",
    rows=("P1",),
    objective="Read a reversal potential from a plot of currents, and internal chloride from that.",
    minutes=5,
    difficulty=2,
    statement=(
        "A neuron is held at six potentials, and the current that a puff of GABA drives is plotted against "
        "them. Negative currents flow inward. There is {chloride_outside_mm} mmol/L of chloride outside, and "
        "no bicarbonate on either side (*invented numbers*). RT/F is 26.7 mV. **How much chloride is inside, "
        "in mmol/L?** Read what you need off the figure, to the nearest millivolt."
    ),
    draw=_draw_currents,
    answer=lambda p: _chloride_at_mm(p, _crossing_mv(p)),
    unit="mmol/L",
    # A millivolt more or less is 4 % of the chloride.
    rtol=0.06,
    figure=_plot_currents,
    mistakes=(
        Mistake(
            id="nearest-point-instead-of-the-crossing",
            name="the nearest point was taken for the crossing",
            value=lambda p: _chloride_at_mm(p, _nearest_sample_mv(p)),
            feedback=(
                "You took the measured point with the smallest current. The line crosses zero *between* two "
                "points: read it there."
            ),
            credit=0.25,
        ),
        Mistake(
            id="sign-of-the-potential-lost",
            name="the minus sign of the potential was lost",
            value=lambda p: _chloride_at_mm(p, -_crossing_mv(p)),
            feedback=(
                "This is more than there is outside. The potential is negative, which holds chloride out: "
                "the power of e has to be negative."
            ),
        ),
        Mistake(
            id="logarithm-to-base-ten",
            name="a logarithm to base ten in place of the natural one",
            value=lambda p: p["chloride_outside_mm"] * 10 ** (_crossing_mv(p) / _THERMAL_MV),
            feedback=(
                "You raised 10 to a power that belongs to e. With 26.7 mV the logarithm is natural; with "
                "powers of ten it would be 61.5 mV."
            ),
        ),
    ),
    hints=(
        "At which potential would GABA drive no current at all?",
        "Draw the straight line through the points: it crosses zero between the two whose currents differ in "
        "sign.",
        "With that potential E, chloride inside = {chloride_outside_mm} × exp(E / 26.7), E with its sign.",
    ),
    solution=_explain_currents,
)


def _draw_case(rng: Random) -> Params:
    rest, threshold = between(rng, -76, -64, 1), between(rng, -54, -46, 1)
    reversal = choose(
        rng,
        (
            rest - between(rng, 4, 12, 1),
            rest,
            between(rng, rest + 3, threshold - 3, 1),
            threshold + between(rng, 2, 8, 1),
        ),
    )
    return {"rest_mv": rest, "threshold_mv": threshold, "reversal_mv": reversal}


def _options_on_gaba(p: Params) -> tuple[Option, ...]:
    neuron = Neuron(rest_mv=p["rest_mv"])
    action = gaba_action(p["reversal_mv"], p["rest_mv"], p["threshold_mv"])
    shift = float(steady_potential_mv(10, p["reversal_mv"], neuron=neuron)) - p["rest_mv"]
    more, none = (
        float(excitation_to_threshold_ns(opened, p["reversal_mv"], p["threshold_mv"], neuron))
        for opened in (10, 0)
    )
    reverses = f"GABA reverses at {shown(p['reversal_mv'])} mV"
    return (
        Option(
            "up",
            "Opening the gate makes the resting potential less negative.",
            shift > 0,
            f"{reverses} and the cell rests at {shown(p['rest_mv'])} mV: the potential moves towards the "
            "former.",
        ),
        Option(
            "down",
            "Opening the gate makes the resting potential more negative.",
            shift < 0,
            f"{reverses} and the cell rests at {shown(p['rest_mv'])} mV: it moves down only if GABA reverses "
            "below rest.",
        ),
        Option(
            "excitation",
            "With the gate open, more excitation is needed to reach the threshold.",
            more > none,
            f"{reverses}, the threshold is {shown(p['threshold_mv'])} mV. Below the threshold GABA's current "
            "is outward when the cell is about to fire, whichever way it moved the cell at rest; above it, "
            "GABA helps.",
        ),
        Option(
            "alone",
            "Enough GABA alone can bring the cell to its threshold.",
            action == "excitatory",
            f"The potential can approach {shown(p['reversal_mv'])} mV and never pass it; the threshold is "
            f"{shown(p['threshold_mv'])} mV.",
        ),
        Option(
            "drug",
            "A benzodiazepine turns the direction of GABA's effect round.",
            False,
            "It makes GABA open the gate more and leaves the reversal potential where it is: the same "
            "effect, stronger.",
        ),
    )


def _explain_case(p: Params) -> str:
    action = gaba_action(p["reversal_mv"], p["rest_mv"], p["threshold_mv"])
    held = [option for option in _options_on_gaba(p) if option.holds]
    return (
        f"Put the three potentials in order: rest {shown(p['rest_mv'])} mV, GABA's reversal "
        f"{shown(p['reversal_mv'])} mV, threshold {shown(p['threshold_mv'])} mV. "
        f"This gate is **{action}**.\n\n"
        + "\n\n".join(f"**{option.text}** {option.feedback}" for option in held)
    )


what_gaba_does_here = ChoiceProblem(
    id="what-gaba-does-here",
    version=1,
    title="What does GABA do here?",
    rows=("P1",),
    objective="Tell from three potentials which way GABA moves a cell and whether it inhibits.",
    minutes=3,
    difficulty=2,
    statement=(
        "A neuron rests at {rest_mv} mV and fires at {threshold_mv} mV. The current through its GABA "
        "channels reverses at {reversal_mv} mV (*invented numbers*). "
        "Conductances last long enough to settle. **What holds in this cell?**"
    ),
    draw=_draw_case,
    options=_options_on_gaba,
    many=True,
    hints=(
        "Draw a vertical axis and mark the three potentials on it.",
        "For the direction compare {reversal_mv} mV with rest; for inhibition compare it with the threshold.",
        "At the threshold, current through GABA channels flows outward if they reverse below it.",
    ),
    solution=_explain_case,
)

PROBLEMS = (chloride_that_makes_gaba_silent, chloride_from_gaba_currents, what_gaba_does_here)
