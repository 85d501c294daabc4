"""What an agonist holds against the solved law of mass action, and each wrong function written out."""

import mpmath
import numpy as np
import pytest

from anxiolytics.problems import calls, judge, variant
from anxiolytics.problems.bank import problem

ASKED = problem("occupancy-beside-an-antagonist")


def at_balance(agonist_nm, antagonist_nm, agonist_constant_nm, antagonist_constant_nm):
    """Solve for the shares of free and taken sites: each drug binds as often as it leaves."""
    balance = mpmath.matrix(
        [
            [mpmath.mpf(agonist_nm), -mpmath.mpf(agonist_constant_nm), 0],
            [mpmath.mpf(antagonist_nm), 0, -mpmath.mpf(antagonist_constant_nm)],
            [1, 1, 1],
        ]
    )
    return float(mpmath.lu_solve(balance, mpmath.matrix([0, 0, 1]))[1])


def test_the_key_solves_the_law_of_mass_action():
    for seed in range(50):
        drawn = variant(ASKED, seed)
        for point, values in zip(drawn.inputs, drawn.key, strict=True):
            several = np.atleast_1d(point["agonist_nm"])
            expected = [at_balance(**{**point, "agonist_nm": agonist}) for agonist in several]
            assert values == pytest.approx(expected, rel=1e-10)
        twin = variant(ASKED.twin, seed)
        assert twin.key == pytest.approx(at_balance(**twin.params), rel=1e-12)


#: As somebody would write them who makes the mistake.
WRONG = {
    "antagonist-left-out": lambda a, b, k, kb: a / (a + k),
    "taken-as-not-competing": lambda a, b, k, kb: a / (a + k) * kb / (b + kb),
    "share-of-the-antagonist": lambda a, b, k, kb: b / (b + kb * (1 + a / k)),
    "both-drugs-counted": lambda a, b, k, kb: 1 - 1 / (1 + a / k + b / kb),
    "free-sites-left-out": lambda a, b, k, kb: a / k / (a / k + b / kb),
    "constants-exchanged": lambda a, b, k, kb: a / (a + kb * (1 + b / k)),
}


def test_every_known_mistake_is_written_down_here():
    assert list(WRONG) == [mistake.id for mistake in ASKED.mistakes]


@pytest.mark.parametrize("id", WRONG)
def test_a_wrong_function_is_recognised(id):
    for seed in range(25):
        drawn = variant(ASKED, seed)
        verdict = judge(drawn, list(calls(WRONG[id], ASKED.argument_names, drawn.inputs)))
        assert (verdict.kind, verdict.id) == ("mistake", id)
