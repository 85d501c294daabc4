"""TeX is set by KaTeX inside Python; what it does not understand is reported with its place."""

import pytest

from mathematics import MathematicsError, laid_out, typeset


@pytest.mark.parametrize(
    "tex",
    [
        r"C(t) = \frac{D}{V} e^{-k t}",
        r"\ce{2H2 + O2 -> 2H2O}",
        r"\begin{align} a &= b \\ c &= d \end{align}",
        r"\begin{equation} x \end{equation}",
        r"\begin{cases} 0 & t < 0 \\ 1 & t \ge 0 \end{cases}",
        r"\boldsymbol{x} \not= \mathcal{L}",
        "a < b & c".replace("&", r"\&"),
    ],
)
def test_sets_formula_as_html_and_mathml(tex):
    html = typeset(tex, True)
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">' in html
    assert 'class="katex-html" aria-hidden="true"' in html


def test_keeps_characters_beyond_ascii():
    assert "µ" in typeset(r"\text{5 µg}", False)


@pytest.mark.parametrize("tex", [r"\frac{1", r"\nosuchcommand", r"\begin{align} a"])
def test_says_what_it_does_not_understand(tex):
    with pytest.raises(MathematicsError, match="KaTeX parse error"):
        typeset(tex, False)


def test_macros_are_known():
    with pytest.raises(MathematicsError, match="half"):
        typeset(r"\half", False)
    assert "1/2" in typeset(r"\half", False, r'{"\\half": "\\text{1/2}"}')


def test_several_lines_are_aligned():
    assert laid_out(r"a &= b \\ c &= d", nowrap=False).startswith(r"\begin{split}")
    assert laid_out("a = b\n\nc = d", nowrap=False).startswith(r"\begin{gathered}")
    assert laid_out(r"\begin{align} a \\ b \end{align}", nowrap=True).startswith(r"\begin{align}")
