"""Outlines of exposed fields: half-planes cut from a film, discs, and what they cover."""

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field_edges import Line, Points

CIRCLE_CORNERS = 96
"""Corners of the polygon that stands for a circle; its area is 0.07 % short."""

_SHIFT = 8  # fractional bits of the corners given to OpenCV
_TRIALS = 400
_RAYS = 240
_CLEAR = 0.05  # grey over two px


def whole_film(shape: tuple[int, ...]) -> Points:
    """Return (4, 2) the film's outer corners, in turn."""
    right, bottom = shape[1] - 0.5, shape[0] - 0.5
    return np.array([[-0.5, -0.5], [right, -0.5], [right, bottom], [-0.5, bottom]])


def cut(polygon: Points, line: Line) -> Points:
    """Return the part of a convex polygon inside a line; (0, 2) where nothing is.

    Source: Sutherland and Hodgman, Comm. ACM 17(1), 1974.
    """
    if not len(polygon):
        return polygon
    far = line.outside(polygon)
    kept: list[Points] = []
    for here, there, a, b in zip(
        polygon, np.roll(polygon, -1, axis=0), far, np.roll(far, -1), strict=True
    ):
        if a <= 0:
            kept.append(here)
        if (a <= 0) != (b <= 0):
            kept.append(here + a / (a - b) * (there - here))
    return np.array(kept).reshape(-1, 2)


def intersection(shape: tuple[int, ...], lines: list[Line]) -> Points:
    """Return the corners of the film cut by all lines."""
    polygon = whole_film(shape)
    for line in lines:
        polygon = cut(polygon, line)
    return polygon


def side_of(polygon: Points, line: Line) -> Points:
    """Return the two ends of the side of a polygon on this line, along it; (0, 2) if none is."""
    on = polygon[np.abs(line.outside(polygon)) < 1e-3]
    if len(on) < 2:
        return np.zeros((0, 2))
    t = on @ np.array([-line.normal[1], line.normal[0]])
    return np.stack([on[t.argmin()], on[t.argmax()]])


def area(polygon: Points) -> float:
    """Return the area of a polygon in square px."""
    return float(cv2.contourArea(polygon.astype(np.float32))) if len(polygon) > 2 else 0.0


def perimeter(polygon: Points) -> float:
    """Return the length of the outline in px."""
    return (
        float(np.hypot(*(polygon - np.roll(polygon, 1, axis=0)).T).sum()) if len(polygon) else 0.0
    )


def covered(outline: Points, shape: tuple[int, ...]) -> BoolImage:
    """Return (rows, columns) True at pixels whose middle lies in a polygon."""
    mask = np.zeros(shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.rint(outline * (1 << _SHIFT)).astype(np.int32)], 1, shift=_SHIFT)
    return mask.astype(np.bool_)


def circle_outline(x: float, y: float, radius: float) -> Points:
    """Return (96, 2) corners of a circle."""
    turn = np.arange(CIRCLE_CORNERS) * 2 * np.pi / CIRCLE_CORNERS
    return np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], axis=1)


def fitted_circle(
    places: Points, least_radius: float, most_radius: float
) -> tuple[float, float, float] | None:
    """Return (x, y, radius) of the circle most points lie on; None where there is none.

    Args:
        places: (points, 2), many of them on no circle.
        least_radius: What is allowed, in px.
        most_radius: Likewise.

    Source: Fischler and Bolles, Comm. ACM 24(6), 1981 (RANSAC); the circle through those that
    agree by Kasa, IEEE Trans. Instrum. Meas. 25, 1976.
    """
    if len(places) < 12:
        return None
    random = np.random.default_rng(0)  # the same film gives the same circle
    three = random.integers(0, len(places), (_TRIALS, 3))
    found = _through(places[three])
    x, y, radius = found.T
    with np.errstate(invalid="ignore"):
        is_sane = (radius >= least_radius) & (radius <= most_radius)
    if not is_sane.any():
        return None
    x, y, radius = found[is_sane].T
    away = np.hypot(places[:, 0] - x[:, None], places[:, 1] - y[:, None]) - radius[:, None]
    best = int((np.abs(away) < 2.0).sum(axis=1).argmax())
    used = places[np.abs(away[best]) < 2.0]
    for _ in range(2):
        design = np.column_stack([2 * used, np.ones(len(used))])
        a, b, c = np.linalg.lstsq(design, (used**2).sum(axis=1), rcond=None)[0]
        r = float(np.sqrt(max(0.0, c + a * a + b * b)))
        used = places[np.abs(np.hypot(places[:, 0] - a, places[:, 1] - b) - r) < 1.5]
        if len(used) < 12:
            return None
    return (float(a), float(b), r) if least_radius <= r <= most_radius else None


def _through(three: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return (trials, 3) x, y, radius through (trials, 3, 2) points; NaN if they lie in a row."""
    base = three[:, 0]
    p, q = three[:, 1] - base, three[:, 2] - base
    twice = 2 * (p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])
    twice = np.where(np.abs(twice) < 1e-9, np.nan, twice)
    pp, qq = (p**2).sum(axis=1), (q**2).sum(axis=1)
    x = (q[:, 1] * pp - p[:, 1] * qq) / twice
    y = (p[:, 0] * qq - q[:, 0] * pp) / twice
    return np.column_stack([base[:, 0] + x, base[:, 1] + y, np.hypot(x, y)])


def outermost_edges(image: FloatImage) -> Points:
    """Return (points, 2) the first clear edges met on the way from the film's rim to its middle.

    Args:
        image: (rows, columns) float32, smoothed, about 0..1.
    """
    rows, columns = image.shape
    middle = (columns - 1) / 2, (rows - 1) / 2
    reach = int(np.hypot(*middle))
    turn = np.arange(_RAYS) * 2 * np.pi / _RAYS
    direction = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    at = direction[:, None] * np.arange(reach)[None, :, None] + middle
    on_film = ((at >= 3) & (at <= (columns - 4, rows - 4))).all(axis=2)
    x, y = at[..., 0].astype(np.float32), at[..., 1].astype(np.float32)
    rays = cv2.remap(image, x, y, cv2.INTER_LINEAR)
    slope = np.abs(cv2.blur(rays[:, 2:] - rays[:, :-2], (3, 1)))
    slope[~on_film[:, 1:-1]] = 0
    clear = slope > np.maximum(_CLEAR, 0.3 * slope.max(axis=1, keepdims=True))
    first = clear.shape[1] - 1 - clear[:, ::-1].argmax(axis=1)
    rising = np.maximum(first[:, None] - np.arange(8), 0)  # to the top of that edge
    best = np.take_along_axis(slope, rising, axis=1).argmax(axis=1)
    place = np.take_along_axis(rising, best[:, None], axis=1)[:, 0] + 1
    has_edge = clear.any(axis=1)
    points: Points = (direction * place[:, None] + middle)[has_edge]
    return points
