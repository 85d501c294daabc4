"""One style sheet for the whole site, without the rules and characters that no page uses.

The theme and its extensions bring a dozen style sheets, most of whose rules are for things that are not in
this book, and fonts of thousands of icons. Every page links one sheet instead, made when all are written:

- the sheets in the order in which the pages named them, with what they import;
- without each selector that names a class or an id which stands nowhere in the pages or in the scripts;
- without fonts that no remaining rule names; of the other fonts, the characters in use (subset_fonts.py);
- without comments; those that state a licence are kept beside it in licences.txt.

What it was made from is then removed from the site, with other files that no page uses: Sphinx copies them
anew whenever it writes a page.
"""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from subset_fonts import subset_font

NAME = "book.css"
LICENCES = "licences.txt"
# The theme names these in a template of its own, ahead of all others (templates/static/webpack-macros.html).
THEME = ["styles/theme.css", "styles/pydata-sphinx-theme.css"]
# Classes that a script puts together from parts.
MADE_BY_SCRIPTS = {"bs-tooltip-auto"}
GROUPS = {"media", "supports", "container", "layer"}
UNUSED = [
    "**/*.map",
    "**/*.ttf",
    "*webpack-macros.html",
    "locales/**/*.*",
    "scripts/fontawesome.js*",
    "sphinx-thebe.js",
]
DATA = re.compile(r'<script type="application/json">.*?</script>', re.DOTALL)
# The address of a file: not of a part of the page, of another site, or of data written in its place.
ADDRESS = re.compile(r"""url\(\s*["']?(?![a-z]+:|[#/])([^"')\s]+)["']?\s*\)""")
IN_MARKUP = re.compile(r'\b(?:class|id)=\\?"([^"\\]*)')


def rules_of(sheet: Path, static: Path, media: str = "") -> list[Any]:
    """Read a style sheet and what it imports; let its addresses start from the folder `static`.

    Raises
    ------
    ExtensionError
        If the sheet is not valid CSS.
    """
    folder = sheet.parent.relative_to(static).as_posix()
    text = ADDRESS.sub(
        lambda a: f'url("{posixpath.normpath(posixpath.join(folder, a[1]))}")', sheet.read_text("utf-8")
    )
    if media:
        text = f"@media {media}{{{text}}}"
    rules: list[Any] = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        keyword = getattr(rule, "lower_at_keyword", "")
        if rule.type == "error":
            raise ExtensionError(f"{sheet.name}, line {rule.source_line}: {rule.message}")
        if keyword == "import":
            imported = next(token.value for token in rule.prelude if token.type in ("string", "url"))
            rules += rules_of(sheet.parent / imported, static)
        elif keyword != "charset":
            rules.append(rule)
    return rules


def tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    """Walk through rules and values, inner ones after their outer one."""
    for node in nodes:
        yield node
        for part in ("prelude", "content", "arguments"):
            yield from tokens(getattr(node, part, None) or [])


def purged(rules: list[Any], used: set[str]) -> list[Any]:
    """Keep the rules, and of each the selectors, that can apply where the names in use are `used`."""
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            rule.prelude = joined(s for s in selectors(rule.prelude) if required(s) <= used)
            if not rule.prelude:
                continue
        elif rule.lower_at_keyword in GROUPS and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = purged(inner, used)
            if not rule.content:
                continue
        kept.append(rule)
    return kept


def selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    """Split a list of selectors at its commas."""
    selector: list[Any] = []
    for token in prelude:
        if token == ",":
            yield selector
            selector = []
        else:
            selector.append(token)
    yield selector


def joined(parts: Iterable[list[Any]]) -> list[Any]:
    """Put selectors together again."""
    comma = tinycss2.ast.LiteralToken(0, 0, ",")
    return [token for part in parts for token in (comma, *part)][1:]


def required(selector: list[Any]) -> set[str]:
    """Return the classes and ids without which a selector cannot apply; :not() and the like require none."""
    names = {token.value for token in selector if token.type == "hash"}
    for before, token in pairwise(selector):
        if before == "." and token.type == "ident":
            names.add(token.value)
    return names


def names_in_use(pages: Iterable[str], scripts: Iterable[str]) -> set[str]:
    """Return what may be a class or an id: those in the pages, and every word of the scripts."""
    used = set(MADE_BY_SCRIPTS)
    for page in pages:
        used.update(*(found.split() for found in IN_MARKUP.findall(page)))
        for script in re.findall(r"<script[^>]*>(.*?)</script>", DATA.sub("", page), re.DOTALL):
            used.update(re.findall(r"[\w-]+", script))
    for script in scripts:
        used.update(re.findall(r"[\w-]+", script))
    return used


def characters_in_use(pages: Iterable[str]) -> set[str]:
    """Return every character of the pages, also of those written as entities or escapes."""
    used: set[str] = set()
    for page in pages:
        used.update(page, html.unescape("".join(set(re.findall(r"&#?\w+;", page)))))
        used.update(chr(int(code, 16)) for code in set(re.findall(r"\\u([0-9a-f]{4})", page)))
    return used


def without_comments(nodes: list[Any]) -> list[Any]:
    """Drop comments and shorten white space, everywhere inside."""
    kept = [node for node in nodes if node.type != "comment"]
    for node in kept:
        if node.type == "whitespace":
            node.value = " "
        for part in ("prelude", "content", "arguments"):
            if inner := getattr(node, part, None):
                setattr(node, part, without_comments(inner))
    return kept


def words(nodes: Iterable[Any]) -> str:
    """Return the words and strings among values: a font's name reads the same, quoted or not."""
    return " ".join(str(token.value) for token in tokens(nodes) if token.type in ("ident", "string"))


def with_smaller_fonts(rules: list[Any], characters: set[str], static: Path) -> list[Any]:
    """Drop the fonts that no rule names; let the others hold the characters in use."""
    faces = [rule for rule in rules if getattr(rule, "lower_at_keyword", "") == "font-face"]
    others = [rule for rule in rules if rule not in faces]
    named = words(others)
    # Icons are content of rules: pages hold their classes only.
    shown = characters | set(named)
    for face in faces:
        declarations = tinycss2.parse_declaration_list(face.content, skip_comments=True, skip_whitespace=True)
        values = {declaration.lower_name: declaration.value for declaration in declarations}
        places = ADDRESS.findall(tinycss2.serialize(values["src"]))
        source = next((place for place in places if place.endswith(".woff2")), None)
        if words(values["font-family"]) not in named or source is None:
            continue
        small = subset_font(static / source, shown, static / "fonts")
        values["src"] = tinycss2.parse_component_value_list(f'url("fonts/{small.name}") format("woff2")')
        body = ";".join(f"{name}:{tinycss2.serialize(value).strip()}" for name, value in values.items())
        others += tinycss2.parse_stylesheet(f"@font-face{{{body}}}")
    return others


def licences(sheets: Iterable[Path]) -> str:
    """Return the comments of style sheets that state a licence, each once."""
    found = (note for sheet in sheets for note in re.findall(r"/\*!(.*?)\*/", sheet.read_text("utf-8"), re.S))
    notes = dict.fromkeys(re.sub(r"(?m)^ *\* ?", "", note).strip() for note in found)
    return "\n\n".join(
        ["Parts of the style sheet and of the fonts of this site are under these licences.", *notes]
    )


def write_stylesheet(static: Path, sheets: list[tuple[str, str]], pages: list[str]) -> str:
    """Write the one style sheet and its fonts; return a version that changes with the content.

    Parameters
    ----------
    static : Path
        The site's folder `_static`.
    sheets : list of (str, str)
        Name of each style sheet in that folder, and the media that it is for, if not all.
    pages : list of str
        The pages of the site.
    """
    scripts = [script.read_text("utf-8") for script in sorted(static.rglob("*.js"))]
    rules = [rule for name, media in sheets for rule in rules_of(static / name, static, media)]
    rules = without_comments(purged(rules, names_in_use(pages, scripts)))
    rules = with_smaller_fonts(rules, characters_in_use(pages), static)
    css = f'@charset "UTF-8";/* {LICENCES} */' + tinycss2.serialize(rules)
    (static / NAME).write_text(css, "utf-8")
    return hashlib.sha256(css.encode()).hexdigest()[:8]


def link_one(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Let a page link the one style sheet, and remember those that it would have linked."""
    asked = sorted(context["css_files"], key=lambda sheet: sheet.priority)
    named = [(name, "") for name in THEME]
    named += [
        (Path(s.filename).relative_to("_static").as_posix(), s.attributes.get("media", "")) for s in asked
    ]
    named = list(dict.fromkeys(named))
    known = app.builder.__dict__.setdefault("sheets_of_all_pages", named)
    if named != known:
        others = ", ".join(name for name, _ in sorted(set(named) ^ set(known)))
        raise ExtensionError(f"the page {pagename} differs from others in its style sheets: {others}")
    context["css_files"] = [f"_static/{NAME}"]


def finish(app: Sphinx, error: Exception | None) -> None:
    """Make the style sheet of all pages; tell the pages its version; remove what it was made from."""
    sheets = getattr(app.builder, "sheets_of_all_pages", None)
    # Without a page written, nothing has changed.
    if error is not None or sheets is None:
        return
    site, static = Path(app.outdir), Path(app.outdir) / "_static"
    remove(file for pattern in UNUSED for file in static.glob(pattern))
    pages = {page: page.read_text("utf-8") for page in pages_of(site)}
    version = write_stylesheet(static, sheets, list(pages.values()))
    for page, text in pages.items():
        linked = re.sub(rf'(_static/{re.escape(NAME)})[^"]*"', rf'\1?v={version}"', text, count=1)
        if linked != text:
            page.write_text(linked, "utf-8")
    (static / LICENCES).write_text(licences(sorted(static.rglob("*.css"))), "utf-8")
    remove(file for file in static.rglob("*.css") if file.name != NAME)
    css = (static / NAME).read_text("utf-8")
    remove(file for file in static.rglob("*.woff2") if f"fonts/{file.name}" not in css)


def pages_of(site: Path) -> list[Path]:
    """Find the pages that readers open: the theme leaves templates among its files."""
    return [
        p for p in sorted(site.rglob("*.html")) if not {"_static", "_sources"} & {*p.relative_to(site).parts}
    ]


def remove(files: Iterable[Path]) -> None:
    """Remove files, and the folders that are empty then."""
    for file in set(files):
        file.unlink()
        for folder in file.parents:
            if any(folder.iterdir()):
                break
            folder.rmdir()


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    # After all who add style sheets, and after all who copy files.
    app.connect("html-page-context", link_one, priority=950)
    app.connect("build-finished", finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
