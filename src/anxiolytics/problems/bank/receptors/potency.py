"""Problems on potency and efficacy: receptors lost, two agonists at one site, affinity from two curves."""

from random import Random

from anxiolytics.occupancy import operational_ec50, operational_maximum
from anxiolytics.principles.potency import effect_of_two_agonists, pa2
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between, choose
from anxiolytics.problems.wording import shown


def _draw_receptors_lost(rng: Random) -> Params:
    return {
        "affinity_nm": between(rng, 100, 600, 10),
        "transducer_ratio": between(rng, 5, 30, 1),
        "lost_percent": between(rng, 50, 90, 5),
    }


def _left(p: Params) -> float:
    return float((100 - p["lost_percent"]) / 100)


def _ec50(p: Params, fraction_of_receptors: float) -> float:
    return float(
        operational_ec50(p["affinity_nm"], p["transducer_ratio"], fraction_of_receptors=fraction_of_receptors)
    )


def _maximum_percent(p: Params, fraction_of_receptors: float) -> float:
    maximum = operational_maximum(p["transducer_ratio"], 100.0, fraction_of_receptors=fraction_of_receptors)
    return float(maximum)


def _explain_receptors_lost(p: Params) -> str:
    left = _left(p)
    return (
        f"The transducer ratio counts receptors, so with {shown(100 * left)} % of them left it is "
        f"{shown(left)} × {shown(p['transducer_ratio'])} = {shown(left * p['transducer_ratio'], 4)}.\n\n"
        f"EC50 = {shown(p['affinity_nm'])} / (1 + {shown(left * p['transducer_ratio'], 4)}) = "
        f"**{shown(_ec50(p, left), 3)} nM**. Before it was {shown(_ec50(p, 1.0), 3)} nM.\n\n"
        f"The maximum went only from {shown(_maximum_percent(p, 1.0), 3)} to "
        f"{shown(_maximum_percent(p, left), 3)} % of what the tissue can give: with a reserve, the shift "
        "comes before the fall. The affinity of the drug has not changed at all."
    )


ec50_after_receptor_loss = NumberProblem(
    id="ec50-after-receptor-loss",
    version=1,
    title="Receptors lost, affinity unchanged",
    rows=("P5",),
    objective="Predict how a loss of receptors moves a concentration–effect curve.",
    minutes=4,
    difficulty=1,
    statement=(
        "An agonist has a dissociation constant of {affinity_nm} nM and, in one tissue, a transducer ratio τ "
        "of {transducer_ratio} (slope 1). Then {lost_percent} % of the receptors are lost for good. "
        "**What is its EC50 now, in nmol/L?** (1 nM is 1 nmol/L.) *Invented numbers.*"
    ),
    draw=_draw_receptors_lost,
    answer=lambda p: _ec50(p, _left(p)),
    unit="nmol/L",
    mistakes=(
        Mistake(
            id="ec50-of-the-whole-tissue",
            name="the EC50 of the whole tissue",
            value=lambda p: _ec50(p, 1.0),
            feedback=(
                "This is the EC50 before the loss. The transducer ratio is proportional to the receptors "
                "that are there, so it falls with them."
            ),
        ),
        Mistake(
            id="share-lost-instead-of-share-left",
            name="the share lost was used, and not the share left",
            value=lambda p: _ec50(p, 1 - _left(p)),
            feedback="You scaled τ by the share that was *lost*. Scale it by what is left.",
        ),
        Mistake(
            id="ec50-divided-by-the-share-left",
            name="the EC50 was divided by the share left",
            value=lambda p: _ec50(p, 1.0) / _left(p),
            feedback=(
                "You divided the old EC50 by the share of receptors left. The share goes to τ, inside "
                "1 + τ; however many receptors are lost, the EC50 cannot rise above the dissociation "
                "constant."
            ),
        ),
        Mistake(
            id="dissociation-constant-itself",
            name="this is the dissociation constant",
            value=lambda p: p["affinity_nm"],
            feedback=(
                "This is the dissociation constant, at which half of the receptors are bound. Half of the "
                "drug's own maximum needs fewer: divide by 1 + τ."
            ),
        ),
    ),
    hints=(
        "A loss of receptors changes neither the drug nor its affinity. Which of the model's numbers counts "
        "receptors?",
        "τ is receptors over the receptors that must be bound for half of the system's maximum. With "
        "{lost_percent} % lost, take what is left of {transducer_ratio}.",
        "With slope 1, EC50 = K / (1 + τ), with the new τ.",
    ),
    solution=_explain_receptors_lost,
)


def _draw_two_agonists(rng: Random) -> Params:
    return {
        "full_times_k": between(rng, 0.5, 4, 0.5),
        "full_ratio": between(rng, 5, 15, 1),
        "partial_times_k": between(rng, 4, 20, 1),
        "partial_ratio": between(rng, 0.2, 0.8, 0.05),
    }


def _both_percent(p: Params, partial_ratio: float) -> float:
    return float(
        effect_of_two_agonists(
            p["full_times_k"],
            1.0,
            p["full_ratio"],
            p["partial_times_k"],
            1.0,
            partial_ratio,
            system_maximum=100.0,
        )
    )


def _full_alone_percent(p: Params) -> float:
    return float(
        effect_of_two_agonists(p["full_times_k"], 1.0, p["full_ratio"], 0.0, 1.0, 0.0, system_maximum=100.0)
    )


def _without_competition_percent(p: Params) -> float:
    full, partial = p["full_times_k"], p["partial_times_k"]
    driven = p["full_ratio"] * full / (1 + full) + p["partial_ratio"] * partial / (1 + partial)
    return float(100 * driven / (1 + driven))


def _explain_two_agonists(p: Params) -> str:
    full, partial = p["full_times_k"], p["partial_times_k"]
    weight = 1 + full + partial
    driven = (p["full_ratio"] * full + p["partial_ratio"] * partial) / weight
    return (
        f"Free, with the full and with the partial agonist the sites have weights 1, {shown(full)} and "
        f"{shown(partial)}, {shown(weight)} together. So the full agonist holds {shown(full / weight, 3)} of "
        f"them and the partial one {shown(partial / weight, 3)}.\n\n"
        f"Each counts by its τ: s = {shown(p['full_ratio'])} × {shown(full / weight, 3)} + "
        f"{shown(p['partial_ratio'])} × {shown(partial / weight, 3)} = {shown(driven, 4)}, and the effect is "
        f"s / (1 + s) = **{shown(_both_percent(p, p['partial_ratio']), 3)} %**.\n\n"
        f"The full agonist alone gave {shown(_full_alone_percent(p), 3)} %. The second agonist, which would "
        "raise an idle tissue, *lowers* this one: it sits where the better one sat."
    )


partial_beside_full = NumberProblem(
    id="partial-agonist-beside-a-full-one",
    version=1,
    title="Two agonists, one kind of site",
    rows=("P5",),
    objective="Compute the effect of a partial agonist beside a full one.",
    minutes=6,
    difficulty=2,
    statement=(
        "A full agonist (τ = {full_ratio}) stands at {full_times_k} times its dissociation constant. A "
        "partial agonist of the same site (τ = {partial_ratio}) is added at {partial_times_k} times its own. "
        "The tissue's slope is 1. **What is the effect of both, in per cent of what the tissue can give?** "
        "*Invented numbers.*"
    ),
    draw=_draw_two_agonists,
    answer=lambda p: _both_percent(p, p["partial_ratio"]),
    unit="%",
    mistakes=(
        Mistake(
            id="competition-left-out",
            name="competition was left out",
            value=_without_competition_percent,
            feedback=(
                "You gave each drug the occupancy it has alone. Together they would hold more sites than "
                "there are: they compete, so divide by 1 + both ratios."
            ),
        ),
        Mistake(
            id="partial-agonist-taken-as-an-antagonist",
            name="the partial agonist was taken for an antagonist",
            value=lambda p: _both_percent(p, 0.0),
            feedback=(
                "You let the partial agonist only take sites away. It does, and each of its sites still "
                "counts, by its τ of {partial_ratio}."
            ),
        ),
        Mistake(
            id="full-agonist-alone",
            name="this is the full agonist alone",
            value=_full_alone_percent,
            feedback="This is the effect before the second drug. How many sites does it leave to the first?",
        ),
    ),
    hints=(
        "First share out the sites, then ask what each bound site is worth.",
        "With a = {full_times_k} and b = {partial_times_k}, the shares are a/(1 + a + b) and b/(1 + a + b).",
        "s is the sum of each share times its τ; the effect is s / (1 + s).",
    ),
    solution=_explain_two_agonists,
)

_LEVELS = (20, 50, 80)


def _draw_schild(rng: Random) -> Params:
    half_um, constant_nm = between(rng, 60, 400, 5), between(rng, 2.3, 12.3, 0.4)
    competitor_nm = float(constant_nm * between(rng, 2, 9, 0.5))
    ratio = 1 + competitor_nm / constant_nm
    steepness = choose(rng, (1.0, 1.2, 1.5))
    drawn: dict[str, float] = {"competitor_nm": float(f"{competitor_nm:.3g}")}
    for level in _LEVELS:
        alone = half_um * (level / (100 - level)) ** (1 / steepness)
        drawn[f"alone_{level}"] = float(f"{alone:.3g}")
        drawn[f"beside_{level}"] = float(f"{alone * ratio:.3g}")
    return drawn


def _ratio_read(p: Params, level: int = 50) -> float:
    return float(p[f"beside_{level}"] / p[f"alone_{level}"])


def _constant_nm(p: Params) -> float:
    return float(10 ** (9 - pa2(_ratio_read(p), p["competitor_nm"])))


def _explain_schild(p: Params) -> str:
    ratios = ", ".join(shown(_ratio_read(p, level), 3) for level in _LEVELS)
    return (
        f"Equal effects need {ratios} times as much agonist at 20, 50 and 80 %: one ratio at every height, "
        "so the curve has moved sideways and kept its shape, as competition for one site does it.\n\n"
        f"The dose ratio is r = 1 + B/K, so K = B/(r − 1) = {shown(p['competitor_nm'])} / "
        f"{shown(_ratio_read(p) - 1, 3)} = **{shown(_constant_nm(p), 3)} nM**. As a pA₂ this is "
        f"{shown(float(pa2(_ratio_read(p), p['competitor_nm'])), 3)}.\n\n"
        "Neither the agonist's affinity nor its efficacy had to be known."
    )


antagonist_from_two_curves = NumberProblem(
    id="antagonist-constant-from-two-curves",
    version=1,
    title="An antagonist measured by what it costs",
    rows=("P5",),
    objective="Read a dose ratio off two curves and find an antagonist's dissociation constant.",
    minutes=5,
    difficulty=2,
    statement=(
        "Two curves of one agonist were measured, alone and beside {competitor_nm} nM of an antagonist. "
        "Both reach the same top. Three points of each (*invented numbers*):\n\n"
        "| Effect (% of the top) | Agonist alone (µM) | Beside the antagonist (µM) |\n"
        "|---|---|---|\n"
        "| 20 | {alone_20} | {beside_20} |\n"
        "| 50 | {alone_50} | {beside_50} |\n"
        "| 80 | {alone_80} | {beside_80} |\n\n"
        "**What is the dissociation constant of the antagonist, in nmol/L?** (1 nM is 1 nmol/L.)"
    ),
    draw=_draw_schild,
    answer=_constant_nm,
    unit="nmol/L",
    rtol=0.03,
    mistakes=(
        Mistake(
            id="ratio-without-the-one",
            name="the 1 was not subtracted from the ratio",
            value=lambda p: p["competitor_nm"] / _ratio_read(p),
            feedback=(
                "You divided by the dose ratio itself. Without antagonist the ratio is 1, not 0: subtract "
                "1 first."
            ),
        ),
        Mistake(
            id="multiplied-by-the-ratio",
            name="multiplied where it should be divided",
            value=lambda p: p["competitor_nm"] * (_ratio_read(p) - 1),
            feedback=(
                "You multiplied by r − 1. A large ratio means a *tight* antagonist, with a small constant: "
                "divide."
            ),
        ),
        Mistake(
            id="shift-of-the-agonist-in-place-of-the-ratio",
            name="a difference was taken for the dose ratio",
            value=lambda p: p["competitor_nm"] / (p["beside_50"] - p["alone_50"]),
            feedback=(
                "You subtracted the two concentrations of the agonist. The *ratio* counts; it is the same "
                "at every height, and free of units."
            ),
        ),
    ),
    hints=(
        "Compare the two curves sideways, at equal effect, and not up and down.",
        "How many times more agonist does half of the top need? And 20 %? Is it the same number?",
        "The dose ratio is r = 1 + B/K with B = {competitor_nm} nM.",
    ),
    solution=_explain_schild,
)

PROBLEMS = (ec50_after_receptor_loss, partial_beside_full, antagonist_from_two_curves)
