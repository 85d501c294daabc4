"""Put the book's own roles into words, in place: for Binder, where nothing else knows them.

JupyterLab shows MyST pages well, except what needs this book's tables: the numbers of ``{fact}``, the works
of ``{cite}`` and the list of references.
``python tools/pages_in_words.py FOLDER`` rewrites all pages of a copy of the book.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "sphinx_extensions"))
cited_works = import_module("cited_works").cited_works
fact_text = import_module("notebook_downloads").fact_text
plain_markdown = import_module("plain_markdown")

BIBLIOGRAPHY = Path("src") / "anxiolytics" / "data" / "references.bib"
ROLES = re.compile(r"\{(?:fact|cite(?::\w+)?)\}`[^`]+`")
REFERENCES = re.compile(r"^(?P<fence>`{3,}|:{3,})\{bibliography\}.*?^(?P=fence)$", re.DOTALL | re.MULTILINE)


def in_words(text: str, names: Any) -> str:
    """Print the facts and citations of a page, and list the works that it cites."""
    plain = plain_markdown.PlainMarkdown(names)
    said = ROLES.sub(lambda role: plain.in_line(role[0]), text)
    return REFERENCES.sub(lambda _: plain.references(), said)


def main(folder: Path) -> int:
    """Rewrite the pages of a folder: the front page, the glossary, chapters and hands-on practices."""
    names = plain_markdown.Names(works=cited_works(folder / BIBLIOGRAPHY), fact=fact_text)
    pages = [*folder.glob("index.md"), *folder.glob("glossary.md")]
    for part in ("chapters", "hands_on"):
        pages += (folder / part).rglob("*.md")
    for page in pages:
        page.write_text(in_words(page.read_text("utf-8"), names), "utf-8")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name one folder: python tools/pages_in_words.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
