"""Every row of the tables: value, population, status, source, day last checked; one page a group of drugs."""

from __future__ import annotations

from dataclasses import dataclass

from anxiolytics.drugs import drug, drugs
from anxiolytics.facts import Fact, facts
from facts_in_prose import printed
from reference_pages.wording import (
    CONTROLS,
    REFERENCES,
    citation,
    escaped,
    page_head,
    sentence_case,
    table,
    words,
)

FOLDER = "numbers"


@dataclass(frozen=True)
class Group:
    """What stands together on one page.

    Attributes
    ----------
    name : str
        File name of the page.
    title : str
        What the page is called.
    of_classes : tuple of str
        Classes of drugs whose numbers it holds.
    of_subjects : tuple of str
        Other subjects, the first parts of the names of facts.
    """

    name: str
    title: str
    of_classes: tuple[str, ...] = ()
    of_subjects: tuple[str, ...] = ()


#: The last one takes what no other has.
GROUPS = (
    Group("benzodiazepines", "Benzodiazepines", ("benzodiazepine",), ("benzodiazepines",)),
    Group(
        "z-drugs-and-antagonists",
        "Z-drugs and antagonists",
        ("Z-drug", "benzodiazepine-site antagonist", "opioid antagonist"),
    ),
    Group("antidepressants", "Antidepressants", ("SSRI", "SNRI"), ("antidepressants",)),
    Group(
        "buspirone-and-gabapentinoids",
        "Buspirone and gabapentinoids",
        ("azapirone", "metabolite of an azapirone", "gabapentinoid"),
    ),
    Group("equivalents", "Equivalents", of_subjects=("equivalents",)),
    Group("trials-and-effects", "Trials and effects", of_subjects=("trial", "effect")),
    Group("receptors-and-constants", "Receptors, neurons and constants"),
)

#: The rule for the mark "in use", as `anxiolytics.facts` states it.
WHICH_ROW = [
    "",
    "## Which row is in use",
    "",
    "Sources that disagree are not averaged: one row is in use, and the others stay in sight.",
    "",
    "- Healthy adults come before patients.",
    "- Among half-lives the largest group is taken; among clearances doses into a vein come first, "
    "or one study that gives clearance and half-life together with their spread.",
    "- A label is used where no study could be read.",
    "- Of half-life, clearance and volume two are taken and the third is derived, "
    "because published means of all three contradict each other.",
    "- A clearance known by mouth alone is multiplied by a bioavailability, and says so.",
    "- Of interactions the study is taken that gave the drug by mouth and by vein, else the larger one; "
    "where studies contradict each other, the one in the middle.",
    "- Of affinities those of the laboratory that measured the most of the drugs that are compared.",
    "",
]


def numbers_label(subject: str) -> str:
    """Name the label of the section that holds the numbers of a drug or other subject."""
    return f"numbers-{subject.replace('_', '-')}"


def all_numbers() -> dict[str, str]:
    """Write the page that leads to the numbers, and one page for each group; text by path."""
    rows = facts()
    held: dict[Group, list[str]] = {group: [] for group in GROUPS}
    for subject in sorted({row.name.split(".")[0] for row in rows}):
        held[_group_of(subject)].append(subject)
    pages = {f"{FOLDER}/{group.name}.md": _group_page(group, held[group], rows) for group in GROUPS}
    return {"all-numbers.md": _index(held, rows), **pages}


def _group_of(subject: str) -> Group:
    drug_class = drug(subject).drug_class if subject in drugs() else None
    return next(
        (group for group in GROUPS if subject in group.of_subjects or drug_class in group.of_classes),
        GROUPS[-1],
    )


def _index(held: dict[Group, list[str]], rows: tuple[Fact, ...]) -> str:
    lines = [
        *page_head(
            "all-numbers",
            "All numbers",
            "Every number of the book: value, range, who was measured, source, and when it was checked.",
        ),
        f"The book's tables hold {len(rows)} numbers.",
        "Where sources disagree each has a row, and *in use* marks the one that the library computes with.",
        'A name is what the library knows a number by: `fact("diazepam.half_life")`.',
        "A *derived* number is computed from others, an *illustrative* one is invented for teaching.",
        "",
    ]
    for group, subjects in held.items():
        count = sum(row.name.split(".")[0] in subjects for row in rows)
        links = ", ".join(f"[{words(subject)}](#{numbers_label(subject)})" for subject in subjects)
        lines.append(f"- **[{group.title}](#numbers-of-{group.name})**, {count} numbers: {links}.")
    return "\n".join([*lines, *WHICH_ROW])


def _group_page(group: Group, subjects: list[str], rows: tuple[Fact, ...]) -> str:
    lines = [
        *page_head(
            f"numbers-of-{group.name}",
            group.title,
            f"{group.title}: every number of the book, with range, population, source and day of checking.",
        ),
        "Every row of the book's tables, with who was measured, how, and where it was read.",
        "[All numbers](#all-numbers) says how to read a row.",
        "",
        *CONTROLS,
    ]
    for subject in subjects:
        lines += [f"({numbers_label(subject)})=", f"## {sentence_case(words(subject))}", ""]
        body = [_cells(row) for row in rows if row.name.split(".")[0] == subject]
        lines += table(("Name", "Value", "Who, how, source, last checked"), body, "all-numbers")
    return "\n".join([*lines, *REFERENCES])


def _cells(row: Fact) -> tuple[str, ...]:
    note = f" *{sentence_case(escaped(row.note))}.*" if row.note else ""
    derivation = f" = {escaped(row.derivation)}" if row.derivation else ""
    source = citation([row.source] if row.source else [])
    return (
        f"`{row.name}`",
        escaped(printed(row)) + (" **in use**" if row.used else ""),
        f"{sentence_case(escaped(row.population))}.{note} {sentence_case(row.status)}{derivation} {source} "
        f"{row.last_checked}",
    )
