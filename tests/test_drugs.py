"""Typed drugs: names resolve, units convert, numbers agree with the tables."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.drugs import REFERENCE_BODY_WEIGHT_KG, drug, drugs
from anxiolytics.facts import fact, facts

ELEMENTS = {"C": "carbon", "H": "hydrogen", "Cl": "chlorine", "N": "nitrogen", "O": "oxygen"}


def mass_of(formula):
    """Molar mass by counting the atoms of the formula, apart from the table's own derivation."""
    parts = re.findall(r"([A-Z][a-z]?)(\d*)", formula)
    assert "".join(element + count for element, count in parts) == formula
    return sum(fact(f"{ELEMENTS[e]}.atomic_weight").value * int(n or 1) for e, n in parts)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("diazepam", "diazepam"),
        (" Diazepam ", "diazepam"),
        ("Valium", "diazepam"),
        ("XANAX", "alprazolam"),
        ("ativan", "lorazepam"),
        ("desmethyldiazepam", "nordiazepam"),
        ("n-desmethyldiazepam", "nordiazepam"),
        ("nordazepam", "nordiazepam"),
    ],
)
def test_names_synonyms_and_brand_names_resolve(asked, name):
    assert drug(asked).name == name


def test_a_mistyped_drug_gets_the_nearest_name():
    with pytest.raises(ValueError, match=r"^unknown drug 'diazepm': did you mean diazepam\?$"):
        drug("diazepm")
    with pytest.raises(ValueError, match="nothing known has a similar name"):
        drug("")


def test_drugs_lists_by_class():
    assert drugs() == tuple(sorted(drugs()))
    assert {"alprazolam", "diazepam", "lorazepam", "nordiazepam"} <= set(drugs("benzodiazepine"))
    with pytest.raises(ValueError, match=r"^drug_class must be one of .*benzodiazepine.*, got 'vitamin'$"):
        drugs("vitamin")


def test_no_name_belongs_to_two_drugs():
    names = [n.casefold() for d in map(drug, drugs()) for n in (d.name, *d.synonyms, *d.brand_names)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", drugs())
def test_molar_mass_is_that_of_the_formula(name):
    assert drug(name).molar_mass_g_per_mol == pytest.approx(mass_of(drug(name).formula), abs=0.006)


@pytest.mark.parametrize("name", drugs())
def test_half_life_clearance_and_volume_satisfy_the_identity(name):
    d = drug(name)
    assert d.half_life_h == pytest.approx(math.log(2) * d.volume_l / d.clearance_l_per_h, rel=1e-3)


def test_values_in_use_of_diazepam():
    d = drug("diazepam")
    assert d.half_life_h == 44.2
    assert d.clearance_l_per_h == pytest.approx(0.38 * 70 * 60 / 1000)
    assert d.bioavailability == 0.94
    assert d.absorption_rate_per_h == pytest.approx(math.log(2) / (32 / 60), rel=1e-3)
    assert d.absorption_lag_h == 0.0
    assert drug("lorazepam").absorption_lag_h == pytest.approx(16 / 60)
    assert 0 < d.fraction_unbound < 1


def test_active_metabolite_and_what_it_weighs():
    d = drug("diazepam", body_weight_kg=50)
    assert d.metabolite == drug("nordiazepam", body_weight_kg=50)
    assert d.metabolite_fraction == fact("diazepam.fraction_formed.nordiazepam").value
    ratio = drug("nordiazepam").molar_mass_g_per_mol / d.molar_mass_g_per_mol
    assert ratio == pytest.approx(1 - (mass_of("CH2") / d.molar_mass_g_per_mol), rel=1e-4)
    assert drug("lorazepam").metabolite is None
    assert drug("lorazepam").metabolite_fraction is None


@given(st.sampled_from(drugs()), st.floats(30, 200))
def test_body_weight_scales_clearance_and_volume_and_nothing_else(name, weight):
    light, heavy = drug(name), drug(name, body_weight_kg=weight)
    ratio = weight / REFERENCE_BODY_WEIGHT_KG
    assert heavy.clearance_l_per_h == pytest.approx(ratio * light.clearance_l_per_h)
    assert heavy.volume_l == pytest.approx(ratio * light.volume_l)
    assert heavy.half_life_h == light.half_life_h
    assert heavy.fraction_unbound == light.fraction_unbound


def test_the_reference_body_weight_is_the_one_in_the_tables():
    assert fact("adult.body_weight").value == REFERENCE_BODY_WEIGHT_KG
    assert fact("adult.body_weight").status == "illustrative"


@pytest.mark.parametrize("weight", [0, -70, math.nan, math.inf])
def test_impossible_body_weights_are_refused(weight):
    with pytest.raises(ValueError, match=r"^body_weight_kg must be a finite number above 0, got "):
        drug("diazepam", body_weight_kg=weight)


def test_a_number_that_nobody_gave_is_an_error_that_names_it():
    with pytest.raises(ValueError, match=r"^unknown fact 'nordiazepam\.bioavailability'"):
        _ = drug("nordiazepam").bioavailability


def test_facts_of_a_drug_are_those_of_the_tables():
    d = drug("lorazepam")
    assert d.fact("half_life") == fact("lorazepam.half_life")
    assert d.fact("half_life", source="ativanlabel").value == 12
    assert d.facts() == facts("lorazepam")
    assert d.facts("half_life") == facts("lorazepam.half_life")
