"""The one style sheet loses what no page uses, and nothing else."""

import shutil
from types import SimpleNamespace

import pytest
import tinycss2
from fontTools.ttLib import TTFont
from sphinx.errors import ExtensionError

from mathematics import KATEX
from one_stylesheet import (
    characters_in_use,
    finish,
    link_one,
    names_in_use,
    pages_of,
    purged,
    rules_of,
    write_stylesheet,
)

PAGE = '<html><link href="_static/book.css" type="text/css" /><p class="shown other" id="here">x</p></html>'


def css_of(static, text, used=(), **more):
    (static / "a.css").write_text(text, "utf-8")
    return tinycss2.serialize(purged(rules_of(static / "a.css", static, **more), set(used)))


def sheets(static, **texts):
    for name, text in texts.items():
        (static / f"{name}.css").write_text(text, "utf-8")
    return [(f"{name}.css", "") for name in texts]


def a_font(folder):
    """A font of some hundred characters."""
    return shutil.copy(KATEX / "fonts" / "KaTeX_Main-Regular.woff2", folder / "whole.woff2")


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        ("p", "p"),
        (".shown", ".shown"),
        (".gone", ""),
        ("#here", "#here"),
        ("#gone", ""),
        (".shown .gone", ""),
        (".shown, .gone", ".shown"),
        (".gone,.shown:hover", ".shown:hover"),
        ("p:not(.gone)", "p:not(.gone)"),
        (":is(.gone, .shown) p", ":is(.gone, .shown) p"),
        ("[data-x='.gone']", "[data-x='.gone']"),
        ("html[data-theme=dark] .shown", "html[data-theme=dark] .shown"),
    ],
)
def test_selectors_that_cannot_apply_go(tmp_path, selector, kept):
    css = css_of(tmp_path, selector + "{color:#123456}", {"shown", "here"})
    assert css.partition("{")[0].replace('"', "'").strip() == kept


def test_rules_inside_a_condition(tmp_path):
    css = css_of(tmp_path, "@media (max-width:5px){.gone{a:b}.shown{c:d}}@media print{.gone{a:b}}", {"shown"})
    assert css == "@media (max-width:5px){.shown{c:d}}"
    css = css_of(tmp_path, "@supports (a:b){@media print{.shown{c:d}}}@keyframes k{from{a:b}}", {"shown"})
    assert css == "@supports (a:b){@media print{.shown{c:d}}}@keyframes k{from{a:b}}"


def test_a_sheet_for_print_stays_one(tmp_path):
    assert css_of(tmp_path, "p{a:b}", media="print") == "@media print{p{a:b}}"


def test_imports_come_in_and_addresses_start_from_the_folder(tmp_path):
    (tmp_path / "styles").mkdir()
    (tmp_path / "basic.css").write_text("b{background:url(minus.png)}")
    (tmp_path / "styles" / "a.css").write_text(
        '@charset "UTF-8";@import "../basic.css";'
        "i{background:url('../x/y.png')}u{background:url(#in-page)}s{background:url(data:image/png;base64,AA)}"
    )
    css = tinycss2.serialize(rules_of(tmp_path / "styles" / "a.css", tmp_path))
    assert css == (
        'b{background:url("minus.png")}i{background:url("x/y.png")}'
        "u{background:url(#in-page)}s{background:url(data:image/png;base64,AA)}"
    )


def test_bad_css_is_refused_with_its_place(tmp_path):
    with pytest.raises(ExtensionError, match=r"a\.css, line 2"):
        css_of(tmp_path, "p{a:b}\n}}")


def test_names_come_from_markup_and_scripts_not_from_data():
    page = (
        '<p class="a b" id="c">prose</p><script>x.classList.add("d")</script>'
        '<script type="application/json">{"text": "word", "html": "<i class=\\"e f\\">"}</script>'
    )
    used = names_in_use([page], ['element.className = "g h-i";'])
    assert set("abcdefg") | {"h-i"} <= used
    assert not {"prose", "word"} & used


def test_characters_are_read_however_they_are_written():
    assert set("aµ→é") <= characters_in_use(["a&micro;&#8594;\\u00e9"])


def test_pages_are_not_sought_among_assets(tmp_path):
    for name in ("index.html", "a/b.html", "_static/macros.html", "_sources/c.html", "a/_static/d.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [p.relative_to(tmp_path).as_posix() for p in pages_of(tmp_path)] == ["a/b.html", "index.html"]


FACE = "@font-face{font-family:'The Icons';src:url(whole.woff2) format('woff2'),url(whole.ttf)}"
ICONS = FACE + '.shown::before{font-family:The Icons;content:"\\2192"}.gone::before{content:"\\221e"}'


def test_fonts_keep_the_characters_in_use(tmp_path):
    whole = a_font(tmp_path)
    write_stylesheet(tmp_path, sheets(tmp_path, a=ICONS), [PAGE])
    (small,) = (tmp_path / "fonts").iterdir()
    found = TTFont(small).getBestCmap()
    assert {0x2192, ord("x")} <= set(found)
    assert 0x221E not in found
    assert small.stat().st_size < whole.stat().st_size / 4
    css = (tmp_path / "book.css").read_text("utf-8")
    assert f'src:url("fonts/{small.name}") format("woff2")' in css
    assert ".ttf" not in css
    assert {record.nameID for record in TTFont(small)["name"].names} <= {0, 13, 14}


def test_an_icon_that_comes_later_is_picked_up(tmp_path):
    a_font(tmp_path)
    first = write_stylesheet(tmp_path, sheets(tmp_path, a=ICONS), [PAGE])
    second = write_stylesheet(tmp_path, sheets(tmp_path, a=ICONS), [PAGE, '<i class="gone">'])
    assert first != second
    css = (tmp_path / "book.css").read_text("utf-8")
    assert ".gone" in css
    (small,) = (font for font in (tmp_path / "fonts").iterdir() if font.name in css)
    assert 0x221E in TTFont(small).getBestCmap()


def test_a_font_that_no_rule_names_goes(tmp_path):
    a_font(tmp_path)
    write_stylesheet(tmp_path, sheets(tmp_path, a=FACE), [PAGE])
    assert "font-face" not in (tmp_path / "book.css").read_text("utf-8")
    assert not (tmp_path / "fonts").exists()


@pytest.fixture
def site(tmp_path):
    """A site as Sphinx leaves it, and what finishes it."""
    static = tmp_path / "_static"
    app = SimpleNamespace(outdir=tmp_path, builder=SimpleNamespace())

    def write(pages):
        """Write some pages, as a full or a partial build does, and finish."""
        app.builder = SimpleNamespace()
        for name, text in pages.items():
            asked = [SimpleNamespace(filename="_static/own.css", priority=500, attributes={})]
            context = {"css_files": asked}
            link_one(app, name, "", context, None)
            assert context["css_files"] == ["_static/book.css"]
            (tmp_path / f"{name}.html").write_text(text, "utf-8")
        if pages:
            (static / "styles").mkdir(parents=True, exist_ok=True)
            (static / "styles" / "theme.css").write_text(".shown{a:b}")
            (static / "styles" / "pydata-sphinx-theme.css").write_text("/*! Bootstrap, MIT */.gone{c:d}")
            (static / "own.css").write_text("/* mine */.other{e:f}")
            (static / "some.map").touch()
        finish(app, None)
        return (static / "book.css").read_text("utf-8")

    return write


def test_a_build_without_a_page_leaves_all_as_it_was(site):
    first = site({"index": PAGE, "second": PAGE})
    assert first.endswith(".shown{a:b}.other{e:f}")
    assert site({}) == first


def test_a_build_of_one_page_knows_the_others(site, tmp_path):
    both = site({"index": '<link href="_static/book.css">', "second": PAGE})
    assert site({"index": '<link href="_static/book.css">'}) == both


def test_all_pages_learn_a_new_version(site, tmp_path):
    site({"index": PAGE, "second": PAGE})
    before = (tmp_path / "second.html").read_text()
    assert before.count("book.css?v=") == 1
    site({"index": PAGE.replace("other", "gone")})
    after = (tmp_path / "second.html").read_text()
    assert after != before
    assert after == before.replace(before.partition("?v=")[2][:8], after.partition("?v=")[2][:8])


def test_originals_go_and_their_licences_stay(site, tmp_path):
    site({"index": PAGE})
    left = sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*") if f.is_file())
    assert left == ["_static/book.css", "_static/licences.txt", "index.html"]
    licences = (tmp_path / "_static" / "licences.txt").read_text("utf-8")
    assert "Bootstrap, MIT" in licences
    assert "mine" not in licences


def test_a_page_with_a_sheet_of_its_own_is_refused():
    app = SimpleNamespace(builder=SimpleNamespace())

    def link(*names):
        asked = [SimpleNamespace(filename=f"_static/{n}", priority=1, attributes={}) for n in names]
        link_one(app, "chapters/x", "", {"css_files": asked}, None)

    link("a.css")
    link("a.css")
    with pytest.raises(ExtensionError, match=r"chapters/x differs from others in its style sheets: b\.css"):
        link("a.css", "b.css")
