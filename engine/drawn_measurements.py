"""Measurements drawn into a picture file, in grey, at the picture's own resolution.

The letters are those of OpenCV's own outline font, as in the words burnt into synthetic pictures,
so that the command line draws what the window does, and neither needs the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

import cv2
import numpy as np
import numpy.typing as npt

from engine.burnt_words import burnt
from engine.measurement import MeasureKind, Measurement, Point, one_line
from engine.measuring import figures, spacing_under
from engine.measuring_regions import points_on
from engine.picture import GreyImage, Picture
from engine.presentation import Presentation
from engine.radiograph import Radiograph, Spacing
from engine.shown import result_to_write
from engine.synthetic import words_of

GreyBytes = npt.NDArray[np.uint8]
Line = tuple[Point, ...]

_SCREEN_PX = 900.0
"""Sizes below are those of a film that fills a screen of so many pixels; others grow with it."""

_LINE, _HALO, _TICK, _HEAD, _LETTER, _GAP = 1.5, 4.0, 16.0, 14.0, 14.0, 12.0
_SMALLEST_LETTER_PX = 10
_HALO_DARKNESS = 0.7
_PITCH = 1.35
_WEIGHT = 500
_CORNERS = 96
_FARTHEST_PX = 30_000.0
_SUBPIXEL_BITS = 4


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is drawn for one measurement, in pixels of the picture.

    Attributes:
        lines: Each drawn from point to point.
        words: One line of text each, from the top.
        anchors: The words stand beside the rightmost of them, or the leftmost.
    """

    lines: tuple[Line, ...]
    words: tuple[str, ...]
    anchors: tuple[Point, ...]


def result_with_drawings(
    picture: Picture, radiograph: Radiograph, presentation: Presentation, *, levels: int
) -> GreyImage:
    """Return the result of a recipe for a bitmap, with what is drawn on the film.

    Args:
        picture: The result, as the film lies.
        radiograph: The film.
        presentation: Recipe, window, orientation, inversion and drawings.
        levels: 256 or 65536.

    Returns:
        (rows, columns) uint8 or uint16, new, turned for display: white lines on a dark halo. The
        words of a synthetic picture lie over them.
    """
    grey = result_to_write(picture, radiograph, presentation, levels=levels)
    if not presentation.measurements:
        return grey
    shapes = _shapes(picture.oriented(presentation.orientation), radiograph, presentation)
    line, halo = _covers(grey.shape, shapes)
    _blend(grey, halo, 0.0, _HALO_DARKNESS)
    _blend(grey, line, float(levels - 1), 1.0)
    words = words_of(radiograph, presentation.recipe)
    return burnt(grey, words, black=0, white=levels - 1) if picture.is_synthetic else grey


def _shapes(turned: Picture, radiograph: Radiograph, presentation: Presentation) -> list[_Shape]:
    rows, columns = radiograph.pixels.shape
    spacing = spacing_under(radiograph.spacing, presentation.known_object)
    unit = _unit(turned.shape)
    found, regions = [], 0
    for measurement in presentation.measurements:
        regions += measurement.kind.is_region
        outline = _outline(measurement)
        on_picture = points_on(turned, presentation.orientation, (rows, columns), outline)
        lines = tuple(_lines(measurement.kind, on_picture, unit))
        words = tuple(_words(measurement, spacing, regions))
        is_arrow = measurement.kind is MeasureKind.ARROW
        found.append(_Shape(lines, words, on_picture[:1] if is_arrow else on_picture))
    return found


def _outline(measurement: Measurement) -> Line:
    """Return the points to be joined, of a region its edge; in pixels of the film."""
    if not measurement.kind.is_region:
        return measurement.points
    (left, top), (right, bottom) = measurement.points
    if measurement.kind is MeasureKind.RECTANGLE:
        return (left, top), (right, top), (right, bottom), (left, bottom), (left, top)
    x, y, across, down = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
    steps = (2 * pi * k / _CORNERS for k in range(_CORNERS + 1))
    return tuple((x + across / 2 * cos(step), y + down / 2 * sin(step)) for step in steps)


def _lines(kind: MeasureKind, points: Line, unit: float) -> Iterator[Line]:
    """Yield the lines of a measurement on the picture, with its ends."""
    if kind is MeasureKind.COBB:
        yield points[:2]
        yield points[2:]
    elif kind is not MeasureKind.TEXT:
        yield points
    if kind is MeasureKind.LENGTH:
        across = _rotated(_along(*points), pi / 2, _TICK / 2 * unit)
        for x, y in points:
            yield (x - across[0], y - across[1]), (x + across[0], y + across[1])
    if kind is MeasureKind.ARROW:
        tail, (x, y) = points
        back = _along((x, y), tail)
        for angle in (-pi / 7, pi / 7):
            barb = _rotated(back, angle, _HEAD * unit)
            yield (x, y), (x + barb[0], y + barb[1])


def _along(start: Point, end: Point) -> Point:
    """Return the direction from one point to another, of length 1; 0 where they are one."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = hypot(x, y) or 1.0
    return x / length, y / length


def _rotated(direction: Point, angle: float, length: float) -> Point:
    x, y = direction
    return (
        length * (x * cos(angle) - y * sin(angle)),
        length * (x * sin(angle) + y * cos(angle)),
    )


def _words(measurement: Measurement, spacing: Spacing, region: int) -> Iterator[str]:
    """Yield what stands beside a measurement: its name, its figure, its true size."""
    text = one_line(measurement.text).strip()
    if measurement.kind.is_region:
        yield f"{region}  {text}".strip()
    elif text:
        yield text
    found = figures(measurement, spacing)
    if found.value:
        yield found.beside(found.provenance)
    if found.range_text:
        yield found.range_text


def _unit(shape: tuple[int, ...]) -> float:
    return sqrt(shape[0] * shape[1]) / _SCREEN_PX


def _covers(shape: tuple[int, ...], shapes: Sequence[_Shape]) -> tuple[GreyBytes, GreyBytes]:
    """Return how strongly lines and letters cover each pixel, and how their halo does: 0..255."""
    unit = _unit(shape)
    line, halo = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    thick, dark = max(1, round(_LINE * unit)), max(3, round(_HALO * unit))
    for one in shapes:
        for points in one.lines:
            _stroke(halo, points, dark)
            _stroke(line, points, thick)
    for one in shapes:  # no line runs through words
        _write(line, halo, one, unit)
    return line, halo


def _stroke(cover: GreyBytes, points: Line, thickness: int) -> None:
    near = np.clip(np.asarray(points) - 0.5, -_FARTHEST_PX, _FARTHEST_PX)
    fixed = np.round(near * 2**_SUBPIXEL_BITS).astype(np.int32)
    cv2.polylines(
        cover, [fixed], False, 255, thickness, cv2.LINE_AA, _SUBPIXEL_BITS
    )  # OpenCV counts from the middle of a pixel


def _write(line: GreyBytes, halo: GreyBytes, shape: _Shape, unit: float) -> None:
    """Put the words of a measurement beside it, within the picture."""
    if not shape.words:
        return
    rows, columns = line.shape
    letters, dark = _lettered(shape.words, unit, columns)
    height, width = letters.shape
    gap = 0.0 if not shape.lines else _GAP * unit
    right, left = max(shape.anchors), min(shape.anchors)
    x, y = right[0] + gap, right[1] - height / 2
    if x + width > columns and left[0] - gap - width >= 0:
        x, y = left[0] - gap - width, left[1] - height / 2
    column = round(min(max(x, 0.0), max(0.0, float(columns - width))))
    row = round(min(max(y, 0.0), max(0.0, float(rows - height))))
    place = slice(row, row + height), slice(column, column + width)
    fits = line[place].shape
    letters, dark = letters[: fits[0], : fits[1]], dark[: fits[0], : fits[1]]
    line[place] = np.maximum(np.where(dark > 0, 0, line[place]), letters)
    halo[place] = np.maximum(halo[place], dark)


def _lettered(words: Sequence[str], unit: float, columns: int) -> tuple[GreyBytes, GreyBytes]:
    """Return a block of words, and the halo around them: (rows, columns) uint8 each."""
    face = cv2.FontFace("sans")
    size_px = max(_SMALLEST_LETTER_PX, round(_LETTER * unit))
    margin = max(2, round(_HALO * unit / 2))
    lines = [_shortened(one, face, size_px, columns - 2 * margin) for one in words]
    pitch = round(_PITCH * size_px)
    width = max(_width(one, face, size_px) for one in lines) + 2 * margin
    letters = np.zeros((len(lines) * pitch + 2 * margin, width), np.uint8)
    for number, one in enumerate(lines):
        origin = margin, margin + number * pitch + round(0.92 * size_px)
        cv2.putText(letters, one, origin, (255, 255, 255), face, size_px, _WEIGHT)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * margin + 1, 2 * margin + 1))
    return letters, cv2.dilate(letters, kernel).astype(np.uint8, copy=False)


def _shortened(text: str, face: cv2.FontFace, size_px: int, width: int) -> str:
    shown = text
    while len(shown) > 1 and _width(shown, face, size_px) > width:
        shown = shown.rstrip("…")[:-1].rstrip() + "…"
        if shown == "…":
            break
    return shown


def _width(text: str, face: cv2.FontFace, size_px: int) -> int:
    return int(cv2.getTextSize((0, 0), text, (0, 0), face, size_px, _WEIGHT)[2])


def _blend(grey: GreyImage, cover: GreyBytes, level: float, strength: float) -> None:
    """Bring a picture towards a grey level where it is covered; in place."""
    where = np.flatnonzero(cover)
    share = cover.ravel()[where].astype(np.float32) * np.float32(strength / 255)
    flat = grey.reshape(-1)
    before = flat[where].astype(np.float32)
    flat[where] = np.round(before + (np.float32(level) - before) * share).astype(grey.dtype)
