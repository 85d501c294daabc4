from pathlib import Path

import pytest

from anxiolytics.problems.bank import problems
from anxiolytics.problems.rows import PAGES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("row", "page"), PAGES.items(), ids=PAGES)
def test_the_page_of_a_row_is_in_the_book(row, page):
    assert (ROOT / f"{page}.md").is_file()
    assert f"- file: {page}\n" in (ROOT / "_toc.yml").read_text("utf-8")


def test_every_row_of_the_bank_has_its_page():
    assert {row for asked in problems() for row in asked.rows} <= set(PAGES)
