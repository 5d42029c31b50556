"""Synthetic films on which properties of steps show: no patient, no file."""

import numpy as np

from engine.frame import BoolImage, FloatImage, Frame, ValueScale
from engine.grayscale.modality import LinearModality
from engine.radiograph import Photometric, Radiograph, Spacing, SpacingSource
from engine.source import Source, SourceKind


def grey_film(rows: int, columns: int, *, noise: float = 0.01, seed: int = 0) -> FloatImage:
    """Return (rows, columns) float32 in 0..1: two dark lungs, ribs, a bright spine, noise."""
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    down = down / max(rows - 1, 1)
    across = across / max(columns - 1, 1)
    film = 0.55 + 0.1 * down
    for middle in (0.3, 0.7):
        lung = np.exp(-(((across - middle) / 0.14) ** 4) - ((down - 0.45) / 0.3) ** 4)
        film -= lung * (0.35 + 0.06 * np.sin(60 * down + 8 * np.abs(across - 0.5)))
    film += 0.3 * np.exp(-(((across - 0.5) / 0.05) ** 4))
    grain = np.random.default_rng(seed).standard_normal((rows, columns), dtype=np.float32)
    film += np.float32(noise) * grain
    film -= film.min()
    film /= max(float(film.max()), 1e-6)
    return film.astype(np.float32)


def frame_of(
    pixels: FloatImage,
    *,
    spacing_mm: tuple[float, float] = (0.2, 0.2),
    field: BoolImage | None = None,
) -> Frame:
    """Return a frame of these pixels, by default exposed everywhere."""
    if field is None:
        field = np.ones(pixels.shape, np.bool_)
    return Frame(pixels.copy(), spacing_mm, field, ValueScale(0.0, 4095.0))


def radiograph_of(
    stored: "np.ndarray[tuple[int, ...], np.dtype[np.uint16]]",
    *,
    bits: int = 12,
    photometric: Photometric = "MONOCHROME2",
    spacing_mm: tuple[float, float] = (0.2, 0.2),
    modality: LinearModality = LinearModality(),
    excluded: BoolImage | None = None,
) -> Radiograph:
    """Return a film made in memory."""
    return Radiograph(
        pixels=stored,
        bits_stored=bits,
        source=Source(SourceKind.MEMORY, "synthetic"),
        spacing=Spacing(*spacing_mm, SpacingSource.DETECTOR),
        modality=modality,
        photometric=photometric,
        excluded=excluded,
    )


def stored_film(rows: int, columns: int, *, bits: int = 12, noise: float = 0.01) -> Radiograph:
    """Return the grey film as stored values of so many bits."""
    levels = 2**bits - 1
    stored = np.round(grey_film(rows, columns, noise=noise) * levels).astype(np.uint16)
    return radiograph_of(stored, bits=bits)
