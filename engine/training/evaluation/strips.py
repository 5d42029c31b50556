"""Pictures to look at: one film a row, as it was, as methods show it, as it should be."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from engine.bitmap import write_bitmap
from engine.frame import FloatImage
from engine.training.evaluation.candidates import MAIN_FACTOR, Candidate
from engine.training.evaluation.evaluate import TRUTH, Strip

TILE_SIDE = 512
"""Long side of one picture of a row."""

_GAP = 4
_SHOWN_UNTRAINED = ("clahe", "standard-percentiles")


def shown_names(candidates: Sequence[Candidate]) -> list[str]:
    """Return whose pictures a row shows, from left to right: "raw" first, "truth" last."""
    names = [
        candidate.name
        for candidate in candidates
        if candidate.name in _SHOWN_UNTRAINED
        or candidate.name.startswith("image-to-image")
        or (candidate.is_ours and candidate.name.endswith(f"-x{MAIN_FACTOR}"))
    ]
    return ["raw", *names, TRUTH]


def write_strip(strip: Strip, names: Sequence[str], folder: Path) -> None:
    """Write one row as PNG.

    Args:
        strip: The film.
        names: Which pictures, from left to right; those it lacks are left out.
        folder: Exists.

    Raises:
        ExportError: If it could not be written.
    """
    tiles = [_tile(strip.images[name]) for name in names if name in strip.images]
    gap = np.ones((tiles[0].shape[0], _GAP), np.float32)
    row = np.hstack([part for tile in tiles for part in (tile, gap)][:-1])
    write_bitmap((row * 255 + 0.5).astype(np.uint8), folder / f"{strip.name}.png")


def _tile(image: FloatImage) -> FloatImage:
    scale = min(1.0, TILE_SIDE / max(image.shape))
    size = max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.clip(small, 0, 1).astype(np.float32)
