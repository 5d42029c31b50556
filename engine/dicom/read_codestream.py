"""What a compressed picture says of itself, read without decoding it."""

import struct
from dataclasses import dataclass

_SOF_LOSSLESS = (0xC3, 0xC7, 0xCB, 0xCF)
_SOF_JPEG_LS = 0xF7


class CodestreamError(Exception):
    """The stream is cut short or is none of the known kinds; the text says how."""


@dataclass(frozen=True, slots=True)
class Codestream:
    """Frame header of a JPEG, JPEG-LS or JPEG 2000 picture.

    Attributes:
        rows, columns, samples: Its size.
        bits: Precision of a sample.
        is_signed: JPEG 2000 only.
        is_lossless: JPEG process 14, or JPEG-LS.
        adobe_transform: What an Adobe marker says of the colours: 0 RGB, 1 YCbCr; None if none.
    """

    rows: int
    columns: int
    samples: int
    bits: int
    is_signed: bool = False
    is_lossless: bool = False
    adobe_transform: int | None = None

    def is_ycbcr(self, *, default: bool) -> bool:
        """Whether colours are luminance and chroma; the DICOM header's word is the default."""
        return default if self.adobe_transform is None else self.adobe_transform == 1


def codestream_of(data: bytes) -> Codestream:
    """Return the frame header.

    Raises:
        CodestreamError: If the data end too early, or begin like none of the three.
    """
    try:
        if data[:2] == b"\xff\xd8":
            return _jpeg(data)
        start = data.find(b"\xff\x4f\xff\x51", 0, 4096)  # after the boxes of a JP2 file, if any
        if start >= 0:
            return _jpeg_2000(data, start)
    except (struct.error, IndexError) as error:
        raise CodestreamError("its compressed picture ends early") from error
    raise CodestreamError("its compressed picture is of an unknown kind")


def _jpeg(data: bytes) -> Codestream:
    """Walk the markers up to the first scan: ISO 10918-1 Annex B, ISO 14495-1 Annex C."""
    position, frame, adobe = 2, None, None
    while True:
        if data[position] != 0xFF:
            raise CodestreamError("a marker is missing in its compressed picture")
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        (length,) = struct.unpack_from(">H", data, position + 2)
        body = data[position + 4 : position + 2 + length]
        is_frame = 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)
        if is_frame or marker == _SOF_JPEG_LS:
            frame = (marker, *struct.unpack_from(">BHHB", body))
        elif marker == 0xEE and body[:5] == b"Adobe" and len(body) >= 12:
            adobe = body[11]
        elif marker == 0xDA:
            break
        position += 2 + length
    if frame is None:
        raise CodestreamError("its compressed picture has no size")
    if data.rfind(b"\xff\xd9", position) < 0:
        raise CodestreamError("its compressed picture ends early")
    marker, bits, rows, columns, samples = frame
    is_lossless = marker in (*_SOF_LOSSLESS, _SOF_JPEG_LS)
    return Codestream(rows, columns, samples, bits, is_lossless=is_lossless, adobe_transform=adobe)


def _jpeg_2000(data: bytes, start: int) -> Codestream:
    """Read the SIZ marker: ISO 15444-1 A.5.1."""
    right, bottom, left, top = struct.unpack_from(">IIII", data, start + 8)
    (samples,) = struct.unpack_from(">H", data, start + 40)
    depth = data[start + 42]
    return Codestream(
        rows=bottom - top,
        columns=right - left,
        samples=samples,
        bits=(depth & 0x7F) + 1,
        is_signed=bool(depth & 0x80),
    )
