"""The command ``anxiolytics``: look at the book's numbers from a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from anxiolytics import facts_review
from anxiolytics.data import Fact
from anxiolytics.data.cells import bibliography
from anxiolytics.data.tables import DATA
from anxiolytics.extras import required
from anxiolytics.facts import facts

if TYPE_CHECKING:
    import typer

__all__ = ["application", "main"]


def main() -> None:
    """Run the command line; without typer, say what to install."""
    try:
        required("typer", "classroom")
    except ModuleNotFoundError as error:
        sys.exit(str(error))
    application()()


def application() -> typer.Typer:
    """Build the command and its subcommands."""
    import typer

    command = typer.Typer(no_args_is_help=True, add_completion=False, help="Numbers of Brakes and Balance.")
    numbers = typer.Typer(no_args_is_help=True, help="Look facts up, and find those that want attention.")
    command.add_typer(numbers, name="facts")

    @numbers.command()
    def show(name: str) -> None:
        """Print all rows of a name and of the names below it; a star marks the row in use."""
        try:
            rows = facts(name)
        except ValueError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from None
        for row in rows:
            typer.echo(_described(row))

    @numbers.command()
    def check(root: Path = Path()) -> None:
        """List facts not checked for a year, hard to check, or named nowhere in the book."""
        try:
            texts = facts_review.texts_of(root)
        except ValueError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from None
        rows = facts()
        entries = bibliography(DATA / "references.bib")
        _list("not checked for a year", facts_review.aged(rows, date.today()))
        _list("illustrative, or without address or identifier", facts_review.without_address(rows, entries))
        _list("named nowhere", facts_review.unnamed(rows, texts))
        typer.echo(f"{len(rows)} facts in all.")

    def _list(title: str, rows: Iterable[Fact]) -> None:
        lines = sorted({f"  {row.name}{f' ({row.source})' if row.source else ''}" for row in rows})
        typer.echo("\n".join([f"{title}: {len(lines)}", *lines]))

    return command


def _described(row: Fact) -> str:
    origin = row.source or row.derivation or row.status
    note = f"; {row.note}" if row.note else ""
    star = "*" if row.used else " "
    return f"{star} {row.name}: {row} [{origin}, {row.last_checked}] {row.population}{note}"
