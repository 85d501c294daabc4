r"""Which subtype does what, and what a drug that prefers some of them would do.

A drug has at each subtype a concentration of half effect and an efficacy; an effect has at each subtype a
weight:

.. math:: E_e = \sum_s w_{e s}\, \varepsilon_s\, \frac{C}{C + K_s}

Efficacy is relative to diazepam at the same subtype, and the weights of an effect add up to 1: an effect of 1
is all that diazepam can do, a negative one is that of an inverse agonist. Measured numbers come from the
facts. The weights are *illustrative*: they put into numbers what mice with point mutations showed, and no
study gives such numbers.

References
----------
Rudolph U et al. Benzodiazepine actions mediated by specific gamma-aminobutyric acid(A) receptor subtypes.
Nature 1999;401:796-800.
Löw K et al. Molecular and neuronal substrate for the selective attenuation of anxiety.
Science 2000;290:131-134.
Crestani F et al. Molecular targets for the myorelaxant action of diazepam. Mol Pharmacol 2001;59:442-445.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray
from anxiolytics.facts import Fact, fact, facts, known
from anxiolytics.occupancy import occupancy

#: Subtypes that take a classical benzodiazepine, by their alpha subunit, in the order of every array here.
SUBTYPES = ("alpha1", "alpha2", "alpha3", "alpha5")

#: The quantities of the tables by subtype, as the facts name them: affinity, potency and efficacy.
QUANTITIES = ("ki", "ec50", "maximum_potentiation", "relative_efficacy")

#: One number for each of `SUBTYPES`.
FourNumbers = tuple[float, float, float, float]

#: *Illustrative* weight of each subtype in each effect. Sedation needs alpha1 and anxiolysis alpha2; the
#: muscle relaxes through alpha2 and, at very high dose, alpha3; diazepam's amnesia needs alpha1, while alpha5
#: serves memory in the hippocampus; alpha1 carries a part of the protection from seizures.
WEIGHTS: Mapping[str, FourNumbers] = MappingProxyType(
    {
        "sedation": (1.0, 0.0, 0.0, 0.0),
        "anxiolysis": (0.0, 1.0, 0.0, 0.0),
        "muscle relaxation": (0.0, 0.8, 0.2, 0.0),
        "amnesia": (0.5, 0.0, 0.0, 0.5),
        "protection from seizures": (0.5, 0.25, 0.25, 0.0),
    }
)

#: The same where alpha3 has a part in anxiolysis: *illustrative*, and disputed. A ligand described as
#: preferring alpha3 is anxiolytic, diazepam still is in mice whose alpha3 does not take it, and mice in which
#: alpha5 alone takes it are less anxious too (Behlke LM et al., Neuropsychopharmacology 2016;41:2492-2501).
WEIGHTS_WITH_ALPHA3: Mapping[str, FourNumbers] = MappingProxyType(
    {**WEIGHTS, "anxiolysis": (0.0, 0.5, 0.5, 0.0)}
)


@dataclass(frozen=True)
class Ligand:
    """A drug of the benzodiazepine site, as this model sees it.

    Parameters
    ----------
    name : str
        What to call it.
    half_effect_nm : tuple of 4 floats
        Concentration of half effect at each of `SUBTYPES` (nM); infinity where it does not bind.
    efficacy : tuple of 4 floats
        Largest effect at each of `SUBTYPES` relative to diazepam there: 1 as much, 0 an antagonist, negative
        an inverse agonist.
    status : str
        ``"measured"`` or ``"illustrative"``.

    Raises
    ------
    ValueError
        If there is not one number for each subtype, or a concentration is not positive.
    """

    name: str
    half_effect_nm: FourNumbers
    efficacy: FourNumbers
    status: str = "illustrative"

    def __post_init__(self) -> None:
        """Check the fields."""
        half = arguments.positive_or_infinite("half_effect_nm", self.half_effect_nm)
        efficacy = arguments.finite("efficacy", self.efficacy)
        for name, values in (("half_effect_nm", half), ("efficacy", efficacy)):
            if values.shape != (len(SUBTYPES),):
                raise ValueError(
                    f"{name} must have one number for each of {', '.join(SUBTYPES)}: got {values.shape}"
                )
        if self.status not in ("measured", "illustrative"):
            raise ValueError(f"status must be measured or illustrative: got {self.status!r}")


#: *Illustrative* numbers for what is published of zolpidem in words: high affinity at alpha1, intermediate at
#: alpha2 and alpha3, none at alpha5 (Crestani F et al., Br J Pharmacol 2000;131:1251-1254). The preference is
#: the fact ``zolpidem.affinity_preference.alpha1``; the 30 nM, and that zolpidem is as effective as diazepam
#: where it binds, are assumed.
ZOLPIDEM_LIKE = Ligand("like zolpidem", (30.0, 300.0, 300.0, math.inf), (1.0, 1.0, 1.0, 0.0))

#: *Illustrative* numbers for what is published of TPA023 in words: the same affinity below 1 nM everywhere, a
#: partial agonist at alpha2 and alpha3, an antagonist at alpha1 and alpha5 (the source of the fact
#: ``tpa023.ki.alpha1_alpha2_alpha3_alpha5``).
TPA023_LIKE = Ligand("like TPA023", (0.5, 0.5, 0.5, 0.5), (0.0, 0.3, 0.3, 0.0))


def measured_ligand(drug: str) -> Ligand:
    """Ligand from EC50 and potentiation measured at all four subtypes.

    Parameters
    ----------
    drug : str
        One of `measured_ligands`.

    Returns
    -------
    Ligand

    Raises
    ------
    ValueError
        If a fact is missing for it.
    """
    half = [fact(f"{drug}.ec50.{subtype}").in_unit("nM") for subtype in SUBTYPES]
    change, full = (
        [fact(f"{name}.maximum_potentiation.{subtype}").in_unit("% of control") for subtype in SUBTYPES]
        for name in (drug, "diazepam")
    )
    one, two, three, five = (part / whole for part, whole in zip(change, full, strict=True))
    return Ligand(drug, (half[0], half[1], half[2], half[3]), (one, two, three, five), status="measured")


def measured_ligands() -> tuple[str, ...]:
    """Name the drugs with EC50 and potentiation measured at all four subtypes."""
    return tuple(
        drug
        for drug in subtype_table("maximum_potentiation")
        if all(known(f"{drug}.ec50.{subtype}") for subtype in SUBTYPES)
    )


def subtype_table(quantity: str) -> dict[str, dict[str, Fact]]:
    """Collect what has been measured of a quantity by subtype, gaps left open.

    Parameters
    ----------
    quantity : str
        One of `QUANTITIES`.

    Returns
    -------
    dict
        Drug, then subtype, to the row that the book uses. A row published for all four subtypes at once
        stands under each of them, its range over the four.

    Raises
    ------
    ValueError
        If there is no such quantity.
    """
    if quantity not in QUANTITIES:
        raise ValueError(f"quantity must be one of {', '.join(QUANTITIES)}: got {quantity!r}")
    table: dict[str, dict[str, Fact]] = {}
    for row in facts():
        drug, _, rest = row.name.partition(".")
        named, _, where = rest.partition(".")
        places = [subtype for subtype in SUBTYPES if subtype in where.split("_")]
        if row.used and named == quantity and places and drug != "gaba":
            table.setdefault(drug, {}).update(dict.fromkeys(places, row))
    return table


def effect_profile(
    ligand: Ligand,
    concentration_nm: ArrayLike,
    weights: Mapping[str, FourNumbers] = WEIGHTS,
) -> dict[str, FloatArray]:
    """Effects of a ligand at a concentration, by the sum over subtypes of the module's head.

    Parameters
    ----------
    ligand : Ligand
        Measured, illustrative or the reader's own.
    concentration_nm : array_like
        Free concentration (nM), zero or more.
    weights : mapping, optional
        Effect to the weight of each of `SUBTYPES`; `WEIGHTS` by default.

    Returns
    -------
    dict
        Effect to its size, of the shape of `concentration_nm`; 1 is all that diazepam can do.

    Raises
    ------
    ValueError
        If a concentration is negative or a row of weights is not four fractions that add up to 1.
    """
    activation = subtype_activation(ligand, concentration_nm)
    return {effect: (activation * _checked(effect, row)).sum(-1)[()] for effect, row in weights.items()}


def subtype_activation(ligand: Ligand, concentration_nm: ArrayLike) -> FloatArray:
    r"""Efficacy times occupancy at each subtype, :math:`\varepsilon_s C / (C + K_s)`.

    Parameters
    ----------
    ligand : Ligand
        The drug.
    concentration_nm : array_like
        Free concentration (nM), zero or more.

    Returns
    -------
    ndarray, shape (..., 4)
        In the order of `SUBTYPES`.

    Raises
    ------
    ValueError
        If a concentration is negative.
    """
    free = arguments.non_negative("concentration_nm", concentration_nm)[..., np.newaxis]
    half = np.asarray(ligand.half_effect_nm)
    binds = np.isfinite(half)
    bound = np.where(binds, occupancy(free, np.where(binds, half, 1.0)), 0.0)
    return np.asarray(ligand.efficacy) * bound


@dataclass(frozen=True)
class MeasuredOccupancy:
    """Share of benzodiazepine sites taken by a drug in people, beside what was seen.

    Attributes
    ----------
    drug, dose : str
        The drug as the facts name it, and the dose and time; empty where the study gave several.
    percent : float
        Occupancy (%).
    is_upper_bound : bool
        Whether the study says only that it was at most this much.
    seen : str
        What the drug did, and what is disputed about the number.
    row : Fact
        The number with its people and source.
    """

    drug: str
    dose: str
    percent: float
    is_upper_bound: bool
    seen: str
    row: Fact


def measured_occupancies() -> tuple[MeasuredOccupancy, ...]:
    """List the occupancies of the benzodiazepine site measured in people, the lowest first.

    Read beside each other they show that occupancy does not order the drugs by sedation: efficacy does more.

    Returns
    -------
    tuple of MeasuredOccupancy
        From the facts ``<drug>.receptor_occupancy``.
    """
    rows = [row for row in facts() if row.used and row.name.split(".")[1] == "receptor_occupancy"]
    found = [
        MeasuredOccupancy(
            drug=row.name.split(".")[0],
            dose=_in_words(row.name.split(".")[2:]),
            percent=row.in_unit("%"),
            is_upper_bound=row.range_kind == "at_most",
            seen=row.note,
            row=row,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: each.percent))


def _in_words(parts: list[str]) -> str:
    """Turn ``1_5_mg``, ``after_5_h`` into ``1.5 mg after 5 h``."""
    return re.sub(r"(\d)_(?=\d)", r"\1.", " ".join(parts)).replace("_", " ")


def _checked(effect: str, weights: FourNumbers) -> FloatArray:
    row = arguments.fraction(f"the weights of {effect}", weights)
    if row.shape != (len(SUBTYPES),) or not math.isclose(row.sum(), 1.0, rel_tol=1e-9):
        raise ValueError(
            f"the weights of {effect} must be one fraction for each of {', '.join(SUBTYPES)} that add up to "
            f"1: got {weights!r}"
        )
    return row
