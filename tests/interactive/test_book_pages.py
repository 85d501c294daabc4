import json
import re

import pytest
import quickjs
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from anxiolytics.interactive import Exercise
from anxiolytics.interactive.book_pages import SCRIPT_NAME, script
from anxiolytics.interactive.displayable import RENDER_SWITCH


def known_to_a_page(text, address="file:///stick/book/_static/book_pages.js"):
    """Run the script as a page would; QuickJS knows no URL, so one that serves this purpose."""
    context = quickjs.Context()
    context.eval(
        f"const document = {{ currentScript: {{ src: {json.dumps(address)} }} }};"
        "class URL { constructor(up, from) { this.href = from.replace(/[^/]*\\/[^/]*$/, ''); } }"
    )
    context.eval(text)
    return json.loads(context.eval("JSON.stringify(globalThis.anxiolyticsBook)"))


def test_script_says_where_the_book_begins_and_what_stands_where():
    text = script({"a/one.html": ["first", "second"]}, {"P1": ("a/one.html", "Ünë & “two”")})
    assert known_to_a_page(text) == {
        "root": "file:///stick/book/",
        "pages": {"a/one.html": ["first", "second"]},
        "rows": {"P1": ["a/one.html", "Ünë & “two”"]},
    }


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Return a function that builds a small book and returns what its pages know of each other."""
    monkeypatch.setenv(RENDER_SWITCH, "")
    source, out = tmp_path / "source", tmp_path / "out"
    (source / "chapters/principles").mkdir(parents=True)
    (source / "conf.py").write_text("extensions = ['anxiolytics.interactive.sphinx_hook']\n", "utf-8")
    (source / "index.rst").write_text("Book\n====\n\n.. toctree::\n   :glob:\n\n   chapters/*/*\n", "utf-8")

    def build(parallel=1, **exercises):
        for page, ids in exercises.items():
            hosts = "<hr>" + "".join(Exercise(id, variants=1).host_html() for id in ids)
            text = f"Page {page}\n=====================\n\n.. raw:: html\n\n   {hosts}\n"
            (source / f"chapters/principles/{page.replace('_', '-')}.rst").write_text(text, "utf-8")
        with docutils_namespace():
            folders = (source, source, out, out / ".doctrees")
            Sphinx(*folders, "html", status=None, warningiserror=True, parallel=parallel).build()
        return known_to_a_page((out / "_static" / SCRIPT_NAME).read_text("utf-8"))

    build.out = out
    return build


@pytest.mark.parametrize("parallel", [1, 2])
def test_every_exercise_is_found_where_it_stands(book, parallel):
    pages = {f"page_{i}": ["accumulation", "longest-interval"] for i in range(8)}
    known = book(parallel=parallel, empty=[], **pages)
    expected = {f"chapters/principles/page-{i}.html": ["accumulation", "longest-interval"] for i in range(8)}
    assert known["pages"] == expected


def test_a_page_read_again_is_known_anew_and_the_others_stay(book):
    book(one=["accumulation"], two=["trough-to-peak"])
    known = book(one=["loading-dose", "loading-dose"])
    assert known["pages"] == {
        "chapters/principles/one.html": ["loading-dose"],
        "chapters/principles/two.html": ["trough-to-peak"],
    }


def test_rows_lead_to_the_pages_that_are_there(book):
    assert book(one=[])["rows"] == {}
    assert book(half_life=[])["rows"] == {"P11": ["chapters/principles/half-life.html", "Page half_life"]}


def test_every_page_runs_it_before_the_widgets_take_the_page_for_whole(book):
    book(one=[])
    text = (book.out / "index.html").read_text("utf-8")
    # A deferred script has run when the page tells that it is there; that is what the widgets wait for.
    assert re.search(r'<script[^>]*defer="defer"[^>]*src="_static/book_pages\.js', text)
    assert re.search(r'<script[^>]*src="_static/anxiolytics\.js', text)
