"""Checking a function in a notebook.

The function runs in the reader's own kernel: it is their code and their machine, and no mark depends on it.
(Where marks do, it runs in a sandbox.) What is said of it is said by `problems.judge`, as everywhere.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from anxiolytics.interactive.exercise import tell_exercises
from anxiolytics.interactive.time_limit import steps_within
from anxiolytics.problems import FunctionVariant, Outcome, Verdict, calls, judge, page_variants
from anxiolytics.problems.bank import problem as problem_of_the_bank
from anxiolytics.problems.function_problem import FunctionProblem
from anxiolytics.problems.wording import to_html

#: Seconds for all calls together; a right function takes thousandths.
TIME_LIMIT = 5.0

_tries: Counter[str] = Counter()


@dataclass(frozen=True, repr=False)
class Checked:
    """What is said of a function, in a form that a notebook and a terminal show.

    Attributes
    ----------
    verdict : Verdict
        Kind, credit and feedback.
    tries : int
        How often the problem was tried so far.
    hints : tuple of str
        Those that were asked for, in a little Markdown.
    hints_left : int
        How many more there are.
    """

    verdict: Verdict
    tries: int
    hints: tuple[str, ...]
    hints_left: int

    def __repr__(self) -> str:
        """Return everything as text."""
        return "\n\n".join(self._parts())

    def _repr_html_(self) -> str:
        head, *rest = self._parts()
        return to_html("\n\n".join([f"**{head}**", *rest]))

    def _parts(self) -> tuple[str, ...]:
        given = (f"Hint {number}: {hint}" for number, hint in enumerate(self.hints, start=1))
        return tuple(chain((self.verdict.head, self.verdict.feedback), given, self._foot()))

    def _foot(self) -> tuple[str, ...]:
        if self.verdict.kind == "right":
            return ()
        count = (f"Tries so far: {self.tries}.",) if self.tries else ()
        more = (
            (f"`hints={len(self.hints) + 1}` in the call of `check` adds a hint.",) if self.hints_left else ()
        )
        return (" ".join(count + more),) if count + more else ()


def check(
    problem: str | FunctionProblem, function: object, *, hints: int = 0, seconds: float = TIME_LIMIT
) -> Checked:
    """Try a function that a problem asks for, and say what came of it.

    It is called at inputs that the problem does not show, in this process. When `seconds` are over it is
    stopped; that ends any loop written in Python, but not a single call into compiled code. Memory is not
    limited.

    Parameters
    ----------
    problem : str or FunctionProblem
        An id of the bank, or a problem of one's own.
    function : callable
        The function itself, not what it returns.
    hints : int
        How many hints to show with the verdict.
    seconds : float
        Time for all calls together.

    Returns
    -------
    Checked
        Shows itself in a notebook and in a terminal.

    Raises
    ------
    ValueError
        If the bank has no such problem, the problem asks for something else than a function, or `hints` or
        `seconds` is out of range.

    Examples
    --------
    >>> from anxiolytics.interactive import check
    >>> check("open-probability-of-two-states", 0.5).verdict.head
    'This is not a function'
    """
    asked = problem_of_the_bank(problem) if isinstance(problem, str) else problem
    if not isinstance(asked, FunctionProblem):
        raise ValueError(
            f"problem is {asked.id!r}, which asks for a {asked.kind}, but check is for functions: answer it "
            f"in its exercise, Exercise({asked.id!r})"
        )
    if not 0 <= hints <= len(asked.hints):
        raise ValueError(f"hints is {hints}, but problem {asked.id!r} has {len(asked.hints)} of them")
    # Always the same inputs: what was told of them stays true from one try to the next.
    (drawn,) = page_variants(asked, 1)
    assert isinstance(drawn, FunctionVariant)
    outcomes, ended = steps_within(seconds, calls(function, asked.argument_names, drawn.inputs))
    if not ended:
        outcomes.append(Outcome("stopped"))
    verdict = judge(drawn, outcomes)
    _tries[asked.id] += verdict.is_try
    tell_exercises(asked, tries=_tries[asked.id], right=verdict.kind == "right")
    return Checked(verdict, _tries[asked.id], drawn.hints[:hints], len(drawn.hints) - hints)
