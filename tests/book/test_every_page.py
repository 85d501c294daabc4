"""What holds for every page: it loads whole, alone, without complaint, and can be used by everybody."""

import re
from collections import Counter

import pytest
from benchmarks.weights import explorer_data_kb, weight_kb
from bs4 import BeautifulSoup

# Everything that a page loads on a first visit, compressed; and what of it is data of explorers.
PAGE_KB = 230
MATHEMATICS_HEAVY_KB = 290
HEAVY_FORMULAS = 40
EXPLORERS_KB = 110
# Browsers call 0.1 good. Measured: below 0.005 on the pages with long tables, below 0.001 elsewhere.
LAYOUT_SHIFT = 0.02
MEASURE_SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 50));
})"""


def html(site, page_name):
    return (site / page_name).read_text("utf-8")


@pytest.mark.parametrize(("files", "width"), [(False, 1280), (True, 390)], ids=["http", "file-on-a-phone"])
def test_loads_without_complaint_fits_and_stays_put(reader, site, page_name, files, width):
    visitor = reader(files=files, width=width)
    page = visitor.open(page_name)
    assert visitor.faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(MEASURE_SHIFT) <= LAYOUT_SHIFT
    if not files:
        heavy = html(site, page_name).count('class="katex"') >= HEAVY_FORMULAS
        assert weight_kb(page, site) <= (MATHEMATICS_HEAVY_KB if heavy else PAGE_KB)


def test_explorers_data_are_light(site, page_name):
    assert explorer_data_kb(html(site, page_name)) <= EXPLORERS_KB


def test_has_one_style_sheet_and_late_scripts(site, page_name):
    head, _, body = html(site, page_name).partition("</head>")
    assert re.findall(r'<link[^>]*rel="(?:stylesheet|preload)"[^>]*href="([^"?]+)', head) == [
        f"{'../' * page_name.count('/')}_static/book.css"
    ]
    with_address = [tag for tag in re.findall(r"<script\b[^>]*>", head + body) if " src=" in tag]
    at_once = [tag for tag in with_address if not re.search("async|defer", tag)]
    # The search page runs scripts of Sphinx in its middle, which build on others.
    assert at_once == [] or page_name == "search.html"
    assert not re.search(r"fontawesome|MathJax", head)


def test_no_identifier_stands_twice(site, page_name):
    soup = BeautifulSoup(html(site, page_name), "html.parser")
    names = Counter(element["id"] for element in soup.select("[id]"))
    assert [name for name, count in names.items() if count > 1] == []


def test_says_what_it_is_about(site, page_name):
    assert re.search(r'<meta (?=[^>]*name="description")[^>]*content="[^"]{30,}"', html(site, page_name))


def test_asks_nothing_of_the_outside(site, page_name):
    loaded = re.findall(r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"([^\"]+)\"", html(site, page_name))
    loaded += re.findall(
        r"<link\b[^>]*rel=\"(?:stylesheet|preload|icon)\"[^>]*href=\"([^\"]+)\"", html(site, page_name)
    )
    assert loaded
    assert [url for url in loaded if re.match(r"(?:https?:)?//", url)] == []


def test_carries_no_notebook_state_and_no_foreign_scripts(site, page_name):
    source = html(site, page_name)
    for trap in ("widget-state+json", "thebe", "require.min.js", "MathJax", "unpkg.com"):
        assert trap not in source


def test_pictures_say_what_they_show(site, page_name):
    pictures = re.findall(r"<img\b[^>]*>", html(site, page_name))
    assert [p for p in pictures if not re.search(r'\balt="[^"]{3,}"', p)] == []


def test_can_be_read_without_javascript(reader, page_name):
    visitor = reader(javascript=False)
    page = visitor.page
    page.goto(f"{visitor.address}/{page_name}")
    assert page.locator("main h1:visible").count() >= 1
