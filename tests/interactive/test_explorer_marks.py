"""Bands, lines, points, panels, logarithmic axes and icons: drawn alike by the library and by the script."""

import json
import re
from html import unescape

import numpy as np
import pytest

from anxiolytics.interactive import Explorer, Frame, Panel, Points, Slider
from anxiolytics.interactive.explorer_markup import icon_columns, icon_path

X = np.linspace(0, 24, 49)
HALF_LIVES = [2, 6, 12]
MEASURED = Points([1, 8, 20], [90, 40, 15], [80, np.nan, 10], [95, np.nan, 30])


def everything(half_life_h, variant=0):
    level = 100 * 2 ** (-X / half_life_h)
    level[10] = np.nan
    own = Points([half_life_h], [50], [45], [60])
    return Frame(
        {"Level": level, "Bound": 100 * level / (level + 20)},
        {"End": level[-1]},
        bands={"Level": (0.8 * level, 1.2 * level), "Target": (0 * X + 20, 0 * X + 40)},
        lines={"Half": 50, "Moving": 10 * half_life_h if half_life_h < 12 else np.nan},
        x_lines={"Half-life": half_life_h},
        points={"Level": own},
    )


def explorer(start=6, function=everything, **options):
    settings = {
        "x": X,
        "x_label": "Time",
        "x_unit": "h",
        "y_label": "Level",
        "y_unit": "ng/mL",
        "title": "All",
        "panels": [Panel("Receptors", "%", ["Bound"], y_range=(0, 80))],
        "points": {"Measured": MEASURED},
        "bands": {"Fixed": (0 * X + 1, 0 * X + 5)},
        "lines": {"Limit": 3},
    }
    controls = [Slider("half_life_h", "Half-life", HALF_LIVES, "h", start=start)]
    return Explorer(function, controls, **{**settings, **options})


def svgs(figure):
    """Return the paths of each plot of the still picture, as (class, data)."""
    plots = re.findall(r'<svg role="img".*?</svg>', figure.fallback_html())
    return [re.findall(r'<path class="([^"]*)" d="([^"]*)"', plot) for plot in plots]


def numbers(path):
    return [float(text) for text in re.findall(r"-?[\d.]+(?:e-?\d+)?", path)]


def letters(path):
    return re.sub(r"[^A-Za-z]", "", path)


def drawn_by_script(run, figure, positions):
    """Return what the script draws in the same units, plot by plot."""
    raw = run.codes_of(figure)
    return run(
        """((setting) => spec.panels.map((panel) => {
             const toX = axisScale(spec.x, 1000);
             const up = axisScale(panel, 1000);
             return panel.marks.flatMap((mark) =>
               markPaths(mark, spec.x.values, setting, toX, (v) => 1000 - up(v), 1000, 1000));
           }))(settingReader(new Uint8Array(raw), spec)(positions))""",
        raw=raw,
        positions=positions,
    )


@pytest.mark.parametrize("options", [{}, {"y_scale": "log"}, {"x": X + 0.5, "x_scale": "log"}])
@pytest.mark.parametrize("half_life_h", HALF_LIVES)
def test_the_script_draws_what_the_picture_draws(script, half_life_h, options):
    there = explorer(half_life_h, **options)
    moved = drawn_by_script(script(explorer(**options)), explorer(**options), [HALF_LIVES.index(half_life_h)])
    for still, live in zip(svgs(there), moved, strict=True):
        assert len(still) == len(live)
        for (kind, mine), theirs in zip(still, live, strict=True):
            assert letters(mine) == letters(theirs), kind
            # Whole units in the picture, tenths in the script, and the error of the table.
            assert numbers(mine) == pytest.approx(numbers(theirs), abs=0.85), kind


def test_marks_stand_where_their_numbers_are():
    first, second = svgs(explorer(6))
    kinds = [kind for kind, _ in first]
    assert kinds == [
        "anx-band anx-series-1",
        "anx-band anx-series-3",
        "anx-band anx-series-4",
        "anx-x-line",
        "anx-line",
        "anx-line",
        "anx-line",
        "anx-curve anx-series-1",
        "anx-interval anx-series-1",
        "anx-points anx-series-1",
        "anx-interval anx-series-5",
        "anx-points anx-series-5",
    ]
    # The height goes from 0 to 120, the highest edge of the band; the width from 0 to 24 h.
    assert numbers(first[3][1]) == pytest.approx([250, 0, 1000])
    assert numbers(first[4][1]) == pytest.approx([0, (1 - 50 / 120) * 1000, 1000], abs=0.5)
    assert numbers(first[9][1]) == pytest.approx([250, (1 - 50 / 120) * 1000, 0], abs=0.5)
    # Only two of the three measured points have an interval.
    assert letters(first[10][1]) == "MVMV"
    assert letters(first[11][1]) == "MhMhMh"
    # A gap splits a band in two closed pieces.
    assert letters(first[0][1]).count("Z") == 2
    assert [kind for kind, _ in second] == ["anx-x-line", "anx-curve anx-series-2"]


def test_a_line_that_is_not_there_is_not_drawn_or_named():
    figure = explorer(12)
    assert svgs(figure)[0][5] == ("anx-line", "")
    (label,) = re.findall(r"<div class=\"anx-line-label\"[^>]*>Moving", figure.fallback_html())
    assert " hidden" in label


def test_legends_name_the_series_of_their_panel():
    html = explorer().fallback_html()
    legends = re.findall(r'<ul class="anx-legend">.*?</ul>', html)
    words = [re.findall(r"</svg>([^<]*)<", legend) for legend in legends]
    assert words == [["Level", "Target", "Fixed", "Measured"], ["Bound"]]
    # A single entry cannot be hidden.
    assert ["<button" in legend for legend in legends] == [True, False]


@pytest.mark.parametrize(("same", "colours"), [(False, {"2"}), (True, {"1"})])
def test_a_panel_may_have_the_colours_of_the_first_one(same, colours):
    figure = explorer(panels=[Panel("Receptors", "%", ["Bound"], y_range=(0, 80), same_colours=same)])
    legend = re.findall(r'<ul class="anx-legend">.*?</ul>', figure.fallback_html())[1]
    drawn = " ".join(name for name, _ in svgs(figure)[1])
    assert (
        set(re.findall(r"anx-series-(\d)", legend)) == set(re.findall(r"anx-series-(\d)", drawn)) == colours
    )
    assert [entry["index"] for entry in figure.payload()["spec"]["panels"][1]["series"]] == [1]


def test_an_axis_holds_bands_lines_and_points():
    spec = explorer(points={"Measured": Points([2], [130], [100], [160])}).payload()["spec"]
    assert spec["panels"][0]["range"] == (0, 200)
    assert spec["panels"][1]["range"] == (0, 80)


def test_what_is_alike_at_every_setting_travels_once():
    marks = explorer().payload()["spec"]["panels"][0]["marks"]
    at = {mark["name"]: mark["at"] for mark in marks if "at" in mark}
    assert at == {"Half-life": [2, 6, 12], "Half": [50], "Moving": [20, 60, None], "Limit": [3]}
    own, measured = (mark for mark in marks if mark["kind"] == "points")
    assert (len(own["sets"]), own["of"]) == (3, [0, 1, 2])
    assert (len(measured["sets"]), measured["of"]) == (1, [])
    assert measured["sets"][0][2] == [80, None, 10]


def test_on_a_logarithmic_axis_the_error_is_a_share_of_the_value(script):
    figure = explorer(y_scale="log", y_range=(0.01, 200))
    run = script(figure)
    raw = run.codes_of(figure)
    for i, half_life_h in enumerate(HALF_LIVES):
        row = run(
            "[...settingReader(new Uint8Array(raw), spec)(positions).rows[0]].map((v) => v || null)",
            raw=raw,
            positions=[i],
        )
        shown = np.array([np.nan if value is None else value for value in row])
        true = everything(half_life_h).curves["Level"]
        assert np.isnan(shown).tolist() == np.isnan(true).tolist()
        assert np.nanmax(np.abs(shown / true - 1)) <= figure.max_error["Level"] * (1 + 1e-9)
    assert figure.max_error["Level"] < 1e-3


def test_the_cursor_reads_curves_with_bands_and_the_digits_that_are_known(script):
    figure = explorer()
    run = script(figure)
    setting = run(
        """settingReader(new Uint8Array(raw), spec)([1]).rows.map(
             (row) => [...row].map((value) => (Number.isNaN(value) ? null : value)))""",
        raw=run.codes_of(figure),
    )
    text = run("readingText(spec, rows, 12, new Set())", rows=setting)
    assert text == "6 h: Level 50 (40 to 60) ng/mL; Target 20 to 40 ng/mL; Fixed 1 to 5 ng/mL; Bound 71.4 %"
    assert run("readingText(spec, rows, 12, new Set([0, 2, 3]))", rows=setting) == "6 h: Bound 71.4 %"
    gap = run(
        "readingText(spec, rows.map((row) => row.map((v) => v ?? NaN)), 10, new Set([2, 3]))", rows=setting
    )
    assert gap == "5 h: Level none; Bound none"


def test_the_table_has_both_ends_and_few_rows(script):
    run = script()
    for points in (2, 7, 25, 49, 97, 120, 241, 1000):
        rows = run("tableIndices(points)", points=points)
        assert rows[0] == 0
        assert rows[-1] == points - 1
        assert len(rows) <= 25
        assert len(set(rows)) == len(rows)
        assert len(rows) >= min(points, 11)
    assert run("tableIndices(97)") == list(range(0, 97, 4))


def test_an_address_leads_to_a_setting_that_exists(script):
    run = script(explorer())
    assert run("fragmentOf(spec, [2])") == "#explorer-all=2"
    for fragment, positions in {
        "#explorer-all=2": [2],
        "#explorer-all%3D1": [1],
        "#explorer-all": None,
        "#explorer-all=3": None,
        "#explorer-all=1,1": None,
        "#explorer-all=-1": None,
        "#explorer-all=1.5": None,
        "#explorer-all=": None,
        "#explorer-other=1": None,
        "": None,
    }.items():
        assert run("positionsIn(fragment, spec)", fragment=fragment) == positions, fragment


def icons(helped):
    return Frame(icons={"helped": helped, "not <helped>": 100 - helped})


def test_icons_are_drawn_counted_and_named(script):
    figure = Explorer(icons, [Slider("helped", "Helped", [12, 30])], title="A hundred", summary="{helped}.")
    html = figure.fallback_html()
    assert "anx-plot" not in html
    assert 'data-action="table"' not in html
    assert re.findall(r"<b[^>]*>(\d+)</b> ([^<]*)<", html) == [("12", "helped"), ("88", "not &lt;helped&gt;")]
    assert "Of 100:" in unescape(html)
    paths = re.findall(r'<path class="anx-icon anx-series-\d" d="([^"]*)"/>(?=<path|</svg><p)', html)
    assert [path.count("h0") for path in paths] == [12, 88]
    columns = icon_columns(100)
    places = [tuple(pair) for path in paths for pair in np.reshape(numbers(path), (-1, 3))[:, :2]]
    assert len(set(places)) == 100
    assert max(x for x, _ in places) < columns
    run = script(figure)
    assert run("iconPath(12, 88, columns)", columns=columns) == icon_path(12, 88, columns)
    assert run("settingReader(null, spec)([1]).cell") == 1
    assert json.dumps(figure.payload()["spec"]["icons"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"panels": [Panel("Other", shows=["Nothing"])]}, "panels show 'Nothing'"),
        ({"panels": [Panel("A", shows=["Bound"]), Panel("B", shows=["Bound"])]}, "may be shown once"),
        (
            {"panels": [Panel("A", shows=["Bound", "Level", "Target", "Fixed", "Measured"])]},
            "left for the first panel",
        ),
        (
            {"panels": [Panel("A", shows=["Level", "Target", "Fixed", "Measured"], same_colours=True)]},
            "panel 'A' has 4 series, but same_colours",
        ),
        ({"bands": {"Target": (X, X)}}, "bands holds 'Target', which the frames hold too"),
        ({"lines": {"Half": 1}}, "lines holds 'Half'"),
        ({"points": dict.fromkeys("abc", MEASURED)}, "have 7 different names"),
        ({"x_scale": "log"}, "x begins at 0.0"),
        ({"x_scale": "round"}, "x_scale is 'round'"),
        ({"y_scale": "log", "y_range": (0, 5)}, "both ends must be above zero"),
        ({"x": None}, r"band 'Fixed' has an edge of the shape \(49,\)"),
    ],
)
def test_refuses(options, message):
    with pytest.raises(ValueError, match=message):
        explorer(**options)
