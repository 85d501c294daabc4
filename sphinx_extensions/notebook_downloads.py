"""Every page with code can be downloaded as a notebook in plain Markdown, which runs anywhere.

The theme links such a file from its download menu and puts myst-nb's own there, full of raw MyST and of
outputs for the page. This extension writes a better one in its place.
"""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from docutils.nodes import make_id
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from cited_works import cited_works
from fact_ranges import entries
from facts_in_prose import named, printed
from plain_markdown import Names, PlainMarkdown
from reference_pages import education_boxes

FRONT = """*This page is a notebook of* {title}*, by {author}.*
*Text: Creative Commons Attribution 4.0. Code: BSD 3-Clause.*

{boxes}"""
FIRST_CODE = """try:
    import anxiolytics
except ModuleNotFoundError:
    raise ModuleNotFoundError(
        "This notebook needs the library of the book: run "
        '%pip install "anxiolytics[book] @ git+{repository}" '
        "in a cell of its own, then restart the kernel."
    ) from None"""
SOURCE_HIDDEN = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
NOTEBOOK_ONLY = "notebook-only"  # stands beside remove-cell: the page has no use for the cell
OUTPUTS_HIDDEN = {"hide-output", "hide-cell", "remove-output", "remove-cell"}
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>(?![a-z]+:)[^)\s]+)\)")


def notebook_of(text: str, page: str, names: Names, root: Path, front: list[Any]) -> nbformat.NotebookNode:
    """Make a notebook of a page's source.

    Parameters
    ----------
    text : str
        The MyST notebook.
    page : str
        Its path from the book's root, without suffix.
    names : Names
        What the things are called that it refers to.
    root : Path
        The book's folder, where its pictures are.
    front : list of cells
        What comes first.

    Raises
    ------
    ValueError
        If something on the page has no plain form.
    """
    plain = PlainMarkdown(names, page)
    cells = [nbformat.from_dict(cell) for cell in front]
    for cell in jupytext.reads(text, fmt="md:myst").cells:
        if cell.cell_type == "code":
            cells.append(code_cell(cell))
            figure = cell.metadata.get("mystnb", {}).get("figure", {})
            if "caption" in figure:
                number = names.figures.get(figure.get("name", ""), "")
                caption = plain.convert(figure["caption"]).strip()
                cells.append(nbformat.v4.new_markdown_cell(f"**{number}.** {caption}" if number else caption))
        elif markdown := plain.convert(cell.source):
            cells.append(with_pictures(markdown, (root / page).parent))
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # the same in every build
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}}
    )


def code_cell(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Keep code and tags; what the page folds, the notebook folds too, unless the cell is its own."""
    tags = cell.metadata.get("tags", [])
    if NOTEBOOK_ONLY in tags:
        tags = [tag for tag in tags if tag not in (NOTEBOOK_ONLY, "remove-cell")]
    metadata: dict[str, Any] = {"tags": tags} if tags else {}
    hidden = {"source_hidden": SOURCE_HIDDEN, "outputs_hidden": OUTPUTS_HIDDEN}
    folded = {name: True for name, reasons in hidden.items() if reasons.intersection(tags)}
    if folded:
        metadata["jupyter"] = folded
    return nbformat.v4.new_code_cell(cell.source, metadata=metadata)


def with_pictures(markdown: str, folder: Path) -> nbformat.NotebookNode:
    """Make a text cell that carries its pictures with it."""
    attachments: dict[str, dict[str, str]] = {}

    def attach(match: re.Match[str]) -> str:
        file = folder / match["path"]
        kind = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}.get(file.suffix)
        if kind is None or not file.is_file():
            raise ValueError(f"picture {match['path']!r} is no .png, .jpg or .svg file of the book")
        attachments[file.name] = {kind: b64encode(file.read_bytes()).decode()}
        return f"![{match['alt']}](attachment:{file.name})"

    cell = nbformat.v4.new_markdown_cell(PICTURE.sub(attach, markdown))
    if attachments:
        cell.attachments = attachments
    return cell


def first_cells(app: Sphinx, names: Names) -> list[nbformat.NotebookNode]:
    """Say what this is and who it is not for, and see that the library is there."""
    config = app.config
    repository = config.html_theme_options["repository_url"]
    boxes = education_boxes((Path(app.srcdir) / "index.md").read_text("utf-8"))
    front = FRONT.format(
        title=f"[{config.html_title or config.project}]({repository})",
        author=config.author,
        boxes=PlainMarkdown(names).convert(boxes),
    )
    return [
        nbformat.v4.new_markdown_cell(front),
        nbformat.v4.new_code_cell(FIRST_CODE.format(repository=repository)),
    ]


def fact_text(content: str) -> tuple[str, str]:
    """Print a fact and name its source."""
    name, _, form = content.partition(":")
    row = named(name)
    return printed(row, form.strip()), row.source


def numbered(env: BuildEnvironment, kind: str) -> dict[str, str]:
    """Read the numbers that Sphinx gave to the things of a kind, by their anchors."""
    return {
        anchor: ".".join(map(str, number))
        for page in env.toc_fignumbers.values()
        for anchor, number in page.get(kind, {}).items()
    }


def names_of(app: Sphinx, env: BuildEnvironment) -> Names:
    """Collect what Sphinx calls labels, pages, equations and figures."""
    standard, mathematics = env.get_domain("std"), env.get_domain("math")
    titles = {label: title for label, (_, _, title) in standard.labels.items()}
    titles |= {page: title.astext() for page, title in env.titles.items()}
    identities = {identity: label for label, (_, identity, _) in standard.labels.items()}
    identities |= {identity: label for label, (_, identity) in standard.anonlabels.items()}
    figures = {
        identities.get(identity, identity): app.config.numfig_format["figure"] % number
        for identity, number in numbered(env, "figure").items()
    }
    # As Sphinx does: counted through the book like figures, or else from 1 on each page.
    counted = numbered(env, "displaymath")
    equations = {
        label: counted.get(make_id(f"equation-{label}"), str(number))
        for label, (_, number) in mathematics.equations.items()
    }
    works = cited_works(Path(app.confdir) / app.config.bibtex_bibfiles[0])
    return Names(titles, equations, figures, works, fact_text, entries)


def write_notebooks(app: Sphinx, error: Exception | None) -> None:
    """Write a notebook for every page that the theme offers one for."""
    if error is not None or app.builder.format != "html":
        return
    names = names_of(app, app.env)
    front = first_cells(app, names)
    for page in sorted(app.env.found_docs):
        if "kernelspec" not in app.env.metadata[page]:
            continue
        text = Path(app.env.doc2path(page)).read_text("utf-8")
        try:
            notebook = notebook_of(text, page, names, Path(app.srcdir), front)
        except ValueError as problem:
            # A warning would come too late to fail the build.
            raise ExtensionError(f"no notebook of the page {page}: {problem}") from problem
        target = Path(app.outdir) / "_sources" / f"{page}.ipynb"
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.setup_extension("facts_in_prose")
    app.connect("build-finished", write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
