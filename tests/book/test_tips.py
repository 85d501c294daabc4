"""Notes over the text: they open by mouse, keyboard and finger, close, stay in the window, and print."""

import pytest

CHAPTER = "chapters/principles/half-life.html"
CARD = "reference/drugs/diazepam.html"


def tips(page):
    return page.locator("main .tip")


def first_in_text(page):
    """The first number that stands in a paragraph."""
    tip = page.locator("main p .tip:has(.tip-fact)").first
    tip.scroll_into_view_if_needed()
    return tip.locator(".tip-trigger"), tip.locator(".tip-note")


def test_opens_under_the_mouse_and_can_be_walked_into(reader):
    page = reader().open(CHAPTER)
    trigger, note = first_in_text(page)
    assert not note.is_visible()
    trigger.hover()
    assert note.is_visible()
    assert trigger.get_attribute("aria-expanded") == "true"
    assert note.locator("a").count() >= 1
    over, under = trigger.bounding_box(), note.bounding_box()
    page.mouse.move(over["x"] + 4, over["y"] + over["height"] / 2)
    page.mouse.move(over["x"] + 4, under["y"] + 10, steps=8)
    assert note.is_visible()
    page.mouse.move(2, 2)
    assert not note.is_visible()


def test_opens_on_focus_and_closes_on_escape(reader):
    page = reader().open(CHAPTER)
    trigger, note = first_in_text(page)
    trigger.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert trigger.evaluate("element => element === document.activeElement")
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert trigger.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Tab")
    assert note.locator("a").first.evaluate("element => element === document.activeElement")
    assert note.is_visible()


def test_opens_on_tap_and_closes_on_the_next_and_on_a_tap_elsewhere(reader):
    page = reader(width=390, has_touch=True).open(CHAPTER)
    trigger, note = first_in_text(page)
    trigger.tap()
    assert note.is_visible()
    trigger.tap()
    assert not note.is_visible()
    trigger.tap()
    page.locator("article h1:visible").tap()
    assert not note.is_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("name", [CHAPTER, CARD])
def test_every_note_stays_inside_the_window(reader, name, width, javascript):
    visitor = reader(width=width, javascript=javascript)
    page = visitor.page
    page.goto(f"{visitor.address}/{name}")
    found = tips(page).all()[:25]
    assert len(found) >= 20
    for tip in found:
        trigger, note = tip.locator(".tip-trigger"), tip.locator(".tip-note")
        trigger.focus()
        if trigger.get_attribute("aria-expanded") == "false" and javascript:
            trigger.press("Enter")
        assert note.is_visible()
        box = note.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_note_of_a_table_is_not_cut_off(reader):
    page = reader(width=390, has_touch=True).open(CARD)
    trigger = page.locator("main td .tip-trigger").last
    trigger.scroll_into_view_if_needed()
    trigger.tap()
    box = page.locator("main td .tip-note").last.bounding_box()
    topmost = page.evaluate(
        "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('.tip-note'))",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] - 4],
    )
    assert topmost


def test_focus_shows_the_source_without_javascript(reader):
    visitor = reader(javascript=False)
    visitor.page.goto(f"{visitor.address}/{CHAPTER}")
    trigger, note = first_in_text(visitor.page)
    assert not note.is_visible()
    trigger.focus()
    assert note.is_visible()


def test_print_shows_every_source(reader):
    page = reader().open(CHAPTER)
    page.emulate_media(media="print")
    notes = page.locator("main p .tip-fact").all()
    assert notes
    for note in notes[:10]:
        assert note.is_visible()
        assert note.evaluate("element => getComputedStyle(element).position") == "static"
        assert note.evaluate("element => getComputedStyle(element, '::before').content") == '" ["'


def test_print_leaves_out_a_note_on_a_term_that_is_open(reader):
    page = reader().open(CHAPTER)
    trigger, note = first_term(page)
    trigger.focus()
    assert note.is_visible()
    page.emulate_media(media="print")
    assert not note.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_note_is_accessible(reader, violations, theme):
    page = reader(theme=theme).open(CHAPTER)
    trigger, note = first_in_text(page)
    trigger.hover()
    assert note.is_visible()
    assert violations(page) == []


def first_term(page):
    tip = page.locator("main p .tip:has(.tip-term)").first
    tip.scroll_into_view_if_needed()
    return tip.locator(".tip-trigger"), tip.locator(".tip-note")


def test_a_term_shows_its_definition_and_stays_a_link(reader):
    page = reader().open(CHAPTER)
    trigger, note = first_term(page)
    trigger.hover()
    assert note.is_visible()
    assert len(note.inner_text()) > 30
    assert trigger.get_attribute("aria-describedby") == note.get_attribute("id")
    page.keyboard.press("Escape")
    assert not note.is_visible()
    trigger.click()
    page.wait_for_url("**/glossary.html#term-*")


def test_a_term_opens_on_the_first_tap_and_leads_on_with_the_second(reader):
    page = reader(width=390, has_touch=True, files=True).open(CHAPTER)
    trigger, note = first_term(page)
    trigger.tap()
    assert note.is_visible()
    box = note.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    trigger.tap()
    page.wait_for_url("**/glossary.html#term-*")


def test_a_term_can_be_walked_into_and_opens_on_focus(reader):
    page = reader().open(CHAPTER)
    trigger, note = first_term(page)
    trigger.hover()
    over, under = trigger.bounding_box(), note.bounding_box()
    page.mouse.move(over["x"] + 4, over["y"] + over["height"] / 2)
    page.mouse.move(over["x"] + 4, under["y"] + 10, steps=8)
    assert note.is_visible()
    page.mouse.move(2, 2)
    assert not note.is_visible()
    trigger.focus()
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert trigger.evaluate("element => element === document.activeElement")


def test_a_term_closes_on_a_tap_elsewhere(reader):
    page = reader(width=390, has_touch=True).open(CHAPTER)
    trigger, note = first_term(page)
    trigger.tap()
    assert note.is_visible()
    page.locator("main p:not(:has(.tip)):visible").first.tap()
    assert not note.is_visible()
    assert page.url.endswith(CHAPTER)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_formula_in_a_note_is_typeset_and_fits(reader, width):
    page = reader(width=width).open(CHAPTER)
    tip = page.locator("main p .tip:has(.tip-term .katex)").first
    tip.scroll_into_view_if_needed()
    tip.locator(".tip-trigger").focus()
    note = tip.locator(".tip-note")
    assert note.is_visible()
    for formula in note.locator(".katex-html").all():
        assert formula.evaluate("f => getComputedStyle(f).fontFamily").startswith("KaTeX_Main")
        inside, box = formula.bounding_box(), note.bounding_box()
        assert inside["height"] >= 8
        assert inside["x"] >= box["x"]
        assert inside["x"] + inside["width"] <= box["x"] + box["width"]
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px KaTeX_Math'))")
