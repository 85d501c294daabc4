"""Problems that ask for a function.

The function is written in a notebook and tried at inputs that the text does not show.
A static page runs no code: it asks for one value of the function instead, the problem's *numeric twin*.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import ClassVar

from anxiolytics.arguments import Values
from anxiolytics.problems.problem import (
    Mistake,
    NumberProblem,
    Params,
    Problem,
    check_tolerance_and_mistakes,
)
from anxiolytics.problems.units import check_unit

#: Longer names of a function with its arguments do not stand on one line.
_LONGEST_HEAD = 72

#: Inputs of one call by name: a number, or several of them where the function is given an array.
Point = Mapping[str, float | tuple[float, ...]]


@dataclass(frozen=True)
class Argument:
    """One argument of the function that is asked for.

    Attributes
    ----------
    name : str
        As a Python name with its unit, for example ``"gaba_um"``.
    meaning : str
        What it is, in a few words and with its unit.
    array : bool
        Whether the function has to take an array for it, too.
    """

    name: str
    meaning: str
    array: bool = False

    def __post_init__(self) -> None:
        """Refuse what Python or a reader could not use."""
        if not self.name.isidentifier():
            raise ValueError(f"name of an argument is {self.name!r}, but it has to be a Python name")
        if not self.meaning.strip():
            raise ValueError(f"meaning of argument {self.name!r} is empty, but it has to say something")


@dataclass(frozen=True, kw_only=True)
class OneValue:
    """How a page asks for one value of the function.

    Attributes
    ----------
    statement, hints, solution
        As in `Problem`.
    draw : callable
        From a random generator to one input for each argument of the function, under its name.
    unit : str
        Of the value.
    rtol : float
        Accepted relative deviation, for somebody with a calculator.
    """

    statement: str
    draw: Callable[[Random], Params]
    hints: tuple[str, ...]
    solution: Callable[[Params], str]
    unit: str = ""
    rtol: float = 0.02


@dataclass(frozen=True, kw_only=True)
class FunctionProblem(Problem):
    """A problem whose answer is a Python function.

    Attributes
    ----------
    name : str
        The function's name.
    arguments : tuple of Argument
        In their order.
    returns : str
        What the function gives back, in a few words and with its unit.
    answer : callable
        The right value from the inputs of a call, computed by the library; broadcasts over arrays.
    inputs : callable
        From a random generator to the inputs it is tried at: ordinary ones, limits and extremes, at least
        four, numbers before arrays. Draw as in `draw`.
    one_value : OneValue
        How a static page asks for one value instead.
    rtol, atol : float
        Accepted deviation, relative and absolute; the larger one counts. Room for the computer's rounding
        alone, unless constants may be written with few figures.
    mistakes : tuple of Mistake
        Wrong functions that are recognised by their values, each a formula of the inputs as `answer` is. The
        twin knows the same ones.
    """

    kind: ClassVar[str] = "function"

    name: str
    arguments: tuple[Argument, ...]
    returns: str
    answer: Callable[[Params], Values]
    inputs: Callable[[Random], Sequence[Point]]
    one_value: OneValue
    rtol: float = 1e-6
    atol: float = 1e-12
    mistakes: tuple[Mistake, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a function that could not be written or judged."""
        super().__post_init__()
        names = [argument.name for argument in self.arguments]
        if not self.name.isidentifier():
            raise ValueError(f"name of problem {self.id!r} is {self.name!r}, but it has to be a Python name")
        if not names or len(set(names)) < len(names):
            raise ValueError(
                f"arguments of problem {self.id!r} are {', '.join(names) or 'none'}, but there has to be at "
                "least one, and every name has to be its own"
            )
        check_tolerance_and_mistakes(self.id, self.rtol, self.atol, self.mistakes)
        check_unit(self.one_value.unit)

    @cached_property
    def twin(self) -> NumberProblem:
        """The same problem for a page: one value of the function, from drawn inputs."""
        asked = self.one_value
        return NumberProblem(
            id=self.id,
            version=self.version,
            title=self.title,
            rows=self.rows,
            objective=self.objective,
            minutes=self.minutes,
            difficulty=self.difficulty,
            points=self.points,
            statement=asked.statement,
            draw=asked.draw,
            hints=asked.hints,
            solution=asked.solution,
            answer=lambda inputs: float(self.answer(inputs)),
            unit=asked.unit,
            rtol=asked.rtol,
            mistakes=self.mistakes,
        )

    @property
    def argument_names(self) -> tuple[str, ...]:
        """The names of the arguments, in their order."""
        return tuple(argument.name for argument in self.arguments)

    @property
    def starter(self) -> str:
        """Python code to begin with: it runs, and returns nothing yet."""
        lines = "".join(
            f"    {argument.name}: {argument.meaning}{'; a number or an array' if argument.array else ''}\n"
            for argument in self.arguments
        )
        names = ", ".join(self.argument_names)
        if len(self.name) + len(names) > _LONGEST_HEAD:
            names = f"\n    {names}\n"
        return (
            f"def {self.name}({names}):\n"
            f'    """Return {self.returns}.\n\n{lines}    """\n'
            "    ...  # your code, which ends with return"
        )
