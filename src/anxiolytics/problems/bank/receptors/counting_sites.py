"""Problems on counting the sites of receptors: mixtures, and rings with two different alphas.

The samples are invented; which faces take a ligand is as in `anxiolytics.principles.receptor`.
"""

from collections.abc import Collection, Iterator
from itertools import product
from random import Random

from anxiolytics.principles.receptor import Receptor, binding_sites, receptor
from anxiolytics.problems.problem import Mistake, NumberProblem, Params, between
from anxiolytics.problems.wording import shown

#: The receptors of an invented sample, by the parameter that holds their amount.
_SAMPLE = {
    "common_pmol": receptor("alpha1", "beta2", "gamma2"),
    "hippocampal_pmol": receptor("alpha5", "beta3", "gamma2"),
    "insensitive_pmol": receptor("alpha4", "beta2", "gamma2"),
    "extrasynaptic_pmol": receptor("alpha6", "beta3", "delta"),
}


def _draw_sample(rng: Random) -> Params:
    low_high = {
        "common_pmol": (20, 60),
        "hippocampal_pmol": (5, 20),
        "insensitive_pmol": (5, 25),
        "extrasynaptic_pmol": (5, 25),
    }
    return {name: between(rng, low, high, 1) for name, (low, high) in low_high.items()}


def _sites_pmol(p: Params, ligand: str) -> float:
    return float(sum(p[name] * len(binding_sites(of, ligand)) for name, of in _SAMPLE.items()))


def _receptors_pmol(p: Params, without: Collection[str] = ()) -> float:
    return float(sum(p[name] for name in _SAMPLE if name not in without))


def _gaba_per_diazepam(p: Params) -> float:
    return _sites_pmol(p, "gaba") / _sites_pmol(p, "diazepam")


def _explain_sample(p: Params) -> str:
    gaba, diazepam = _sites_pmol(p, "gaba"), _sites_pmol(p, "diazepam")
    return (
        "Every one of these rings has two places where β+ meets α−, so each receptor has two GABA sites: "
        f"2 × {shown(_receptors_pmol(p))} = {shown(gaba)} pmol.\n\n"
        "Diazepam needs α1, α2, α3 or α5 turned to γ2, and a ring has one such place at most. α4 does not "
        f"fit and δ is no γ2, so {shown(p['common_pmol'])} + {shown(p['hippocampal_pmol'])} = "
        f"{shown(diazepam)} pmol.\n\n"
        f"The ratio is {shown(gaba)} / {shown(diazepam)} = **{shown(_gaba_per_diazepam(p), 3)}**."
    )


gaba_sites_per_diazepam_site = NumberProblem(
    id="gaba-sites-per-diazepam-site",
    version=1,
    title="GABA sites for each diazepam site",
    rows=("P2",),
    objective="Count the sites of a mixture of receptors, and know which of them take no diazepam.",
    minutes=4,
    difficulty=2,
    statement=(
        "A sample of membrane holds four kinds of receptor, each with two α, two β and one other subunit in "
        "the usual order (*invented numbers*):\n\n"
        "| Receptor | Amount (pmol) |\n"
        "|---|---|\n"
        "| α1β2γ2 | {common_pmol} |\n"
        "| α5β3γ2 | {hippocampal_pmol} |\n"
        "| α4β2γ2 | {insensitive_pmol} |\n"
        "| α6β3δ | {extrasynaptic_pmol} |\n\n"
        "Count sites outside the membrane only. **How many GABA sites are there for each site that takes "
        "diazepam?**"
    ),
    draw=_draw_sample,
    answer=_gaba_per_diazepam,
    unit="",
    mistakes=(
        Mistake(
            id="one-gaba-site-a-receptor",
            name="one GABA site was counted in each receptor",
            value=lambda p: _receptors_pmol(p) / _sites_pmol(p, "diazepam"),
            feedback=(
                "Count the places where a β turns its + face to an α: there are two in each ring, and only "
                "one for diazepam at most."
            ),
            credit=0.25,
        ),
        Mistake(
            id="every-gamma-counted-for-diazepam",
            name="every γ2 was counted as a site for diazepam",
            value=lambda p: _sites_pmol(p, "gaba") / _receptors_pmol(p, without={"extrasynaptic_pmol"}),
            feedback=(
                "You let every receptor with γ2 take diazepam. The α beside it has to fit as well, and α4 "
                "does not."
            ),
            credit=0.5,
        ),
        Mistake(
            id="upside-down",
            name="the ratio is upside down",
            value=lambda p: 1 / _gaba_per_diazepam(p),
            feedback="These are diazepam sites for each GABA site. The question asks for the reverse.",
            credit=0.5,
        ),
    ),
    hints=(
        "Draw one ring, α – γ – β – α – β, and mark where GABA and where diazepam can sit.",
        "Each ring has two places where β+ meets α−, and one where α+ meets the odd subunit.",
        "Of the four kinds, two take no diazepam: one has the wrong α, the other the wrong odd subunit.",
    ),
    solution=_explain_sample,
)


def _draw_share(rng: Random) -> Params:
    return {"alpha1_percent": between(rng, 12, 78, 0.5)}


def _mixed_rings(p: Params) -> Iterator[tuple[float, Receptor]]:
    """Yield every ring with its probability, if each of the two places of an alpha is filled by chance."""
    chance = {"alpha1": p["alpha1_percent"] / 100, "alpha4": 1 - p["alpha1_percent"] / 100}
    for first, second in product(chance, chance):
        yield chance[first] * chance[second], Receptor((first, "gamma2", "beta2", second, "beta2"))


def _percent_of_those_with_alpha1(p: Params) -> float:
    rings = [(weight, of) for weight, of in _mixed_rings(p) if "alpha1" in of.ring]
    fit = sum(weight for weight, of in rings if binding_sites(of, "diazepam"))
    return 100 * fit / sum(weight for weight, _ in rings)


def _explain_share(p: Params) -> str:
    share = p["alpha1_percent"] / 100
    some = 1 - (1 - share) ** 2
    return (
        "A ring has two places for an α, and only one of them turns its + face to γ2. Whether diazepam "
        f"binds is decided there alone: a share of {shown(share)} of *all* receptors.\n\n"
        f"Receptors with some α1 are all but those with two α4: 1 − {shown(1 - share)}² = "
        f"{shown(some, 4)}. Every receptor that binds is among them, so the share is {shown(share)} / "
        f"{shown(some, 4)} = **{shown(_percent_of_those_with_alpha1(p), 3)} %**.\n\n"
        "The rest have their α1 in the place away from γ2: an antibody finds it, diazepam does not."
    )


mixed_alphas_and_diazepam = NumberProblem(
    id="mixed-alphas-and-diazepam",
    version=1,
    title="Two different alphas in one receptor",
    rows=("P2",),
    objective="Tell what a receptor contains from what it can bind.",
    minutes=5,
    difficulty=3,
    statement=(
        "An invented cell makes α1 and α4, β2 and γ2, and builds rings α – γ2 – β2 – α – β2. Each of the two "
        "places of an α is filled independently, with α1 in {alpha1_percent} % of cases and with α4 "
        "otherwise. An antibody picks out all receptors that contain α1. "
        "**What percentage of the receptors it picks out can bind diazepam?**"
    ),
    draw=_draw_share,
    answer=_percent_of_those_with_alpha1,
    unit="%",
    mistakes=(
        Mistake(
            id="share-of-all-receptors",
            name="the share was taken of all receptors",
            value=lambda p: p["alpha1_percent"],
            feedback=(
                "This is the share among *all* receptors. The antibody has left out those with two α4, so "
                "the rest weighs more."
            ),
            credit=0.5,
        ),
        Mistake(
            id="both-alphas-have-to-fit",
            name="both α were asked to be α1",
            value=lambda p: (
                100 * (p["alpha1_percent"] / 100) ** 2 / (1 - (1 - p["alpha1_percent"] / 100) ** 2)
            ),
            feedback=(
                "You asked for α1 in both places. Diazepam touches only the α whose + face turns to γ2; the "
                "other may be anything."
            ),
        ),
        Mistake(
            id="any-alpha1-will-do",
            name="any α1 was counted, wherever it stands",
            value=lambda p: 100.0,
            feedback=(
                "You let diazepam bind wherever there is an α1. In some of these receptors the α1 is the one "
                "that does not turn to γ2."
            ),
        ),
    ),
    hints=(
        "Which of the two places of an α lies beside the place of diazepam?",
        "List the four rings with their shares: α1 and α1, α1 and α4, α4 and α1, α4 and α4.",
        "Three of the four contain α1; among them those count whose first α, the one before γ2, is α1.",
    ),
    solution=_explain_share,
)

PROBLEMS = (gaba_sites_per_diazepam_site, mixed_alphas_and_diazepam)
