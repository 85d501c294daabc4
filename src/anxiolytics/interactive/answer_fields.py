"""What a page needs for each kind of problem: the fields for an answer, and what judges it.

A function is asked for by a notebook alone, as a page runs no code; it has no field: it is written in a cell.
A further kind adds one row to `_FIELDS`, `_SETTINGS`, `_SHOWN` and `_SECRETS`, and its counterpart to
``static/exercise.js``.
"""

import html
from collections.abc import Callable
from typing import Any

from anxiolytics.interactive.problem_figure import figure_html
from anxiolytics.problems import units
from anxiolytics.problems.function_problem import FunctionProblem
from anxiolytics.problems.problem import Problem
from anxiolytics.problems.variant import ChoiceVariant, FunctionVariant, NumberVariant, Variant
from anxiolytics.problems.wording import code_html, inline_html, to_html

#: In a notebook, keys typed into a control would otherwise act on the notebook's cells.
KEEP_KEYS = 'data-lm-suppress-shortcuts="true"'


def kinds() -> tuple[str, ...]:
    """Return the kinds of problem that a page can ask."""
    return tuple(_FIELDS)


def fields_html(drawn: Variant) -> str:
    """Return the fields an answer goes into, not yet working; the script starts from this markup."""
    return _FIELDS[drawn.problem.kind](drawn)


def settings(problem: Problem) -> dict[str, object]:
    """Return what the page's judge needs of a problem, whatever the numbers; ready for JSON."""
    return _SETTINGS[problem.kind](problem)


def shown_of(drawn: Variant) -> dict[str, object]:
    """Return what the page may show of a variant at once; ready for JSON."""
    return {"statement": statement_html(drawn), **_SHOWN[drawn.problem.kind](drawn)}


def statement_html(drawn: Variant) -> str:
    """Return the question, with its figure if it has one."""
    return to_html(drawn.statement) + (figure_html(drawn.figure) if drawn.figure else "")


def secrets_of(drawn: Variant) -> dict[str, object]:
    """Return what the page's judge, hints and solution need of a variant; ready for JSON, texts as HTML."""
    return {
        **_SECRETS[drawn.problem.kind](drawn),
        "hints": [to_html(hint) for hint in drawn.hints],
        "solution": to_html(drawn.solution),
    }


def _number_fields(drawn: NumberVariant) -> str:
    field = (
        '<label class="anx-field"><span>Your answer</span>'
        '<input type="text" inputmode="decimal" autocomplete="off" autocapitalize="off" '
        f'spellcheck="false" enterkeyhint="go" data-part="answer" disabled {KEEP_KEYS}></label>'
    )
    asked = drawn.problem.unit
    offered = units.menu(asked)
    if len(offered) < 2:
        return field + "".join(f'<span class="anx-unit">{html.escape(unit)}</span>' for unit in offered)
    options = "".join(
        f"<option{' selected' if unit == asked else ''}>{html.escape(unit)}</option>" for unit in offered
    )
    return (
        f'{field}<label class="anx-field anx-field-unit"><span>Unit</span>'
        f'<select data-part="unit" autocomplete="off" disabled {KEEP_KEYS}>{options}</select></label>'
    )


def _choice_fields(drawn: ChoiceVariant) -> str:
    legend = "Choose all that hold" if drawn.problem.many else "Choose one"
    return (
        f'<fieldset class="anx-options"><legend>{legend}</legend>'
        f'<div data-part="options">{_options_html(drawn)}</div></fieldset>'
    )


def _options_html(drawn: ChoiceVariant) -> str:
    control = "checkbox" if drawn.problem.many else "radio"
    return "".join(
        f'<label class="anx-option"><input type="{control}" name="{drawn.problem.id}" value="{option.id}" '
        f'autocomplete="off" disabled {KEEP_KEYS}><span>{inline_html(option.text)}</span></label>'
        for option in drawn.options
    )


def _number_settings(problem: Any) -> dict[str, object]:
    menu = list(units.menu(problem.unit))
    return {"unit": problem.unit, "menu": menu, "rtol": problem.rtol, "atol": problem.atol}


def _number_secrets(drawn: NumberVariant) -> dict[str, object]:
    slips = [
        {
            "id": slip.id,
            "name": slip.name,
            "value": slip.value,
            "credit": slip.credit,
            "feedback": to_html(slip.feedback),
        }
        for slip in drawn.slips
    ]
    return {"key": drawn.key, "tolerance": drawn.tolerance_text, "slips": slips}


def _choice_secrets(drawn: ChoiceVariant) -> dict[str, object]:
    options = [
        {
            "id": option.id,
            "text": inline_html(option.text),
            "holds": option.holds,
            "feedback": to_html(option.feedback),
        }
        for option in drawn.options
    ]
    return {"options": options}


def folded_cell_html(problem: FunctionProblem, summary: str, where: str) -> str:
    """Return the code cell that a function begins with, below a fold.

    Parameters
    ----------
    problem : FunctionProblem
        What is asked for.
    summary : str
        What stands on the fold.
    where : str
        Where the cell is to be run, a sentence.

    Returns
    -------
    str
        The ``<details>``.
    """
    return (
        f'<details class="anx-code"><summary {KEEP_KEYS}>{html.escape(summary)}</summary>'
        f"<p>{html.escape(where)}</p>{code_html(cell_of(problem))}</details>"
    )


def cell_of(problem: FunctionProblem) -> str:
    """Return the code cell to begin with, which runs as it stands."""
    return (
        f"from anxiolytics.interactive import check\n\n\n{problem.starter}\n\n\n"
        f'check("{problem.id}", {problem.name})'
    )


def _function_fields(drawn: FunctionVariant) -> str:
    where = "Write the function in a cell of the notebook; running the cell checks it."
    return folded_cell_html(drawn.problem, "A cell to begin with", where)


_FIELDS: dict[str, Callable[[Any], str]] = {
    "number": _number_fields,
    "choice": _choice_fields,
    "function": _function_fields,
}
_SETTINGS: dict[str, Callable[[Any], dict[str, object]]] = {
    "number": _number_settings,
    "choice": lambda problem: {"many": problem.many},
    "function": lambda problem: {},
}
_SHOWN: dict[str, Callable[[Any], dict[str, object]]] = {
    "number": lambda drawn: {},
    "choice": lambda drawn: {"options": _options_html(drawn)},
    "function": lambda drawn: {},
}
_SECRETS: dict[str, Callable[[Any], dict[str, object]]] = {
    "number": _number_secrets,
    "choice": _choice_secrets,
    # What it is tried at, and what is right there, stays in Python.
    "function": lambda drawn: {},
}
