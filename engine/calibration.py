"""Flat fields: what a detector answers to a uniform exposure, kept in the user's data folder."""

import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from engine.atomic import write_atomically
from engine.errors import ExportError, RecipeError, UnsupportedImageError
from engine.files import MAX_PIXELS
from engine.frame import FloatImage
from engine.ops.defects import without_defects
from engine.ops.median import median
from engine.progress import Progress
from engine.radiograph import Radiograph

LONGEST_NAME = 60
FEW_FILMS = 4
"""A mean of fewer flat films is noisy enough for a median of 3 x 3."""

MOST_SPREAD = 0.4
"""Middle nine tenths of a flat film, over its median; a patient spreads them further."""

_SUFFIX = ".npz"
_REFERENCE = re.compile(r"[0-9a-f]{16}")
_LEVELS = 65535
_DEFECT = 8.0  # local standard deviations
_ADD_AGAIN = 'Add it again from its flat films, or choose another under "Calibration".'


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is known of a flat field without its pixels.

    Attributes:
        reference: What a recipe calls it: 16 hexadecimal digits of its content's SHA-256.
        name: What its user calls it.
        shape: (rows, columns).
        spacing_mm: (row, column).
        films: How many flat films it is the mean of.
    """

    reference: str
    name: str
    shape: tuple[int, int]
    spacing_mm: tuple[float, float]
    films: int

    @property
    def size_mm(self) -> tuple[float, float]:
        """(height, width) of the detector it covers."""
        return self.shape[0] * self.spacing_mm[0], self.shape[1] * self.spacing_mm[1]


@dataclass(frozen=True, slots=True, eq=False)
class FlatField:
    """A calibration with its pixels.

    Attributes:
        calibration: What it is.
        values: (rows, columns) float32 mean modality values of a uniform exposure, read-only.
        mean: Their mean.
    """

    calibration: Calibration
    values: FloatImage
    mean: float


def calibrations_folder() -> Path:
    """Return where the user's calibrations lie; it may not exist yet."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("negatoscope", appauthor=False)) / "calibrations"


def calibrations() -> tuple[Calibration, ...]:
    """Return every calibration by name; what is no calibration is left out."""
    try:
        paths = sorted(calibrations_folder().iterdir())
    except OSError:
        return ()  # no folder: nothing calibrated yet
    found = []
    for path in paths:
        if path.suffix == _SUFFIX and _REFERENCE.fullmatch(path.stem):
            try:
                found.append(_read(path, is_whole=False).calibration)
            except RecipeError:
                continue  # the step that refers to it says so
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.reference)))


def calibration(reference: str) -> FlatField:
    """Return the flat field a recipe refers to.

    Raises:
        RecipeError: If there is none, or its file is damaged.
    """
    path = calibrations_folder() / f"{reference}{_SUFFIX}"
    if not _REFERENCE.fullmatch(reference) or not path.is_file():
        raise RecipeError(f"The calibration {reference} is not on this computer.", hint=_ADD_AGAIN)
    stamp = path.stat()
    return _cached(path, stamp.st_mtime_ns, stamp.st_size)


def calibration_name(reference: str) -> str:
    """Return what the user calls a calibration; its reference where it is missing."""
    names = {one.reference: one.name for one in calibrations()}
    return names.get(reference, reference)


def add_calibration(
    paths: Sequence[Path], name: str, progress: Progress | None = None
) -> Calibration:
    """Make a calibration of films of a uniform exposure, and keep it.

    It is the mean of their modality values, without defect pixels; of fewer than four films also
    the median of 3 x 3, lest their noise be printed on every film.

    Args:
        paths: Flat films of one detector, unprocessed: their values proportional to the dose, or
            to its logarithm.
        name: What to call it: "Room 2".
        progress: Looked at between films.

    Raises:
        EngineError: If a film cannot be read, differs in size from the first or is not flat; if
            the name is empty or too long; or if the file could not be written.
        Cancelled: If nobody wants it any more.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RecipeError(
            "A calibration needs a name.", hint=f'Use 1 to {LONGEST_NAME} letters: "Room 2".'
        )
    if not paths:
        raise RecipeError(
            "A calibration needs at least one flat film.",
            hint="Expose the bare detector evenly, and choose that film.",
        )
    progress = progress or Progress()
    values, first = _mean_of(paths, progress.part(0.0, 0.7))
    values = _cleaned(values, len(paths), progress.part(0.7, 1.0))
    return _keep(values, first.spacing.mm, name, len(paths))


def _mean_of(paths: Sequence[Path], progress: Progress) -> tuple[FloatImage, Radiograph]:
    from engine.reading import read_radiograph

    total: npt.NDArray[np.float64] | None = None
    first: Radiograph | None = None
    for number, path in enumerate(paths):
        progress.report(number / len(paths), path.name)
        film = read_radiograph(path)
        values = _flat_values(film)
        if total is None or first is None:
            total, first = np.zeros(values.shape, np.float64), film
        if values.shape != total.shape:
            raise UnsupportedImageError(
                f"{film.name} has {_size(values.shape)} pixels, but {first.name} has "
                f"{_size(total.shape)}.",
                hint="A calibration is made of films of one detector in one mode.",
            )
        total += values
    if total is None or first is None:
        raise ValueError("no films")
    return (total / len(paths)).astype(np.float32), first


def _flat_values(film: Radiograph) -> FloatImage:
    """Return (rows, columns) modality values; those of padding are the median of the rest."""
    from engine.picture import picture_of

    picture = picture_of(film)
    values: FloatImage = picture.values.astype(np.float32)[picture.indices]
    inside = values if film.excluded is None else values[~film.excluded]
    low, middle, high = np.percentile(inside, (5, 50, 95)) if inside.size else (0.0, 0.0, 0.0)
    if not high - low <= MOST_SPREAD * abs(middle) or not np.isfinite(values).all() or high == 0:
        raise UnsupportedImageError(
            f"{film.name} is no flat film: its values go from {low:.4g} to {high:.4g}.",
            hint="Expose the bare detector evenly, without a patient, and use the raw film.",
        )
    if film.excluded is not None:
        values = np.where(film.excluded, np.float32(middle), values)
    return values


def _cleaned(values: FloatImage, films: int, progress: Progress) -> FloatImage:
    """Return the mean film without defect pixels, and with less noise where films are few."""
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return values
    grey = (values - np.float32(low)) / np.float32(high - low)
    everywhere = np.ones(values.shape, np.bool_)
    grey = without_defects(grey, everywhere, _DEFECT, progress.part(0.0, 0.7))
    if films < FEW_FILMS:
        grey[1:-1, 1:-1] = median(grey, 3, progress.part(0.7, 1.0))[1:-1, 1:-1]
    cleaned: FloatImage = grey * np.float32(high - low) + np.float32(low)
    return cleaned


def _keep(
    values: FloatImage, spacing_mm: tuple[float, float], name: str, films: int
) -> Calibration:
    """Write a calibration as 16-bit levels between its ends, whole or not at all."""
    low, high = float(values.min()), float(values.max())
    scale = _LEVELS / (high - low) if high > low else 0.0
    levels = np.round((values - np.float32(low)) * np.float32(scale)).clip(0, _LEVELS)
    flat = levels.astype("<u2")
    ends = np.array([low, high], "<f8")
    spacing = np.array(spacing_mm, "<f8")
    digest = hashlib.sha256(repr(flat.shape).encode())
    for array in (flat, ends, spacing):
        digest.update(array.tobytes())
    reference = digest.hexdigest()[:16]
    content = io.BytesIO()
    np.savez(
        content,
        flat=flat,
        ends=ends,
        spacing_mm=spacing,
        name=np.array(name),
        films=np.array(films),
    )

    def write(file: BinaryIO) -> None:
        file.write(content.getbuffer())

    folder = calibrations_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            "The folder for calibrations could not be made.", hint="Check your data folder."
        ) from error
    write_atomically(folder / f"{reference}{_SUFFIX}", write)
    return Calibration(reference, name, (flat.shape[0], flat.shape[1]), spacing_mm, films)


@lru_cache(maxsize=2)
def _cached(path: Path, _modified_ns: int, _size: int) -> FlatField:
    return _read(path, is_whole=True)


def _read(path: Path, *, is_whole: bool) -> FlatField:
    """Return a calibration file; without its pixels (but a single one) unless whole.

    Raises:
        RecipeError: If it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as inside:
            if sum(entry.file_size for entry in inside.infolist()) > 2 * MAX_PIXELS + 10_000:
                raise ValueError("far too large")
            rows, columns = _shape_of(inside)
        with np.load(path, allow_pickle=False) as stored:
            low, high = (float(end) for end in stored["ends"])
            spacing = stored["spacing_mm"]
            known = Calibration(
                reference=path.stem,
                name=str(stored["name"]),
                shape=(rows, columns),
                spacing_mm=(float(spacing[0]), float(spacing[1])),
                films=int(stored["films"]),
            )
            flat = stored["flat"] if is_whole else np.zeros((1, 1), np.uint16)
        if flat.dtype != np.uint16 or not high >= low or not min(known.spacing_mm) > 0:
            raise ValueError("values out of range")
    except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile) as error:
        raise RecipeError(f"The calibration {path.stem} is damaged.", hint=_ADD_AGAIN) from error
    values = flat.astype(np.float32)
    values *= np.float32((high - low) / _LEVELS)
    values += np.float32(low)
    values.setflags(write=False)
    return FlatField(known, values, float(values.mean(dtype=np.float64)))


def _shape_of(inside: zipfile.ZipFile) -> tuple[int, int]:
    """Return (rows, columns) of the flat field, from the head of its array."""
    with inside.open("flat.npy") as file:
        version = np.lib.format.read_magic(file)
        if version != (1, 0):
            raise ValueError("an array of another version")
        shape, _, _ = np.lib.format.read_array_header_1_0(file)
    rows, columns = shape
    return int(rows), int(columns)


def _size(shape: tuple[int, ...]) -> str:
    return f"{shape[0]} × {shape[1]}"
