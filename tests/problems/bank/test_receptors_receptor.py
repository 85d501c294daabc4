"""Keys on the ring of subunits against rules written out here by hand."""

import pytest

from anxiolytics.problems import variant
from anxiolytics.problems.bank import problem


def drawings(id, number=200):
    return [variant(problem(id), seed) for seed in range(number)]


def values(drawn):
    return {slip.id: slip.value for slip in drawn.slips}


def test_ligands_of_a_ring_by_hand():
    keys = set()
    for drawn in drawings("which-ligands-find-a-site"):
        p = drawn.params
        with_gamma = p["odd_one"] == "γ2"
        # In this order two β turn to an α in every ring.
        expected = {"gaba"}
        if with_gamma and p["first_alpha"] in (1, 2, 3, 5):
            expected.add("diazepam")
        if with_gamma and p["first_alpha"] in (1, 2, 3):
            expected.add("zolpidem")
        if with_gamma:
            expected.add("ro-15-4513")
        if {p["first_beta"], p["second_beta"]} & {2, 3}:
            expected.add("etomidate")
        assert set(drawn.key) == expected
        keys.add(frozenset(expected))
    assert len(keys) >= 6


def test_the_far_alpha_does_not_help_diazepam():
    far = [
        drawn
        for drawn in drawings("which-ligands-find-a-site", 400)
        if drawn.params["first_alpha"] in (4, 6) and drawn.params["second_alpha"] == 1
    ]
    assert far
    assert all("diazepam" not in drawn.key for drawn in far)


def test_ratio_of_sites_by_hand():
    for drawn in drawings("gaba-sites-per-diazepam-site"):
        p = drawn.params
        sensitive = p["common_pmol"] + p["hippocampal_pmol"]
        everything = sensitive + p["insensitive_pmol"] + p["extrasynaptic_pmol"]
        assert drawn.key == pytest.approx(2 * everything / sensitive, rel=1e-14)
        with_gamma = sensitive + p["insensitive_pmol"]
        assert values(drawn)["every-gamma-counted-for-diazepam"] == pytest.approx(2 * everything / with_gamma)
        assert values(drawn)["upside-down"] * drawn.key == pytest.approx(1)


def test_mixed_rings_by_hand():
    for drawn in drawings("mixed-alphas-and-diazepam"):
        share = drawn.params["alpha1_percent"] / 100
        assert drawn.key == pytest.approx(100 / (2 - share), rel=1e-12)
        # More than half, however rare α1 is; fewer than all, however common.
        assert 50 < drawn.key < 100


def test_the_receptor_named_is_the_only_one_that_binds_so():
    named = set()
    for drawn in drawings("receptor-from-its-ligands"):
        bound = tuple(drawn.params[ligand] >= 60 for ligand in ("gaba", "diazepam", "zolpidem", "ro_15_4513"))
        expected = {
            (True, True, True, True): "alpha1-beta2-gamma2",
            (True, True, False, True): "alpha5-beta3-gamma2",
            (True, False, False, True): "alpha6-beta2-gamma2",
            (True, False, False, False): "alpha4-beta3-delta",
        }[bound]
        assert drawn.key == (expected,)
        named.add(expected)
    assert len(named) == 4
