"""The same pages as notebooks in a real JupyterLab: run all, move a slider by keyboard, answer a question."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from anxiolytics.facts import fact

SETTINGS = Path("prefix") / "share" / "jupyter" / "lab" / "settings"
CHAPTER = Path("chapters") / "principles" / "half-life.md"


@pytest.fixture(scope="session")
def binder(clone):
    """A clone of the book after Binder's last step, with JupyterLab's settings under SETTINGS."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"NB_PYTHON_PREFIX": str(clone / "prefix"), "PATH": path}
    subprocess.run([clone / "postBuild"], check=True, env=environment)
    return clone


@pytest.fixture(scope="session")
def laboratory(tmp_path_factory, binder):
    """A JupyterLab over that clone with those settings; gives its address."""
    folder = tmp_path_factory.mktemp("laboratory")
    environment = {key: value for key, value in os.environ.items() if key != "ANXIOLYTICS_RENDER"}
    environment |= {
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(folder / "run"),
    }
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
    ]
    command += ["--IdentityProvider.token=", "--ServerApp.port=0", f"--ServerApp.root_dir={binder}"]
    command += ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += [f"--LabApp.app_settings_dir={binder / SETTINGS}"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield address_of(server, folder / "run")
    finally:
        server.terminate()
        server.wait(timeout=30)


def address_of(server, runtime: Path) -> str:
    """Wait until the server has written down its address and answers."""
    for _ in range(240):
        assert server.poll() is None, "JupyterLab stopped before it was ready"
        for note in runtime.glob("jpserver-*.json"):
            try:
                address = json.loads(note.read_text())["url"].rstrip("/")
                urllib.request.urlopen(f"{address}/api", timeout=5).close()
            except (OSError, ValueError):
                continue
            return address
        try:
            server.wait(timeout=0.25)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("JupyterLab did not answer within a minute")


@pytest.fixture(scope="module")
def notebook(browser, laboratory):
    """The chapter, opened by double clicks from the list of files."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.set_default_timeout(60_000)
    page.goto(f"{laboratory}/lab")
    page.wait_for_function("window.jupyterapp?.restored.then(() => true)")
    for name in CHAPTER.parts:
        page.locator(".jp-DirListing-item").get_by_text(name, exact=True).dblclick()
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
    yield page
    page.close()


def test_text_is_typeset(notebook):
    texts = notebook.locator(".jp-NotebookPanel .jp-MarkdownCell")
    box = texts.locator("aside").get_by_text("If you take one of these drugs", exact=True)
    expect(box.first).to_be_visible()
    # Cells that are not in view are drawn when the browser has nothing else to do.
    expect(texts.locator(".katex").first).to_be_attached()
    notebook.wait_for_function(
        r"""() => ![...document.querySelectorAll(".jp-NotebookPanel .jp-MarkdownCell")]
              .some(cell => /:::|\{\w[\w:]*\}`/.test(cell.innerText))"""
    )


def test_numbers_and_citations_stand_in_words(notebook):
    half_life = str(fact("alprazolam.half_life").printed_value())
    sentence = notebook.locator(".jp-MarkdownCell p", has_text="alprazolam has a half-life of")
    expect(sentence.first).to_contain_text(re.compile(half_life.replace(" ", r"\s") + ".*Xanax label, US"))


def test_page_runs_and_answers(notebook):
    page = notebook
    page.wait_for_function(
        "window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
    )
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")

    slider = page.locator(".anx-explorer input[type=range]").first
    slider.wait_for()
    slider.scroll_into_view_if_needed()
    curve = page.locator(".anx-explorer").first.locator(".anx-plot path.anx-curve").first
    before, value = curve.get_attribute("d"), slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowRight" if value == slider.get_attribute("min") else "ArrowLeft")
    assert slider.input_value() != value
    expect(curve).not_to_have_attribute("d", before)

    exercise = page.locator(".anx-exercise").first
    exercise.scroll_into_view_if_needed()
    field = exercise.locator("input[type=text]").first
    field.fill("not a number")
    field.press("Enter")
    exercise.get_by_role("status").get_by_text("Cannot read this").wait_for()
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
