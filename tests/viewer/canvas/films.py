"""Small films for the tests of the canvas, and how to read what is on screen."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from engine import FullRange, Picture

IDENTITY = np.minimum(np.arange(65536), 255).astype(np.uint8)
"""A table that shows index 0..255 as that grey level."""


def picture_from(
    indices: npt.ArrayLike,
    *,
    spacing_mm: tuple[float, float] = (0.1, 0.1),
    is_synthetic: bool = False,
) -> Picture:
    """Return a picture of these indices."""
    return Picture(
        indices=np.array(indices, dtype=np.uint16),
        values=np.arange(65536, dtype=np.float64),
        first_stored=0,
        is_inverse=False,
        default_voi=FullRange(0, 65535),
        full_range=FullRange(0, 65535),
        spacing_mm=spacing_mm,
        is_synthetic=is_synthetic,
    )


def pixels_of(widget: QWidget) -> npt.NDArray[np.uint8]:
    """Return what a widget shows, as (rows, columns, 3) red, green, blue."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows, columns = image.height(), image.width()
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).copy()  # before the image goes
    return flat.reshape(rows, image.bytesPerLine())[:, : 3 * columns].reshape(rows, columns, 3)


def grey_of(widget: QWidget) -> npt.NDArray[np.uint8]:
    """Return the red of what a widget shows, (rows, columns)."""
    return pixels_of(widget)[:, :, 0]
