"""The pages of the part "Reference", written from the tables as MyST Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from reference_pages.all_models import all_models
from reference_pages.all_numbers import all_numbers
from reference_pages.brain_regions import where_in_the_brain
from reference_pages.drug_card import card, carded_drugs
from reference_pages.drug_tables import comparison, list_of_cards
from reference_pages.mentions import written_pages

__all__ = ["education_boxes", "reference_pages"]


def reference_pages(root: Path) -> dict[str, str]:
    """Write every page of the part.

    Parameters
    ----------
    root : Path
        Folder of the book, whose other pages are searched for what they use.

    Returns
    -------
    dict of str to str
        Text by path below the folder of the part.
    """
    pages = written_pages(root)
    boxes = education_boxes((root / "index.md").read_text("utf-8"))
    return {
        "drug-cards.md": list_of_cards(),
        **{f"drugs/{name}.md": card(name, boxes, pages) for name in carded_drugs()},
        "compare-two-drugs.md": comparison(),
        **all_numbers(),
        "all-models.md": all_models(pages),
        "where-in-the-brain.md": where_in_the_brain(pages),
    }


def education_boxes(front_page: str) -> str:
    """Take the education-only note and the box for readers who take a drug from the front page.

    Raises
    ------
    ValueError
        If the front page has no such boxes.
    """
    titles = ("This book teaches, it does not advise", "If you take one of these drugs")
    boxes = []
    for title in titles:
        box = re.search(rf"^:::\{{admonition\}} {re.escape(title)}\n.*?^:::$", front_page, re.M | re.S)
        if box is None:
            raise ValueError(f"the front page must have a box {title!r}")
        boxes.append(box[0])
    return "\n\n".join(boxes)
