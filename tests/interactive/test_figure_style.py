"""Still figures: their ink is the page's, and their rules are their own."""

import re
from xml.etree import ElementTree

import pytest
from matplotlib import pyplot as plt

from anxiolytics.interactive.figure_style import Picture, house_style


@pytest.fixture
def picture():
    with house_style():
        figure, axes = plt.subplots()
        axes.plot([0, 1, 2], [0, 1, 0], label="up and down")
    return Picture(figure, "A line that goes up & down.")


def test_a_figure_brings_no_rules_that_would_hold_for_the_whole_page(picture):
    assert "<style" not in picture.svg
    root = ElementTree.fromstring(picture.svg)
    assert "stroke-linejoin: round" in root.get("style")


def test_figures_alike_share_no_identifier_and_have_those_they_refer_to():
    def picture(height):
        with house_style():
            figure, axes = plt.subplots()
            axes.plot([0, 1, 2], [0, height, 0], marker="o")
        return Picture(figure, "A line that goes up and down.").svg

    flat, steep = picture(1), picture(2)
    names = [re.findall(r' id="([^"]*)"', svg) for svg in (flat, steep)]
    assert not set(names[0]) & set(names[1])
    for svg, own in zip((flat, steep), names, strict=True):
        assert set(re.findall(r'(?:url\(|href=")#([^")]*)', svg)) == set(own) != set()


def test_words_are_text_in_the_page_s_font_and_keep_their_digits():
    with house_style():
        figure, axes = plt.subplots()
        axes.plot([0, 1], [0, 1])
        axes.text(0.5, 0.5, "left: 0.12345")
    svg = Picture(figure, "A line that goes up to one.").svg
    assert ">left: 0.12345</text>" in svg
    assert "DejaVu" not in svg
    assert (
        ElementTree.fromstring(svg)
        .get("style")
        .endswith("font-family: var(--pst-font-family-base, sans-serif)")
    )
    tags = "".join(re.findall(r"<[^>]*>", svg))
    assert not re.search(r"\d\.\d{3}", tags)


def test_a_figure_is_the_same_in_every_build():
    def picture():
        with house_style():
            figure, axes = plt.subplots()
            axes.plot([0, 1, 2], [0, 1, 0], marker="o")
        return Picture(figure, "A line that goes up and down.").svg

    assert picture() == picture()


def test_on_a_page_a_figure_says_what_it_shows(picture, monkeypatch):
    monkeypatch.setenv("ANXIOLYTICS_RENDER", "html")
    html = picture._repr_mimebundle_()["text/html"]
    assert 'role="img" aria-label="A line that goes up &amp; down."' in html
    assert '<svg aria-hidden="true"' in html


def test_in_a_notebook_it_is_a_picture_in_ink_for_both_themes(picture):
    bundle = picture._repr_mimebundle_()
    assert "text/html" not in bundle
    assert "currentColor" not in bundle["image/svg+xml"]
    assert bundle["text/plain"] == "A line that goes up & down."


def test_words_too_few_to_say_anything_are_refused():
    figure, _ = plt.subplots()
    with pytest.raises(ValueError, match="must say in a sentence"):
        Picture(figure, "A line.")
    plt.close(figure)


def test_ink_is_the_pages(picture):
    assert "currentColor" in picture.svg
