"""Scripts are left out where they have nothing to do, and wait for the text elsewhere."""

from types import SimpleNamespace

import pytest

from late_scripts import is_needed, thin


class Script:
    """As Sphinx has them."""

    def __init__(self, filename, *, priority=500, **attributes):
        self.filename, self.priority, self.attributes = filename, priority, attributes


def thinned(tmp_path, scripts, body="", page="page"):
    (tmp_path / "_static").mkdir(exist_ok=True)
    (tmp_path / "_static" / "documentation_options.js").write_text("const DOCUMENTATION_OPTIONS = {};")
    context = {"script_files": scripts, "body": body}
    thin(SimpleNamespace(outdir=tmp_path), page, "", context, None)
    return context["script_files"]


@pytest.mark.parametrize(
    ("script", "body", "needed"),
    [
        ("_static/clipboard.min.js", "<p>", False),
        ("_static/clipboard.min.js", '<div class="highlight-python notranslate">', False),
        ("_static/clipboard.min.js", '<div class="highlight"><pre>', True),
        ("_static/togglebutton.js", '<div class="dropdown admonition">', True),
        ("_static/togglebutton.js", '<details class="sd-dropdown">', False),
        ("let toggleHintShow = 'Click to show';", "<p>dropdown toggle</p>", False),
        ("_static/tips.js", "", True),
        ("DOCUMENTATION_OPTIONS.pagename = 'x';", "", True),
    ],
)
def test_who_is_needed(script, body, needed):
    assert is_needed(script, body) is needed


def test_files_wait_and_lines_do_not(tmp_path):
    scripts = [Script("_static/tips.js", priority=3), Script(None, body="let a;")]
    first, second = thinned(tmp_path, scripts)
    assert (first.filename, first.priority, first.attributes) == ("_static/tips.js", 3, {"defer": "defer"})
    assert (second.filename, second.attributes) == (None, {"body": "let a;"})


def test_what_holds_nothing_up_stays_so(tmp_path):
    (widgets,) = thinned(tmp_path, [Script("_static/anxiolytics.js", **{"async": "async"})])
    assert widgets.attributes == {"async": "async"}


def test_options_move_into_the_page(tmp_path):
    (options,) = thinned(tmp_path, [Script("_static/documentation_options.js")])
    assert options.filename is None
    assert options.attributes == {"body": "const DOCUMENTATION_OPTIONS = {};"}


def test_nothing_comes_twice(tmp_path):
    scripts = [
        Script(None, body="let a;"),
        Script(None, body="let a;"),
        Script("_static/x.js"),
        Script("_static/x.js"),
    ]
    assert len(thinned(tmp_path, scripts)) == 2


def test_scripts_of_the_search_page_come_in_time(tmp_path):
    (doctools,) = thinned(tmp_path, [Script("_static/doctools.js")], page="search")
    assert doctools.attributes == {}
