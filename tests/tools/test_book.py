"""The command that builds: quick when nothing has changed, and never quiet about a fault."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = """\
title: A small book
only_build_toc_files: true
execute: {execute_notebooks: cache, timeout: 60}
"""
PAGE = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# A page

```{code-cell} ipython3
%s
```
"""


@pytest.fixture
def small_book(tmp_path):
    """Copy the command into a book of one page; gives a function that builds it with a cell's code."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "book.py", tmp_path / "tools")
    (tmp_path / "_config.yml").write_text(CONFIGURATION)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")

    def build(code, text=""):
        (tmp_path / "index.md").write_text(PAGE % code + text)
        command = [sys.executable, str(tmp_path / "tools" / "book.py"), "build"]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=300)

    return build


def test_builds_then_stops_at_once_then_builds_what_changed(small_book):
    assert "The book is at" in small_book("1 + 1").stdout
    again = small_book("1 + 1")
    assert again.returncode == 0
    assert again.stdout.startswith("Nothing has changed.")
    assert "The book is at" in small_book("1 + 1", "\nMore text.\n").stdout


def test_a_failing_cell_fails_the_build(small_book):
    failed = small_book("1 / 0")
    assert failed.returncode == 1
    assert "index.md" in failed.stderr + failed.stdout
    assert "The book was not built" in failed.stderr


def test_a_warning_fails_the_build_every_time(small_book):
    for _ in range(2):
        failed = small_book("1 + 1", "\nSee {ref}`nowhere`.\n")
        assert failed.returncode == 1
        assert "nowhere" in failed.stderr + failed.stdout


def load_book_command(root, monkeypatch):
    shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    specification = importlib.util.spec_from_file_location("book_command", root / "tools" / "book.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_hash_follows_pages_library_and_lock(tmp_path, monkeypatch):
    book = load_book_command(tmp_path, monkeypatch)
    seen = {book.source_hash()}
    for name in ("index.md", "chapters/principles/a.md", "src/anxiolytics/a.py", "requirements.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
        seen.add(book.source_hash())
    assert len(seen) == 5
    (tmp_path / "_build").mkdir()
    (tmp_path / "_build" / "page.md").write_text("generated")
    assert book.source_hash() in seen
