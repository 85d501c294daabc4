"""The list of all problems of the bank, with what the reader has solved."""

import html
from typing import ClassVar

from anxiolytics.interactive.answer_fields import KEEP_KEYS
from anxiolytics.interactive.displayable import Displayable
from anxiolytics.interactive.exercise import button_html
from anxiolytics.problems.bank import SETS
from anxiolytics.problems.problem import Problem


class Progress(Displayable):
    """Show every problem of the bank with a mark beside those that were solved in this browser.

    Below are buttons that save the progress to a file, take it in from one, and clear it.
    Nothing leaves the browser unless the reader saves the file.
    """

    kind: ClassVar[str] = "progress"
    stylesheets: ClassVar[tuple[str, ...]] = ("widgets.css", "exercise.css", "progress.css")
    without_javascript: ClassVar[str] = "Marks and buttons need JavaScript; the list does not."

    def __repr__(self) -> str:
        """Name the object."""
        return "Progress()"

    def payload(self) -> dict[str, object]:
        """Return nothing: all is in the markup and in the browser."""
        return {}

    def fallback_html(self) -> str:
        """Return the list without marks, the buttons not yet working; the script starts from this markup."""
        total = sum(map(len, SETS.values()))
        return (
            '<div class="anx-progress" role="group" aria-label="Progress">'
            f'<p data-part="count">{total} problems.</p>'
            f'<div class="anx-exercise-actions">{button_html("export", "Export")}'
            f"{button_html('import', 'Import')}{button_html('clear', 'Clear')}"
            '<input type="file" accept=".json,application/json" data-part="file" disabled hidden '
            f'aria-label="Progress file" {KEEP_KEYS}></div>'
            '<div class="anx-progress-sure" data-part="sure" role="group" aria-label="Clear all progress?" '
            "hidden><p>This forgets every answer and every mark in this browser. "
            "Export first if you may want them back.</p>"
            f'<div class="anx-exercise-actions">{button_html("keep", "Keep all")}'
            f"{button_html('really', 'Clear all')}</div></div>"
            '<div class="anx-progress-told" data-part="told" role="status"></div>'
            "<table><thead><tr><th>Problem</th><th>Level</th><th>Time</th><th>State</th></tr></thead>"
            f"{''.join(map(_set_html, SETS, SETS.values()))}</table></div>"
        )


def _set_html(name: str, problems: tuple[Problem, ...]) -> str:
    head = f'<tr><th colspan="4" scope="rowgroup">Set: {html.escape(name)}</th></tr>'
    return f"<tbody>{head}{''.join(map(_row_html, problems))}</tbody>"


def _row_html(problem: Problem) -> str:
    return (
        f'<tr data-id="{problem.id}"><td>{html.escape(problem.title)}</td><td>{problem.difficulty}</td>'
        f"<td>{problem.minutes} min</td><td></td></tr>"
    )
