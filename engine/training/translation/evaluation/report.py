"""An evaluation of a translation on disk: tables as Markdown, every number as CSV, pictures."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from engine.atomic import write_text_atomically
from engine.training.evaluation.markdown import cell, table_lines
from engine.training.translation.evaluation.film_trial import Finding
from engine.training.translation.evaluation.nodule_fate import share_invented, share_kept
from engine.training.translation.evaluation.results import TranslationEvaluation
from engine.training.translation.evaluation.tables import tables_of

TABLES, NUMBERS, JSON, STRIPS = "translation.md", "translation.csv", "translation.json", "strips"
"""What a report folder holds."""

SHOWN = ("film", "histogram-matched", "translation", "reliability map")
"""What a strip shows, from left to right; what there is not is left out."""


def write_report(found: TranslationEvaluation, rows: Sequence[Finding], folder: Path) -> None:
    """Write the tables and the numbers of an evaluation.

    Args:
        found: What was found.
        rows: One for each contestant and film.
        folder: Exists.

    Raises:
        ExportError: If a file could not be written.
    """
    write_text_atomically(folder / TABLES, markdown(found))
    write_text_atomically(folder / NUMBERS, numbers(rows))
    write_text_atomically(folder / JSON, json.dumps(found.to_json(), indent=2) + "\n")


def markdown(found: TranslationEvaluation) -> str:
    """Return the tables of an evaluation with all that is needed to read them."""
    return "\n".join(_lines(found)) + "\n"


def numbers(rows: Sequence[Finding]) -> str:
    """Return one line of CSV for each contestant and film."""
    text = StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(
        [
            "film", "method", "gradient_correlation", "detail_ssim", "islands", "mask_known",
            "islands_planted", "dark_core", "nodules", "kept", "invented", "seconds",
        ]
    )  # fmt: skip
    for row in rows:
        planted = [] if row.opacity is None else [row.opacity.islands, row.opacity.dark_core]
        first = [row.structure.gradient_correlation, row.structure.detail_ssim, row.islands]
        written.writerow(
            [
                row.film,
                row.contestant,
                *(f"{value:.6g}" for value in first),
                int(row.is_mask_known),
                *([f"{value:.6g}" for value in planted] or ["", ""]),
                sum(fate.is_nodule for fate in row.fates),
                f"{share_kept(row.fates):.6g}",
                f"{share_invented(row.fates):.6g}",
                f"{row.seconds:.6g}",
            ]
        )
    return text.getvalue()


def _lines(found: TranslationEvaluation) -> Iterator[str]:
    yield f"# Evaluation of the translation {cell(found.name)}"
    yield ""
    yield f"{found.films} films; {len(found.refused)} left out."
    yield ""
    for name, value in found.protocol.items():
        yield f"- {name.replace('_', ' ')}: {cell(str(value))}"
    for table in tables_of(found):
        yield from table_lines(table)
    yield from ("", "## Pictures", "")
    yield (
        f"One film a picture in `{STRIPS}/`; from left to right: {', '.join(SHOWN)}; the map only "
        "of films on which it is judged."
    )
    if found.refused:
        yield from ("", "## Left out", "")
        yield from (f"- {cell(one.name)}: {cell(one.reason)}" for one in found.refused)
