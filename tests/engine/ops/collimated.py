"""Films collimated by us, so that the exposed field is known."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage

Corners = npt.NDArray[np.float64]
Kind = Literal["rectangle", "polygon", "circle"]
KINDS: tuple[Kind, ...] = ("rectangle", "polygon", "circle")

_FINER = 4


@dataclass(frozen=True, slots=True, eq=False)
class Collimated:
    """A film, and where it was exposed.

    Attributes:
        pixels: (rows, columns) float32 in 0..1.
        inside: (rows, columns) True in the field.
        kind: What bounds it.
        angle_deg: How far a rectangle is turned clockwise.
    """

    pixels: FloatImage
    inside: BoolImage
    kind: Kind
    angle_deg: float


def collimated(film: FloatImage, kind: Kind, seed: int) -> Collimated:
    """Return the film behind a collimator of random place, size, turn, penumbra and border.

    The border is that of a raw film (bright, some scatter) or of a processed one (black, or grey
    with a ghost of the body), with noise; the edge is blurred by up to 2.5 px on 512.
    """
    random = np.random.default_rng(seed)
    rows, columns = film.shape
    angle = float(random.uniform(-20, 20)) if kind == "rectangle" else 0.0
    inside = _inside(kind, (rows, columns), angle, random)
    scale = max(rows, columns) / 512
    through = cv2.GaussianBlur(inside, (0, 0), random.uniform(0.5, 2.5) * scale)
    ghost = cv2.GaussianBlur(film, (0, 0), 6 * scale)
    down, across = np.mgrid[0:rows, 0:columns] / max(rows, columns)
    slope = random.uniform(-0.05, 0.05) * down + random.uniform(-0.05, 0.05) * across
    border, scatter = ((0.98, 0.08), (0.02, 0.02), (0.2, 0.15))[int(random.integers(3))]
    beyond = border + scatter * (ghost - border) + slope
    mixed = through * (0.08 + 0.84 * film) + (1 - through) * beyond
    mixed += random.normal(0, random.uniform(0.003, 0.02), film.shape)
    return Collimated(np.clip(mixed, 0, 1).astype(np.float32), inside >= 0.5, kind, angle)


def overlap(one: BoolImage, two: BoolImage) -> float:
    """Return intersection over union."""
    return float((one & two).sum() / max(1, (one | two).sum()))


def _inside(
    kind: Kind, shape: tuple[int, int], angle_deg: float, random: np.random.Generator
) -> FloatImage:
    """Return 0..1, the share of each pixel in the field."""
    rows, columns = shape
    middle = np.array([columns, rows]) * random.uniform(0.44, 0.56, 2)
    if kind == "rectangle":
        corners = _rectangle(middle, np.array([columns, rows]) * random.uniform(0.5, 0.85, 2))
        corners = _turned(corners, middle, angle_deg)
    elif kind == "circle":
        radius = min(shape) * random.uniform(0.3, 0.52)
        turn = np.linspace(0, 2 * np.pi, 720, endpoint=False)
        corners = middle + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    else:
        corners = _polygon(middle, shape, random)
    mask = np.zeros((rows * _FINER, columns * _FINER), np.uint8)
    cv2.fillPoly(mask, [np.rint(corners * _FINER - 0.5).astype(np.int32)], 255)
    share = cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA)
    return share.astype(np.float32) / np.float32(255)


def _rectangle(middle: Corners, size: Corners) -> Corners:
    return middle + np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * size / 2


def _turned(corners: Corners, middle: Corners, angle_deg: float) -> Corners:
    turn = np.radians(angle_deg)
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    turned: Corners = (corners - middle) @ matrix + middle
    return turned


def _polygon(middle: Corners, shape: tuple[int, int], random: np.random.Generator) -> Corners:
    """Return 3 to 8 corners on an ellipse, spread about evenly: convex."""
    number = int(random.integers(3, 9))
    turn = (np.arange(number) + random.uniform(-0.2, 0.2, number)) * 2 * np.pi / number
    turn += random.uniform(0, 2 * np.pi)
    reach = np.array([shape[1], shape[0]]) * random.uniform(0.4, 0.5, 2)
    if number == 3:
        reach = reach * 1.25
    polygon: Corners = middle + reach * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return polygon
