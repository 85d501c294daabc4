"""TeX is set by KaTeX inside Python; what it does not understand is reported with its place."""

import re

import pytest
from sphinx.cmd.build import build_main

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


def build(tmp_path, page):
    (tmp_path / "conf.py").write_text(
        'extensions = ["myst_parser", "mathematics"]\n'
        'myst_enable_extensions = ["dollarmath", "amsmath"]\nmyst_update_mathjax = False\n'
    )
    (tmp_path / "index.md").write_text(page, "utf-8")
    failed = build_main(["-q", "-W", "--keep-going", "-b", "html", str(tmp_path), str(tmp_path / "site")])
    return failed, tmp_path / "site" / "index.html"


@pytest.mark.parametrize("page", ["# T\n\nx\n\n$$\n\\frac{1\n$$\n", "# T\n\nx\n\nA $\\nosuch$ b.\n"])
def test_bad_tex_fails_the_build_with_its_place(tmp_path, capsys, page):
    failed, _ = build(tmp_path, page)
    assert failed
    complaint = capsys.readouterr().err
    assert re.search(r"index\.md:5: WARNING: mathematics not understood: KaTeX parse error", complaint)


def test_a_page_sets_all_kinds_of_mathematics(tmp_path):
    failed, site = build(
        tmp_path,
        r"""# T

It costs \$5, not $x$. By {eq}`half` and $\ce{GABA + R <=> GABAR}$.

$$
t = \frac{\ln 2}{k}
$$ (half)

\begin{align}
a &= b \\
c &= d
\end{align}

| symbol | meaning |
|---|---|
| $k$ | rate |
""",
    )
    assert not failed
    html = site.read_text("utf-8")
    assert html.count('<math xmlns="http://www.w3.org/1998/Math/MathML"') == 5
    assert "It costs $5" in html
    assert "katex-error" not in html
    assert re.search(r'<td><p><span class="math[^>]*><span class="katex">', html)
    target = re.search(r'<a class="reference internal" href="#([^"]+)">\((\d+)\)</a>', html)
    assert target[2] == "1"
    numbered = re.search(
        rf'<div class="math equation[^"]*" id="{target[1]}">.*?<span class="eqno">\((\d+)\)', html, re.S
    )
    assert numbered[1] == "1"
