import itertools
import re
from html import unescape

import numpy as np
import pytest

from anxiolytics.interactive import Explorer, Frame, Menu, Slider
from anxiolytics.interactive.table_encoding import LOW_RANK_TOLERANCE

T = np.linspace(0, 48, 97)
HALF_LIVES = [2, 6, 12, 48]
DRUGS = {"a": "Drug A <1 mg>", "b": "Drug B"}


def decay(half_life_h, drug):
    start = {"a": 100.0, "b": 40.0}[drug]
    level = start * 2 ** (-T / half_life_h)
    below_half = np.where(level < start / 2, level, np.nan)
    last = level[-1] if half_life_h > 2 else np.nan
    return Frame({"Level": level, "Below half": below_half}, {"Last level": last, "Start": start})


def explorer(function=decay, *, half_life_h=12, drug="a", **options):
    controls = [
        Slider("half_life_h", "Half-life", HALF_LIVES, "h", start=half_life_h),
        Menu("drug", "Drug", DRUGS, start=drug),
    ]
    settings = {
        "x": T,
        "x_label": "Time",
        "x_unit": "h",
        "y_label": "Concentration",
        "y_unit": "ng/mL",
        "title": "One dose & its decay",
        "readout_units": {"Last level": "ng/mL"},
        "summary": "{drug} with a half-life of {half_life_h} ends at {Last level}.",
    }
    return Explorer(function, controls, **{**settings, **options})


def paths(figure):
    plot = re.search(r'<svg role="img".*?</svg>', figure.fallback_html())[0]
    return re.findall(r'<path class="anx-curve[^>]* d="([^"]*)"', plot)


def points(path):
    """Return the drawn points of a path, one array a stretch between gaps."""
    return [np.array(re.findall(r"[\d.-]+", part), float).reshape(-1, 2) for part in path.split("M")[1:]]


def test_the_picture_draws_the_curves_of_the_start_setting():
    level, below_half = paths(explorer())
    (drawn,) = points(level)
    true = 100 * 2 ** (-T / 12)
    assert drawn[:, 0] == pytest.approx(T / 48 * 1000, abs=0.51)
    assert 100 - drawn[:, 1] / 10 == pytest.approx(true, abs=0.051)
    (drawn,) = points(below_half)
    assert len(drawn) == (true < 50).sum()


def test_the_height_is_the_same_at_every_setting_and_starts_at_zero():
    figures = [explorer(half_life_h=h, drug=drug) for h, drug in itertools.product(HALF_LIVES, DRUGS)]
    assert [figure.payload()["spec"]["panels"][0]["range"] for figure in figures] == [(0.0, 100.0)] * len(
        figures
    )


def test_the_picture_names_everything_a_reader_needs():
    words = unescape(re.sub(r"<[^>]*>", "\n", explorer().fallback_html()))
    for text in (
        "One dose & its decay",
        "Half-life",
        "12 h",
        "Drug A <1 mg>",
        "Concentration (ng/mL)",
        "Time (h)",
        "Level",
        "Below half",
        "6.25 ng/mL",
        "Drug A <1 mg> with a half-life of 12 h ends at 6.25 ng/mL.",
    ):
        assert text in words.split("\n"), text


def test_every_control_is_disabled_named_and_keeps_its_keys():
    html = explorer().fallback_html()
    controls = re.findall(r"<(?:input|select|button)[^>]*>", html)
    # Slider, menu, two entries of the legend, the slider that reads the curves, three buttons.
    assert len(controls) == 8
    for control in controls:
        assert " disabled" in control
        assert 'data-lm-suppress-shortcuts="true"' in control
    assert 'aria-valuetext="12 h"' in controls[0]
    assert 'value="2"' in controls[0]
    assert 'aria-label="Read the curves at"' in "".join(controls)


@pytest.mark.parametrize(("half_life_h", "drug"), list(itertools.product(HALF_LIVES, DRUGS)))
def test_the_script_says_what_the_picture_says(script, half_life_h, drug):
    """The script started elsewhere and moved to a setting, against a figure that starts there."""
    there = explorer(half_life_h=half_life_h, drug=drug)
    run = script(explorer())
    positions = there.payload()["positions"]
    cell = HALF_LIVES.index(half_life_h) * 2 + list(DRUGS).index(drug)
    assert run("cellAt(spec, positions)", positions=positions) == cell
    readouts = run("settingReader(null, { ...spec, table: null })(positions).readouts", positions=positions)
    assert readouts == re.findall(r"<dd>(.*?)</dd>", there.fallback_html())
    summary = run("summaryText(spec, positions, readouts)", positions=positions, readouts=readouts)
    assert summary == unescape(re.search(r"<desc>(.*?)</desc>", there.fallback_html())[1])


def test_a_number_that_is_not_there_reads_none():
    html = explorer(half_life_h=2).fallback_html()
    assert "<dd>none</dd>" in html
    assert "ends at none." in html


def test_a_number_below_its_floor_is_said_to_be_below_it():
    html = explorer(half_life_h=6, readout_floors={"Last level": 1}).fallback_html()
    assert "<dd>&lt; 1 ng/mL</dd>" in html
    assert "ends at &lt; 1 ng/mL." in html


def test_the_longest_summary_keeps_its_room():
    summaries = [
        unescape(re.search(r"<desc>(.*?)</desc>", explorer(half_life_h=h, drug=d).fallback_html())[1])
        for h, d in itertools.product(HALF_LIVES, DRUGS)
    ]
    reserved = unescape(re.search(r'data-longest="(.*?)"', explorer().fallback_html())[1])
    assert len(reserved) == max(map(len, summaries))


def test_without_readouts_the_highest_values_are_told():
    def function(**setting):
        return Frame(decay(**setting).curves)

    html = explorer(function, summary="", readout_units=None).fallback_html()
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html) == [
        ("Highest: Level", "100 ng/mL"),
        ("Highest: Below half", "48.6 ng/mL"),
    ]
    assert "Highest: Level 100 ng/mL; Highest: Below half 48.6 ng/mL." in html


def test_the_error_of_the_drawn_curves_is_known_and_small():
    assert all(0 < error <= LOW_RANK_TOLERANCE * 100 for error in explorer().max_error.values())


def test_the_axis_shows_negative_values():
    figure = explorer(lambda **_: Frame({"wave": 3 * np.sin(T)}, {"Last level": 0}), summary="Wave.")
    low, high = figure.payload()["spec"]["panels"][0]["range"]
    assert (low, high) == (-3, 3)
    assert "<span>−3</span>" in figure.fallback_html()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"x": [0, 1, 1]}, "must be finite and rise"),
        ({"x": [0, np.nan]}, "must be finite and rise"),
        ({"x": [1]}, r"x has the shape \(1,\)"),
        ({"x": T[:5]}, r"curve 'Level' has the shape \(97,\) .* must be \(5,\)"),
        ({"summary": "It is {Peak}."}, r"summary names \{Peak\}"),
        ({"readout_units": {"Peak": "h"}}, "readout_units names 'Peak'"),
        ({"readout_floors": {"Peak": 0.1}}, "readout_floors names 'Peak'"),
        ({"readout_floors": {"Start": -0.1}}, "floor of readout 'Start' is -0.1"),
        ({"half_life_h": 7}, "start of slider 'half_life_h' is 7"),
        ({"function": lambda half_life_h: None}, "function fails at half_life_h=2, drug='a': TypeError"),
    ],
)
def test_refuses(options, message):
    with pytest.raises(ValueError, match=message):
        explorer(**options)


def test_a_readout_may_not_have_the_name_of_a_control():
    with pytest.raises(ValueError, match="each must differ"):
        explorer(lambda **_: Frame({"a": T}, {"drug": 1}), summary="", readout_units={})


def test_is_named_in_a_notebook_by_its_title():
    assert repr(explorer()) == "<Explorer 'One dose & its decay': Half-life, Drug>"


def test_its_address_is_its_name_or_its_title():
    assert explorer().identifier == "explorer-one-dose-its-decay"
    assert explorer(name="Décay 2").host_attributes() == {"id": "explorer-decay-2", "data-controls": "2"}
    assert (
        '<div class="anx-host" data-kind="explorer" id="explorer-decay" data-controls="2" data-early>'
        in explorer(name="decay").host_html()
    )


def test_refuses_a_name_without_letters():
    with pytest.raises(ValueError, match="name is '…'"):
        explorer(name="…")
