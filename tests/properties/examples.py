"""What to try each step with: most at their defaults and on any film, some not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from engine.frame import FloatImage, Frame
from engine.step import Step, StepType
from tests.properties.faults import (
    film_behind_collimator,
    film_with_grid,
    film_with_letters,
    film_with_specks,
    film_with_wire,
)
from tests.properties.films import frame_of, grey_film

Film: TypeAlias = Callable[[int, int], FloatImage]
"""From (rows, columns) to a film, (rows, columns) float32 in 0..1."""

VALUES: dict[str, Mapping[str, float]] = {
    "adaptive_equalisation": {"tile_mm": 50.0},  # else a film this small is one tile
    "wire_removal": {"length_mm": 20.0},
    "rotate": {"angle_degrees": 7.0},
    "crop": {"left_percent": 10.0, "top_percent": 5.0},
    "resample": {"spacing_mm": 0.15},
}
"""By name of the step: numbers at which it does something, where its defaults do nothing."""

FAULTY: dict[str, Film] = {
    "defect_pixels": film_with_specks,
    "grid_suppression": film_with_grid,
    "marker_removal": film_with_letters,
    "wire_removal": film_with_wire,
    "collimation": film_behind_collimator,
    "crop_to_field": film_behind_collimator,
    "deskew": film_behind_collimator,
}
"""By name of the step: a film with the fault that it is there to remove."""

ADMITS: Mapping[str, float] = {"admit_any": 1.0}
"""The films here are none that a gate would admit."""


def made(kind: StepType, values: Mapping[str, float] | None = None) -> Step:
    """Return a step that takes any film and does something to it."""
    admits = {p.name: ADMITS[p.name] for p in kind.parameters if p.name in ADMITS}
    return kind.make({**VALUES.get(kind.name, {}), **(values or {}), **admits})


def faulty_frame(kind: StepType, rows: int, columns: int) -> Frame:
    """Return a film on which the step has something to do."""
    if kind.name in FAULTY:
        return frame_of(FAULTY[kind.name](rows, columns))
    frame = frame_of(grey_film(rows, columns, noise=0.05))
    if getattr(kind.step_class, "needs_region", False):
        drawn = np.zeros((rows, columns), np.float32)
        drawn[rows // 4 : rows // 2, columns // 4 : columns // 2] = 1.0
        frame = replace(frame, region=drawn)
    return frame
