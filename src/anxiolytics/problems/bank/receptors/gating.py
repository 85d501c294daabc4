"""Problems on the two-state receptor: a modulator multiplies a ratio, and what follows from that."""

import math
from random import Random

from anxiolytics.principles.gating import (
    Gating,
    effective_concentration_um,
    gating_energy_kcal_per_mol,
    maximum_open_probability,
    open_probability,
    resting_open_probability,
)
from anxiolytics.principles.gating_calibration import calibrated
from anxiolytics.problems.figure import Figure, FigureAxis, FigureSeries
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


def _draw_open_share(rng: Random) -> Params:
    return {
        "open_percent": between(rng, 8, 45, 1),
        "gating_factor": between(rng, 0.25, 0.6, 0.05),
    }


def _closed_to_open(p: Params) -> float:
    return float((100 - p["open_percent"]) / p["open_percent"])


def _open_percent(closed_to_open: float, gating_factor: float) -> float:
    # With GABA at a steady level the receptor has one ratio of closed to open, as it has without any.
    receptor = Gating(closed_to_open=closed_to_open, dissociation_um=1.0, preference=0.5)
    return 100 * float(resting_open_probability(receptor, gating_factor))


def _open_percent_with_drug(p: Params) -> float:
    return _open_percent(_closed_to_open(p), p["gating_factor"])


def _explain_open_share(p: Params) -> str:
    ratio = _closed_to_open(p)
    return (
        f"Open {shown(p['open_percent'])} % of the time means {shown(100 - p['open_percent'])} parts closed "
        f"to {shown(p['open_percent'])} parts open, a ratio of {shown(ratio, 4)}.\n\n"
        f"The drug makes it {shown(p['gating_factor'])} × {shown(ratio, 4)} = "
        f"{shown(p['gating_factor'] * ratio, 4)}, and the open share is 1 / (1 + ratio) = "
        f"**{shown(_open_percent_with_drug(p), 3)} %**.\n\n"
        f"The share does not grow by the factor {shown(1 / p['gating_factor'], 3)}: the more is open "
        "already, the less there is to win."
    )


open_share_with_modulator = NumberProblem(
    id="open-share-with-modulator",
    version=1,
    title="How much more open?",
    rows=("P3",),
    objective="Carry the effect of a modulator through the ratio of closed to open.",
    minutes=4,
    difficulty=1,
    statement=(
        "At a steady level of GABA a receptor is open {open_percent} % of the time. "
        "A benzodiazepine at saturation multiplies its ratio of closed to open by {gating_factor}. "
        "**What percentage of the time is it open now?** *Invented numbers.*"
    ),
    draw=_draw_open_share,
    answer=_open_percent_with_drug,
    unit="%",
    mistakes=(
        Mistake(
            id="share-divided-instead-of-the-ratio",
            name="the share was divided, and not the ratio",
            value=lambda p: p["open_percent"] / p["gating_factor"],
            feedback=(
                "You divided the open share by {gating_factor}. The factor belongs to the *ratio* of closed "
                "to open; a share worked on directly could even pass 100 %."
            ),
        ),
        Mistake(
            id="closed-share-multiplied",
            name="the closed share was multiplied, and not the ratio",
            value=lambda p: 100 - p["gating_factor"] * (100 - p["open_percent"]),
            feedback=(
                "You multiplied the closed *share* by {gating_factor}. Multiply the ratio of closed to open, "
                "then turn it into a share again."
            ),
        ),
        Mistake(
            id="factor-on-the-wrong-side",
            name="the factor went to the wrong side",
            value=lambda p: _open_percent(_closed_to_open(p), 1 / p["gating_factor"]),
            feedback=(
                "You made the ratio of closed to open larger. A factor below 1 makes it smaller: this drug "
                "opens the receptor."
            ),
        ),
    ),
    hints=(
        "Leave percentages for a moment: how many parts are closed for one part open?",
        "The ratio is (100 − {open_percent}) / {open_percent}. Multiply it by {gating_factor}.",
        "With the new ratio r, the open share is 1 / (1 + r).",
    ),
    solution=_explain_open_share,
)

_POINTS_UM = (2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def _draw_two_curves(rng: Random) -> Params:
    receptor = calibrated(between(rng, 18, 40, 1), choose(rng, (0.8, 0.85, 0.9)), 9000.0)
    factor = between(rng, 0.24, 0.56, 0.01)
    return {
        f"{name}_{gaba:.0f}_percent": round(100 * float(open_probability(gaba, receptor, at)), 1)
        for gaba in _POINTS_UM
        for name, at in (("alone", 1.0), ("drug", factor))
    }


def _plot_two_curves(p: Params) -> Figure:
    names = {"alone": "GABA alone", "drug": "With the drug"}
    return Figure(
        summary=(
            "Open probability in per cent against the concentration of GABA, from 2 to 100 µM on a "
            "logarithmic axis, without and with the drug. Both curves rise; the one with the drug is above."
        ),
        x=FigureAxis("GABA", "µM", (1.0, *_POINTS_UM, 200.0), logarithmic=True),
        y=FigureAxis("Open probability", "%", tuple(map(float, range(0, 101, 10))), parts=5),
        places=_POINTS_UM,
        series=tuple(
            FigureSeries(name, tuple(p[f"{which}_{gaba:.0f}_percent"] for gaba in _POINTS_UM))
            for which, name in names.items()
        ),
    )


def _ratio(percent: float) -> float:
    return (100 - percent) / percent


def _factor_from_point(p: Params, gaba: int = 20) -> float:
    return _ratio(p[f"drug_{gaba}_percent"]) / _ratio(p[f"alone_{gaba}_percent"])


def _energy_kcal_per_mol(factor: float) -> float:
    return -float(gating_energy_kcal_per_mol(factor))


def _explain_energy(p: Params) -> str:
    factor = _factor_from_point(p)
    others = " and ".join(shown(_factor_from_point(p, gaba), 2) for gaba in (5, 50))
    return (
        f"At 20 µM the ratio of closed to open is (100 − {shown(p['alone_20_percent'])}) / "
        f"{shown(p['alone_20_percent'])} = {shown(_ratio(p['alone_20_percent']), 4)} without the drug and "
        f"{shown(_ratio(p['drug_20_percent']), 4)} with it.\n\n"
        f"The drug multiplies it by {shown(factor, 3)}, so RT ln d = 0.593 × ln {shown(factor, 3)} is minus "
        f"**{shown(_energy_kcal_per_mol(factor), 3)} kcal/mol**, by which the open state is stabilised.\n\n"
        f"The points at 5 and 50 µM give factors of {others}: the same drug at every level of GABA, within "
        "what can be read off a figure."
    )


gating_energy_from_two_curves = NumberProblem(
    id="gating-energy-from-two-curves",
    version=2,
    title="An energy, read off two curves",
    rows=("P3",),
    objective="Read a gating energy off concentration-effect curves.",
    minutes=6,
    difficulty=2,
    statement=(
        "Open probability against GABA, without and with a benzodiazepine at saturation (*invented "
        "numbers*). In the two-state model, **by how many kcal/mol does the drug stabilise the open state?** "
        "Read the points at 20 µM off the figure, to the nearest per cent, and take RT = 0.593 kcal/mol "
        "(25 °C). Give a positive number."
    ),
    draw=_draw_two_curves,
    answer=lambda p: _energy_kcal_per_mol(_factor_from_point(p)),
    unit="kcal/mol",
    # Half a per cent more or less at either point is up to a twelfth of the energy.
    rtol=0.08,
    figure=_plot_two_curves,
    mistakes=(
        Mistake(
            id="ratio-of-the-shares",
            name="the two open shares were compared, and not the ratios",
            value=lambda p: _energy_kcal_per_mol(p["alone_20_percent"] / p["drug_20_percent"]),
            feedback=(
                "You took the logarithm of one open share over the other. The drug multiplies the *ratio* of "
                "closed to open, so that is what to compare."
            ),
        ),
        Mistake(
            id="closed-shares-alone",
            name="only the closed shares were compared",
            value=lambda p: _energy_kcal_per_mol(
                (100 - p["drug_20_percent"]) / (100 - p["alone_20_percent"])
            ),
            feedback="You compared the closed shares alone. Divide each by the open share that goes with it.",
        ),
        Mistake(
            id="decimal-logarithm",
            name="a decimal logarithm in place of the natural one",
            value=lambda p: _energy_kcal_per_mol(_factor_from_point(p)) / math.log(10),
            feedback="You took the decimal logarithm. Energies go with the natural one, ln.",
        ),
        Mistake(
            id="rt-left-out",
            name="RT was left out",
            value=lambda p: -math.log(_factor_from_point(p)),
            feedback="This is a pure number. Multiply by RT to make it an energy.",
        ),
    ),
    hints=(
        "The drug multiplies one quantity by the same factor at every level of GABA. Which one?",
        "Turn each open share P at 20 µM into a ratio of closed to open, (100 − P) / P.",
        "The energy is RT times the natural logarithm of one ratio over the other.",
    ),
    solution=_explain_energy,
)

#: No drawing comes nearer to a line than this, so that rounding never decides.
_CLEAR = 0.15


def _draw_gating_factor(rng: Random) -> Params:
    while True:
        drawn = {
            "gating_factor": choose(rng, (0.25, 0.3, 0.35, 0.5, 0.55, 0.6, 1.0, 1.8, 2.0, 2.5, 3.0, 4.0)),
            "closed_to_open": choose(rng, (20.0, 50.0, 150.0, 3000.0, 9000.0, 20000.0, 50000.0)),
            "top_percent": between(rng, 30, 95, 5),
            "half_um": between(rng, 10, 60, 1),
        }
        if abs(_change_at_the_top(drawn) / 0.1 - 1) > _CLEAR and abs(_rest_percent(drawn) - 1) > _CLEAR:
            return drawn


def _receptor(p: Params) -> Gating:
    return calibrated(p["half_um"], p["top_percent"] / 100, p["closed_to_open"])


def _top_percent(p: Params) -> float:
    return 100 * float(maximum_open_probability(_receptor(p), p["gating_factor"]))


def _change_at_the_top(p: Params) -> float:
    return float(abs(_top_percent(p) / p["top_percent"] - 1))


def _rest_percent(p: Params) -> float:
    return 100 * float(resting_open_probability(_receptor(p), p["gating_factor"]))


def _half_um(p: Params) -> float:
    return float(effective_concentration_um(_receptor(p), gating_factor=p["gating_factor"]))


def _signed(energy: float) -> str:
    return shown(energy, 2).replace("-", "−")


def _options_on_a_gating_factor(p: Params) -> tuple[Option, ...]:
    factor, energy = p["gating_factor"], float(gating_energy_kcal_per_mol(p["gating_factor"]))
    moves = f"The EC50 goes from {shown(p['half_um'])} µM to {shown(_half_um(p), 3)} µM."
    return (
        Option("less-gaba", "Half of the full response now takes less GABA.", factor < 1, moves),
        Option("more-gaba", "Half of the full response now takes more GABA.", factor > 1, moves),
        Option(
            "no-change",
            "GABA’s curve stays where it was.",
            factor == 1,
            f"{moves} Only a factor of exactly 1, a neutral antagonist, leaves the curve alone.",
        ),
        Option(
            "at-the-top",
            "The response to saturating GABA changes by more than a tenth of itself.",
            _change_at_the_top(p) > 0.1,
            f"It goes from {shown(p['top_percent'])} % to {shown(_top_percent(p), 3)} % open: the factor "
            "acts on what is still closed, and the more is open already, the less it can do.",
        ),
        Option(
            "without-gaba",
            "With the drug and no GABA at all, the channel is open more than 1 % of the time.",
            _rest_percent(p) > 1,
            f"It is open {shown(_rest_percent(p), 2)} % of the time: 1 / (1 + {shown(factor)} × "
            f"{shown(p['closed_to_open'])}). Only a leaky receptor lets a modulator be seen alone.",
        ),
        Option(
            "half-a-kilocalorie",
            "The drug stabilises the open state by more than half a kilocalorie per mole.",
            energy < -0.5,
            f"RT ln {shown(factor)} is {_signed(energy)} kcal/mol; only a negative one stabilises "
            "the open state.",
        ),
    )


def _explain_gating_factor(p: Params) -> str:
    held = [option.text for option in _options_on_a_gating_factor(p) if option.holds]
    return (
        f"*The curve*: the EC50 goes from {shown(p['half_um'])} to {shown(_half_um(p), 3)} µM, and the top "
        f"from {shown(p['top_percent'])} % to {shown(_top_percent(p), 3)} % open. At the top the ratio of "
        f"closed to open is (100 − {shown(p['top_percent'])}) / {shown(p['top_percent'])}, and the drug "
        f"multiplies it by {shown(p['gating_factor'])}.\n\n"
        f"*Without GABA*: 1 / (1 + {shown(p['gating_factor'])} × {shown(p['closed_to_open'])}) = "
        f"{shown(_rest_percent(p), 2)} %.\n\n"
        f"*Energy*: 0.593 × ln {shown(p['gating_factor'])} = "
        f"{_signed(float(gating_energy_kcal_per_mol(p['gating_factor'])))} kcal/mol.\n\n"
        "So these hold: " + " ".join(held)
    )


what_a_gating_factor_does = ChoiceProblem(
    id="what-a-gating-factor-does",
    version=1,
    title="One number, and all that follows",
    rows=("P3",),
    objective="Predict from a gating factor what a ligand does to the whole curve.",
    minutes=6,
    difficulty=3,
    statement=(
        "A receptor has {closed_to_open} closed for one open without any ligand. "
        "GABA alone has an EC50 of {half_um} µM and opens it {top_percent} % of the time at saturation. "
        "A ligand of the benzodiazepine site, saturating, multiplies the ratio of closed to open by "
        "{gating_factor} at every level of GABA. **Which of these hold?** "
        "RT = 0.593 kcal/mol. *Invented numbers.*"
    ),
    draw=_draw_gating_factor,
    options=_options_on_a_gating_factor,
    many=True,
    hints=(
        "Below 1 the ligand favours the open state, above 1 the closed one. Which way does the curve go?",
        "At saturating GABA the ratio of closed to open is (100 − {top_percent}) / {top_percent}; "
        "without GABA it is {closed_to_open}. Multiply each by {gating_factor}.",
        "The energy is 0.593 × ln {gating_factor} kcal/mol, and negative for a ligand that opens.",
    ),
    solution=_explain_gating_factor,
)

PROBLEMS = (open_share_with_modulator, gating_energy_from_two_curves, what_a_gating_factor_does)
