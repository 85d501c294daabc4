"""Set TeX at build time: KaTeX, run inside Python by QuickJS, writes HTML and MathML.

The page needs no script and no network for its mathematics, and shows it without JavaScript.
Screen readers get the MathML, which KaTeX hides from sight; the visible part is hidden from them.
TeX that KaTeX does not understand is a warning with file and line, and warnings are errors here.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import quickjs
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.fileutil import copy_asset
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html import HTMLTranslator

logger = logging.getLogger(__name__)

KATEX = Path(__file__).parent.parent / "third_party" / "katex"
STYLES = Path(__file__).parent / "static" / "mathematics.css"

# Environments that align or number by themselves. Sphinx numbers an environment as a whole, so KaTeX gets
# the starred form; multline and eqnarray are not in KaTeX and have near equivalents.
STARRED = {
    "align": "align*",
    "alignat": "alignat*",
    "eqnarray": "align*",
    "equation": "equation*",
    "gather": "gather*",
    "multline": "gather*",
}
STRUCTURED = re.compile(r"\\begin\{(align|alignat|array|cases|gather|split|[pbBvV]?matrix)")


class MathematicsError(ValueError):
    """TeX that KaTeX does not understand."""


@cache
def engine() -> Any:
    """Load KaTeX with its chemistry extension into a JavaScript engine; return its typesetting function."""
    context = quickjs.Context()
    context.eval("var self = globalThis;" + (KATEX / "katex.min.js").read_text("utf-8"))
    context.eval((KATEX / "mhchem.min.js").read_text("utf-8"))
    return context.eval(
        """(tex, display, macros) => {
          const options = {displayMode: display, throwOnError: true, strict: "ignore",
                           output: "htmlAndMathml", macros: JSON.parse(macros)};
          try { return JSON.stringify({html: katex.renderToString(tex, options)}); }
          catch (error) { return JSON.stringify({error: String(error.message || error)}); }
        }"""
    )


def starred(tex: str) -> str:
    """Name amsmath environments as KaTeX knows them without numbers of its own."""

    def rename(match: re.Match[str]) -> str:
        return rf"\{match[1]}{{{STARRED[match[2]]}}}"

    return re.sub(r"\\(begin|end)\{(" + "|".join(STARRED) + r")\*?\}", rename, tex)


@cache
def typeset(tex: str, display: bool, macros: str = "{}") -> str:
    """Turn TeX into HTML that holds MathML too.

    Parameters
    ----------
    tex : str
        The formula without its delimiters.
    display : bool
        Whether it stands on a line of its own.
    macros : str
        TeX macros as a JSON object.

    Raises
    ------
    MathematicsError
        If KaTeX does not understand the formula.
    """
    answer = json.loads(engine()(starred(tex.strip()), display, macros))
    if "error" in answer:
        raise MathematicsError(answer["error"])
    return str(answer["html"])


def laid_out(tex: str, nowrap: bool) -> str:
    """Give several lines in one block the environment that MathJax users expect around them."""
    if nowrap or STRUCTURED.search(tex):
        return tex
    if r"\\" in tex:
        return rf"\begin{{split}}{tex}\end{{split}}"
    if re.search(r"\n\s*\n", tex.strip()):
        return r"\begin{gathered}" + re.sub(r"\n\s*\n", r"\\\\", tex.strip()) + r"\end{gathered}"
    return tex


def html_of(translator: HTMLTranslator, node: nodes.Element, tex: str, display: bool) -> str:
    """Typeset, or warn with the place of the formula and show its TeX."""
    app = translator.builder.app
    try:
        return typeset(tex, display, json.dumps(app.config.mathematics_macros, sort_keys=True))
    except MathematicsError as error:
        logger.warning("mathematics not understood: %s in: %s", error, tex, location=node)
        return f"<code>{nodes.unescape(translator.encode(tex))}</code>"


def visit_inline(translator: HTMLTranslator, node: nodes.math) -> None:
    """Write a formula inside a line."""
    html = html_of(translator, node, node.astext(), display=False)
    translator.body.append(translator.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    translator.body.append(html + "</span>")
    raise nodes.SkipNode


def visit_display(translator: HTMLTranslator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number and a link to it."""
    tex = laid_out(node.astext(), bool(node.get("nowrap")))
    translator.body.append(translator.starttag(node, "div", CLASS="math equation notranslate nohighlight"))
    # The theme's own script makes boxes of this class focusable by keyboard exactly when they scroll.
    translator.body.append('<div class="equation-body pst-scrollable-table-container">')
    translator.body.append(html_of(translator, node, tex, display=True) + "</div>")
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append("</div>")
    raise nodes.SkipNode


def choose_renderer(app: Sphinx, config: Any) -> None:
    """Take over from MathJax, which Jupyter Book selects."""
    config.html_math_renderer = "katex_at_build_time"


def copy_styles(app: Sphinx, error: Exception | None) -> None:
    """Put KaTeX's stylesheet and fonts, and our own rules, beside the pages."""
    if error is None and app.builder.format == "html":
        target = Path(app.outdir) / "_static" / "katex"
        copy_asset(KATEX / "katex.min.css", target)
        copy_asset(KATEX / "LICENSE", target)
        copy_asset(KATEX / "fonts", target / "fonts")
        copy_asset(STYLES, target)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_config_value("mathematics_macros", {}, "env")
    app.add_html_math_renderer("katex_at_build_time", (visit_inline, None), (visit_display, None))
    app.connect("config-inited", choose_renderer, priority=900)
    app.connect("build-finished", copy_styles)
    app.add_css_file("katex/katex.min.css")
    app.add_css_file("katex/mathematics.css")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
