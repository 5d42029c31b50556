"""Pictures of one film side by side, to look at."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from engine.bitmap import write_bitmap
from engine.frame import FloatImage

TILE_SIDE = 512
"""Long side of one picture of a strip."""

_GAP = 4


def write_strip(name: str, images: Sequence[FloatImage], folder: Path) -> None:
    """Write pictures of one film side by side as PNG.

    Args:
        name: Of the film.
        images: (rows, columns) float32 in 0..1, of one shape each, at least one.
        folder: Exists.

    Raises:
        ExportError: If it could not be written.
    """
    share = min(1.0, TILE_SIDE / max(images[0].shape))
    rows, columns = (max(1, round(share * side)) for side in images[0].shape)
    tiles: list[FloatImage] = []
    for image in images:
        tile = cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA)
        tiles += [np.clip(tile, 0, 1).astype(np.float32), np.ones((rows, _GAP), np.float32)]
    strip = np.hstack(tiles[:-1])
    write_bitmap((strip * 255 + 0.5).astype(np.uint8), folder / f"{Path(name).stem}.png")
