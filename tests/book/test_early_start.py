"""On a slow line a figure answers while the rest of its page is still on the way."""

import functools
import http.server
import threading
from pathlib import Path

import pytest

CHAPTER = "chapters/principles/half-life.html"


class HalfPageHandler(http.server.SimpleHTTPRequestHandler):
    """Send a chapter up to its second explorer, and the rest when it is asked for."""

    rest_wanted = threading.Event()

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        if self.path != f"/{CHAPTER}":
            super().do_GET()
            return
        content = (Path(self.directory) / CHAPTER).read_bytes()
        host = b'<div class="anx-host" data-kind="explorer"'
        cut = content.index(host, content.index(host) + 1) + 200
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:cut])
        self.wfile.flush()
        self.rest_wanted.wait(timeout=30)
        self.wfile.write(content[cut:])


@pytest.fixture
def slow_address(site):
    HalfPageHandler.rest_wanted.clear()
    handler = functools.partial(HalfPageHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        HalfPageHandler.rest_wanted.set()
        server.shutdown()


def test_the_first_figure_answers_before_the_page_is_whole(reader, slow_address):
    visitor = reader()
    visitor.address = slow_address
    page = visitor.page
    page.goto(f"{slow_address}/{CHAPTER}", wait_until="commit")
    explorer = page.locator(".anx-host[data-kind=explorer][data-ready] .anx-explorer").first
    explorer.wait_for()
    assert page.evaluate("document.readyState") == "loading"
    curve = explorer.locator(".anx-plot path.anx-curve").first
    before = curve.get_attribute("d")
    explorer.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    assert curve.get_attribute("d") != before
    # The second one is cut in two: nobody may start it before it is whole.
    assert page.locator(".anx-host[data-kind=explorer][data-ready]").count() == 1
    HalfPageHandler.rest_wanted.set()
    visitor.settle()
    assert page.locator(".anx-host[data-kind=explorer]").count() >= 3
    assert visitor.faults == []
