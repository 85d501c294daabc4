"""The cures of the pinned theme's faults, and mathematics set at build time."""

import pytest

CHAPTER = "chapters/principles/half-life.html"


def test_menu_opens_on_a_phone(reader):
    page = reader(width=390).open("index.html")
    chapter = page.locator(".bd-sidebar-primary").get_by_role("link", name="Half-life")
    assert not chapter.is_visible()
    page.locator(".primary-toggle:visible").first.click()
    page.get_by_role("link", name="Half-life").first.wait_for(state="visible")


def test_there_is_one_search_button(reader):
    page = reader().open("index.html")
    assert page.locator(".search-button-field:visible").count() == 1
    assert page.locator(".bd-header:visible").count() == 0


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
def test_search_finds_a_word(reader, files):
    visitor = reader(files=files)
    page = visitor.open("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("accumulation")
    page.keyboard.press("Enter")
    # Results appear one after the other.
    page.locator("#search-results").get_by_role("link", name="Half-life").first.wait_for()
    assert visitor.faults == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_outputs_stand_on_the_page_not_on_a_light_box(reader, theme):
    page = reader(theme=theme).open(CHAPTER)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    colours = page.eval_on_selector_all(
        ".cell_output .text_html:has(.anx-host)",
        "boxes => boxes.map(b => getComputedStyle(b).backgroundColor)",
    )
    assert colours
    assert set(colours) == {"rgba(0, 0, 0, 0)"}


def test_colour_mode_button_changes_the_theme(reader):
    page = reader().open("index.html")
    before = page.evaluate("document.documentElement.dataset.mode")
    page.get_by_role("button", name="Color mode").click()
    assert page.evaluate("document.documentElement.dataset.mode") != before


def test_mathematics_needs_no_script(reader):
    visitor = reader(javascript=False)
    visitor.page.goto(f"{visitor.address}/{CHAPTER}")
    formulas = visitor.page.locator(".math .katex")
    assert formulas.count() >= 3
    assert visitor.page.locator(".math .katex-mathml math").count() == formulas.count()


def test_equations_are_numbered_and_fit_a_phone(reader):
    page = reader(width=390).open(CHAPTER)
    assert page.locator(".equation .eqno").count() >= 1
    too_wide = page.eval_on_selector_all(
        ".equation", "boxes => boxes.filter(b => b.getBoundingClientRect().right > innerWidth).length"
    )
    assert too_wide == 0
