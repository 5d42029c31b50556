"""A CT volume as a stack of coronal planes, and pictures through it from the front."""

from dataclasses import dataclass
from math import ceil, cos, radians, sin, tan
from typing import Any, Self

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.training.translation.lung_box import Box
from engine.training.translation.tissue import Volume

Affine = npt.NDArray[np.floating[Any]]

FINEST_MM, DEPTH_MM = 0.7, 2.5
"""Pixel of a plane at least, and distance of the planes: a film shows no less."""


@dataclass(frozen=True, slots=True)
class Gaze:
    """From where a volume is looked at: rays that are all but parallel.

    Attributes:
        tilt_deg: By how much the rays fall towards the back; lordotic views are below 0.
        turn_deg: By how much they turn to the patient's left.
        roll_deg: By how much the picture turns.
        source_mm: From the source behind the patient to the detector at the front.
    """

    tilt_deg: float = 0.0
    turn_deg: float = 0.0
    roll_deg: float = 0.0
    source_mm: float = 1e9


@dataclass(frozen=True, slots=True)
class View:
    """A gaze, and which part of what is seen becomes a picture of which size.

    Attributes:
        gaze: From where.
        box: In millimetres on the plane of ``middle_mm``.
        middle_mm: Depth, from the front, of the plane that is shown in its true size.
        shape: (rows, columns) of the picture.
    """

    gaze: Gaze
    box: Box
    middle_mm: float
    shape: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class CoronalGrid:
    """One quantity of a volume on coronal planes.

    Attributes:
        planes: (planes, rows, columns) float32, from the front backwards; square pixels.
        pixel_mm: Distance of rows and of columns.
        depth_mm: Distance of planes.
        height_mm: Of the volume, head to feet.
        width_mm: Right to left.
    """

    planes: Volume
    pixel_mm: float
    depth_mm: float
    height_mm: float
    width_mm: float

    @classmethod
    def of(cls, values: Volume, spacing_mm: tuple[float, float, float]) -> Self:
        """Return the grid of a volume, averaged over depth and interpolated smoothly over height.

        Args:
            values: (slices, rows, columns) float32, as ``CtVolume.values``.
            spacing_mm: (slice, row, column).
        """
        slices = len(values)
        height, depth, width = (n * mm for n, mm in zip(values.shape, spacing_mm, strict=True))
        pixel = max(FINEST_MM, spacing_mm[2])
        count, wide = max(1, round(depth / DEPTH_MM)), round(width / pixel)
        flat = np.stack([_averaged(one, (count, wide)) for one in values])
        high = round(height / pixel)
        planes = np.empty((count, high, wide), np.float32)
        for number in range(count):
            plane = np.ascontiguousarray(flat[:, number])
            planes[number] = cv2.resize(plane, (wide, high), interpolation=_between(slices, high))
        return cls(planes, height / high, depth / count, height, width)

    def slab(self, view: View, front_mm: float, back_mm: float) -> FloatImage:
        """Return the mean over a range of depths, (rows, columns) of the view, float32."""
        first, last = (round(mm / self.depth_mm) for mm in (front_mm, back_mm))
        first = min(max(first, 0), len(self.planes) - 1)
        numbers = range(first, min(max(last, first + 1), len(self.planes)))
        return self._sum(view, numbers) / np.float32(len(numbers))

    def projection(self, view: View) -> FloatImage:
        """Return the integral over all depths: the quantity times millimetres."""
        return self._sum(view, range(len(self.planes))) * np.float32(self.depth_mm)

    def edge_mm(self, gaze: Gaze, middle_mm: float) -> tuple[float, float]:
        """Return how far (rows, columns) any plane is moved, at most."""
        reach = max(middle_mm, len(self.planes) * self.depth_mm - middle_mm)
        return (
            reach * abs(tan(radians(gaze.tilt_deg))),
            reach * abs(tan(radians(gaze.turn_deg))),
        )

    def _sum(self, view: View, numbers: range) -> FloatImage:
        """Return the sum of planes, each moved and sized as the gaze sees it."""
        oversampling = max(1, ceil(view.box.width_mm / view.shape[1] / self.pixel_mm / 2))
        size = view.shape[1] * oversampling, view.shape[0] * oversampling
        total = np.zeros(size[::-1], np.float32)
        for number in numbers:
            if not self.planes[number].any():
                continue  # before and behind the patient there is nothing to add
            matrix = self._matrix(view, (number + 0.5) * self.depth_mm, size)
            total += cv2.warpAffine(
                self.planes[number],
                matrix,
                size,
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            )
        if oversampling > 1:
            total = cv2.resize(total, view.shape[::-1], interpolation=cv2.INTER_AREA)
        return total

    def _matrix(self, view: View, depth_mm: float, size: tuple[int, int]) -> Affine:
        """Return the affine from picture pixels to pixels of the plane at a depth: (2, 3)."""
        gaze, box = view.gaze, view.box
        behind = depth_mm - view.middle_mm
        scale = 1 - behind / gaze.source_mm  # planes nearer the source are shown larger
        middle = np.array([(box.left_mm + box.right_mm) / 2, (box.top_mm + box.bottom_mm) / 2])
        shift = behind * np.tan(np.deg2rad([gaze.turn_deg, gaze.tilt_deg]))
        angle = radians(gaze.roll_deg)
        turn = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
        step = np.diag([box.width_mm / size[0], box.height_mm / size[1]])
        linear = scale * turn @ step  # pixels of the picture -> mm on the plane
        start = middle + shift - linear @ (np.array(size) / 2 - 0.5)
        to_pixels = np.column_stack([linear, start]) / self.pixel_mm
        to_pixels[:, 2] -= 0.5  # a pixel's centre
        return to_pixels


def _averaged(values: FloatImage, size: tuple[int, int]) -> FloatImage:
    """Return an axial slice as (planes, columns)."""
    small = cv2.resize(values, size[::-1], interpolation=cv2.INTER_AREA)
    return small.astype(np.float32)


def _between(slices: int, rows: int) -> int:
    """Return how to interpolate over height: smoothly where slices lie apart."""
    return cv2.INTER_CUBIC if rows >= slices else cv2.INTER_AREA
