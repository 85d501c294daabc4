"""Print the built site as a book: ``_build/brakes-and-balance.pdf``.

The pages are joined into one document (`one_document`) and printed by Chromium.
Then a title page and the contents, which need the page numbers, go to the front, and an outline of parts,
pages and sections is written.
Nothing is asked of the network: the browser gets every file from the folder of the site.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from chromium import ARGUMENTS, MISSING, installed_chromium

try:
    import pikepdf
    from playwright.sync_api import Browser, Route, sync_playwright

    from one_document import ON_SCREEN_ALONE, Entry, front_matter, joined, pages_in_order
except ImportError as error:
    sys.exit(f"{error.name} is not installed: `make pdf` installs it, or `pip install --editable '.[pdf]'`.")


ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
OUTPUT = ROOT / "_build" / "brakes-and-balance.pdf"
# Never looked up: every request is answered from the folder of the site or refused.
ADDRESS = "http://book.invalid/"
NUMBER = (
    '<div style="width:100%;font:8pt sans-serif;text-align:center"><span class="pageNumber"></span></div>'
)


def printed(browser: Browser, site: Path, html: str, file: Path, *, footer: str) -> None:
    """Print one document, with the style sheets, fonts and pictures of the site."""

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS).partition("?")[0]
        if name == "book.html":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif (site / name).is_file():
            route.fulfill(path=site / name)
        else:
            route.abort()

    context = browser.new_context(java_script_enabled=False)
    context.route("**/*", serve)
    context.set_default_timeout(0)
    page = context.new_page()
    page.goto(f"{ADDRESS}book.html")
    page.pdf(
        path=file,
        prefer_css_page_size=True,
        print_background=True,
        tagged=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=footer,
    )
    context.close()


def places(book: pikepdf.Pdf) -> dict[str, tuple[int, pikepdf.Array]]:
    """Return where each anchor stands: the number of its page, from 0, and the destination itself."""
    numbers = {page.objgen: number for number, page in enumerate(book.pages)}
    named = book.Root.get("/Dests", {})
    return {
        name.removeprefix("/"): (numbers[destination[0].objgen], destination)
        for name, destination in named.items()
    }


def add_front(book: pikepdf.Pdf, front: pikepdf.Pdf, where: dict[str, tuple[int, pikepdf.Array]]) -> None:
    """Put pages before the book, numbered in Roman, and lead their links into it."""
    for number, page in enumerate(front.pages):
        book.pages.insert(number, page)
        copied = book.pages[number]
        links = copied.get("/Annots", [])
        # They count in the front's own tree of tags, which stays behind.
        for tagged, key in [(copied, "/StructParents"), *((link, "/StructParent") for link in links)]:
            if key in tagged:
                del tagged[key]
        for link in links:
            address = str(link.A.URI) if "/A" in link else ""
            if address.startswith(ADDRESS):
                del link["/A"]
                link.Dest = where[address.partition("#")[2]][1]
    styles = [0, pikepdf.Dictionary(S=pikepdf.Name.r), len(front.pages), pikepdf.Dictionary(S=pikepdf.Name.D)]
    book.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(styles))


def write_outline(
    book: pikepdf.Pdf, entries: Sequence[Entry], where: dict[str, tuple[int, pikepdf.Array]]
) -> None:
    """Write the outline: parts, pages, sections."""
    with book.open_outline() as outline:
        lists: list[Any] = [outline.root]
        for entry in entries:
            item = pikepdf.OutlineItem(entry.title, where[entry.anchor][1])
            item.is_closed = entry.depth > 0
            del lists[entry.depth + 1 :]
            lists[-1].append(item)
            lists.append(item.children)


def describe(book: pikepdf.Pdf) -> None:
    """Say what the file is, to readers and to screen readers."""
    configuration = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    with book.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = configuration["title"]
        metadata["dc:creator"] = [configuration["author"]]
        metadata["dc:language"] = [configuration["sphinx"]["config"]["language"]]
        metadata["dc:rights"] = "Creative Commons Attribution 4.0 International"
    book.docinfo.Title = configuration["title"]
    book.docinfo.Author = configuration["author"]
    book.Root.Lang = configuration["sphinx"]["config"]["language"]
    book.Root.PageMode = pikepdf.Name.UseOutlines
    book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def make(output: Path, names: Sequence[str] = (), site: Path = SITE) -> int:
    """Print the book, or the pages named; return the number of its pages.

    Raises
    ------
    ValueError
        If the site has not been built, a page is unknown, or there is no Chromium.
    """
    if not (site / "index.html").exists():
        raise ValueError("the site has not been built: run `make book` first.")
    pages = pages_in_order(ROOT / "_toc.yml", site)
    known = [page.name for page in pages]
    for name in names:
        if name not in known:
            raise ValueError(f"the book has no page {name!r}: its pages are {', '.join(known)}.")
    left_out = [] if names else [name for name in known if name in ON_SCREEN_ALONE]
    chosen = [page for page in pages if (page.name in names if names else page.name not in left_out)]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        executable = installed_chromium(playwright)
        if executable is None:
            raise ValueError(MISSING)
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        body, front = Path(folder, "body.pdf"), Path(folder, "front.pdf")
        tell(f"Joining {len(chosen)} pages of the site")
        document = joined(site, chosen)
        tell("Printing them: a minute or two for the whole book")
        printed(browser, site, str(document.soup), body, footer=NUMBER)
        with pikepdf.open(body) as book:
            where = places(book)
            tell(f"Printing title and contents of {len(book.pages)} pages")
            sheets = {name: number + 1 for name, (number, _) in where.items()}
            printed(
                browser, site, front_matter(site, document, sheets, left_out), front, footer="<span></span>"
            )
            browser.close()
            with pikepdf.open(front) as opening:
                add_front(book, opening, where)
                write_outline(book, document.entries, where)
                describe(book)
                output.parent.mkdir(parents=True, exist_ok=True)
                book.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
            return len(book.pages)


def tell(line: str) -> None:
    """Show what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def main() -> int:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", nargs="*", help="only these, such as chapters/principles/half-life")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    try:
        count = make(arguments.output, arguments.pages)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    size = arguments.output.stat().st_size / 1e6
    tell(f"The book is at {arguments.output}: {count} pages, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
