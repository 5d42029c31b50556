"""Pixel data of one frame -> the integers in it, native or compressed.

Native pixels are looked at where they lie. Compressed ones are decoded by a process of their own
(``engine.decode_apart``), after header and compressed picture have been compared: a lying
stream is refused before it is given memory, and a codec that crashes, hangs or swells is a
sentence.
"""

from typing import BinaryIO

import numpy as np
from pydicom.uid import UID

from engine.decode_apart import decoded_apart
from engine.dicom import decompress
from engine.dicom.decompress import DecodeError, Integers, Picture
from engine.dicom.fragments import OffsetTable, encoded_frame
from engine.dicom.header_walk import EXPLICIT_BIG, IMPLICIT_LITTLE, PixelPlace
from engine.dicom.inflated import DEFLATED
from engine.dicom.native_frame import native_bytes, native_integers
from engine.dicom.read_codestream import Codestream, CodestreamError, codestream_of
from engine.dicom.read_layout import PixelLayout

__all__ = [
    "CAN_DECODE",
    "LOSSY",
    "DecodeError",
    "Integers",
    "decode_frame",
    "is_native",
]

_NATIVE = frozenset((IMPLICIT_LITTLE, "1.2.840.10008.1.2.1", DEFLATED, EXPLICIT_BIG))

CAN_DECODE = (
    _NATIVE
    | decompress.JPEG
    | decompress.JPEG_LS
    | decompress.JPEG_2000
    | decompress.HTJ2K
    | {decompress.RLE}
)
"""Transfer syntaxes that ``decode_frame`` knows."""

LOSSY = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 81, 91, 203))
"""Transfer syntaxes whose pixels are to be taken as lossy unless the file denies it."""


def is_native(syntax: UID) -> bool:
    """Whether pixels lie in the file as they are."""
    return str(syntax) in _NATIVE


def decode_frame(
    file: BinaryIO, place: PixelPlace, layout: PixelLayout, extended: OffsetTable | None = None
) -> Integers:
    """Return the integers of one frame as they were encoded: not masked, not sign-extended.

    No other frame's bytes are read.

    Args:
        file: In which ``place`` is counted.
        place: Where pixels lie.
        layout: How they are said to lie.
        extended: Where compressed frames begin, if the header says so.

    Returns:
        (rows, columns) grey or palette indices, and of colours that begin with their luminance
        that alone; else (rows, columns, 3) red first. Nobody else holds them.

    Raises:
        DecodeError: If data are missing, or are not what the header announces.
    """
    if is_native(layout.syntax):
        decoded = native_integers(native_bytes(file, place, layout), layout)
    else:
        encoded = encoded_frame(file, place, layout.frame, layout.frames, extended)
        decoded = _decompressed(encoded, layout)
    if decoded.ndim == 3 and layout.is_luma_first:
        return np.ascontiguousarray(decoded[..., 0])
    return decoded


def _decompressed(encoded: bytes, layout: PixelLayout) -> Integers:
    picture = Picture(
        syntax=str(layout.syntax),
        rows=layout.rows,
        columns=layout.columns,
        samples=layout.samples,
        bits_allocated=layout.bits_allocated,
        is_signed=layout.is_signed,
        is_luma_first=layout.is_luma_first,
    )
    return decoded_apart(encoded, picture, _stream_of(encoded, picture))


def _stream_of(encoded: bytes, picture: Picture) -> Codestream | None:
    """Return what a compressed picture says of itself; None for RLE, which says nothing.

    Raises:
        DecodeError: If it says something else than the header.
    """
    if picture.syntax == decompress.RLE:
        return None
    try:
        stream = codestream_of(encoded)
    except CodestreamError as error:
        raise DecodeError(str(error)) from error
    announced, found = (picture.rows, picture.columns), (stream.rows, stream.columns)
    if announced != found or stream.samples != picture.samples:
        raise DecodeError(
            f"its header announces {announced[0]} × {announced[1]} pixels of {picture.samples}, "
            f"its compressed picture holds {found[0]} × {found[1]} of {stream.samples}"
        )
    return stream
