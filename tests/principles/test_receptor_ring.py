"""The picture of a receptor: touching discs, signs on the right side of each contact, marks at the sites."""

import math

import numpy as np
import pytest
from matplotlib.figure import Figure

from anxiolytics.principles.receptor import Receptor, binding_sites, receptor
from anxiolytics.principles.receptor_ring import draw_ring, ring_geometry


def drawn(of, ligand=None):
    axes = Figure().add_subplot()
    draw_ring(axes, of, ligand)
    return axes


def marks(axes):
    return [line for line in axes.lines if line.get_marker() in ("o", "D")]


def test_neighbours_touch_and_the_pore_is_what_is_left():
    shape = ring_geometry()
    for place in range(5):
        apart = math.dist(shape.centres[place], shape.centres[(place + 1) % 5])
        assert apart == pytest.approx(2 * shape.radius)
        assert math.dist(shape.contacts[place], shape.centres[place]) == pytest.approx(shape.radius)
        assert math.hypot(*shape.inner_contacts[place]) < math.hypot(*shape.contacts[place])
    assert shape.pore_radius == pytest.approx(1 - shape.radius)


def test_the_ring_runs_anticlockwise_from_the_top():
    centres = ring_geometry().centres
    np.testing.assert_allclose(centres[0], [0, 1], atol=1e-15)
    following = np.roll(centres, -1, axis=0)
    turning = centres[:, 0] * following[:, 1] - centres[:, 1] * following[:, 0]
    assert (turning > 0).all()


def test_every_subunit_is_named_and_shows_one_face_to_each_side():
    ring = ("alpha1", "gamma2", "beta2", "alpha6", "beta3")
    axes = drawn(Receptor(ring))
    texts = [text.get_text() for text in axes.texts]
    assert [text for text in texts if text not in ("+", "−", "pore")] == ["α1", "γ2", "β2", "α6", "β3"]
    assert (texts.count("+"), texts.count("−"), texts.count("pore")) == (5, 5, 1)
    assert marks(axes) == []


def test_signs_stand_in_the_disc_they_belong_to():
    """The + of a subunit is nearer to the next one, its - nearer to the one before."""
    centres = ring_geometry().centres
    signs = [text for text in drawn(receptor()).texts if text.get_text() in ("+", "−")]
    for place in range(5):
        for text, neighbour in zip(signs[2 * place : 2 * place + 2], (place + 1, place - 1), strict=True):
            at = text.get_position()
            nearest, second = np.argsort([math.dist(at, centre) for centre in centres])[:2]
            assert (nearest, second) == (place, neighbour % 5)
    assert [text.get_text() for text in signs] == ["+", "−"] * 5


@pytest.mark.parametrize(
    ("ligand", "marker", "inner"),
    [("gaba", "o", False), ("diazepam", "o", False), ("etomidate", "D", True), ("barbiturate", "D", True)],
)
def test_sites_are_marked_where_they_are(ligand, marker, inner):
    shape = ring_geometry()
    found = marks(drawn(receptor("alpha2", "beta3"), ligand))
    places = shape.inner_contacts if inner else shape.contacts
    expected = [places[site.place] for site in binding_sites(receptor("alpha2", "beta3"), ligand)]
    assert {mark.get_marker() for mark in found} == {marker}
    np.testing.assert_allclose([mark.get_xydata()[0] for mark in found], expected)


def test_a_ligand_without_a_site_leaves_no_mark_and_an_unknown_one_is_named():
    assert marks(drawn(receptor("alpha4", "beta3", "delta"), "diazepam")) == []
    with pytest.raises(ValueError, match=r"ligand must be one of gaba, .* got 'gaga'"):
        drawn(receptor(), "gaga")
