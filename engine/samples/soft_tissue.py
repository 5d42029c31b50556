"""Body, lungs, heart, mediastinum, diaphragm and airways of the thorax phantom, as path lengths.

Everything is a function of the place on the film in mm: x from the midline (the patient's left is
positive), y from the top. Borders are curves; depth behind a border is the chord of a round body.
"""

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.samples import cage
from engine.samples.projector import Geometry, blurred

LUNG_DENSITY = 0.27
"""Of inflated lung, vessels apart, relative to water."""

_RIGHT_Y = (0, 30, 60, 90, 112, 126, 138, 150, 165, 185, 208, 232, 252, 268, 300, 384)
_RIGHT_X = (40, 33, 26, 24.5, 26, 28, 27.5, 28, 31, 39, 45, 46.5, 42, 35, 30, 30)
_LEFT_Y = (0, 30, 60, 84, 98, 112, 124, 134, 144, 154, 166, 185, 208, 232, 252, 266, 282, 300, 384)
_LEFT_X = (40, 33, 26, 25, 31, 36.5, 36, 31, 31.5, 35, 40, 52, 71, 86, 92, 93, 93, 93, 93)


def _f32(values: npt.ArrayLike) -> FloatImage:
    return np.asarray(values, dtype=np.float32)


def _round(depth_mm: FloatImage, radius_mm: FloatImage | float) -> FloatImage:
    """Return 0 at a border to 1 where it is ``radius_mm`` deep: the chord of a round body."""
    u = np.clip(depth_mm / radius_mm, 0.0, 1.0)
    return _f32(np.sqrt(u * (2.0 - u)))


def _sigmoid(t: FloatImage) -> FloatImage:
    return _f32(1.0 / (1.0 + np.exp(-np.clip(t, -40.0, 40.0))))


def _within(x: FloatImage, y: FloatImage) -> FloatImage:
    """Return how deep, in mm, a place lies inside the mediastinal border of its side."""
    border = np.where(x < 0, cage.smooth(y, _RIGHT_Y, _RIGHT_X), cage.smooth(y, _LEFT_Y, _LEFT_X))
    below = np.where(
        x < 0, cage.smooth(y + 2, _RIGHT_Y, _RIGHT_X), cage.smooth(y + 2, _LEFT_Y, _LEFT_X)
    )
    slope = (below - border) / 2.0
    return _f32((border - np.abs(x)) / np.sqrt(1.0 + slope**2))


def diaphragm(x: FloatImage) -> FloatImage:
    """Return the height of the domes' top at ``x``: the right one stands higher."""
    right = 309.0 - 47.0 * np.sqrt(np.maximum(1 - np.abs((x + 75.0) / 66.0) ** 2.1, 0.0))
    left = 318.0 - 45.0 * np.sqrt(np.maximum(1 - np.abs((x - 77.0) / 65.0) ** 2.1, 0.0))
    ripple = 1.2 * np.sin(x / 13.0 + 0.6) + 0.7 * np.sin(x / 5.9)
    return _f32(np.where(x < 0, right, left) + ripple)


def lung_share(x: FloatImage, y: FloatImage) -> FloatImage:
    """Return how much of the chest's depth is lung, 0..1, broadcast over x and y.

    Heart and great vessels take most of it, the spine and what lies before it all, and a dome takes
    more the lower the ray passes, because lung reaches down behind it.
    """
    deep = _within(x, y)
    heart = np.clip((y - 150.0) / 50.0, 0.0, 1.0)
    taken = (0.50 + 0.20 * heart) * _round(deep, 17.0 + 24.0 * heart)
    taken += 0.16 * np.exp(-np.abs(deep) / 13.0) * (deep < 0)  # the lung thins towards its root
    taken += 0.16 * (1 - taken) * (deep >= 0)
    middle = 17.0 + 0.012 * y + np.where(x < 0, 0.0, 6.0)
    column = 0.85 * _sigmoid((middle - np.abs(x)) / 2.6)
    under = y - diaphragm(x)
    taken = taken * _sigmoid((4.0 - under) / 6.0)
    under = np.maximum(under, 0.0)
    front, back = np.sqrt(2 * 60.0 * under), np.sqrt(2 * 105.0 * under)
    half = cage.depth(y)
    dome = (np.minimum(front, half - 16.0) + np.minimum(back, half + 16.0)) / (2 * half)
    dome = np.where(under > 0, np.clip(dome + 0.04, 0.0, 1.0), 0.0)
    return _f32((1 - taken) * (1 - column) * (1 - dome))


def lung_path(geometry: Geometry, rng: np.random.Generator) -> FloatImage:
    """Return the path length through lung, (rows, columns) in mm, with its mottle."""
    x, y = geometry.axes()
    path = cage.chord(x, y) * lung_share(x, y)
    mottle = 0.8 * _clouds(geometry, rng, 32.0) + 0.5 * _clouds(geometry, rng, 8.0)
    mottle += 0.6 * _clouds(geometry, rng, 2.6) + 0.7 * _clouds(geometry, rng, 1.2)
    return _f32(blurred(path, 0.55 / geometry.pitch_mm) * (1 + 0.010 * mottle))


def body_path(geometry: Geometry, rng: np.random.Generator) -> FloatImage:
    """Return the path length through the body as if it were solid, (rows, columns) in mm."""
    fine = geometry
    geometry = geometry.reduced()
    x, y = geometry.axes()
    side = np.abs(x - np.float32(1.5))  # nobody stands quite straight
    gas = _stomach_gas(x, y, geometry, rng)
    trunk = _trunk(side, y)
    trunk += _muscles(side, x, y)
    trunk *= 1 + 0.010 * _clouds(geometry, rng, 14.0) + 0.006 * _clouds(geometry, rng, 3.2)
    trunk -= _airways(x, y) + gas
    return _f32(np.maximum(enlarged(trunk.astype(np.float32), fine.shape), 0.0))


def _trunk(side: FloatImage, y: FloatImage) -> FloatImage:
    """Return neck, shoulders, arms and trunk: the chord of their outlines."""
    half_depth = 2 + cage.smooth(
        y, (0, 30, 60, 100, 160, 230, 300, 384), (54, 62, 74, 88, 97, 101, 99, 101)
    )
    half_width = cage.smooth(
        y, (0, 120, 150, 175, 205, 240, 290, 384), (260, 250, 226, 200, 182, 174, 172, 180)
    )
    u = np.minimum(side / half_width, 1.0)
    trunk = 2 * half_depth * np.maximum(1 - u**5.5, 0.0) ** np.float32(0.5)
    slope_mm = cage.smooth(
        side, (0, 40, 58, 76, 100, 130, 160, 180, 200), (-95, -70, -38, -12, 4, 15, 25, 36, 58)
    )
    over = _round(np.maximum(y - slope_mm, 0.0) * 0.93, 62.0)
    return _f32(trunk * (0.10 * (over > 0) + 0.90 * over) * np.minimum(over * 6, 1))


def _muscles(side: FloatImage, x: FloatImage, y: FloatImage) -> FloatImage:
    """Return pectoral and breast shadows, the paraspinal muscles and the liver's extra depth."""
    fold = 96.0 + 0.62 * (side - 60.0)
    pectoral = 9.0 * _sigmoid((fold + 74.0 - y) / 5.0) * _sigmoid((side - 92.0) / 20.0)
    pectoral = pectoral * np.clip((y - 60) / 60, 0, 1)
    r2 = ((side - 88.0) / 62.0) ** 2 + ((y - 232.0) / 50.0) ** 2
    breast = 15.0 * np.sqrt(np.maximum(1 - r2, 0.0)) * _sigmoid((y - 205.0) / 14.0)
    paraspinal = 13.0 * np.exp(-((side / 34.0) ** 4)) * np.clip(y / 120, 0.3, 1)
    under = _sigmoid((y - 285.0) / 12.0)
    liver = under * np.where(x < 0, 9.0, 0.0) * np.clip(-x / 40, 0, 1)
    return _f32(pectoral + breast + paraspinal + liver)


def _airways(x: FloatImage, y: FloatImage) -> FloatImage:
    """Return the air in larynx, trachea and main bronchi."""
    width = cage.smooth(y, (0, 6, 14, 26, 60, 122, 132), (6.5, 3.0, 6.5, 8.3, 8.6, 9.4, 12.0))
    middle = cage.smooth(y, (0, 60, 105, 132), (0.0, 0.8, 3.2, 2.0)) - 2.6 * np.exp(
        -(((y - 112) / 15) ** 2)
    )
    chord = np.sqrt(np.maximum(1 - ((x - middle) / width) ** 2, 0.0))
    fades = _sigmoid((131.0 - y) / 2.4)
    air = 17.0 * chord * fades
    for start, end, radius in (((-2, 128), (-33, 158), 6.6), ((4, 129), (47, 160), 5.6)):
        air = np.maximum(air, _bronchus(x, y, start, end, radius))
    return _f32(air)


def _bronchus(
    x: FloatImage, y: FloatImage, start: tuple[int, int], end: tuple[int, int], radius_mm: float
) -> FloatImage:
    way = np.array(end, np.float32) - np.array(start, np.float32)
    t = ((x - start[0]) * way[0] + (y - start[1]) * way[1]) / float(way @ way)
    bend = 4.0 * np.sin(np.pi * np.clip(t, 0, 1))
    off = ((x - start[0]) * way[1] - (y - start[1]) * way[0]) / float(np.hypot(*way))
    off = off + np.sign(way[0]) * bend * 0.5
    chord = np.sqrt(np.maximum(1 - (off / radius_mm) ** 2, 0.0))
    inside = _sigmoid((t - 0.03) / 0.06) * _sigmoid((0.86 - t) / 0.07)
    return _f32(10.0 * chord * inside)


def _stomach_gas(
    x: FloatImage, y: FloatImage, geometry: Geometry, rng: np.random.Generator
) -> FloatImage:
    """Return the gas under the left dome, with the level of the fluid below it, and some bowel."""
    wobble = _clouds(geometry, rng, 16.0)
    level_mm = 307.0
    r2 = ((x - 61.0) / 29.0) ** 2 + ((level_mm - y) / 18.0) ** 2 + 0.20 * wobble
    level = _sigmoid((level_mm - y) / 0.7)
    gas = 30.0 * np.sqrt(np.clip(1.0 - r2, 0.0, 1.0)) * (0.08 + 0.92 * level)
    for cx, cy, a, b, depth in (
        (116, 338, 24, 11, 8),
        (134, 354, 11, 17, 9),
        (-92, 374, 30, 12, 8),
    ):
        r2 = ((x - cx) / a) ** 2 + ((y - cy) / b) ** 2 + 0.6 * wobble
        gas += depth * np.clip(1.0 - r2, 0.0, 1.0)
    return _f32(gas)


def _clouds(geometry: Geometry, rng: np.random.Generator, size_mm: float) -> FloatImage:
    """Return smooth random shading of mean 0 and deviation 1 whose blobs are ``size_mm`` wide.

    How many random numbers it takes depends on the pixels only for small sizes: ask for those last.
    """
    sigma = 2.0
    pixel = max(geometry.pitch_mm, size_mm / (2 * sigma))
    rows = int(np.ceil(geometry.rows * geometry.pitch_mm / pixel)) + 2
    columns = int(np.ceil(geometry.columns * geometry.pitch_mm / pixel)) + 2
    small = blurred(rng.standard_normal((rows, columns), dtype=np.float32), size_mm / 2 / pixel)
    small *= 1 / max(float(small.std()), 1e-6)
    return enlarged(small, geometry.shape)


def enlarged(image: FloatImage, shape: tuple[int, int]) -> FloatImage:
    """Return an image on another grid of the same extent, cubic."""
    return cv2.resize(image, shape[::-1], interpolation=cv2.INTER_CUBIC)  # type: ignore[return-value]
