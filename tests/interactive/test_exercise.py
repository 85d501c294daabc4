import base64
import gzip
import html
import json
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from anxiolytics.interactive import Exercise
from anxiolytics.interactive.answer_fields import cell_of
from anxiolytics.interactive.displayable import module_source
from anxiolytics.interactive.exercise import sealed, unsealed
from anxiolytics.problems import Problem, page_variants
from anxiolytics.problems.bank import problem, problems
from anxiolytics.problems.wording import to_html

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def exercise():
    return Exercise("half-life-from-clearance")


class Controls(HTMLParser):
    """Collects the form controls and the parts that the script looks for."""

    def __init__(self):
        super().__init__()
        self.controls, self.parts, self.open = [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in ("input", "select", "button"):
            self.controls.append((tag, attributes))
        if "data-part" in attributes:
            self.parts.append(attributes["data-part"])
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def markup(exercise):
    return markup_of(exercise)


def test_a_problem_is_named_by_its_id_or_given(exercise):
    assert repr(exercise) == "Exercise('half-life-from-clearance')"
    assert Exercise(problem("trough-to-peak"), variants=2).problem.id == "trough-to-peak"
    with pytest.raises(ValueError, match="id is 'half-lif', but the bank has no such problem"):
        Exercise("half-lif")


def test_other_kinds_are_refused():
    class Essay(Problem):
        kind = "essay"

    asked = problem("trough-to-peak")
    essay = Essay(**{name: getattr(asked, name) for name in (field.name for field in fields(Problem))})
    with pytest.raises(
        ValueError,
        match="is of the kind 'essay', but an exercise asks for 'number' or 'choice' or 'function'",
    ):
        Exercise(essay)


def test_the_variants_of_the_page_travel_with_it(exercise):
    on_page = exercise.payload()["problem"]["variants"]
    assert len(on_page) == 6
    for drawn, sent in zip(page_variants(exercise.problem, 6), on_page, strict=True):
        assert sent["statement"] == to_html(drawn.statement)
        opened = unsealed(sent["sealed"])
        assert opened["key"] == drawn.key
        assert [slip["value"] for slip in opened["slips"]] == [slip.value for slip in drawn.slips]
        assert opened["hints"] == [to_html(hint) for hint in drawn.hints]
        assert opened["solution"] == to_html(drawn.solution)


def test_nothing_of_the_answer_is_readable_beside_the_question(exercise):
    page = exercise.host_html()
    for drawn in exercise.variants:
        assert repr(drawn.key) not in page
        assert to_html(drawn.solution) not in page
        for words in ("ln 2", "residence", "rate constant k"):
            assert words not in page


def test_payload_is_plain_json(exercise):
    payload = exercise.payload()
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload


def markup_of(exercise):
    parser = Controls()
    parser.feed(exercise.fallback_html())
    assert parser.open == []
    return parser


def test_markup_has_every_part_that_the_script_asks_for(markup, choice):
    script = module_source("exercise")
    asked = set(re.findall(r'part\("([a-z-]+)"\)', script))
    number, choosing = set(markup.parts), set(markup_of(choice).parts)
    assert asked == number | choosing
    assert number - choosing == {"answer", "unit"}
    assert choosing - number == {"options"}
    assert len(number) == len(markup.parts)


@pytest.fixture(scope="module")
def choice():
    return Exercise("doubling-the-interval")


def test_a_choice_shows_its_options_and_seals_the_rest(choice):
    page = choice.host_html()
    for drawn, sent in zip(choice.variants, choice.payload()["problem"]["variants"], strict=True):
        shown = re.findall(r'value="([a-z-]+)"', sent["options"])
        assert shown == [option.id for option in drawn.options]
        opened = unsealed(sent["sealed"])["options"]
        assert [option["id"] for option in opened if option["holds"]] == list(drawn.key)
        for option in drawn.options:
            assert to_html(option.feedback) not in page
    assert '"holds":true' not in page


@pytest.mark.parametrize(
    ("id", "control", "legend"),
    [
        ("doubling-the-interval", "checkbox", "Choose all that hold"),
        ("longest-interval", "radio", "Choose one"),
    ],
)
def test_options_are_a_group_with_a_name(id, control, legend):
    text = Exercise(id).fallback_html()
    assert f'<fieldset class="anx-options"><legend>{legend}</legend>' in text
    controls = [attributes for tag, attributes in markup_of(Exercise(id)).controls if tag == "input"]
    assert len(controls) >= 4
    for attributes in controls:
        assert (attributes["type"], attributes["name"]) == (control, id)
        assert "disabled" in attributes
        assert attributes["data-lm-suppress-shortcuts"] == "true"


FUNCTION = "open-probability-of-two-states"


def test_a_page_asks_for_one_value_of_a_function(monkeypatch):
    monkeypatch.setenv("ANXIOLYTICS_RENDER", "html")
    exercise = Exercise(FUNCTION)
    page = exercise._repr_mimebundle_()[0]["text/html"]
    twins = page_variants(problem(FUNCTION).twin, 6)
    assert to_html(twins[0].statement) in page
    assert f'data-problem="{FUNCTION}"' in page
    assert ">Write it as a function</summary>" in page
    assert html.escape(cell_of(problem(FUNCTION)), quote=False) in page
    payload = json.loads(re.search(r'json">(.*?)</script>', page, re.DOTALL)[1])["state"]
    assert payload["problem"]["kind"] == "number"
    opened = [unsealed(sent["sealed"]) for sent in payload["problem"]["variants"]]
    assert [variant["key"] for variant in opened] == [twin.key for twin in twins]
    parser = Controls()
    parser.feed(page)
    assert parser.open == []


def test_a_notebook_asks_for_the_function_and_never_sees_its_inputs(monkeypatch):
    monkeypatch.delenv("ANXIOLYTICS_RENDER", raising=False)
    exercise = Exercise(FUNCTION)
    markup = exercise.widget.html
    parts = set(markup_of(exercise).parts)
    assert {"statement", "hint", "solve", "feedback"} <= parts
    assert not parts & {"form", "answer", "again", "options"}
    assert html.escape(cell_of(exercise.problem), quote=False) in markup
    sent = json.dumps(exercise.payload()) + markup + repr(exercise)
    (shown,) = exercise.payload()["problem"]["variants"]
    assert set(unsealed(shown["sealed"])) == {"hints", "solution"}
    for point, values in zip(exercise.variants[0].inputs, exercise.variants[0].key, strict=True):
        assert json.dumps(list(point.values()))[1:-1] not in sent
        assert all(repr(value) not in sent for value in values if value != 0.5)


def test_a_cell_to_begin_with_stands_on_each_page_that_asks_for_a_function():
    pages = [page for folder in ("chapters", "hands_on") for page in (ROOT / folder).rglob("*.md")]
    for asked in problems():
        if asked.kind == "function":
            texts = [text for page in pages if f'Exercise("{asked.id}")' in (text := page.read_text("utf-8"))]
            assert len(texts) >= 2
            for text in texts:
                assert f"notebook-only]\n\n{cell_of(asked)}\n```" in text


def test_sealing_hides_words_and_figures_and_can_be_undone(exercise):
    drawn = exercise.variants[0]
    text = sealed(drawn)
    assert "half" not in text
    assert f"{drawn.key:.3g}" not in text
    assert unsealed(text)["key"] == drawn.key


def test_sealed_variants_compress_like_plain_text(exercise):
    # Base64 would hide the repetitions: three times the bytes on a page of sixteen exercises.
    seals = "".join(sealed(drawn) for drawn in exercise.variants).encode()
    encoded = "".join(
        base64.b64encode(sealed(drawn).encode()).decode() for drawn in exercise.variants
    ).encode()
    assert len(gzip.compress(seals)) < 0.6 * len(gzip.compress(encoded))


def test_every_control_waits_for_the_script_and_keeps_its_keys_in_a_notebook(markup):
    assert [tag for tag, _ in markup.controls] == ["input", "select", "button", "button", "button", "button"]
    for _, attributes in markup.controls:
        assert "disabled" in attributes
        assert attributes["data-lm-suppress-shortcuts"] == "true"
    field = markup.controls[0][1]
    assert (field["inputmode"], field["autocomplete"]) == ("decimal", "off")


def test_unit_menu_starts_at_the_asked_unit(exercise):
    assert "<option>min</option><option selected>h</option><option>d</option>" in exercise.fallback_html()


def test_one_variant_needs_no_new_numbers_and_is_not_counted():
    text = Exercise("trough-to-peak", variants=1).fallback_html()
    assert "New numbers" not in text
    assert '<span hidden>Numbers <span data-part="count">' in text
    assert '<span>Numbers <span data-part="count">' in Exercise("trough-to-peak").fallback_html()


def test_titles_are_escaped(exercise):
    asked = replace(exercise.problem, title='<b>"A" & B</b>')
    text = Exercise(asked, variants=1).fallback_html()
    assert "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;" in text
    assert "<b>" not in text


def test_in_the_build_of_the_site_it_is_html_alone(exercise, monkeypatch):
    monkeypatch.setenv("ANXIOLYTICS_RENDER", "html")
    data, _ = exercise._repr_mimebundle_()
    assert set(data) == {"text/html"}
    assert 'data-kind="exercise"' in data["text/html"]
    assert "<noscript>" in data["text/html"]


def test_in_a_notebook_it_is_a_widget(exercise, monkeypatch):
    monkeypatch.delenv("ANXIOLYTICS_RENDER", raising=False)
    data, _ = exercise._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "text/html" not in data
    assert exercise.widget.problem["id"] == "half-life-from-clearance"
    assert "anx-exercise" in exercise.widget.html
