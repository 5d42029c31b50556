"""Frontal pictures of CT: one coronal slice, or slabs of a whole volume, as a film frames them."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.dicom.slices import Slice
from engine.frame import BoolImage, FloatImage
from engine.training.translation.coronal_grid import CoronalGrid, Gaze, View
from engine.training.translation.images import DomainImage
from engine.training.translation.lung_box import Box, framed, lung_box
from engine.training.translation.lung_span import LungSpan, body_only, lung_span
from engine.training.translation.tissue import Appearance, ct_grey, t1_grey
from engine.training.translation.volumes import CtVolume

CROP = 1.12
"""How much larger than the lungs a picture is."""

_CROPS, _THICKNESS_MM, _TILT_DEG = (0.95, 1.25), (8.0, 60.0), 4.0
_THROUGH = (0.35, 0.85)
"""Share of the depth of the lungs in which a slab has its middle: no ribs and no sternum before."""

_PADDING = -1500.0


@dataclass(frozen=True, slots=True, eq=False)
class ShownVolume:
    """A volume made ready to be looked at.

    Attributes:
        volume: As read.
        lungs: Where the lungs are in it.
        hounsfield: (slices, rows, columns) float32, without couch.
        planes: Hounsfield units, or T1-like grey values, on coronal planes.
        appearance: Which of the two.
    """

    volume: CtVolume
    lungs: LungSpan
    hounsfield: FloatImage
    planes: CoronalGrid
    appearance: Appearance

    @classmethod
    def of(cls, volume: CtVolume, appearance: Appearance) -> "ShownVolume":
        """Return a volume ready to be looked at.

        Raises:
            NoLungsError: If it does not hold two whole lungs.
        """
        lungs = lung_span(volume)
        hounsfield = body_only(volume)
        values = t1_grey(hounsfield, volume.spacing_mm) if appearance == "t1" else hounsfield
        planes = CoronalGrid.of(values, volume.spacing_mm)
        return cls(volume, lungs, hounsfield, planes, appearance)

    def slab(self, view: View, middle_mm: float, thickness_mm: float) -> FloatImage:
        """Return a slab as (rows, columns) of the view, float32 in 0..1."""
        mean = self.planes.slab(view, middle_mm - thickness_mm / 2, middle_mm + thickness_mm / 2)
        if self.appearance == "t1":  # each thin slice has its contrast already
            return np.clip(mean, 0, 1)
        return ct_grey(mean)

    def view(self, gaze: Gaze, crop: float, long_side: int) -> View:
        """Return what a film of these lungs shows, as far as it is scanned.

        Args:
            gaze: From where.
            crop: How much larger than the lungs.
            long_side: Of the picture, in pixels.
        """
        lungs, planes = self.lungs, self.planes
        middle = (lungs.back[0] + lungs.back[1]) / 2
        wanted = framed(Box(*lungs.down, *lungs.across), crop)
        down, across = planes.edge_mm(gaze, middle)
        scanned = Box(down, planes.height_mm - down, across, planes.width_mm - across)
        box = wanted.within(scanned)
        return View(gaze, box, middle, fitting(box, long_side))

    def depth_mm(self, share: float) -> float:
        """Return the depth at a share of the lungs from front to back."""
        front, back = self.lungs.back
        return front + share * (back - front)


def coronal_picture(
    one: Slice, name: str, patient: str, *, long_side: int, appearance: Appearance
) -> DomainImage:
    """Return a coronal CT slice, cropped to what a film of its lungs would show.

    Args:
        one: Coronal, in Hounsfield units.
        name: File name.
        patient: Digest of whose it is.
        long_side: Of the picture, in square pixels; slices are enlarged to it, too.
        appearance: "ct" or "t1"; a slice alone sees its neighbours in its own plane only.

    Raises:
        NoLungsError: If it does not show two whole lungs.
    """
    values, spacing_mm = _head_up(one)
    box = lung_box(values, spacing_mm).crop(CROP)
    is_scanned = values > _PADDING
    values = np.maximum(values, -1024)
    shown = (
        t1_grey(values[np.newaxis], (max(one.thickness_mm, 1.0), *spacing_mm))[0]
        if appearance == "t1"
        else values
    )
    cut = _cut(shown, spacing_mm, box, long_side)
    image = np.clip(cut, 0, 1) if appearance == "t1" else ct_grey(cut)
    field: BoolImage = _cut(is_scanned.astype(np.float32), spacing_mm, box, long_side) > 0.999
    return DomainImage(name, patient, "slice", image, field)


def slabs(
    shown: ShownVolume, *, count: int, long_side: int, random: np.random.Generator
) -> list[DomainImage]:
    """Return slabs of random depth, thickness and crop through the lungs of a volume.

    Args:
        shown: The volume.
        count: How many.
        long_side: Of each picture, in square pixels.
        random: Of the draw.
    """
    made: list[DomainImage] = []
    for number in range(count):
        tilt, turn, roll = random.uniform(-_TILT_DEG, _TILT_DEG, 3)
        gaze = Gaze(float(tilt), float(turn), float(roll) / 2)
        view = shown.view(gaze, float(random.uniform(*_CROPS)), long_side)
        middle = shown.depth_mm(float(random.uniform(*_THROUGH)))
        image = shown.slab(view, middle, float(random.uniform(*_THICKNESS_MM)))
        made.append(
            DomainImage(
                name=f"{shown.volume.name} slab {number + 1}",
                patient=shown.volume.patient,
                kind="slab",
                image=image,
                field=np.ones(image.shape, np.bool_),
            )
        )
    return made


def fitting(box: Box, long_side: int) -> tuple[int, int]:
    """Return (rows, columns) of square pixels for a box, the longer one ``long_side``."""
    pixel = max(box.height_mm, box.width_mm) / long_side
    return max(1, round(box.height_mm / pixel)), max(1, round(box.width_mm / pixel))


def _head_up(one: Slice) -> tuple[FloatImage, tuple[float, float]]:
    """Return a coronal slice, head in the first row, right in the first column; its spacing."""
    values, spacing_mm = one.values, one.spacing_mm
    right, up = one.along_row[0], one.along_column[2]
    if abs(one.along_row[0]) < abs(one.along_row[2]):  # rows run from head to feet
        values, spacing_mm = values.T, spacing_mm[::-1]
        right, up = one.along_column[0], one.along_row[2]
    turned = values[:: -1 if up > 0 else 1, :: 1 if right > 0 else -1]
    return np.ascontiguousarray(turned), spacing_mm


def _cut(
    values: FloatImage, spacing_mm: tuple[float, float], box: Box, long_side: int
) -> FloatImage:
    """Return the part of a picture in a box, in square pixels: averaged, or enlarged smoothly."""
    row, column = spacing_mm
    rows = slice(round(box.top_mm / row), round(box.bottom_mm / row))
    columns = slice(round(box.left_mm / column), round(box.right_mm / column))
    part = np.ascontiguousarray(values[rows, columns])
    shape = fitting(box, long_side)
    is_smaller = shape[0] <= part.shape[0]
    how = cv2.INTER_AREA if is_smaller else cv2.INTER_CUBIC
    return cv2.resize(part, shape[::-1], interpolation=how).astype(np.float32)
