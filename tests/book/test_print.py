"""Pages on paper: figures in their setting, questions with room to answer, nothing cut, ink on white."""

import re

import pypdfium2
import pytest

CHAPTER = "chapters/principles/half-life.html"
# A sheet of A4 without its margins, in the pixels of a style sheet.
SHEET = round((210 - 2 * 18) / 25.4 * 96)
PRINTED = ["index.html", CHAPTER, "chapters/principles/gating.html", "reference/drugs/alprazolam.html"]


def on_paper(visitor, name):
    """Open a page as the printer sees it."""
    page = visitor.open(name)
    page.emulate_media(media="print")
    return page


def printed_text(page):
    """Return what stands on the sheets."""
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in sheets).split())


def test_a_figure_prints_the_setting_it_was_left_in(reader):
    page = reader().open(CHAPTER)
    figure = page.locator(".anx-explorer").nth(2)
    slider = figure.locator("input[type=range]:not(.anx-reader)").first
    before = figure.locator("output").first.inner_text()
    slider.focus()
    slider.press("ArrowRight")
    after = figure.locator("output").first.inner_text()
    assert after != before
    menu = figure.locator("select").first
    menu.select_option(index=0)
    chosen = menu.evaluate("menu => menu.selectedOptions[0].text")
    text = printed_text(page)
    labels = figure.locator(".anx-label").all_inner_texts()
    values = {"select": chosen, "range": after}
    for kind, value in values.items():
        assert any(f"{label}: {value}" in text for label in labels), (kind, value)
    page.emulate_media(media="print")
    assert not slider.is_visible()
    for hidden in (".anx-explorer .anx-actions", ".bd-sidebar-primary", ".headerlink"):
        assert page.locator(hidden).locator("visible=true").count() == 0


def test_an_exercise_prints_its_question_and_room_for_the_answer(reader):
    page = reader().open(CHAPTER)
    exercise = page.locator(".anx-exercise").first
    exercise.locator("input[type=text]").fill("98765")
    exercise.get_by_role("button", name="Check").click()
    exercise.get_by_role("button", name="Hint").click()
    verdict = exercise.locator(".anx-verdict").inner_text()
    text = printed_text(page)
    assert exercise.locator(".anx-statement strong").first.inner_text() in text
    assert "Your answer" in text
    page.emulate_media(media="print")
    for hidden in (verdict, "Check", "New numbers", "Worked solution"):
        assert hidden not in exercise.inner_text()
    # What was typed is not printed: the sheet asks afresh.
    assert exercise.locator("input[type=text]").evaluate("field => getComputedStyle(field).color") == (
        "rgba(0, 0, 0, 0)"
    )


def test_options_are_boxes_to_tick_and_none_is_ticked(reader):
    page = reader().open("hands_on/half-life.html")
    box = page.locator(".anx-option > input").first
    box.check()
    page.emulate_media(media="print")
    looks = box.evaluate(
        "box => (s => [s.appearance, s.borderTopStyle, s.backgroundImage])(getComputedStyle(box))"
    )
    assert looks == ["none", "solid", "none"]


def test_code_that_teaches_is_printed_and_code_that_draws_is_not(reader):
    text = printed_text(reader().open(CHAPTER))
    assert "three_weeks = Regimen.repeated(" in text
    assert "figure_style" not in text
    assert "Show the code" not in text


def test_an_answer_is_printed_when_it_was_opened(reader):
    page = reader().open(CHAPTER)
    answers = page.locator("details.sd-dropdown")
    answers.first.locator("summary").click()
    page.emulate_media(media="print")
    assert answers.first.locator(".sd-summary-content").is_visible()
    assert answers.locator("visible=true").count() == 1


def contrast_with_white(colour):
    """Return the contrast of a colour with white by WCAG."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_ink_on_white_whatever_the_screen_shows(reader, theme):
    page = reader(theme=theme).open(CHAPTER)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    page.emulate_media(media="print", color_scheme=theme)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    colours = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
        .map(e => [getComputedStyle(e).color, getComputedStyle(e).stroke])"""
    for selector in (".bd-article p", ".bd-article h2", ".highlight span", ".admonition p", ".anx-summary"):
        inks = page.evaluate(colours, selector)
        assert inks
        assert [ink for ink, _ in inks if contrast_with_white(ink) < 4.5] == []
    curves = page.evaluate(colours, ".anx-plot .anx-curve")
    assert len(curves) >= 3
    assert [ink for _, ink in curves if contrast_with_white(ink) < 3] == []
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.bd-article *')].filter(e => e.checkVisibility())
        .map(e => getComputedStyle(e).backgroundColor).filter(c => !c.startsWith('rgba(0, 0, 0, 0'))"""
    )
    assert [box for box in boxes if contrast_with_white(box) > 1.5] == []


# Of mathematics the outer box counts: within, rules and roots are drawn by cutting longer ones.
CUT = """() => [...document.querySelectorAll('.bd-article *')]
    .filter(e => e.checkVisibility() && !e.closest('.katex *, svg, .visually-hidden'))
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 ||
        (getComputedStyle(e).overflowX !== 'visible' && e.clientWidth && e.scrollWidth > e.clientWidth + 1))
    .concat([...document.querySelectorAll('td .katex-html > .base')].filter(e =>
        e.getBoundingClientRect().right > e.closest('td').getBoundingClientRect().right + 1))
    .map(e => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""


@pytest.mark.parametrize("name", PRINTED)
def test_nothing_is_cut_at_the_edge_of_the_sheet(reader, name):
    page = on_paper(reader(width=SHEET), name)
    assert page.evaluate(CUT) == []


@pytest.mark.exhaustive
def test_no_page_of_the_book_is_cut(reader, page_name):
    page = on_paper(reader(width=SHEET), page_name)
    assert page.evaluate(CUT) == []


def test_headings_stay_with_what_they_head(reader):
    page = on_paper(reader(width=SHEET), CHAPTER)
    breaks = page.eval_on_selector_all(
        ".bd-article :is(h1, h2, h3)", "heads => heads.map(h => getComputedStyle(h).breakAfter)"
    )
    assert set(breaks) == {"avoid"}
    whole = page.eval_on_selector_all(
        ".anx-explorer, .anx-exercise, .equation, .bd-article figure",
        "boxes => boxes.map(b => getComputedStyle(b).breakInside)",
    )
    assert set(whole) == {"avoid"}


def test_a_link_to_the_web_prints_its_address(reader):
    text = printed_text(reader().open("index.html"))
    assert "Creative Commons Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/)" in text
    assert "doi:10.1038/clpt.1993.65" in printed_text(reader().open(CHAPTER))
