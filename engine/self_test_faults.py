"""Self-test: the sample film with the faults that clean-up steps are there to remove."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from engine.frame import FloatImage, Frame

_GRID_CYCLES_PER_PX, _GRID_DEPTH = 0.23, 0.04
_TURNED_DEGREES = 5.0


def with_fault(step: str, frame: Frame) -> Frame:
    """Return the film with what a step is there to remove; the film itself for other steps.

    Args:
        step: Name of the step.
        frame: A film at least 200 pixels wide.
    """
    make = _FAULTS.get(step)
    if make is None:
        return frame
    everywhere = np.ones(frame.pixels.shape, np.bool_)
    return replace(frame, pixels=make(frame.pixels), field=everywhere, is_field_given=False)


def _specks(film: FloatImage) -> FloatImage:
    made = film.copy()
    made[5::37, 7::29], made[20::41, 11::31] = 0.0, 1.0
    return made


def _grid(film: FloatImage) -> FloatImage:
    across = np.arange(film.shape[1], dtype=np.float32)
    lines = 1 + _GRID_DEPTH * np.cos(2 * np.pi * _GRID_CYCLES_PER_PX * across)
    return np.asarray(np.clip(film * lines, 0, 1), np.float32)


def _letter(film: FloatImage) -> FloatImage:
    made, rows = film.copy(), film.shape[0]
    made[rows // 3 : 2 * rows // 3, :60] = 0.3
    letter = np.zeros(film.shape, np.uint8)
    cv2.putText(letter, "R", (4, rows // 2), cv2.FONT_HERSHEY_SIMPLEX, 2.0, 1, 6)
    made[letter > 0] = 1.0
    return made


def _wire(film: FloatImage) -> FloatImage:
    rows, columns = film.shape
    made = (0.3 + 0.15 * cv2.GaussianBlur(film, (0, 0), 8)).astype(np.float32)
    mask = np.zeros(film.shape, np.uint8)
    places = np.arange(columns)
    curve = rows * (places / columns + 0.05 * np.sin(places / columns * 4))
    cv2.polylines(mask, [np.stack([places, curve], 1).round().astype(np.int32)], False, 1, 3)
    made[mask > 0] += np.float32(0.35)
    return made


def _behind_collimator(film: FloatImage) -> FloatImage:
    rows, columns = film.shape
    middle, size = (columns / 2 - 0.5, rows / 2 - 0.5), (0.8 * columns, 0.8 * rows)
    inside = np.zeros(film.shape, np.uint8)
    corners = cv2.boxPoints((middle, size, _TURNED_DEGREES))
    cv2.fillPoly(inside, [np.rint(corners).astype(np.int32)], 1)
    return np.where(inside > 0, 0.3 + 0.7 * film, np.float32(0.02)).astype(np.float32)


_FAULTS: dict[str, Callable[[FloatImage], FloatImage]] = {
    "defect_pixels": _specks,
    "grid_suppression": _grid,
    "marker_removal": _letter,
    "wire_removal": _wire,
    "collimation": _behind_collimator,
    "crop_to_field": _behind_collimator,
    "deskew": _behind_collimator,
}
"""By name of the step."""
