"""The list of all problems, and the pure part of its script in QuickJS: files that come in, and merging."""

import json
import re

import pytest
import quickjs

from anxiolytics.interactive import Progress
from anxiolytics.interactive.displayable import module_source
from anxiolytics.problems.bank import problems

SCRIPT = module_source("progress")
ENTRY = {
    "version": 1,
    "variant": 0,
    "done": False,
    "right": False,
    "tries": 2,
    "hints": 1,
    "answer": "12 h",
    "unit": "h",
}


def test_every_problem_of_the_bank_is_listed_once():
    text = Progress().fallback_html()
    assert re.findall(r'data-id="([a-z0-9-]+)"', text) == [problem.id for problem in problems()]


def test_markup_has_every_part_that_the_script_asks_for():
    parts = re.findall(r'data-part="([a-z-]+)"', Progress().fallback_html())
    assert sorted(parts) == sorted(set(re.findall(r'part\("([a-z-]+)"\)', SCRIPT)))


def test_controls_wait_for_the_script():
    controls = re.findall(r"<(?:button|input)[^>]*>", Progress().fallback_html())
    assert len(controls) == 6
    assert all(" disabled " in control for control in controls)


def test_exercise_and_progress_keep_under_the_same_key():
    keys = {
        re.search(r'PROGRESS_KEY = "([^"]+)"', module_source(kind))[1] for kind in ("exercise", "progress")
    }
    assert keys == {"brakes-and-balance:progress:1"}


@pytest.fixture(scope="module")
def page():
    """Call a function of the script with JSON arguments."""
    context = quickjs.Context()
    context.eval(SCRIPT.replace("export default", "globalThis.widget ="))
    context.eval(
        "globalThis.called = (name, json) => { try { return JSON.stringify("
        "{ value: { fileText, progressIn, merged, isEntry }[name](...JSON.parse(json)) }); }"
        "catch (error) { return JSON.stringify({ error: error.message }); } }"
    )
    return lambda name, *values: json.loads(context.get("called")(name, json.dumps(values)))


def test_a_saved_file_is_read_back_as_it_was(page):
    progress = {"accumulation": ENTRY, "trough-to-peak": {**ENTRY, "done": True}}
    text = page("fileText", progress, "2026-11-20T12:00:00.000Z")["value"]
    assert json.loads(text)["book"] == "Brakes and Balance"
    assert page("progressIn", text) == {"value": progress}


def saved(**changes):
    return json.dumps(
        {"book": "Brakes and Balance", "content": "progress", "version": 1, "progress": {}} | changes
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("5", "not a progress file of this book"),
        ("null", "not a progress file of this book"),
        ("[]", "not a progress file of this book"),
        (saved(book="Another"), "not a progress file of this book"),
        (saved(content="marks"), "not a progress file of this book"),
        (saved(version=2), "an edition of the book that is not known here"),
        (saved(progress=[]), "it holds no progress"),
        (saved(progress={"accumulation": None}), "its entry “accumulation” cannot be read"),
        (
            saved(progress={"accumulation": {**ENTRY, "done": "yes"}}),
            "its entry “accumulation” cannot be read",
        ),
        (saved(progress={"accumulation": {**ENTRY, "tries": -1}}), "its entry “accumulation”"),
        (saved(progress={"accumulation": {**ENTRY, "tries": 0.5}}), "its entry “accumulation”"),
        (saved(progress={"accumulation": {**ENTRY, "answer": "x" * 201}}), "its entry “accumulation”"),
        (saved(progress={"<b>": ENTRY}), "its entry “<b>” cannot be read"),
        (saved(progress={"__proto__x": ENTRY}), "its entry “__proto__x” cannot be read"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(page, text, words):
    error = page("progressIn", text)["error"]
    assert words in error
    assert "\n" not in error


def test_what_was_solved_in_either_stays_solved_and_nothing_is_lost(page):
    solved = {**ENTRY, "done": True, "answer": "other"}
    here = {"a": ENTRY, "b": solved, "c": ENTRY}
    incoming = {"a": solved, "b": ENTRY, "d": ENTRY}
    assert page("merged", here, incoming)["value"] == {
        "a": {**ENTRY, "done": True},
        "b": solved,
        "c": ENTRY,
        "d": ENTRY,
    }


def test_what_cannot_be_read_here_is_replaced(page):
    assert page("merged", {"a": 5}, {"a": ENTRY})["value"] == {"a": ENTRY}


def test_in_the_build_of_the_site_it_is_html_alone(monkeypatch):
    monkeypatch.setenv("ANXIOLYTICS_RENDER", "html")
    data, _ = Progress()._repr_mimebundle_()
    assert set(data) == {"text/html"}
    assert 'data-kind="progress"' in data["text/html"]


def test_in_a_notebook_it_is_a_widget(monkeypatch):
    monkeypatch.delenv("ANXIOLYTICS_RENDER", raising=False)
    data, _ = Progress()._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
