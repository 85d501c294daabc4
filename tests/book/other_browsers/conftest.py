"""Firefox and WebKitGTK on the built site: cut off from the outside, driven by real keys.

Firefox is spoken to in WebDriver BiDi, the remote control built into it: no driver to install, no Node.
WebKit is driven by selenium through Debian's WebKitWebDriver, on a display that nobody sees (Xvfb).
Both get one small set of calls, so that every test is written once.
"""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from websocket import create_connection

PATIENCE_S = 60

# WebKit's driver does not tell what a page complained of: pages that come over http keep it themselves.
LISTENER = b"""<script>
  window.complaints = [];
  addEventListener("error", ({ message, target }) => complaints.push(message ?? target.outerHTML), true);
  addEventListener("unhandledrejection", event => complaints.push(String(event.reason)));
  for (const kind of ["error", "warn"]) console[kind] = (...said) => complaints.push(said.join(" "));
</script>"""

# The proxy is a port where nothing listens: a request to the outside is refused at once.
FIREFOX_SETTINGS = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "ui.prefersReducedMotion": 1,
}


class MissingError(Exception):
    """A browser, or what it needs, is not on this machine."""


def needed(*names: str) -> str:
    """Give the path of a program, under the first of its names that is there."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise MissingError(f"{names[0]} was not found")
    return found


class ListeningHandler(http.server.SimpleHTTPRequestHandler):
    """Serve the site, each page with the listener at its head."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        if file.suffix != ".html":
            super().do_GET()
            return
        page = file.read_bytes().replace(b"<head>", b"<head>" + LISTENER, 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class RefusingProxy(http.server.BaseHTTPRequestHandler):
    """Refuse every request to the outside, and remember it."""

    def __init__(self, refused, *arguments):
        self.refused = refused
        super().__init__(*arguments)

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.refused.append(f"outside request: {self.path}")
        self.send_error(502)

    def do_CONNECT(self):
        self.do_GET()


@contextmanager
def served(handler):
    """Run a server on this machine; gives its host and port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Visitor:
    """What the tests ask of a browser."""

    faults: list[str]

    def open(self, url: str) -> None:
        """Load a page and wait until its widgets are alive."""
        # What the page before had not finished is not this page's fault.
        self.load("about:blank")
        self.faults.clear()
        self.load(url)
        self.wait_for("document.readyState === 'complete'")
        self.wait_for("[...document.querySelectorAll('.anx-host')].every(host => 'ready' in host.dataset)")
        self.faults += self.value("window.complaints ?? []")

    def wait_for(self, condition: str) -> None:
        """Wait until a JavaScript expression holds."""
        end = time.monotonic() + PATIENCE_S
        while not self.value(condition):
            assert time.monotonic() < end, f"waited {PATIENCE_S} s in vain for: {condition}\n{self.faults}"
            time.sleep(0.02)

    def focus(self, selector: str) -> None:
        self.value(f"document.querySelector({json.dumps(selector)}).focus()")


class Firefox(Visitor):
    """Firefox, by WebDriver BiDi."""

    def __init__(self, folder: Path):
        program = os.environ.get("FIREFOX") or needed("firefox-esr", "firefox")
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in FIREFOX_SETTINGS.items())
        (folder / "user.js").write_text("\n".join(lines))
        command = [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            str(folder),
            "--remote-debugging-port=0",
        ]
        with (folder / "log").open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        self.faults = []
        self.count = 0
        self.socket = create_connection(f"{self.address(folder / 'log')}/session", suppress_origin=True)
        self.ask("session.new", capabilities={})
        self.page = self.ask("browsingContext.create", type="tab")["context"]
        requests = ["network.beforeRequestSent", "network.responseCompleted", "network.fetchError"]
        self.ask("session.subscribe", events=["log.entryAdded", *requests])

    def address(self, log: Path) -> str:
        """Read where Firefox listens: it chose a free port and wrote it down."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(r"WebDriver BiDi listening on (\S+)", log.read_text()):
                return found[1]
            time.sleep(0.05)
        self.process.kill()
        raise RuntimeError(f"Firefox did not start:\n{log.read_text()}")

    def ask(self, method: str, **parameters):
        """Send a command and give its answer; note what happens meanwhile."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while (message := json.loads(self.socket.recv())).get("id") != self.count:
            self.note(message.get("method"), message.get("params"))
        assert message["type"] == "success", f"{method}: {message.get('message')}"
        return message["result"]

    def note(self, event: str, said: dict):
        """Remember errors, complaints and requests to the outside."""
        if event == "log.entryAdded" and said["level"] in ("error", "warn"):
            # Firefox says this of a formula when it draws a page that has arrived only up to its middle.
            if not said["text"].startswith("Invalid markup: Incorrect number of children"):
                self.faults.append(said["text"])
        elif said.get("context") == self.page:
            url = said["request"]["url"]
            if event == "network.beforeRequestSent" and is_outside(url):
                self.faults.append(f"outside request: {url}")
            elif event == "network.fetchError" or said.get("response", {}).get("status", 0) >= 400:
                self.faults.append(f"failed: {url}")

    def load(self, url):
        self.ask("browsingContext.navigate", context=self.page, url=url, wait="complete")

    def value(self, expression):
        answer = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify(({expression}) ?? null)",
            target={"context": self.page},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def type(self, text):
        keys = [{"type": way, "value": key} for key in text for way in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": keys}
        self.ask("input.performActions", context=self.page, actions=[keyboard])

    def resize(self, width, height):
        self.ask(
            "browsingContext.setViewport", context=self.page, viewport={"width": width, "height": height}
        )

    def picture(self) -> str:
        return self.ask("browsingContext.captureScreenshot", context=self.page)["data"]

    def close(self):
        self.ask("browser.close")
        self.process.wait(PATIENCE_S)


class WebKit(Visitor):
    """WebKitGTK, by selenium."""

    def __init__(self, folder: Path):
        driver, screen = needed("WebKitWebDriver"), needed("Xvfb")
        browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
        if not browsers:
            raise MissingError("WebKitGTK's MiniBrowser was not found")
        self.faults = []
        self.proxy = served(functools.partial(RefusingProxy, self.faults))
        # Nobody manages the windows, so the one below the pointer has the focus. The screen is so small that
        # its middle, where the pointer stands, is below a narrow window too.
        self.display = subprocess.Popen(
            [screen, "-displayfd", "1", "-screen", "0", "600x400x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        number = self.display.stdout.readline().strip()
        options = Options()
        options.binary_location = str(browsers[-1])
        options.add_argument("--automation")
        options.add_argument(f"--proxy=http://{self.proxy.__enter__()}")
        options.add_argument("--ignore-host=127.0.0.1")
        environment = os.environ | {"DISPLAY": f":{number}", "GDK_BACKEND": "x11"}
        service = Service(driver, log_output=str(folder / "log"), env=environment)
        try:
            self.driver = WebKitGTK(options=options, service=service)
        except Exception:
            self.display.terminate()
            raise

    def load(self, url):
        self.driver.get(url)

    def value(self, expression):
        return self.driver.execute_script(f"return {expression}")

    def type(self, text):
        self.driver.switch_to.active_element.send_keys(text)

    def resize(self, width, height):
        self.driver.set_window_size(width, height)

    def picture(self) -> str:
        return self.driver.get_screenshot_as_base64()

    def close(self):
        self.driver.quit()
        self.display.terminate()
        self.display.wait(PATIENCE_S)
        self.proxy.__exit__(None, None, None)


def is_outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:", "about:"))


@pytest.fixture(scope="session")
def http_address(site):
    with served(functools.partial(ListeningHandler, directory=str(site))) as host:
        yield f"http://{host}"


@pytest.fixture(scope="session", params=[Firefox, WebKit], ids=["firefox", "webkit"])
def visitor(request, tmp_path_factory):
    """Start a browser once; without it skip and say why, but fail where all must be there."""
    try:
        started = request.param(tmp_path_factory.mktemp(request.param.__name__))
    except MissingError as reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            f"{reason}: on Debian, apt install firefox-esr webkit2gtk-driver xvfb"
        )
    yield started
    started.close()
