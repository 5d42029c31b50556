"""The gate of a run: what the films it learns from look like, kept beside its weights."""

from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.atomic import write_atomically
from engine.errors import EngineError, ModelError
from engine.frame import BoolImage, FloatImage
from engine.models.translation.gate import Gate
from engine.training.films import read_films
from engine.training.translation.stock import TranslationStock, patients_of

GATE = "gate.safetensors"

GATE_SIDE = 256
"""Long side that a film is reduced to before the gate looks at it."""


def write_gate(folder: Path, source: Path, stock: TranslationStock) -> None:
    """Fit the gate on what a run learns from, and write it into its folder.

    The gate looks at films as they came and not in the standard presentation, so they are read
    again. Where the source is of no films, its pictures are taken as they are.

    Args:
        folder: Of the run; exists.
        source: Folder that the films come from.
        stock: Of the run: patients kept back are not fitted on.

    Raises:
        ExportError: If it could not be written.
    """
    films, patients = _films(source, patients_of(stock.source))
    if len(set(patients)) < 2:
        films = [(image.image, image.field) for image in stock.source]
        patients = [image.patient for image in stock.source]
    if len(set(patients)) < 2:
        return
    arrays = Gate.fitted(films, patients).arrays()
    content = save({name: np.ascontiguousarray(value) for name, value in arrays.items()})

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(folder / GATE, write)


def read_gate(folder: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Return the arrays of the gate of a run, by name.

    Raises:
        ModelError: If it is missing or damaged.
    """
    try:
        arrays: dict[str, npt.NDArray[np.float32]] = load((folder / GATE).read_bytes())
    except OSError as error:
        raise ModelError(f"{folder.name} has no {GATE}: the run has no gate to ship.") from error
    except (SafetensorError, ValueError, KeyError) as error:
        raise ModelError(f"{folder.name}/{GATE} is damaged.") from error
    return arrays


def _films(
    source: Path, patients: Collection[str]
) -> tuple[list[tuple[FloatImage, BoolImage]], list[str]]:
    try:
        films = [film for film in read_films(source, GATE_SIDE)[0] if film.patient in patients]
    except EngineError:
        return [], []
    return [(film.archive, film.field) for film in films], [film.patient for film in films]
