"""One compressed picture -> its integers. Runs in the decoding process, on bytes nobody trusts.

imagecodecs does the work: it is the only permissive codec library that knows all syntaxes here,
12-bit and lossless JPEG included. Neither pydicom nor the rest of the engine is loaded here, so
that the process is small and there quickly.
"""

import os
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.codestream.errors import CodestreamError
from engine.codestream.run_lengths import segments
from engine.dicom.read_codestream import Codestream

Integers: TypeAlias = npt.NDArray[Any]
"""(rows, columns) grey, or (rows, columns, 3) red first, of any integer type."""

RLE = "1.2.840.10008.1.2.5"
JPEG = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 57, 70))
JPEG_LS = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (80, 81))
JPEG_2000 = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (90, 91))
HTJ2K_LOSSLESS = frozenset(f"1.2.840.10008.1.2.4.{n}" for n in (201, 202))
HTJ2K = HTJ2K_LOSSLESS | {"1.2.840.10008.1.2.4.203"}
"""Transfer syntaxes by codec: PS3.5 A.4."""

_PADDING = 4096
_MOST_THREADS = 4  # each takes memory of its own


class DecodeError(Exception):
    """The pixel data are not what the header announces; the text says how."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the header says of one compressed frame, as far as decoding needs it.

    Attributes:
        syntax: Transfer syntax UID.
        rows, columns, samples: Size; one sample for grey and palettes.
        bits_allocated: 8, 16 or 32.
        is_signed: Two's complement.
        is_luma_first: The first sample of a colour is its luminance.
    """

    syntax: str
    rows: int
    columns: int
    samples: int
    bits_allocated: int
    is_signed: bool
    is_luma_first: bool

    @property
    def decoded_bytes(self) -> int:
        """What the integers take, at two bytes a sample or as allocated."""
        return self.rows * self.columns * self.samples * max(2, self.bits_allocated // 8)


def decompressed(encoded: bytes, picture: Picture, stream: Codestream | None) -> Integers:
    """Return the integers of a compressed frame, native byte order.

    Args:
        encoded: Its bytes.
        picture: What the header says.
        stream: What the compressed picture itself says; None for RLE, which says nothing.

    Raises:
        DecodeError: If it is not what the header announces.
    """
    try:
        if stream is None:
            return _run_lengths(encoded, picture)
        found = _decoded(encoded, picture, stream)
    except (RuntimeError, ValueError) as error:  # what imagecodecs raises
        raise DecodeError("its compressed picture cannot be decoded") from error
    if found.shape[:2] != (picture.rows, picture.columns):
        raise DecodeError("its compressed picture does not have the size it announces")
    return found


def _run_lengths(encoded: bytes, picture: Picture) -> Integers:
    """Return RLE pixels: one PackBits segment per byte plane, high byte first. PS3.5 G."""
    from imagecodecs import packbits_decode

    width = picture.bits_allocated // 8
    size = picture.rows * picture.columns
    try:
        found = segments(encoded, width * picture.samples, size)
    except CodestreamError as error:
        raise DecodeError(str(error)) from error
    planes = np.empty((picture.samples, size, width), dtype=np.uint8)
    for segment, (start, end) in enumerate(found):
        room = size + _PADDING  # more than that is a bomb, and refused
        plane = np.frombuffer(packbits_decode(encoded[start:end], out=room), np.uint8)
        if plane.size < size:
            raise DecodeError(f"only {plane.size} of the {size} bytes of an RLE segment are there")
        planes[segment // width, :, width - 1 - segment % width] = plane[:size]
    values = planes.view(f"<u{width}").reshape(picture.samples, picture.rows, picture.columns)
    return values[0] if picture.samples == 1 else np.moveaxis(values, 0, 2)


def _decoded(encoded: bytes, picture: Picture, stream: Codestream) -> Integers:
    import imagecodecs

    if picture.syntax in JPEG:
        if stream.bits == 8 and stream.samples == 3 and not stream.is_lossless:
            space = "YCBCR" if stream.is_ycbcr(default=picture.is_luma_first) else "RGB"
            wanted = "YCBCR" if picture.is_luma_first else "RGB"
            colour: Integers = imagecodecs.jpeg8_decode(
                encoded, colorspace=space, outcolorspace=wanted
            )
            return colour
        found: Integers = imagecodecs.jpeg_decode(encoded)
    elif picture.syntax in JPEG_LS:
        found = imagecodecs.jpegls_decode(encoded)
    elif picture.syntax in HTJ2K_LOSSLESS:
        found = imagecodecs.htj2k_decode(encoded)  # OpenJPH: twice as fast as OpenJPEG here
    else:
        threads = min(_MOST_THREADS, os.cpu_count() or 1)
        found = imagecodecs.jpeg2k_decode(encoded, numthreads=threads)
    if stream.is_signed != picture.is_signed and stream.bits < 8 * found.dtype.itemsize:
        found = _reread_sign(found, stream.bits, is_signed=picture.is_signed)
    return found


def _reread_sign(found: Integers, bits: int, *, is_signed: bool) -> Integers:
    """Return two's complement read as unsigned, or the other way round, put right.

    JPEG and JPEG-LS streams have no sign, and JPEG 2000 streams often the wrong one.
    """
    shift = 8 * found.dtype.itemsize - bits
    kind = np.dtype(f"{'i' if is_signed else 'u'}{found.dtype.itemsize}")
    return (found.view(kind) << shift) >> shift
