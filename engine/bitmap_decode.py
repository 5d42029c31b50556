"""A whole bitmap file -> its samples, by the codec that reads its kind best."""

from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.bitmap_header import PNG_NEEDED, PNG_START, BitmapHeader, chunk_places

Samples: TypeAlias = npt.NDArray[Any]

_PALETTE = 3


def decoded_bitmap(data: bytes, header: BitmapHeader, page: int) -> Samples:
    """Return (rows, columns) or (rows, columns, samples), red first; a palette is applied.

    Args:
        data: All bytes of the file.
        header: What it says of itself; held against the budget already.
        page: 0-based page of a TIFF.

    Raises:
        RuntimeError, ValueError, IndexError, MemoryError, cv2.error: If the bytes are no such
            picture.
    """
    if header.kind == "TIFF":
        import imagecodecs  # OpenCV inverts white-is-zero at 8 bits, not at 16; this one never

        decoded: Samples = imagecodecs.tiff_decode(data, index=page)
        return _tiff_colours(decoded, header)
    if header.kind == "JPEG" and (header.bits > 8 or not header.is_lossy):
        import imagecodecs  # 12 bit and lossless

        bitmap: Samples = imagecodecs.jpeg_decode(data)
        return bitmap
    if header.kind == "PNG":
        data = _bare_png(data)
    opened: Samples | None
    opened = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if opened is None:
        raise ValueError("not decoded")
    if opened.ndim == 3 and opened.shape[2] >= 3:
        opened[..., [0, 2]] = opened[..., [2, 0]]  # OpenCV has blue first
    return opened


def _bare_png(data: bytes) -> bytes:
    """Return the picture without words and profiles, which a codec would inflate without bound."""
    chunks = list(chunk_places(data))
    if all(name in PNG_NEEDED for name, _, _ in chunks):
        return data
    kept = [data[start:end] for name, start, end in chunks if name in PNG_NEEDED]
    return PNG_START + b"".join(kept)


def _tiff_colours(decoded: Samples, header: BitmapHeader) -> Samples:
    if header.photometric != _PALETTE:
        return decoded
    palette = np.array(header.palette, dtype=np.uint32).reshape(3, -1).T
    coloured: npt.NDArray[np.uint8] = (palette >> 8).astype(np.uint8)[decoded]
    return coloured
