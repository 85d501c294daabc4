"""Which pages of the book use a drug's numbers, or speak of a region of the brain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from sphinx_external_toc.api import SiteMap
from sphinx_external_toc.parsing import parse_toc_yaml

WRITTEN_PAGES = ("index.md", "chapters/**/*.md", "hands_on/**/*.md")
CONTENTS = "_toc.yml"


@dataclass(frozen=True)
class Page:
    """A page that is written by hand: its place in the book, its title, its text."""

    path: str
    title: str
    text: str

    @property
    def link(self) -> str:
        """A link to the page, as MyST Markdown."""
        return f"[{self.title}](/{self.path})"


def written_pages(root: Path) -> list[Page]:
    """Read the pages that are written by hand and in the table of contents, in the order of paths."""
    contents = parse_toc_yaml(root / CONTENTS)
    paths = sorted({path for pattern in WRITTEN_PAGES for path in root.glob(pattern)})
    built = [
        path for path in paths if _stands_in(contents, path.relative_to(root).with_suffix("").as_posix())
    ]
    pages = []
    for path in built:
        text = path.read_text("utf-8")
        title = re.search(r"^# (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
        pages.append(Page(path.relative_to(root).as_posix(), title[1] if title else path.stem, text))
    return pages


def using_numbers_of(drug: str, pages: list[Page]) -> list[Page]:
    """Find the pages that print or compute with numbers of a drug."""
    use = re.compile(rf"""(?:\{{fact\}}`|\b(?:fact|facts|drug|kinetics_of)\(f?["']){re.escape(drug)}\b""")
    return [page for page in pages if use.search(page.text)]


def speaking_of(words: str, pages: list[Page]) -> list[Page]:
    """Find the pages in which words stand."""
    spoken = re.compile(rf"\b{re.escape(words)}\b", re.I)
    return [page for page in pages if spoken.search(page.text)]


def _stands_in(contents: SiteMap, name: str) -> bool:
    return name in contents or any(fnmatch(name, pattern) for pattern in contents.globs())
