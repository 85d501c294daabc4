"""The Sphinx side of the widgets: a switch for the kernels, one script and one style sheet for the pages.

Add ``anxiolytics.interactive.sphinx_hook`` to the extensions of a book.
It acts in builders that write HTML and leaves all others alone.
"""

import json
import os
import re
from importlib.metadata import version
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from anxiolytics.interactive.displayable import RENDER_SWITCH, STATIC_FOLDER, module_source

SCRIPT_NAME = "anxiolytics.js"
STYLESHEET_NAME = "anxiolytics.css"

_HYDRATOR = "hydrate.js"
_SHARED_STYLESHEET = "widgets.css"
_EXPORT = re.compile(r"^export default (\{[^}]*\});?\s*$", flags=re.MULTILINE)
_LINE_COMMENT = re.compile(r"^[ ]*//.*\n", flags=re.MULTILINE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", flags=re.DOTALL)
_MODULE_SYNTAX = re.compile(r"^\s*(?:import|export)\b", flags=re.MULTILINE)


def wrapped_module(source: str, name: str) -> str:
    """Return an ES module as a function expression, called once, whose value is the default export.

    Parameters
    ----------
    source : str
        Text of a module without imports and with one ``export default { ... };`` on a line of its own.
    name : str
        The module's name, for the error message.

    Raises
    ------
    ValueError
        If the module has imports, other exports, or not exactly one default export.
    """
    wrapped, count = _EXPORT.subn(r"return \1;", source)
    if count != 1 or _MODULE_SYNTAX.search(wrapped):
        raise ValueError(
            f"module {name!r} has imports or other exports; "
            "a widget's module may only have one 'export default { ... };' on a line of its own."
        )
    return f"(() => {{\n{wrapped.rstrip()}\n}})()"


def page_script(folder: Path = STATIC_FOLDER) -> str:
    """Return the classic script of the site: the hydrator and every widget's module of a folder.

    Comments that have lines of their own stay behind: they are a fifth of the weight.
    """
    kinds = sorted({path.name.split(".")[0] for path in folder.glob("*.js") if path.name != _HYDRATOR})
    entries = ",\n".join(
        f"{json.dumps(kind)}: {wrapped_module(module_source(kind, folder), kind)}" for kind in kinds
    )
    hydrator = (folder / _HYDRATOR).read_text("utf-8").rstrip()
    script = f'(() => {{\n"use strict";\n{hydrator}\nhydrate({{\n{entries}\n}});\n}})();\n'
    return _LINE_COMMENT.sub("", script)


def page_stylesheet(folder: Path = STATIC_FOLDER) -> str:
    """Return the style sheet of the site, without comments: the shared one first, then each widget's own."""
    paths = sorted(folder.glob("*.css"), key=lambda path: (path.name != _SHARED_STYLESHEET, path.name))
    return _CSS_COMMENT.sub("", "\n".join(path.read_text("utf-8") for path in paths))


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the hook to a Sphinx application."""
    app.setup_extension("anxiolytics.interactive.book_pages")
    # Early, so that the switch is set before any extension starts a kernel.
    app.connect("builder-inited", _prepare_html_build, priority=100)
    app.connect("env-get-outdated", _pages_to_renew)
    return {"version": version("anxiolytics"), "parallel_read_safe": True, "parallel_write_safe": True}


def _generated_folder(app: Sphinx) -> Path:
    return Path(app.doctreedir) / "anxiolytics_static"


def _prepare_html_build(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    os.environ[RENDER_SWITCH] = "html"
    # Not a folder _static of the book: Jupyter Book loads every script it finds below one on every page.
    app.config.html_static_path.append(str(_generated_folder(app)))
    # First of all, and not held up by the rest of the page: the hydrator knows what it has to wait for.
    app.add_js_file(SCRIPT_NAME, loading_method="async", fetchpriority="high", priority=100)
    app.add_css_file(STYLESHEET_NAME)


def _pages_to_renew(
    app: Sphinx, environment: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Write the generated files; if they are new, every page is out of date: its markup goes with them.

    Sphinx would otherwise not even copy them when no page's own source has changed.
    """
    if app.builder.format != "html":
        return []
    folder = _generated_folder(app)
    folder.mkdir(parents=True, exist_ok=True)
    texts = {SCRIPT_NAME: page_script(), STYLESHEET_NAME: page_stylesheet()}
    stale = [name for name, text in texts.items() if not _holds(folder / name, text)]
    for name in stale:
        (folder / name).write_text(texts[name], "utf-8")
    return sorted(environment.found_docs) if stale else []


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text
