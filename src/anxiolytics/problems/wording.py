"""How numbers and the little Markdown of a problem's texts are shown."""

import html
import re

_BEFORE_UNIT = r"(?<=[0-9]) (?=(?:%|min\b|h\b|[mµn]?g\b|m?L\b|[mµnp][AMSV]\b|[mµn]?mol\b|kcal\b))"
# A hyphen before a number is a minus: screen readers say the one and may leave out the other.
_MINUS = r"(?<![\w.])-(?=[0-9])"


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
        Paragraphs and tables parted by an empty line. A table has a line ``| a | b |`` a row, the second of
        them strokes (``|---|---|``) below the heads. Inline there are ``**strong**`` and ``*emphasis*``;
        nothing else is markup.

    Returns
    -------
    str
        One ``<p>`` or ``<table>`` each, everything else escaped; a number stays on one line with its unit.
    """
    return "".join(_block(part) for part in re.split(r"\n\s*\n", text.strip()))


def inline_html(text: str) -> str:
    """Return the HTML of one line written in a little Markdown, without a paragraph around it.

    Parameters
    ----------
    text : str
        With ``**strong**`` and ``*emphasis*``; nothing else is markup.

    Returns
    -------
    str
        Everything else escaped; a number stays on one line with its unit and has a true minus sign.
    """
    escaped = html.escape(" ".join(text.split()), quote=False)
    strong = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"<strong>\1</strong>", escaped)
    emphasised = re.sub(r"\*(\S(?:[^*]*\S)?)\*", r"<em>\1</em>", strong)
    return re.sub(_BEFORE_UNIT, "\u00a0", re.sub(_MINUS, "\u2212", emphasised))


def _block(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    if len(lines) >= 3 and all(line.startswith("|") for line in lines) and not set(lines[1]) - set("|-: "):
        return _table([[cell.strip() for cell in line.strip("|").split("|")] for line in lines])
    return f"<p>{inline_html(text)}</p>"


def _table(rows: list[list[str]]) -> str:
    head, _, *body = rows

    def row(cells: list[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{inline_html(cell)}</{tag}>" for cell in cells) + "</tr>"

    lines = "".join(row(cells, "td") for cells in body)
    return f"<table><thead>{row(head, 'th')}</thead><tbody>{lines}</tbody></table>"
