"""Keys of the channel against balance equations, linear algebra and chains of chance."""

import mpmath
import numpy as np
import pytest

from anxiolytics.problems import judge, variant
from anxiolytics.problems.bank import problem

SEEDS = range(200)


def drawings(id):
    return [variant(problem(id), seed) for seed in SEEDS]


def values(drawn):
    return {slip.id: slip.value for slip in drawn.slips}


def test_openings_per_second_are_the_flow_over_the_gate():
    for drawn in drawings("openings-per-second"):
        p = drawn.params
        bind, leave = p["binding_per_um_per_s"] * p["gaba_um"], p["unbinding_per_s"]
        # Rates from column to row; the shares of time solve the balance of flows.
        rates = mpmath.matrix(
            [
                [-2 * bind, leave, 0, 0],
                [2 * bind, -bind - leave, 2 * leave, 0],
                [0, bind, -2 * leave - p["opening_per_s"], p["closing_per_s"]],
                [1, 1, 1, 1],
            ]
        )
        shares = mpmath.lu_solve(rates, mpmath.matrix([0, 0, 0, 1]))
        assert drawn.key == pytest.approx(float(p["opening_per_s"] * shares[2]), rel=1e-10)
        slips = values(drawn)
        assert slips["open-share-instead-of-frequency"] == pytest.approx(float(shares[3]), rel=1e-10)
        assert slips["opening-rate-times-the-open-share"] > drawn.key
        # Fewer ways to be half bound leave more time to be open.
        assert slips["two-sites-counted-as-one-way"] > drawn.key


def test_a_worked_example_of_the_frequency():
    """With x = 1 and a gate of 9 the weights are 1, 2, 1 and 9: open 9/13 of the time."""
    asked = problem("openings-per-second")
    rates = {"binding_per_um_per_s": 5.0, "gaba_um": 60.0, "unbinding_per_s": 300.0}
    found = asked.answer({**rates, "opening_per_s": 1800.0, "closing_per_s": 200.0})
    assert found == pytest.approx(200 * 9 / 13)


def rates_of(p, when):
    """Opening, closing and leaving rate that give a column of the table."""
    closing = 1000 / p[f"{when}_open_ms"]
    # Openings in a burst are 1 + opening / leaving, and a gap lasts 1 / (opening + leaving).
    both = 1000 / p[f"{when}_gap_ms"]
    leaving = both / p[f"{when}_per_burst"]
    return {"opening": both - leaving, "closing": closing, "leaving": leaving}


def test_the_rate_that_changed_is_the_only_one_that_the_table_shows_changed():
    seen = set()
    for drawn in drawings("which-rate-changed"):
        before, after = rates_of(drawn.params, "before"), rates_of(drawn.params, "drug")
        changed = {name for name, rate in before.items() if not 0.95 < after[name] / rate < 1.05}
        # Three figures of reading stand in every number; what changed did so twofold or more.
        assert all(not 0.55 < after[name] / before[name] < 1.8 for name in changed)
        assert changed == (set() if drawn.key == ("binding",) else set(drawn.key))
        seen |= set(drawn.key)
    assert seen == {"leaving", "opening", "closing", "binding"}


def test_slower_closing_hardly_moves_the_frequency_and_the_others_raise_it():
    for drawn in drawings("which-rate-changed"):
        ratio = drawn.params["drug_frequency"] / drawn.params["before_frequency"]
        assert ratio < 1.01 if drawn.key == ("closing",) else ratio > 1.5


def test_openings_after_a_pulse_are_those_of_a_chain_of_chances():
    for drawn in drawings("openings-after-a-pulse"):
        p = drawn.params
        loss = 2 * p["unbinding_per_s"] / p["times_slower"]
        again = p["opening_per_s"] / (p["opening_per_s"] + loss)
        # Each visit to the shut state ends in an opening with this chance, and then comes another visit.
        chances = again ** np.arange(1, 4000)
        assert drawn.key == pytest.approx(chances.sum(), rel=1e-9)
        slips = values(drawn)
        assert slips["drug-left-out"] * p["times_slower"] == pytest.approx(drawn.key)
        assert slips["leaving-made-faster"] * p["times_slower"] ** 2 == pytest.approx(drawn.key)


@pytest.mark.parametrize("id", ["openings-per-second", "openings-after-a-pulse"])
def test_three_figures_of_the_key_are_right_and_twice_the_key_is_not(id):
    for drawn in drawings(id):
        assert judge(drawn, f"{drawn.key:#.3g}").kind == "right"
        assert judge(drawn, f"{2 * drawn.key:#.6g}").kind != "right"
