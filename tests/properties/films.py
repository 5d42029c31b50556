"""Films on which properties of steps show."""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from skimage import metrics

from engine.frame import BoolImage, FloatImage, Frame, ValueScale
from engine.grayscale.modality import LinearModality, Modality
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
    grey: FloatImage = film.astype(np.float32)
    return grey


def real_film(shared_data: Path, number: int = 0) -> FloatImage:
    """Return a real chest film, (rows, columns) float32 in 0..1 in steps of 1/255."""
    path = sorted((shared_data / "chest_xray" / "val").glob("*.png"))[number]
    stored = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert stored is not None, path.name
    return stored.astype(np.float32) / np.float32(255)


def reduced_to(film: FloatImage, shape: tuple[int, ...]) -> FloatImage:
    """Return the film area-averaged to (rows, columns)."""
    return cv2.resize(film, shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32)


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
    stored: npt.NDArray[np.uint16],
    *,
    bits: int = 12,
    photometric: Photometric = "MONOCHROME2",
    spacing_mm: tuple[float, float] = (0.2, 0.2),
    modality: Modality = LinearModality(),
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


def similarity(one: FloatImage, two: FloatImage) -> float:
    """SSIM of Wang et al. 2004 over 0..1."""
    found = metrics.structural_similarity(  # type: ignore[no-untyped-call]
        one, two, data_range=1.0, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
    )
    return float(found)
