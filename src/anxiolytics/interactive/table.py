"""A small table of results, computed on the page and read at any width."""

from collections.abc import Sequence


class Table:
    """A few results in rows and columns.

    It is written in Markdown, so that the built page and a notebook set it like any other table.

    Parameters
    ----------
    heads : sequence of str
        What stands above the columns.
    rows : sequence of sequence of str
        The cells, each row as long as the heads; the first of a row says what the row is about.

    Raises
    ------
    ValueError
        If there are no rows, a row is not as long as the heads, or a text would break the table.

    Examples
    --------
    >>> print(Table(["Half-life", "Left"], [["6 h", "50 %"]]))
    | Half-life | Left |
    |:---|---:|
    | 6 h | 50 % |
    """

    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.heads = tuple(heads)
        self.rows = tuple(tuple(row) for row in rows)
        if not self.rows:
            raise ValueError("rows is empty: a table needs one or more.")
        for row in self.rows:
            if len(row) != len(self.heads):
                raise ValueError(
                    f"row {row} has {len(row)} cell(s): it must have {len(self.heads)}, as heads."
                )
        for text in (*self.heads, *(cell for row in self.rows for cell in row)):
            if "|" in text or "\n" in text:
                raise ValueError(f"cell {text!r} holds a stroke or a line break: it may hold neither.")

    def __str__(self) -> str:
        """Write the table in Markdown; all columns but the first are flush right, as numbers are."""
        lines = [f"| {' | '.join(row)} |" for row in (self.heads, *self.rows)]
        rule = f"|:---{'|---:' * (len(self.heads) - 1)}|"
        return "\n".join([lines[0], rule, *lines[1:]])

    __repr__ = __str__
    _repr_markdown_ = __str__
