"""The built site in a real browser: served over http or opened as files, cut off from the outside."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

from chromium import ARGUMENTS, installed_chromium

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"


def page_names() -> list[str]:
    """Every page that a reader can open, as paths relative to the site."""
    if not SITE.is_dir():
        return []
    pages = (p.relative_to(SITE).as_posix() for p in sorted(SITE.rglob("*.html")))
    return [name for name in pages if not name.startswith(("_static/", "_sources/"))]


def pytest_generate_tests(metafunc):
    """Run a test that asks for `page_name` over every page of the book."""
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", page_names())


@pytest.fixture(scope="session")
def site() -> Path:
    """The folder of the built site."""
    assert (SITE / "index.html").exists(), "the book has not been built: run `make book` first"
    return SITE


@pytest.fixture(scope="session")
def clone(tmp_path_factory) -> Path:
    """A folder with the files that git tracks, and those it would track if all were added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    folder = tmp_path_factory.mktemp("clone")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def address(site):
    """The site's address on this machine."""
    handler = functools.partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files without a line for each."""

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, installed if that is possible."""
    with sync_playwright() as playwright:
        path = installed_chromium(playwright)
        if path is None:
            command = [sys.executable, "-m", "playwright", "install", "chromium"]
            subprocess.run(command, capture_output=True, check=False, timeout=600)
            path = installed_chromium(playwright)
        if path is None:
            reason = (
                "No Chromium was found and none could be downloaded: install one "
                "(on Debian: apt install chromium) or name it in the variable CHROMIUM."
            )
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Reader:
    """A browser page that refuses outside requests and remembers what went wrong."""

    def __init__(self, context, address: str | None = None):
        self.context = context
        self.address = address
        self.page = context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", self.note_console)
        self.page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))
        context.route("**/*", self.guard)

    def note_console(self, message):
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def guard(self, route):
        """Let through what belongs to the site; refuse and remember the rest."""
        url = route.request.url
        if url.startswith(("file://", "data:", "blob:")) or (self.address and url.startswith(self.address)):
            route.continue_()
        else:
            self.faults.append(f"outside request: {url}")
            route.abort()

    def open(self, name: str):
        """Open a page of the site, over http or as a file, and wait until its widgets are alive."""
        base = self.address or SITE.as_uri()
        self.page.goto(f"{base}/{name}")
        self.settle()
        return self.page

    def settle(self):
        """Wait until every widget of the page is alive."""
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.anx-host')].every(host => 'ready' in host.dataset)"
        )


@pytest.fixture
def reader(browser, address):
    """Make readers: `reader(width=390, theme="dark", files=True, javascript=False)`."""
    contexts = []

    def make(width=1280, theme="light", files=False, javascript=True, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        return Reader(context, None if files else address)

    yield make
    for context in contexts:
        try:
            context.close()
        except Error as error:  # a crashed page has no context left to close
            print(error)


@pytest.fixture(scope="session")
def violations():
    """Ask axe-core what of WCAG 2.2 A and AA, and of good practice, a page breaks: `violations(page)`."""
    axe = Axe()
    standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {
        "runOnly": {"type": "tag", "values": standards},
        # Part of WCAG 2.1 A; axe leaves it out unless asked.
        "rules": {"label-content-name-mismatch": {"enabled": True}},
    }

    def found(page) -> list[tuple]:
        broken = axe.run(page, options=options).response["violations"]
        return [(rule["id"], rule["impact"], [n["html"][:160] for n in rule["nodes"]]) for rule in broken]

    return found
