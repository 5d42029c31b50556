"""Good films to learn from: read, presented, standardised, and told apart by patient."""

import csv
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from engine.errors import EngineError
from engine.frame import BoolImage, FloatImage
from engine.ops.standard import FLATTEST, spread, standardised
from engine.radiograph import Radiograph
from engine.reading import find_films, read_radiograph
from engine.render import Renderer

log = logging.getLogger(__name__)

MOST_SATURATED = 0.35
"""Share of a film at its very ends above which it is burnt out and teaches nothing."""

_LEVELS = 65536


@dataclass(frozen=True, slots=True, eq=False)
class TrainingFilm:
    """One film as it should be presented.

    Attributes:
        name: File name without folders.
        patient: Digest that tells patients apart, never their ID.
        site: Where it comes from: the name of its folder.
        wanted: (rows, columns) float32 in 0..1, the standard presentation.
        archive: (rows, columns) float32 in 0..1, as it was presented.
        field: (rows, columns) True where exposed.
    """

    name: str
    patient: str
    site: str
    wanted: FloatImage
    archive: FloatImage
    field: BoolImage


@dataclass(frozen=True, slots=True)
class Refused:
    """A film that was left out, and why."""

    name: str
    reason: str


def read_films(
    folder: Path,
    long_side: int | None = None,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[list[TrainingFilm], list[Refused]]:
    """Return the films of a folder that can be learnt from, and those that cannot.

    Args:
        folder: Of DICOM, PNG, TIFF or JPEG films, at any depth; or one film.
        long_side: Films are reduced to this; None keeps them.
        told: Called with how many of how many are read.

    Raises:
        EngineError: If the folder holds no film at all.
    """
    paths = find_films([folder])
    patients = _patients(folder)
    films: list[TrainingFilm] = []
    refused: list[Refused] = []
    seen: dict[str, str] = {}
    for done, path in enumerate(paths):
        told(done, len(paths))
        try:
            film = _film(path, patients, long_side)
        except EngineError as error:
            refused.append(Refused(path.name, str(error)))
            continue
        same = seen.setdefault(_fingerprint(film.archive), film.name)
        reason = fault_of(film) or ("" if same == film.name else f"it is the same film as {same}.")
        if reason:
            refused.append(Refused(path.name, reason))
        else:
            films.append(film)
    told(len(paths), len(paths))
    return films, refused


def split_by_patient(
    films: Sequence[TrainingFilm], share: float, seed: int
) -> tuple[list[TrainingFilm], list[TrainingFilm]]:
    """Return films to learn from and films to check with, no patient in both.

    Args:
        films: At least one.
        share: Of patients to check with, 0..1; at least one patient stays on either side.
        seed: Of the draw.
    """
    patients = sorted({film.patient for film in films})
    np.random.default_rng([seed, 7]).shuffle(patients)
    count = min(max(1, round(share * len(patients))), len(patients) - 1)
    kept = set(patients[:count])
    return (
        [film for film in films if film.patient not in kept],
        [film for film in films if film.patient in kept],
    )


def presented(radiograph: Radiograph, long_side: int | None = None) -> tuple[FloatImage, BoolImage]:
    """Return a film as its file asks to be shown, in 0..1 with dense bright, and its field.

    Eight-bit sources are dithered by half a grey level and smoothed a little: a network would
    else learn the comb of their histogram.

    Args:
        radiograph: The film.
        long_side: The film is area-averaged to this at most; None keeps it.
    """
    original = Renderer(radiograph).original
    grey = original.grey_levels(original.default_voi, levels=_LEVELS)
    film = grey.astype(np.float32) / np.float32(_LEVELS - 1)
    excluded = radiograph.excluded
    field = np.ones(film.shape, np.bool_) if excluded is None else ~excluded
    is_coarse = len(np.unique(original.indices)) <= 256
    if long_side is not None and max(film.shape) > long_side:
        share = long_side / max(film.shape)
        size = max(1, round(film.shape[1] * share)), max(1, round(film.shape[0] * share))
        film = cv2.resize(film, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        field = cv2.resize(field.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.999
    if is_coarse:
        random = np.random.default_rng(film.size)
        film += (random.random(film.shape, dtype=np.float32) - np.float32(0.5)) / np.float32(255)
        film = cv2.GaussianBlur(film, (0, 0), 0.6).astype(np.float32)
    return np.clip(film, 0, 1), field


def _film(path: Path, patients: dict[str, str], long_side: int | None) -> TrainingFilm:
    radiograph = read_radiograph(path)
    archive, field = presented(radiograph, long_side)
    who = patients.get(path.stem) or radiograph.description.patient_id or path.name
    return TrainingFilm(
        name=path.name,
        patient=hashlib.sha256(who.encode()).hexdigest()[:12],
        site=path.parent.name,
        wanted=standardised(archive, field),
        archive=archive,
        field=field,
    )


def fault_of(film: TrainingFilm) -> str:
    """Return why nothing can be learnt from a film, or ""."""
    if min(film.archive.shape) < 128:
        return f"it is too small, {film.archive.shape[1]} x {film.archive.shape[0]} pixels."
    if spread(film.archive, film.field) < FLATTEST:
        return "it is all but blank."
    inside = film.archive[film.field]
    ends = float(np.mean((inside < 0.004) | (inside > 0.996)))
    if ends > MOST_SATURATED:
        return f"{ends:.0%} of it is pure black or white."
    return ""


def _fingerprint(film: FloatImage) -> str:
    """Return a name that copies of one film share: signs of an 16 x 16 average."""
    small = cv2.resize(film, (16, 16), interpolation=cv2.INTER_AREA)
    return np.packbits(small > np.median(small)).tobytes().hex()


def _patients(folder: Path) -> dict[str, str]:
    """Return image -> patient from a ``patients.csv`` in the folder or beside it, if there is.

    A folder that is a link counts where it is seen and where it truly lies: films whose patients
    were overlooked would fall on both sides of a split.
    """
    real = folder.resolve()
    for place in dict.fromkeys((folder, folder.parent, real, real.parent)):
        try:
            with (place / "patients.csv").open(newline="", encoding="utf-8") as file:
                rows = list(csv.DictReader(file))
        except OSError:
            continue
        return {
            r["image_id"]: r["patient_id"] for r in rows if {"image_id", "patient_id"} <= set(r)
        }
    return {}
