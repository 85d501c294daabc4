"""What holds for every page: it loads whole, alone, without complaint, and can be used by everybody."""

import re

import pytest


def html(site, page_name):
    return (site / page_name).read_text("utf-8")


@pytest.mark.parametrize(("files", "width"), [(False, 1280), (True, 390)], ids=["http", "file-on-a-phone"])
def test_loads_without_complaint_and_fits(reader, page_name, files, width):
    visitor = reader(files=files, width=width)
    page = visitor.open(page_name)
    assert visitor.faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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
