"""Write the pages of the part "Reference" before Sphinx reads the table of contents.

They are made from the library's tables (reference_pages/) and are not kept in the repository.
A page is written only when its text has changed, so that a build reads again no more than it must.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.fileutil import copy_asset

from reference_pages import reference_pages

FOLDER = "reference"
STATIC = Path(__file__).parent / "static"


def write_changed(folder: Path, texts: dict[str, str]) -> list[str]:
    """Make a folder hold these texts and no other page; return the paths that were written."""
    written = []
    for path, text in texts.items():
        file = folder / path
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            written.append(path)
    for file in folder.rglob("*.md"):
        if file.relative_to(folder).as_posix() not in texts:
            file.unlink()
    return written


def write_pages(app: Sphinx, config: Config) -> None:
    """Bring the folder of the generated pages up to date."""
    root = Path(app.srcdir)
    write_changed(root / FOLDER, reference_pages(root))


def break_names(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Let the long names of facts break after a dot or an underscore, and stay whole when they are copied."""
    if docname.startswith(f"{FOLDER}/numbers/"):
        for literal in list(doctree.findall(nodes.literal)):
            name = re.sub(r"([._])", r"\1<wbr>", escape(literal.astext()))
            literal.replace_self(nodes.raw("", f"<code>{name}</code>", format="html"))


def drop_source_button(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Take away the button to a source in the repository, where a generated page has none."""
    if pagename.startswith(f"{FOLDER}/"):
        for button in context.get("header_buttons", []):
            if button.get("label") == "source-buttons":
                button["buttons"] = [b for b in button["buttons"] if b["label"] != "source-file-button"]


def copy_files(app: Sphinx, error: Exception | None) -> None:
    """Put script and style sheet beside the pages."""
    if error is None and app.builder.format == "html":
        for name in ("reference_pages.css", "reference_pages.js"):
            copy_asset(STATIC / name, Path(app.outdir) / "_static")


def add_files(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Load the script on the generated pages alone."""
    if pagename.startswith(f"{FOLDER}/"):
        app.add_js_file("reference_pages.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.setup_extension("facts_in_prose")
    app.setup_extension("fact_ranges")
    # The table of contents, with its globs, is read in the same event at priority 900.
    app.connect("config-inited", write_pages, priority=100)
    app.connect("doctree-resolved", break_names)
    app.connect("html-page-context", add_files)
    app.connect("html-page-context", drop_source_button, priority=600)
    app.connect("build-finished", copy_files)
    app.add_css_file("reference_pages.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
