"""Films whose lungs are made opaque in places, to see whether a translation digs holes there."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended

OPACITY = 0.9
"""How much of the way to the grey of the mediastinum the middle of a consolidation goes."""

CORE = 0.75
"""Share of its weight from which on a pixel belongs to the core of a consolidation."""

_RADII = (0.07, 0.14)
_BLUR, _SOFTNESS = 0.03, 0.02
"""Shares of the long side."""

_DENSE_PERCENT = 80.0


@dataclass(frozen=True, slots=True, eq=False)
class Consolidated:
    """A film with consolidations that it did not have.

    Attributes:
        film: (rows, columns) float32 in 0..1, as presented.
        core: (rows, columns) True where it is opaque now.
    """

    film: FloatImage
    core: BoolImage


def with_consolidations(
    film: FloatImage, field: BoolImage, lungs: BoolImage, seed: int, count: int = 2
) -> Consolidated | None:
    """Return a film with soft opaque blobs in its lungs, as bright as its mediastinum.

    The low-pass of the film is brought ``OPACITY`` of the way to the 80th percentile of its
    field where it is darker than that; ribs and vessels stay, their contrast lessened as by
    superposed fluid.

    Args:
        film: (rows, columns) float32 in 0..1, as presented.
        field: (rows, columns) True where exposed.
        lungs: (rows, columns) True in the lungs.
        seed: Of places and shapes.
        count: Blobs.

    Returns:
        None where there is no lung to plant in.
    """
    places = np.argwhere(lungs)
    if not len(places):
        return None
    random = np.random.default_rng([seed, film.size, 41])
    side = max(film.shape)
    weight = np.zeros(film.shape, np.float32)
    for _ in range(count):
        row, column = places[random.integers(len(places))]
        axes = [max(2, round(side * random.uniform(*_RADII))) for _ in range(2)]
        blob = np.zeros(film.shape, np.float32)
        centre = int(column), int(row)
        cv2.ellipse(blob, centre, axes, float(random.uniform(0, 180)), 0, 360, 1.0, -1)
        weight = np.maximum(weight, blob)
    weight = np.asarray(cv2.GaussianBlur(weight, (0, 0), _SOFTNESS * side), np.float32)
    low = np.asarray(cv2.GaussianBlur(extended(film, field), (0, 0), _BLUR * side), np.float32)
    dense = np.float32(np.percentile(film[field] if field.any() else film, _DENSE_PERCENT))
    missing = np.maximum(dense - low, 0)
    inside = weight * field
    lifted = film + np.float32(OPACITY) * inside * missing
    detail = film - low
    softened = lifted - np.float32(0.3) * inside * detail
    return Consolidated(
        np.clip(softened, 0, 1).astype(np.float32), (inside >= CORE) & (missing > 0) & lungs
    )
