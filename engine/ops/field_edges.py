"""Straight edges that may bound the exposed field: votes for lines, and how well they hold."""

from dataclasses import dataclass
from typing import Self, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage

Points: TypeAlias = npt.NDArray[np.float64]
"""(..., 2): x, y in px of the reduced film; the middle of the first pixel is 0, 0."""

MOST_LINES = 72
"""Lines looked at closely; a film has four to eight edges, and anatomy has a few dozen."""

REACH_PX = 8
"""How far to either side of a line its edge has to be the strongest."""

_ALONG = 160  # points looked at along a line
_ROUGHLY = 96  # and at first
_REMAP_ROWS = 16384  # OpenCV takes less than 32768 at a time
_OFF_PX = 1.75  # an edge so near to the line lies on it
_BIN_PX = 2.0
_SPREAD = 3  # degrees by which a gradient may miss the direction of its line


@dataclass(frozen=True, slots=True)
class Line:
    """A straight edge of a field.

    Attributes:
        angle: Direction of its outward normal in radians, from x towards y.
        distance: Of the line from ``origin`` along the normal, in px.
        origin: (x, y) the distance is counted from.
    """

    angle: float
    distance: float
    origin: tuple[float, float]

    @property
    def normal(self) -> Points:
        """(2,) unit vector outwards."""
        return np.array([np.cos(self.angle), np.sin(self.angle)])

    @property
    def foot(self) -> Points:
        """(2,) the point of the line next to the origin."""
        return np.array(self.origin) + self.distance * self.normal

    def outside(self, points: Points) -> npt.NDArray[np.float64]:
        """Return how far points lie outside, in px; negative inside."""
        out: npt.NDArray[np.float64] = (points - self.foot) @ self.normal
        return out

    def moved(self, across_px: float, slope: float) -> Self:
        """Return the line moved outwards and turned, ``slope`` px outwards a px along."""
        turned = self.angle - float(np.arctan(slope))
        normal = np.array([np.cos(turned), np.sin(turned)])
        foot = self.foot + across_px * self.normal
        return type(self)(turned, float((foot - self.origin) @ normal), self.origin)


def gradients(image: FloatImage) -> tuple[FloatImage, FloatImage, FloatImage]:
    """Return x and y derivatives by Scharr, and their length, of (rows, columns) float32."""
    x = cv2.Scharr(image, cv2.CV_32F, 1, 0, scale=1 / 32)
    y = cv2.Scharr(image, cv2.CV_32F, 0, 1, scale=1 / 32)
    return x, y, cv2.magnitude(x, y)  # type: ignore[return-value]


def ridges(x: FloatImage, y: FloatImage, length: FloatImage) -> BoolImage:
    """Return where the gradient is longest across its edge: thin edges, all but the faintest."""
    is_across = np.abs(x) > np.abs(y)
    beside = cv2.dilate(length, np.ones((1, 3), np.uint8))
    above = cv2.dilate(length, np.ones((3, 1), np.uint8))
    thin = length >= np.where(is_across, beside, above)
    thin[[0, -1]] = thin[:, [0, -1]] = False
    return thin & (length > np.median(length))


def voted_lines(x: FloatImage, y: FloatImage, length: FloatImage, thin: BoolImage) -> list[Line]:
    """Return the lines that most edges lie on, the best first.

    Each edge votes for lines square to its gradient. The outward side of a line is the one the
    middle of the film is not on.

    Args:
        x: Derivatives of the reduced film to the right.
        y: Downwards.
        length: Of the gradients.
        thin: Which of them vote.

    Source: Duda and Hart, Comm. ACM 15(1), 1972, with the direction of the gradient used as
    O'Gorman and Clowes, IEEE Trans. Comput. C-25(4), 1976, do.
    """
    rows, columns = length.shape
    middle = (columns - 1) / 2, (rows - 1) / 2
    half = int(np.ceil(np.hypot(rows, columns) / 2 / _BIN_PX)) + 1
    votes = cv2.GaussianBlur(_votes(x, y, length, thin, half), (3, 3), 0.7)
    peak = votes >= cv2.dilate(votes, np.ones((7, 7), np.uint8))
    score = np.where(peak, votes, 0)[4:-4]
    least = 0.03 * min(rows, columns) / _BIN_PX
    score[:, np.abs(np.arange(2 * half) - half) < least] = 0
    best = np.argsort(score, axis=None, kind="stable")[::-1][:MOST_LINES]
    lines = []
    for turn, place in zip(*np.unravel_index(best, score.shape), strict=True):
        far_px = float((place - half) * _BIN_PX)
        degrees = float(turn) if far_px > 0 else float(turn) + 180
        lines.append(Line(float(np.radians(degrees % 360)), abs(far_px), middle))
    return lines


def _votes(
    x: FloatImage, y: FloatImage, length: FloatImage, thin: BoolImage, half: int
) -> FloatImage:
    """Return (4 + 360 + 4, 2 half): votes by degrees of the gradient, and distance in bins."""
    down, across = (place.astype(np.int32) for place in np.nonzero(thin))
    strong = length[thin]
    weight = np.minimum(strong / (2 * np.median(strong) + 1e-9), 1.0)
    direction = np.rint(cv2.phase(x[thin], y[thin], angleInDegrees=True).ravel()).astype(np.int32)
    turns = np.radians(np.arange(360)).astype(np.float32)
    cosine, sine = np.cos(turns) / np.float32(_BIN_PX), np.sin(turns) / np.float32(_BIN_PX)
    off_x = across - np.float32((length.shape[1] - 1) / 2)
    off_y = down - np.float32((length.shape[0] - 1) / 2)
    votes = np.zeros(360 * 2 * half)
    for turn in range(-_SPREAD, _SPREAD + 1):
        bins = (direction + turn) % 360
        place = np.rint(off_x * cosine[bins] + off_y * sine[bins]).astype(np.int32)
        votes += np.bincount(bins * (2 * half) + place + half, weight, votes.size)
    grid = votes.reshape(360, 2 * half)
    return np.vstack([grid[-4:], grid, grid[:4]]).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """The film across a curve, at points along it.

    Attributes:
        places: (points, 2) where along the curve; those beyond the film are left out.
        edge_px: (points,) how far outwards the strongest edge lies.
        step: (points,) grey outside less grey inside, a few px off.
        wide_step: The same, further off.
        spacing_px: Between points.
    """

    places: Points
    edge_px: npt.NDArray[np.float64]
    step: npt.NDArray[np.float32]
    wide_step: npt.NDArray[np.float32]
    spacing_px: float

    @property
    def is_on(self) -> npt.NDArray[np.bool_]:
        """(points,) whether the strongest edge nearby is the curve itself."""
        near: npt.NDArray[np.bool_] = np.abs(self.edge_px) <= _OFF_PX
        return near


def profiles(image: FloatImage, places: Points, normals: Points) -> Profiles:
    """Look across a curve where it lies on the film.

    Args:
        image: (rows, columns) float32.
        places: (points, 2) evenly along the curve, in order.
        normals: (points, 2) or (2,) unit vectors outwards.
    """
    rows, columns = image.shape
    is_on_film = ((places >= 1) & (places <= (columns - 2, rows - 2))).all(axis=1)
    normals = np.broadcast_to(normals, places.shape)[is_on_film]
    spacing = float(np.hypot(*(places[1] - places[0]).tolist())) if len(places) > 1 else 1.0
    places = places[is_on_film]
    if len(places) < 8:
        none = np.zeros(0, np.float32)
        return Profiles(np.zeros((0, 2)), none.astype(np.float64), none, none, spacing)
    grey = _across(image, places, normals)
    step, wide = _steps(grey)
    return Profiles(places, _strongest(grey), step, wide, spacing)


def near_edges(image: FloatImage, lines: list[Line], within_px: float) -> npt.NDArray[np.bool_]:
    """Return (lines, points) whether the strongest edge is so near, along each whole line."""
    places, normals = _along_all(lines, image.shape, _ROUGHLY)
    edge = _strongest(_across(image, places, normals))
    return (np.abs(edge) <= within_px).reshape(len(lines), _ROUGHLY)


def line_profiles(image: FloatImage, lines: list[Line]) -> list[Profiles]:
    """Look across lines from one edge of the film to the other, all at once: see ``profiles``."""
    places, normals = _along_all(lines, image.shape, _ALONG)
    grey = _across(image, places, normals)
    edge, (step, wide) = _strongest(grey), _steps(grey)
    found = []
    for low in range(0, len(places), _ALONG):
        part = np.s_[low : low + _ALONG]
        apart = float(np.hypot(*(places[low + 1] - places[low]).tolist()))
        found.append(Profiles(places[part], edge[part], step[part], wide[part], apart))
    return found


def _along_all(lines: list[Line], shape: tuple[int, ...], number: int) -> tuple[Points, Points]:
    """Return (lines * number, 2) places, and the normals there."""
    places = np.concatenate([along(line, shape, number) for line in lines])
    return places, np.repeat([line.normal for line in lines], number, axis=0)


def _steps(grey: FloatImage) -> tuple[FloatImage, FloatImage]:
    """Return the step of each row near its middle, and further off."""
    far = grey.shape[1] // 2
    near = grey[:, far + 2 : far + 6].mean(axis=1) - grey[:, far - 5 : far - 1].mean(axis=1)
    wide = grey[:, far + 7 :].mean(axis=1) - grey[:, : far - 6].mean(axis=1)
    return near, wide


def _across(image: FloatImage, places: Points, normals: Points) -> FloatImage:
    """Return (points, offsets) grey values from inside to outside, smoothed along the curve."""
    far = REACH_PX + 3
    offsets = np.arange(-far, far + 1, dtype=np.float32)
    start, way = places.astype(np.float32), normals.astype(np.float32)
    x = start[:, :1] + offsets * way[:, :1]
    y = start[:, 1:] + offsets * way[:, 1:]
    looked = np.empty(x.shape, np.float32)
    for low in range(0, len(x), _REMAP_ROWS):
        part = np.s_[low : low + _REMAP_ROWS]
        looked[part] = cv2.remap(
            image, x[part], y[part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    return np.asarray(cv2.blur(looked, (1, 5), borderType=cv2.BORDER_REPLICATE), np.float32)


def _strongest(grey: FloatImage) -> npt.NDArray[np.float64]:
    """Return the offset of each row's strongest edge, between samples by a parabola."""
    slope = np.abs(grey[:, 4:-2] - grey[:, 2:-4])
    best = slope.argmax(axis=1)
    inside = np.clip(best, 1, slope.shape[1] - 2)
    row = np.arange(len(slope))
    before, at, after = slope[row, inside - 1], slope[row, inside], slope[row, inside + 1]
    bend = np.minimum(before - 2 * at + after, np.float32(-1e-12))
    shift = np.clip((before - after) / (2 * bend), -0.5, 0.5)
    place = np.where(best == inside, inside + shift, best) - REACH_PX
    return np.asarray(place, np.float64)


def along(line: Line, shape: tuple[int, ...], number: int) -> Points:
    """Return (number, 2) points of the line from one edge of the film to the other.

    All of them are its foot where it misses the film.
    """
    direction = np.array([-line.normal[1], line.normal[0]])
    low, high = -np.inf, np.inf
    for at, way, size in zip(line.foot, direction, (shape[1], shape[0]), strict=True):
        if abs(way) > 1e-9:  # what a pixel of the rim shows is carried on, and no edge
            ends = sorted(((1 - at) / way, (size - 2 - at) / way))
            low, high = max(low, ends[0]), min(high, ends[1])
    if high < low:
        low = high = 0.0
    points: Points = line.foot + np.linspace(low, high, number)[:, None] * direction
    return points


def refined(image: FloatImage, lines: list[Line]) -> list[Line]:
    """Return the lines through the strongest edges beside them, where they are near."""
    for within in (4.0, 1.75):
        looked = line_profiles(image, lines)
        lines = [_fitted(line, one, within) for line, one in zip(lines, looked, strict=True)]
    return lines


def _fitted(line: Line, looked: Profiles, within_px: float) -> Line:
    """Return the line through the edges so near, by least squares."""
    used = np.abs(looked.edge_px) <= within_px
    if used.sum() < 12:
        return line
    direction = np.array([-line.normal[1], line.normal[0]])
    t = (looked.places - line.foot)[used] @ direction
    edge = looked.edge_px[used]
    off = t - t.mean()
    slope = float(off @ edge / max(float(off @ off), 1e-9))
    return line.moved(float(edge.mean() - slope * t.mean()), slope)
