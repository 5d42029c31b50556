"""Filters on films made worse: how near they come to the film as it was."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage, Frame, ValueScale
from engine.progress import Progress
from engine.recipe import Recipe
from engine.training.evaluation.measures import Compared, Fidelity, fidelity
from engine.training.films import TrainingFilm
from engine.training.filters.subjects import Subject
from engine.training.filters.worse import EXPOSURES, made_worse

FILM_MM = 400.0
"""A chest film's long side: spacing of films that give none."""

PITCH_MM = 0.3
"""Films of wider pixels are interpolated to this and finer before they are made worse: radii of
filters against noise are about the pixels of a detector."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One subject on one film at one exposure.

    Attributes:
        subject: Its name.
        film: Name of the film.
        exposure: Name of what was wrong.
        plain: Against the clean film, inside the field, as it is.
        fitted: The same after the best straight line from its greys to the clean film's: what is
            left is no matter of window.
        seconds: It took.
        megapixels: Of the film.
    """

    subject: str
    film: str
    exposure: str
    plain: Fidelity
    fitted: Fidelity
    seconds: float
    megapixels: float


def film_trials(
    film: TrainingFilm,
    subjects: Sequence[Subject],
    seed: int,
    progress: Progress,
    shown: Callable[[Mapping[str, FloatImage]], None] = lambda _: None,
) -> list[Trial]:
    """Return every subject's trials on one film.

    Args:
        film: Its archive presentation is the clean film.
        subjects: Who takes part.
        seed: Of the quanta.
        progress: Looked at between subjects.
        shown: Given pictures of the last exposure by name: "clean", "worse" and the subjects'.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    wanted, field = as_fine_as_a_detector(film.archive, film.field)
    clean = Compared(wanted)
    found: list[Trial] = []
    for number, exposure in enumerate(EXPOSURES):
        random = np.random.default_rng([seed, number, wanted.size])
        worse = made_worse(wanted, exposure, random)
        pictures = {"clean": wanted, "worse": worse}
        frame = frame_of(worse, field)
        for place, subject in enumerate(subjects):
            share = (number + place / len(subjects)) / len(EXPOSURES)
            progress.report(share, f"{subject.title}, {film.name}")
            began = time.perf_counter()
            result = run(subject.recipe, frame)
            seconds = time.perf_counter() - began
            near = _nearness(clean, wanted, result, field)
            found.append(
                Trial(subject.name, film.name, exposure.name, *near, seconds, wanted.size / 1e6)
            )
            pictures[subject.name] = result
        if exposure is EXPOSURES[-1]:
            shown(pictures)
    return found


def as_fine_as_a_detector(image: FloatImage, field: BoolImage) -> tuple[FloatImage, BoolImage]:
    """Return film and field with pixels of ``PITCH_MM`` or less, interpolated where need be."""
    factor = math.ceil(FILM_MM / max(image.shape) / PITCH_MM)
    if factor == 1:
        return image, field
    size = image.shape[1] * factor, image.shape[0] * factor
    fine = cv2.resize(image, size, interpolation=cv2.INTER_CUBIC)
    inside = cv2.resize(field.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
    return np.clip(fine, 0, 1).astype(np.float32), inside.astype(np.bool_)


def frame_of(pixels: FloatImage, field: BoolImage) -> Frame:
    """Return a frame of a film whose long side is that of a chest film."""
    pitch_mm = FILM_MM / max(pixels.shape)
    return Frame(pixels, (pitch_mm, pitch_mm), field, ValueScale(0.0, 65535.0))


def run(recipe: Recipe, frame: Frame, progress: Progress | None = None) -> FloatImage:
    """Return what a recipe makes of a frame, clipped to 0..1 as the renderer does."""
    for entry in recipe.enabled:
        frame = entry.step.apply(frame, progress or Progress())
    clipped: FloatImage = np.clip(frame.pixels, 0, 1)
    return clipped


def fitted(result: FloatImage, clean: FloatImage, field: BoolImage) -> FloatImage:
    """Return the result on the straight line of greys that comes nearest to the clean film."""
    inside = field if field.any() else np.ones(field.shape, np.bool_)
    x, y = result[inside].astype(np.float64), clean[inside].astype(np.float64)
    spread = float(x.var())
    slope = float(((x - x.mean()) * (y - y.mean())).mean()) / spread if spread > 0 else 0.0
    line = slope * result + np.float32(y.mean() - slope * x.mean())
    return line.astype(np.float32)


def _nearness(
    clean: Compared, wanted: FloatImage, result: FloatImage, field: BoolImage
) -> tuple[Fidelity, Fidelity]:
    """Return how near a result is to the clean film: as it is, and with its greys fitted."""
    (plain,) = fidelity(clean, Compared(result), field)
    (close,) = fidelity(clean, Compared(fitted(result, wanted, field)), field)
    return plain, close
