import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems.wording import inline_html, shown, to_html


@pytest.mark.parametrize(
    ("value", "figures", "text"),
    [
        (12.0, 6, "12"),
        (0.06, 6, "0.06"),
        (1234567.0, 3, "1230000"),
        (13.4004, 3, "13.4"),
        (9.996, 3, "10"),
        (0.0, 3, "0"),
        (-2.5, 6, "-2.5"),
        (100.0, 3, "100"),
        (0.00012345, 3, "0.000123"),
    ],
)
def test_number_is_shown_short_and_without_exponent(value, figures, text):
    assert shown(value, figures) == text


@given(st.floats(min_value=1e-6, max_value=1e9), st.integers(min_value=2, max_value=10))
def test_shown_number_is_right_to_its_figures(value, figures):
    text = shown(value, figures)
    assert "e" not in text
    assert math.isclose(float(text), value, rel_tol=0.5 * 10.0 ** (1 - figures) * (1 + 1e-9))


def test_little_markdown_becomes_html_and_all_else_is_escaped():
    text = "A **bold** and *slanted* word, 2 * 3 < 7 & <b>x</b>.\n\nNext\nparagraph."
    assert to_html(text) == (
        "<p>A <strong>bold</strong> and <em>slanted</em> word, 2 * 3 &lt; 7 &amp; &lt;b&gt;x&lt;/b&gt;.</p>"
        "<p>Next paragraph.</p>"
    )


def test_number_stays_on_one_line_with_its_unit():
    assert to_html("71 L in 3 h at 2.7 L/h, 40 % of 5 mg, 2 halves") == (
        "<p>71\u00a0L in 3\u00a0h at 2.7\u00a0L/h, 40\u00a0% of 5\u00a0mg, 2 halves</p>"
    )


def test_a_negative_number_has_a_minus_sign_and_a_hyphen_stays():
    assert to_html("Rest: -70 mV, 10 nS; exp(-70 / 26.7). Ro 15-4513, α4-5") == (
        "<p>Rest: \u221270\u00a0mV, 10\u00a0nS; exp(\u221270 / 26.7). Ro 15-4513, α4-5</p>"
    )


def test_a_table_becomes_a_table():
    text = "Look:\n\n| Hours | *Level* |\n|---|---|\n| 1 | 20 ng/mL |\n| 2 | <10 |\n\nWhat now?"
    assert to_html(text) == (
        "<p>Look:</p><table><thead><tr><th>Hours</th><th><em>Level</em></th></tr></thead><tbody>"
        "<tr><td>1</td><td>20\u00a0ng/mL</td></tr><tr><td>2</td><td>&lt;10</td></tr></tbody></table>"
        "<p>What now?</p>"
    )


def test_an_empty_head_of_a_table_stays_a_cell():
    assert "<tr><th></th><th>A</th></tr>" in to_html("| | A |\n|---|---|\n| Dose | 5 mg |")


@pytest.mark.parametrize("text", ["| a | b |", "| a |\nb\n| c |", "| a |\n| b |\n| c |"])
def test_strokes_alone_make_no_table(text):
    assert to_html(text).startswith("<p>|")


def test_one_line_gets_no_paragraph():
    assert inline_html("every *12 h* <b>") == "every <em>12\u00a0h</em> &lt;b&gt;"


def test_code_means_itself():
    assert to_html("Use `a * b * c` and *not* `<b>`.") == (
        "<p>Use <code>a * b * c</code> and <em>not</em> <code>&lt;b&gt;</code>.</p>"
    )
    assert inline_html("**Call `f` now**, 5 mg") == "<strong>Call <code>f</code> now</strong>, 5\u00a0mg"


def test_a_block_of_code_keeps_its_lines():
    text = "Before:\n\n```\ndef f(x):\n    return x * 2\n\n\ny = f(1) < 3\n```\n\nAfter *all*."
    assert to_html(text) == (
        "<p>Before:</p>"
        '<pre tabindex="0"><code>def f(x):\n    return x * 2\n\n\ny = f(1) &lt; 3</code></pre>'
        "<p>After <em>all</em>.</p>"
    )


def test_numbers_stay_on_one_line_with_units_of_the_membrane():
    for unit in ("nM", "µM", "mM", "mmol/L", "mV", "nS", "pA", "ms", "kcal/mol"):
        assert inline_html(f"at 21 {unit} of it") == f"at 21\u00a0{unit} of it"
    assert inline_html("in 2 Molars and 3 msx") == "in 2 Molars and 3 msx"
