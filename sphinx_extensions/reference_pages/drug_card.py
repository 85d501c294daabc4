"""One page a drug: everything the tables know of it, and what they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from anxiolytics.drugs import Drug, drug, drugs
from anxiolytics.facts import Fact, facts
from reference_pages.all_numbers import numbers_label
from reference_pages.mentions import Page, using_numbers_of
from reference_pages.wording import (
    REFERENCES,
    citation,
    escaped,
    fact_role,
    page_head,
    phrase,
    sentence_case,
    table,
    words,
)

#: What a reader looks for first; a drug without one of these shows the gap.
FIRST = (
    "half_life",
    "clearance",
    "volume",
    "bioavailability",
    "absorption_rate",
    "time_of_peak",
    "fraction_unbound",
    "molar_mass",
)
GAP = "*not in the tables*"
#: Quantities that have a section of their own, or belong to the target and not to the body.
INTERACTIONS = ("auc_ratio", "exposure_ratio")
AT_THE_TARGET = (
    "ki",
    "kd",
    "ic50",
    "uptake_ic50",
    "ec50",
    "effect_site_ec50",
    "maximum_potentiation",
    "relative_efficacy",
    "relative_potency",
    "concentration_at_half_occupancy",
    "competitive_concentration",
)
DIVISIBLE = {
    None: "Dividing not stated",
    1: "Not to be divided",
    2: "Made to be broken into halves",
    4: "Made to be broken into quarters",
}
ACTIVE = {"yes": "active", "weakly": "weakly active", "no": "inactive"}


@cache
def carded_drugs() -> tuple[str, ...]:
    """List the drugs that have a number beyond their molar mass, in alphabetical order."""
    return tuple(name for name in drugs() if any(row.name != f"{name}.molar_mass" for row in _facts_of(name)))


def card(name: str, boxes: str, pages: list[Page]) -> str:
    """Write the page of one drug.

    Parameters
    ----------
    name : str
        A name of `carded_drugs`.
    boxes : str
        The education-only note and the box for readers who take the drug.
    pages : list of Page
        The pages that are written by hand, to find those that use the drug's numbers.
    """
    substance = drug(name)
    rows = _facts_of(name)
    lines = [
        *page_head(
            f"drug-{name}",
            sentence_case(name),
            f"{sentence_case(name)}: half-life, kinetics, tablets, interactions, equivalents, with sources.",
        ),
        *_names(substance),
        "",
        boxes,
        "",
    ]
    if substance.knows("half_life"):
        lines += [
            "## Half-life",
            "",
            "A filled dot is the value this book computes with, a hollow one another source or group.",
            "",
            f"```{{fact-ranges}} {name}.half_life",
            "```",
            "",
        ]
    lines += _numbers(substance, rows)
    lines += _routes(substance)
    lines += _tablets(substance)
    lines += _section("Daily doses in product labels", _label_doses(substance))
    lines += _interactions(name)
    lines += _section("Equivalents", _equivalents(name))
    lines += _section("At the target", _quantity_table(_at_the_target(rows)))
    lines += _simulation(substance)
    used_by = [f"- {page.link}" for page in using_numbers_of(name, pages)]
    every_row = f"- [All rows of the tables on {name}](#{numbers_label(name)}), with who was measured and how"
    lines += _section("In this book", [*used_by, every_row])
    lines += REFERENCES
    return "\n".join(lines)


def _facts_of(name: str) -> tuple[Fact, ...]:
    return tuple(row for row in facts() if row.name.startswith(f"{name}."))


def _quantity(row: Fact) -> str:
    return row.name.split(".")[1]


def _others(used: Fact) -> str:
    """Print what other sources say about the number that is used."""
    return "; ".join(fact_role(row) for row in facts(used.name) if row.name == used.name and not row.used)


def _with_others(used: Fact) -> str:
    """Print the number in use and, in brackets, what other sources say."""
    others = _others(used)
    return f"{fact_role(used)} (others: {others})" if others else fact_role(used)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    """Write a section, or nothing where there is nothing to tell."""
    content = list(lines)
    return [f"## {title}", "", *content, ""] if content else []


def _names(substance: Drug) -> list[str]:
    lines = [f"**Class:** {escaped(substance.drug_class)}"]
    if substance.formula:
        lines.append("**Formula:** " + re.sub(r"(\d+)", r"{sub}`\1`", substance.formula))
    if substance.synonyms:
        lines.append(f"**Also called:** {escaped(', '.join(substance.synonyms))}")
    if substance.brand_names:
        lines.append(f"**Brand names:** {escaped(', '.join(substance.brand_names))}")
    if substance.active_metabolites:
        lines.append(f"**Active metabolites:** {', '.join(map(_linked, substance.active_metabolites))}")
    return [f"- {line}" for line in lines]


def _linked(name: str) -> str:
    """Name a drug, with a link where it has a card."""
    return f"{{ref}}`{name} <drug-{name}>`" if name in carded_drugs() else escaped(name)


def _quantity_table(rows: Iterable[Fact], gaps: Sequence[str] = ()) -> list[str]:
    """Write a table of quantities: the number in use, and what other sources say; gaps come last."""
    body = [
        (sentence_case(phrase(row.name.split(".")[1:])), fact_role(row), _others(row))
        for row in rows
        if row.used
    ]
    body += [(sentence_case(words(quantity)), GAP, "") for quantity in gaps]
    if not body:
        return []
    if not any(others for *_, others in body):
        return table(("Quantity", "Number"), [cells[:2] for cells in body], "drug-numbers")
    return table(("Quantity", "In use", "Other sources"), body, "drug-numbers")


def _numbers(substance: Drug, rows: tuple[Fact, ...]) -> list[str]:
    """Write the kinetic numbers: the usual ones with their gaps, those of groups of people, all others."""
    apart = {*INTERACTIONS, "label_dose", "half_life"}
    rest = [row for row in rows if _quantity(row) not in apart and row not in _at_the_target(rows)]
    first = [row for quantity in FIRST for row in rest if _quantity(row) == quantity]
    usual = [row for row in first if row.name.count(".") == 1]
    gaps = [quantity for quantity in FIRST if not substance.knows(quantity)]
    lines = _quantity_table(usual, gaps)
    in_groups = _quantity_table(row for row in first if row not in usual)
    if in_groups:
        lines += ["### In groups of people and under conditions", "", *in_groups]
    others = _quantity_table(row for row in rest if row not in first)
    if others:
        lines += ["### Other kinetic numbers", "", *others]
    return _section("Kinetics", lines)


def _at_the_target(rows: tuple[Fact, ...]) -> list[Fact]:
    return [row for row in rows if _quantity(row) in AT_THE_TARGET or "occupancy" in _quantity(row)]


def _routes(substance: Drug) -> list[str]:
    """List the reactions, each with enzyme, product and share."""
    lines = []
    for route in substance.routes:
        line = f"- **{sentence_case(escaped(route.reaction))}**"
        if route.enzyme:
            line += f" by {escaped(route.enzyme)}"
        if route.product:
            line += f" to {_linked(route.product)}"
        if route.product_active and not (route.product or "").startswith("inactive"):
            line += f" ({ACTIVE[route.product_active]})"
        if route.share is not None:
            line += f", {100 * route.share:.3g} %"
        note = f" {sentence_case(escaped(route.note))}." if route.note else ""
        lines.append(f"{line}.{note} {citation(route.source)}")
    return _section("How it leaves the body", lines)


def _tablets(substance: Drug) -> list[str]:
    """List what exists, one line for a form of a country and its source."""
    groups: dict[tuple[str, str], list[str]] = {}
    for tablet in substance.tablets:
        note = f" {sentence_case(escaped(tablet.note))}." if tablet.note else ""
        told = f"{DIVISIBLE[tablet.divisible_into]}.{note} {citation(tablet.source)}"
        key = (f"{tablet.country}, {escaped(tablet.form)}", told)
        groups.setdefault(key, []).append(f"{tablet.strength_mg:g}")
    body = [(what, f"{', '.join(strengths)} mg", told) for (what, told), strengths in groups.items()]
    head = ("Country and form", "Strengths", "Dividing, note and source")
    return _section("Tablets and other forms", table(head, body) if body else [])


def _label_doses(substance: Drug) -> list[str]:
    body = [
        (sentence_case(escaped(row.population)), _with_others(row), sentence_case(escaped(row.note)))
        for row in substance.label_doses
        if row.used
    ]
    return table(("For whom, for what, where", "Dose", "Note"), body) if body else []


def _interactions(name: str) -> list[str]:
    rows = [row for row in facts() if row.name.split(".")[1] in INTERACTIONS and row.used]
    victim = [row for row in rows if row.name.startswith(f"{name}.")]
    perpetrator = [row for row in rows if row.name.split(".")[2:3] == [name]]
    lines = []
    if victim:
        body = [
            (sentence_case(phrase(row.name.split(".")[2:])), _with_others(row), escaped(row.population))
            for row in victim
        ]
        lines += [f"What others do to the exposure to {name} (ratio with to without):", ""]
        lines += table(("With", "Ratio", "In whom"), body)
    if perpetrator:
        body = [
            (
                _linked(row.name.split(".")[0])
                + escaped("".join(f", {words(p)}" for p in row.name.split(".")[3:])),
                _with_others(row),
                escaped(row.population),
            )
            for row in perpetrator
        ]
        lines += [f"What {name} does to the exposure to others (ratio with to without):", ""]
        lines += table(("Drug", "Ratio", "In whom"), body)
    return _section("Interactions", lines)


def _equivalents(name: str) -> list[str]:
    rows = [row for row in facts() if row.name.startswith("equivalents.")]
    body = [
        (sentence_case(words(row.name.split(".")[1])), _with_others(row), escaped(row.population))
        for row in rows
        if row.name.split(".")[2] == name and row.used
    ]
    if not body:
        return []
    return [
        "Tables disagree, so an equivalent always names its table.",
        "",
        *table(("Table", "Dose", "Meaning"), body),
    ]


def _simulation(substance: Drug) -> list[str]:
    if substance.gaps():
        lines = [f"The library does not simulate a dose of {substance.name} by mouth.", "Missing:", ""]
        sentences = substance.gaps()
    else:
        lines = [f"The library can simulate doses of {substance.name} by mouth: no number is missing.", ""]
        sentences = substance.assumptions()
    return _section("What a simulation needs", [*lines, *(f"- {escaped(line)}" for line in sentences)])
