"""Join pages of the built site into one HTML document, to be printed as a book.

One document, because then the browser itself numbers the pages, resolves the links between them, embeds each
font once and tags the whole for screen readers; files that are printed one by one and joined lose their tags.

Every identifier gets the name of its page in front, so that two pages may use the same one.
Widgets stay as they stand in the page without JavaScript: figures at their start setting.
"""

from __future__ import annotations

import copy
import fnmatch
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from sphinx_external_toc.parsing import parse_toc_yaml

# Tools for a screen, not for reading: on paper the first is an empty list, and the tables of the others say,
# wider than any sheet, what the drug cards and the notes in the text say too.
ON_SCREEN_ALONE = ("progress", "reference/compare-two-drugs", "reference/all-numbers")

STYLES = Path(__file__).with_name("paper.css")
REFERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns")
LOCAL_URL = re.compile(r"url\((['\"]?)#([^)'\"]+)\1\)")


@dataclass(frozen=True)
class Page:
    """A page: its file in the site, without suffix; its part; how deep it stands in the contents."""

    name: str
    part: str
    depth: int

    @property
    def anchor(self) -> str:
        """Where it begins in the joined document, and the head of all its identifiers."""
        return self.name.replace("/", "--")


@dataclass(frozen=True)
class Entry:
    """An entry of the outline; entries that follow with a greater depth stand below it."""

    title: str
    anchor: str
    depth: int
    is_section: bool = False


@dataclass
class OneDocument:
    """The joined pages, and the entries of their outline in order."""

    soup: BeautifulSoup
    entries: list[Entry]


def pages_in_order(toc: Path, site: Path) -> list[Page]:
    """Read the pages of the book in the order of its table of contents.

    Parameters
    ----------
    toc : Path
        The file ``_toc.yml``.
    site : Path
        The folder of the built site, in which globs are resolved.
    """
    site_map = parse_toc_yaml(toc)
    built = sorted(path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html"))

    def below(name: str, part: str, depth: int) -> Iterator[Page]:
        yield Page(name, part, depth)
        for tree in site_map[name].subtrees if name in site_map else []:
            for item in map(str, tree.items):
                for child in fnmatch.filter(built, item) if "*" in item else [item]:
                    yield from below(child, part or tree.caption or "", depth + 1)

    return list(below(site_map.root.docname, "", 0))


def joined(site: Path, pages: Sequence[Page]) -> OneDocument:
    """Join pages into one document.

    Parameters
    ----------
    site : Path
        The folder of the built site.
    pages : sequence of Page
        Which, in order.

    Raises
    ------
    ValueError
        If a page has not been built.
    """
    soup, main = empty_document()
    sheets: dict[str, Tag] = {}
    entries: list[Entry] = []
    anchors = {page.name: page.anchor for page in pages}
    part = ""
    for page in pages:
        source = page_source(site, page.name)
        for sheet in source.select('head link[rel="stylesheet"]'):
            sheet["href"] = urljoin(f"/{page.name}.html", str(sheet["href"]))
            sheets.setdefault(str(sheet["href"]), sheet)
        article = article_of(source)
        put_answers_last(article, source)
        rename(article, page, anchors)
        article["id"] = page.anchor
        if page.part != part:
            part = page.part
            entries.append(Entry(part, page.anchor, 0))
        entries += entries_of(article, page)
        main.append(article)
    # The browser keeps the place of what a link leads to, seen or not.
    places = soup.new_tag("nav", hidden="")
    places.extend(soup.new_tag("a", href=f"#{entry.anchor}") for entry in entries)
    main.append(places)
    add_sheets(soup, sheets.values())
    return OneDocument(soup, entries)


def front_matter(site: Path, book: OneDocument, sheets: Mapping[str, int], left_out: Sequence[str]) -> str:
    """Write the title page, in the words of the book's first page, and the contents.

    Parameters
    ----------
    site : Path
        The folder of the built site.
    book : OneDocument
        The joined pages.
    sheets : mapping of str to int
        The number of the sheet on which an anchor stands.
    left_out : sequence of str
        Pages of the site that are not in the book.
    """
    soup, main = empty_document()
    front = soup.new_tag("article", attrs={"class": "bd-article"})
    main.append(front)
    first = article_of(page_source(site, "index"))
    title_page = soup.new_tag("section", attrs={"class": "paper-title"})
    title_page.extend([first.h1.extract(), first.p.extract(), *first.select("div.admonition")])
    for licence in first.select("section#licence-and-citation > p"):
        title_page.append(licence)
    front.append(title_page)
    front.append(soup.new_tag("h2", string="Contents"))
    contents = soup.new_tag("ul", attrs={"class": "paper-contents"})
    lists = [contents]
    for entry in book.entries:
        if entry.is_section:
            continue
        item, link = soup.new_tag("li"), soup.new_tag("a", href=f"/body.html#{entry.anchor}")
        link.append(soup.new_tag("span", string=entry.title))
        link.append(soup.new_tag("span", string=str(sheets[entry.anchor])))
        item.append(link)
        below = soup.new_tag("ul")
        item.append(below)
        del lists[entry.depth + 1 :]
        lists[-1].append(item)
        lists.append(below)
    for empty in contents.select("ul:empty"):
        empty.decompose()
    front.append(contents)
    if left_out:
        titles = [title_of(article_of(page_source(site, name)).h1) for name in left_out]
        front.append(soup.new_tag("p", string=f"On the site alone: {', '.join(titles)}."))
    add_sheets(soup, [copy.copy(sheet) for sheet in book.soup.select('head link[rel="stylesheet"]')])
    return str(soup)


def empty_document() -> tuple[BeautifulSoup, Tag]:
    """Return a page with nothing on it, and the element that takes the content."""
    frame = (
        '<!DOCTYPE html><html lang="en-GB" data-theme="light"><head><meta charset="utf-8"></head>'
        '<body class="paper"><main class="bd-content"></main></body></html>'
    )
    soup = BeautifulSoup(frame, "html.parser")
    assert soup.main is not None
    return soup, soup.main


def add_sheets(soup: BeautifulSoup, sheets: Iterator[Tag] | Sequence[Tag]) -> None:
    """Give a document the style sheets of the site, and last our own."""
    assert soup.head is not None
    soup.head.extend(sheets)
    soup.head.append(soup.new_tag("style", string=STYLES.read_text("utf-8")))


def page_source(site: Path, name: str) -> BeautifulSoup:
    """Read a page of the site."""
    file = site / f"{name}.html"
    if not file.exists():
        raise ValueError(f"the page {name!r} has not been built: run `make book` first.")
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


def article_of(source: BeautifulSoup) -> Tag:
    """Return the text of a page, without what runs and without marks beside headings."""
    article = source.select_one("article.bd-article")
    if article is None:
        raise ValueError("a page without <article class='bd-article'>: has the theme changed?")
    for needless in article.select("script, noscript, a.headerlink"):
        needless.decompose()
    return article


def put_answers_last(article: Tag, soup: BeautifulSoup) -> None:
    """Move folded answers to a section near the page's end, and leave a link: a question stays a question."""
    folded = article.select("details.sd-dropdown")
    if not folded:
        return
    section = soup.new_tag("section", id="answers")
    section.append(soup.new_tag("h2", string="Answers"))
    for number, answer in enumerate(folded, start=1):
        title = answer.select_one(".sd-summary-text").get_text(strip=True)
        content = answer.select_one(".sd-summary-content")
        link = soup.new_tag("p")
        link.append(soup.new_tag("a", href=f"#answer-{number}", string=title))
        answer.replace_with(link)
        content.attrs = {"class": "paper-answer", "id": f"answer-{number}"}
        content.insert(0, soup.new_tag("p", attrs={"class": "rubric"}, string=title))
        section.append(content)
    references = article.select_one("section#references")
    if references:
        references.insert_before(section)
    else:
        article.append(section)


def rename(article: Tag, page: Page, anchors: Mapping[str, str]) -> None:
    """Put the page's name before its identifiers, and point links to where their targets now stand."""
    address = f"/{page.name}.html"
    for tag in article.find_all(True):
        if "id" in tag.attrs:
            tag["id"] = f"{page.anchor}--{tag['id']}"
        for name in REFERS:
            if name in tag.attrs:
                tokens = tag[name] if isinstance(tag[name], list) else str(tag[name]).split()
                tag[name] = " ".join(f"{page.anchor}--{token}" for token in tokens)
        for name, value in tag.attrs.items():
            if isinstance(value, str) and "url(" in value:
                tag[name] = LOCAL_URL.sub(rf"url(#{page.anchor}--\2)", value)
        for name in ("href", "xlink:href"):
            if name in tag.attrs:
                target = moved(str(tag[name]), address, anchors)
                if target is None:
                    del tag[name]
                else:
                    tag[name] = target
        if "src" in tag.attrs:
            tag["src"] = urljoin(address, str(tag["src"]))


def moved(href: str, address: str, anchors: Mapping[str, str]) -> str | None:
    """Say where a link of a page leads in the joined document; None for a file that is not in it."""
    target = urlsplit(urljoin(address, href))
    if target.scheme:
        return href
    name = unquote(target.path).removeprefix("/").removesuffix(".html")
    if name not in anchors:
        return None
    return f"#{anchors[name]}--{target.fragment}" if target.fragment else f"#{anchors[name]}"


def entries_of(article: Tag, page: Page) -> Iterator[Entry]:
    """List the page's title and its sections, and give each heading an anchor."""
    for number, tag in enumerate(article.find_all(["h1", "h2"])):
        tag["id"] = tag.get("id") or f"{page.anchor}--heading-{number}"
        is_section = tag.name == "h2"
        yield Entry(title_of(tag), str(tag["id"]), page.depth + is_section, is_section)


def title_of(heading: Tag) -> str:
    """Return a heading as plain text; a formula stands in it twice, once for screen readers."""
    plain = copy.copy(heading)
    for twin in plain.select(".katex-mathml"):
        twin.decompose()
    return " ".join(plain.get_text().split())
