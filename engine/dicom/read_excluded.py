"""Where the film was not exposed, as far as the file says: padding and shutters."""

import cv2
import numpy as np
from pydicom.dataset import Dataset

from engine.dicom.read_values import as_signed, numbers, texts, whole, words
from engine.frame import BoolImage
from engine.radiograph import StoredPixels


def excluded_of(
    ds: Dataset,
    pixels: StoredPixels,
    *,
    has_padding: bool,
    is_little_endian: bool,
    notices: list[str],
) -> BoolImage | None:
    """Return (rows, columns) True at padding and outside shutters; None where there is neither.

    Args:
        ds: The dataset.
        pixels: (rows, columns) stored values.
        has_padding: A padding value in the file means these pixels: not so once colours, for
            which there is none, have become grey.
        is_little_endian: Byte order of the file.
        notices: Gets a sentence where what the file says would leave nothing.
    """
    shutter = _outside_shutters(ds, (pixels.shape[0], pixels.shape[1]), notices)
    padding = _padding(ds, pixels, is_little_endian=is_little_endian) if has_padding else None
    for name, found in (("padding", padding), ("shutter", shutter)):
        if found is not None and found.all():
            notices.append(f"The {name} in the file would hide the whole film and was ignored.")
    kept = [one for one in (padding, shutter) if one is not None and not one.all() and one.any()]
    if not kept:
        return None
    together = np.logical_or.reduce(kept) if len(kept) > 1 else kept[0]
    return None if together.all() else together


def _padding(ds: Dataset, pixels: StoredPixels, *, is_little_endian: bool) -> BoolImage | None:
    """Return where Pixel Padding Value, or its range, lies: PS3.3 C.7.5.1.1.2."""
    found = words(ds, "PixelPaddingValue", is_little_endian=is_little_endian)
    if not found:
        return None
    limit = words(ds, "PixelPaddingRangeLimit", is_little_endian=is_little_endian)
    is_signed = pixels.dtype == np.int16
    ends = [as_signed(word, is_signed=is_signed) for word in (*found[:1], *limit[:1])]
    low, high = min(ends), max(ends)
    bounds = np.iinfo(pixels.dtype)
    if high < bounds.min or low > bounds.max:
        return None
    if low == high:
        same: BoolImage = pixels == low
        return same
    inside: BoolImage = (pixels >= max(low, bounds.min)) & (pixels <= min(high, bounds.max))
    return inside


def _outside_shutters(ds: Dataset, shape: tuple[int, int], notices: list[str]) -> BoolImage | None:
    """Return what the display shutters hide: PS3.3 C.7.6.11; several shapes add up."""
    shapes = texts(ds, "ShutterShape")
    makers = {"RECTANGULAR": _rectangle, "CIRCULAR": _circle, "POLYGONAL": _polygon}
    visible: BoolImage | None = None
    for name in shapes:
        one = makers[name](ds, shape) if name in makers else None
        if one is None:
            notices.append(f"A shutter of shape {name} in the file makes no sense; ignored.")
            continue
        visible = one if visible is None else visible & one
    return None if visible is None else ~visible


def _rectangle(ds: Dataset, shape: tuple[int, int]) -> BoolImage | None:
    """Return what lies between the edges; rows and columns count from 1."""
    left, right = whole(ds, "ShutterLeftVerticalEdge"), whole(ds, "ShutterRightVerticalEdge")
    upper = whole(ds, "ShutterUpperHorizontalEdge")
    lower = whole(ds, "ShutterLowerHorizontalEdge")
    if left is None or right is None or upper is None or lower is None:
        return None
    if left > right or upper > lower:
        return None
    visible = np.zeros(shape, dtype=np.bool_)
    visible[max(0, upper - 1) : max(0, lower), max(0, left - 1) : max(0, right)] = True
    return visible


def _circle(ds: Dataset, shape: tuple[int, int]) -> BoolImage | None:
    centre, radius = numbers(ds, "CenterOfCircularShutter"), whole(ds, "RadiusOfCircularShutter")
    if len(centre) != 2 or not np.isfinite(centre).all() or radius is None or radius <= 0:
        return None
    row = np.arange(1, shape[0] + 1, dtype=np.float64)[:, None] - centre[0]
    column = np.arange(1, shape[1] + 1, dtype=np.float64)[None, :] - centre[1]
    inside: BoolImage = row**2 + column**2 <= float(radius) ** 2
    return inside


def _polygon(ds: Dataset, shape: tuple[int, int]) -> BoolImage | None:
    found = numbers(ds, "VerticesOfThePolygonalShutter")
    is_sane = all(abs(one) < 1e6 for one in found)  # NaN is not
    if len(found) < 6 or len(found) % 2 or not is_sane:
        return None
    corners = np.array(found).reshape(-1, 2)[:, ::-1] - 1  # row, column from 1 -> x, y from 0
    drawn = np.zeros(shape, dtype=np.uint8)
    cv2.fillPoly(drawn, [np.rint(corners).astype(np.int32)], 1)
    return drawn.astype(np.bool_)
