"""What a problem is.

A problem is written once and used seven ways: on a page, by a notebook's ``check``, in a student's release,
in grading, in two exports for learning platforms and on paper.
`Problem` is what every kind shares; a kind adds how its answer is asked for and judged.
`NumberProblem` asks for a number with a unit, `ChoiceProblem` for one or several of a few statements;
`function_problem.FunctionProblem` asks for a Python function.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from random import Random
from typing import Any, ClassVar, TypeVar

from anxiolytics.arguments import Values
from anxiolytics.problems.figure import Figure
from anxiolytics.problems.units import check_unit

#: What was drawn for one student or page: numbers, rounded as they are shown, and words such as a name.
Params = Mapping[str, Any]

#: Answers outside are refused: learning platforms read very small numbers as zero.
SMALLEST_ANSWER, LARGEST_ANSWER = 0.01, 100_000.0

Item = TypeVar("Item")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Mistake:
    """A wrong way to an answer that many take, as a formula of the same parameters.

    Attributes
    ----------
    id : str
        Words joined by hyphens; what a verdict is kept as, for example ``"ln-2-left-out"``.
    name : str
        The slip in plain words, as it follows "Not yet:", for example ``"the factor ln 2 was left out"``.
    value : callable
        From the drawn parameters, or a function's inputs, to what this mistake gives, in the problem's unit.
    feedback : str
        What teaches somebody who made it; a template filled with the parameters, in a little Markdown.
    credit : float
        Share of the points it still earns, from 0 up to but not 1.
    """

    id: str
    name: str
    value: Callable[[Params], Values]
    feedback: str
    credit: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what no reader could be shown."""
        _check_id("id of a mistake", self.id)
        if not self.name.strip():
            raise ValueError(f"name of mistake {self.id!r} is empty, but it has to say what went wrong")
        if not self.feedback.strip():
            raise ValueError(f"feedback of mistake {self.id!r} is empty, but it has to teach something")
        if not 0 <= self.credit < 1:
            raise ValueError(
                f"credit of mistake {self.id!r} is {self.credit}, but it has to be at least 0 and below 1"
            )


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What every kind of problem shares.

    Attributes
    ----------
    id : str
        Words joined by hyphens; names the problem for ever.
    version : int
        Raised whenever the same seed would give other numbers or another key.
    title : str
        As shown above the statement.
    rows : tuple of str
        Rows of the syllabus it practises, for example ``("P11",)``.
    objective : str
        What somebody who solves it can do, beginning with a verb.
    minutes : int
        Time it takes.
    difficulty : int
        1, one step; 2, several; 3, needs a thought of one's own.
    statement : str
        Template filled with the parameters, in a little Markdown.
    draw : callable
        From a random generator to the parameters, already rounded to what is shown; use only ``rng.random()``
        (through `choose` and `between`), whose stream is the same in every version of Python.
    hints : tuple of str
        At least two templates, from a nudge to nearly the way.
    solution : callable
        From the parameters to the worked solution, in a little Markdown.
    points : float
        What a right answer earns.
    figure : callable, optional
        From the parameters to a figure that stands below the statement and is read for the answer.
    """

    kind: ClassVar[str]

    id: str
    version: int
    title: str
    rows: tuple[str, ...]
    objective: str
    minutes: int
    difficulty: int
    statement: str
    draw: Callable[[Random], Params]
    hints: tuple[str, ...]
    solution: Callable[[Params], str]
    points: float = 1.0
    figure: Callable[[Params], Figure] | None = None

    def __post_init__(self) -> None:
        """Refuse a problem that could not be browsed, shown or graded."""
        _check_id("id of a problem", self.id)
        for name, value, lowest in (("version", self.version, 1), ("minutes", self.minutes, 1)):
            if value < lowest:
                raise ValueError(
                    f"{name} of problem {self.id!r} is {value}, but it has to be at least {lowest}"
                )
        if self.difficulty not in (1, 2, 3):
            raise ValueError(
                f"difficulty of problem {self.id!r} is {self.difficulty}, but it has to be 1, 2 or 3"
            )
        if not (isfinite(self.points) and self.points > 0):
            raise ValueError(f"points of problem {self.id!r} is {self.points}, but it has to be positive")
        if not self.rows:
            raise ValueError(
                f"rows of problem {self.id!r} is empty, but it has to name a row of the syllabus"
            )
        if len(self.hints) < 2:
            raise ValueError(
                f"hints of problem {self.id!r} has {len(self.hints)}, but at least two are needed"
            )


@dataclass(frozen=True, kw_only=True)
class NumberProblem(Problem):
    """A problem whose answer is a positive number with a unit.

    Attributes
    ----------
    answer : callable
        From the parameters to the key in `unit`, computed by the library.
    unit : str
        What the answer is asked in, for example ``"h"``; empty for a pure number.
    rtol : float
        Accepted deviation relative to the key.
    atol : float
        Accepted deviation in the unit; the larger of the two counts.
    mistakes : tuple of Mistake
        Slips that are recognised, looked for in this order.
    """

    kind: ClassVar[str] = "number"

    answer: Callable[[Params], float]
    unit: str
    rtol: float = 0.02
    atol: float = 0.0
    mistakes: tuple[Mistake, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a tolerance, unit or set of mistakes that cannot be judged."""
        super().__post_init__()
        check_unit(self.unit)
        check_tolerance_and_mistakes(self.id, self.rtol, self.atol, self.mistakes)


@dataclass(frozen=True)
class Option:
    """One of the statements that a choice is made from.

    Attributes
    ----------
    id : str
        Words joined by hyphens; what an answer is kept as, so it must not give away whether it holds.
    text : str
        The statement, in a little Markdown.
    holds : bool
        Whether it belongs to the right answer.
    feedback : str
        What is said to somebody who chose it, in a little Markdown.
    """

    id: str
    text: str
    holds: bool
    feedback: str

    def __post_init__(self) -> None:
        """Refuse what no reader could be shown."""
        _check_id("id of an option", self.id)
        for name, value in (("text", self.text), ("feedback", self.feedback)):
            if not value.strip():
                raise ValueError(f"{name} of option {self.id!r} is empty, but it has to say something")


@dataclass(frozen=True, kw_only=True)
class ChoiceProblem(Problem):
    """A problem whose answer is one or several of a few statements.

    Attributes
    ----------
    options : callable
        From the parameters to at least two options. Where numbers decide, `Option.holds` is computed from
        them by the library.
    many : bool
        Whether all options that hold are asked for; else exactly one holds.
    in_order : bool
        Whether the options stay in the order given, as hours do; else the seed shuffles them.
    """

    kind: ClassVar[str] = "choice"

    options: Callable[[Params], Sequence[Option]]
    many: bool = False
    in_order: bool = False


def choose(rng: Random, items: Sequence[Item]) -> Item:
    """Draw one of several things, all alike.

    Parameters
    ----------
    rng : random.Random
        The generator a problem's `draw` was given.
    items : sequence
        At least one thing.

    Returns
    -------
    object
        One of them.
    """
    return items[int(rng.random() * len(items))]


def between(rng: Random, low: float, high: float, step: float) -> float:
    """Draw a round number.

    Parameters
    ----------
    rng : random.Random
        The generator a problem's `draw` was given.
    low, high : float
        Least and greatest number.
    step : float
        Distance of neighbouring numbers, for example 0.5; both ends are drawn.

    Returns
    -------
    float
        ``low + n step``, exactly the number that its short text shows.
    """
    count = round((high - low) / step) + 1
    return float(f"{low + step * int(rng.random() * count):.6g}")


def shuffled(rng: Random, items: Sequence[Item]) -> tuple[Item, ...]:
    """Draw an order, all orders alike.

    Parameters
    ----------
    rng : random.Random
        As for `choose`.
    items : sequence
        Any number of things.

    Returns
    -------
    tuple
        The same things in another order.
    """
    left = list(items)
    return tuple(left.pop(int(rng.random() * len(left))) for _ in range(len(left)))


def _check_id(name: str, value: str) -> None:
    if not _ID.fullmatch(value):
        raise ValueError(
            f"{name} is {value!r}, but it has to be lower-case words and digits joined by hyphens"
        )


def check_tolerance_and_mistakes(id: str, rtol: float, atol: float, mistakes: Sequence[Mistake]) -> None:
    """Refuse what no value could be judged by.

    Parameters
    ----------
    id : str
        Of the problem, for the message.
    rtol, atol : float
        Accepted deviation, relative and absolute.
    mistakes : sequence of Mistake
        The slips that are recognised.

    Raises
    ------
    ValueError
        If a tolerance is out of its range or two mistakes have the same id.
    """
    if not 0 <= rtol < 0.5:
        raise ValueError(f"rtol of problem {id!r} is {rtol}, but it has to be at least 0 and below 0.5")
    if not (isfinite(atol) and atol >= 0):
        raise ValueError(f"atol of problem {id!r} is {atol}, but it has to be finite and not negative")
    ids = [mistake.id for mistake in mistakes]
    if len(set(ids)) < len(ids):
        raise ValueError(f"mistakes of problem {id!r} are {', '.join(ids)}, but every id has to be its own")
