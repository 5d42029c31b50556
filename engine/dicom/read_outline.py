"""Rectangles, circles and polygons that a file draws around the exposed field."""

from dataclasses import replace

from pydicom.dataset import Dataset

from engine.dicom.read_values import number, numbers, of_frame, texts, whole
from engine.shutter import Shutter

_FARTHEST = 1_000_000
"""No film has so many rows; what lies beyond is nonsense, and not to be squared."""

_WHITE = 65535


def outline_of(ds: Dataset, part: str, notices: list[str]) -> Shutter | None:
    """Return the shapes within which shutters or collimators let a film be; None without any.

    Args:
        ds: The dataset, or an item that holds these attributes.
        part: "Shutter" (PS3.3 C.7.6.11) or "Collimator" (C.8.7.3): they have the same geometry.
        notices: Gets a sentence for each shape that makes no sense.
    """
    found = Shutter()
    for name in texts(ds, f"{part}Shape"):
        with_shape = _with_shape(found, name, ds, part)
        if with_shape is None:
            notices.append(f"A {part.lower()} of shape {name} in the file makes no sense; ignored.")
        else:
            found = with_shape
    return None if found.is_empty else found


def shutter_of(ds: Dataset, frame: int, notices: list[str]) -> Shutter | None:
    """Return the display shutter of one frame, of any extent; None where the file has none.

    Args:
        ds: The dataset of an image or of a presentation state.
        frame: 0-based; its own shutter wins over that of all frames.
        notices: Gets a sentence for each shape that makes no sense.

    Source: DICOM PS3.3 C.7.6.11, and C.8.19.6.4 for a frame's own.
    """
    group = of_frame(ds, frame, "FrameDisplayShutterSequence") or ds
    shutter = outline_of(group, "Shutter", notices)
    value = number(group, "ShutterPresentationValue")
    if shutter is None or value is None:
        return shutter
    return replace(shutter, grey=min(max(value, 0.0), _WHITE) / _WHITE)


def _with_shape(found: Shutter, name: str, ds: Dataset, part: str) -> Shutter | None:
    """Return ``found`` with one more shape, or None where that makes no sense."""
    if name == "RECTANGULAR" and (edges := _rectangle(ds, part)):
        return replace(found, rectangle=edges)
    if name == "CIRCULAR" and (circle := _circle(ds, part)):
        return replace(found, circle=circle)
    if name == "POLYGONAL" and (corners := _polygon(ds, part)):
        return replace(found, polygon=corners)
    return None


def _rectangle(ds: Dataset, part: str) -> tuple[int, int, int, int] | None:
    """Return (upper, left, lower, right)."""
    left, right = whole(ds, f"{part}LeftVerticalEdge"), whole(ds, f"{part}RightVerticalEdge")
    upper = whole(ds, f"{part}UpperHorizontalEdge")
    lower = whole(ds, f"{part}LowerHorizontalEdge")
    if left is None or right is None or upper is None or lower is None:
        return None
    return None if left > right or upper > lower else (upper, left, lower, right)


def _circle(ds: Dataset, part: str) -> tuple[float, float, float] | None:
    """Return (row, column, radius)."""
    centre = numbers(ds, f"CenterOfCircular{part}")
    radius = whole(ds, f"RadiusOfCircular{part}")
    if len(centre) != 2 or not _is_near(centre) or radius is None or not 0 < radius < _FARTHEST:
        return None
    return centre[0], centre[1], float(radius)


def _polygon(ds: Dataset, part: str) -> tuple[tuple[float, float], ...]:
    """Return (row, column) of each corner; () where they outline nothing."""
    found = numbers(ds, f"VerticesOfThePolygonal{part}")
    if len(found) < 6 or len(found) % 2 or not _is_near(found):
        return ()
    return tuple(zip(found[::2], found[1::2], strict=True))


def _is_near(places: tuple[float, ...]) -> bool:
    return all(abs(one) < _FARTHEST for one in places)  # NaN is not
