"""The GABA-A receptor as a ring of five subunits: what binds where, and where in the brain each one is.

A receptor is told by its ring, anticlockwise as seen from outside the cell. Each subunit turns its principal
(+) face to the next one in that order, whose complementary (-) face it meets; a site lies between two faces,
so that the ring alone decides which ligands a receptor can bind. The usual order is alpha, gamma, beta,
alpha, beta: two sites for GABA and one for benzodiazepines.

Sources of the layout: J Biol Chem 2012 (minireview), doi 10.1074/jbc.R112.386664; Zhu and others,
Nature 2018, doi 10.1038/s41586-018-0255-3 (structure of alpha1 beta2 gamma2). Where a ligand was seen in one
receptor, the same pair of faces is taken to bind it in every other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from anxiolytics.data.cells import nearest
from anxiolytics.data.records import BrainRow, load_records
from anxiolytics.data.tables import DATA

ALPHAS = tuple(f"alpha{number}" for number in range(1, 7))
BETAS = ("beta1", "beta2", "beta3")
#: Alphas whose receptors classical benzodiazepines act on (Masiulis and others 2019).
SENSITIVE_ALPHAS = ("alpha1", "alpha2", "alpha3", "alpha5")
#: The subunits that the rings of this book are made of; the family has 19.
SUBUNITS = (*ALPHAS, *BETAS, "gamma2", "delta")

#: Place of a histidine that these share. With an arginine there, diazepam does not act on the receptor: mice
#: made so show what each subtype does ("Pharmacology of recombinant gamma-aminobutyric acid A receptors
#: rendered diazepam-insensitive by point-mutated alpha-subunits").
SWITCH_HISTIDINE: Mapping[str, int] = {"alpha1": 101, "alpha2": 101, "alpha3": 126, "alpha5": 105}

#: Greek letters of the kinds of subunit.
SYMBOLS = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ"}


@dataclass(frozen=True)
class Receptor:
    """A receptor as its ring.

    Attributes
    ----------
    ring : tuple of str
        Five names of `SUBUNITS`, anticlockwise as seen from outside the cell.

    Raises
    ------
    ValueError
        If there are not five, or one is unknown (the message offers the nearest).
    """

    ring: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check the subunits."""
        if len(self.ring) != 5:
            raise ValueError(f"ring must have five subunits: got {len(self.ring)}")
        for name in self.ring:
            _check_name("ring", name, SUBUNITS)

    @property
    def label(self) -> str:
        """What the receptor is made of, each subunit once: ``α1β2γ2``."""
        return "".join(symbol(name) for name in SUBUNITS if name in self.ring)


@dataclass(frozen=True)
class Interface:
    """Where two neighbours meet.

    Attributes
    ----------
    place : int
        Which of the five, from 0: between this subunit of the ring and the next.
    principal, complementary : str
        The subunits that give the + and the - face.
    """

    place: int
    principal: str
    complementary: str

    @property
    def label(self) -> str:
        """The two faces, ``α1+/γ2−``."""
        return f"{symbol(self.principal)}+/{symbol(self.complementary)}−"


@dataclass(frozen=True)
class Ligand:
    """A ligand and the interfaces that can take it.

    Attributes
    ----------
    name : str
        As a sentence would call it.
    action : str
        What it does there.
    layer : str
        ``"extracellular"``, or ``"transmembrane"`` for a site within the membrane.
    pairs : tuple of pairs of tuples of str
        Which subunits may give the + and which the - face; the alternatives of one site.
    source : str
        Where this was read.
    """

    name: str
    action: str
    layer: str
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    source: str


_GABA_SITE = ((BETAS, ALPHAS),)
_CLASSICAL_SITE = ((SENSITIVE_ALPHAS, ("gamma2",)),)
_ZHU = "Zhu and others, Nature 2018, doi 10.1038/s41586-018-0255-3"
_MASIULIS = "Masiulis and others, Nature 2019, doi 10.1038/s41586-018-0832-5"
_AMLONG = "Amlong and others, Anesth Analg 2016, PMID 27331778"
_REVIEW = "J Genet Eng Biotechnol 2021 (review), doi 10.1186/s43141-021-00224-0"

#: Ligands by a short name. Left out: the sites in the membrane that diazepam finds at micromolar
#: concentrations, which do not follow so simple a rule. Flumazenil was seen at alpha1 and gamma2 and is
#: given the other alphas of diazepam, whose place it takes; alpha4 and alpha6 are left open for it.
LIGANDS: Mapping[str, Ligand] = {
    "gaba": Ligand("GABA", "opens the channel", "extracellular", _GABA_SITE, _ZHU),
    "bicuculline": Ligand(
        "bicuculline", "competes with GABA for its site", "extracellular", _GABA_SITE, _MASIULIS
    ),
    "diazepam": Ligand(
        "diazepam", "strengthens the action of GABA", "extracellular", _CLASSICAL_SITE, _MASIULIS
    ),
    "flumazenil": Ligand(
        "flumazenil", "competes with diazepam for its site", "extracellular", _CLASSICAL_SITE, _ZHU
    ),
    "zolpidem": Ligand(
        "zolpidem",
        "strengthens the action of GABA, with the highest affinity at alpha1",
        "extracellular",
        ((("alpha1", "alpha2", "alpha3"), ("gamma2",)),),
        "Crestani and others, Br J Pharmacol 2000, doi 10.1038/sj.bjp.0703717",
    ),
    "ro_15_4513": Ligand(
        "Ro 15-4513",
        "weakens the action of GABA at receptors that take diazepam",
        "extracellular",
        ((ALPHAS, ("gamma2",)),),
        "Wong and Skolnick, Eur J Pharmacol 1992, PMID 1311690",
    ),
    "barbiturate": Ligand(
        "a barbiturate",
        "strengthens the action of GABA",
        "transmembrane",
        ((ALPHAS, BETAS), (("gamma2",), BETAS)),
        _REVIEW,
    ),
    "etomidate": Ligand(
        "etomidate",
        "strengthens the action of GABA",
        "transmembrane",
        ((("beta2", "beta3"), ALPHAS),),
        _AMLONG,
    ),
    "neurosteroid": Ligand(
        "allopregnanolone", "strengthens the action of GABA", "transmembrane", _GABA_SITE, _REVIEW
    ),
}


def receptor(alpha: str = "alpha1", beta: str = "beta2", third: str = "gamma2") -> Receptor:
    """Build the ring of a receptor of two alphas, two betas and one other subunit, in the usual order.

    Delta is put where gamma stands, as is customary; its place is not settled. A beta as the third subunit
    gives a receptor of alphas and betas alone.

    Parameters
    ----------
    alpha, beta : str, optional
        Names such as ``"alpha1"`` and ``"beta2"``.
    third : str, optional
        ``"gamma2"``, ``"delta"`` or a beta.

    Returns
    -------
    Receptor

    Raises
    ------
    ValueError
        If a subunit is not one of those allowed in its place.
    """
    _check_name("alpha", alpha, ALPHAS)
    _check_name("beta", beta, BETAS)
    _check_name("third", third, ("gamma2", "delta", *BETAS))
    return Receptor((alpha, third, beta, alpha, beta))


def symbol(subunit: str) -> str:
    """Write a subunit with its Greek letter: ``α1``, and ``δ`` for delta."""
    kind = kind_of(subunit)
    return SYMBOLS[kind] + subunit.removeprefix(kind)


def kind_of(subunit: str) -> str:
    """Name the kind of a subunit: ``alpha``, ``beta``, ``gamma`` or ``delta``."""
    _check_name("subunit", subunit, SUBUNITS)
    return subunit.rstrip("0123456789")


def interfaces(of: Receptor) -> tuple[Interface, ...]:
    """List the five interfaces of a receptor, in the order of its ring."""
    following = (*of.ring[1:], of.ring[0])
    return tuple(Interface(place, *faces) for place, faces in enumerate(zip(of.ring, following, strict=True)))


def binding_sites(of: Receptor, ligand: str) -> tuple[Interface, ...]:
    """List the interfaces of a receptor that take a ligand.

    Parameters
    ----------
    of : Receptor
        The receptor.
    ligand : str
        A key of `LIGANDS`.

    Returns
    -------
    tuple of Interface
        Empty where the receptor cannot bind it.

    Raises
    ------
    ValueError
        If the ligand is unknown.
    """
    _check_name("ligand", ligand, LIGANDS)
    pairs = LIGANDS[ligand].pairs
    return tuple(
        interface
        for interface in interfaces(of)
        if any(interface.principal in plus and interface.complementary in minus for plus, minus in pairs)
    )


def describe(of: Receptor, ligand: str) -> str:
    """Say in a sentence where a ligand binds to a receptor, or what is missing for it to bind.

    Parameters
    ----------
    of : Receptor
        The receptor.
    ligand : str
        A key of `LIGANDS`.

    Returns
    -------
    str
        Such as ``"Diazepam binds to α1β2γ2 at one site, outside the membrane: α1+/γ2−. There it ..."``

    Raises
    ------
    ValueError
        If the ligand is unknown.
    """
    sites = binding_sites(of, ligand)
    known = LIGANDS[ligand]
    name = known.name[0].upper() + known.name[1:]
    if not sites:
        wanted = " or ".join(f"{_listed(plus)} turning to {_listed(minus)}" for plus, minus in known.pairs)
        present = ", ".join(dict.fromkeys(interface.label for interface in interfaces(of)))
        return f"{name} finds no site on {of.label}: it needs {wanted}, and the faces here are {present}."
    count = ("one", "two", "three", "four", "five")[len(sites) - 1]
    places = "site" if len(sites) == 1 else "sites"
    where = "within the membrane" if known.layer == "transmembrane" else "outside the membrane"
    at = " and ".join(dict.fromkeys(site.label for site in sites))
    return f"{name} binds to {of.label} at {count} {places}, {where}: {at}. There it {known.action}."


def in_the_brain(subtype: str | None = None, region: str | None = None) -> tuple[BrainRow, ...]:
    """Look up where in the brain receptors with an alpha subunit are, and what is ascribed to them there.

    Parameters
    ----------
    subtype : str, optional
        An alpha such as ``"alpha2"``; by default all.
    region : str, optional
        A region such as ``"amygdala"``; by default all, ``"whole brain"`` included.

    Returns
    -------
    tuple of BrainRow
        In the order of the table.

    Raises
    ------
    ValueError
        If the table has no such subtype or region (the message offers the nearest).
    """
    rows = _brain()
    if subtype is not None:
        _check_name("subtype", subtype, dict.fromkeys(row.subtype for row in rows))
    if region is not None:
        _check_name("region", region, dict.fromkeys(row.region for row in rows))
    return tuple(row for row in rows if subtype in (None, row.subtype) and region in (None, row.region))


@cache
def _brain() -> tuple[BrainRow, ...]:
    return load_records(BrainRow, DATA)


def _listed(names: tuple[str, ...]) -> str:
    """List subunits, or name their kind where any of it will do."""
    for kind, all_of_it in (("any alpha", ALPHAS), ("any beta", BETAS)):
        if names == all_of_it:
            return kind
    symbols = [symbol(name) for name in names]
    return symbols[0] if len(symbols) == 1 else f"{', '.join(symbols[:-1])} or {symbols[-1]}"


def _check_name(argument: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise ValueError(
            f"{argument} must be one of {', '.join(known)}: got {name!r} ({nearest(str(name), known)})"
        )
