"""Where body and lungs are in a whole CT volume."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.training.translation.lung_box import GRID_MM, NoLungsError, ellipse, largest_part
from engine.training.translation.volumes import CtVolume

_TISSUE, _AIR = -400.0, -480.0
_WINDPIPE_MM, _SMALLEST_CM2 = 24.0, 5.0
_SMALLEST_SLICE = 0.06
"""Share of the widest slice's lung area below which a slice is no longer through the lungs."""

_MOST_CUT = 0.35
"""Share of that area which the first and the last slice may still show."""

_WIDTH_MM, _HEIGHT_MM = (170.0, 400.0), (120.0, 380.0)


@dataclass(frozen=True, slots=True)
class LungSpan:
    """Which part of a volume holds the lungs, in millimetres from its first voxel's corner.

    Attributes:
        down: From the apex to the base.
        back: From the front to the back.
        across: From the patient's right to the left.
    """

    down: tuple[float, float]
    back: tuple[float, float]
    across: tuple[float, float]


def body_only(volume: CtVolume) -> FloatImage:
    """Return the Hounsfield units with air where no body is: no couch, no clothes, no arms' tubes.

    Returns:
        (slices, rows, columns) float32, new, at least -1024.
    """
    kept = np.full(volume.values.shape, -1000, np.float32)
    for number, values in enumerate(volume.values):
        body = body_of(values)
        kept[number][body] = np.maximum(values[body], -1024)
    return kept


def body_of(hounsfield: FloatImage) -> BoolImage:
    """Return where the body is in an axial slice: its largest part, with the air inside it.

    Args:
        hounsfield: (rows, columns) float32.
    """
    tissue = (hounsfield > _TISSUE).astype(np.uint8)
    thick = cv2.morphologyEx(tissue, cv2.MORPH_OPEN, ellipse(5), borderValue=0)
    body = largest_part(thick > 0)
    filled = np.zeros(hounsfield.shape, np.uint8)
    outlines, _ = cv2.findContours(body.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(filled, outlines, -1, (1,), cv2.FILLED)
    return filled > 0


def lung_span(volume: CtVolume) -> LungSpan:
    """Return where the lungs are in a volume.

    Args:
        volume: Of a chest, or not.

    Raises:
        NoLungsError: If it does not hold two whole lungs.
    """
    lungs = _lungs(volume)  # (slices, rows, columns) at GRID_MM in the slice
    area = lungs.sum(axis=(1, 2)) * (GRID_MM / 10) ** 2
    if area.max() < 10 * _SMALLEST_CM2:
        raise NoLungsError("no lungs are in it.")
    first, last = _run(area, _SMALLEST_SLICE * float(area.max()))
    if max(area[0], area[-1]) > _MOST_CUT * area.max():
        raise NoLungsError("the lungs are cut off at its upper or lower end.")
    inside = lungs[first : last + 1]
    step = volume.spacing_mm[0]
    span = LungSpan(
        down=(first * step, (last + 1) * step),
        back=_ends(inside, 1),
        across=_ends(inside, 2),
    )
    wide, high = (end - start for start, end in (span.across, span.down))
    if not _WIDTH_MM[0] <= wide <= _WIDTH_MM[1] or not _HEIGHT_MM[0] <= high <= _HEIGHT_MM[1]:
        raise NoLungsError(f"what could be lungs is {wide:.0f} mm wide and {high:.0f} mm high.")
    return span


def _lungs(volume: CtVolume) -> npt.NDArray[np.bool_]:
    """Return wide air inside the body, slice by slice."""
    _, rows, columns = volume.values.shape
    size = (
        max(8, round(columns * volume.spacing_mm[2] / GRID_MM)),
        max(8, round(rows * volume.spacing_mm[1] / GRID_MM)),
    )
    found = np.zeros((len(volume.values), size[1], size[0]), np.bool_)
    for number, values in enumerate(volume.values):
        small = cv2.resize(np.maximum(values, -1024), size, interpolation=cv2.INTER_AREA)
        air = (body_of(small) & (small < _AIR)).astype(np.uint8)
        closed = cv2.morphologyEx(air, cv2.MORPH_CLOSE, ellipse(5))
        wide = cv2.morphologyEx(
            closed, cv2.MORPH_OPEN, ellipse(round(_WINDPIPE_MM / GRID_MM)), borderValue=0
        )
        found[number] = wide > 0
    return found


def _run(area: npt.NDArray[np.float64], least: float) -> tuple[int, int]:
    """Return the first and last of the neighbouring slices around the widest that show enough."""
    first = last = int(np.argmax(area))
    while first > 0 and area[first - 1] >= least:
        first -= 1
    while last < len(area) - 1 and area[last + 1] >= least:
        last += 1
    return first, last


def _ends(lungs: npt.NDArray[np.bool_], axis: int) -> tuple[float, float]:
    """Return where lungs begin and end along an axis of the slices, in millimetres."""
    where = np.unique(np.nonzero(lungs)[axis])
    return float(where[0]) * GRID_MM, float(where[-1] + 1) * GRID_MM
