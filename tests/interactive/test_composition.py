import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anxiolytics.interactive.composition import Composition, Family, Product

SIZES = {"a": 2, "b": 3, "c": 2}
GAINS = [1.0, -2.0]
SHAPES = [[0.0, 1, 4], [2, 2, 2], [-1, 0, 5]]
FAMILIES = {
    "gain": Family("a", GAINS),
    "shape": Family("b", SHAPES),
    "bend": Family("a", SHAPES[:2]),
}


def composition(families=None, curves=None, readouts=None):
    return Composition(
        families
        or {"gain": Family("a", GAINS), "shape": Family("b", SHAPES), "bend": Family("a", SHAPES[:2])},
        curves or {"Sum": [Product(["gain", "shape"], 0.5), Product(["bend"]), Product(weight=3)]},
        readouts or {"Gain": [Product(["gain", "gain"], 2)]},
        SIZES,
        3,
    )


@pytest.mark.parametrize("positions", list(itertools.product(range(2), range(3), range(2))))
def test_a_curve_is_the_sum_of_its_products(positions):
    a, b, _ = positions
    (curve,) = composition().curves_at(positions)
    assert curve == pytest.approx(0.5 * GAINS[a] * np.array(SHAPES[b]) + np.array(SHAPES[a]) + 3)
    assert composition().readouts_at(positions) == [2 * GAINS[a] ** 2]


def test_bounds_hold_every_setting():
    low, high = composition().bounds("Sum")
    every = [composition().curves_at(at)[0] for at in itertools.product(range(2), range(3), range(2))]
    assert (low <= np.min(every, axis=0)).all()
    assert (np.max(every, axis=0) <= high).all()
    # Of one product they are the ends themselves.
    single = composition(curves={"Sum": [Product(["gain", "shape"])]})
    every = [single.curves_at(at)[0] for at in itertools.product(range(2), range(3), range(2))]
    assert single.bounds("Sum") == pytest.approx(np.array([np.min(every, axis=0), np.max(every, axis=0)]))


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_error_covers_families_that_are_off(seed):
    rng = np.random.default_rng(seed)
    errors = {"gain": 0.0, "shape": 0.1, "bend": 0.03}
    true = composition()
    families = {
        name: Family(family.control, family.array + rng.uniform(-1, 1, family.array.shape) * errors[name])
        for name, family in true.families.items()
    }
    off = composition(families)
    for positions in itertools.product(range(2), range(3), range(2)):
        deviation = np.abs(off.curves_at(positions) - true.curves_at(positions)).max()
        assert deviation <= true.error("Sum", errors) * (1 + 1e-12)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"families": {"gain": Family("z", GAINS)}}, "belongs to the control 'z'"),
        ({"families": {"gain": Family("b", GAINS)}}, r"'gain' has the shape \(2,\): it must be \(3,\)"),
        ({"families": {"gain": Family("a", [1, np.nan])}}, "'gain' holds a number that is not finite"),
        ({"curves": {"Sum": [Product(["slope"])]}}, "curve 'Sum' names the family 'slope'"),
        ({"curves": {"Sum": [Product(["gain"] * 3)]}}, "at most 2 names"),
        ({"curves": {"Sum": [Product("gain")]}}, "at most 2 names"),
        ({"curves": {"Sum": [Product(weight=np.inf)]}}, "weight inf"),
        ({"readouts": {"End": [Product(["shape"])]}}, "readout 'End' has the curve 'shape'"),
    ],
)
def test_refuses(arguments, message):
    with pytest.raises(ValueError, match=message):
        composition(**arguments)
