"""The ring against published layouts, and the ligands against what is known of each subtype."""

import re
from collections import Counter
from itertools import product

import pytest

from anxiolytics.facts import facts
from anxiolytics.principles.receptor import (
    ALPHAS,
    BETAS,
    LIGANDS,
    SENSITIVE_ALPHAS,
    SWITCH_HISTIDINE,
    Receptor,
    binding_sites,
    describe,
    in_the_brain,
    interfaces,
    receptor,
    symbol,
)

ALL = [receptor(*names) for names in product(ALPHAS, BETAS, ("gamma2", "delta", *BETAS))]


def labels(of, ligand):
    return [site.label for site in binding_sites(of, ligand)]


def test_the_usual_order_and_its_five_interfaces():
    """Anticlockwise from outside: alpha1, gamma2, beta2, alpha1, beta2 (doi 10.1038/s41598-017-15628-7)."""
    assert receptor().ring == ("alpha1", "gamma2", "beta2", "alpha1", "beta2")
    found = Counter(interface.label for interface in interfaces(receptor()))
    assert found == {"α1+/γ2−": 1, "γ2+/β2−": 1, "β2+/α1−": 2, "α1+/β2−": 1}


def test_a_receptor_of_alphas_and_betas_alone():
    """Two beta+/alpha-, two alpha+/beta-, one beta+/beta-, none for diazepam (PMC3651663, figure 1)."""
    found = Counter(interface.label for interface in interfaces(receptor("alpha1", "beta3", "beta3")))
    assert found == {"β3+/α1−": 2, "α1+/β3−": 2, "β3+/β3−": 1}
    assert binding_sites(receptor("alpha1", "beta3", "beta3"), "diazepam") == ()


@pytest.mark.parametrize("of", ALL, ids=lambda of: of.label)
def test_every_receptor_has_two_sites_for_gaba_and_bicuculline_takes_the_same(of):
    assert len(binding_sites(of, "gaba")) == 2
    assert binding_sites(of, "bicuculline") == binding_sites(of, "gaba")


def test_diazepam_and_gaba_never_share_a_site():
    """An allosteric site is not the site of the agonist."""
    for of in ALL:
        assert set(binding_sites(of, "diazepam")).isdisjoint(binding_sites(of, "gaba"))


@pytest.mark.parametrize(
    ("alpha", "third", "sites"),
    [
        ("alpha1", "gamma2", ["α1+/γ2−"]),
        ("alpha2", "gamma2", ["α2+/γ2−"]),
        ("alpha3", "gamma2", ["α3+/γ2−"]),
        ("alpha5", "gamma2", ["α5+/γ2−"]),
        ("alpha4", "gamma2", []),
        ("alpha6", "gamma2", []),
        ("alpha4", "delta", []),
        ("alpha6", "delta", []),
        ("alpha1", "delta", []),
    ],
)
def test_which_receptors_take_a_classical_benzodiazepine(alpha, third, sites):
    of = receptor(alpha, "beta3", third)
    assert labels(of, "diazepam") == sites
    assert labels(of, "flumazenil") == sites


def test_zolpidem_leaves_alpha5_and_ro_15_4513_leaves_none_with_gamma():
    assert [alpha for alpha in ALPHAS if labels(receptor(alpha), "zolpidem")] == [
        "alpha1",
        "alpha2",
        "alpha3",
    ]
    assert [alpha for alpha in ALPHAS if labels(receptor(alpha), "ro_15_4513")] == list(ALPHAS)
    assert not labels(receptor("alpha4", "beta3", "delta"), "ro_15_4513")


def test_ligands_within_the_membrane_need_no_gamma():
    without = receptor("alpha4", "beta3", "delta")
    assert labels(without, "etomidate") == labels(without, "neurosteroid") == ["β3+/α4−", "β3+/α4−"]
    assert labels(without, "barbiturate") == ["α4+/β3−"]
    assert labels(receptor(), "barbiturate") == ["γ2+/β2−", "α1+/β2−"]
    assert not labels(receptor("alpha1", "beta1"), "etomidate")


def test_of_two_alphas_only_the_one_that_faces_gamma_counts():
    sensitive = Receptor(("alpha1", "gamma2", "beta2", "alpha6", "beta2"))
    assert labels(sensitive, "diazepam") == ["α1+/γ2−"]
    insensitive = Receptor(("alpha6", "gamma2", "beta2", "alpha1", "beta2"))
    assert labels(insensitive, "diazepam") == []
    assert sensitive.label == insensitive.label == "α1α6β2γ2"


def test_turning_the_ring_changes_nothing():
    ring = receptor("alpha2", "beta3").ring
    for ligand in LIGANDS:
        whole = Counter(labels(Receptor(ring), ligand))
        assert all(Counter(labels(Receptor(ring[n:] + ring[:n]), ligand)) == whole for n in range(5))


def test_subtypes_with_a_measured_diazepam_potentiation_are_those_that_bind_it():
    measured = {row.name.rpartition(".")[2] for row in facts("diazepam.maximum_potentiation")}
    assert measured == set(SENSITIVE_ALPHAS) == set(SWITCH_HISTIDINE)


def test_subtypes_called_insensitive_in_the_brain_are_those_that_do_not_bind_it():
    insensitive = {row.subtype for row in in_the_brain() if row.role and "insensitive" in row.role}
    assert insensitive == set(ALPHAS) - set(SENSITIVE_ALPHAS)


def test_every_ligand_says_where_it_was_read_and_fits_some_receptor():
    for name, ligand in LIGANDS.items():
        assert re.search(r"doi 10\.\d{4,}/\S+$|PMID \d+$", ligand.source), name
        assert ligand.layer in ("extracellular", "transmembrane")
        assert any(binding_sites(of, name) for of in ALL)


def test_sentences():
    assert describe(receptor(), "diazepam") == (
        "Diazepam binds to α1β2γ2 at one site, outside the membrane: α1+/γ2−. "
        "There it strengthens the action of GABA."
    )
    assert "at two sites, within the membrane: β2+/α1−" in describe(receptor(), "etomidate")
    assert describe(receptor("alpha4", "beta3", "delta"), "diazepam") == (
        "Diazepam finds no site on α4β3δ: it needs α1, α2, α3 or α5 turning to γ2, "
        "and the faces here are α4+/δ−, δ+/β3−, β3+/α4−, α4+/β3−."
    )


@pytest.mark.parametrize("ligand", LIGANDS)
def test_a_sentence_claims_a_site_exactly_where_there_is_one(ligand):
    for of in ALL:
        assert ("finds no site" in describe(of, ligand)) == (not binding_sites(of, ligand))


def test_symbols():
    assert [symbol(name) for name in ("alpha1", "beta3", "gamma2", "delta")] == ["α1", "β3", "γ2", "δ"]


def test_where_in_the_brain():
    assert {row.subtype for row in in_the_brain(region="amygdala")} == {
        "alpha1",
        "alpha2",
        "alpha3",
        "alpha5",
    }
    assert "cerebellum, granule cells" in {row.region for row in in_the_brain("alpha6")}
    (row,) = in_the_brain("alpha5", "hippocampus")
    assert row.abundance == "strong"
    assert in_the_brain("alpha6", "amygdala") == ()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: receptor("alpha7"), r"alpha must be one of alpha1, .* got 'alpha7' \(did you mean alpha"),
        (lambda: receptor(beta="alpha1"), "beta must be one of beta1, beta2, beta3: got 'alpha1'"),
        (lambda: receptor(third="gamma"), r"third must be one of .* got 'gamma' \(did you mean gamma2\?\)"),
        (lambda: Receptor(("alpha1", "beta2")), "ring must have five subunits: got 2"),
        (lambda: Receptor(("alpha1", "beta2", "x", "y", "z")), "ring must be one of .* got 'x'"),
        (lambda: binding_sites(receptor(), "diazepan"), r"got 'diazepan' \(did you mean diazepam\?\)"),
        (lambda: symbol("epsilon"), "subunit must be one of"),
        (lambda: in_the_brain("alpha9"), "subtype must be one of alpha1"),
        (lambda: in_the_brain(region="amigdala"), r"got 'amigdala' \(did you mean amygdala\?\)"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
