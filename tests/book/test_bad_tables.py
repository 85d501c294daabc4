"""A fault in a row of the tables stops the build, and the last words name file, line and fault."""

import csv
import io
import os
import subprocess
import sys

import pytest

TABLE = "src/anxiolytics/data/kinetics_sedatives.csv"
MAKE_BOOK = ["tools/book.py", "build"]
#: The extension that reads the tables first in every build, without the rest of the book: much quicker.
FIRST_STEP = ["-m", "sphinx", "-C", "-D", "extensions=generated_pages", ".", "_build/html"]
MISSING_UNIT = ({"unit": ""}, "unit must be a unit of UNITS, got ''")


def run(folder, command):
    """Run a command in a copy of the book, with the library of that copy."""
    path = os.pathsep.join(str(folder / name) for name in ("src", "sphinx_extensions"))
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize(
    ("command", "changes", "message"),
    [
        (MAKE_BOOK, *MISSING_UNIT),
        (FIRST_STEP, *MISSING_UNIT),
        (
            FIRST_STEP,
            {"low": "90", "high": "20", "range_kind": "range"},
            "value must lie between low and high",
        ),
        (FIRST_STEP, {"source": "nobody1999"}, "source must be a key of references.bib, got 'nobody1999'"),
        (FIRST_STEP, {}, "is there twice"),
    ],
    ids=["make book", "missing unit", "impossible range", "unknown key", "duplicate"],
)
def test_a_bad_row_stops_the_build_by_file_and_line(clone, command, changes, message):
    table = clone / TABLE
    before = table.read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(before, newline="")))
    added = io.StringIO(newline="")
    csv.DictWriter(added, rows[0], lineterminator="\n").writerow(rows[0] | changes)
    table.write_text(before + added.getvalue(), "utf-8")
    try:
        result = run(clone, command)
    finally:
        table.write_text(before, "utf-8")
    assert result.returncode != 0
    place = f"kinetics_sedatives.csv, line {len(before.splitlines()) + 1}: "
    said = [line for line in result.stderr.splitlines() if place in line]
    assert any(message in line for line in said), result.stderr
    assert not (clone / "_build" / "html" / "index.html").exists()
