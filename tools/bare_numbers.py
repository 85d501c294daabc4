"""List clinical numbers in the prose that do not say where they come from.

A number with a unit (``44 h``, ``10 mg``, ``53 %``, ``two weeks`` is not one) counts as sourced if its
paragraph, list item, table row or caption

- has a ``{fact}`` or a ``{cite:…}`` role, or
- says *illustrative*, *fictional* or *invented*, or
- stands under a comment ``% numbers: …`` (in a cell's header ``# numbers: …``) that says why none is needed:
  which equation or cell they are computed from, or that they are a patient's in the story.
  The comment covers the lines up to the next empty one.

Code, formulas, front matter, link targets and the reading time are left alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

UNITS = (
    "ms|s|seconds?|min|minutes?|h|hours?|d|days?|wk|weeks?|months?|y|years?|ng|µg|mg|g|kg|mL|ml|L|litres?|"
    "nM|µM|mM|mV|nS|pF|mmHg|%|per cent|mol|points|people|patients|fold"
)
# "20–32 mL/min", "2.6-fold", "1,000 people", "1.1 per hour"; the unit ends at anything but a letter.
NUMBER = re.compile(
    rf"(?<![\w.])\d[\d.,]*(?:(?:\s?[–±]\s?|\sto\s|\sand\s|\sor\s)\d[\d.,]*)?"
    rf"(?:[\s\u00a0\u202f-]?(?:{UNITS})(?![A-Za-z])|\sper\s\w+)"
)
SOURCED = re.compile(r"\{fact\}|\{cite:?\w*\}|\b(?:illustrative|fictional|invented)\b", re.I)
COMMENT = re.compile(r"^\s*[%#] numbers: \S+ \S+")
READING_TIME = re.compile(r"^\*Reading time:\*")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s|^\s*\||^\s*[:`]{3,}")


def blanked(pattern: str, text: str, flags: int = 0) -> str:
    """Replace every match by as many empty lines as it had."""
    return re.sub(pattern, lambda match: "\n" * match[0].count("\n"), text, flags=flags)


def caption_alone(match: re.Match[str]) -> str:
    """Keep of a code cell only the lines of its caption and a comment on them, each in its place."""
    caption = re.search(r"(?:^\s*# numbers:.*\n)?^(\s*)caption:.*\n(?:\1\s+\S.*\n)*", match[0], re.M)
    if not caption:
        return "\n" * match[0].count("\n")
    before, after = match[0][: caption.start()], match[0][caption.end() :]
    return "\n" * before.count("\n") + caption[0] + "\n" * after.count("\n")


def prose_of(text: str) -> str:
    """Return the prose of a page, each line where it was."""
    text = blanked(r"\A---\n.*?\n---\n", text, re.S)
    text = re.sub(r"^(`{3,})\{code-cell\}.*?^\1\s*$", caption_alone, text, flags=re.M | re.S)
    text = blanked(r"^(`{3,})(?:\{(?:math|bibliography)\}|\w*\n).*?^\1\s*$", text, re.M | re.S)
    text = blanked(r"\$\$.*?\$\$", text, re.S)
    text = re.sub(r"(?<![{}\w])`[^`\n]*`", "", text)  # code inside a line; a role's text stays
    text = re.sub(r"\$[^$\n]+\$", "", text)
    return re.sub(r"\]\([^)\n]*\)", "]", text)


def blocks(prose: str) -> Iterator[tuple[int, str, bool]]:
    """Yield paragraphs, list items, table rows, captions: first line, text, whether a comment covers it."""
    start, lines, covered = 0, list[str](), False
    for number, line in enumerate([*prose.split("\n"), ""], 1):
        new_block = not line.strip() or ITEM.match(line) or COMMENT.match(line)
        if lines and new_block:
            yield start, "\n".join(lines), covered
            lines = []
        if not line.strip():
            covered = False
        elif COMMENT.match(line):
            covered = True
        elif not line.lstrip().startswith("%"):
            start = start if lines else number
            lines.append(line)


def bare_numbers(text: str) -> list[tuple[int, str, str]]:
    """Return line, number and the line's text for every clinical number without a source."""
    found = []
    for start, block, covered in blocks(prose_of(text)):
        if covered or SOURCED.search(block) or READING_TIME.match(block):
            continue
        for offset, line in enumerate(block.split("\n")):
            found += [(start + offset, match[0], line.strip()) for match in NUMBER.finditer(line)]
    return found


def pages(root: Path) -> list[Path]:
    """List the pages that are written by hand."""
    patterns = ("index.md", "chapters/**/*.md", "hands_on/**/*.md")
    return sorted(path for pattern in patterns for path in root.glob(pattern))


if __name__ == "__main__":
    faults = [
        f"{name}:{line}: {number!r} has no source: {text}"
        for name in sys.argv[1:]
        for line, number, text in bare_numbers(Path(name).read_text("utf-8"))
    ]
    sys.exit("\n".join(faults) or None)
