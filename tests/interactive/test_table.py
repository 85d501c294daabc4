import pytest
from markdown_it import MarkdownIt

from anxiolytics.interactive import Table


def test_markdown_reads_it_as_a_table():
    table = Table(
        ["Half-life", "every 8 h", "every 12 h"], [["11.2 h", "61 %", "48 %"], ["22.4 h", "78 %", "69 %"]]
    )
    tokens = MarkdownIt().enable("table").parse(table._repr_markdown_())
    cells = [token.content for token in tokens if token.type == "inline"]
    assert cells == [
        "Half-life",
        "every 8 h",
        "every 12 h",
        "11.2 h",
        "61 %",
        "48 %",
        "22.4 h",
        "78 %",
        "69 %",
    ]
    kinds = [token.type for token in tokens]
    assert (kinds.count("th_open"), kinds.count("td_open"), kinds.count("tr_open")) == (3, 6, 3)


@pytest.mark.parametrize(
    ("heads", "rows", "message"),
    [
        (["a"], [], "rows is empty"),
        (["a", "b"], [["1"]], r"row \('1',\) has 1 cell\(s\): it must have 2"),
        (["a|b"], [["1"]], "holds a stroke"),
        (["a"], [["1\n2"]], "line break"),
    ],
)
def test_refuses(heads, rows, message):
    with pytest.raises(ValueError, match=message):
        Table(heads, rows)
