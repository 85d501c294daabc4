import base64
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from anxiolytics.interactive.displayable import IS_READ_SCRIPT, RENDER_SWITCH, Displayable, module_source

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"


class Card(Displayable):
    kind = "explorer"
    without_javascript = "Needs <JavaScript>."

    def payload(self):
        return {"text": "</script><b>&amp; µ", "numbers": [1, 2], "table": b"\x00\xff\x10"}

    def fallback_html(self):
        return "<p>still</p>"


class Elements(HTMLParser):
    """Records the element tree as a browser's parser sees it: (depth, tag, attributes)."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.depth, self.seen, self.words = 0, [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.seen.append((self.depth, tag, dict(attributes)))
        self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= 1

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def built(monkeypatch):
    monkeypatch.setenv(RENDER_SWITCH, "html")


def test_in_a_build_it_is_html_alone_and_no_widget_is_made(built):
    card = Card()
    data, metadata = card._repr_mimebundle_()
    assert list(data) == ["text/html"]
    assert metadata == {}
    assert "widget" not in vars(card)


def test_in_a_notebook_it_is_a_widget_and_no_html(monkeypatch):
    monkeypatch.delenv(RENDER_SWITCH, raising=False)
    card = Card()
    data, _ = card._repr_mimebundle_()
    assert set(data) == {WIDGET_MIME, "text/plain"}
    assert data[WIDGET_MIME]["model_id"] == card.widget.model_id
    state = card.widget.get_state()
    assert {name: state[name] for name in ("text", "numbers", "table", "html")} == {
        **card.payload(),
        "html": "<p>still</p>",
    }
    assert "export default { render" in state["_esm"]
    assert ".anx-" in state["_css"]


def test_the_host_holds_data_and_picture_and_its_data_cannot_break_out(built):
    text = Card().host_html()
    elements = Elements(text)
    assert [(depth, tag) for depth, tag, _ in elements.seen] == [
        (0, "div"),
        (1, "script"),
        (1, "div"),
        (2, "p"),
        (1, "noscript"),
        (2, "p"),
    ]
    assert elements.depth == 0
    assert elements.seen[0][2] == {"class": "anx-host", "data-kind": "explorer"}
    assert elements.seen[1][2] == {"type": "application/json"}
    assert elements.seen[2][2] == {"class": "anx-fallback"}
    assert elements.words[-1] == "Needs <JavaScript>."


def test_one_that_starts_early_tells_when_the_parser_has_passed_it(built):
    class Early(Card):
        starts_early = True

    still, early = Card().host_html(), Early().host_html()
    assert early == still.replace('"explorer">', '"explorer" data-early>') + IS_READ_SCRIPT


def test_the_data_survive_the_way(built):
    data = json.loads(re.search(r"<script[^>]*>(.*?)</script>", Card().host_html())[1])
    table = base64.b64decode(data["buffers"].pop("table"))
    assert {**data["state"], "table": table} == Card().payload()
    assert data["buffers"] == {}


def test_numbers_that_json_does_not_know_are_refused(built):
    class Broken(Card):
        def payload(self):
            return {"x": float("nan")}

    with pytest.raises(ValueError, match="JSON"):
        Broken().host_html()


def test_importing_the_package_loads_no_widget_library():
    command = (
        "import sys, anxiolytics.interactive as package; package.Explorer;"
        "heavy = {'anywidget', 'ipywidgets', 'scipy', 'matplotlib', 'pint'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_names_what_it_exports_and_nothing_else():
    import anxiolytics.interactive as package

    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="nonsense"):
        _ = package.nonsense


def test_a_module_in_several_files_is_joined_in_the_order_of_their_names(tmp_path):
    for name in ("card.two.js", "card.js", "card.one.js", "cards.js", "other.one.js"):
        (tmp_path / name).write_text(f"// {name}", "utf-8")
    assert module_source("card", tmp_path) == "// card.one.js\n// card.two.js\n// card.js"
    assert module_source("cards", tmp_path) == "// cards.js"
