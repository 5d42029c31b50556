"""Filters on the contrast-detail phantom: how well its holes stand out, and how many are found."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import FloatImage, Frame, ValueScale
from engine.progress import Progress
from engine.samples.contrast_detail import (
    CORNER_MM,
    PITCH_MM,
    Cell,
    ContrastDetailPhantom,
    make_contrast_detail,
)
from engine.training.filters.films_trial import run
from engine.training.filters.subjects import Subject

DOSE = 0.08
"""Of the plate, relative to 2.5 uGy at the detector."""

REDUCTION = 2
"""The plate is averaged to pixels of 0.2 mm: those of a chest detector."""

_MIDDLE = 0.8  # of a hole's radius: what counts as inside
_RING_MM = (0.6, 2.2)  # beyond a hole's edge: what counts as beside it
_LEAST_MM, _MOST_MM = 0.8, 6.0  # diameters judged: 4 pixels and more, with room for a corner
_CLEAR = 5.0
_SEEN = 0.5
"""Contrast-to-noise ratios of the unprocessed plate between which cells count: above the one nobody
needs a filter, below the other nothing helps."""


@dataclass(frozen=True, slots=True)
class PlateTrial:
    """One subject on the plate.

    Attributes:
        subject: Its name.
        ratio: Median contrast-to-noise ratio of the holes that are neither plain nor hopeless.
        ratios: Each hole's, in the order of the cells judged.
        found: Of the same cells, the share whose corner hole is the darkest of the four corners.
        noise: Median standard deviation beside the holes, in per cent of the range.
        seconds_per_megapixel: It took, on this plate.
    """

    subject: str
    ratio: float
    ratios: tuple[float, ...]
    found: float
    noise: float
    seconds_per_megapixel: float


def plate_trials(
    subjects: Sequence[Subject], seed: int, progress: Progress
) -> tuple[PlateTrial, ...]:
    """Return every subject's trial on one phantom.

    Contrast is the difference of the mean inside a hole and beside it, noise the standard
    deviation beside it: CNR = |difference| / noise, after the filter as before it.

    Args:
        subjects: Who takes part; the first is the unprocessed plate.
        seed: Of the phantom.
        progress: Looked at between subjects.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    phantom = make_contrast_detail(seed=seed, dose=DOSE, progress=progress.part(0.0, 0.1))
    frame = _frame(phantom)
    cells = [cell for cell in phantom.cells if _LEAST_MM <= cell.diameter_mm <= _MOST_MM]
    judged: list[int] = []
    trials = []
    for number, subject in enumerate(subjects):
        progress.report(0.1 + 0.9 * number / len(subjects), f"{subject.title}, phantom")
        began = time.perf_counter()
        result = run(subject.recipe, frame)
        seconds = (time.perf_counter() - began) / (result.size / 1e6)
        holes = [_hole(result, cell) for cell in cells]
        if not number:
            judged = [at for at, (ratio, _) in enumerate(holes) if _SEEN <= ratio <= _CLEAR]
        ratios = tuple(holes[at][0] for at in judged)
        noise = float(np.median([holes[at][1] for at in judged]))
        cornered = [cells[at] for at in judged if cells[at].corner]
        found = float(np.mean([_is_found(result, cell) for cell in cornered]))
        trials.append(
            PlateTrial(subject.name, float(np.median(ratios)), ratios, found, 100 * noise, seconds)
        )
    return tuple(trials)


def _frame(phantom: ContrastDetailPhantom) -> Frame:
    stored = phantom.film.pixels.astype(np.float32)
    rows, columns = (side // REDUCTION for side in stored.shape)
    small = cv2.resize(stored, (columns, rows), interpolation=cv2.INTER_AREA)
    low, high = np.percentile(small, (0.05, 99.95))
    pixels = np.clip((small - low) / (high - low), 0, 1).astype(np.float32)
    pitch_mm = PITCH_MM * REDUCTION
    field = np.ones(pixels.shape, np.bool_)
    return Frame(pixels, (pitch_mm, pitch_mm), field, ValueScale(float(low), float(high)))


def _hole(image: FloatImage, cell: Cell) -> tuple[float, float]:
    """Return contrast over noise of the hole in a cell's middle, and the noise."""
    part, distance_mm = _around(image, cell.centre, cell.diameter_mm / 2 + _RING_MM[1])
    radius = cell.diameter_mm / 2
    inside = part[distance_mm <= _MIDDLE * radius]
    beside = part[(distance_mm >= radius + _RING_MM[0]) & (distance_mm <= radius + _RING_MM[1])]
    noise = float(beside.std())
    contrast = abs(float(inside.mean() - beside.mean()))
    return (contrast / noise if noise > 0 else 0.0), noise


def _is_found(image: FloatImage, cell: Cell) -> bool:
    """Whether the corner with the hole is the darkest of the four."""
    pitch = PITCH_MM
    means = []
    for down in (-CORNER_MM, CORNER_MM):
        for across in (-CORNER_MM, CORNER_MM):
            corner = cell.centre[0] + down / pitch, cell.centre[1] + across / pitch
            part, distance_mm = _around(image, corner, cell.diameter_mm / 2)
            means.append((float(part[distance_mm <= cell.diameter_mm / 2].mean()), corner))
    assert cell.corner is not None  # noqa: S101 - only such cells are asked
    darkest = min(means)[1]
    return bool(np.hypot(darkest[0] - cell.corner[0], darkest[1] - cell.corner[1]) < 1)


def _around(
    image: FloatImage, centre: tuple[float, float], reach_mm: float
) -> tuple[FloatImage, FloatImage]:
    """Return the pixels near a place of the full plate, and how far each is from it in mm."""
    pitch_mm = PITCH_MM * REDUCTION
    row, column = ((at + 0.5) / REDUCTION - 0.5 for at in centre)
    reach = reach_mm / pitch_mm + 1
    top, left = max(0, int(row - reach)), max(0, int(column - reach))
    part = image[top : int(row + reach) + 2, left : int(column + reach) + 2]
    down = (np.arange(part.shape[0]) + top - row)[:, None]
    across = (np.arange(part.shape[1]) + left - column)[None]
    distance_mm = np.asarray(np.hypot(down, across) * pitch_mm, np.float32)
    return part, distance_mm
