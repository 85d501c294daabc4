"""The same pages as notebooks in a real JupyterLab: run all, move a slider by keyboard, answer a question."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = Path("chapters") / "principles" / "half-life.md"


@pytest.fixture(scope="session")
def laboratory(tmp_path_factory):
    """A JupyterLab in a folder of its own, opening MyST pages as notebooks; gives its address."""
    folder = tmp_path_factory.mktemp("laboratory")
    settings = folder / "settings" / "@jupyterlab" / "docmanager-extension"
    settings.mkdir(parents=True)
    (settings / "plugin.jupyterlab-settings").write_text(
        json.dumps({"defaultViewers": {"markdown": "Jupytext Notebook", "myst": "Jupytext Notebook"}})
    )
    work = folder / "work"
    (work / CHAPTER).parent.mkdir(parents=True)
    shutil.copy(ROOT / CHAPTER, work / CHAPTER)
    environment = {key: value for key, value in os.environ.items() if key != "ANXIOLYTICS_RENDER"}
    environment |= {
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
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
    command += ["--IdentityProvider.token=", "--ServerApp.port=0", f"--ServerApp.root_dir={work}"]
    command += ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
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


def test_page_runs_and_answers_as_a_notebook(browser, laboratory):
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.set_default_timeout(60_000)
    page.goto(f"{laboratory}/lab/tree/{CHAPTER.as_posix()}")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
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
    page.close()
