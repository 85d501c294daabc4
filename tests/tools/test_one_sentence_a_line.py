"""Lines with two sentences are found; abbreviations, code and tables are left alone."""

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[2] / "tools" / "one_sentence_a_line.py"
specification = importlib.util.spec_from_file_location("one_sentence_a_line", PATH)
lint = importlib.util.module_from_spec(specification)
specification.loader.exec_module(lint)


@pytest.mark.parametrize(
    "line", ["One. Two.", 'He said "no." Then he left.', "Is it? Yes.", "A (b.) *C* is."]
)
def test_two_sentences_are_found(line):
    assert lint.faults(f"# Title\n\n{line}\n") == [3]


@pytest.mark.parametrize(
    "line",
    [
        "One sentence.",
        "Use a drug, e.g. Xanax, i.e. Alprazolam.",
        "Greenblatt et al. Found it.",
        "D. J. Greenblatt found 4.3 half-lives.",
        "| One. Two. | cell |",
    ],
)
def test_one_sentence_is_fine(line):
    assert lint.faults(line) == []


def test_code_front_matter_and_formulas_are_left_alone():
    text = (
        '---\ntitle: "A. B."\n---\n```{code-cell} ipython3\nprint("One. Two.")\n```\n\n```\nOne. Two.\n```\n'
    )
    assert lint.faults(text) == []
    assert lint.faults(text + "One. Two.\n") == [11]
