"""Let Lighthouse judge one page of each kind, as on a phone and on a desk: `python -m benchmarks.lighthouse`.

The pages come compressed from a server on this machine, as a web host sends them; Lighthouse computes from
one load what a slow line and a slow phone would make of it. The bar is 98 in each of the four categories.
Other work on the machine only lowers the performance score: a page below the bar is loaded again, the best
load counts, and the last column is Lighthouse's own measure of how fast the machine was at that moment.
"""

import argparse
import functools
import gzip
import http.server
import io
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INSTALLED = ROOT / "_build" / "lighthouse"
COMMAND = INSTALLED / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

BAR = 98
LOADS = 3
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
PAGES = [
    "index.html",
    "chapters/principles/half-life.html",
    "chapters/principles/gating.html",
    "chapters/principles/mathematics.html",
    "chapters/applications/interdose-withdrawal.html",
    "hands_on/receptors.html",
    "reference/drugs/diazepam.html",
    "glossary.html",
    "reference/numbers/benzodiazepines.html",
    "progress.html",
]
DEVICES = {"phone": [], "desk": ["--preset=desktop"]}


class CompressingHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files as a web host does: text compressed, connections kept."""

    protocol_version = "HTTP/1.1"
    compressible = (".html", ".css", ".js", ".svg", ".json", ".txt")

    def log_message(self, *arguments: object) -> None:
        """Print no line for each request."""

    def do_GET(self) -> None:
        """Send the file of the address."""
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        # What GitHub Pages sends.
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix in self.compressible:
            body = gzip.compress(body, compresslevel=6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        shutil.copyfileobj(io.BytesIO(body), self.wfile)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve the site on this machine; gives its address."""
    handler = functools.partial(CompressingHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def chromium() -> str | None:
    """Name the Chromium to use: the variable CHROMIUM, or one of the system."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)


def judged(url: str, device: str) -> dict:
    """Run Lighthouse on one page; gives its report."""
    command = ["node", str(COMMAND), url, "--output=json", "--quiet", *DEVICES[device]]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox"]
    environment = os.environ | {"CHROME_PATH": str(chromium())}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"Lighthouse could not judge {url}:\n{done.stderr}")
    return json.loads(done.stdout)


def scores(report: dict) -> list[int]:
    """Give the four scores of a report, of 100."""
    return [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]


def best_of(url: str, device: str) -> dict:
    """Load a page until it reaches the bar, a few times at most; gives the best report."""
    reports = []
    for _ in range(LOADS):
        reports.append(judged(url, device))
        if min(scores(reports[-1])) >= BAR:
            break
    return max(reports, key=lambda report: min(scores(report)))


def findings(report: dict) -> list[str]:
    """Say which audits that count did not pass in full."""
    found = []
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                shown = audit.get("displayValue", "")
                places = [
                    item["node"]["snippet"] if "node" in item else item.get("description", "")
                    for item in audit.get("details", {}).get("items", [])[:3]
                ]
                found.append(" ".join([f"{name}: {audit['title']}", shown, *map(str, places)]))
    return found


def main() -> int:
    """Judge the pages and print a table; the exit code says whether all reach the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "html")
    parser.add_argument("pages", nargs="*", default=PAGES)
    arguments = parser.parse_args()
    if not COMMAND.exists() or chromium() is None:
        print("Lighthouse left out: it needs Node with npm, and a Chromium.")
        return 0
    columns = [f"{'page':36}", "device", *CATEGORIES, "first paint, largest paint, blocked, shift", "machine"]
    print(f"| {' | '.join(columns)} |")
    reached, notes = True, []
    with served(arguments.site) as address:
        for page in arguments.pages:
            for device in DEVICES:
                report = best_of(f"{address}/{page}", device)
                given = scores(report)
                reached = reached and min(given) >= BAR
                times = [
                    report["audits"][name]["displayValue"]
                    for name in (
                        "first-contentful-paint",
                        "largest-contentful-paint",
                        "total-blocking-time",
                        "cumulative-layout-shift",
                    )
                ]
                row = [f"{page:36}", f"{device:6}", *map(str, given), ", ".join(times)]
                row.append(f"{report['environment']['benchmarkIndex']:.0f}")
                print(f"| {' | '.join(row)} |", flush=True)
                notes += [f"{page}, {device}: {finding}" for finding in findings(report)]
    print("\n".join(notes))
    if not reached:
        print(f"Not every score reaches {BAR}.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
