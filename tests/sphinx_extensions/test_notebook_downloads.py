from base64 import b64decode

import nbformat
import pytest

from notebook_downloads import notebook_of
from plain_markdown import Names

PAGE = """---
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---
(pots)=
# Pots

```{code-cell} ipython3
---
tags: [hide-input, other]
mystnb:
  figure:
    caption: |
      The {term}`pot`.
    name: fig-pot
---
x = 1
```

![a pot](pot.png)

```{code-cell} ipython3
:tags: [remove-cell]
x + 1
```
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "pot.png").write_bytes(b"picture")
    return tmp_path


def made(book, text=PAGE):
    front = [nbformat.v4.new_markdown_cell("front")]
    return notebook_of(text, "chapters/pots", Names(figures={"fig-pot": "Fig. 4"}), book, front)


def test_cells_in_order(book):
    notebook = made(book)
    nbformat.validate(notebook)
    assert [(cell.cell_type, cell.source) for cell in notebook.cells] == [
        ("markdown", "front"),
        ("markdown", "# Pots"),
        ("code", "x = 1"),
        ("markdown", "**Fig. 4.** The pot."),
        ("markdown", "![a pot](attachment:pot.png)"),
        ("code", "x + 1"),
    ]


def test_what_the_page_folds_is_folded(book):
    first, second = (cell.metadata for cell in made(book).cells if cell.cell_type == "code")
    assert first == {"tags": ["hide-input", "other"], "jupyter": {"source_hidden": True}}
    assert second == {"tags": ["remove-cell"], "jupyter": {"source_hidden": True, "outputs_hidden": True}}


def test_a_cell_for_the_notebook_alone_is_open_there(book):
    only = PAGE.replace("[remove-cell]", "[remove-cell, notebook-only]")
    *_, last = (cell.metadata for cell in made(book, only).cells if cell.cell_type == "code")
    assert last == {}


def test_pictures_travel_with_the_notebook(book):
    (attachment,) = (cell.attachments for cell in made(book).cells if "attachments" in cell)
    assert b64decode(attachment["pot.png"]["image/png"]) == b"picture"


def test_missing_picture_is_refused(book):
    (book / "chapters" / "pot.png").unlink()
    with pytest.raises(ValueError, match=r"pot\.png"):
        made(book)


def test_every_build_gives_the_same_file(book):
    assert nbformat.writes(made(book)) == nbformat.writes(made(book))
