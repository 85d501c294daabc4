import math
import re
import xml.etree.ElementTree as ElementTree

import pytest

from anxiolytics.interactive.problem_figure import figure_html
from anxiolytics.problems import variant
from anxiolytics.problems.bank import problem, problems
from anxiolytics.problems.figure import Figure, FigureAxis, FigureSeries

SVG = "{http://www.w3.org/2000/svg}"


def drawing(figure):
    text = re.search(r"<svg.*</svg>", figure_html(figure), re.DOTALL)[0]
    return ElementTree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def tick_places(svg, along):
    """Where the labels of an axis stand, by the number they show."""
    anchor, axis = {"x": ("middle", "x"), "y": ("end", "y")}[along]
    found = {}
    for word in svg.findall(f"{SVG}text"):
        if word.get("text-anchor") == anchor and re.fullmatch(r"−?[\d.]+", word.text):
            found[float(word.text.replace("−", "-"))] = float(word.get(axis)) - (4 if along == "y" else 0)
    return found


@pytest.mark.parametrize("asked", [p for p in problems() if p.figure], ids=lambda asked: asked.id)
def test_points_stand_where_the_ticks_say(asked):
    figure = variant(asked, 1).figure
    svg = drawing(figure)
    across, down = tick_places(svg, "x"), tick_places(svg, "y")
    assert tuple(across) == figure.x.ticks
    assert tuple(down) == figure.y.ticks
    for number, series in enumerate(figure.series, start=1):
        group = svg.findall(f"{SVG}g[@class='anx-figure-series-{number}']")[0]
        marks = [*group.findall(f"{SVG}circle"), *group.findall(f"{SVG}rect")]
        assert len(marks) == len(series.values)
        (bottom, at_bottom), *_, (top, at_top) = down.items()
        height = math.log if figure.y.logarithmic else float
        for mark, place, value in zip(marks, figure.places, series.values, strict=True):
            y = float(mark.get("cy") or float(mark.get("y")) + 3.5)
            assert y == pytest.approx(
                at_bottom
                + (height(value) - height(bottom)) / (height(top) - height(bottom)) * (at_top - at_bottom),
                abs=0.2,
            )
            if place in across:
                assert float(mark.get("cx") or float(mark.get("x")) + 3.5) == pytest.approx(
                    across[place], abs=0.2
                )


def test_it_says_what_it_shows_and_gives_the_points_as_a_table():
    drawn = variant(problem("chloride-from-gaba-currents"), 1)
    html = figure_html(drawn.figure)
    assert f'role="img" aria-label="{drawn.figure.summary}"' in html
    assert html.count("<tr>") == 7
    assert "<summary" in html


def test_words_are_escaped():
    axis = FigureAxis('<a & "b">', "", (0.0, 1.0))
    series = (FigureSeries("<one>", (0.5,)), FigureSeries("two", (0.25,)))
    html = figure_html(Figure('"<quoted>"', axis, axis, (0.5,), series))
    assert "<a" not in html
    assert "<one>" not in html
    assert 'aria-label="&quot;&lt;quoted&gt;&quot;"' in html
