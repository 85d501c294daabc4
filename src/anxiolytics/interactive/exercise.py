"""A problem of the bank as something a page or a notebook can ask."""

import base64
import html
import json
from functools import cache
from typing import ClassVar

from anxiolytics.interactive.displayable import Displayable
from anxiolytics.problems import judging, reading, units
from anxiolytics.problems.bank import problem as problem_of_the_bank
from anxiolytics.problems.problem import NumberProblem, Problem
from anxiolytics.problems.variant import NumberVariant, page_variants
from anxiolytics.problems.wording import to_html

#: Sets of numbers that travel with a page.
VARIANTS = 6


class Exercise(Displayable):
    """Ask one problem, with several sets of numbers, hints and a worked solution.

    The page judges an answer exactly as `anxiolytics.problems.judge` does.
    Keys, known mistakes, hints and solutions travel sealed (base64): that keeps them from being read by
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
        If the bank has no such id, the problem asks for something else than a number, or has fewer different
        drawings than `variants`.
    """

    kind: ClassVar[str] = "exercise"
    stylesheets: ClassVar[tuple[str, ...]] = ("widgets.css", "exercise.css")
    without_javascript: ClassVar[str] = (
        "Checking an answer, hints and the worked solution need JavaScript; the question does not."
    )

    def __init__(self, problem: str | Problem, *, variants: int = VARIANTS) -> None:
        asked = problem_of_the_bank(problem) if isinstance(problem, str) else problem
        if not isinstance(asked, NumberProblem):
            raise ValueError(
                f"problem {asked.id!r} is of the kind {asked.kind!r}, but an exercise asks for a 'number'"
            )
        self.problem = asked
        self.variants = page_variants(asked, variants)

    def __repr__(self) -> str:
        """Name the problem."""
        return f"Exercise({self.problem.id!r})"

    def payload(self) -> dict[str, object]:
        """Return what the page needs: the problem, its variants, and the rules of reading and judging."""
        return {
            "problem": {
                "id": self.problem.id,
                "version": self.problem.version,
                "unit": self.problem.unit,
                "menu": list(units.menu(self.problem.unit)),
                "rtol": self.problem.rtol,
                "atol": self.problem.atol,
                "variants": [
                    {"statement": to_html(drawn.statement), "sealed": sealed(drawn)}
                    for drawn in self.variants
                ],
            },
            "rules": page_rules(),
        }

    def fallback_html(self) -> str:
        """Return the question with its controls, not yet working; the script starts from this markup."""
        title = html.escape(self.problem.title)
        again = _button("again", "New numbers") if len(self.variants) > 1 else ""
        solve = _button("solve", "Worked solution", 'aria-disabled="true" aria-expanded="false" ')
        count = f'Numbers <span data-part="count">1 of {len(self.variants)}</span>'
        hints = f'Hint <span data-part="hints-left">1 of {len(self.problem.hints)}</span>'
        return (
            f'<div class="anx-exercise" role="group" aria-label="Exercise: {title}">'
            f'<div class="anx-exercise-head"><p class="anx-title">{title}</p>'
            '<p class="anx-exercise-state"><span data-part="done" hidden>Solved</span>'
            f"<span>{count}</span></p></div>"
            '<div class="anx-statement" data-part="statement" aria-live="polite">'
            f"{to_html(self.variants[0].statement)}</div>"
            f'<form class="anx-answer" data-part="form">{self._fields()}'
            '<button type="submit" class="anx-button anx-button-main" disabled '
            'data-lm-suppress-shortcuts="true">Check</button></form>'
            f'<div class="anx-exercise-actions">{_button("hint", hints)}{again}'
            f"{solve}</div>"
            '<div class="anx-feedback" data-part="feedback" role="status"></div>'
            '<div class="anx-choices" data-part="choices"></div>'
            '<ol class="anx-hints" data-part="hints" aria-live="polite"></ol>'
            '<div class="anx-solution" data-part="solution" role="group" aria-label="Worked solution" '
            'tabindex="-1" hidden></div></div>'
        )

    def _fields(self) -> str:
        field = (
            '<label class="anx-field"><span>Your answer</span>'
            '<input type="text" inputmode="decimal" autocomplete="off" autocapitalize="off" '
            'spellcheck="false" enterkeyhint="go" data-part="answer" disabled '
            'data-lm-suppress-shortcuts="true"></label>'
        )
        offered = units.menu(self.problem.unit)
        if len(offered) < 2:
            return field + "".join(f'<span class="anx-unit">{html.escape(unit)}</span>' for unit in offered)
        options = "".join(
            f"<option{' selected' if unit == self.problem.unit else ''}>{html.escape(unit)}</option>"
            for unit in offered
        )
        return (
            f'{field}<label class="anx-field anx-field-unit"><span>Unit</span>'
            f'<select data-part="unit" disabled data-lm-suppress-shortcuts="true">{options}</select></label>'
        )


def _button(part: str, label_html: str, more: str = "") -> str:
    return (
        f'<button type="button" class="anx-button" data-part="{part}" disabled {more}'
        f'data-lm-suppress-shortcuts="true">{label_html}</button>'
    )


def sealed(drawn: NumberVariant) -> str:
    """Return what the page needs to judge a variant, as base64 of JSON.

    Parameters
    ----------
    drawn : NumberVariant
        The problem with its numbers.

    Returns
    -------
    str
        Key, slips, hints and solution; texts as HTML.
    """
    content = {
        "key": drawn.key,
        "tolerance": drawn.tolerance_text,
        "slips": [
            {
                "id": slip.id,
                "name": slip.name,
                "value": slip.value,
                "credit": slip.credit,
                "feedback": to_html(slip.feedback),
            }
            for slip in drawn.slips
        ],
        "hints": [to_html(hint) for hint in drawn.hints],
        "solution": to_html(drawn.solution),
    }
    return base64.b64encode(json.dumps(content, ensure_ascii=False).encode()).decode("ascii")


@cache
def page_rules() -> dict[str, object]:
    """Return the tables, patterns and sentences by which a page reads and judges: those of the library.

    Returns
    -------
    dict of str to object
        Ready for JSON.
    """
    return {
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
        "heads": dict(judging.HEADS),
        "phrases": dict(judging.PHRASES),
    }
