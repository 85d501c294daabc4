"""The works of the bibliography in plain words: authors, year, and the entry of a list of references."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

from pybtex.database import Entry, parse_file
from pybtex.plugin import find_plugin
from pybtex.richtext import Text

from plain_markdown import Work


def words(latex: str) -> str:
    """Read a piece of BibTeX as text."""
    return str(Text.from_latex(latex))


def authors_of(entry: Entry) -> str:
    """Name one author, two authors, or the first "et al."."""
    persons = entry.persons.get("author") or entry.persons.get("editor") or []
    if not persons:
        return words(entry.fields.get("organization") or entry.fields["title"])
    names = [words(" ".join([*person.prelast_names, *person.last_names])) for person in persons]
    if len(names) > 2 or names[-1] == "others":
        return f"{names[0]} et al."
    return " and ".join(names)


def cited_works(bibliography: Path) -> dict[str, Work]:
    """Read a bibliography; works of the same authors and year get letters.

    Raises
    ------
    pybtex.scanner.PybtexSyntaxError
        If the file is not BibTeX.
    """
    entries = parse_file(str(bibliography), "bibtex").entries
    style = find_plugin("pybtex.style.formatting", "unsrt")()
    plain = find_plugin("pybtex.backends", "plaintext")()
    names = {key: (authors_of(entry), entry.fields.get("year", "no year")) for key, entry in entries.items()}
    shared = {name for name, count in Counter(names.values()).items() if count > 1}
    letters: defaultdict[tuple[str, str], int] = defaultdict(int)
    works = {}
    for formatted in style.format_entries(entries.values()):
        authors, year = name = names[formatted.key]
        if name in shared:
            year += "abcdefghijklmnopqrstuvwxyz"[letters[name]]
            letters[name] += 1
        text = re.sub(r"([*_<\[\]])", r"\\\1", formatted.text.render(plain))
        works[formatted.key] = Work(authors, year, text)
    return works
