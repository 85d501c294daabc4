"""The role ``{fact}`` puts a number of the tables into the text, with its source on hover, focus and tap.

``{fact}`diazepam.half_life` `` prints value, unit and interval; ``{fact}`diazepam.half_life:value` `` the
value and unit alone; ``{fact}`diazepam.half_life@klotz1975effects` `` the row of one source.
The note says who was measured and cites the source, which so enters the page's references.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from anxiolytics.facts import Fact, fact
from tips import tip

# "1.1 1/h" is right in a table and hard to read in a sentence.
RATES = {"1/min": "per minute", "1/h": "per hour", "1/d": "per day"}
STATUS = {
    "measured": "measured",
    "label": "from a product label",
    "consensus": "from a review, compilation or guideline",
    "derived": "derived",
    "illustrative": "illustrative",
}


def named(text: str) -> Fact:
    """Find the row that a role names, ``name`` or ``name@source``.

    Raises
    ------
    ValueError
        If there is no such fact, or none from that source.
    """
    name, _, source = text.partition("@")
    return fact(name.strip(), source=source.strip() or None)


def printed(row: Fact, form: str = "") -> str:
    """Print a number as prose does: whole, or without its interval as ``value``.

    Raises
    ------
    ValueError
        If there is no such form.
    """
    if form not in ("", "value"):
        raise ValueError(f"a fact is printed whole or as :value, got :{form}")
    text = row.printed_value() if form == "value" else str(row)
    text = text.replace(f" {row.unit}", f" {RATES.get(row.unit, row.unit)}", 1)
    text = re.sub(r"(?<![\w–])-(?=\d)", "\N{MINUS SIGN}", text)
    # A number and its unit stay on one line.
    return re.sub(r"(?<=\d) (?!\()", "\N{NO-BREAK SPACE}", text)


def described(row: Fact) -> str:
    """Say whose number it is and how it came about."""
    how = STATUS[row.status]
    if row.derivation:
        how += f" as {row.derivation}"
    note = f"; {row.note}" if row.note else ""
    return f"{row.population}; {how}{note}"


class FactRole(SphinxRole):
    """Print a fact and cite its source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Look the number up; an unknown name is an error with file and line."""
        name, _, form = self.text.partition(":")
        try:
            row = named(name)
            shown = printed(row, form.strip())
        except ValueError as error:
            message = self.inliner.reporter.error(str(error), line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        note: list[nodes.Node] = [nodes.Text(f"{described(row)}.")]
        messages: list[nodes.system_message] = []
        if row.source:
            cited, messages = self.env.get_domain("cite").role("p")(
                "cite:p", f":cite:p:`{row.source}`", row.source, self.lineno, self.inliner
            )
            note += [nodes.Text(" "), *cited]
        return [tip(nodes.Text(shown), note, kind="fact")], messages


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.setup_extension("tips")
    app.add_role("fact", FactRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
