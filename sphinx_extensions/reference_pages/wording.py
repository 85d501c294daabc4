"""Names of the tables as words, and text from the tables as MyST Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from anxiolytics.facts import Fact, fact

#: Parts of fact names that are not simply words with underscores between them.
PARTS = {
    "5_ht1a": "5-HT₁A",
    "antidepressants": "antidepressants as a group",
    "benzodiazepines": "benzodiazepines as a group",
    "d2": "D₂",
    "fg_7142": "FG-7142",
    "mrk_409": "MRK-409",
    "st_johns_wort": "St John's wort",
    "uptake_ic50": "IC₅₀ of uptake",
    "va_dod": "VA/DoD",
}
#: Words that are not written as they stand in a name.
WORDS = {
    "alpha5ia": "alpha5IA",
    "auc": "AUC",
    "azd6280": "AZD6280",
    "azd7325": "AZD7325",
    "chinese": "Chinese",
    "clincalc": "ClinCalc",
    "co2": "CO₂",
    "cyp2c19": "CYP2C19",
    "cyp2d6": "CYP2D6",
    "dat": "DAT",
    "dmcm": "DMCM",
    "ec50": "EC₅₀",
    "empower": "EMPOWER",
    "eu": "EU",
    "gaba": "GABA",
    "hama": "HAM-A",
    "ic50": "IC₅₀",
    "ki": "Kᵢ",
    "klotz": "Klotz",
    "l263s": "L263S",
    "lombardo": "Lombardo",
    "mm": "mM",
    "net": "NET",
    "nhs": "NHS",
    "scotland": "Scotland",
    "sert": "SERT",
    "snri": "SNRI",
    "ssri": "SSRI",
    "tpa023": "TPA023",
    "tpa023b": "TPA023B",
    "uk": "UK",
    "us": "US",
    "who": "WHO",
}
STUDY = re.compile(r"([a-z]+)((?:19|20)\d\d)")


def words(part: str) -> str:
    """Turn one part of a fact's name into words: ``elderly_men`` into ``elderly men``."""
    if part in PARTS:
        return PARTS[part]
    study = STUDY.fullmatch(part)
    if study:
        return f"{sentence_case(WORDS.get(study[1], study[1]))} {study[2]}"
    text = " ".join(WORDS.get(word, word) for word in part.split("_"))
    # In names a point is an underscore too, and so is the dash of a range of two-digit numbers.
    text = re.sub(r"\b(\d) (\d+)\b", r"\1.\2", text)
    text = re.sub(r"\b(\d\d+) (\d\d+)\b", r"\1–\2", text)
    return text.replace("half life", "half-life").replace("ml min", "mL/min")


def phrase(parts: Iterable[str]) -> str:
    """Join parts of a name as words: the first, then what it is limited to."""
    return ", ".join(words(part) for part in parts)


def sentence_case(text: str) -> str:
    """Raise the first letter and leave the others."""
    return text[:1].upper() + text[1:]


def escaped(text: str) -> str:
    """Keep Markdown from reading anything into a text of the tables."""
    return re.sub(r"([\\`*_{}\[\]<>|$~#^])", r"\\\1", text)


def citation(keys: Sequence[str]) -> str:
    """Cite sources; an empty text where there is none."""
    return f"{{cite:p}}`{','.join(keys)}`" if keys else ""


def fact_role(row: Fact, form: str = "") -> str:
    """Write the role that prints a row; an illustrative number says so."""
    ending = f":{form}" if form else ""
    if row == fact(row.name):
        role = f"{{fact}}`{row.name}{ending}`"
    elif row.source:
        role = f"{{fact}}`{row.name}@{row.source}{ending}`"
    else:
        role = f"{escaped(str(row))} ({row.status})"
    return f"{role} (illustrative)" if row.status == "illustrative" and row.used else role


def table(head: Sequence[str], body: Iterable[Sequence[str]], name: str = "") -> list[str]:
    """Write a table as lines of Markdown; ``name`` becomes its class."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(cell or ' ' for cell in cells)} |" for cells in body]
    return ["```{table}", *([f":class: {name}"] if name else []), "", *lines, "```", ""]


def page_head(label: str, title: str, description: str) -> list[str]:
    """Write what a page begins with: its description for search engines, its label, its title."""
    return [
        "---",
        "myst:",
        "  html_meta:",
        f'    description: "{description}"',
        "---",
        f"({label})=",
        f"# {title}",
        "",
    ]


#: The list of what a page cites.
REFERENCES = ["## References", "", "```{bibliography}", ":filter: docname in docnames", "```", ""]

#: The place that the pages' script fills with menus or a field (static/reference_pages.js).
CONTROLS = ["```{raw} html", '<div class="reference-controls"></div>', "```", ""]
