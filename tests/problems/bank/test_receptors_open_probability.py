"""The open probability against a count of all states, and each wrong function written out as one would."""

from itertools import product

import mpmath
import numpy as np
import pytest

from anxiolytics.problems import calls, judge, variant
from anxiolytics.problems.bank import problem

ASKED = problem("open-probability-of-two-states")


def counted(gaba_um, gating_factor, closed_to_open, dissociation_um, preference):
    """Weigh every state: open or closed, and each of the two sites free or taken."""
    weights = {"open": mpmath.mpf(0), "closed": mpmath.mpf(0)}
    for gate, first, second in product(weights, (False, True), (False, True)):
        constant = dissociation_um * (preference if gate == "open" else 1)
        weight = mpmath.mpf(1) if gate == "open" else mpmath.mpf(closed_to_open) * gating_factor
        for taken in (first, second):
            weight *= mpmath.mpf(gaba_um) / constant if taken else 1
        weights[gate] += weight
    return float(weights["open"] / (weights["open"] + weights["closed"]))


def test_the_key_is_the_share_of_the_open_states():
    for seed in range(50):
        drawn = variant(ASKED, seed)
        for point, values in zip(drawn.inputs, drawn.key, strict=True):
            several = np.atleast_1d(point["gaba_um"])
            assert values == pytest.approx(
                [counted(**{**point, "gaba_um": gaba}) for gaba in several], rel=1e-12
            )


def test_the_twin_asks_for_the_same_share():
    for seed in range(50):
        drawn = variant(ASKED.twin, seed)
        assert drawn.key == pytest.approx(counted(**drawn.params), rel=1e-12)


#: As somebody would write them who makes the mistake.
WRONG = {
    "one-site-instead-of-two": lambda g, f, l0, k, c: 1 / (1 + f * l0 * (1 + g / k) / (1 + g / (c * k))),
    "ratio-upside-down": lambda g, f, l0, k, c: 1 / (1 + f / l0 * ((1 + g / k) / (1 + g / (c * k))) ** 2),
    "factor-on-the-wrong-side": lambda g, f, l0, k, c: (
        1 / (1 + l0 / f * ((1 + g / k) / (1 + g / (c * k))) ** 2)
    ),
    "factor-inside-the-square": lambda g, f, l0, k, c: (
        1 / (1 + l0 * (f * (1 + g / k) / (1 + g / (c * k))) ** 2)
    ),
    "closed-probability": lambda g, f, l0, k, c: (
        1 - 1 / (1 + f * l0 * ((1 + g / k) / (1 + g / (c * k))) ** 2)
    ),
    "ratio-instead-of-share": lambda g, f, l0, k, c: (
        1 / (f * l0 * ((1 + g / k) / (1 + g / (c * k))) ** 2)
    ),
    "preference-upside-down": lambda g, f, l0, k, c: (
        1 / (1 + f * l0 * ((1 + g / k) / (1 + c * g / k)) ** 2)
    ),
}  # fmt: skip


def test_every_known_mistake_is_written_down_here():
    assert list(WRONG) == [mistake.id for mistake in ASKED.mistakes]


@pytest.mark.parametrize("id", WRONG)
def test_a_wrong_function_is_recognised(id):
    for seed in range(25):
        drawn = variant(ASKED, seed)
        verdict = judge(drawn, list(calls(WRONG[id], ASKED.argument_names, drawn.inputs)))
        assert (verdict.kind, verdict.id) == ("mistake", id)
