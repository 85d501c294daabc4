"""Ship the style sheet for paper, for a page printed by the reader and for the book of ``make pdf``."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.fileutil import copy_asset

STYLES = Path(__file__).parent / "static" / "print.css"


def copy_styles(app: Sphinx, error: Exception | None) -> None:
    """Put the style sheet beside the pages."""
    if error is None and app.builder.format == "html":
        copy_asset(STYLES, Path(app.outdir) / "_static")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("build-finished", copy_styles)
    # After all others, the cures of the theme included: on paper it has the last word.
    app.add_css_file("print.css", priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
