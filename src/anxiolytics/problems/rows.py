"""Which page of the book teaches a row of the syllabus."""

from collections.abc import Mapping
from types import MappingProxyType

#: Row -> its page, as a path from the book's folder without the ending.
PAGES: Mapping[str, str] = MappingProxyType(
    {
        "P0": "chapters/principles/mathematics",
        "P1": "chapters/principles/chloride-gate",
        "P2": "chapters/principles/receptor",
        "P3": "chapters/principles/gating",
        "P4": "chapters/principles/channel",
        "P5": "chapters/principles/potency",
        "P6": "chapters/principles/subtypes",
        "P11": "chapters/principles/half-life",
        "A2": "chapters/applications/interdose-withdrawal",
    }
)
