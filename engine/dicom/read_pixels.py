"""Decoded integers -> stored values: significant bits only, signed as they are, grey."""

from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut

from engine.dicom.decode import Integers
from engine.dicom.read_layout import PixelLayout
from engine.errors import UnsupportedImageError
from engine.grayscale.luminance import COLOUR_NOTICE, luminance
from engine.radiograph import StoredPixels


def stored_values(
    decoded: Integers, layout: PixelLayout, ds: Dataset, path: Path, notices: list[str]
) -> tuple[StoredPixels, int]:
    """Return (rows, columns) stored values and how many of their bits count.

    Native films whose unused bits are clean come back as they are, without a copy.

    Args:
        decoded: As ``decode_frame`` returns it.
        layout: How it lay in the file.
        ds: For its palette.
        path: For the sentence of a refusal.
        notices: Gets a sentence where colours became grey.

    Raises:
        UnsupportedImageError: If a value needs more than 16 bits.
    """
    if layout.photometric == "PALETTE COLOR":
        notices.append(COLOUR_NOTICE)
        grey = luminance(apply_color_lut(decoded, ds))
        return grey, 8 * grey.dtype.itemsize
    if layout.is_monochrome:
        return _narrowed(_significant(decoded, layout), layout.bits_stored, path)
    notices.append(COLOUR_NOTICE)
    if decoded.ndim == 2:
        return _narrowed(_significant(decoded, layout), layout.bits_stored, path)
    if decoded.dtype.itemsize > 2:
        decoded, _ = _narrowed(decoded, layout.bits_stored, path)
    return luminance(decoded), min(layout.bits_stored, 16)


def _significant(decoded: Integers, layout: PixelLayout) -> Integers:
    """Return the values without what overlays or carelessness left in the unused bits.

    Source: DICOM PS3.5 8.1.1 and PS3.3 C.7.6.3.1.
    """
    width = 8 * decoded.dtype.itemsize
    unsigned = decoded.view(f"u{decoded.dtype.itemsize}")
    right = layout.high_bit + 1 - layout.bits_stored
    kind = f"{'i' if layout.is_signed else 'u'}{decoded.dtype.itemsize}"
    values = unsigned.view(kind)
    if right == 0 and _fits(values, layout.bits_stored):
        return values
    left = width - layout.high_bit - 1
    return (unsigned << left).view(kind) >> (left + right)


def _fits(values: Integers, bits: int) -> bool:
    if bits >= 8 * values.dtype.itemsize:
        return True
    if values.dtype.kind == "u":
        return int(values.max()) < 1 << bits
    half = 1 << (bits - 1)
    return -half <= int(values.min()) and int(values.max()) < half


def _narrowed(values: Integers, bits: int, path: Path) -> tuple[StoredPixels, int]:
    """Return the values as uint8, uint16 or int16.

    Raises:
        UnsupportedImageError: If one of them does not fit.
    """
    if values.dtype in (np.uint8, np.uint16, np.int16):
        return values, bits
    if values.dtype == np.int8:
        return values.astype(np.int16), bits
    low, high = int(values.min()), int(values.max())
    if values.dtype.kind == "u" and high < 1 << 16:
        return values.astype(np.uint16), min(bits, 16)
    if values.dtype.kind == "i" and low >= -(1 << 15) and high < 1 << 15:
        return values.astype(np.int16), min(bits, 16)
    raise UnsupportedImageError(
        f"{path.name} has values from {low} to {high}; this program opens films of up to 16 bits.",
        hint="Export it from its workstation with 16 bits.",
    )
