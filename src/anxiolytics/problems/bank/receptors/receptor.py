"""Problems on the receptor as a ring: which faces meet, and which ligands find a site there.

The samples and measurements are invented; which faces take a ligand is as in
`anxiolytics.principles.receptor`.
"""

from collections.abc import Sequence
from random import Random

from anxiolytics.principles.receptor import LIGANDS, Receptor, binding_sites, receptor, symbol
from anxiolytics.problems.problem import ChoiceProblem, Option, Params, between, choose

#: Ligands that the ring is asked about.
_ASKED = ("gaba", "diazepam", "zolpidem", "ro_15_4513", "etomidate")


def _draw_ring(rng: Random) -> Params:
    return {
        "first_alpha": between(rng, 1, 6, 1),
        "odd_one": choose(rng, ("γ2", "γ2", "δ")),
        "first_beta": between(rng, 1, 3, 1),
        "second_alpha": between(rng, 1, 6, 1),
        "second_beta": between(rng, 1, 3, 1),
    }


def _ring(p: Params) -> Receptor:
    return Receptor(
        (
            f"alpha{p['first_alpha']:.0f}",
            "gamma2" if p["odd_one"] == "γ2" else "delta",
            f"beta{p['first_beta']:.0f}",
            f"alpha{p['second_alpha']:.0f}",
            f"beta{p['second_beta']:.0f}",
        )
    )


def _sites_in_words(of: Receptor, ligand: str) -> str:
    sites = list(dict.fromkeys(site.label for site in binding_sites(of, ligand)))
    return f"It finds {' and '.join(sites)}." if sites else "No two faces that meet here fit it."


#: What each ligand asks for, in words.
_WANTS = {
    "gaba": "GABA needs the + face of a β that turns to the − face of an α.",
    "diazepam": "Diazepam needs the + face of α1, α2, α3 or α5 that turns to the − face of γ2.",
    "zolpidem": "Zolpidem needs the + face of α1, α2 or α3 that turns to the − face of γ2.",
    "ro_15_4513": "Ro 15-4513 takes the + face of any α that turns to the − face of γ2.",
    "etomidate": "Etomidate needs the + face of β2 or β3 that turns to the − face of an α, in the membrane.",
}


def _options_on_ring(p: Params) -> tuple[Option, ...]:
    of = _ring(p)
    return tuple(
        Option(
            ligand.replace("_", "-"),
            LIGANDS[ligand].name,
            bool(binding_sites(of, ligand)),
            f"{_WANTS[ligand]} {_sites_in_words(of, ligand)}",
        )
        for ligand in _ASKED
    )


def _pairs_in_words(of: Receptor) -> str:
    return ", ".join(
        f"{symbol(plus)}+/{symbol(minus)}−"
        for plus, minus in zip(of.ring, (*of.ring[1:], of.ring[0]), strict=True)
    )


def _explain_ring(p: Params) -> str:
    of = _ring(p)
    held = [option for option in _options_on_ring(p) if option.holds]
    return (
        f"Go round once and write down the faces that meet: {_pairs_in_words(of)}. "
        "The last subunit turns to the first.\n\n"
        + "\n\n".join(f"**{option.text}:** {option.feedback}" for option in held)
        + "\n\nOnly neighbours count: an α on the far side of the ring does not help diazepam."
    )


which_ligands_find_a_site = ChoiceProblem(
    id="which-ligands-find-a-site",
    version=1,
    title="Which ligands find a site on this ring?",
    rows=("P2",),
    objective="Tell from the order of the subunits which ligands a receptor can bind.",
    minutes=4,
    difficulty=2,
    statement=(
        "An invented receptor, seen from outside the cell and read anticlockwise, has the ring "
        "α{first_alpha} – {odd_one} – β{first_beta} – α{second_alpha} – β{second_beta}. "
        "Each subunit turns its + face to the next one. **Which of these ligands find a site on it?**"
    ),
    draw=_draw_ring,
    options=_options_on_ring,
    many=True,
    hints=(
        "Write down the five pairs of faces that meet. The last subunit turns to the first.",
        "GABA sits between β+ and α−, a benzodiazepine between α+ and γ2−.",
        "Only the α whose + face turns to γ2 counts for a benzodiazepine; look at which number it has.",
    ),
    solution=_explain_ring,
)


#: Receptors that the binding of four labelled ligands tells apart, by the id of their option.
_CANDIDATES = {
    "alpha1-beta2-gamma2": receptor("alpha1", "beta2", "gamma2"),
    "alpha5-beta3-gamma2": receptor("alpha5", "beta3", "gamma2"),
    "alpha6-beta2-gamma2": receptor("alpha6", "beta2", "gamma2"),
    "alpha4-beta3-delta": receptor("alpha4", "beta3", "delta"),
}
_LABELLED = ("gaba", "diazepam", "zolpidem", "ro_15_4513")


def _draw_binding(rng: Random) -> Params:
    of = _CANDIDATES[choose(rng, tuple(_CANDIDATES))]
    return {
        ligand: between(rng, 60, 240, 1) if binding_sites(of, ligand) else between(rng, 0, 4, 1)
        for ligand in _LABELLED
    }


def _bound(p: Params) -> tuple[bool, ...]:
    return tuple(p[ligand] > 30 for ligand in _LABELLED)


def _fits(of: Receptor, seen: Sequence[bool]) -> bool:
    return tuple(bool(binding_sites(of, ligand)) for ligand in _LABELLED) == tuple(seen)


def _binding_in_words(of: Receptor) -> str:
    bound = [LIGANDS[ligand].name for ligand in _LABELLED if binding_sites(of, ligand)]
    free = [LIGANDS[ligand].name for ligand in _LABELLED if not binding_sites(of, ligand)]
    return f"{of.label} takes {', '.join(bound)}" + (f", and not {', '.join(free)}." if free else ".")


def _options_on_binding(p: Params) -> tuple[Option, ...]:
    return tuple(
        Option(id, of.label, _fits(of, _bound(p)), _binding_in_words(of)) for id, of in _CANDIDATES.items()
    )


def _explain_binding(p: Params) -> str:
    high = [LIGANDS[ligand].name for ligand, bound in zip(_LABELLED, _bound(p), strict=True) if bound]
    named = next(of for of in _CANDIDATES.values() if _fits(of, _bound(p)))
    return (
        f"High bars: {', '.join(high)}. A few fmol/mg are the noise of the method, and the height of a high "
        "bar tells how many receptors there are, not which.\n\n"
        "Ro 15-4513 sits wherever an α turns to γ2, so it tells γ2 from δ. Diazepam asks for α1, α2, α3 or "
        "α5 there, and zolpidem leaves α5 out as well.\n\n"
        f"That leaves **{named.label}**. {_binding_in_words(named)}"
    )


receptor_from_its_ligands = ChoiceProblem(
    id="receptor-from-its-ligands",
    version=1,
    title="Name a receptor from what binds to it",
    rows=("P2",),
    objective="Read from a bar chart of binding which receptor a cell carries.",
    minutes=4,
    difficulty=2,
    statement=(
        "A cell line carries one kind of receptor. Four ligands were labelled and their specific binding "
        "drawn as bars; read from the chart (*invented numbers*):\n\n"
        "| Labelled ligand | Bound (fmol/mg) |\n"
        "|---|---|\n"
        "| GABA | {gaba} |\n"
        "| diazepam | {diazepam} |\n"
        "| zolpidem | {zolpidem} |\n"
        "| Ro 15-4513 | {ro_15_4513} |\n\n"
        "**Which receptor is it?**"
    ),
    draw=_draw_binding,
    options=_options_on_binding,
    hints=(
        "Which bars are binding, and which are the noise of the method?",
        "Ro 15-4513 needs γ2 and any α; diazepam needs γ2 and one of four α.",
        "If diazepam binds, zolpidem decides between the two that are left: it does not take α5.",
    ),
    solution=_explain_binding,
)

PROBLEMS = (which_ligands_find_a_site, receptor_from_its_ligands)
