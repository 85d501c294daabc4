"""Curves and numbers that are sums of products, each factor looked up by one control.

This is exact for linear models, and it lets an explorer have many controls: the parts travel, not the grid.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

MOST_FACTORS = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Family:
    """What one control picks from: a number, or a whole curve, for each of its positions.

    Parameters
    ----------
    control : str
        Name of the control.
    values : array, shape (positions,) or (positions, points)
        Finite numbers.
    """

    control: str
    values: ArrayLike

    @property
    def array(self) -> Floats:
        """The values as an array."""
        return np.asarray(self.values, dtype=float)


@dataclass(frozen=True)
class Product:
    """A weight times at most two factors.

    Parameters
    ----------
    factors : sequence of str
        Names of families; none for a constant.
    weight : float
        What they are multiplied by.
    """

    factors: Sequence[str] = ()
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class Composition:
    """Named sums of products over the same families.

    Parameters
    ----------
    families : mapping of str to Family
        The factors by name.
    curves : mapping of str to sequence of Product
        Each curve as a sum.
    readouts : mapping of str to sequence of Product
        Each readout as a sum; its factors are numbers.
    control_sizes : mapping of str to int
        Count of positions of each control, in order.
    points : int
        Length of each curve.

    Raises
    ------
    ValueError
        If a family belongs to no control or has the wrong shape, a product names no family or too many, or a
        readout has a curve as a factor.
    """

    families: Mapping[str, Family]
    curves: Mapping[str, Sequence[Product]]
    readouts: Mapping[str, Sequence[Product]]
    control_sizes: Mapping[str, int]
    points: int

    def __post_init__(self) -> None:
        """Check that all parts fit together."""
        for name, family in self.families.items():
            if family.control not in self.control_sizes:
                raise ValueError(
                    f"family {name!r} belongs to the control {family.control!r}: "
                    f"the controls are {list(self.control_sizes)}."
                )
            size = self.control_sizes[family.control]
            if family.array.shape not in ((size,), (size, self.points)):
                raise ValueError(
                    f"family {name!r} has the shape {family.array.shape}: "
                    f"it must be ({size},) or ({size}, {self.points}), one entry a position of its control."
                )
            if not np.isfinite(family.array).all():
                raise ValueError(f"family {name!r} holds a number that is not finite: all must be.")
        for kind, sums in (("curve", self.curves), ("readout", self.readouts)):
            for name, products in sums.items():
                for product in products:
                    self._check(product, f"{kind} {name!r}", numbers_only=kind == "readout")

    def _check(self, product: Product, what: str, *, numbers_only: bool) -> None:
        if isinstance(product.factors, str) or len(product.factors) > MOST_FACTORS:
            raise ValueError(
                f"{what} has a product of the factors {product.factors!r}: "
                f"it must be a sequence of at most {MOST_FACTORS} names."
            )
        if not np.isfinite(product.weight):
            raise ValueError(f"{what} has a product with the weight {product.weight}: it must be finite.")
        for factor in product.factors:
            if factor not in self.families:
                raise ValueError(f"{what} names the family {factor!r}: there are {list(self.families)}.")
            if numbers_only and self.families[factor].array.ndim == 2:
                raise ValueError(f"{what} has the curve {factor!r} as a factor: a readout may have numbers.")

    def curves_at(self, positions: Sequence[int]) -> Floats:
        """Return the curves at a setting, shape (curves, points)."""
        rows = [self._sum(products, positions) for products in self.curves.values()]
        return np.array([np.broadcast_to(row, (self.points,)) for row in rows])

    def readouts_at(self, positions: Sequence[int]) -> list[float]:
        """Return the readouts at a setting."""
        return [float(self._sum(products, positions)) for products in self.readouts.values()]

    def _sum(self, products: Sequence[Product], positions: Sequence[int]) -> Floats:
        """Return a sum at a setting; the order of the steps is that of the script, so that both agree."""
        position = dict(zip(self.control_sizes, positions, strict=True))
        total = np.zeros(())
        for product in products:
            value = np.array(float(product.weight))
            for name in product.factors:
                family = self.families[name]
                value = value * family.array[position[family.control]]
            total = total + value
        return total

    def bounds(self, name: str) -> Floats:
        """Return limits that a curve keeps to at every setting, shape (2, points); they may be wide."""
        low, high = np.zeros(self.points), np.zeros(self.points)
        for product in self.curves[name]:
            families = [self.families[factor] for factor in product.factors]
            controls = list(dict.fromkeys(family.control for family in families))
            values = []
            for positions in itertools.product(*(range(self.control_sizes[control]) for control in controls)):
                at = dict(zip(controls, positions, strict=True))
                value = np.full(self.points, float(product.weight))
                for family in families:
                    value = value * family.array[at[family.control]]
                values.append(value)
            low, high = low + np.min(values, axis=0), high + np.max(values, axis=0)
        return np.array([low, high])

    def error(self, name: str, family_errors: Mapping[str, float]) -> float:
        """Return how far a curve can be off if its families are off by up to the given errors."""
        error = 0.0
        for product in self.curves[name]:
            largest = [float(np.abs(self.families[factor].array).max()) for factor in product.factors]
            off = [size + family_errors[f] for size, f in zip(largest, product.factors, strict=True)]
            error += abs(product.weight) * float(np.prod(off) - np.prod(largest))
        return error

    def rows(self) -> tuple[Floats, dict[str, int]]:
        """Return all curves that travel, and the row at which each family of curves begins."""
        rows: list[Floats] = []
        first: dict[str, int] = {}
        for name, family in self.families.items():
            if family.array.ndim == 2:
                first[name] = len(rows)
                rows.extend(family.array)
        return np.reshape(rows, (len(rows), self.points)), first

    def description(self, sums: Mapping[str, Sequence[Product]]) -> list[list[dict[str, Any]]]:
        """Return sums as the script reads them: families by their index."""
        index = {name: i for i, name in enumerate(self.families)}
        return [
            [
                {"weight": float(product.weight), "factors": [index[factor] for factor in product.factors]}
                for product in products
            ]
            for products in sums.values()
        ]
