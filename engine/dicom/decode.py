"""Pixel data of one frame -> the integers in it, native or compressed.

imagecodecs does the decompression: it is the only permissive codec library that knows all
syntaxes here, 12-bit and lossless JPEG included, and eight times faster at the latter than the
others. Header and pixels are compared before it is called, so that a lying stream is refused
instead of being given memory.
"""

import struct
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from pydicom.encaps import get_frame
from pydicom.uid import UID

from engine.dicom.read_codestream import Codestream, CodestreamError, codestream_of
from engine.dicom.read_layout import PixelLayout

Integers: TypeAlias = npt.NDArray[Any]
"""(rows, columns) grey, or (rows, columns, 3) red first, of any integer type."""

_RLE = "1.2.840.10008.1.2.5"
_JPEG = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 57, 70))
_JPEG_LS = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (80, 81))
_JPEG_2000 = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (90, 91))
_HTJ2K = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (201, 202, 203))
_NATIVE = frozenset(
    ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2")
)
_BIG_ENDIAN = "1.2.840.10008.1.2.2"

CAN_DECODE = _NATIVE | _JPEG | _JPEG_LS | _JPEG_2000 | _HTJ2K | {_RLE}
"""Transfer syntaxes that ``decode_frame`` knows."""

LOSSY = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 81, 91, 203))
"""Transfer syntaxes whose pixels are to be taken as lossy unless the file denies it."""


class DecodeError(Exception):
    """The pixel data are not what the header announces; the text says how."""


def is_native(syntax: UID) -> bool:
    """Whether pixels lie in the file as they are."""
    return str(syntax) in _NATIVE


def decode_frame(data: bytes, layout: PixelLayout) -> Integers:
    """Return the integers of one frame as they were encoded: not masked, not sign-extended.

    Args:
        data: The value of Pixel Data.
        layout: How it is said to lie.

    Returns:
        (rows, columns) grey or palette indices, and of colours that begin with their luminance
        that alone; else (rows, columns, 3) red first. A view of ``data`` where that is possible,
        hence read-only.

    Raises:
        DecodeError: If data are missing, or are not what the header announces.
    """
    decoded = _any_colours(data, layout)
    if decoded.ndim == 3 and layout.is_luma_first:
        return np.ascontiguousarray(decoded[..., 0])
    return decoded


def _any_colours(data: bytes, layout: PixelLayout) -> Integers:
    if is_native(layout.syntax):
        return _native(data, layout)
    encoded = get_frame(data, layout.frame, number_of_frames=layout.frames)
    if str(layout.syntax) == _RLE:
        return _run_lengths(encoded, layout)
    try:
        stream = codestream_of(encoded)
    except CodestreamError as error:
        raise DecodeError(str(error)) from error
    announced, found = (layout.rows, layout.columns), (stream.rows, stream.columns)
    if announced != found or stream.samples != layout.samples:
        raise DecodeError(
            f"its header announces {announced[0]} × {announced[1]} pixels of {layout.samples}, "
            f"its compressed picture holds {found[0]} × {found[1]} of {stream.samples}"
        )
    try:
        decoded = _decompressed(encoded, str(layout.syntax), stream, layout)
    except (RuntimeError, ValueError) as error:  # what imagecodecs raises
        raise DecodeError("its compressed picture cannot be decoded") from error
    if decoded.shape[:2] != announced:
        raise DecodeError("its compressed picture does not have the size it announces")
    return decoded


def _native(data: bytes, layout: PixelLayout) -> Integers:
    needed = -(-layout.frame_bits * layout.frames // 8)
    if layout.photometric == "YBR_FULL_422" and len(data) >= needed * 3 // 2:
        full = 3 * layout.rows * layout.columns * layout.bits_allocated // 8
        start = full * layout.frame
        return _shaped(np.frombuffer(data, np.uint8, full, start), layout)
    if len(data) < needed:
        raise DecodeError(f"only {len(data)} of the {needed} bytes of its pixels are there")
    if layout.bits_allocated == 1:
        return _single_bits(data, layout)
    bytes_a_frame = layout.frame_bits // 8
    is_big = str(layout.syntax) == _BIG_ENDIAN
    if layout.bits_allocated == 8 and is_big and layout.is_words:
        return _shaped(_swapped(data, bytes_a_frame, layout.frame), layout)
    dtype = np.dtype(f"u{layout.bits_allocated // 8}").newbyteorder(">" if is_big else "<")
    count = bytes_a_frame // dtype.itemsize
    found = np.frombuffer(data, dtype, count, bytes_a_frame * layout.frame)
    return _shaped(found.astype(dtype.newbyteorder("="), copy=False), layout)


def _swapped(data: bytes, size: int, frame: int) -> npt.NDArray[np.uint8]:
    """Return 8-bit pixels that were written as big-endian words."""
    even = np.frombuffer(data, np.uint8, len(data) // 2 * 2)
    return even.reshape(-1, 2)[:, ::-1].reshape(-1)[size * frame : size * (frame + 1)]


def _single_bits(data: bytes, layout: PixelLayout) -> Integers:
    start = layout.frame_bits * layout.frame
    first, end = start // 8, -(-(start + layout.frame_bits) // 8)
    bits = np.unpackbits(np.frombuffer(data, np.uint8)[first:end], bitorder="little")
    return _shaped(bits[start - 8 * first :][: layout.frame_bits], layout)


def _shaped(found: Integers, layout: PixelLayout) -> Integers:
    shape = layout.rows, layout.columns
    if layout.samples == 1:
        return found.reshape(shape)
    if found.size < 3 * shape[0] * shape[1]:  # Y Y Cb Cr: two pixels share their colour
        return np.ascontiguousarray(found.reshape(-1, 4)[:, :2]).reshape(shape)
    if layout.is_planar:
        return np.moveaxis(found.reshape(3, *shape), 0, 2)
    return found.reshape(*shape, 3)


def _run_lengths(encoded: bytes, layout: PixelLayout) -> Integers:
    """Return RLE pixels: one PackBits segment per byte plane, high byte first. PS3.5 G."""
    from imagecodecs import packbits_decode

    width = layout.bits_allocated // 8
    count, *offsets = struct.unpack_from("<16I", encoded)
    if count != width * layout.samples or width == 0:
        raise DecodeError(f"its RLE data have {count} segments")
    size = layout.rows * layout.columns
    planes = np.empty((layout.samples, size, width), dtype=np.uint8)
    ends = [*offsets[1:count], len(encoded)]
    for segment, (start, end) in enumerate(zip(offsets[:count], ends, strict=True)):
        plane = np.frombuffer(packbits_decode(encoded[start:end]), np.uint8)
        if plane.size < size:
            raise DecodeError(f"only {plane.size} of the {size} bytes of an RLE segment are there")
        planes[segment // width, :, width - 1 - segment % width] = plane[:size]
    values = planes.view(f"<u{width}").reshape(layout.samples, layout.rows, layout.columns)
    return values[0] if layout.samples == 1 else np.moveaxis(values, 0, 2)


def _decompressed(encoded: bytes, syntax: str, stream: Codestream, layout: PixelLayout) -> Integers:
    import imagecodecs

    if syntax in _JPEG:
        if stream.bits == 8 and stream.samples == 3 and not stream.is_lossless:
            space = "YCBCR" if stream.is_ycbcr(default=layout.is_luma_first) else "RGB"
            wanted = "YCBCR" if layout.is_luma_first else "RGB"
            colour: Integers = imagecodecs.jpeg8_decode(
                encoded, colorspace=space, outcolorspace=wanted
            )
            return colour
        found: Integers = imagecodecs.jpeg_decode(encoded)
    elif syntax in _JPEG_LS:
        found = imagecodecs.jpegls_decode(encoded)
    else:
        found = imagecodecs.jpeg2k_decode(encoded)
    if stream.is_signed != layout.is_signed and stream.bits < 8 * found.dtype.itemsize:
        found = _reread_sign(found, stream.bits, is_signed=layout.is_signed)
    return found


def _reread_sign(found: Integers, bits: int, *, is_signed: bool) -> Integers:
    """Return two's complement read as unsigned, or the other way round, put right.

    JPEG and JPEG-LS streams have no sign, and JPEG 2000 streams often the wrong one.
    """
    shift = 8 * found.dtype.itemsize - bits
    kind = np.dtype(f"{'i' if is_signed else 'u'}{found.dtype.itemsize}")
    return (found.view(kind) << shift) >> shift
