import json
import random
import re

import numpy as np
import pytest

from anxiolytics.interactive import ComposedExplorer, Family, Panel, Product, Slider
from anxiolytics.interactive.number_text import number_text

C = np.geomspace(0.1, 1e4, 61)
AFFINITIES = [1, 3, 10, 30, 100, 300, 1000, 3000]
EFFICACIES = [-0.5, 0, 0.5, 1]
SITES = ["1", "2", "3", "5"]
WEIGHTS = {"Sedation": (0.8, 0.1, 0.1, 0), "Calm": (0, 0.7, 0.3, 0), "Forgetting": (0.4, 0, 0, 0.6)}


def occupancy(site, affinity):
    # Different curves at each site, so that mixing them up would show.
    return 100 * C / (C + (1 + 0.3 * site) * affinity)


def explorer(**options):
    families, controls = {}, []
    for i, site in enumerate(SITES):
        families["occupancy " + site] = Family("k" + site, [occupancy(i, k) for k in AFFINITIES])
        families["efficacy " + site] = Family("e" + site, EFFICACIES)
        controls += [
            Slider("k" + site, f"Affinity at {site}", AFFINITIES, "nM", start=10),
            Slider("e" + site, f"Efficacy at {site}", EFFICACIES, start=1),
        ]
    settings = {
        "curves": {
            name: [
                Product(["occupancy " + site, "efficacy " + site], weight)
                for site, weight in zip(SITES, weights, strict=True)
            ]
            for name, weights in WEIGHTS.items()
        },
        "readouts": {"Total": [Product(["efficacy " + site], 0.25) for site in SITES]},
        "x": C,
        "x_scale": "log",
        "x_label": "Concentration",
        "x_unit": "nM",
        "y_label": "Effect",
        "y_unit": "%",
        "title": "Design",
        "bands": {"Wanted": (np.full(61, 20), np.full(61, 40))},
    }
    return ComposedExplorer(families, controls, **{**settings, **options})


def test_script_and_library_agree_at_random_settings(script):
    figure = explorer()
    run = script(figure)
    raw = run.codes_of(figure)
    run.context.eval(f"const settingAt = settingReader(new Uint8Array({json.dumps(raw)}), spec)")
    rng = random.Random(5)
    stated = np.array(list(figure.max_error.values()))
    assert (stated < 0.02).all()
    for _ in range(300):
        positions = [rng.randrange(len(control.positions)) for control in figure.controls]
        rows = np.array(run("settingAt(at).rows.map((row) => [...row])", at=positions))
        expected = figure.composition.curves_at(positions)
        independent = np.zeros((3, C.size))
        for curve, weights in enumerate(WEIGHTS.values()):
            for i, weight in enumerate(weights):
                affinity, efficacy = AFFINITIES[positions[2 * i]], EFFICACIES[positions[2 * i + 1]]
                independent[curve] += weight * efficacy * occupancy(i, affinity)
        assert expected == pytest.approx(independent, abs=1e-10)
        assert (np.abs(rows[:3] - expected).max(axis=1) <= stated * (1 + 1e-9)).all()
        assert rows[3:] == pytest.approx(np.array([[20] * 61, [40] * 61]), abs=0.01)
        total = sum(EFFICACIES[position] for position in positions[1::2]) / 4
        assert run("settingAt(at).readouts", at=positions) == [number_text(total)]


def test_script_and_library_say_alike_that_a_readout_is_below_its_floor(script):
    figure = explorer(readout_floors={"Total": 0.3}, readout_units={"Total": "%"})
    run = script(figure)
    raw = run.codes_of(figure)
    run.context.eval(f"const settingAt = settingReader(new Uint8Array({json.dumps(raw)}), spec)")
    # Efficacies of 1, 0, 0 and 0, then of 1, 1, 0 and 0, then of none: a quarter, a half, zero.
    for ones, text in ((1, "< 0.3 %"), (2, "0.5 %"), (0, "0 %")):
        positions = [0, 3] * ones + [0, 1] * (4 - ones)
        assert run("settingAt(at).readouts", at=positions) == [text]
        assert figure._readout_texts_at(positions) == [text.removesuffix(" %")]


def test_eight_sliders_weigh_little():
    assert len(explorer().host_html()) < 60_000


def test_the_picture_shows_the_start_setting():
    html = explorer().fallback_html()
    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html) == [("Total", "1")]
    assert len(re.findall(r'<label class="anx-control">', html)) == 8


def test_its_controls_span_no_table():
    assert explorer().host_attributes() == {"id": "explorer-design"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"y_scale": "log"}, "must be linear"),
        ({"panels": [Panel("Calm", shows=["Calm"], y_scale="log")]}, "must be linear"),
        ({"curves": {}}, "curves or x are missing"),
        ({"x": None, "bands": None}, "curves or x are missing"),
        ({"readouts": None}, "summary is empty"),
    ],
)
def test_refuses(options, message):
    with pytest.raises(ValueError, match=message):
        explorer(**options)
