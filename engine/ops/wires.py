"""Leads and wires: thin bright curved lines that run across a film."""

import math

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.reduced_film import ReducedFilm, on_film
from engine.progress import Progress

_FINE, _COARSE = 0.3, 0.5  # widths of a wire: the standard deviations of its profile
_SMALLEST_PX = 0.8  # of those
_EDGE = 0.7  # how much of its slope a pixel beside an edge loses
_USUAL = 85  # per cent of the film has lower ridges than the usual one
_HIGHEST, _LOWEST = 14.0, 4.0  # times the usual ridge: at strength 0 and 1
_HIGHEST_GREY, _LOWEST_GREY = 0.06, 0.01  # of a ridge at least, the same
_WEAK = 0.5  # of that where a ridge that is sure elsewhere goes on
_SURE = 1 / 3  # of its length that is sure
_RIM_MM = 4.0  # of the field, where its own edge is a line
_MARGIN = 0.6  # widths to either side


def find_wires(
    image: FloatImage,
    field: BoolImage,
    spacing_mm: tuple[float, float],
    width_mm: float,
    length_mm: float,
    strength: float,
    progress: Progress | None = None,
) -> BoolImage:
    """Return where wires lie, with a margin.

    A wire is a bright ridge that is darker on both of its sides, far above the film's usual
    ridges, and long. Catheters, drains and sutures look the same.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where it is exposed.
        spacing_mm: (row, column).
        width_mm: Of a wire; thicker and thinner ones are found less.
        length_mm: Shorter ones are left: ribs and vessels show as short ridges.
        strength: 0..1; more finds fainter ones.
        progress: Looked at between parts.

    Returns:
        (rows, columns) True on wires, new; False outside the field.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: the ridges of Lindeberg, Int. J. Comput. Vis. 30(2), 1998, from second derivatives at
    two scales; the two thresholds of Canny, IEEE Trans. PAMI 8(6), 1986.
    """
    progress = progress or Progress()
    if not field.any() or min(image.shape) < 3:
        return np.zeros(image.shape, np.bool_)
    film = ReducedFilm.of(image, field, spacing_mm, progress)
    width_px = width_mm / film.pixel_mm
    ridge = np.zeros(film.grey.shape, np.float32)
    for share in (_FINE, _COARSE):
        progress.check()
        sigma_px = max(_SMALLEST_PX, share * width_px) * (1.0 if share == _FINE else 1.2)
        np.maximum(ridge, ridges(film.grey, sigma_px), out=ridge)
    inside = _well_inside(film)
    if not inside.any():
        return np.zeros(image.shape, np.bool_)
    usual = float(np.percentile(ridge[inside], _USUAL))
    ridge *= inside
    progress.check()
    limit = max(
        (_HIGHEST - (_HIGHEST - _LOWEST) * strength) * usual,
        _HIGHEST_GREY - (_HIGHEST_GREY - _LOWEST_GREY) * strength,
    )
    lines = _long_lines(ridge, limit, length_mm / film.pixel_mm)
    size = 2 * math.ceil(_MARGIN * width_px) + 3
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    grown = np.asarray(cv2.dilate(lines, kernel), np.uint8)
    return on_film(grown, field, progress)


def ridges(image: FloatImage, sigma_px: float) -> FloatImage:
    """Return how much each pixel lies on a bright line about four sigma wide.

    Args:
        image: (rows, columns) float32.
        sigma_px: Of the Gaussian the film is smoothed by first.

    Returns:
        (rows, columns) float32, 0 or more, new: the curvature across the line, less that along
        it and less the slope, by which the edge of something large shows; in grey values.
    """
    smooth = cv2.GaussianBlur(image, (0, 0), sigma_px)
    across, down = (
        cv2.Sobel(smooth, cv2.CV_32F, 1 - turn, turn, ksize=3, scale=1 / 8) for turn in (0, 1)
    )
    xx = cv2.Sobel(smooth, cv2.CV_32F, 2, 0, ksize=3, scale=1 / 4)
    yy = cv2.Sobel(smooth, cv2.CV_32F, 0, 2, ksize=3, scale=1 / 4)
    xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1, ksize=3, scale=1 / 4)
    spread = np.asarray(cv2.magnitude((xx - yy) / 2, xy), np.float32)
    mean = np.asarray(xx + yy, np.float32) / 2
    curved = (spread - mean - np.abs(mean + spread)) * np.float32(sigma_px**2)
    slope = np.asarray(cv2.magnitude(across, down), np.float32)
    found: FloatImage = np.maximum(curved - np.float32(_EDGE * sigma_px) * slope, 0)
    return found


def _well_inside(film: ReducedFilm) -> BoolImage:
    size = 2 * film.px(_RIM_MM) + 1
    inner = cv2.erode(
        film.field.astype(np.uint8),
        np.ones((size, size), np.uint8),
        borderType=cv2.BORDER_CONSTANT,
        borderValue=0.0,
    )
    return np.asarray(inner > 0)


def _long_lines(ridge: FloatImage, limit: float, length_px: float) -> npt.NDArray[np.uint8]:
    """Return 1 on ridges that are high somewhere, and long."""
    weak = cv2.morphologyEx(
        (ridge > _WEAK * limit).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
    )
    number, labels, facts, _ = cv2.connectedComponentsWithStats(weak, connectivity=8)
    length = np.hypot(facts[:, cv2.CC_STAT_WIDTH], facts[:, cv2.CC_STAT_HEIGHT])
    sure = np.bincount(labels[ridge > limit], minlength=number)
    is_wire = (length >= length_px) & (sure >= _SURE * length_px)
    is_wire[0] = False
    lines: npt.NDArray[np.uint8] = is_wire[labels].astype(np.uint8)
    return lines
