"""The README's example gives what it prints."""

import doctest
from pathlib import Path


def test_example_runs():
    results = doctest.testfile(
        str(Path(__file__).resolve().parents[1] / "README.md"), module_relative=False, encoding="utf-8"
    )
    assert results.attempted >= 6
    assert results.failed == 0
