"""Native pixels of one frame: which bytes of the file they are, and the integers in them."""

from typing import BinaryIO, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.dicom.decompress import DecodeError, Integers
from engine.dicom.header_walk import EXPLICIT_BIG, PixelPlace
from engine.dicom.read_layout import PixelLayout

Bytes: TypeAlias = npt.NDArray[np.uint8]


def native_bytes(file: BinaryIO, place: PixelPlace, layout: PixelLayout) -> Bytes:
    """Return the bytes of a frame as they lie in the file; of single bits, those around it too.

    Args:
        file: In which ``place`` is counted.
        place: Where pixels lie.
        layout: How they are said to lie.

    Raises:
        DecodeError: If the file has fewer than all frames need.
    """
    if place.length is None:
        raise DecodeError("its pixels are compressed, but it does not say how")
    start, size = _extent(layout, place.there)
    file.seek(place.offset + start)
    room = np.empty(size, np.uint8)  # numpy's memory comes in large pages: twice as fast as bytes
    there = 0
    while there < size:
        count = file.readinto(room[there:].data)  # type: ignore[attr-defined] # all files have it
        if not count:
            raise _short(start + there, place.there)
        there += count
    return room


def _extent(layout: PixelLayout, there: int) -> tuple[int, int]:
    """Return where the bytes of a frame begin in Pixel Data, and how many they are."""
    needed = -(-layout.frame_bits * layout.frames // 8)
    if _is_full(layout, there):
        size = _full_size(layout)
        return size * layout.frame, size
    if there < needed:
        raise _short(there, needed)
    first = layout.frame_bits * layout.frame // 8
    end = -(-layout.frame_bits * (layout.frame + 1) // 8)
    if _is_swapped(layout):  # whole words, as far as there are
        first, end = first // 2 * 2, min(-(-end // 2) * 2, there)
    return first, end - first


def _short(there: int, needed: int) -> DecodeError:
    return DecodeError(f"only {there} of the {needed} bytes of its pixels are there")


def native_integers(data: Bytes, layout: PixelLayout) -> Integers:
    """Return the integers of a frame as they were encoded.

    Args:
        data: As ``native_bytes`` returns them.
        layout: How pixels lie.

    Returns:
        As ``decode_frame``, but every sample of a colour; a view of ``data`` where possible.
    """
    if layout.photometric == "YBR_FULL_422" and data.size == _full_size(layout):
        return _shaped(data, layout)
    if layout.bits_allocated == 1:
        start = layout.frame_bits * layout.frame % 8
        bits = np.unpackbits(data, bitorder="little")
        return _shaped(bits[start : start + layout.frame_bits], layout)
    if _is_swapped(layout):
        return _shaped(_unswapped(data, layout), layout)
    order = ">" if str(layout.syntax) == EXPLICIT_BIG else "<"
    found = data.view(f"{order}u{layout.bits_allocated // 8}")
    return _shaped(found.astype(found.dtype.newbyteorder("="), copy=False), layout)


def _full_size(layout: PixelLayout) -> int:
    return 3 * layout.rows * layout.columns * layout.bits_allocated // 8


def _is_full(layout: PixelLayout, there: int) -> bool:
    """Whether pixels said to share their chroma have it each."""
    return layout.photometric == "YBR_FULL_422" and there >= _full_size(layout) * layout.frames


def _is_swapped(layout: PixelLayout) -> bool:
    """Whether 8-bit pixels were written as big-endian words."""
    is_big = str(layout.syntax) == EXPLICIT_BIG
    return is_big and layout.bits_allocated == 8 and layout.is_words


def _unswapped(data: Bytes, layout: PixelLayout) -> Bytes:
    size = layout.frame_bits // 8
    start = size * layout.frame % 2
    whole = data if data.size % 2 == 0 else np.append(data, np.uint8(0))
    return whole.reshape(-1, 2)[:, ::-1].reshape(-1)[start : start + size]


def _shaped(found: Integers, layout: PixelLayout) -> Integers:
    shape = layout.rows, layout.columns
    if layout.samples == 1:
        return found.reshape(shape)
    if found.size < 3 * shape[0] * shape[1]:  # Y Y Cb Cr: two pixels share their colour
        return np.ascontiguousarray(found.reshape(-1, 4)[:, :2]).reshape(shape)
    if layout.is_planar:
        return np.moveaxis(found.reshape(3, *shape), 0, 2)
    return found.reshape(*shape, 3)
