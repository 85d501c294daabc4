"""What a row of the book's tables is.

The tables are the CSV files of this folder, one number a row (`anxiolytics.data.records` reads those that are
not numbers). A name is lower case
and goes from the general to the particular with dots: ``diazepam.half_life``,
``diazepam.half_life.elderly_men``. Sources that disagree get a row each under the same name, and exactly one
of them is marked ``used``. `anxiolytics.data.tables` reads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["RANGE_KINDS", "STATUSES", "UNITS", "Fact"]

#: What a row is: read in a study, in a product label, in a review, compilation or guideline,
#: computed from other rows, or invented for teaching.
STATUSES = ("measured", "label", "consensus", "derived", "illustrative")

#: What ``low`` and ``high`` are, and how a range is introduced in print.
#: ``sd`` and ``se`` hold the mean minus and plus one deviation; ``studies`` the lowest and highest value
#: among the rows of this name and of the names below it; ``midpoint`` says that the source prints the two
#: ends alone, and the value is halfway; ``at_most`` and ``at_least`` that it prints one bound, which is the
#: value too.
RANGE_KINDS = {
    "range": "range",
    "sd": "mean ± SD",
    "se": "mean ± SE",
    "ci90": "90 % CI",
    "ci95": "95 % CI",
    "credible95": "95 % credible interval",
    "interquartile": "interquartile range",
    "studies": "across groups",
    "midpoint": "",
    "at_most": "",
    "at_least": "",
}

#: The closed list of units: dimension, and factor to the base of that dimension (h, mg, L, kg, nM, mV).
UNITS = {
    "ms": ("time", 1 / 3.6e6),
    "min": ("time", 1 / 60),
    "h": ("time", 1.0),
    "d": ("time", 24.0),
    "wk": ("time", 168.0),
    "y": ("age", 1.0),
    "1/min": ("rate", 60.0),
    "1/h": ("rate", 1.0),
    "1/d": ("rate", 1 / 24),
    "mL": ("volume", 0.001),
    "L": ("volume", 1.0),
    "L/kg": ("volume per body weight", 1.0),
    "L/h": ("clearance", 1.0),
    "mL/min": ("clearance", 0.06),
    "L/min": ("clearance", 60.0),
    "L/h/kg": ("clearance per body weight", 1.0),
    "mL/h/kg": ("clearance per body weight", 0.001),
    "mL/min/kg": ("clearance per body weight", 0.06),
    "kg": ("body weight", 1.0),
    "mg": ("amount", 1.0),
    "µg": ("amount", 0.001),
    "mg/kg": ("amount per body weight", 1.0),
    "µg/kg": ("amount per body weight", 0.001),
    "mg/d": ("daily dose", 1.0),
    "mg/L": ("concentration", 1.0),
    "µg/mL": ("concentration", 1.0),
    "µg/L": ("concentration", 0.001),
    "ng/mL": ("concentration", 0.001),
    "mg·h/L": ("exposure", 1.0),
    "µg·h/L": ("exposure", 0.001),
    "ng·h/mL": ("exposure", 0.001),
    "nM": ("molar concentration", 1.0),
    "µM": ("molar concentration", 1000.0),
    "mM": ("molar concentration", 1e6),
    "g/mol": ("molar mass", 1.0),
    "mV": ("voltage", 1.0),
    "nS": ("conductance", 1.0),
    "pF": ("capacitance", 1.0),
    "mmHg": ("pressure", 1.0),
    "kcal/mol": ("molar energy", 1.0),
    "fraction": ("fraction", 1.0),
    "%": ("fraction", 0.01),
    "ratio": ("ratio", 1.0),
    "% of control": ("change of a current", 1.0),
    "risk ratio": ("risk ratio", 1.0),
    "odds ratio": ("odds ratio", 1.0),
    "hazard ratio": ("hazard ratio", 1.0),
    "SD": ("standardised difference", 1.0),
    "points": ("points", 1.0),
    "percentage points": ("difference of percentages", 1.0),
    "people": ("people", 1.0),
    "L/min/mmHg": ("ventilatory slope", 1.0),
}
#: Units that say what a bare number is, and are not printed after it.
UNPRINTED_UNITS = {"fraction", "ratio", "risk ratio", "odds ratio", "hazard ratio"}


@dataclass(frozen=True)
class Fact:
    """One row of the tables: a number of somebody's, with all that is needed to print it honestly.

    Attributes
    ----------
    name : str
        Dotted name, e.g. ``diazepam.half_life``.
    value : float
        The number, in `unit`, as the source gives it.
    low, high : float or None
        Ends of the interval that `range_kind` names, in `unit`.
    range_kind : str
        A key of `RANGE_KINDS`, or empty where the source gives no interval.
    unit : str
        A key of `UNITS`.
    population : str
        Who was measured, and how.
    status : str
        One of `STATUSES`.
    source : str
        Key of ``data/references.bib``; empty for derived and illustrative rows.
    derivation : str
        For a derived row, the expression that gives it from other rows, in the base units of `UNITS`.
    last_checked : date
        The day the row was last compared with its source.
    used : bool
        Whether this is the row of its name that the library uses.
    note : str
        What a reader should know before leaning on the number.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    range_kind: str
    unit: str
    population: str
    status: str
    source: str
    derivation: str
    last_checked: date
    used: bool
    note: str

    @property
    def dimension(self) -> str:
        """Dimension of `unit`, as `UNITS` names it."""
        return UNITS[self.unit][0]

    def in_unit(self, unit: str) -> float:
        """Convert the value to another unit of the same dimension.

        Parameters
        ----------
        unit : str
            A key of `UNITS`.

        Raises
        ------
        ValueError
            If the unit is unknown or of another dimension.
        """
        same = [known for known in UNITS if UNITS[known][0] == self.dimension]
        if unit not in same:
            raise ValueError(f"unit must be one of {', '.join(same)} for {self.name}, got {unit!r}")
        return self.value * UNITS[self.unit][1] / UNITS[unit][1]

    def printed_value(self) -> str:
        """Print value and unit, ``11.2 h``; where the source prints only two ends or one bound, those."""
        unit = "" if self.unit in UNPRINTED_UNITS else f" {self.unit}"
        if self.range_kind == "midpoint":
            return f"{self._printed_interval()}{unit}"
        bound = f"{self.range_kind.replace('_', ' ')} " if self.range_kind in ("at_most", "at_least") else ""
        return f"{bound}{self.value:.10g}{unit}"

    def __str__(self) -> str:
        """Print value, unit and interval: ``11.2 h (range 6.3–26.9)``."""
        if self.range_kind in ("", "at_most", "at_least", "midpoint"):
            return self.printed_value()
        return f"{self.printed_value()} ({RANGE_KINDS[self.range_kind]} {self._printed_interval()})"

    def _printed_interval(self) -> str:
        dash = " to " if self.low is not None and self.low < 0 else "–"
        return f"{self.low:.10g}{dash}{self.high:.10g}"
