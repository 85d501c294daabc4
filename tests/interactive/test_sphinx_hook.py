import os
import re

import pytest
import quickjs
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from anxiolytics.interactive import sphinx_hook
from anxiolytics.interactive.displayable import RENDER_SWITCH

HOOK = "anxiolytics.interactive.sphinx_hook"


@pytest.fixture
def build(tmp_path, monkeypatch):
    """Return a function that builds a book of two pages and returns its output folder."""
    # Registers the variable for restoring; the hook sets it in this process.
    monkeypatch.setenv(RENDER_SWITCH, "")
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(f"extensions = [{HOOK!r}]\n", "utf-8")
    (source / "index.rst").write_text("Book\n====\n\n.. toctree::\n\n   page\n", "utf-8")
    (source / "page.rst").write_text("Page\n====\n", "utf-8")

    def run(builder, parallel=1, force_all=True):
        out = tmp_path / builder
        # Sphinx registers its nodes for the whole process; each build here starts afresh.
        with docutils_namespace():
            folders = (source, source, out, out / ".doctrees")
            app = Sphinx(*folders, builder, status=None, warningiserror=True, parallel=parallel)
            app.build(force_all=force_all)
        return out

    return run


def test_every_page_has_one_classic_script_that_holds_nothing_up_and_one_style_sheet(build):
    out = build("html", parallel=2)
    for page in ("index.html", "page.html"):
        text = (out / page).read_text("utf-8")
        (script,) = re.findall(r"<script[^>]*anxiolytics[^>]*>", text)
        assert 'async="async"' in script
        assert "module" not in script
        assert len(re.findall(r"<link[^>]*anxiolytics\.css[^>]*>", text)) == 1
    assert (out / "_static/anxiolytics.js").read_text("utf-8") == sphinx_hook.page_script()
    assert (out / "_static/anxiolytics.css").read_text("utf-8") == sphinx_hook.page_stylesheet()


@pytest.mark.parametrize(("builder", "value"), [("html", "html"), ("dirhtml", "html"), ("text", "")])
def test_only_builders_of_html_switch_the_kernels(build, builder, value):
    build(builder)
    assert os.environ[RENDER_SWITCH] == value


def test_other_builders_get_no_files(build):
    assert not list(build("text").rglob("anxiolytics*"))


def test_a_build_with_nothing_new_writes_nothing(build):
    out = build("html")
    (out / "page.html").write_text("a mark", "utf-8")
    build("html", force_all=False)
    assert (out / "page.html").read_text("utf-8") == "a mark"


def test_a_new_script_renews_every_page(build):
    out = build("html")
    for path in (".doctrees/anxiolytics_static/anxiolytics.js", "_static/anxiolytics.js", "page.html"):
        (out / path).write_text("an older one", "utf-8")
    build("html", force_all=False)
    assert (out / "_static/anxiolytics.js").read_text("utf-8") == sphinx_hook.page_script()
    assert "anxiolytics.js" in (out / "page.html").read_text("utf-8")


def test_the_script_is_classic_and_names_every_module():
    script = sphinx_hook.page_script()
    assert not re.search(r"^\s*(import|export)\b", script, flags=re.MULTILINE)
    context = quickjs.Context()
    # A page without hosts: the script must run through, and hand its modules over.
    context.eval("const window = { addEventListener() {} };")
    context.eval("const document = { readyState: 'complete', querySelectorAll: () => [] };")
    context.eval(script)
    instrumented = script.replace("hydrate({", "globalThis.kinds = Object.keys({", 1)
    assert context.eval(instrumented + "kinds.includes('explorer')")


def test_a_module_becomes_a_function_that_returns_its_export():
    wrapped = sphinx_hook.wrapped_module("const render = () => 42;\nexport default { render };\n", "x.js")
    assert quickjs.Context().eval(wrapped + ".render()") == 42


@pytest.mark.parametrize(
    "source",
    [
        "const render = 1;",
        "import a from './a.js';\nexport default { render };",
        "export const b = 1;\nexport default { render };",
        "export default { render };\nexport default { render };",
    ],
)
def test_refuses_a_module_that_cannot_be_wrapped(source):
    with pytest.raises(ValueError, match=r"x\.js"):
        sphinx_hook.wrapped_module(source, "x.js")


def test_the_shared_style_sheet_comes_first_and_comments_stay_behind(tmp_path):
    for name in ("a", "widgets", "z"):
        (tmp_path / f"{name}.css").write_text(f"/* {name}\n   again */\n.{name} {{}}", "utf-8")
    assert sphinx_hook.page_stylesheet(tmp_path).split("\n") == [".widgets {}", ".a {}", ".z {}"]


def test_lines_of_comment_stay_behind_and_addresses_stay(tmp_path):
    (tmp_path / "hydrate.js").write_text("const hydrate = (kinds) => (globalThis.kinds = kinds);\n", "utf-8")
    (tmp_path / "a.js").write_text(
        'const render = () => "https://a"; // kept\n  // dropped\nexport default { render };\n', "utf-8"
    )
    script = sphinx_hook.page_script(tmp_path)
    assert "dropped" not in script
    context = quickjs.Context()
    context.eval(script)
    assert context.eval("kinds.a.render()") == "https://a"
