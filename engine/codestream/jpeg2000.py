"""The main header of a JPEG 2000 or HTJ2K stream: ISO 15444-1 A.4 to A.6, ISO 15444-15."""

import struct
from dataclasses import dataclass

from engine.codestream.errors import ENDS_EARLY, CodestreamError

START = b"\xff\x4f\xff\x51"
"""SOC and SIZ, which must follow it at once."""

_COD, _SOT = 0xFF52, 0xFF90
_MOST_SEGMENTS = 1000
_MOST_TILES = 65535
_TILE_BYTES = 14
"""SOT and SOD: no tile is shorter."""

_MOST_LEVELS = 32
_LARGEST_BLOCK = 12  # exponents of a code-block's sides together


@dataclass(frozen=True, slots=True)
class Jpeg2000Header:
    """SIZ.

    Attributes:
        rows, columns, samples: Size of the picture; every sample has it.
        bits: Of a sample, all alike.
        is_signed: Samples are two's complement.
    """

    rows: int
    columns: int
    samples: int
    bits: int
    is_signed: bool


def jpeg2000_header(data: bytes) -> Jpeg2000Header | None:
    """Return the main header, or None if the data do not begin like such a stream.

    Args:
        data: The whole stream; the boxes of a JP2 file may stand before it.

    Raises:
        CodestreamError: If it is cut short, or announces what no picture can be.
    """
    start = data.find(START, 0, 4096)
    if start < 0:
        return None
    try:
        header = _size(data, start)
        _check_coding(data, start)
    except (struct.error, IndexError) as error:
        raise CodestreamError(ENDS_EARLY) from error
    return header


def _size(data: bytes, start: int) -> Jpeg2000Header:
    length, _ = struct.unpack_from(">HH", data, start + 4)
    right, bottom, left, top = struct.unpack_from(">IIII", data, start + 8)
    wide, high, tile_left, tile_top = struct.unpack_from(">IIII", data, start + 24)
    (samples,) = struct.unpack_from(">H", data, start + 40)
    if not 1 <= samples <= 4 or length != 38 + 3 * samples:
        raise CodestreamError(f"its compressed picture announces {samples} samples a pixel")
    kinds = {struct.unpack_from(">BBB", data, start + 42 + 3 * n) for n in range(samples)}
    if len(kinds) != 1:
        raise CodestreamError("the samples of its compressed picture are not alike")
    depth, across, down = kinds.pop()
    if (across, down) != (1, 1):
        raise CodestreamError("the samples of its compressed picture are not one a pixel")
    if right <= left or bottom <= top:
        raise CodestreamError("its compressed picture does not give its size")
    _check_tiles(data, (right, bottom, left, top), (wide, high, tile_left, tile_top))
    return Jpeg2000Header(
        bottom - top, right - left, samples, (depth & 0x7F) + 1, bool(depth & 0x80)
    )


def _check_tiles(
    data: bytes, picture: tuple[int, int, int, int], tile: tuple[int, int, int, int]
) -> None:
    """Refuse tiles that miss the picture, or are more than there are bytes for: B.3."""
    right, bottom, left, top = picture
    wide, high, tile_left, tile_top = tile
    is_sound = wide > 0 and high > 0 and tile_left <= left and tile_top <= top
    if not is_sound or tile_left + wide <= left or tile_top + high <= top:
        raise CodestreamError("the tiles of its compressed picture make no sense")
    tiles = -(-(right - tile_left) // wide) * -(-(bottom - tile_top) // high)
    if tiles > _MOST_TILES or tiles * _TILE_BYTES > len(data):
        raise CodestreamError(f"its compressed picture announces {tiles} tiles")


def _check_coding(data: bytes, start: int) -> None:
    """Walk the rest of the main header for a COD that a codec would allocate nonsense for."""
    (length,) = struct.unpack_from(">H", data, start + 4)
    position = start + 4 + length
    has_coding = False
    for _ in range(_MOST_SEGMENTS):
        marker, length = struct.unpack_from(">HH", data, position)
        if marker == _SOT:
            if not has_coding:
                raise CodestreamError("its compressed picture does not say how it is coded")
            return
        if marker < 0xFF00 or length < 2:
            raise CodestreamError("a marker is missing in its compressed picture")
        if marker == _COD:
            has_coding = True
            _, layers, _, levels, wide, high = struct.unpack_from(">BHBBBB", data, position + 5)
            is_block = wide <= 8 and high <= 8 and wide + high + 4 <= _LARGEST_BLOCK
            if layers == 0 or levels > _MOST_LEVELS or not is_block:
                raise CodestreamError("its compressed picture is coded in no known way")
        position += 2 + length
    raise CodestreamError("its compressed picture has too many segments")
