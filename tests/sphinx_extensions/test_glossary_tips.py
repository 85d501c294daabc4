"""Definitions stand behind the links to their terms, and follow the glossary."""

import re

import pytest
from sphinx.application import Sphinx

GLOSSARY = """\
# Glossary

```{glossary}
clearance
plasma clearance
  The volume freed of drug per hour.
  See also {term}`volume`.

volume
  The volume in which a drug appears dissolved: $V = D/C_0$.
```
"""
PAGE = "# Page\n\nThe {term}`clearance` and the {term}`volume`, and [a link](glossary.md).\n"


@pytest.fixture
def build(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        "extensions = ['myst_parser', 'glossary_tips']\nmyst_enable_extensions = ['dollarmath']\n"
    )
    (source / "index.md").write_text("# Book\n\n```{toctree}\npage\nglossary\n```\n")
    (source / "page.md").write_text(PAGE)

    def run(glossary=GLOSSARY):
        (source / "glossary.md").write_text(glossary)
        Sphinx(source, source, tmp_path / "out", tmp_path / "trees", "html", status=None).build()
        return (tmp_path / "out" / "page.html").read_text("utf-8")

    return run


def notes(html):
    return re.findall(
        r'<span class="tip-note tip-term" role="tooltip" id="(tip-\d+)">(.*?)</span></span>', html, re.S
    )


def test_link_stays_and_carries_the_definition(build):
    html = build()
    assert re.search(
        r'<a class="tip-trigger" href="glossary.html#term-clearance" aria-describedby="tip-1">', html
    )
    (first, text), (second, formula) = notes(html)
    assert (first, second) == ("tip-1", "tip-2")
    assert "The volume freed of drug per hour." in text
    assert "See also" in text
    assert "<a " not in text
    assert "math" in formula


def test_changed_definition_reaches_pages_that_did_not_change(build):
    build()
    assert "per minute" in build(GLOSSARY.replace("per hour", "per minute"))


def test_other_links_are_left_alone(build):
    assert 'href="glossary.html"' in build()
