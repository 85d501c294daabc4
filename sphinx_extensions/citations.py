"""Citations at the scale of this book: thousands of them, and a list of references on every page.

sphinxcontrib-bibtex looks through every citation of the book for each entry of each list, and asks the
installed packages for its citation style at every citation: more than half of a build's time. Here both are
looked up once. What is cited where, and how it is printed, stays sphinxcontrib-bibtex's.

An entry of a list does not link back to the places that cite it: a page of numbers cites one source thirty
times, from notes that are closed.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import pybtex.plugin
from docutils import nodes
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.domain import BibtexDomain

if TYPE_CHECKING:
    from pybtex.database import Entry
    from sphinxcontrib.bibtex.directives import BibliographyKey

#: The filter with which a page lists what it cites, as sphinxcontrib-bibtex keeps it.
WHAT_THE_PAGE_CITES = ast.dump(ast.parse("docname in docnames"))


class IndexedBibtexDomain(BibtexDomain):
    """The domain of citations, with an index from page to what it cites."""

    def env_updated(self) -> Iterable[str]:
        """Collect what each page cites before the lists are made."""
        self.cited_on: dict[str, set[str]] = defaultdict(set)
        for reference in self.citation_refs:
            self.cited_on[reference.docname].update(target.key for target in reference.targets)
        return super().env_updated()

    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterable[tuple[str, Entry]]:
        """Pick the entries of one list; the filter that pages use needs no more than the index."""
        bibliography = self.bibliographies[bibliography_key]
        is_simple = not bibliography.keyprefix and not bibliography.keys
        if not is_simple or ast.dump(bibliography.filter_) != WHAT_THE_PAGE_CITES:
            yield from super().get_filtered_entries(bibliography_key)
            return
        cited = self.cited_on[bibliography_key.docname]
        for entry in self.get_entries(bibliography.bibfiles):
            if entry.key in cited:
                yield entry.key, entry


def drop_links_back(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave the entries of a list of references without links to where they are cited."""
    for entry in doctree.findall(nodes.citation):
        entry["backrefs"] = []


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(IndexedBibtexDomain, override=True)
    app.connect("doctree-resolved", drop_links_back)
    # pybtex reads the metadata of every installed package each time it is asked for a plug-in.
    pybtex.plugin.find_plugin = cache(pybtex.plugin.find_plugin)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
