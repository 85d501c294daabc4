"""The role ``{fact}`` puts a number of the tables into the text, with its source on hover, focus and tap.

``{fact}`diazepam.half_life` `` prints value, unit and interval; ``{fact}`diazepam.half_life:value` `` the
value and unit alone; ``{fact}`fluoxetine.half_life:h` `` all in another unit than the source's;
``{fact}`diazepam.half_life@klotz1975effects` `` the row of one source.
The note says who was measured and cites the source, which so enters the page's references.
"""

from __future__ import annotations

import re
from dataclasses import replace

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from anxiolytics.facts import UNITS, Fact, fact
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
    """Print a number as prose does: whole, without its interval as ``value``, or in a unit.

    Raises
    ------
    ValueError
        If there is no such form, or the unit is of another dimension.
    """
    if form in UNITS:
        row = converted(row, form)
    elif form not in ("", "value"):
        raise ValueError(f"a fact is printed whole, as :value or in a unit of UNITS, got :{form}")
    text = row.printed_value() if form == "value" else str(row)
    text = text.replace(f" {row.unit}", f" {RATES.get(row.unit, row.unit)}", 1)
    text = re.sub(r"(?<![\w–])-(?=\d)", "\N{MINUS SIGN}", text)
    # A number and its unit stay on one line.
    return re.sub(r"(?<=\d) (?!\()", "\N{NO-BREAK SPACE}", text)


def converted(row: Fact, unit: str) -> Fact:
    """Express a number in another unit, to three digits, for a table in which numbers are compared."""
    if unit == row.unit:
        return row
    factor = row.in_unit(unit) / row.value if row.value else 1.0
    ends = {
        name: None if end is None else float(f"{end * factor:.3g}")
        for name, end in (("low", row.low), ("high", row.high))
    }
    return replace(row, value=float(f"{row.in_unit(unit):.3g}"), unit=unit, **ends)


def described(row: Fact, form: str = "") -> str:
    """Say whose number it is and how it came about, and what the source prints where the unit is another."""
    how = STATUS[row.status]
    if form in UNITS and form != row.unit:
        how += f", as {printed(row)}"
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
        note: list[nodes.Node] = [nodes.Text(f"{described(row, form.strip())}.")]
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
