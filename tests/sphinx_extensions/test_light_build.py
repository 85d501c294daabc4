"""A small book built with the real theme: in full, with nothing changed, and with one page changed."""

import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from sphinx.cmd.build import build_main

EXTENSIONS = Path(__file__).parents[2] / "sphinx_extensions"
CONFIGURATION = f"""
extensions = ["sphinx_design", "sphinx_copybutton", "theme_cures", "late_scripts", "one_stylesheet"]
html_theme = "sphinx_book_theme"
templates_path = ["{EXTENSIONS / "templates"}"]
html_context = {{"default_mode": "auto"}}
exclude_patterns = ["_build"]
"""
PAGES = {
    "index.rst": "Book\n====\n\n.. toctree::\n\n   words\n   code\n",
    "words.rst": "Words\n=====\n\nPlain words.\n\n.. admonition:: Note\n\n   So it is.\n",
    "code.rst": "Code\n====\n\n.. code-block:: python\n\n   x = 1\n",
}


class Book:
    """The sources and the site of a small book."""

    def __init__(self, folder):
        self.source, self.site = folder / "source", folder / "site"
        self.source.mkdir()
        (self.source / "conf.py").write_text(CONFIGURATION)
        for name, text in PAGES.items():
            (self.source / name).write_text(text)
        self.build()

    def build(self):
        assert build_main(["-q", "-W", "-b", "html", str(self.source), str(self.site)]) == 0

    def page(self, name):
        return (self.site / f"{name}.html").read_text("utf-8")

    def everything(self):
        files = (file for file in self.site.rglob("*") if file.is_file() and ".doctrees" not in file.parts)
        return {file.relative_to(self.site).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return Book(tmp_path_factory.mktemp("book"))


@pytest.fixture
def book(built, tmp_path):
    """A book of the test's own, built already."""
    copied = object.__new__(Book)
    copied.source, copied.site = tmp_path / "source", tmp_path / "site"
    # The times of the files go with them, so that Sphinx finds nothing to do.
    shutil.copytree(built.source, copied.source)
    shutil.copytree(built.site, copied.site)
    return copied


def test_pages_link_one_style_sheet_and_late_scripts(built):
    for name in ("index", "words", "code", "search", "genindex"):
        page = built.page(name)
        assert page.count('rel="stylesheet"') == 1
        assert 'href="_static/book.css?v=' in page
        assert "fontawesome" not in page
        for script in page.split("<script")[1:]:
            assert (
                " src=" not in script.partition(">")[0]
                or re.search("async|defer", script.partition(">")[0])
                or name == "search"
            )


def test_scripts_stand_where_they_serve(built):
    assert "clipboard.min.js" in built.page("code")
    assert "clipboard.min.js" not in built.page("words")
    assert "searchindex.js" in built.page("search")
    assert "searchindex.js" not in built.page("words")


def test_style_sheet_has_what_pages_and_scripts_use(built):
    css = built.everything()["_static/book.css"].decode()
    for used in (
        ".admonition",
        ".highlight",
        ".dropdown-menu.show",
        ".bs-tooltip-auto",
        "@media print",
        ".fade",
    ):
        assert used in css
    assert css.count("@charset") == 1
    assert "@import" not in css
    assert ".sd-btn-primary" not in css


def test_originals_are_gone(built):
    left = set(built.everything())
    assert [name for name in left if name.endswith((".map", ".ttf", "macros.html"))] == []
    assert [name for name in left if name.endswith(".css")] == ["_static/book.css"]
    assert "Font Awesome Free" in built.everything()["_static/licences.txt"].decode()
    assert "OFL" in built.everything()["_static/licences.txt"].decode()


def test_nothing_changed_nothing_written(book):
    before = book.everything()
    book.build()
    assert book.everything() == before


def test_one_page_changed_keeps_the_style_sheet(book):
    before = book.everything()
    (book.source / "words.rst").write_text(PAGES["words.rst"] + "\nOne more sentence.\n")
    book.build()
    after = book.everything()
    assert b"One more sentence" in after["words.html"]
    assert after["_static/book.css"] == before["_static/book.css"]
    assert after["code.html"] == before["code.html"]
    assert set(after) == set(before)


def test_an_icon_added_later_is_drawn_at_once(book):
    def icons():
        css = book.everything()["_static/book.css"].decode()
        return {
            code
            for font in (book.site / "_static" / "fonts").glob("fa-solid*")
            if font.name in css
            for code in TTFont(font).getBestCmap()
        }

    anchor = 0xF13D
    assert anchor not in icons()
    (book.source / "words.rst").write_text(PAGES["words.rst"] + "\n:fas:`anchor`\n")
    book.build()
    assert anchor in icons()
    version = book.page("words").partition("book.css?v=")[2][:8]
    assert book.page("code").partition("book.css?v=")[2][:8] == version
