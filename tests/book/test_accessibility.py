"""axe-core finds nothing: on every page at rest, and on pages with something open."""

import pytest
from playwright.sync_api import expect

from anxiolytics.interactive.exercise import Exercise

CHAPTER = "chapters/principles/half-life.html"
PRACTICE = "hands_on/half-life.html"
NUMBER = "half-life-from-clearance"
SEVERAL = "doubling-the-interval"

SCREENS = [
    (1280, "light"),
    pytest.param(1280, "dark", marks=pytest.mark.exhaustive),
    pytest.param(390, "light", marks=pytest.mark.exhaustive),
    pytest.param(390, "dark", marks=pytest.mark.exhaustive),
]


@pytest.mark.parametrize(("width", "theme"), SCREENS)
def test_page_at_rest(reader, violations, page_name, width, theme):
    assert violations(reader(width=width, theme=theme).open(page_name)) == []


def exercise(page, problem):
    return page.locator(f'.anx-exercise[data-problem="{problem}"]')


def answer(page, text):
    field = exercise(page, NUMBER).get_by_label("Your answer")
    field.fill(text)
    field.press("Enter")


def search_dialog(page):
    page.keyboard.press("Control+k")
    expect(page.locator("#pst-search-dialog")).to_be_visible()


def menu(name):
    def opened(page):
        page.get_by_role("button", name=name).click()
        expect(page.locator(".dropdown-menu.show")).to_be_visible()

    return opened


def sidebar(page):
    if page.viewport_size["width"] < 992:
        page.locator(".primary-toggle:visible").click()
    expect(page.get_by_role("navigation", name="Book")).to_contain_text("Half-life")
    for fold in page.locator(".bd-sidebar-primary details, #pst-primary-sidebar-modal details").all():
        fold.evaluate("fold => { fold.open = true; }")


def contents(page):
    if page.viewport_size["width"] < 1200:
        page.locator(".secondary-toggle:visible").click()
    expect(page.locator("nav.page-toc:visible").first).to_contain_text("Summary")


def way_back_to_the_top(page):
    scrolled = """top => new Promise(done => {
        addEventListener("scroll", () => requestAnimationFrame(done), { once: true });
        scrollTo({ top, behavior: "instant" });
    })"""
    for place in (3000, 2700):
        page.evaluate(scrolled, place)
    # On a wide screen the theme leaves the button out.
    expect(page.get_by_role("button", name="Back to top")).to_be_visible(
        visible=page.viewport_size["width"] < 1200
    )


def note(kind):
    def opened(page):
        tip = page.locator(f"main p .tip:has({kind})").first
        tip.scroll_into_view_if_needed()
        tip.locator(".tip-trigger").focus()
        expect(tip.locator(".tip-note")).to_be_visible()

    return opened


def numbers_as_table(page):
    explorer = page.locator(".anx-explorer").first
    explorer.get_by_role("button", name="Show as table").click()
    expect(explorer.get_by_role("table").last).to_be_visible()


def asked_back(page):
    answer(page, "1,200")
    expect(exercise(page, NUMBER).locator(".anx-choices button")).to_have_count(2)


def solved(page):
    box = exercise(page, NUMBER)
    for _ in range(2):
        box.get_by_role("button", name="Hint").click()
    answer(page, "1")
    answer(page, f"{Exercise(NUMBER).variants[0].key:.4g}")
    box.get_by_role("button", name="Worked solution").click()
    expect(box.locator(".anx-solution")).to_be_visible()


def remarks(page):
    box = exercise(page, SEVERAL)
    for option in box.get_by_role("checkbox").all():
        option.check()
    box.get_by_role("button", name="Check").click()
    expect(box.locator(".anx-remarks > li").first).to_be_visible()


def everything_unfolded(page):
    page.locator("main details").first.wait_for()
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


def results(page):
    page.locator("#search-results").get_by_role("link", name="Half-life").first.wait_for()


def filtered(page):
    page.get_by_label("Show rows with these words").fill("no such number")


STATES = {
    "search dialog": ("index.html", search_dialog),
    "launch menu": (CHAPTER, menu("Launch interactive content")),
    "download menu": (CHAPTER, menu("Download this page")),
    "source menu": (CHAPTER, menu("Source repositories")),
    "sidebar": (CHAPTER, sidebar),
    "contents of the page": (CHAPTER, contents),
    "back to top": (CHAPTER, way_back_to_the_top),
    "note of a term": (CHAPTER, note(".tip-term")),
    "note of a number": (CHAPTER, note(".tip-fact")),
    "explorer as a table": (CHAPTER, numbers_as_table),
    "answer asked back": (CHAPTER, asked_back),
    "exercise solved": (CHAPTER, solved),
    "options with remarks": (PRACTICE, remarks),
    "everything unfolded": (CHAPTER, everything_unfolded),
    "search results": ("search.html?q=half-life", results),
    "no number found": ("reference/numbers/benzodiazepines.html", filtered),
}


@pytest.mark.exhaustive
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", STATES)
def test_page_with_something_open(reader, violations, state, width, theme):
    name, opened = STATES[state]
    page = reader(width=width, theme=theme).open(name)
    opened(page)
    assert violations(page) == []
