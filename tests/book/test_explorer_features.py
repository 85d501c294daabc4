"""All that an explorer can do, on a page made for it: cursor, legend, table, links, print, forced colours."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from anxiolytics.interactive import (
    ComposedExplorer,
    Explorer,
    Family,
    Frame,
    Menu,
    Panel,
    Points,
    Product,
    Slider,
)
from anxiolytics.interactive.number_text import number_text, value_text
from anxiolytics.interactive.sphinx_hook import page_script, page_stylesheet

HOURS = np.linspace(0, 48, 97)
CONCENTRATIONS = np.geomspace(0.01, 1e4, 61)


def course(half_life_h, person):
    level = (100 if person == "young" else 60) * 2 ** (-HOURS / half_life_h)
    return Frame(
        {"Plasma level": level, "Metabolite": 0.3 * level[::-1], "Occupancy": 100 * level / (level + 20)},
        {"Last": level[-1]},
        bands={"Plasma level": (0.7 * level, 1.3 * level)},
        lines={"Limit": 20 if person == "young" else np.nan},
        x_lines={"One half-life": half_life_h},
    )


def full():
    return Explorer(
        course,
        [
            Slider("half_life_h", "Half-life", [3, 6, 12, 24, 36], "h", start=12),
            Menu("person", "Person", {"young": "Young", "old": "Old"}),
        ],
        x=HOURS,
        x_label="Time",
        x_unit="h",
        y_label="Concentration",
        y_unit="ng/mL",
        title="A dose",
        name="full",
        readout_units={"Last": "ng/mL"},
        summary="With {half_life_h}, {Last} is left.",
        panels=[Panel("Bound receptors", "%", ["Occupancy"], y_range=(0, 100))],
        points={"Measured": Points([2, 8, 24, 40], [80, 55, 22, 6], [70, 45, 15, 2], [95, 70, 30, 12])},
    )


def people():
    def icons(per_hundred):
        return Frame(icons={"helped": per_hundred, "well anyway": 30, "not helped": 70 - per_hundred})

    return Explorer(
        icons, [Slider("per_hundred", "Helped", [5, 20, 50])], title="People", summary="{per_hundred} of 100."
    )


def sum_of_sites():
    binding = [100 * CONCENTRATIONS / (CONCENTRATIONS + k) for k in (1, 10, 100)]
    controls, families, products = [], {}, []
    for site in ("one", "two", "three", "four"):
        controls += [
            Slider(f"k_{site}", f"Affinity at {site}", [1, 10, 100], "nM"),
            Slider(f"e_{site}", f"Efficacy at {site}", [0, 0.5, 1], start=0.5),
        ]
        families |= {f"k_{site}": Family(f"k_{site}", binding), f"e_{site}": Family(f"e_{site}", [0, 0.5, 1])}
        products.append(Product([f"k_{site}", f"e_{site}"], 0.25))
    return ComposedExplorer(
        families,
        controls,
        curves={"Effect": products},
        readouts={
            "Mean efficacy": [Product([f"e_{site}"], 0.25) for site in ("one", "two", "three", "four")]
        },
        x=CONCENTRATIONS,
        x_scale="log",
        x_label="Concentration",
        x_unit="nM",
        y_label="Effect",
        y_unit="%",
        title="Four sites",
    )


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A page of its own with one explorer of each kind, as a file."""
    folder = tmp_path_factory.mktemp("explorers")
    (folder / "page.js").write_text(page_script(), "utf-8")
    hosts = "".join(figure.host_html() for figure in (full(), people(), sum_of_sites()))
    (folder / "page.html").write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Explorers</title>'
        f'<meta name="viewport" content="width=device-width"><style>{page_stylesheet()}</style></head>'
        '<body><main><h1>Explorers</h1><p><a href="#explorer-full=0,1">Old and fast</a></p>'
        f'{hosts}</main><script src="page.js"></script></body></html>',
        "utf-8",
    )
    return (folder / "page.html").as_uri()


@pytest.fixture
def visit(reader, scratch):
    """Open the page: `visit(width=390, fragment="#…")`."""

    def open_page(fragment="", width=1000, **options):
        visitor = reader(files=True, width=width, **options)
        visitor.page.goto(scratch + fragment)
        visitor.settle()
        assert visitor.faults == []
        return visitor.page

    return open_page


def figure(page, name="full"):
    return page.locator(f"#explorer-{name} .anx-explorer")


def curve_data(page):
    return figure(page).locator(".anx-plot path.anx-curve").first.get_attribute("d")


def test_the_keys_read_the_curves(visit):
    page = visit()
    cursor = figure(page).get_by_role("slider", name="Read the curves at")
    cursor.focus()
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    level = 100 * 2 ** (-8 / 12)
    error = full().max_error["Plasma level"]
    texts = [value_text(value, error) for value in (level, 0.7 * level, 1.3 * level)]
    spoken = cursor.get_attribute("aria-valuetext")
    assert spoken.startswith("8 h: Plasma level {} ({} to {}) ng/mL; Metabolite ".format(*texts))
    tips = figure(page).locator(".anx-tip")
    expect(tips).to_have_count(2)
    expect(tips.first).to_contain_text(texts[0])
    expect(tips.last).to_contain_text("Occupancy")
    before = curve_data(page)
    page.keyboard.press("Escape")
    expect(tips.first).to_be_hidden()
    assert curve_data(page) == before


def test_the_mouse_reads_the_curves_until_it_leaves(visit):
    page = visit()
    plot = figure(page).locator(".anx-plot").first
    box = plot.bounding_box()
    page.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + 40)
    tip = figure(page).locator(".anx-tip").first
    expect(tip).to_contain_text("36 h")
    edges, plot_edges = tip.bounding_box(), plot.bounding_box()
    assert plot_edges["x"] <= edges["x"]
    assert edges["x"] + edges["width"] <= plot_edges["x"] + plot_edges["width"]
    page.mouse.move(box["x"] + 0.75 * box["width"], box["y"] - 200)
    expect(tip).to_be_hidden()


def test_a_finger_reads_the_curves(visit):
    page = visit(width=390, has_touch=True)
    plot = figure(page).locator(".anx-plot").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 4, box["y"] + 60)
    tip = figure(page).locator(".anx-tip").first
    expect(tip).to_contain_text("12 h")
    page.get_by_role("heading", name="Explorers").tap()
    expect(tip).to_be_hidden()


def test_a_drag_reads_the_curves_and_the_keys_go_on_from_there(visit):
    page = visit()
    plot, tip = figure(page).locator(".anx-plot").first, figure(page).locator(".anx-tip").first
    box = plot.bounding_box()
    y = box["y"] + 50
    page.mouse.move(box["x"] + box["width"] / 4, y)
    page.mouse.down()
    expect(tip).to_contain_text("12 h")
    page.mouse.move(box["x"] + box["width"] / 2, y, steps=4)
    expect(tip).to_contain_text("24 h")
    page.mouse.up()
    page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("24.5 h")


def test_a_finger_that_drags_reads_the_curves_along_its_way(visit):
    page = visit(width=390, has_touch=True)
    plot, tip = figure(page).locator(".anx-plot").first, figure(page).locator(".anx-tip").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    touch = page.context.new_cdp_session(page)

    def finger(kind, *shares):
        places = [{"x": box["x"] + share * box["width"], "y": box["y"] + 60} for share in shares]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    finger("touchStart", 0.25)
    for share in (0.3, 0.4, 0.5):
        finger("touchMove", share)
    expect(tip).to_contain_text("24 h")
    finger("touchMove", 0.75)
    expect(tip).to_contain_text("36 h")
    finger("touchEnd")
    expect(tip).to_be_visible()


def test_the_cursor_follows_a_change_of_the_setting(visit):
    page = visit()
    cursor = figure(page).get_by_role("slider", name="Read the curves at")
    cursor.focus()
    page.keyboard.press("End")
    before = cursor.get_attribute("aria-valuetext")
    page.evaluate("location.hash = '#explorer-full=4,0'")
    expect(cursor).not_to_have_attribute("aria-valuetext", before)


def test_the_legend_hides_and_shows_and_one_curve_stays(visit):
    page = visit()
    legend = figure(page).locator(".anx-legend").first
    keys = legend.get_by_role("button")
    assert keys.all_inner_texts() == ["Plasma level", "Metabolite", "Measured"]
    paths = figure(page).locator(".anx-plot").first.locator("path:not(.anx-line, .anx-x-line)")
    shown = paths.locator("visible=true")
    assert shown.count() == paths.count() == 5
    keys.nth(0).click()
    expect(keys.nth(0)).to_have_attribute("aria-pressed", "false")
    # The curve goes with its band.
    assert shown.count() == 3
    keys.nth(2).click()
    keys.nth(1).focus()
    page.keyboard.press("Enter")
    expect(keys.nth(1)).to_have_attribute("aria-pressed", "true")
    expect(keys.nth(1)).to_have_attribute("aria-disabled", "true")
    assert shown.count() == 1
    figure(page).get_by_role("slider", name="Read").focus()
    assert "Plasma level" not in figure(page).locator(".anx-tip").first.inner_text()
    figure(page).get_by_role("button", name="Reset").click()
    assert shown.count() == 5
    assert [key.get_attribute("aria-pressed") for key in keys.all()] == ["true"] * 3


def test_the_table_says_what_the_curves_show(visit):
    page = visit()
    button = figure(page).get_by_role("button", name="Show as table")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    tables = figure(page).get_by_role("table")
    expect(tables).to_have_count(2)
    heads = tables.first.get_by_role("columnheader").all_inner_texts()
    assert heads == ["Time (h)", "Plasma level (ng/mL)", "Metabolite (ng/mL)", "Occupancy (%)"]
    rows = tables.first.locator("tbody tr")
    assert rows.count() == 25
    assert rows.nth(6).locator("th, td").all_inner_texts()[::3] == ["12", "71.4"]
    measured = tables.last.locator("tbody tr").first.locator("th, td").all_inner_texts()
    assert measured == ["2", "80", "70 to 95"]
    before = rows.last.inner_text()
    figure(page).get_by_role("combobox").select_option(index=1)
    expect(rows.last).not_to_have_text(before, use_inner_text=True)
    figure(page).locator(".anx-legend button").first.click()
    assert "Plasma level (ng/mL)" not in tables.first.get_by_role("columnheader").all_inner_texts()
    button.click()
    expect(tables).to_have_count(0)


def test_reset_goes_back_to_the_start(visit):
    page = visit()
    before = curve_data(page)
    figure(page).get_by_role("slider", name="Half-life").press("End")
    assert curve_data(page) != before
    figure(page).get_by_role("button", name="Reset").click()
    assert curve_data(page) == before
    assert figure(page).get_by_role("slider", name="Half-life").input_value() == "2"


def test_a_copied_link_restores_the_setting(visit):
    page = visit()
    figure(page).get_by_role("slider", name="Half-life").press("End")
    figure(page).get_by_role("combobox").select_option(index=1)
    figure(page).get_by_role("button", name="Copy link").click()
    expect(figure(page).get_by_role("status")).to_have_text(re.compile("Link copied|address bar"))
    assert page.evaluate("location.hash") == "#explorer-full=4,1"
    again = visit(fragment="#explorer-full=4,1")
    assert curve_data(again) == curve_data(page)
    assert figure(again).get_by_role("combobox").input_value() == "Old"


def test_a_link_on_the_page_moves_the_figure_and_goes_to_it(visit):
    page = visit(width=390)
    before = curve_data(page)
    page.get_by_role("link", name="Old and fast").click()
    expect(figure(page).get_by_role("slider", name="Half-life")).to_have_value("0")
    assert curve_data(page) != before
    assert abs(figure(page).bounding_box()["y"]) < 30


@pytest.mark.parametrize(
    "fragment", ["#explorer-full=9,9", "#explorer-full=", "#other=1", "#%", "#explorer-full"]
)
def test_a_wrong_address_changes_nothing(visit, fragment):
    assert curve_data(visit(fragment=fragment)) == curve_data(visit())


def test_a_line_comes_and_goes_with_its_name(visit):
    page = visit()
    name = figure(page).locator(".anx-line-label", has_text="Limit")
    expect(name).to_be_visible()
    figure(page).get_by_role("combobox").select_option(index=1)
    expect(name).to_be_hidden()
    figure(page).get_by_role("slider", name="Half-life").press("End")
    upright = figure(page).locator(".anx-x-line-label")
    plot = figure(page).locator(".anx-plot").first.bounding_box()
    # Near the right end the name stands on the other side of its line.
    assert upright.bounding_box()["x"] + upright.bounding_box()["width"] == pytest.approx(
        plot["x"] + plot["width"] * 36 / 48, abs=2
    )


def test_icons_are_counted_anew(visit):
    page = visit()
    box = figure(page, "people")
    assert box.locator("b").all_inner_texts() == ["5", "30", "65"]
    box.get_by_role("slider").press("End")
    assert box.locator("b").all_inner_texts() == ["50", "30", "20"]
    drawn = [path.get_attribute("d").count("h0") for path in box.locator(".anx-icons > svg > path").all()]
    assert drawn == [50, 30, 20]


def test_a_composed_figure_adds_its_parts(visit):
    page = visit()
    box = figure(page, "four-sites")
    box.get_by_role("slider", name="Affinity at one").press("End")
    box.get_by_role("slider", name="Efficacy at two").press("End")
    cursor = box.get_by_role("slider", name="Read the curves at")
    cursor.press("Home")
    for _ in range(30):
        cursor.press("ArrowRight")
    positions = [2, 1, 0, 2, 0, 1, 0, 1]
    composed = sum_of_sites()
    effect = composed.composition.curves_at(positions)[0, 30]
    x = CONCENTRATIONS[30]
    text = f"{number_text(x, 4)} nM: Effect {value_text(effect, composed.max_error['Effect'])} %"
    assert cursor.get_attribute("aria-valuetext") == text
    assert box.locator(".anx-readouts dd").all_inner_texts() == ["0.625"]


@pytest.mark.parametrize("width", [320, 390, 1000])
def test_all_boxes_are_those_of_the_still_picture(visit, reader, scratch, width):
    still = reader(files=True, width=width, javascript=False).page
    still.goto(scratch)
    alive = visit(width=width)
    for name in ("full", "people", "four-sites"):
        parts = ".anx-explorer, .anx-explorer > *, .anx-panels > *"
        boxes = [
            [part.bounding_box() for part in page.locator(f"#explorer-{name}").locator(parts).all()]
            for page in (still, alive)
        ]
        assert len(boxes[0]) == len(boxes[1]) > 5
        for before, after in zip(*boxes, strict=True):
            assert (before["width"], before["height"]) == pytest.approx(
                (after["width"], after["height"]), abs=1
            )
    assert alive.evaluate("document.documentElement.scrollWidth") <= width


def test_touch_targets_are_large_enough(visit):
    page = visit(width=390, has_touch=True)
    for control in page.locator(".anx-explorer").locator("input, select, button").all():
        assert control.bounding_box()["height"] >= 44


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_assistive_technology(visit, theme):
    page = visit(theme=theme)
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    page.evaluate(
        "colour => document.body.style.background = colour", {"light": "#fff", "dark": "#14181e"}[theme]
    )
    figure(page).get_by_role("button", name="Show as table").click()
    found = Axe().run(page, context=".anx-host").response["violations"]
    assert [(fault["id"], [node["html"][:100] for node in fault["nodes"]]) for fault in found] == []


def test_on_paper_the_setting_is_words(visit):
    page = visit()
    figure(page).get_by_role("slider", name="Half-life").press("End")
    figure(page).locator(".anx-legend button").nth(1).click()
    page.emulate_media(media="print")
    assert figure(page).locator("input:visible, .anx-actions:visible").count() == 0
    control = figure(page).locator(".anx-control").first
    assert control.inner_text().split() == ["Half-life", "36", "h"]
    colon = "e => getComputedStyle(e.querySelector('.anx-label'), '::after').content"
    assert control.evaluate(colon) == '":"'
    expect(figure(page).locator(".anx-legend > li", has_text="Metabolite")).to_be_hidden()
    expect(figure(page).locator(".anx-legend > li", has_text="Plasma level")).to_be_visible()


def test_forced_colours_leave_shapes_and_dashes(visit):
    page = visit(forced_colors="active")
    paths = figure(page).locator(".anx-plot path.anx-curve")
    styles = [
        path.evaluate("p => [getComputedStyle(p).stroke, getComputedStyle(p).strokeDasharray]")
        for path in paths.all()
    ]
    assert len({stroke for stroke, _ in styles}) == 1
    assert len({dash for _, dash in styles}) == 3


def test_numbers_read_alike_in_this_browser(visit):
    page = visit()
    rng = np.random.default_rng(3)
    values = [
        *(rng.uniform(-1, 1, 2000) * 10.0 ** rng.uniform(-8, 9, 2000)),
        *(rng.integers(-8000, 8000, 500) / 8),
    ]
    values = [float(value) for value in values]
    source = re.search(r"const NO_NUMBER[\s\S]*?\nfunction withUnit", page_script())[0].replace(
        "function withUnit", ""
    )
    written = page.evaluate(
        "([source, values]) => values.map(new Function(source + '; return (v) => numberText(v, 3)')())",
        [source, values],
    )
    assert written == [number_text(value) for value in values]
