"""Load no script that a page does not need, and none before its text.

The theme and its extensions load everything everywhere, most of it ahead of the page's text.
Here a script that serves elements of some classes is left out where there are none of them, and every other
waits until the page is read. Scripts keep their order.
The search index stays with the search page: templates/layout.html.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

# What a script, or a line of script in the page, begins with -> the classes of the elements it serves.
SERVES = {
    "_static/clipboard.min.js": {"highlight"},
    "_static/copybutton.js": {"highlight"},
    "_static/design-tabs.js": {"sd-tab-set"},
    "_static/togglebutton.js": {"toggle", "dropdown"},
    "let toggle": {"toggle", "dropdown"},
    "var togglebutton": {"toggle", "dropdown"},
}
# The theme's own, which it would name at the end of the page (templates/static/webpack-macros.html).
THEME = ["scripts/bootstrap.js", "scripts/pydata-sphinx-theme.js"]
# Lines of script in the head need what this one defines, so it cannot wait: it moves into the page.
AT_ONCE = "_static/documentation_options.js"


def is_needed(script: str, body: str) -> bool:
    """Say whether a script, given by its address or its text, has anything to do on a page."""
    for beginning, served in SERVES.items():
        if script.startswith(beginning):
            return not served.isdisjoint(classes_of(body))
    return True


def classes_of(html: str) -> set[str]:
    """Return every class of a page's elements."""
    return {name for names in re.findall(r'\bclass="([^"]*)"', html) for name in names.split()}


def thin(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Drop, move or defer each script of a page."""
    scripts, seen = [], set()
    for script in context.get("script_files", []):
        # Sphinx has no public name for the class of its scripts.
        make, place, rest = type(script), str(script.filename or ""), dict(script.attributes)
        text = place or rest.get("body", "")
        if text in seen or not is_needed(text, context.get("body") or ""):
            continue
        seen.add(text)
        if place == AT_ONCE:
            place, rest = "", {"body": (Path(app.outdir) / AT_ONCE).read_text("utf-8")}
        elif place and "async" not in rest and pagename != "search":
            # The search page runs scripts of Sphinx in its middle, which build on these.
            rest["defer"] = "defer"
        scripts.append(make(place or None, priority=script.priority, **rest))
    context["script_files"] = scripts


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    for script in THEME:
        app.add_js_file(script, priority=900, loading_method="defer")
    # After all who add scripts.
    app.connect("html-page-context", thin, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
