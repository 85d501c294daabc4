"""A problem of the bank as something a page or a notebook can ask."""

import html
import json
from functools import cache
from typing import ClassVar

from anxiolytics.interactive.answer_fields import (
    KEEP_KEYS,
    fields_html,
    kinds,
    secrets_of,
    settings,
    shown_of,
)
from anxiolytics.interactive.displayable import Displayable
from anxiolytics.problems import page_variants, reading, units, verdict
from anxiolytics.problems.bank import problem as problem_of_the_bank
from anxiolytics.problems.problem import Problem
from anxiolytics.problems.variant import Variant
from anxiolytics.problems.wording import to_html

#: Sets of numbers that travel with a page.
VARIANTS = 6

_SEAL = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM5678901234",
)


class Exercise(Displayable):
    """Ask one problem, with several sets of numbers, hints and a worked solution.

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
        self.variants = page_variants(asked, variants)

    def __repr__(self) -> str:
        """Name the problem."""
        return f"Exercise({self.problem.id!r})"

    def payload(self) -> dict[str, object]:
        """Return what the page needs: the problem, its variants, and the rules of reading and judging."""
        asked = self.problem
        return {
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
            f"<span>{count}</span></p></div>"
            '<div class="anx-statement" data-part="statement" aria-live="polite">'
            f"{to_html(self.variants[0].statement)}</div>"
            f'<form class="anx-answer" data-part="form">{fields_html(self.variants[0])}'
            f'<button type="submit" class="anx-button anx-button-main" disabled {KEEP_KEYS}>Check</button>'
            f'</form><div class="anx-exercise-actions">{button_html("hint", hints)}{again}{solve}</div>'
            '<div class="anx-feedback" data-part="feedback" role="status"></div>'
            '<div class="anx-choices" data-part="choices"></div>'
            '<ol class="anx-hints" data-part="hints" aria-live="polite"></ol>'
            '<p class="anx-rows" data-part="rows" hidden></p>'
            '<div class="anx-solution" data-part="solution" role="group" aria-label="Worked solution" '
            'tabindex="-1" hidden></div></div>'
        )


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
        "units": {name: [unit.factor, *unit.dimension] for name, unit in units.simple_units().items()},
        "quantities": {",".join(map(str, powers)): words for powers, words in units.QUANTITIES.items()},
        "otherQuantity": units.OTHER_QUANTITY,
    }
