"""Show the definition of a glossary term on hover, focus and tap, offline, where a page links to it.

The definitions are written into the pages while the book is built.
The link itself stays: a click, or a second tap, opens the glossary.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from tips import tip

Notes = dict[str, list[nodes.Node]]


def notes_of(env: BuildEnvironment) -> dict[str, Notes]:
    """Return the definitions found so far: page -> identifier of the term -> what to show."""
    if not hasattr(env, "glossary_notes"):
        env.glossary_notes = {}
    return env.glossary_notes  # type: ignore[no-any-return]


def without_links(paragraph: nodes.paragraph) -> list[nodes.Node]:
    """Copy a definition's text; its own links become plain words, as a note must not hold further links."""
    copy = paragraph.deepcopy()
    for link in list(copy.findall(addnodes.pending_xref)):
        link.replace_self(nodes.inline("", link.astext()))
    return list(copy.children)


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the definitions of the glossaries on a page."""
    found: Notes = {}
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            note: list[nodes.Node] = []
            for paragraph in item.findall(nodes.paragraph):
                note += [nodes.Text(" "), *without_links(paragraph)] if note else without_links(paragraph)
            for term in item.findall(nodes.term):
                found.update(dict.fromkeys(term["ids"], note))
    if found:
        notes_of(app.env)[app.env.docname] = found


def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop what a page defined before it is read again."""
    notes_of(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take over what a parallel reader found."""
    notes_of(env).update({name: notes for name, notes in notes_of(other).items() if name in set(docnames)})


def pages_to_write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Write every page again when a definition has changed: notes stand in the pages that link to it."""
    text = repr(
        [
            (page, term, [part.astext() for part in note])
            for page, notes in sorted(notes_of(env).items())
            for term, note in sorted(notes.items())
        ]
    )
    changed = getattr(env, "glossary_text", "") != text
    env.glossary_text = text  # type: ignore[attr-defined]
    return sorted(env.all_docs) if changed else []


def add_notes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the definition behind each link to a term from another page."""
    known = {term: note for notes in notes_of(app.env).values() for term, note in notes.items()}
    for link in list(doctree.findall(nodes.reference)):
        place, _, term = link.get("refuri", "").partition("#")
        if place and term in known:
            link.replace_self(tip(link.deepcopy(), [part.deepcopy() for part in known[term]], kind="term"))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.setup_extension("tips")
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", pages_to_write_again)
    app.connect("doctree-resolved", add_notes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
