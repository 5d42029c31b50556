"""What all evaluations share on the command line: the size of films, and tables on stdout."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from engine.cli.messages import printable, stdout_console

if TYPE_CHECKING:
    from engine.training.evaluation.tables import TextTable

SMALLEST_SIDE = 128
"""Of a film that can be evaluated."""


def side_of(long_side: int) -> int | None:
    """Return the long side films are reduced to; None keeps them.

    Raises:
        BadParameter: If nothing can be measured on films so small.
    """
    if 0 < long_side < SMALLEST_SIDE:
        raise typer.BadParameter(
            f"{long_side} is too small: films need {SMALLEST_SIDE} pixels.",
            param_hint="--long-side",
        )
    return long_side or None


def show_tables(tables: "Iterable[TextTable]") -> None:
    """Write tables and their notes to stdout."""
    console = stdout_console()
    for table in tables:
        shown = Table(*map(printable, table.columns), title=table.title, title_justify="left")
        for column in shown.columns[1:]:
            column.justify = "right"
        for row in table.rows:
            shown.add_row(*map(printable, row))
        console.print(shown)
        for note in table.notes:
            console.print(printable(note))
        console.print()
