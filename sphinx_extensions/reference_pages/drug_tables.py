"""The list of the drug cards, and the page that puts two drugs side by side."""

from __future__ import annotations

from anxiolytics.drugs import Drug, drug, drugs
from reference_pages.drug_card import GAP, carded_drugs
from reference_pages.wording import (
    CONTROLS,
    REFERENCES,
    escaped,
    fact_role,
    page_head,
    sentence_case,
    table,
    words,
)

#: What is compared, each in one unit for all drugs.
COMPARED = {
    "half_life": "h",
    "clearance": "mL/min/kg",
    "volume": "L/kg",
    "bioavailability": "fraction",
    "absorption_rate": "1/h",
    "time_of_peak": "h",
    "fraction_unbound": "fraction",
}


def list_of_cards() -> str:
    """Write the page that leads to the cards, by class, with the names under which drugs are sold."""
    lines = [
        *page_head(
            "drug-cards",
            "Drug cards",
            "All drugs of the book by class, with synonyms and brand names.",
        ),
        "What the book's tables know of each drug, and what they do not.",
        "The half-life is the one the book computes with; a tap on it shows who was measured.",
        "",
    ]
    carded = carded_drugs()
    for drug_class in sorted({drug(name).drug_class for name in carded}, key=str.casefold):
        body = []
        for name in [name for name in drugs(drug_class) if name in carded]:
            substance = drug(name)
            others = ", ".join((*substance.synonyms, *substance.brand_names))
            body.append(
                (f"{{ref}}`{name} <drug-{name}>`", _number(substance, "half_life", "value"), escaped(others))
            )
        lines += [f"## {sentence_case(drug_class)}", ""]
        lines += table(("Drug", "Half-life", "Other and brand names"), body, "drug-list")
    lines += REFERENCES
    return "\n".join(lines)


def comparison() -> str:
    """Write one table of all drugs; the page's script shows two of its rows side by side."""
    body = []
    for name in carded_drugs():
        substance = drug(name)
        numbers = [_number(substance, quantity, unit) for quantity, unit in COMPARED.items()]
        class_and_metabolites = escaped(substance.drug_class)
        metabolites = ", ".join(substance.active_metabolites)
        body.append(
            (
                f"{{ref}}`{name} <drug-{name}>`",
                class_and_metabolites,
                *numbers,
                escaped(metabolites) or "none known",
            )
        )
    head = ("Drug", "Class", *(sentence_case(words(quantity)) for quantity in COMPARED), "Active metabolites")
    lines = [
        *page_head(
            "compare-two-drugs",
            "Compare two drugs",
            "Two drugs side by side: half-life, clearance, volume, bioavailability and more.",
        ),
        "The numbers the book computes with, a quantity in one unit for all drugs.",
        "A tap on a number shows who was measured, and the source.",
        f"Where it says {GAP}, the book has no source for the number, which does not mean zero.",
        "",
        *CONTROLS,
        *table(head, body, "drug-comparison"),
        *REFERENCES,
    ]
    return "\n".join(lines)


def _number(substance: Drug, quantity: str, form: str = "") -> str:
    return fact_role(substance.fact(quantity), form) if substance.knows(quantity) else GAP
