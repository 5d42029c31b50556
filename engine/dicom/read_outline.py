"""Rectangles, circles and polygons that a file draws around the exposed field."""

import cv2
import numpy as np
from pydicom.dataset import Dataset

from engine.dicom.read_values import numbers, texts, whole
from engine.frame import BoolImage


def inside_of(
    ds: Dataset, part: str, shape: tuple[int, int], notices: list[str]
) -> BoolImage | None:
    """Return (rows, columns) True where shutters or collimators let the film be; None without.

    Several shapes add up.

    Args:
        ds: The dataset.
        part: "Shutter" (PS3.3 C.7.6.11) or "Collimator" (C.8.7.3): they have the same geometry.
        shape: (rows, columns).
        notices: Gets a sentence for each shape that makes no sense.
    """
    shapes = texts(ds, f"{part}Shape")
    makers = {"RECTANGULAR": _rectangle, "CIRCULAR": _circle, "POLYGONAL": _polygon}
    visible: BoolImage | None = None
    for name in shapes:
        one = makers[name](ds, part, shape) if name in makers else None
        if one is None:
            notices.append(f"A {part.lower()} of shape {name} in the file makes no sense; ignored.")
            continue
        visible = one if visible is None else visible & one
    return visible


def _rectangle(ds: Dataset, part: str, shape: tuple[int, int]) -> BoolImage | None:
    """Return what lies between the edges; rows and columns count from 1."""
    left, right = whole(ds, f"{part}LeftVerticalEdge"), whole(ds, f"{part}RightVerticalEdge")
    upper = whole(ds, f"{part}UpperHorizontalEdge")
    lower = whole(ds, f"{part}LowerHorizontalEdge")
    if left is None or right is None or upper is None or lower is None:
        return None
    if left > right or upper > lower:
        return None
    visible = np.zeros(shape, dtype=np.bool_)
    visible[max(0, upper - 1) : max(0, lower), max(0, left - 1) : max(0, right)] = True
    return visible


def _circle(ds: Dataset, part: str, shape: tuple[int, int]) -> BoolImage | None:
    centre = numbers(ds, f"CenterOfCircular{part}")
    radius = whole(ds, f"RadiusOfCircular{part}")
    if len(centre) != 2 or not np.isfinite(centre).all() or radius is None or radius <= 0:
        return None
    row = np.arange(1, shape[0] + 1, dtype=np.float64)[:, None] - centre[0]
    column = np.arange(1, shape[1] + 1, dtype=np.float64)[None, :] - centre[1]
    inside: BoolImage = row**2 + column**2 <= float(radius) ** 2
    return inside


def _polygon(ds: Dataset, part: str, shape: tuple[int, int]) -> BoolImage | None:
    found = numbers(ds, f"VerticesOfThePolygonal{part}")
    is_sane = all(abs(one) < 1e6 for one in found)  # NaN is not
    if len(found) < 6 or len(found) % 2 or not is_sane:
        return None
    corners = np.array(found).reshape(-1, 2)[:, ::-1] - 1  # row, column from 1 -> x, y from 0
    drawn = np.zeros(shape, dtype=np.uint8)
    cv2.fillPoly(drawn, [np.rint(corners).astype(np.int32)], 1)
    return drawn.astype(np.bool_)
