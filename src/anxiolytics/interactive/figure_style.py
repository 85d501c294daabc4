"""The house style of still figures, drawn by matplotlib and readable on light and dark pages.

A figure is put into the page as SVG whose ink is the page's own text colour, on no background:
it follows the reader's theme, prints sharply, and its words can be searched.
"""

from __future__ import annotations

import hashlib
import html
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from anxiolytics.extras import required

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Colours of the curves in order, told apart by colour-blind readers too (after Okabe and Ito), with
#: contrast of at least 3:1 on white and on the dark page. The explorers use the same.
COLOURS = ("#0072b2", "#c8591a", "#2a8f6d", "#a8559c")
#: Dash patterns in the same order: colour is never the only difference.
DASHES = ("solid", (0, (6, 2.5)), (0, (1.5, 1.8)), (0, (7, 2, 1.5, 2)))

_FONT = "var(--pst-font-family-base, sans-serif)"
# A colour that no figure uses for anything else; the page's text colour replaces it.
_INK = "#010203"

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "anxiolytics",
    "font.family": "sans-serif",
    "font.size": 11,
    "figure.figsize": (6.4, 3.2),
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.grid": False,
    "lines.linewidth": 2.2,
    "legend.frameon": False,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "patch.edgecolor": _INK,
    "hatch.color": _INK,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the book's style inside this block.

    Raises
    ------
    ModuleNotFoundError
        If matplotlib is not installed.
    """
    matplotlib = required("matplotlib", "book")
    cycler = required("cycler", "book").cycler
    curves = cycler(color=COLOURS) + cycler(linestyle=DASHES)
    with matplotlib.rc_context({**_STYLE, "axes.prop_cycle": curves}):
        yield


class Picture:
    """A still figure with the words that stand for it where it cannot be seen.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What to show. It is closed, so that a notebook does not show it twice.
    alternative_text : str
        What the figure shows, in a sentence or two, for readers who do not see it.

    Raises
    ------
    ValueError
        If the alternative text is too short to say anything.
    """

    def __init__(self, figure: Figure, alternative_text: str) -> None:
        if len(alternative_text.split()) < 5:
            raise ValueError(
                f"alternative_text is {alternative_text!r}: it must say in a sentence what the figure shows."
            )
        matplotlib = required("matplotlib", "book")
        plt = required("matplotlib.pyplot", "book")
        self.alternative_text = alternative_text
        text = io.StringIO()
        # The style says how an SVG is written, and the figure may have left it already.
        with matplotlib.rc_context(_STYLE):
            figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        plt.close(figure)
        self.svg = _for_a_page(text.getvalue())

    def _html(self) -> str:
        label = html.escape(self.alternative_text, quote=True)
        svg = self.svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
        return f'<div class="anx-picture" role="img" aria-label="{label}">{svg}</div>'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Give the built page inline SVG, and a notebook the picture as an image."""
        if os.environ.get("ANXIOLYTICS_RENDER") == "html":
            return {"text/html": self._html(), "text/plain": self.alternative_text}
        return {
            "image/svg+xml": self.svg.replace("currentColor", "#555555"),
            "text/plain": self.alternative_text,
        }


def _for_a_page(svg: str) -> str:
    """Return matplotlib's SVG as a part of a page: in its ink and font, no heavier than it needs to be."""
    # Without the XML head, and without sizes: the stylesheet scales it to the column.
    svg = re.sub(r"^.*?(?=<svg)", "", svg, count=1, flags=re.S)
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, count=1, flags=re.S)
    # matplotlib's rules are for all elements (*), and in a page that means all of the page: on the root
    # they are inherited by the figure alone.
    rules = re.search(r"<style[^>]*>\s*\*\s*\{([^}]*)\}\s*</style>", svg)
    inherited = rules[1].strip() if rules else ""
    svg = svg.replace(rules[0], "") if rules else svg
    svg = re.sub(r"font-family: [^;\"]*(; )?", "", svg)
    svg = svg.replace("<svg ", f'<svg style="{inherited}; font-family: {_FONT}" ', 1)
    # A hundredth of a point is more than a screen shows. Words of the figure are outside of its tags.
    svg = re.sub(r"<[^>]*>", lambda tag: re.sub(r"\d+\.\d{3,}", _rounded, tag[0]), svg)
    svg = re.sub(r"\s*\n\s*", " ", svg).replace("> <", "><")
    return _with_own_identifiers(svg).replace(_INK, "currentColor")


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _with_own_identifiers(svg: str) -> str:
    """Return an SVG with identifiers where it refers to them, and none that another figure of the page has.

    matplotlib names every group, and alike in each figure.
    """
    reference = r'((?:url\(|href=")#)([\w.-]+)'
    used = {name for _, name in re.findall(reference, svg)}
    prefix = hashlib.sha256(svg.encode()).hexdigest()[:8]

    def renamed(match: re.Match[str]) -> str:
        return f' id="f{prefix}-{match[1]}"' if match[1] in used else ""

    svg = re.sub(r' id="([^"]*)"', renamed, svg)
    return re.sub(reference, rf"\1f{prefix}-\2", svg)
