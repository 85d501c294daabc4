"""How numbers and the little Markdown of a problem's texts are shown."""

import html
import re

_BEFORE_UNIT = r"(?<=[0-9]) (?=(?:%|min\b|h\b|[mµn]?g\b|m?L\b))"


def shown(value: float, figures: int = 6) -> str:
    """Return a number as it stands in a text: at most `figures` significant figures, never an exponent.

    Parameters
    ----------
    value : float
        A finite number.
    figures : int
        Significant figures at most; trailing zeros are dropped.

    Returns
    -------
    str
        For example ``"12.3"``, ``"0.06"`` or ``"1200"``.
    """
    rounded = float(f"{value:.{figures}g}")
    decimals = max(0, figures - 1 - _decade(rounded))
    text = f"{rounded:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decade(value: float) -> int:
    """Return the power of ten of the leading figure."""
    return int(f"{abs(value):e}".split("e")[1])


def to_html(text: str) -> str:
    """Return the HTML of a text written in a little Markdown.

    Parameters
    ----------
    text : str
        Paragraphs parted by an empty line, with ``**strong**`` and ``*emphasis*``; nothing else is markup.

    Returns
    -------
    str
        One ``<p>`` a paragraph, everything else escaped; a number stays on one line with its unit.
    """
    return "".join(f"<p>{_inline(part)}</p>" for part in re.split(r"\n\s*\n", text.strip()))


def _inline(text: str) -> str:
    escaped = html.escape(" ".join(text.split()), quote=False)
    strong = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"<strong>\1</strong>", escaped)
    emphasised = re.sub(r"\*(\S(?:[^*]*\S)?)\*", r"<em>\1</em>", strong)
    return re.sub(_BEFORE_UNIT, "\u00a0", emphasised)
