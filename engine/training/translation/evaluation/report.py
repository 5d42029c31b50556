"""An evaluation of a translation on disk: tables as Markdown, every number as CSV, pictures."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np

from engine.atomic import write_atomically
from engine.bitmap import write_bitmap
from engine.frame import FloatImage
from engine.training.evaluation.tables import TextTable
from engine.training.translation.evaluation.film_trial import Finding
from engine.training.translation.evaluation.nodule_fate import share_invented, share_kept
from engine.training.translation.evaluation.results import TranslationEvaluation
from engine.training.translation.evaluation.tables import tables_of

TABLES, NUMBERS, JSON, STRIPS = "translation.md", "translation.csv", "translation.json", "strips"
"""What a report folder holds."""

TILE_SIDE = 512
"""Long side of one picture of a strip."""

SHOWN = ("film", "histogram-matched", "translation", "reliability map")
"""What a strip shows, from left to right; what there is not is left out."""

_GAP = 4


def write_report(found: TranslationEvaluation, rows: Sequence[Finding], folder: Path) -> None:
    """Write the tables and the numbers of an evaluation.

    Args:
        found: What was found.
        rows: One for each contestant and film.
        folder: Exists.

    Raises:
        ExportError: If a file could not be written.
    """
    _write(folder / TABLES, markdown(found))
    _write(folder / NUMBERS, numbers(rows))
    _write(folder / JSON, json.dumps(found.to_json(), indent=2) + "\n")


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


def write_strip(name: str, images: Sequence[FloatImage], folder: Path) -> None:
    """Write pictures of one film side by side as PNG.

    Args:
        name: Of the film.
        images: (rows, columns) float32 in 0..1, of one shape each, at least one.
        folder: Exists.

    Raises:
        ExportError: If it could not be written.
    """
    share = min(1.0, TILE_SIDE / max(images[0].shape))
    rows, columns = (max(1, round(share * side)) for side in images[0].shape)
    tiles: list[FloatImage] = []
    for image in images:
        tile = cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA)
        tiles += [np.clip(tile, 0, 1).astype(np.float32), np.ones((rows, _GAP), np.float32)]
    strip = np.hstack(tiles[:-1])
    write_bitmap((strip * 255 + 0.5).astype(np.uint8), folder / f"{Path(name).stem}.png")


def _lines(found: TranslationEvaluation) -> Iterator[str]:
    yield f"# Evaluation of the translation {_cell(found.name)}"
    yield ""
    yield f"{found.films} films; {len(found.refused)} left out."
    yield ""
    for name, value in found.protocol.items():
        yield f"- {name.replace('_', ' ')}: {_cell(str(value))}"
    for table in tables_of(found):
        yield from _table(table)
    yield from ("", "## Pictures", "")
    yield (
        f"One film a picture in `{STRIPS}/`; from left to right: {', '.join(SHOWN)}; the map only "
        "of films on which it is judged."
    )
    if found.refused:
        yield from ("", "## Left out", "")
        yield from (f"- {_cell(one.name)}: {_cell(one.reason)}" for one in found.refused)


def _table(table: TextTable) -> Iterator[str]:
    yield from ("", f"## {table.title}", "")
    yield f"| {' | '.join(map(_cell, table.columns))} |"
    yield f"|{' --- |' + ' ---: |' * (len(table.columns) - 1)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in table.rows)
    for note in table.notes:
        yield from ("", _cell(note))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("*", "\\*")


def _write(path: Path, text: str) -> None:
    def write(file: BinaryIO) -> None:
        file.write(text.encode())

    write_atomically(path, write)
