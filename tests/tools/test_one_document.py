"""Pages joined into one document: in order, every link at its target, every identifier once."""

import re
from pathlib import Path

import pytest

from one_document import Page, article_of, joined, page_source, pages_in_order, title_of

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"

STYLE = '<link rel="stylesheet" href="_static/site.css">'
FIRST = f"""<html><head>{STYLE}</head><body><article class="bd-article"><section id="one">
<h1>One<a class="headerlink" href="#one">#</a></h1>
<p id="id1"><a href="parts/two.html#id1">there</a> <a href="parts/two.html">whole</a> <a href="#id1">here</a>
<a href="search.html">search</a> <a href="https://doi.org/10.1/x">out</a></p>
<details class="sd-dropdown"><summary><span class="sd-summary-text">Answer: why</span></summary>
<div class="sd-summary-content"><p>Because.</p></div></details>
<section id="references"><h2>References</h2></section><script>let run;</script>
</section></article></body></html>"""
SECOND = """<html><head><link rel="stylesheet" href="../_static/site.css"></head><body>
<article class="bd-article"><section id="two"><h1>Two</h1><p id="id1">Text
<svg><g clip-path="url(#c1)"><path id="c1"></path></g></svg><img src="../_static/x.png"></p>
</section></article></body></html>"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "one.html").write_text(FIRST)
    (tmp_path / "parts" / "two.html").write_text(SECOND)
    return joined(tmp_path, [Page("one", "", 0), Page("parts/two", "A part", 1)])


def test_links_lead_to_what_they_led_to(book):
    targets = {link.get_text(): link.get("href") for link in book.soup.select("p a")}
    assert targets["there"] == "#parts--two--id1"
    assert targets["whole"] == "#parts--two"
    assert targets["here"] == "#one--id1"
    assert targets["out"] == "https://doi.org/10.1/x"
    # A page that is not in the book is named, and not led to.
    assert targets["search"] is None


def test_identifiers_and_what_refers_to_them_carry_the_name_of_their_page(book):
    assert book.soup.find(id="one--id1").name == "p"
    assert book.soup.find(id="parts--two--id1").name == "p"
    assert book.soup.select_one("g")["clip-path"] == "url(#parts--two--c1)"
    assert book.soup.img["src"] == "/_static/x.png"
    assert [sheet["href"] for sheet in book.soup.select("link")] == ["/_static/site.css"]
    assert book.soup.select("script, .headerlink") == []


def test_an_answer_stands_before_the_references_with_a_link_at_its_question(book):
    link = book.soup.find("a", string="Answer: why")
    answer = book.soup.find(id=link["href"].removeprefix("#"))
    assert "Because." in answer.get_text()
    assert [heading.get_text() for heading in book.soup.select("#one h2")] == ["Answers", "References"]


def test_entries_are_parts_pages_and_sections(book):
    assert [(entry.title, entry.depth) for entry in book.entries] == [
        ("One", 0),
        ("Answers", 1),
        ("References", 1),
        ("A part", 0),
        ("Two", 1),
    ]
    assert [book.soup.find(id=entry.anchor).name for entry in book.entries] == [
        "h1",
        "h2",
        "h2",
        "article",
        "h1",
    ]


def test_a_page_that_is_not_built_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"'missing' has not been built"):
        joined(tmp_path, [Page("missing", "", 0)])


@pytest.fixture(scope="module")
def order():
    return pages_in_order(ROOT / "_toc.yml", SITE)


def test_the_order_is_that_of_the_site(order):
    """Follow the link to the next page from the first to the last."""
    followed = ["index"]
    for name in followed:
        link = re.search(r'<link rel="next"[^>]* href="([^"]+)"', (SITE / f"{name}.html").read_text("utf-8"))
        if link:
            target = (SITE / name).parent / link[1]
            followed.append(target.resolve().relative_to(SITE).with_suffix("").as_posix())
    assert [page.name for page in order] == followed


def test_pages_of_the_book_join_without_a_lost_target(order):
    names = ("index", "chapters/principles/gating", "hands_on/receptors", "glossary")
    book = joined(SITE, [page for page in order if page.name in names])
    identifiers = {tag["id"] for tag in book.soup.find_all(id=True)}
    heads = tuple(name.replace("/", "--") for name in names)
    assert [name for name in identifiers if not name.startswith(heads)] == []
    inside = [a["href"][1:] for a in book.soup.select('a[href^="#"]')]
    assert len(inside) > 50
    assert [target for target in inside if target not in identifiers] == []
    assert len(book.soup.select(".anx-explorer")) >= 4


def test_titles_say_a_formula_once():
    heading = article_of(page_source(SITE, "chapters/principles/gating")).h1
    assert title_of(heading) == "Two-state gating and the positive modulator"
