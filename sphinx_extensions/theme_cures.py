"""Cure faults of the pinned theme; each cure is held by a test of the built book.

- Jupyter Book puts the live-code script of sphinx-thebe twice into every page, where it breaks
  ("already declared") and names a CDN. The book does not use it: dropped.
- Folded cells label their summary "Toggle hidden content", which contradicts the visible text.
- The search and colour-mode buttons and the sidebar have the same fault, or no landmark: templates/.
- Pages without a source of their own have no description for search engines.
- Light boxes round outputs in dark mode, wide tables: static/theme_cures.css.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput
from sphinx.application import Sphinx
from sphinx.util.fileutil import copy_asset
from sphinx.writers.html import HTMLTranslator

DESCRIPTIONS = {
    "genindex": "The terms and names of this book, from A to Z, with links to where they are explained.",
    "search": "Search all pages of this book for a word.",
}
STYLES = Path(__file__).parent / "static" / "theme_cures.css"


def drop_thebe(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Remove the scripts of sphinx-thebe from a page."""

    def is_thebe(script: Any) -> bool:
        body = getattr(script, "attributes", {}).get("body") or ""
        return "thebe" in str(getattr(script, "filename", script)).lower() or "THEBE" in body

    context["script_files"] = [s for s in context.get("script_files", []) if not is_thebe(s)]
    context["css_files"] = [s for s in context.get("css_files", []) if not is_thebe(s)]


def name_sidebar_folds(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give the folds of the sidebar a name: the theme shows an arrow and nothing else."""
    generate = context.get("generate_toctree_html")
    if generate:
        named = '<summary aria-label="Pages of this section">'
        context["generate_toctree_html"] = lambda *kinds, **options: str(generate(*kinds, **options)).replace(
            "<summary>", named
        )


def name_references(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Call an entry of the references what it is in its list: its own role is deprecated in WAI-ARIA."""
    if context.get("body"):
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def describe(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Describe the pages that Sphinx makes by itself."""
    if pagename in DESCRIPTIONS:
        description = f'<meta name="description" content="{DESCRIPTIONS[pagename]}" />'
        context["metatags"] = context.get("metatags", "") + description


def drop_thebe_settings(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Remove the settings that sphinx-thebe appends to pages with code."""
    for raw in list(doctree.findall(nodes.raw)):
        if "x-thebe-config" in raw.astext() or raw.astext().startswith("<script>kernelName"):
            raw.parent.remove(raw)


def visit_folded_cell(translator: HTMLTranslator, node: HideCodeCellNode) -> None:
    """Write the head of a folded cell, named by its visible text alone."""
    classes = " ".join(node["classes"])
    translator.body.append(f'<details class="admonition hide {classes}">\n<summary>\n')
    for state in ("collapsed", "expanded"):
        prompt = node["prompt_show" if state == "collapsed" else "prompt_hide"]
        translator.body.append(f'<p class="{state} admonition-title">{translator.encode(prompt)}</p>\n')
    translator.body.append("</summary>\n")


def copy_styles(app: Sphinx, error: Exception | None) -> None:
    """Put our own rules beside the pages."""
    if error is None and app.builder.format == "html":
        copy_asset(STYLES, Path(app.outdir) / "_static")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.setup_extension("myst_nb")
    app.add_node(HideCodeCellNode, override=True, html=(visit_folded_cell, depart_HideCellInput))
    app.connect("html-page-context", drop_thebe, priority=900)
    app.connect("html-page-context", describe)
    app.connect("html-page-context", name_references)
    app.connect("html-page-context", name_sidebar_folds, priority=900)
    app.connect("doctree-resolved", drop_thebe_settings, priority=900)
    app.connect("build-finished", copy_styles)
    app.add_css_file("theme_cures.css", priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
