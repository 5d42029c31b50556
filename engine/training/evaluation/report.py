"""An evaluation on disk: tables as Markdown, every number as CSV."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from engine.atomic import write_text_atomically
from engine.training.evaluation.evaluate import Row
from engine.training.evaluation.markdown import cell, table_lines
from engine.training.evaluation.measures import MAP_NAMES
from engine.training.evaluation.results import Evaluation
from engine.training.evaluation.tables import tables_of

TABLE, NUMBERS, STRIPS = "table1.md", "results.csv", "strips"
"""What a report folder holds."""


def write_report(
    evaluation: Evaluation, rows: Sequence[Row], strips: Sequence[str], folder: Path
) -> None:
    """Write the tables and the numbers of an evaluation.

    Args:
        evaluation: What was found.
        rows: One for each candidate and pair.
        strips: What the pictures in ``STRIPS`` show, from left to right; empty if there are none.
        folder: Exists.

    Raises:
        ExportError: If a file could not be written.
    """
    write_text_atomically(folder / TABLE, markdown(evaluation, strips))
    write_text_atomically(folder / NUMBERS, numbers(rows))


def markdown(evaluation: Evaluation, strips: Sequence[str]) -> str:
    """Return the tables of an evaluation with all that is needed to read them."""
    return "\n".join(_lines(evaluation, strips)) + "\n"


def numbers(rows: Sequence[Row]) -> str:
    """Return one line of CSV for each candidate and pair."""
    text = StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(
        [
            "pairs", "seed", "film", "name", "site", "method", "psnr", "ssim", "mse",
            "field_psnr", "field_ssim", "field_mse", "gradient_reversal_percent",
            "invented_reversal_percent", "noise_gain", "detail_correlation", "seconds",
            *(f"map_mse_{name}" for name in MAP_NAMES),
        ]
    )  # fmt: skip
    for row in rows:
        found = [
            row.whole.psnr, row.whole.ssim, row.whole.mse, row.inside.psnr, row.inside.ssim,
            row.inside.mse, row.look.reversal_percent, row.look.invented_percent,
            row.look.noise_gain, row.look.detail, row.seconds,
        ]  # fmt: skip
        maps = [f"{row.map_errors[n]:.6g}" if row.map_errors else "" for n in MAP_NAMES]
        place = [row.pairs.value, row.seed, row.number, row.film, row.site, row.method]
        written.writerow([*place, *(f"{value:.6g}" for value in found), *maps])
    return text.getvalue()


def _lines(evaluation: Evaluation, strips: Sequence[str]) -> Iterator[str]:
    yield "# Evaluation of the interpretable mapping"
    yield ""
    yield f"{evaluation.films} films; {len(evaluation.refused)} left out."
    yield ""
    for name, value in evaluation.protocol.items():
        yield f"- {name.replace('_', ' ')}: {_said(value)}"
    for table in tables_of(evaluation):
        yield from table_lines(table)
    if strips:
        yield from ("", "## Pictures", "")
        yield f"One film a picture in `{STRIPS}/`; from left to right: {', '.join(strips)}."
    if evaluation.refused:
        yield from ("", "## Films left out", "")
        yield from (f"- {cell(film.name)}: {cell(film.reason)}" for film in evaluation.refused)


def _said(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return cell(str(value))
