"""How numbers and the little Markdown of a problem's texts are shown."""

import html
import re
from itertools import cycle

_CODE_BLOCK = r"(?m)^```\n([^`]*?)\n```$"
_UNITS = r"%|min\b|m?s\b|h\b|[mµn]?g\b|m?L\b|[mµnp][AMSV]\b|[mµn]?mol\b|kcal\b"
_BEFORE_UNIT = rf"(?<=[0-9]) (?=(?:{_UNITS}))"
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
        Paragraphs, tables and code parted by an empty line. A table has a line ``| a | b |`` a row, the
        second of them strokes (``|---|---|``) below the heads. Code stands between two lines of three
        backticks, and may have empty lines. Inline there are ``**strong**``, ``*emphasis*`` and code between
        single backticks; nothing else is markup.

    Returns
    -------
    str
        One ``<p>``, ``<table>`` or ``<pre>`` each, everything else escaped; a number stays on one line with
        its unit.
    """
    parts = re.split(_CODE_BLOCK, text.strip())
    return "".join(
        code_html(part) if is_code else "".join(map(_block, filter(None, re.split(r"\n\s*\n", part.strip()))))
        for is_code, part in zip(cycle((False, True)), parts, strict=False)
    )


def code_html(code: str) -> str:
    """Return the HTML of some lines of code.

    Parameters
    ----------
    code : str
        As typed.

    Returns
    -------
    str
        A ``<pre>`` that can be reached and scrolled by keyboard.
    """
    return f'<pre tabindex="0"><code>{html.escape(code, quote=False)}</code></pre>'


def inline_html(text: str) -> str:
    """Return the HTML of one line written in a little Markdown, without a paragraph around it.

    Parameters
    ----------
    text : str
        With ``**strong**``, ``*emphasis*`` and code between backticks; nothing else is markup.

    Returns
    -------
    str
        Everything else escaped; a number stays on one line with its unit and has a true minus sign.
    """
    escaped = html.escape(" ".join(text.split()), quote=False)
    # Code is set aside while the rest is read: its stars and spaces mean themselves.
    code = iter(re.findall("`([^`]+)`", escaped))
    marked = re.sub("`[^`]+`", "\0", escaped)
    strong = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"<strong>\1</strong>", marked)
    emphasised = re.sub(r"\*(\S(?:[^*]*\S)?)\*", r"<em>\1</em>", strong)
    spaced = re.sub(_BEFORE_UNIT, "\u00a0", re.sub(_MINUS, "\u2212", emphasised))
    return re.sub("\0", lambda _: f"<code>{next(code)}</code>", spaced)


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
