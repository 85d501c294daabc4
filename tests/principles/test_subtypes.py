"""Effect profiles against the plain sum, published numbers and what mutant mice showed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.facts import fact
from anxiolytics.principles.subtypes import (
    QUANTITIES,
    SUBTYPES,
    TPA023_LIKE,
    WEIGHTS,
    WEIGHTS_WITH_ALPHA3,
    ZOLPIDEM_LIKE,
    Ligand,
    effect_profile,
    measured_ligand,
    measured_ligands,
    measured_occupancies,
    subtype_activation,
    subtype_table,
)

amounts = st.floats(0, 1e6)
four_constants = st.tuples(*[st.floats(1e-3, 1e5)] * 4)
four_efficacies = st.tuples(*[st.floats(-1, 1.5)] * 4)


@given(four_constants, four_efficacies, amounts)
def test_a_profile_is_the_sum_over_subtypes(half, efficacy, concentration):
    ligand = Ligand("drawn", half, efficacy)
    for effect, found in effect_profile(ligand, concentration).items():
        expected = math.fsum(
            weight * share * concentration / (concentration + constant)
            for weight, share, constant in zip(WEIGHTS[effect], efficacy, half, strict=True)
        )
        assert found == pytest.approx(expected, rel=1e-12, abs=1e-15)


@given(four_constants, four_efficacies, amounts)
def test_profiles_of_the_parts_add_up_to_the_profile_of_the_whole(half, efficacy, concentration):
    whole = effect_profile(Ligand("whole", half, efficacy), concentration)
    parts = [
        effect_profile(
            Ligand("part", half, tuple(share * (place == at) for at, share in enumerate(efficacy))),
            concentration,
        )
        for place in range(4)
    ]
    for effect in WEIGHTS:
        assert sum(part[effect] for part in parts) == pytest.approx(whole[effect], rel=1e-12, abs=1e-15)


@given(four_constants, st.tuples(*[st.floats(0, 1.5)] * 4), amounts, amounts)
def test_more_of_an_agonist_does_more(half, efficacy, one, other):
    found = effect_profile(Ligand("drawn", half, efficacy), sorted((one, other)))
    assert all(effect[0] <= effect[1] * (1 + 1e-12) for effect in found.values())


def test_diazepam_is_the_measure_of_all_and_reaches_half_at_its_published_concentrations():
    diazepam = measured_ligand("diazepam")
    assert diazepam.status == "measured"
    assert diazepam.half_effect_nm == (27, 19, 48, 17)
    assert diazepam.efficacy == (1, 1, 1, 1)
    assert all(effect == pytest.approx(1, rel=1e-6) for effect in effect_profile(diazepam, 1e9).values())
    assert effect_profile(diazepam, 27.0)["sedation"] == pytest.approx(0.5)
    assert effect_profile(diazepam, 19.0)["anxiolysis"] == pytest.approx(0.5)


def test_other_measured_ligands_are_inverse_agonists():
    assert measured_ligands() == ("diazepam", "dmcm", "fg_7142")
    assert measured_ligand("dmcm").efficacy[0] == pytest.approx(-71 / 103)
    for drug in ("dmcm", "fg_7142"):
        profile = effect_profile(measured_ligand(drug), np.geomspace(0.1, 1e4, 20))
        assert all(np.all(effect < 0) for effect in profile.values())


def test_the_illustrative_ligands_do_what_is_published_in_words():
    low = effect_profile(ZOLPIDEM_LIKE, 30.0)
    assert low["sedation"] > 4 * low["anxiolysis"]
    assert subtype_activation(ZOLPIDEM_LIKE, 1e9)[-1] == 0
    selective = effect_profile(TPA023_LIKE, 1e3)
    assert selective["sedation"] == selective["amnesia"] == 0
    assert 0 < selective["anxiolysis"] < 1
    lowest, highest = 10.0, 100.0  # affinity of zolpidem for alpha1 in nM over several laboratories
    assert lowest <= ZOLPIDEM_LIKE.half_effect_nm[0] <= highest
    assert max(TPA023_LIKE.half_effect_nm) < 1
    preferred, *others, _ = ZOLPIDEM_LIKE.half_effect_nm
    assert [each / preferred for each in others] == [fact("zolpidem.affinity_preference.alpha1").value] * 2
    assert {ZOLPIDEM_LIKE.status, TPA023_LIKE.status} == {"illustrative"}


def test_weights_follow_the_mutant_mice():
    assert list(SUBTYPES) == ["alpha1", "alpha2", "alpha3", "alpha5"]
    for weights in (WEIGHTS, WEIGHTS_WITH_ALPHA3):
        assert all(sum(row) == pytest.approx(1) for row in weights.values())
    # A subtype made insensitive to diazepam takes its effect away, and no other's.
    without_alpha1 = Ligand("in alpha1(H101R)", (math.inf, 19, 48, 17), (1, 1, 1, 1))
    without_alpha2 = Ligand("in alpha2(H101R)", (27, math.inf, 48, 17), (1, 1, 1, 1))
    diazepam = effect_profile(measured_ligand("diazepam"), 100.0)
    first, second = effect_profile(without_alpha1, 100.0), effect_profile(without_alpha2, 100.0)
    assert first["sedation"] == 0
    assert first["anxiolysis"] == diazepam["anxiolysis"]
    assert first["muscle relaxation"] == diazepam["muscle relaxation"]
    assert 0 < first["protection from seizures"] < diazepam["protection from seizures"]
    assert first["amnesia"] < diazepam["amnesia"]
    assert second["anxiolysis"] == 0
    assert second["sedation"] == diazepam["sedation"]
    assert 0 < second["muscle relaxation"] < diazepam["muscle relaxation"] / 2
    assert effect_profile(without_alpha2, 100.0, WEIGHTS_WITH_ALPHA3)["anxiolysis"] > 0


def test_tables_hold_what_was_measured_and_leave_gaps_open():
    potentiation = subtype_table("maximum_potentiation")
    assert potentiation["diazepam"]["alpha2"].value == 135
    assert set(potentiation["alpha5ia"]) == set(SUBTYPES)
    assert set(subtype_table("ec50")["alpha5ia"]) == {"alpha5"}
    assert subtype_table("relative_efficacy")["mrk_409"].keys() == {"alpha1", "alpha3"}
    shared = subtype_table("ki")["mrk_409"]
    assert {(row.low, row.high) for row in shared.values()} == {(0.21, 0.4)}
    assert set(shared) == set(SUBTYPES)
    for quantity in QUANTITIES:
        for rows in subtype_table(quantity).values():
            assert all(row.source and row.status == "measured" for row in rows.values())
    assert "gaba" not in subtype_table("ec50")


def test_occupancy_in_people_does_not_order_drugs_by_sedation():
    found = measured_occupancies()
    percent = [each.percent for each in found]
    assert percent == sorted(percent)
    by_name = {(each.drug, each.dose): each for each in found}
    lorazepam = by_name["lorazepam", "0.03 mg per kg intravenous"]
    alprazolam = by_name["alprazolam", "2 mg a day"]
    selective = by_name["tpa023b", "1.5 mg after 5 h"]
    assert (lorazepam.percent, alprazolam.percent, selective.percent) == (3, 16, 52.5)
    assert lorazepam.is_upper_bound
    assert not selective.is_upper_bound
    assert "marked sedation" in lorazepam.seen
    assert "sedation" in alprazolam.seen
    assert "sedation" not in selective.seen
    assert selective.row is fact("tpa023b.receptor_occupancy.1_5_mg.after_5_h")
    assert all(each.row.source for each in found)


def test_everything_broadcasts():
    profile = effect_profile(ZOLPIDEM_LIKE, [[1.0, 10.0, 100.0], [2.0, 20.0, 200.0]])
    assert {effect.shape for effect in profile.values()} == {(2, 3)}
    assert subtype_activation(ZOLPIDEM_LIKE, [1.0, 2.0]).shape == (2, 4)
    assert np.ndim(effect_profile(ZOLPIDEM_LIKE, 1.0)["sedation"]) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Ligand("x", (1, 2, 3), (1, 1, 1, 1)), r"^half_effect_nm must have one number for each of"),
        (lambda: Ligand("x", (1, 2, 3, 4), (1, 1)), r"^efficacy must have one number for each of"),
        (lambda: Ligand("x", (1, 0, 3, 4), (1, 1, 1, 1)), r"^half_effect_nm must be .* above 0.*: got 0$"),
        (lambda: Ligand("x", (1, 2, 3, 4), (1, math.nan, 1, 1)), r"^efficacy must be .*: got nan$"),
        (lambda: Ligand("x", (1, 2, 3, 4), (1, 1, 1, 1), "guessed"), r"^status must be measured or illustr"),
        (lambda: measured_ligand("zolpidem"), "unknown fact 'zolpidem.ec50.alpha1'"),
        (lambda: subtype_table("colour"), r"^quantity must be one of ki, .*: got 'colour'$"),
        (lambda: subtype_activation(TPA023_LIKE, -1.0), r"^concentration_nm must be .* 0 or more: got -1$"),
        (
            lambda: effect_profile(TPA023_LIKE, 1.0, {"sleep": (0.5, 0.5, 0.5, 0.0)}),
            r"^the weights of sleep must be one fraction for each of .* add up to 1",
        ),
        (
            lambda: effect_profile(TPA023_LIKE, 1.0, {"sleep": (1.5, -0.5, 0.0, 0.0)}),
            r"^the weights of sleep must be a fraction from 0 to 1: got 1.5$",
        ),
    ],
)
def test_what_is_not_allowed_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
