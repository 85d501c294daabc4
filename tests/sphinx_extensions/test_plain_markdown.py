import pytest
from hypothesis import given
from hypothesis import strategies as st

from plain_markdown import Names, PlainMarkdown, Work

NAMES = Names(
    titles={
        "half-life": "Half-life",
        "chapters/principles/half-life": "Half-life of a drug",
        "index": "Front",
    },
    equations={"eq-rate": "3"},
    figures={"fig-pot": "Fig. 2"},
    works={
        "post1977": Work("Post et al.", "1977", "C. Post. Kinetics. 1977."),
        "ativan": Work("US Food and Drug Administration", "2023", "Ativan. 2023."),
    },
    fact=lambda content: ({"diazepam.half_life": "46 h (20–100 h)"}[content], "post1977"),
    fact_ranges=lambda prefix: [f"{{fact}}`{prefix}`: twelve men", "a line of words"],
)


def plain(text, page="chapters/principles/gating"):
    return PlainMarkdown(NAMES, page).convert(text)


@pytest.mark.parametrize(
    ("myst", "markdown"),
    [
        ("as shown {cite:p}`post1977`.", "as shown (Post et al., 1977)."),
        (
            "{cite:p}`post1977,ativan`",
            "(Post et al., 1977; US Food and Drug Administration, 2023)",
        ),
        ("{cite:t}`post1977` found", "Post et al. (1977) found"),
        ("lasts {fact}`diazepam.half_life`.", "lasts 46 h (20–100 h)."),
        ("a {term}`trough` and {term}`peaks <peak>`", "a trough and peaks"),
        ("by {eq}`eq-rate`", "by (3)"),
        ("{numref}`fig-pot` and {numref}`picture %s <fig-pot>`", "Fig. 2 and picture 2"),
        ("{ref}`half-life`, {ref}`this <half-life>`", "Half-life, this"),
        ("{doc}`half-life`", "Half-life of a drug"),
        ("{math}`k_e` in {sub}`2`", "$k_e$ in <sub>2</sub>"),
        ("{py:func}`~anxiolytics.half_life.half_life`", "`anxiolytics.half_life.half_life`"),
        ("[the pot](#half-life) and [](#half-life)", "the pot and Half-life"),
        ("[](half-life.md), [](../../index.md)", "Half-life of a drug, Front"),
        ("<#half-life>", "Half-life"),
        ("[licence](https://example.org/a_b)", "[licence](https://example.org/a_b)"),
        ("![a pot](pot.png)", "![a pot](pot.png)"),
        ("[word]{.small} and `x`{.python}", "[word] and `x`"),
        ("[word](https://example.org){.wide}", "[word](https://example.org)"),
        ("(in brackets){. }", "(in brackets){. }"),
        ("$a_{t}`b$ and `{cite:p}`", "$a_{t}`b$ and `{cite:p}`"),
        ("$$ k = 1 $$ (eq-rate)", r"$$ k = 1 \tag{3} $$"),
        ("$$\nk\n= 1\n$$", "$$ k = 1 $$"),
        (
            "$$ a &= 1 \\\\ b &= 2 $$",
            r"$$ \begin{aligned} a &= 1 \\ b &= 2 \end{aligned} $$",
        ),
        ("\\begin{align}\na &= b\n\\end{align}", r"\begin{align} a &= b \end{align}"),
        ("(half-life)=\n# Half-life\n% a remark\ntext", "# Half-life\ntext"),
        ("5 % of it\n+++\nmore", "5 % of it\nmore"),
    ],
)
def test_in_a_line(myst, markdown):
    assert plain(myst) == markdown


@pytest.mark.parametrize(
    ("myst", "markdown"),
    [
        (
            ":::{admonition} If {term}`you`\n:class: warning\nDo not stop.\n\nTalk.\n:::",
            "> **If you**\n>\n> Do not stop.\n>\n> Talk.",
        ),
        ("```{note}\nRead on.\n```", "> **Note**\n>\n> Read on."),
        (":::{warning} At once.\n:::", "> **Warning**\n>\n> At once."),
        (
            ":::{dropdown} Answer\nHalf, by {eq}`eq-rate`.\n:::",
            "<details>\n<summary>Answer</summary>\n\nHalf, by (3).\n\n</details>",
        ),
        (
            ":::{admonition} More\n:class: tip dropdown\nText.\n:::",
            "<details>\n<summary>More</summary>\n\nText.\n\n</details>",
        ),
        (
            "::::{grid} 2\n:::{card} One\n*a*\n:::\n:::{card} Two\nb\n:::\n::::",
            "**One**\n\n*a*\n\n**Two**\n\nb",
        ),
        (
            "```{figure} pot.png\n:alt: A pot.\n:name: fig\nTea in {numref}`fig-pot`.\n```",
            "![A pot.](pot.png)\n\n*Tea in Fig. 2.*",
        ),
        ("```{image} pot.png\n---\nalt: A pot.\n---\n```", "![A pot.](pot.png)"),
        ("```{math}\n:label: eq-rate\nk = 1\n```", r"$$ k = 1 \tag{3} $$"),
        ("```{code-block} python\nx = {1}\n```", "```python\nx = {1}\n```"),
        ("```python\n(x)=\n% {cite:p}`a`\n```", "```python\n(x)=\n% {cite:p}`a`\n```"),
        (
            "```{glossary}\nPeak\n  The {term}`top`.\n\nTrough\n  Low.\n```",
            "**Peak**  \nThe top.\n\n**Trough**  \nLow.",
        ),
        ("```{toctree}\na\n```\nb", "b"),
        (
            "```{fact-ranges} diazepam.half_life\n```",
            "- 46 h (20–100 h): twelve men\n- a line of words",
        ),
        (
            "```{list-table} Doses\n:header-rows: 1\n* - Drug\n  - Dose\n"
            "* - {term}`a`\n  - 1 mg\n    a day\n```",
            "**Doses**\n\n| Drug | Dose |\n| --- | --- |\n| a | 1 mg a day |",
        ),
        (
            "1. first\n\n   :::{note}\n   a\n   :::\n\n2. second",
            "1. first\n\n   > **Note**\n   >\n   > a\n\n2. second",
        ),
    ],
)
def test_in_a_block(myst, markdown):
    assert plain(myst) == markdown


def test_equation_in_a_box_stays_on_one_line():
    # Further lines would begin with the mark of the quotation, inside the formula.
    assert plain(":::{note}\n$$\na\n= b\n$$\n:::").splitlines()[-1] == "> $$ a = b $$"


def test_references_are_those_of_the_page_with_the_sources_of_its_facts():
    page = PlainMarkdown(NAMES)
    page.convert("{fact}`diazepam.half_life`")
    assert page.convert("```{bibliography}\n:filter: docname in docnames\n```") == (
        "- **Post et al., 1977.** C. Post. Kinetics. 1977."
    )


@pytest.mark.parametrize(
    ("myst", "complaint"),
    [
        ("{cite:p}`nobody1900`", "work 'nobody1900'"),
        ("{eq}`eq-none`", "equation 'eq-none'"),
        ("{numref}`fig-none`", "figure 'fig-none'"),
        ("[](#nowhere)", "label 'nowhere'"),
        ("[](nowhere.md)", "page 'chapters/principles/nowhere'"),
        ("```{fact-map} x\n```", "directive 'fact-map'"),
    ],
)
def test_what_has_no_plain_form_is_refused(myst, complaint):
    with pytest.raises(ValueError, match=complaint):
        plain(myst)


@given(st.lists(st.text("abcxyz.,;–µ*(){}", min_size=1), min_size=1))
def test_plain_words_stay_as_they_are(words):
    text = " ".join(words)
    assert plain(text) == text
