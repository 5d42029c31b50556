"""Small compressed pictures, made by libraries other than what is tested."""

import imagecodecs
import numpy as np

ROWS, COLUMNS = 24, 40
GREY8 = np.add.outer(np.arange(ROWS), 3 * np.arange(COLUMNS)).astype(np.uint8)
GREY12 = (GREY8.astype(np.uint16) * 16) + 5
COLOUR = np.stack([GREY8, GREY8[::-1], GREY8[:, ::-1]], axis=2)


def jpeg(*, is_colour: bool = False) -> bytes:
    """Return a baseline JPEG."""
    return bytes(imagecodecs.jpeg8_encode(COLOUR if is_colour else GREY8, level=90))


def lossless_jpeg() -> bytes:
    """Return a JPEG of process 14, 12 bits."""
    return bytes(imagecodecs.ljpeg_encode(GREY12, bitspersample=12))


def jpeg_ls(near: int = 0) -> bytes:
    """Return a JPEG-LS picture of 12 bits in 16."""
    return bytes(imagecodecs.jpegls_encode(GREY12, level=near))


def jpeg_2000(*, is_colour: bool = False) -> bytes:
    """Return a JPEG 2000 codestream without boxes."""
    picture = COLOUR if is_colour else GREY12
    return bytes(imagecodecs.jpeg2k_encode(picture, level=0, codecformat="J2K"))


def edited(data: bytes, at: int, new: bytes) -> bytes:
    """Return the data with other bytes at a place."""
    return data[:at] + new + data[at + len(new) :]
