"""Short notes that open over the text on hover, focus and tap, and close on Escape or a tap elsewhere.

A tip is an inline node with two parts: what stands in the text, and the note.
What stands in the text may be a link, which then stays one.
Without JavaScript it still opens on hover and focus. In print the note of a fact stands in brackets, any
other is left out.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.fileutil import copy_asset
from sphinx.writers.html import HTMLTranslator

STATIC = Path(__file__).parent / "static"


class Tip(nodes.inline):
    """A piece of text, then the note on it: exactly two children."""


def tip(text: nodes.Node, note: list[nodes.Node], kind: str) -> Tip:
    """Make a tip of a kind, such as "fact", which becomes a class of its note."""
    return Tip("", "", nodes.inline("", "", text), nodes.inline("", "", *note), kind=kind)


def visit_tip(translator: HTMLTranslator, node: Tip) -> None:
    """Write text and note side by side; the style sheet and a small script do the rest."""
    number = translator.__dict__.setdefault("tips_written", 0) + 1
    translator.__dict__["tips_written"] = number
    text, note = node.children
    link = next(iter(text.findall(nodes.reference)), None)
    if link is None:
        trigger, role = "span", ""
        how = f'role="button" tabindex="0" aria-expanded="false" aria-controls="tip-{number}"'
    else:
        # Read out as the link's description; the note itself is no place to go to.
        trigger, role = "a", 'role="tooltip" '
        how = f'href="{translator.attval(link["refuri"])}" aria-describedby="tip-{number}"'
        text = nodes.inline("", "", *link.children)
    translator.body.append(f'<span class="tip"><{trigger} class="tip-trigger" {how}>')
    text.walkabout(translator)
    translator.body.append(f'</{trigger}><span class="tip-note tip-{node["kind"]}" {role}id="tip-{number}">')
    note.walkabout(translator)
    translator.body.append("</span></span>")
    raise nodes.SkipNode


def visit_text_alone(translator: nodes.NodeVisitor, node: Tip) -> None:
    """Where there is no page to open a note on, write the text."""
    node.children[0].walkabout(translator)
    raise nodes.SkipNode


def copy_files(app: Sphinx, error: Exception | None) -> None:
    """Put script and style sheet beside the pages."""
    if error is None and app.builder.format == "html":
        for name in ("tips.css", "tips.js"):
            copy_asset(STATIC / name, Path(app.outdir) / "_static")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (visit_text_alone, None))
    app.add_node(Tip, html=(visit_tip, None), **others)
    app.connect("build-finished", copy_files)
    app.add_css_file("tips.css")
    app.add_js_file("tips.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
