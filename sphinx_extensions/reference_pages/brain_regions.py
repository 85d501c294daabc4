"""Where in the brain the receptor subtypes sit, and which pages speak of the place."""

from __future__ import annotations

from anxiolytics.data.records import BrainRow, load_records
from anxiolytics.data.tables import DATA
from reference_pages.mentions import Page, speaking_of
from reference_pages.wording import REFERENCES, citation, escaped, page_head, sentence_case, table


def where_in_the_brain(pages: list[Page]) -> str:
    """Write the page, one section for each region."""
    rows = load_records(BrainRow, DATA)
    lines = [
        *page_head(
            "where-in-the-brain",
            "Where in the brain",
            "Regions of the brain, the receptor subtypes found there, and their roles.",
        ),
        "Which subtype sits where, how much of it, and what it is held to do there.",
        "Much of this was seen in rats and mice.",
        "A role that a mutant mouse shows is a hint about people, and not a proof.",
        "",
    ]
    for region in dict.fromkeys(row.region for row in rows):
        lines += [f"## {sentence_case(region)}", ""]
        body = [_cells(row) for row in rows if row.region == region]
        lines += table(("Subtype", "How much", "Role", "Note and source"), body)
        # "thalamus, relay nuclei" is spoken of as the thalamus.
        spoken = speaking_of(region.split(",")[0], pages)
        if spoken:
            lines += [f"Pages that speak of it: {', '.join(page.link for page in spoken)}.", ""]
    lines += REFERENCES
    return "\n".join(lines)


def _cells(row: BrainRow) -> tuple[str, ...]:
    note = f"{escaped(row.note)} " if row.note else ""
    return (row.subtype, escaped(row.abundance), escaped(row.role or ""), note + citation(row.source))
