"""Consolidations planted in films: what an opaque lung looks like, where it is known to be."""

import cv2
import numpy as np

from engine.frame import FloatImage

_LOW_PASS = 0.08
_DARKEST, _DARK = 0.1, 0.45
_RIM = 0.15
"""A lung is found by its grey, among the dark but not the darkest, and not at the film's rim."""


def with_consolidation(
    film: FloatImage, random: np.random.Generator
) -> tuple[FloatImage, FloatImage]:
    """Return a film with a soft opacity in a dark part of it, and how much brighter each pixel is.

    The opacity is as bright as the film's denser parts (heart, diaphragm) and ragged at its edge;
    what is fine below it, ribs and vessels, shines through weakened.

    Args:
        film: (rows, columns) float32 in 0..1, dense is bright.
        random: Where chance comes from.

    Returns:
        The film, float32 in 0..1, new, nowhere darker at its low-pass; and the rise of the
        low-pass, (rows, columns) float32, 0 or above.
    """
    side = max(film.shape)
    coarse = cv2.GaussianBlur(film, (0, 0), _LOW_PASS * side).astype(np.float32)
    level = float(np.quantile(film, random.uniform(0.7, 0.95)))
    blob = _blob(coarse, random) * np.float32(random.uniform(0.5, 1.0))
    rise = (blob * np.maximum(level - coarse, 0)).astype(np.float32)
    opaque = film + rise - 0.5 * blob * (film - coarse)
    return np.clip(opaque, 0, 1).astype(np.float32), rise


def _blob(coarse: FloatImage, random: np.random.Generator) -> FloatImage:
    """Return a ragged ellipse about a point that may be lung, 1 inside, 0 outside, soft."""
    rows, columns = coarse.shape
    side = max(rows, columns)
    high, wide = int(_RIM * rows), int(_RIM * columns)
    inner = coarse[high : rows - high, wide : columns - wide]
    low, top = np.quantile(inner, (_DARKEST, _DARK))
    places = np.argwhere((inner >= low) & (inner <= top))
    centre = places[random.integers(len(places))] + np.array([high, wide])
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    radii = random.uniform(0.07, 0.3, 2) * side
    away = ((down - centre[0]) / radii[0]) ** 2 + ((across - centre[1]) / radii[1]) ** 2
    grain = random.standard_normal((rows, columns)).astype(np.float32)
    ragged = cv2.GaussianBlur(grain, (0, 0), 0.05 * side)
    ragged = 0.25 * ragged / max(float(ragged.std()), 1e-6)
    softness = random.uniform(3, 8)
    blob: FloatImage = 1 / (1 + np.exp(np.clip(softness * (away + ragged - 1), -30, 30)))
    return blob.astype(np.float32)
