"""What a drawn region holds on a picture as shown, and how well two of them are told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage
from engine.grayscale.modality import FloatValues
from engine.grayscale.table import ENTRIES
from engine.grayscale.voi import Voi
from engine.measurement import MeasureKind, Measurement, Point
from engine.ops.stripes import stripe_rows, stripes
from engine.orientation import Orientation
from engine.picture import Picture
from engine.placement import Matrix, Placement
from engine.progress import Progress

_FINEST_PX = 6
"""Decimals of a pixel that count: a centre on the edge falls to one side, whatever the turn."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean, spread and ends of a number of values.

    Attributes:
        mean: Their mean.
        sd: Sample standard deviation; 0 of a single value.
        low, high: The least and the greatest.
    """

    mean: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """What a region holds on one picture.

    Attributes:
        pixels: How many centres of pixels lie in it, at least 1.
        mean, sd, low, high: Grey as shown, in shares of the display range: 0 black, 1 white.
        modality: The same in modality values, of a film as read; None of a result.
    """

    pixels: int
    mean: float
    sd: float
    low: float
    high: float
    modality: Spread | None = None


def region_figures(
    measurement: Measurement,
    picture: Picture,
    orientation: Orientation,
    film_shape: tuple[int, int],
    voi: Voi,
    is_inverted: bool = False,
    *,
    excluded: BoolImage | None = None,
) -> RegionFigures | None:
    """Return what a rectangle or an ellipse holds; None where it has no pixel to count.

    A pixel counts where its centre lies inside. Only padding and what a shutter hides are left
    out, and never what a recipe takes for unexposed, so that original and result count the same.

    Args:
        measurement: A region, in pixels of the film as read.
        picture: As shown: turned, and cut where a recipe cuts.
        orientation: How it is turned.
        film_shape: (rows, columns) of the film as read.
        voi: The window it is shown with.
        is_inverted: The user asked for the negative.
        excluded: (rows, columns) of the film as read, True where nothing is to be counted.

    Raises:
        ValueError: If the measurement encloses nothing.
    """
    if not measurement.kind.is_region:
        raise ValueError(f"{measurement.kind.value} encloses nothing")
    way = _way(picture, orientation).pixels(picture.shape, film_shape)
    counts = _counts(measurement, picture, way, film_shape, excluded)
    pixels = int(counts.sum())
    if not pixels:
        return None
    levels = picture.table(voi, is_inverted=is_inverted, levels=ENTRIES) / (ENTRIES - 1)
    shown = _spread(counts, levels)
    modality = _spread(counts, picture.values) if picture.scale is None else None
    return RegionFigures(pixels, shown.mean, shown.sd, shown.low, shown.high, modality)


def contrast_to_noise(one: RegionFigures, other: RegionFigures) -> float | None:
    """Return by how many pooled standard deviations two means differ; None where nothing spreads.

    Source: the contrast-to-noise ratio |mean 1 - mean 2| / sigma, with the pooled standard
    deviation of two samples, each weighted by its degrees of freedom.
    """
    freedom = one.pixels + other.pixels - 2
    if freedom < 1:
        return None
    variance = ((one.pixels - 1) * one.sd**2 + (other.pixels - 1) * other.sd**2) / freedom
    return abs(one.mean - other.mean) / sqrt(variance) if variance > 0 else None


def points_on(
    picture: Picture,
    orientation: Orientation,
    film_shape: tuple[int, int],
    points: Sequence[Point],
) -> tuple[Point, ...]:
    """Return where points of the film as read lie on a picture as shown.

    Args:
        picture: Turned, and cut where a recipe cuts; of any resolution.
        orientation: How it is turned.
        film_shape: (rows, columns) of the film as read.
        points: (x, y) in pixels of the film, from the outer edge of the first.

    Returns:
        (x, y) each, in pixels of the picture, counted alike; may lie beside it.
    """
    way = _way(picture, orientation).inverse().pixels(film_shape, picture.shape)
    return _moved(points, way)


def points_on_film(
    picture: Picture,
    orientation: Orientation,
    film_shape: tuple[int, int],
    points: Sequence[Point],
) -> tuple[Point, ...]:
    """Return where points of a picture as shown lie on the film: back from ``points_on``."""
    return _moved(points, _way(picture, orientation).pixels(picture.shape, film_shape))


def _way(picture: Picture, orientation: Orientation) -> Placement:
    """Return the way from shares of the picture as shown to shares of the film as read."""
    return orientation.placement().after(picture.placement)


def _moved(points: Sequence[Point], way: Matrix) -> tuple[Point, ...]:
    return tuple(
        (
            float(way[0, 0] * x + way[0, 1] * y + way[0, 2]),
            float(way[1, 0] * x + way[1, 1] * y + way[1, 2]),
        )
        for x, y in points
    )


def _counts(
    measurement: Measurement,
    picture: Picture,
    way: Matrix,
    film_shape: tuple[int, int],
    excluded: BoolImage | None,
) -> npt.NDArray[np.int64]:
    """Return how often each index of the picture occurs in the region: (65536,)."""
    rows, columns = _box(measurement, picture, way)
    counts = np.zeros(ENTRIES, np.int64)
    height, width = rows.stop - rows.start, columns.stop - columns.start
    if height < 1 or width < 1:
        return counts
    x = np.arange(columns.start, columns.stop) + 0.5
    for part in stripes(height, stripe_rows((height, width)), Progress()):
        y = np.arange(rows.start + part.start, rows.start + part.stop)[:, None] + 0.5
        on_film_x, on_film_y = _on_film(way[0], x, y), _on_film(way[1], x, y)
        inside = _inside(measurement, on_film_x, on_film_y)
        inside &= (on_film_x >= 0) & (on_film_x < film_shape[1])
        inside &= (on_film_y >= 0) & (on_film_y < film_shape[0])
        if excluded is not None:
            row, column = (
                np.broadcast_to(one, inside.shape)[inside].astype(np.intp)
                for one in (on_film_y, on_film_x)
            )
            inside[inside] = ~excluded[row, column]
        stripe = slice(rows.start + part.start, rows.start + part.stop)
        counts += np.bincount(picture.indices[stripe, columns][inside], minlength=ENTRIES)
    return counts


def _on_film(way: FloatValues, x: FloatValues, y: FloatValues) -> FloatValues:
    """Return one coordinate on the film: a single row or column where the other does not count."""
    along = way[0] * x if way[0] else np.zeros(1)
    across = way[1] * y if way[1] else np.zeros((1, 1))
    found: FloatValues = np.round(along + across + way[2], _FINEST_PX)
    return found


def _box(measurement: Measurement, picture: Picture, way: Matrix) -> tuple[slice, slice]:
    """Return the rows and columns of the picture in which the whole region lies."""
    (x, y), (other_x, other_y) = measurement.points
    square = np.vstack([way, [0.0, 0.0, 1.0]])
    back = np.linalg.inv(square)[:2]
    corners = _moved(((x, y), (other_x, y), (x, other_y), (other_x, other_y)), back)
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return _pixels(down, picture.shape[0]), _pixels(across, picture.shape[1])


def _pixels(edges: Sequence[float], number: int) -> slice:
    low, high = max(0, floor(min(edges)) - 1), min(number, ceil(max(edges)) + 1)
    return slice(min(low, number), max(high, 0))


def _inside(measurement: Measurement, x: FloatValues, y: FloatValues) -> BoolImage:
    """Return which points of the film lie in the region; of a box not its far edges."""
    (left, right), (top, bottom) = (sorted(ends) for ends in zip(*measurement.points, strict=True))
    if measurement.kind is MeasureKind.RECTANGLE:
        box: BoolImage = (x >= left) & (x < right) & (y >= top) & (y < bottom)
        return box
    width, height = right - left, bottom - top
    if not (width and height):
        return np.zeros(np.broadcast_shapes(x.shape, y.shape), np.bool_)
    across, down = (2 * x - left - right) / width, (2 * y - top - bottom) / height
    ellipse: BoolImage = across**2 + down**2 <= 1
    return ellipse


def _spread(counts: npt.NDArray[np.int64], values: npt.NDArray[np.float64]) -> Spread:
    """Return what values spread over that occur so often; both (65536,)."""
    used = np.flatnonzero(counts)
    often, found = counts[used], values[used]
    number = int(often.sum())
    mean = float(often @ found) / number
    squares = float(often @ (found - mean) ** 2)
    sd = sqrt(squares / (number - 1)) if number > 1 else 0.0
    return Spread(mean, sd, float(found.min()), float(found.max()))
