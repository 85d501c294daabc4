"""Typed drugs: names resolve, units convert, numbers agree with the tables."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.drugs import REFERENCE_BODY_WEIGHT_KG, drug, drugs
from anxiolytics.facts import fact, facts

ELEMENTS = {
    "Br": "bromine",
    "C": "carbon",
    "Cl": "chlorine",
    "F": "fluorine",
    "H": "hydrogen",
    "N": "nitrogen",
    "O": "oxygen",
    "S": "sulfur",
}
COMPLETE = [name for name in drugs() if drug(name).knows("clearance") and drug(name).knows("volume")]


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
        ("norepinephrine", "noradrenaline"),
        ("5-HT", "serotonin"),
        ("Zoloft", "sertraline"),
        ("Klonopin", "clonazepam"),
        ("Rivotril", "clonazepam"),
        ("O-desmethylvenlafaxine", "desvenlafaxine"),
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
    assert drugs("transmitter") == ("noradrenaline", "serotonin")
    assert "serotonin" not in drugs()
    assert {"sertraline", "escitalopram"} <= set(drugs("SSRI"))
    with pytest.raises(ValueError, match=r"^drug_class must be one of .*benzodiazepine.*, got 'vitamin'$"):
        drugs("vitamin")


def test_no_name_belongs_to_two_drugs():
    listed = (*drugs(), *drugs("transmitter"))
    names = [n.casefold() for d in map(drug, listed) for n in (d.name, *d.synonyms, *d.brand_names)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", drugs())
def test_molar_mass_is_that_of_the_formula(name):
    assert drug(name).molar_mass_g_per_mol == pytest.approx(mass_of(drug(name).formula), abs=0.006)


@pytest.mark.parametrize("name", COMPLETE)
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


@given(st.sampled_from(COMPLETE), st.floats(30, 200))
def test_body_weight_scales_clearance_and_volume_and_nothing_else(name, weight):
    light, heavy = drug(name), drug(name, body_weight_kg=weight)
    ratio = weight / REFERENCE_BODY_WEIGHT_KG
    assert heavy.clearance_l_per_h == pytest.approx(ratio * light.clearance_l_per_h)
    assert heavy.volume_l == pytest.approx(ratio * light.volume_l)
    assert heavy.half_life_h == light.half_life_h
    assert heavy.gaps() == light.gaps()


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


BOOK = {
    "benzodiazepine": (
        "diazepam nordiazepam alprazolam clonazepam lorazepam oxazepam temazepam chlordiazepoxide midazolam "
        "triazolam bromazepam nitrazepam clobazam flurazepam desalkylflurazepam"
    ),
    "Z-drug": "zolpidem",
    "benzodiazepine-site antagonist": "flumazenil",
    "opioid antagonist": "naloxone",
    "SSRI": "sertraline escitalopram citalopram paroxetine fluoxetine",
    "SNRI": "venlafaxine desvenlafaxine duloxetine",
    "azapirone": "buspirone",
    "gabapentinoid": "pregabalin gabapentin",
}


@pytest.mark.parametrize("drug_class", BOOK)
def test_the_drugs_of_the_book_are_there(drug_class):
    names = BOOK[drug_class].split()
    assert set(names) <= set(drugs(drug_class))
    assert all(drug(name).knows("half_life") for name in names)


def test_gaps_name_exactly_what_is_missing():
    assert drug("diazepam").gaps() == ()
    assert drug("bromazepam").gaps() == ("bromazepam.absorption_rate",)
    assert fact("bromazepam.time_of_peak").range_kind == "at_most"
    assert drug("nordiazepam").gaps() == ("nordiazepam.bioavailability", "nordiazepam.absorption_rate")
    for name in map(drug, drugs()):
        for gap in (*name.gaps(), *name.metabolite_gaps()):
            with pytest.raises(ValueError, match=f"unknown fact '{gap}'"):
                fact(gap)


def test_a_metabolite_without_numbers_is_said_to_be_left_out():
    assert drug("diazepam").metabolite_gaps() == ()
    assert drug("lorazepam").metabolite_gaps() == ()
    assert drug("fluoxetine").metabolite_name == "norfluoxetine"
    assert drug("fluoxetine").metabolite_gaps() == ("fluoxetine.fraction_formed.norfluoxetine",)
    assert any("norfluoxetine is left out" in sentence for sentence in drug("fluoxetine").assumptions())


def test_assumptions_tell_what_is_derived():
    sentences = drug("oxazepam").assumptions()
    assert "oxazepam.volume is derived: oxazepam.clearance * oxazepam.half_life / log(2)." in sentences
    assert "oxazepam.absorption_rate is derived: it puts the peak at 2.25 h." in sentences
    assert not any("half_life is derived" in sentence for sentence in sentences)


def test_tablets_in_hand():
    clonazepam = [row for row in drug("clonazepam").tablets if row.form == "tablet" and row.country == "US"]
    assert [row.strength_mg for row in clonazepam] == [0.5, 1, 2]
    assert {row.strength_mg for row in drug("diazepam").tablets if row.country == "UK"} == {2, 5, 10}
    xanax = next(row for row in drug("Xanax").tablets if row.strength_mg == 2 and row.form == "tablet")
    assert xanax.divisible_into == 4


def test_routes_name_enzyme_and_product():
    routes = {row.reaction: row for row in drug("diazepam").routes}
    assert "CYP2C19" in (routes["N-demethylation"].enzyme or "")
    assert routes["N-demethylation"].product == "nordiazepam"
    assert routes["N-demethylation"].product_active == "yes"
    assert all(row.product_active == "no" for row in drug("lorazepam").routes)


def test_label_doses_are_a_day_and_a_use_each():
    doses = drug("diazepam").label_doses
    assert all(row.unit == "mg/d" and row.status == "label" for row in doses)
    anxiety = fact("diazepam.label_dose.anxiety_us")
    assert anxiety in doses
    assert (anxiety.low, anxiety.high) == (4, 40)
    assert drug("nordiazepam").label_doses == ()
