"""Turn MyST into the Markdown that any notebook program shows: roles and directives become plain words.

Nothing here knows of Sphinx: what a label, an equation or a citation is called comes in as `Names`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

NOTES = {
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "seealso",
    "tip",
    "warning",
}
QUOTED = {"admonition", "epigraph", "margin", "pull-quote", "quote", "sidebar", "topic"}
FOLDED = {"details", "dropdown"}
HEADED = {"card", "grid-item-card", "tab-item"}
UNWRAPPED = {"card-carousel", "container", "div", "grid", "grid-item", "glossary", "raw", "tab-set", "table"}
PICTURES = {"figure", "image"}
CODE = {"code", "code-block", "code-cell", "sourcecode"}
DROPPED = {"contents", "index", "tableofcontents", "toctree"}

OPENING = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|~{3,}|:{3,})\s*(?:\{(?P<name>[^}]+)\})?(?P<rest>.*)$")
LABEL = re.compile(r"^\s*\([\w.:-]+\)=\s*$")
OPTION = re.compile(r"^:(?P<key>[\w-]+):\s*(?P<value>.*)$")
EXPLICIT = re.compile(r"^(?P<text>.*?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
# The first that fits at a place wins: what stands in code is no role, and what stands in a role no formula.
PIECES = re.compile(
    r"\{(?P<role>[\w:+-]+)\}(?P<ticks>`+)(?P<content>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<code>(?P<mark>`+)(?!`).+?(?<!`)(?P=mark)(?!`))"
    r"|\$\$(?P<display>.+?)\$\$(?:[ \t]*\((?P<number>[\w.:-]+)\))?"
    r"|(?P<amsmath>\\begin\{(?P<environment>[a-z]+\*?)\}.+?\\end\{(?P=environment)\})"
    r"|(?P<inline>(?<!\\)\$(?!\s)(?:\\.|[^$\\])+?(?<!\s)\$)"
    r"|(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^)\s]*)\)(?:\{[.#][^{}]*\})?"
    r"|<(?:project:)?(?P<bare>#[\w.:-]+)>"
    # After a link they belong to it (above); after any other closing bracket they are the reader's text.
    r"|(?<=[\]`])(?P<attributes>\{[.#][^{}]*\})",
    re.DOTALL,
)


@dataclass(frozen=True)
class Work:
    """A cited work: who, when, and its entry in a list of references."""

    authors: str
    year: str
    entry: str


@dataclass(frozen=True)
class Names:
    """What the things are called that a page refers to.

    Attributes
    ----------
    titles : mapping
        The words for a label, or for a page by its path without suffix.
    equations, figures : mapping
        The printed number of a label: "3", "Fig. 2".
    works : mapping
        The works of the bibliography by key.
    fact : callable
        From the content of a fact role to its printed text and the key of its source ("" without one).
    fact_ranges : callable
        From the argument of a fact-ranges directive to its entries, one line of MyST each.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    equations: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    works: Mapping[str, Work] = field(default_factory=dict)
    fact: Callable[[str], tuple[str, str]] = lambda content: (content, "")
    fact_ranges: Callable[[str], Sequence[str]] = lambda prefix: [prefix]


def named(mapping: Mapping[str, str], key: str, what: str) -> str:
    """Look up a name; raise ValueError where there is none."""
    if key not in mapping:
        raise ValueError(f"{what} {key!r} is not in the book")
    return mapping[key]


class PlainMarkdown:
    """Convert the Markdown of one page, part after part, and remember which works it cites.

    Parameters
    ----------
    names : Names
        What is what in this book.
    page : str
        Path of the page from the book's root, without suffix: links start there.
    """

    def __init__(self, names: Names, page: str = "index") -> None:
        self.names = names
        self.page = page
        self.cited: dict[str, None] = {}

    def convert(self, text: str) -> str:
        """Turn MyST into plain Markdown.

        Raises
        ------
        ValueError
            If a directive has no plain form here, or a reference no name in the book.
        """
        blocks: list[str] = []
        prose: list[str] = []
        lines = text.splitlines()
        while lines:
            line = lines.pop(0)
            opening = OPENING.match(line)
            if opening is None:
                if not (LABEL.match(line) or line.startswith("%") or line == "+++"):
                    prose.append(line)
                continue
            blocks += [self.in_line("\n".join(prose)), self._fenced(opening, line, lines)]
            prose.clear()
        blocks.append(self.in_line("\n".join(prose)))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(blocks)).strip("\n")

    def in_line(self, text: str) -> str:
        """Convert roles, links, equations and attributes; leave code as it is."""
        return PIECES.sub(self._piece, text)

    def _piece(self, match: re.Match[str]) -> str:
        if match["role"]:
            return self._role(match["role"], match["content"])
        if match["display"]:
            return self._display(match["display"], match["number"])
        if match["amsmath"]:
            return " ".join(match["amsmath"].split())
        if match["target"] is not None:
            return self._link(match["text"], match["target"])
        if match["bare"]:
            return self._title(match["bare"])
        return match["code"] or match["inline"] or ""

    def _role(self, role: str, content: str) -> str:
        if role.startswith("cite"):
            return self._citation(content, textual=role.startswith("cite:t"))
        if role == "fact":
            text, source = self.names.fact(content)
            if source:
                self.cited[source] = None
            return text
        explicit = EXPLICIT.match(content)
        text, target = (explicit["text"], explicit["target"]) if explicit else (content, content)
        if role == "eq":
            return f"({named(self.names.equations, target, 'equation')})"
        if role == "numref":
            number = named(self.names.figures, target, "figure")
            return re.sub(r"%s|\{number\}", number.split()[-1], text) if explicit else number
        if role in ("ref", "doc") and not explicit:
            return self._title(f"#{target}" if role == "ref" else target)
        if role == "math":
            return f"${content}$"
        if role in ("sub", "sup", "kbd"):
            return f"<{role}>{content}</{role}>"
        if role.startswith("py:") or role in ("code", "file"):
            return f"`{text.removeprefix('~')}`"
        return text

    def _citation(self, content: str, textual: bool) -> str:
        keys = [key.strip() for key in content.split(",")]
        for key in keys:
            if key not in self.names.works:
                raise ValueError(f"work {key!r} is not in the bibliography")
            self.cited[key] = None
        works = [self.names.works[key] for key in keys]
        if textual:
            return ", ".join(f"{work.authors} ({work.year})" for work in works)
        return "(" + "; ".join(f"{work.authors}, {work.year}" for work in works) + ")"

    def _link(self, text: str, target: str) -> str:
        if re.match(r"[a-z]+:", target):
            return f"[{self.in_line(text)}]({target})"
        return self.in_line(text) or self._title(target)

    def _title(self, target: str) -> str:
        path, _, label = target.partition("#")
        if label:
            return self.names.figures.get(label) or named(self.names.titles, label, "label")
        start = "" if path.startswith("/") else posixpath.dirname(self.page)
        page = posixpath.normpath(posixpath.join(start, path.lstrip("/").removesuffix(".md")))
        return named(self.names.titles, page, "page")

    def _display(self, tex: str, label: str | None) -> str:
        # On one line: in a quotation the marks at the head of further lines would be read as TeX.
        tex = " ".join(tex.split())
        if r"\\" in tex and r"\begin" not in tex:
            tex = rf"\begin{{aligned}} {tex} \end{{aligned}}"
        tag = rf" \tag{{{named(self.names.equations, label, 'equation')}}}" if label else ""
        return f"$$ {tex}{tag} $$"

    def _fenced(self, opening: re.Match[str], line: str, lines: list[str]) -> str:
        """Take a fenced block off the lines and convert it; plain code stays as it is."""
        indent, fence, name = opening["indent"], opening["fence"], opening["name"]
        closing = re.compile(rf"^\s*{fence[0]}{{{len(fence)},}}\s*$")
        body: list[str] = []
        while lines and not closing.match(lines[0]):
            body.append(lines.pop(0).removeprefix(indent))
        if lines:
            lines.pop(0)
        if name is None and fence[0] != ":":
            return "\n".join([line, *(indent + inner for inner in body), indent + fence])
        if name is None:
            return self.convert("\n".join(body))
        plain = self._directive(name.strip(), opening["rest"].strip(), body)
        return "\n".join(indent + inner if inner else "" for inner in ["", *plain.splitlines(), ""])

    def _directive(self, name: str, argument: str, body: list[str]) -> str:
        options, content = split_options(body)
        text = "\n".join(content)
        if name in DROPPED:
            return ""
        if name in CODE:
            return f"```{argument}\n{text}\n```"
        if name == "math":
            return self._display(text or argument, options.get("label"))
        if name == "bibliography":
            return self.references()
        if name == "fact-ranges":
            return "\n".join(f"- {self.in_line(entry)}" for entry in self.names.fact_ranges(argument))
        if name == "list-table":
            return self._pipe_table(argument, content, bool(int(options.get("header-rows", "0"))))
        if name in PICTURES:
            picture = f"![{options.get('alt', '')}]({argument})"
            return f"{picture}\n\n*{self.convert(text)}*" if text else picture
        title = self.in_line(argument)
        inner = self.convert(text)
        if name in FOLDED or "dropdown" in options.get("class", "").split():
            return f"<details>\n<summary>{title}</summary>\n\n{inner}\n\n</details>"
        if name in NOTES:
            # The first line of a note is no title of it, but its text.
            parts = [part for part in (title, inner) if part]
            return quoted("\n\n".join([f"**{'See also' if name == 'seealso' else name.title()}**", *parts]))
        if name in QUOTED:
            return quoted(f"**{title}**\n\n{inner}" if title else inner)
        if name in HEADED:
            return f"**{title}**\n\n{inner}" if title else inner
        if name in UNWRAPPED:
            return definitions(inner) if name == "glossary" else inner
        raise ValueError(f"directive {name!r} has no plain form yet")

    def references(self) -> str:
        """List the works cited so far, by name and year."""
        works = sorted((self.names.works[key] for key in self.cited), key=lambda w: (w.authors, w.year))
        return "\n".join(f"- **{work.authors}, {work.year}.** {work.entry}" for work in works)

    def _pipe_table(self, title: str, content: list[str], has_header: bool) -> str:
        rows: list[list[str]] = []
        for line in content:
            start = re.match(r"^(?P<row>\* )?\s*- ?(?P<cell>.*)$", line)
            if start is None and line.strip():
                rows[-1][-1] += " " + line.strip()
            elif start:
                rows += [[]] if start["row"] else []
                rows[-1].append(start["cell"])
        if not has_header:
            rows.insert(0, [""] * len(rows[0]))
        table = ["| " + " | ".join(self.in_line(cell) for cell in row) + " |" for row in rows]
        table.insert(1, "|" + " --- |" * len(rows[0]))
        return "\n".join([f"**{self.in_line(title)}**\n"] * bool(title) + table)


def split_options(body: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take the options off the head of a directive's body: lines ``:key: value``, or a block of YAML."""
    options: dict[str, str] = {}
    if body and body[0].strip() == "---":
        end = next(n for n, line in enumerate(body) if n and line.strip() == "---")
        pairs = (line.partition(":") for line in body[1:end])
        return {key.strip(): value.strip() for key, _, value in pairs}, body[end + 1 :]
    for number, line in enumerate(body):
        option = OPTION.match(line)
        if option is None:
            return options, body[number:]
        options[option["key"]] = option["value"]
    return options, []


def quoted(text: str) -> str:
    """Set a text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def definitions(text: str) -> str:
    """Set a list of terms, each with indented explanation, as paragraphs that begin with the term."""
    lines = [
        f"\n**{line}**  " if line and not line[0].isspace() else line.strip() for line in text.splitlines()
    ]
    return "\n".join(lines).strip()
