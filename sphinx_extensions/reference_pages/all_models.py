"""Every model: its equation, the function that computes it, its page and its problems."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from anxiolytics.problems.bank import problem
from reference_pages.mentions import Page
from reference_pages.wording import page_head, table

# The map joins library and book, so it stands with the book: nothing in the library knows of pages.
MODELS = Path(__file__).parent / "models.csv"


@dataclass(frozen=True)
class Model:
    """A row of ``models.csv``.

    Attributes
    ----------
    name : str
        What it is called in the book.
    equation : str
        Its equation in TeX.
    function : str
        Where it is computed, ``anxiolytics.module.function``.
    page : str
        The page that explains it, as a path from the root of the book.
    problems : tuple of str
        Ids of the problems that practise it.
    """

    name: str
    equation: str
    function: str
    page: str
    problems: tuple[str, ...]


def models() -> list[Model]:
    """Read the table of the models."""
    with MODELS.open(encoding="utf-8", newline="") as stream:
        return [
            Model(
                cells["name"],
                cells["equation"],
                cells["function"],
                cells["page"],
                tuple(cells["problems"].split()),
            )
            for cells in csv.DictReader(stream)
        ]


def all_models(pages: list[Page]) -> str:
    """Write the page.

    Raises
    ------
    ValueError
        If the table names a page or a problem that does not exist.
    """
    by_path = {page.path: page for page in pages}
    body = []
    for model in models():
        if model.page not in by_path:
            raise ValueError(
                f"page must be a page of the book, got {model.page!r} for the model {model.name!r}"
            )
        body.append(
            (
                f"{model.name}: `{model.function.removeprefix('anxiolytics.')}`",
                f"$\\displaystyle {model.equation}$",
                by_path[model.page].link,
                "; ".join(_linked(name, pages) for name in model.problems),
            )
        )
    lines = [
        *page_head(
            "all-models",
            "All models",
            "Every model of the book with its equation, its function, its page and its problems.",
        ),
        "Each model is a function of the library `anxiolytics`.",
        "One page explains it, and its problems practise it.",
        "",
        *table(("Model and function", "Equation", "Page", "Problems"), body, "all-models"),
    ]
    return "\n".join(lines)


def _linked(name: str, pages: list[Page]) -> str:
    """Name a problem, with a link to the first page that sets it under a label."""
    title = problem(name).title
    for page in pages:
        label = re.search(
            rf"^\(([\w-]+)\)=\n(?:(?!\([\w-]+\)=).*\n)*?Exercise\(\"{name}\"\)", page.text, re.M
        )
        if label:
            return f"[{title}](#{label[1]})"
    return title
