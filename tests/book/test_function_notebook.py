"""A problem that asks for a function, in the notebooks that pages offer: each kind of answer in a kernel."""

import json
import re

import nbformat
import pytest
from nbclient import NotebookClient

from anxiolytics.problems import page_variants
from anxiolytics.problems.bank import problem

ID = "open-probability-of-two-states"
PAGES = ("chapters/principles/gating", "hands_on/receptors")
BODY = "    ...  # your code, which ends with return"

#: What somebody writes in the cell -> what the cell says then.
ANSWERS = {
    BODY: "Nothing came back",
    """    per_site = (1 + gaba_um / dissociation_um) / (1 + gaba_um / (preference * dissociation_um))
    return 1 / (1 + gating_factor * closed_to_open * per_site**2)""": "Right",
    """    per_site = (1 + gaba_um / dissociation_um) / (1 + gaba_um / (preference * dissociation_um))
    return 1 / (1 + gating_factor * closed_to_open * per_site)""": "Not yet: one site for GABA was counted",
    "    return gaba_um / (gaba_um + dissociation_um)": "It gives the right value at none of 12 inputs",
    "    return dissociation_um[0]": "stops with `TypeError",
    """    while True:
        try:
            gaba_um = gaba_um + 1
        except:
            pass""": "It did not come to an end",
    "    print(gaba_um)": "gives back `None`",
    '    return "half"': "something of the type `str`",
}


def read(site, page):
    text = (site / "_sources" / f"{page}.ipynb").read_text("utf-8")
    return nbformat.reads(text, as_version=nbformat.NO_CONVERT)


def place(notebook):
    """Find the cell in which the function is written."""
    (found,) = [i for i, cell in enumerate(notebook.cells) if f'check("{ID}"' in cell.source]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_notebook_has_an_open_cell_below_the_exercise(site, page):
    notebook = read(site, page)
    at = place(notebook)
    assert "jupyter" not in notebook.cells[at].metadata
    assert f'Exercise("{ID}")' in notebook.cells[at - 1].source
    assert BODY in notebook.cells[at].source


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_the_cell_below_a_fold_and_no_result(site, page):
    html = (site / f"{page}.html").read_text("utf-8")
    assert "Write it as a function" in html
    assert "Nothing came back" not in html
    assert "notebook-only" not in html


@pytest.mark.parametrize("page", PAGES)
def test_neither_page_nor_notebook_holds_what_the_function_is_tried_at(site, page):
    (drawn,) = page_variants(problem(ID), 1)
    for name in (f"{page}.html", f"_sources/{page}.ipynb"):
        text = (site / name).read_text("utf-8")
        for point in drawn.inputs:
            assert json.dumps(list(point.values()), separators=(",", ":"))[1:-1] not in text


def test_each_answer_gets_its_own_reply(site, tmp_path, monkeypatch):
    monkeypatch.delenv("ANXIOLYTICS_RENDER", raising=False)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    cell = read(site, PAGES[1])
    source = cell.cells[place(cell)].source
    sources = [
        source.replace(BODY, body).replace(f'check("{ID}",', f'check("{ID}", seconds=1, function=')
        for body in ANSWERS
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in sources])
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={}).execute(cwd=str(tmp_path))
    for cell, (body, words) in zip(notebook.cells, ANSWERS.items(), strict=True):
        (shown,) = [output.data for output in cell.outputs if output.output_type == "execute_result"]
        assert words in shown["text/plain"], body
        assert words.replace("`", "") in re.sub("</?code>", "", shown["text/html"]), body
        assert not [output for output in cell.outputs if output.output_type == "error"]


def test_the_page_judges_one_value(reader):
    page = reader().open(f"{PAGES[0]}.html")
    box = page.locator(f'.anx-exercise[data-problem="{ID}"]')
    twin = page_variants(problem(ID).twin, 6)[0]
    field, status = box.get_by_label("Your answer"), box.get_by_role("status")
    for slip in twin.slips:
        field.fill(f"{slip.value:.6g}")
        field.press("Enter")
        assert status.get_attribute("data-kind") == "mistake"
        assert slip.name in status.inner_text()
    field.fill(f"{twin.key:.3g}")
    field.press("Enter")
    assert status.get_attribute("data-kind") == "right"
    box.get_by_role("button", name="Worked solution").click()
    assert "return 1 / (1 + closed_for_one_open)" in box.locator(".anx-solution pre").inner_text()


def test_the_code_is_reached_by_keyboard_and_stays_inside_on_a_phone(reader):
    page = reader(width=390).open(f"{PAGES[0]}.html")
    box = page.locator(f'.anx-exercise[data-problem="{ID}"]')
    summary = box.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    code = box.locator("details pre")
    assert code.evaluate("pre => pre === document.activeElement")
    assert "def two_state_open_probability(" in code.inner_text()
    edges = code.bounding_box()
    assert edges["x"] >= 0
    assert edges["x"] + edges["width"] <= 390
    assert summary.bounding_box()["height"] >= 44
