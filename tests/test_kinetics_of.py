"""From the tables to a simulation: what is there is used as it stands, what is not there is named."""

import math

import numpy as np
import pytest

from anxiolytics.drugs import drug, drugs
from anxiolytics.facts import fact
from anxiolytics.half_life import peak_time_h
from anxiolytics.regimen import Regimen, concentrations, kinetics_of

KNOWN = [name for name in drugs() if not drug(name).gaps()]
UNKNOWN = [name for name in drugs() if drug(name).gaps()]


def test_diazepam_as_in_the_tables():
    kinetics = kinetics_of("Valium")
    assert kinetics.bioavailability == fact("diazepam.bioavailability").value
    assert kinetics.absorption_rate_per_h == fact("diazepam.absorption_rate").value
    assert kinetics.clearance_l_per_h == pytest.approx(0.38 * 60 * 70 / 1000)
    assert kinetics.volume_l == pytest.approx(kinetics.clearance_l_per_h * 44.2 / math.log(2), rel=1e-3)
    active = kinetics.metabolite
    assert active is not None
    assert active.formation_fraction == fact("diazepam.fraction_formed.nordiazepam").value
    assert active.molar_mass_ratio == pytest.approx(270.72 / 284.74, rel=1e-4)
    assert active.volume_l == pytest.approx(70 * fact("nordiazepam.volume").value)


@pytest.mark.parametrize("name", KNOWN)
def test_the_curve_has_the_half_life_of_the_tables(name):
    kinetics = kinetics_of(name)
    half_life = drug(name).half_life_h
    slower = min(math.log(2) / half_life, kinetics.absorption_rate_per_h)
    late = kinetics.lag_h + 60 * math.log(2) / slower + np.array([0, math.log(2) / slower])
    levels = concentrations(kinetics, Regimen(times_h=[0.0], doses_mg=[1.0]), late).parent
    assert levels[1] / levels[0] == pytest.approx(0.5, rel=2e-3)


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_absorbed_is_cleared(name):
    """Area under the curve at steady state over one interval: F dose / CL, whatever the absorption."""
    kinetics = kinetics_of(name, body_weight_kg=60)
    slower = min(kinetics.clearance_l_per_h / kinetics.volume_l, kinetics.absorption_rate_per_h)
    count = math.ceil(40 / slower / 24)
    at = np.linspace(24.0 * count - 24, 24.0 * count, 20_001)
    doses = Regimen.repeated(dose_mg=10, interval_h=24, count=count + 1)
    area = np.trapezoid(concentrations(kinetics, doses, at).parent, at)
    assert area == pytest.approx(kinetics.bioavailability * 10 / kinetics.clearance_l_per_h, rel=1e-4)


@pytest.mark.parametrize("name", [name for name in KNOWN if not drug(name).knows("absorption_rate")])
def test_a_rate_that_is_not_known_puts_the_peak_at_its_measured_time(name):
    kinetics = kinetics_of(name)
    peak = kinetics.lag_h + peak_time_h(drug(name).half_life_h, kinetics.absorption_rate_per_h)
    assert peak == pytest.approx(fact(f"{name}.time_of_peak").in_unit("h"), rel=1e-9)
    assert any(f"{name}.absorption_rate is derived" in sentence for sentence in drug(name).assumptions())


def test_enough_drugs_can_be_simulated_and_some_peaks_are_solved_for():
    assert {"alprazolam", "clonazepam", "diazepam", "lorazepam", "oxazepam", "sertraline", "zolpidem"} <= set(
        KNOWN
    )
    assert kinetics_of("venlafaxine").metabolite is not None
    assert kinetics_of("lorazepam").metabolite is None
    assert kinetics_of("duloxetine").lag_h == 2


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_drug_with_gaps_is_refused_and_the_gaps_are_named(name):
    with pytest.raises(
        ValueError, match=rf"^drug must be one whose kinetics by mouth are known: {name} lacks "
    ):
        kinetics_of(name)
    with pytest.raises(ValueError, match=drug(name).gaps()[-1]):
        kinetics_of(drug(name))


def test_body_weight_is_that_of_the_drug_or_the_one_asked_for():
    light = kinetics_of(drug("diazepam", body_weight_kg=50))
    assert light.clearance_l_per_h == kinetics_of("diazepam", body_weight_kg=50).clearance_l_per_h
    assert light.clearance_l_per_h == pytest.approx(50 / 70 * kinetics_of("diazepam").clearance_l_per_h)
    assert light.metabolite is not None
    assert light.metabolite.volume_l == pytest.approx(50 * fact("nordiazepam.volume").value)
    with pytest.raises(ValueError, match=r"^body_weight_kg must be a finite number above 0, got -1"):
        kinetics_of("diazepam", body_weight_kg=-1)
    with pytest.raises(ValueError, match=r"^unknown drug 'diazepm': did you mean diazepam\?$"):
        kinetics_of("diazepm")
