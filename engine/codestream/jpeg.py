"""The markers of a JPEG or JPEG-LS stream up to its first scan: ISO 10918-1 B, ISO 14495-1 C."""

import struct
from dataclasses import dataclass

from engine.codestream.errors import ENDS_EARLY, CodestreamError

SOF_JPEG_LS = 0xF7
_SOF_LOSSLESS = (0xC3, 0xC7, 0xCB, 0xCF, SOF_JPEG_LS)
_SOF_HUFFMAN_LOSSLESS = 0xC3
_LEAST_BITS_OF_A_BLOCK = {0xC0: 2, 0xC1: 2, 0xC2: 1}  # baseline, extended, progressive
_NO_SOF = (0xC4, 0xC8, 0xCC)  # Huffman tables, reserved, arithmetic conditioning
_SOI, _EOI, _SOS, _APP1, _APP14 = 0xD8, 0xD9, 0xDA, 0xE1, 0xEE
_BARE = (0x01, *range(0xD0, 0xD8))
"""Markers that stand alone, without a length: TEM and the restarts."""

_MOST_SEGMENTS = 2000
"""Before the first scan; a film has a dozen, and an ICC profile adds at most 255."""


@dataclass(frozen=True, slots=True)
class JpegHeader:
    """Frame header and what else matters.

    Attributes:
        marker: Second byte of the SOF marker.
        rows, columns: At least 1 each.
        samples: 1 to 4.
        bits: Precision of a sample, 2 to 16.
        near: JPEG-LS: largest difference to the picture that was compressed; 0 is lossless.
        adobe_transform: What an Adobe marker says of the colours: 0 RGB, 1 YCbCr; None if none.
        exif: Body of the EXIF segment, or b"".
    """

    marker: int
    rows: int
    columns: int
    samples: int
    bits: int
    near: int = 0
    adobe_transform: int | None = None
    exif: bytes = b""

    @property
    def is_lossless(self) -> bool:
        """Whether every sample is as it was: JPEG process 14, or JPEG-LS whose near is 0."""
        return self.marker in _SOF_LOSSLESS and self.near == 0


def jpeg_header(data: bytes) -> JpegHeader:
    """Return the frame header of a whole JPEG stream.

    Args:
        data: All of it, SOI marker first.

    Raises:
        CodestreamError: If it is cut short or makes no sense.
    """
    try:
        return _walked(data)
    except (struct.error, IndexError) as error:
        raise CodestreamError(ENDS_EARLY) from error


def _walked(data: bytes) -> JpegHeader:
    position = 2
    frame: tuple[int, bytes] | None = None
    adobe, exif = None, b""
    for _ in range(_MOST_SEGMENTS):
        position = _past_fill(data, position)
        marker = data[position + 1]
        if marker in _BARE:
            position += 2
            continue
        if marker in (_SOI, _EOI):
            raise CodestreamError("its compressed picture has no pixels")
        (length,) = struct.unpack_from(">H", data, position + 2)
        body = data[position + 4 : position + 2 + length]
        if length < 2 or len(body) < length - 2:
            raise CodestreamError(ENDS_EARLY)
        if marker == _SOS:
            return _header(frame, data, position, body, adobe, exif)
        if (0xC0 <= marker <= 0xCF and marker not in _NO_SOF) or marker == SOF_JPEG_LS:
            if frame is not None:
                raise CodestreamError("its compressed picture gives its size twice")
            frame = marker, body
        elif marker == _APP14 and body[:5] == b"Adobe" and len(body) >= 12:
            adobe = body[11]
        elif marker == _APP1 and body.startswith(b"Exif\x00\x00"):
            exif = body[6:]
        position += 2 + length
    raise CodestreamError("its compressed picture has too many segments")


def _past_fill(data: bytes, position: int) -> int:
    """Return where the next marker begins; any number of 0xFF may stand before it."""
    if data[position] != 0xFF:
        raise CodestreamError("a marker is missing in its compressed picture")
    start = position
    while data[position + 1] == 0xFF:
        position += 1
        if position - start > _MOST_SEGMENTS:
            raise CodestreamError("a marker is missing in its compressed picture")
    return position


def _header(
    frame: tuple[int, bytes] | None,
    data: bytes,
    scan: int,
    scan_body: bytes,
    adobe: int | None,
    exif: bytes,
) -> JpegHeader:
    if frame is None:
        raise CodestreamError("its compressed picture has no size")
    marker, body = frame
    bits, rows, columns, samples = struct.unpack_from(">BHHB", body)
    if not (1 <= samples <= 4 and len(body) == 6 + 3 * samples and 2 <= bits <= 16):
        raise CodestreamError(
            f"its compressed picture announces {samples} samples of {bits} bits a pixel"
        )
    if rows == 0 or columns == 0:  # the height may follow the scan (DNL), which no film does
        raise CodestreamError("its compressed picture does not give its size")
    end = data.rfind(b"\xff\xd9", scan)
    if end < 0 or 8 * (end - scan) < _least_bits(marker, rows, columns):
        raise CodestreamError(ENDS_EARLY)
    near = 0
    if marker == SOF_JPEG_LS:  # scan header: count, two bytes for each component, NEAR
        near = scan_body[1 + 2 * scan_body[0]]
    return JpegHeader(marker, rows, columns, samples, bits, near, adobe, exif)


def _least_bits(marker: int, rows: int, columns: int) -> int:
    """Return how many bits a picture of this size has at the very least, or 0 where none is known.

    A codec fills what is missing with grey and says nothing, so that a thousand bytes become a
    film of 200 megapixels.

    Source: ISO 10918-1 F.1.2, H.1.2: no Huffman code is shorter than a bit, and a block has one
    for its DC coefficient and one for its AC coefficients, which progressive scans may join.
    """
    if marker == _SOF_HUFFMAN_LOSSLESS:
        return rows * columns
    blocks = -(-rows // 8) * -(-columns // 8)
    return _LEAST_BITS_OF_A_BLOCK.get(marker, 0) * blocks
