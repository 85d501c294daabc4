"""Explorers on the built page: they answer to mouse and keyboard, and show what the library computed."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest
from playwright.sync_api import expect

from anxiolytics.half_life import fraction_remaining
from anxiolytics.interactive import Explorer, Frame, Menu, Slider
from anxiolytics.interactive.displayable import module_source

CHAPTER = "chapters/principles/half-life.html"


def first_explorer(page):
    return page.locator(".anx-explorer").first


def curve(explorer):
    return explorer.locator(".anx-plot path.anx-curve").first


def readouts(explorer):
    return explorer.locator(".anx-readouts dd").all_inner_texts()


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
@pytest.mark.parametrize("width", [1280, 390])
def test_keyboard_moves_slider_curve_readouts_and_sentence(reader, files, width):
    page = reader(files=files, width=width).open(CHAPTER)
    explorer = first_explorer(page)
    slider = explorer.get_by_role("slider").first
    before = curve(explorer).get_attribute("d"), readouts(explorer), slider.get_attribute("aria-valuetext")
    sentence = explorer.locator(".anx-summary").inner_text()
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(curve(explorer)).not_to_have_attribute("d", before[0])
    assert readouts(explorer) != before[1]
    assert slider.get_attribute("aria-valuetext") != before[2]
    expect(explorer.locator(".anx-summary")).not_to_have_text(sentence, use_inner_text=True)
    page.keyboard.press("ArrowLeft")
    expect(curve(explorer)).to_have_attribute("d", before[0])


def test_mouse_drags_a_slider(reader):
    page = reader().open(CHAPTER)
    explorer = first_explorer(page)
    slider = explorer.get_by_role("slider").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    before = curve(explorer).get_attribute("d")
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, y, steps=5)
    page.mouse.up()
    assert slider.input_value() == slider.get_attribute("max")
    expect(curve(explorer)).not_to_have_attribute("d", before)


def test_menu_changes_the_curves(reader):
    page = reader().open(CHAPTER)
    explorer = page.locator(".anx-explorer").filter(has=page.locator("select")).first
    before = curve(explorer).get_attribute("d")
    menu = explorer.get_by_role("combobox")
    menu.select_option(index=(menu.evaluate("m => m.selectedIndex") + 1) % menu.locator("option").count())
    expect(curve(explorer)).not_to_have_attribute("d", before)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_plot_is_drawn_at_its_true_width_and_labels_stay_inside(reader, width):
    page = reader(width=width).open(CHAPTER)
    for explorer in page.locator(".anx-explorer").all():
        plot = explorer.locator(".anx-plot > svg")
        drawn = [float(v) for v in plot.get_attribute("viewBox").split()[2:]]
        box = plot.bounding_box()
        assert drawn == pytest.approx([box["width"], box["height"]], abs=1.5)
        frame = explorer.bounding_box()
        outside = explorer.evaluate(
            """(e, [left, right]) => [...e.querySelectorAll("*")]
                 .filter(n => n.childElementCount === 0 && n.textContent.trim() && n.getClientRects().length)
                 .filter(n => getComputedStyle(n).position !== "absolute" || !n.closest(".visually-hidden"))
                 .map(n => [n.textContent, n.getBoundingClientRect()])
                 .filter(([t, b]) => b.width > 1 && (b.left < left - 1 || b.right > right + 1))
                 .map(([t, b]) => t)""",
            [frame["x"], frame["x"] + frame["width"]],
        )
        assert outside == []


@pytest.mark.parametrize("width", [390, 1280])
def test_boxes_stay_where_they_are_when_the_page_comes_alive(reader, width):
    boxes = {}
    for javascript in (False, True):
        visitor = reader(width=width, javascript=javascript)
        visitor.page.goto(f"{visitor.address}/{CHAPTER}")
        if javascript:
            visitor.settle()
        kinds = visitor.page.locator(".anx-explorer, .anx-exercise")
        boxes[javascript] = [box.bounding_box() for box in kinds.all()]
    assert len(boxes[True]) >= 5
    for still, alive in zip(boxes[False], boxes[True], strict=True):
        assert alive["height"] == pytest.approx(still["height"], abs=1)


def test_start_state_is_shown_without_javascript(reader):
    visitor = reader(javascript=False)
    visitor.page.goto(f"{visitor.address}/{CHAPTER}")
    explorer = first_explorer(visitor.page)
    assert len(curve(explorer).get_attribute("d")) > 100
    assert all(text.strip() for text in readouts(explorer))
    assert visitor.page.locator("noscript, .anx-note").filter(has_text="JavaScript").count() >= 1


def test_touch_targets_are_large_enough(reader):
    page = reader(width=390, has_touch=True).open(CHAPTER)
    for control in page.locator(".anx-explorer").locator("input, select, button").all():
        if control.is_visible():
            assert control.bounding_box()["height"] >= 44


def test_nothing_moves_by_itself_for_those_who_asked_for_less_motion(reader):
    page = reader().open(CHAPTER)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    first_explorer(page).get_by_role("slider").first.press("ArrowRight")
    first_explorer(page).get_by_role("button", name="Show as table").click()
    exercise = page.locator(".anx-exercise").first
    exercise.get_by_role("button", name="Hint").click()
    exercise.get_by_label("Your answer").fill("1")
    exercise.get_by_role("button", name="Check").click()
    running = "document.getAnimations().filter(a => a.effect?.target?.closest('.anx-host')).length"
    assert page.evaluate(running) == 0


def test_the_plot_says_what_it_shows(reader):
    page = reader().open(CHAPTER)
    for plot in page.locator(".anx-plot > svg").all():
        assert plot.get_attribute("role") == "img"
        assert len(plot.locator("desc").text_content()) > 20


class Payload(HTMLParser):
    """The data that travels with a widget."""

    data = ""
    inside = False

    def handle_starttag(self, tag, attributes):
        self.inside = tag == "script" and ("type", "application/json") in attributes

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.data += data


def test_every_entry_of_the_table_is_what_the_library_computed(reader):
    hours = np.linspace(0, 72, 97)
    drugs = {"fast": 0.5, "slow": 2.0}

    def function(drug, half_life_h, dose_mg):
        level = dose_mg * fraction_remaining(hours, half_life_h * drugs[drug])
        return Frame({"level": level, "half of it": level / 2}, {"start": level[0]})

    controls = [
        Menu("drug", "Drug", {"fast": "Fast", "slow": "Slow"}),
        Slider("half_life_h", "Half-life", [3, 6, 12, 24, 48], "h"),
        Slider("dose_mg", "Dose", [1, 2, 4], "mg"),
    ]
    explorer = Explorer(
        function, controls, x=hours, x_label="Time", x_unit="h", y_label="Level", y_unit="mg", title="Decay"
    )
    payload = Payload()
    payload.feed(explorer.host_html())
    module = re.sub(r"export default .*", "", module_source("explorer"))
    page = reader().open("index.html")
    decoded = page.evaluate(
        """async ([module, text]) => {
             const { state, buffers } = JSON.parse(text);
             const bytes = Uint8Array.from(atob(buffers.table), letter => letter.charCodeAt(0));
             const inside = new Function(module + "; return { inflated, bytesOf, curvesReader };")();
             const sent = inside.bytesOf(new DataView(bytes.buffer));
             const table = state.spec.table.deflated ? await inside.inflated(sent) : sent;
             const at = inside.curvesReader(table, state.spec.table);
             return [...Array(30).keys()].map(cell => at(cell).map(curve => [...curve]));
           }""",
        [module, payload.data],
    )
    expected = [
        list(function(drug, half_life_h, dose_mg).curves.values())
        for drug in drugs
        for half_life_h in controls[1].values
        for dose_mg in controls[2].values
    ]
    difference = np.abs(np.array(decoded) - np.array(expected)).max(axis=(0, 2))
    stated = np.array(list(explorer.max_error.values()))
    assert (difference <= stated * (1 + 1e-9)).all()
    assert (stated <= 1.001e-4 * np.array([4, 2])).all()


def test_at_most_one_explorer_of_three_controls_a_page(site, page_name):
    text = (site / page_name).read_text("utf-8")
    assert text.count('data-kind="explorer"') == len(re.findall(r'data-kind="explorer" id="explorer-', text))
    assert text.count('data-controls="3"') <= 1
    names = re.findall(r'data-kind="explorer" id="(explorer-[^"]*)"', text)
    assert len(set(names)) == len(names), "two figures of a page have one address"
