"""Tables of an evaluation as Markdown."""

from collections.abc import Iterator

from engine.training.evaluation.tables import TextTable


def table_lines(table: TextTable) -> Iterator[str]:
    """Yield a heading, the table and its notes, each after an empty line."""
    yield from ("", f"## {table.title}", "")
    yield f"| {' | '.join(map(cell, table.columns))} |"
    yield f"|{' --- |' + ' ---: |' * (len(table.columns) - 1)}"
    yield from (f"| {' | '.join(map(cell, row))} |" for row in table.rows)
    for note in table.notes:
        yield from ("", cell(note))


def cell(text: str) -> str:
    """Return text that Markdown takes as it is, on one line."""
    return text.replace("|", "\\|").replace("\n", " ").replace("*", "\\*")
