"""Every row of the tables: value, population, status, source, day last checked."""

from __future__ import annotations

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


def all_numbers() -> str:
    """Write the page, one section for each drug or other subject."""
    rows = facts()
    subjects = sorted({row.name.split(".")[0] for row in rows})
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
        *CONTROLS,
    ]
    for subject in subjects:
        lines += [f"## {sentence_case(words(subject))}", ""]
        body = [_cells(row) for row in rows if row.name.split(".")[0] == subject]
        lines += table(("Name", "Value", "Who, how, source, last checked"), body, "all-numbers")
    lines += REFERENCES
    return "\n".join(lines)


def _cells(row: Fact) -> tuple[str, ...]:
    note = f" *{escaped(row.note)}.*" if row.note else ""
    derivation = f" = {escaped(row.derivation)}" if row.derivation else ""
    source = citation([row.source] if row.source else [])
    return (
        f"`{row.name}`",
        escaped(printed(row)) + (" **in use**" if row.used else ""),
        f"{escaped(row.population)}.{note} {sentence_case(row.status)}{derivation} {source} "
        f"{row.last_checked}",
    )
