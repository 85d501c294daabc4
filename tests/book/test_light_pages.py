"""What was taken away is not missed: icons, menus, copying; the still figure is as large as the live one."""

import re

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import expect

from mathematics import typeset

CHAPTER = "chapters/principles/half-life.html"
ICONS = """() => [...document.querySelectorAll('[class*="fa-"]')].map(icon => {
  const before = getComputedStyle(icon, "::before");
  return {name: icon.className, font: before.fontFamily, drawn: before.content.replace(/["']/g, ""),
          width: icon.getClientRects().length ? icon.getBoundingClientRect().width : null};
})"""


@pytest.fixture(scope="module")
def characters_of_fonts(site):
    """The characters of all icon fonts of the site."""
    fonts = (site / "_static" / "fonts").glob("fa-*.woff2")
    return {chr(code) for font in fonts for code in TTFont(font).getBestCmap()}


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
@pytest.mark.parametrize("width", [1280, 390])
def test_icons_are_drawn(reader, characters_of_fonts, files, width):
    page = reader(files=files, width=width).open(CHAPTER)
    page.evaluate("document.fonts.ready")
    icons = page.evaluate(ICONS)
    assert len(icons) >= 10
    for icon in icons:
        assert "Font Awesome" in icon["font"]
        assert set(icon["drawn"]) <= characters_of_fonts, icon["name"]
        assert icon["width"] is None or icon["width"] > 5, icon["name"]
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Font Awesome" in family for family in loaded)


def test_menus_open(reader):
    page = reader().open(CHAPTER)
    menu = page.locator(".dropdown-download-buttons")
    menu.get_by_role("button").first.click()
    expect(menu.locator(".dropdown-menu")).to_be_visible()


def test_code_can_be_copied(reader):
    page = reader().open(CHAPTER)
    assert page.locator("button.copybtn").count() >= 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_still_figure_is_as_large_as_the_live_one(reader, width):
    def tops(still):
        visitor = reader(width=width)
        if still:
            visitor.context.route("**/anxiolytics.js*", lambda route: route.fulfill(body=""))
            visitor.page.goto(f"{visitor.address}/{CHAPTER}")
            visitor.page.wait_for_load_state("networkidle")
        else:
            visitor.open(CHAPTER)
        assert visitor.page.locator(".anx-host[data-ready]").count() == (0 if still else 6)
        return visitor.page.eval_on_selector_all(
            "article h2, .anx-host", "all => all.map(one => one.getBoundingClientRect().top + scrollY)"
        )

    assert tops(still=True) == pytest.approx(tops(still=False), abs=1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_of_still_figures_stand_out(reader, theme):
    """Ink of pictures is the page's own, so that it can be read in both themes."""
    page = reader(theme=theme).open(CHAPTER)
    seen = page.evaluate(
        """() => { const ink = getComputedStyle(document.querySelector(".anx-picture svg")).color;
          return [ink, getComputedStyle(document.querySelector("article p")).color]; }"""
    )
    assert seen[0] == seen[1]
    assert page.locator(
        ".anx-picture svg [style*=currentColor], .anx-picture svg [fill=currentColor]"
    ).count()


def test_forced_colours_keep_icons_and_formulas(reader):
    page = reader(forced_colors="active").open(CHAPTER)
    text, icon, formula = page.evaluate(
        """() => ["article p", ".bd-header-article .fa-download", ".katex-html .mord"]
          .map(place => getComputedStyle(document.querySelector(place)).color)"""
    )
    assert text == formula
    assert icon != "rgba(0, 0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != text


def test_reduced_motion_stills_the_page(reader):
    page = reader().open(CHAPTER)
    page.get_by_role("slider").first.press("ArrowRight")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = page.evaluate(
        """() => [...document.querySelectorAll("main *, .bd-sidebar *")]
          .filter(e => getComputedStyle(e).transitionDuration.split(",").some(t => parseFloat(t) > 0.01))
          .map(e => e.className)"""
    )
    assert moving == []


def test_a_formula_too_wide_for_a_phone_scrolls_by_keyboard(reader):
    long = typeset(r"\underbrace{" + "abcdefghijklmnopqrstuvwxyz" * 4 + r"}_{n}", True)
    visitor = reader(width=390)

    def with_long_formula(route):
        body = route.fetch().text()
        changed = re.sub(
            r'(<div class="equation-body[^>]*>).*?(</div>)', lambda m: m[1] + long + m[2], body, count=1
        )
        assert changed != body
        route.fulfill(body=changed, content_type="text/html")

    visitor.context.route(f"**/{CHAPTER}", with_long_formula)
    page = visitor.open(CHAPTER)
    box = page.locator(".equation-body").first
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.equation-body').scrollLeft > 0")


def test_print_rules_are_in_the_one_style_sheet(site):
    css = (site / "_static" / "book.css").read_text("utf-8")
    printed = "".join(re.findall(r"@media[^{]*print[^{]*\{", css))
    assert printed
    assert ".equation-body{" in re.sub(r"\s", "", css)


def test_every_own_style_sheet_is_part_of_it(site):
    """A file of rules that no extension names would be forgotten in silence."""
    css = re.sub(r"\s", "", (site / "_static" / "book.css").read_text("utf-8"))
    own = sorted((site.parents[1] / "sphinx_extensions" / "static").glob("*.css"))
    assert own
    for sheet in own:
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        values = {re.sub(r"\s", "", rule) for rule in re.findall(r"\{([^{}]+?);?\s*\}", rules)}
        assert any(value in css for value in values), sheet.name


def test_licences_and_nothing_unused_are_published(site):
    static = site / "_static"
    assert "Font Awesome Free" in (static / "licences.txt").read_text("utf-8")
    assert "MIT" in (static / "katex" / "LICENSE").read_text("utf-8")
    published = [f.relative_to(static).as_posix() for f in static.rglob("*") if f.is_file()]
    unused = re.compile(r"fontawesome|thebe|\.map$|\.ttf$|macros\.html$|\.mo$")
    assert [name for name in published if unused.search(name)] == []
    assert [name for name in published if name.endswith(".css")] == ["book.css"]
