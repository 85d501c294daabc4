"""Which problems stand on which page of the site, and which page teaches which row of the syllabus.

Found while the pages are read, and written beside them as ``book_pages.js``: the table of contents marks what
was solved, and an exercise says where to read again.
"""

import json
import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from anxiolytics.problems.rows import PAGES

SCRIPT_NAME = "book_pages.js"

_EXERCISE = re.compile(r'class="anx-exercise" data-problem="([a-z0-9-]+)"')


def setup(app: Sphinx) -> dict[str, object]:
    """Connect to a Sphinx application."""
    app.connect("doctree-read", _note_problems)
    app.connect("env-purge-doc", _forget_page)
    app.connect("env-merge-info", _merge)
    app.connect("builder-inited", _add_script)
    app.connect("build-finished", _write_script)
    # Raised whenever what is kept in the environment changes its shape.
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def script(pages: dict[str, list[str]], rows: dict[str, tuple[str, str]]) -> str:
    """Return the script that tells a page of the others.

    Parameters
    ----------
    pages : dict of str to list of str
        Address of a page, relative to the site's root -> ids of the problems on it.
    rows : dict of str to tuple of str
        Row of the syllabus -> address and title of its page.

    Returns
    -------
    str
        A classic script that defines ``anxiolyticsBook``.
    """

    def written(content: object) -> str:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    # Its own address, _static/book_pages.js, gives the root: it need not be known when the site is built.
    return (
        "globalThis.anxiolyticsBook = {\n"
        'root: new URL("..", document.currentScript.src).href,\n'
        f"pages: {written(pages)},\nrows: {written(rows)},\n}};\n"
    )


def _problems_by_page(environment: BuildEnvironment) -> dict[str, list[str]]:
    found: dict[str, list[str]] = environment.__dict__.setdefault("anxiolytics_problems", {})
    return found


def _note_problems(app: Sphinx, doctree: nodes.document) -> None:
    raw = "".join(node.astext() for node in doctree.findall(nodes.raw))
    ids = list(dict.fromkeys(_EXERCISE.findall(raw)))
    if ids:
        _problems_by_page(app.env)[app.env.docname] = ids


def _forget_page(app: Sphinx, environment: BuildEnvironment, page: str) -> None:
    _problems_by_page(environment).pop(page, None)


def _merge(app: Sphinx, environment: BuildEnvironment, pages: set[str], other: BuildEnvironment) -> None:
    theirs = _problems_by_page(other)
    _problems_by_page(environment).update({page: theirs[page] for page in pages if page in theirs})


def _add_script(app: Sphinx) -> None:
    if app.builder.format == "html":
        # Before the script that reads it.
        app.add_js_file(SCRIPT_NAME, loading_method="defer", priority=400)


def _write_script(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    address, titles = app.builder.get_target_uri, app.env.titles
    pages = {address(page): ids for page, ids in sorted(_problems_by_page(app.env).items())}
    rows = {row: (address(page), titles[page].astext()) for row, page in PAGES.items() if page in titles}
    (Path(app.outdir) / "_static" / SCRIPT_NAME).write_text(script(pages, rows), "utf-8")
