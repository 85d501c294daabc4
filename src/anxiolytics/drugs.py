"""The drugs of the book as typed objects, in the units the library computes with (h, mg, L).

Clearance and volume are kept per kilogram in the tables, in the unit of their source; a `Drug` gives them
for one body weight (70 kg unless another is asked for), in proportion to it. Half-lives do not depend on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

from anxiolytics.data.records import DrugRow, RouteRow, TabletRow, load_records
from anxiolytics.data.tables import DATA
from anxiolytics.facts import Fact, fact, facts, known, nearest

__all__ = ["REFERENCE_BODY_WEIGHT_KG", "Drug", "RouteRow", "TabletRow", "drug", "drugs"]

#: The customary reference adult; the fact ``adult.body_weight``.
REFERENCE_BODY_WEIGHT_KG = 70.0


@dataclass(frozen=True)
class Drug:
    """A drug: its names, its chemistry, and its numbers in use, for one body weight.

    A property whose number is not in the tables raises ValueError, naming the fact that is missing.

    Attributes
    ----------
    name : str
        The name the tables use, lower case.
    drug_class : str
        ``benzodiazepine`` or another class.
    formula : str or None
        Molecular formula, e.g. ``C16H13ClN2O``.
    synonyms, brand_names : tuple of str
        Other names that `drug` understands.
    active_metabolites : tuple of str
        What it becomes that acts as well, the most important first.
    body_weight_kg : float
        Body weight that clearance and volume are given for.
    """

    name: str
    drug_class: str
    formula: str | None
    synonyms: tuple[str, ...] = ()
    brand_names: tuple[str, ...] = ()
    active_metabolites: tuple[str, ...] = ()
    body_weight_kg: float = REFERENCE_BODY_WEIGHT_KG

    def __post_init__(self) -> None:
        """Refuse a body weight that nobody has."""
        if not (math.isfinite(self.body_weight_kg) and self.body_weight_kg > 0):
            raise ValueError(f"body_weight_kg must be a finite number above 0, got {self.body_weight_kg}")

    def fact(self, quantity: str, *, source: str | None = None) -> Fact:
        """Look up one number of this drug: ``drug("diazepam").fact("half_life")``."""
        return fact(f"{self.name}.{quantity}", source=source)

    def facts(self, quantity: str = "") -> tuple[Fact, ...]:
        """Return all rows of this drug, or of one quantity and its special cases."""
        return facts(f"{self.name}.{quantity}" if quantity else self.name)

    def knows(self, quantity: str) -> bool:
        """Say whether the tables have that number of this drug."""
        return known(f"{self.name}.{quantity}")

    @property
    def half_life_h(self) -> float:
        """Elimination half-life in h."""
        return self.fact("half_life").in_unit("h")

    @property
    def clearance_l_per_h(self) -> float:
        """Clearance of `body_weight_kg` in L/h."""
        return self.fact("clearance").in_unit("L/h/kg") * self.body_weight_kg

    @property
    def volume_l(self) -> float:
        """Volume of distribution of `body_weight_kg` in L: half-life times clearance over ln 2."""
        return self.fact("volume").in_unit("L/kg") * self.body_weight_kg

    @property
    def bioavailability(self) -> float:
        """Fraction of an oral dose that reaches the circulation."""
        return self.fact("bioavailability").in_unit("fraction")

    @property
    def absorption_rate_per_h(self) -> float:
        """First-order absorption rate constant by mouth in 1/h."""
        return self.fact("absorption_rate").in_unit("1/h")

    @property
    def absorption_lag_h(self) -> float:
        """Time from swallowing to the start of absorption in h; 0 where the tables have no lag."""
        return self.fact("absorption_lag").in_unit("h") if self.knows("absorption_lag") else 0.0

    @property
    def time_of_peak_h(self) -> float:
        """Time from an oral dose to the peak in h."""
        return self.fact("time_of_peak").in_unit("h")

    @property
    def fraction_unbound(self) -> float:
        """Fraction of the drug in plasma that is not bound to protein."""
        return self.fact("fraction_unbound").in_unit("fraction")

    @property
    def molar_mass_g_per_mol(self) -> float:
        """Molar mass in g/mol."""
        return self.fact("molar_mass").in_unit("g/mol")

    @property
    def metabolite_name(self) -> str | None:
        """Name of the active metabolite that the library follows: the first that has tables of its own."""
        return next((name for name in self.active_metabolites if name in drugs()), None)

    @property
    def metabolite(self) -> Drug | None:
        """Active metabolite that the library follows, for the same body weight."""
        return (
            drug(self.metabolite_name, body_weight_kg=self.body_weight_kg) if self.metabolite_name else None
        )

    @property
    def metabolite_fraction(self) -> float | None:
        """Molar fraction of the drug that becomes the active metabolite; None without one."""
        if self.metabolite_name is None:
            return None
        return self.fact(f"fraction_formed.{self.metabolite_name}").in_unit("fraction")

    @property
    def label_doses(self) -> tuple[Fact, ...]:
        """Daily doses of the product labels, one for each use; empty where none is in the tables."""
        prefix = f"{self.name}.label_dose."
        return tuple(row for row in facts() if row.name.startswith(prefix))

    @property
    def tablets(self) -> tuple[TabletRow, ...]:
        """Strengths that exist, in the order of the table."""
        return tuple(row for row in _tablets() if row.drug == self.name)

    @property
    def routes(self) -> tuple[RouteRow, ...]:
        """Ways by which the body clears the drug."""
        return tuple(row for row in _routes() if row.drug == self.name)

    def gaps(self) -> tuple[str, ...]:
        """Name the facts that a simulation by mouth needs and the tables do not have.

        Clearance, volume and bioavailability, and an absorption rate or the time of the peak that gives
        one; an upper bound on that time does not.
        """
        missing = [
            quantity for quantity in ("clearance", "volume", "bioavailability") if not self.knows(quantity)
        ]
        if not self.knows("absorption_rate") and not self._has_peak():
            missing.append("absorption_rate")
        return tuple(f"{self.name}.{quantity}" for quantity in missing)

    def metabolite_gaps(self) -> tuple[str, ...]:
        """Name the facts that a simulation of the active metabolite needs and the tables do not have."""
        if self.metabolite_name is None:
            return ()
        needed = (
            f"{self.name}.fraction_formed.{self.metabolite_name}",
            f"{self.metabolite_name}.clearance",
            f"{self.metabolite_name}.volume",
        )
        return tuple(name for name in needed if not known(name))

    def assumptions(self) -> tuple[str, ...]:
        """Say, a sentence each, what stands behind a simulation beside measured numbers."""
        sentences = []
        for quantity in ("half_life", "clearance", "volume", "bioavailability", "absorption_rate"):
            row = self.fact(quantity) if self.knows(quantity) else None
            if row is not None and row.status == "derived":
                sentences.append(f"{row.name} is derived: {row.derivation}.")
            if row is not None and row.status == "illustrative":
                sentences.append(f"{row.name} is an assumption: {row.note}.")
        if not self.knows("absorption_rate") and self._has_peak():
            sentences.append(
                f"{self.name}.absorption_rate is derived: it puts the peak at {self.time_of_peak_h:.3g} h."
            )
        if self.metabolite_gaps():
            sentences.append(
                f"{self.metabolite_name} is left out: {', '.join(self.metabolite_gaps())} not known."
            )
        return tuple(sentences)

    def _has_peak(self) -> bool:
        return self.knows("time_of_peak") and not self.fact("time_of_peak").range_kind.startswith("at_")


def drug(name: str, *, body_weight_kg: float = REFERENCE_BODY_WEIGHT_KG) -> Drug:
    """Find a drug by its name, a synonym or a brand name, in capitals or not.

    Parameters
    ----------
    name : str
        For example ``"diazepam"``, ``"Valium"`` or ``"desmethyldiazepam"``.
    body_weight_kg : float
        Body weight that clearance and volume are given for.

    Returns
    -------
    Drug

    Raises
    ------
    ValueError
        If no drug has that name (the message offers the nearest one), or the weight is not above 0.
    """
    names = {
        known.casefold(): row for row in _table() for known in (row.name, *row.synonyms, *row.brand_names)
    }
    found = names.get(name.strip().casefold())
    if found is None:
        raise ValueError(f"unknown drug {name!r}: {nearest(name.strip().casefold(), names)}")
    return replace(found, body_weight_kg=body_weight_kg)


def drugs(drug_class: str | None = None) -> tuple[str, ...]:
    """List the drugs, or those of one class, in alphabetical order.

    The body's own transmitters, class ``transmitter``, are listed when asked for by class alone.

    Raises
    ------
    ValueError
        If no drug is of that class.
    """
    classes = {row.drug_class for row in _table()}
    if drug_class is not None and drug_class not in classes:
        raise ValueError(f"drug_class must be one of {', '.join(sorted(classes))}, got {drug_class!r}")
    wanted = classes - {"transmitter"} if drug_class is None else {drug_class}
    return tuple(sorted(row.name for row in _table() if row.drug_class in wanted))


@cache
def _table() -> tuple[Drug, ...]:
    return tuple(
        Drug(row.name, row.drug_class, row.formula, row.synonyms, row.brand_names, row.active_metabolites)
        for row in load_records(DrugRow, DATA)
    )


@cache
def _tablets() -> tuple[TabletRow, ...]:
    return load_records(TabletRow, DATA)


@cache
def _routes() -> tuple[RouteRow, ...]:
    return load_records(RouteRow, DATA)
