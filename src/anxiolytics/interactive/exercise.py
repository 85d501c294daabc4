"""A problem of the bank as something a page or a notebook can ask."""

import html
import json
from functools import cache
from typing import ClassVar
from weakref import WeakSet

from anxiolytics.interactive.answer_fields import (
    KEEP_KEYS,
    fields_html,
    folded_cell_html,
    kinds,
    secrets_of,
    settings,
    shown_of,
    statement_html,
)
from anxiolytics.interactive.displayable import Displayable
from anxiolytics.problems import page_variants, reading, units, verdict
from anxiolytics.problems.bank import problem as problem_of_the_bank
from anxiolytics.problems.function_problem import FunctionProblem
from anxiolytics.problems.problem import Problem
from anxiolytics.problems.variant import Variant

#: Sets of numbers that travel with a page.
VARIANTS = 6

_SEAL = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM5678901234",
)


class Exercise(Displayable):
    """Ask one problem, with several sets of numbers, hints and a worked solution.

    Where a function is asked for, a page asks for one value of it (the problem's twin), as a page runs no
    code; a notebook asks for the function, which `check` tries.

    The page judges an answer exactly as `anxiolytics.problems.judge` does.
    Keys, known mistakes, hints and solutions travel sealed (`sealed`): that keeps them from being read by
    accident beside the question, it does not hide them.

    Parameters
    ----------
    problem : str or Problem
        An id of the bank, or a problem of one's own.
    variants : int
        Sets of numbers that travel with the page.

    Raises
    ------
    ValueError
        If the bank has no such id, a page cannot ask this kind of problem, or it has fewer different drawings
        than `variants`.
    """

    kind: ClassVar[str] = "exercise"
    stylesheets: ClassVar[tuple[str, ...]] = ("widgets.css", "exercise.css", "exercise.print.css")
    without_javascript: ClassVar[str] = (
        "Checking an answer, hints and the worked solution need JavaScript; the question does not."
    )

    def __init__(self, problem: str | Problem, *, variants: int = VARIANTS) -> None:
        asked = problem_of_the_bank(problem) if isinstance(problem, str) else problem
        if asked.kind not in kinds():
            raise ValueError(
                f"problem {asked.id!r} is of the kind {asked.kind!r}, but an exercise asks for "
                f"{' or '.join(repr(kind) for kind in kinds())}"
            )
        self.problem = asked
        self._asks_for_function = isinstance(asked, FunctionProblem)
        # A function's inputs differ, but its text has no numbers that could.
        self.variants = page_variants(asked, 1 if self._asks_for_function else variants)
        self._on_page = _TwinExercise(asked, variants) if isinstance(asked, FunctionProblem) else None
        _EXERCISES.add(self)

    def __repr__(self) -> str:
        """Name the problem."""
        return f"Exercise({self.problem.id!r})"

    def host_html(self) -> str:
        """Return the element that the built site carries; see `Displayable.host_html`."""
        return self._on_page.host_html() if self._on_page else super().host_html()

    def payload(self) -> dict[str, object]:
        """Return what the widget needs: the problem, its variants, and the rules of reading and judging."""
        asked = self.problem
        checked = {"checked": {"tries": 0, "right": False}} if self._asks_for_function else {}
        return checked | {
            "problem": {
                "id": asked.id,
                "version": asked.version,
                "kind": asked.kind,
                "rows": list(asked.rows),
                **settings(asked),
                "variants": [{**shown_of(drawn), "sealed": sealed(drawn)} for drawn in self.variants],
            },
            "rules": page_rules(asked.kind),
        }

    def fallback_html(self) -> str:
        """Return the question with its controls, not yet working; the script starts from this markup."""
        title = html.escape(self.problem.title)
        again = button_html("again", "New numbers") if len(self.variants) > 1 else ""
        solve = button_html("solve", "Worked solution", 'aria-disabled="true" aria-expanded="false" ')
        count = f'Numbers <span data-part="count">1 of {len(self.variants)}</span>'
        hints = f'Hint <span data-part="hints-left">1 of {len(self.problem.hints)}</span>'
        return (
            f'<div class="anx-exercise" data-problem="{self.problem.id}" role="group" '
            f'aria-label="Exercise: {title}">'
            f'<div class="anx-exercise-head"><p class="anx-title">{title}</p>'
            '<p class="anx-exercise-state"><span data-part="done" hidden>Solved</span>'
            f"<span{'' if again else ' hidden'}>{count}</span></p></div>"
            '<div class="anx-statement" data-part="statement" aria-live="polite">'
            f"{statement_html(self.variants[0])}</div>"
            f"{self._answer_html()}"
            f'<div class="anx-exercise-actions">{button_html("hint", hints)}{again}{solve}</div>'
            '<div class="anx-feedback" data-part="feedback" role="status"></div>'
            '<div class="anx-choices" data-part="choices"></div>'
            '<ol class="anx-hints" data-part="hints" aria-live="polite"></ol>'
            '<p class="anx-rows" data-part="rows" hidden></p>'
            '<div class="anx-solution" data-part="solution" role="group" aria-label="Worked solution" '
            f'tabindex="-1" hidden></div>{self._more_html()}</div>'
        )

    def _answer_html(self) -> str:
        """Return the fields with what sends them, where there is something to send."""
        fields = fields_html(self.variants[0])
        if self._asks_for_function:
            return fields
        return (
            f'<form class="anx-answer" data-part="form">{fields}'
            f'<button type="submit" class="anx-button anx-button-main" disabled {KEEP_KEYS}>Check</button>'
            "</form>"
        )

    def _more_html(self) -> str:
        """Return what stands below everything else."""
        return ""


class _TwinExercise(Exercise):
    """Ask for one value of a function, and say where the function itself is asked for."""

    def __init__(self, asked: FunctionProblem, variants: int) -> None:
        super().__init__(asked.twin, variants=variants)
        self._function = asked

    def _more_html(self) -> str:
        where = (
            "This page runs no code, but its notebook does: download it, or open it in the cloud, with the "
            "buttons at the top. There this is a cell of its own, and your function is tried at inputs that "
            "you do not see."
        )
        return folded_cell_html(self._function, "Write it as a function", where)


def tell_exercises(problem: Problem, *, tries: int, right: bool) -> None:
    """Tell the notebook's exercises of a problem how its check came out.

    Parameters
    ----------
    problem : Problem
        What was checked.
    tries : int
        How often, so far.
    right : bool
        Whether the last one was right.
    """
    for exercise in list(_EXERCISES):
        if exercise.problem == problem and "widget" in vars(exercise):
            exercise.widget.checked = {"tries": tries, "right": right}


#: The exercises there are, for `tell_exercises`.
_EXERCISES: WeakSet[Exercise] = WeakSet()


def button_html(part: str, label_html: str, more: str = "") -> str:
    """Return a button that waits for the script.

    Parameters
    ----------
    part : str
        The name the script finds it by.
    label_html : str
        What stands on it.
    more : str
        Further attributes, with a space at the end.

    Returns
    -------
    str
        The ``<button>``.
    """
    return (
        f'<button type="button" class="anx-button" data-part="{part}" disabled {more}{KEEP_KEYS}>'
        f"{label_html}</button>"
    )


def sealed(drawn: Variant) -> str:
    """Return what the page needs to judge a variant, so that nobody reads it by accident.

    Letters are moved by 13 places and digits by 5: unlike base64, this compresses as well as plain text.

    Parameters
    ----------
    drawn : Variant
        The problem with its numbers.

    Returns
    -------
    str
        Sealed JSON; `unsealed` gives it back.
    """
    return json.dumps(secrets_of(drawn), ensure_ascii=False, separators=(",", ":")).translate(_SEAL)


def unsealed(text: str) -> dict[str, object]:
    """Return what `sealed` was given: moving twice leads back.

    Parameters
    ----------
    text : str
        What `sealed` returned.

    Returns
    -------
    dict of str to object
        Key and slips or options, hints and solution.
    """
    content: dict[str, object] = json.loads(text.translate(_SEAL))
    return content


@cache
def page_rules(kind: str) -> dict[str, object]:
    """Return the tables, patterns and sentences by which a page reads and judges: those of the library.

    Parameters
    ----------
    kind : str
        A kind of problem; only numbers need the rules of reading.

    Returns
    -------
    dict of str to object
        Ready for JSON.
    """
    words: dict[str, object] = {
        "heads": dict(verdict.HEADS),
        "phrases": dict(verdict.PHRASES),
        "tries": list(verdict.TRIES),
    }
    if kind != "number":
        return words
    return words | {
        "characters": dict(reading.CHARACTERS),
        "superscripts": reading.SUPERSCRIPTS,
        "answer": reading.ANSWER,
        "shapes": list(map(list, reading.SHAPES.items())),
        "maximumLength": reading.MAXIMUM_LENGTH,
        "smallest": reading.SMALLEST,
        "largest": reading.LARGEST,
        "term": units.TERM,
        "separators": units.SEPARATORS,
        "symbols": dict(units.SYMBOLS),
        "axes": len(units.AXES),
        "units": {name: [unit.factor, *unit.dimension] for name, unit in units.simple_units().items()},
        "quantities": {",".join(map(str, powers)): words for powers, words in units.QUANTITIES.items()},
        "otherQuantity": units.OTHER_QUANTITY,
    }
