"""Check that prose has one sentence a line, so that a change of a sentence is a change of a line."""

import re
import sys
from pathlib import Path

# A full stop, question or exclamation mark, perhaps a closing mark, a space, then a capital: two sentences.
# What stands before the stop may be an abbreviation or an initial, which do not end one.
ABBREVIATIONS = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bDr)(?<!\bal)(?<!\b[A-Z])"
END = re.compile(ABBREVIATIONS + r"[.?!][\"')*”’]{0,3} +(?=[\"'(*“‘]{0,2}[A-Z])")
# Front matter, code, formulas and references are not prose.
NOT_PROSE = re.compile(
    r"^(---\n.*?\n---\n|(`{3,})(\{(code-cell|math|bibliography)\}|\w*\n).*?^\2\s*$)", re.M | re.S
)


def faults(text: str) -> list[int]:
    """Return the numbers of lines of prose that hold more than one sentence; tables are left alone."""
    prose = NOT_PROSE.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [i for i, line in enumerate(prose.split("\n"), 1) if END.search(line) and not line.startswith("|")]


if __name__ == "__main__":
    texts = {name: Path(name).read_text("utf-8") for name in sys.argv[1:]}
    found = [f"{name}:{line}: more than one sentence" for name in texts for line in faults(texts[name])]
    sys.exit("\n".join(found) or None)
