"""What each page of the built site weighs, and how soon its first curve stands on a phone.

``python -m benchmarks.weights`` weighs ``_build/html``; ``--beside FOLDER`` sets another build beside it.
A page's weight is all that a browser loads for it on a first visit, compressed as a server sends it.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import re
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SITE = Path(__file__).resolve().parent.parent / "_build" / "html"
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt"}
LOADED = "performance.getEntriesByType('resource').map(entry => entry.name)"
EXPLORER_DATA = re.compile(
    r'<div class="anx-host" data-kind="explorer".*?<script type="application/json">(.*?)</script>', re.DOTALL
)

# A middling phone: 4 times slower than this machine, 10 Mbit/s, 40 ms to the server.
PHONE = {"width": 390, "height": 844}
SLOWER = 4
LINK = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
LOADS = 5
# When the first explorer has drawn its curve and answers; and the task after the frame that shows it.
FIRST_CURVE = """
new MutationObserver((_, observer) => {
  if (document.querySelector(".anx-host[data-kind=explorer][data-ready]")) {
    observer.disconnect();
    const { port1, port2 } = new MessageChannel();
    const drawn = performance.now();
    port1.onmessage = () => (globalThis.firstCurveMs = [drawn, performance.now()]);
    requestAnimationFrame(() => port2.postMessage(0));
  }
}).observe(document, {subtree: true, attributes: true, attributeFilter: ["data-ready"]});
"""


def sent(file: Path) -> bytes:
    """Return a file as a server sends it."""
    content = file.read_bytes()
    return gzip.compress(content, 9) if file.suffix in COMPRESSED else content


def weight_kb(page: Any, site: Path) -> float:
    """Weigh an open page of the site (a playwright page, visited over http) with all that it loaded."""
    places = {unquote(urlsplit(url).path).lstrip("/") for url in [page.url, *page.evaluate(LOADED)]}
    return sum(len(sent(site / place)) for place in places if (site / place).is_file()) / 1000


def explorer_data_kb(html: str) -> float:
    """Weigh the data of a page's explorers."""
    return len(gzip.compress("".join(EXPLORER_DATA.findall(html)).encode(), 9)) / 1000


def pages_of(site: Path) -> list[str]:
    """Name the pages that readers open."""
    names = (page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html")))
    return [name for name in names if not name.startswith(("_static/", "_sources/"))]


class CompressingHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files compressed, without a line for each."""

    def do_GET(self) -> None:
        """Answer as a server of static pages does."""
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        content = sent(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(content)))
        if file.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder; give its address."""
    handler = functools.partial(CompressingHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def weights(browser: Any, site: Path) -> dict[str, float]:
    """Weigh every page of a site, each on a first visit."""
    found = {}
    with served(site) as address:
        for name in pages_of(site):
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{address}/{name}", wait_until="networkidle")
            found[name] = weight_kb(page, site)
            context.close()
    return found


def first_curve_ms(browser: Any, site: Path, name: str) -> dict[str, list[float]]:
    """Time several first visits on the phone: until the curve is drawn, and until it is seen."""
    times = []
    with served(site) as address:
        for _ in range(LOADS):
            context = browser.new_context(viewport=PHONE)
            page = context.new_page()
            phone = context.new_cdp_session(page)
            phone.send("Network.enable")
            phone.send("Network.emulateNetworkConditions", LINK)
            phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.add_init_script(FIRST_CURVE)
            page.set_default_timeout(120_000)
            page.goto(f"{address}/{name}")
            page.wait_for_function("globalThis.firstCurveMs")
            times.append(page.evaluate("firstCurveMs"))
            context.close()
    return dict(zip(("drawn", "seen"), map(sorted, zip(*times, strict=True)), strict=True))


def main() -> None:
    """Weigh and time, and print a table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="another build of the site")
    parser.add_argument("--phone", default="chapters/principles/half-life.html", metavar="PAGE")
    arguments = parser.parse_args()
    sites = {"KB": SITE} | ({"KB beside": arguments.beside} if arguments.beside else {})
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tables = [weights(browser, site) for site in sites.values()]
        print(f"\n| page | explorers' data, KB | {' | '.join(sites)} |\n|---|--:|{'--:|' * len(sites)}")
        for name in tables[0]:
            data = explorer_data_kb((SITE / name).read_text("utf-8"))
            row = " | ".join(f"{table[name]:.0f}" if name in table else "" for table in tables)
            print(f"| {name} | {data:.0f} | {row} |")
        print(f"\nFirst curve of {arguments.phone} on the phone, {LOADS} first visits (on an idle machine):")
        for title, site in sites.items():
            for stage, times in first_curve_ms(browser, site, arguments.phone).items():
                print(f"  {title}, {stage}: best {times[0]:.0f} ms, median {statistics.median(times):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
