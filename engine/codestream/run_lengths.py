"""The header of a frame in DICOM's run lengths: PS3.5 G.5."""

import struct
from itertools import pairwise

from engine.codestream.errors import ENDS_EARLY, CodestreamError

_HEADER_BYTES = 64
_MOST_BYTES_A_BYTE = 64
"""Two bytes of PackBits become at most 128."""


def segments(data: bytes, count: int, decoded_bytes: int) -> list[tuple[int, int]]:
    """Return (start, end) of each segment.

    Args:
        data: The whole frame.
        count: Segments there must be: one for each byte of each sample.
        decoded_bytes: What each must become.

    Raises:
        CodestreamError: If there are others, they lie elsewhere, or can never become so much.
    """
    if len(data) < _HEADER_BYTES:
        raise CodestreamError(ENDS_EARLY)
    announced, *offsets = struct.unpack_from("<16I", data)
    if announced != count or not 1 <= count <= 15:
        raise CodestreamError(f"its run lengths have {announced} segments instead of {count}")
    bounds = [*offsets[:count], len(data)]
    pairs = list(pairwise(bounds))
    if bounds[0] < _HEADER_BYTES or any(start >= end for start, end in pairs):
        raise CodestreamError("the segments of its run lengths do not lie one after the other")
    shortest = min(end - start for start, end in pairs)
    if shortest * _MOST_BYTES_A_BYTE < decoded_bytes:
        raise CodestreamError(f"only {shortest} bytes of run lengths are to become {decoded_bytes}")
    return pairs
