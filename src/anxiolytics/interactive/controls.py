"""What the reader moves: sliders with discrete positions, and menus."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from anxiolytics.interactive.number_text import number_text

MOST_CONTROLS = 3
#: More sliders than this are too many to see what each one does.
MOST_CONTROLS_OF_COMPOSITION = 12
#: The third control multiplies what the first two have filled already.
MOST_POSITIONS_OF_THIRD_CONTROL = 8


@dataclass(frozen=True, eq=False)
class Slider:
    """A control with a row of numbers.

    Parameters
    ----------
    name : str
        The argument of the explorer's function that it sets.
    label : str
        What the reader sees.
    values : sequence of float
        Its positions, all different and finite, in the order shown.
    unit : str
        Unit of the values.
    start : float, optional
        The value shown first; the first of the values if not given.
    digits : int
        Significant digits of the values as shown.

    Raises
    ------
    ValueError
        If there are fewer than two values, if they are not finite or not distinct (also as shown), or if the
        start is not among them.
    """

    name: str
    label: str
    values: Sequence[float] | NDArray[Any]
    unit: str = ""
    start: float | None = None
    digits: int = 3

    def __post_init__(self) -> None:
        """Check the values and the start."""
        positions = self.positions
        if len(positions) < 2:
            raise ValueError(f"slider {self.name!r} has {len(positions)} value(s): it needs two or more.")
        if not all(math.isfinite(value) for value in positions):
            raise ValueError(f"slider {self.name!r} has the values {positions}: all must be finite.")
        if len(set(self.shown)) < len(positions):
            raise ValueError(
                f"slider {self.name!r} has values that read alike with {self.digits} digits {self.shown}: "
                "each must differ; give other values or more digits."
            )
        if self.start is not None and self.start not in positions:
            raise ValueError(f"start of slider {self.name!r} is {self.start}: it must be one of {positions}.")

    @property
    def positions(self) -> list[float]:
        """The values as plain numbers."""
        return [value.item() if isinstance(value, np.generic) else value for value in self.values]

    @property
    def shown(self) -> list[str]:
        """The values as the reader sees them, without the unit."""
        return [number_text(value, self.digits) for value in self.positions]

    @property
    def start_position(self) -> int:
        """Index of the value shown first."""
        return 0 if self.start is None else self.positions.index(self.start)


@dataclass(frozen=True, eq=False)
class Menu:
    """A control with a list of named choices.

    Parameters
    ----------
    name : str
        The argument of the explorer's function that it sets.
    label : str
        What the reader sees.
    options : mapping of str to str
        From the value that the function gets to the words that the reader sees.
    start : str, optional
        The value shown first; the first option if not given.

    Raises
    ------
    ValueError
        If there are fewer than two options, two read alike, or the start is not among them.
    """

    name: str
    label: str
    options: Mapping[str, str]
    start: str | None = None

    unit: ClassVar[str] = ""

    def __post_init__(self) -> None:
        """Check the options and the start."""
        if len(self.options) < 2:
            raise ValueError(f"menu {self.name!r} has {len(self.options)} option(s): it needs two or more.")
        if len(set(self.options.values())) < len(self.options):
            raise ValueError(f"menu {self.name!r} has the options {self.shown}: each must read differently.")
        if self.start is not None and self.start not in self.options:
            raise ValueError(
                f"start of menu {self.name!r} is {self.start!r}: it must be one of {list(self.options)}."
            )

    @property
    def positions(self) -> list[str]:
        """The values that the function gets."""
        return list(self.options)

    @property
    def shown(self) -> list[str]:
        """The words that the reader sees."""
        return list(self.options.values())

    @property
    def start_position(self) -> int:
        """Index of the option shown first."""
        return 0 if self.start is None else self.positions.index(self.start)


Control = Slider | Menu


def check_controls(controls: Sequence[Control], *, spans_table: bool = True) -> None:
    """Check that an explorer can carry these controls.

    Parameters
    ----------
    controls : sequence of Slider or Menu
    spans_table : bool
        Whether every setting of them is in a table that travels; otherwise more controls are allowed.

    Raises
    ------
    ValueError
        If there are none or too many, two share a name, or the third has too many positions.
    """
    most = MOST_CONTROLS if spans_table else MOST_CONTROLS_OF_COMPOSITION
    if not 1 <= len(controls) <= most:
        raise ValueError(f"controls has {len(controls)} entries: it must have one to {most}.")
    names = [control.name for control in controls]
    if len(set(names)) < len(names):
        raise ValueError(f"controls have the names {names}: each must differ.")
    for control in controls[2:] if spans_table else []:
        if len(control.positions) > MOST_POSITIONS_OF_THIRD_CONTROL:
            raise ValueError(
                f"control {control.name!r} is the third and has {len(control.positions)} positions: "
                f"a third control may have at most {MOST_POSITIONS_OF_THIRD_CONTROL}."
            )
