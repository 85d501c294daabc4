"""Every page with code can be downloaded as a notebook, in plain Markdown, that runs."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import nbformat
import pytest
from nbclient import NotebookClient

MYST = re.compile(r"\{[\w:]+\}`|^\s*:::|^\s*```\s*\{|^\([\w-]+\)=$|^% ", re.MULTILINE)
LINK = re.compile(r'<a href="([^"]+\.ipynb)"[^>]*download-notebook-button')


@pytest.fixture(scope="module")
def notebooks(site) -> dict[str, nbformat.NotebookNode]:
    """The notebook behind the download button of each page with code, by the page's name."""
    found = {}
    for source in sorted((site / "_sources").rglob("*.md")):
        if re.search(r"^```+\{code-cell\}", source.read_text("utf-8"), re.MULTILINE):
            name = source.relative_to(site / "_sources").with_suffix(".html").as_posix()
            link = LINK.search((site / name).read_text("utf-8"))
            assert link, f"{name} offers no notebook"
            file = (site / name).parent / unescape(link[1])
            found[name] = nbformat.reads(file.read_text("utf-8"), as_version=nbformat.NO_CONVERT)
    assert found
    return found


def texts(notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_notebooks_are_valid(notebooks):
    for notebook in notebooks.values():
        nbformat.validate(notebook)


def test_no_myst_is_left(notebooks):
    left = {
        name: [hit[0] for text in texts(book) for hit in MYST.finditer(text)]
        for name, book in notebooks.items()
    }
    assert {name: hits for name, hits in left.items() if hits} == {}


def test_each_begins_with_licence_and_warning(notebooks):
    for notebook in notebooks.values():
        first = notebook.cells[0].source
        assert "Creative Commons" in first
        assert "it does not advise" in first
        assert "Do not stop suddenly" in first
        assert "%pip install" in notebook.cells[1].source


def test_every_code_cell_of_the_page_is_there(notebooks, site):
    for name, notebook in notebooks.items():
        source = (site / "_sources" / name).with_suffix(".md").read_text("utf-8")
        wanted = len(re.findall(r"^```+\{code-cell\}", source, re.MULTILINE))
        assert sum(cell.cell_type == "code" for cell in notebook.cells) == wanted + 1


def test_equations_have_the_numbers_of_the_page(notebooks, site):
    for name, notebook in notebooks.items():
        page = (site / name).read_text("utf-8")
        printed = re.findall(r'<span class="eqno">\(([^<)]+)\)', page)
        tagged = [number for text in texts(notebook) for number in re.findall(r"\\tag\{([^}]+)\}", text)]
        assert tagged == printed


def test_notebooks_run(notebooks, tmp_path, monkeypatch):
    monkeypatch.delenv("ANXIOLYTICS_RENDER", raising=False)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))

    def fault(notebook) -> str:
        client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={})
        try:
            client.execute(cwd=str(tmp_path))
        except Exception as error:  # whatever happens is the answer
            return f"{type(error).__name__}: {error}"
        return ""

    with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        faults = dict(zip(notebooks, pool.map(fault, notebooks.values()), strict=True))
    assert {name: text for name, text in faults.items() if text} == {}
