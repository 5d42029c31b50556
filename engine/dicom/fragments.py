"""The bytes of one compressed frame, without those of any other: PS3.5 A.4."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct
from typing import BinaryIO, NamedTuple

from engine.budget import budget
from engine.dicom.decompress import DecodeError
from engine.dicom.header_walk import PixelPlace

_ITEM, _END = b"\xfe\xff\x00\xe0", b"\xfe\xff\xdd\xe0"
_HEAD = Struct("<4sL")
_END_OF_IMAGE = b"\xff\xd9"
_LAST_BYTES = 10
"""In so many bytes at the end of a frame does its end of image stand, padding included."""

_MOST = 1_000_000
"""Frames a table may name; a film of so many is not believed."""


@dataclass(frozen=True, slots=True)
class OffsetTable:
    """An offset table as the file has it: believed where it leads to fragments.

    Attributes:
        offsets: Where frames begin, counted from the first fragment.
        lengths: Bytes of each frame, or () where they are those of its fragments.
    """

    offsets: Sequence[int]
    lengths: Sequence[int] = ()


class _Fragment(NamedTuple):  # of which there may be many: a dataclass takes thrice the time
    offset: int
    length: int
    there: int

    @property
    def end(self) -> int:
        return self.offset + self.length


def extended_table(offsets: object, lengths: object) -> OffsetTable | None:
    """Return the extended offset table of a header, or None: PS3.3 C.7.6.3.1.8.

    Args:
        offsets: Value of (7FE0,0001).
        lengths: Value of (7FE0,0002).
    """
    if not (isinstance(offsets, bytes) and isinstance(lengths, bytes)):
        return None
    count = len(offsets) // 8
    if count == 0 or len(lengths) != len(offsets):
        return None
    numbers = Struct(f"<{count}Q")
    return OffsetTable(numbers.unpack_from(offsets), numbers.unpack_from(lengths))


def encoded_frame(
    file: BinaryIO, place: PixelPlace, frame: int, frames: int, extended: OffsetTable | None = None
) -> bytes:
    """Return the compressed bytes of one frame.

    An offset table is followed where it leads to a fragment; else fragments are counted: one a
    frame, all of them for the only frame, or as many as it takes to an end of image.

    Args:
        file: In which ``place`` is counted.
        place: Where the fragments lie.
        frame: 0-based.
        frames: How many the header announces.
        extended: The extended offset table, where there is one.

    Raises:
        DecodeError: If the fragments are not there.
    """
    stop = place.offset + place.there
    first, basic = _basic_table(file, place, stop)
    for table in (extended, basic):
        if table is not None and (found := _at_table(file, first, stop, frame, frames, table)):
            return _joined(file, found, table.lengths[frame] if table.lengths else None)
    return _joined(file, _counted(file, first, stop, frame, frames))


def _basic_table(file: BinaryIO, place: PixelPlace, stop: int) -> tuple[int, OffsetTable]:
    """Return where the first fragment lies, and the table before it, which may be empty."""
    file.seek(place.offset)
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size or head[:4] != _ITEM:
        raise DecodeError("its compressed pixels do not begin as such")
    (_, length) = _HEAD.unpack(head)
    first = place.offset + _HEAD.size + length
    if first > stop:
        raise DecodeError("its compressed pixels end in the table of its frames")
    count = min(length // 4, _MOST)
    return first, OffsetTable(Struct(f"<{count}L").unpack(file.read(4 * count)))


def _at_table(
    file: BinaryIO, first: int, stop: int, frame: int, frames: int, table: OffsetTable
) -> list[_Fragment] | None:
    """Return the fragments a table leads to, or None where it leads nowhere."""
    offsets = table.offsets
    if len(offsets) < frames or offsets[0] != 0 or any(a >= b for a, b in pairwise(offsets)):
        return None  # beyond 4 GB a basic table begins again at 0
    begin = first + offsets[frame]
    has_next = frame + 1 < len(offsets)
    end = first + offsets[frame + 1] if has_next else stop
    if end > stop:
        return None
    found: list[_Fragment] = []
    for fragment in _fragments(file, begin, end):
        found.append(fragment)
        if table.lengths:
            break
    if not found or (has_next and not table.lengths and found[-1].end != end):
        return None
    if table.lengths and not 0 < table.lengths[frame] <= found[0].length:
        return None
    return found


def _counted(file: BinaryIO, first: int, stop: int, frame: int, frames: int) -> list[_Fragment]:
    found = list(_fragments(file, first, stop))
    if frames == 1 and found:
        return found
    if len(found) == frames:
        return found[frame : frame + 1]
    if len(found) < frames:
        raise DecodeError(f"only {len(found)} of its {frames} frames are there")
    number, begin = 0, 0
    for at, fragment in enumerate(found):
        if _ends_an_image(file, fragment):
            if number == frame:
                return found[begin : at + 1]
            number, begin = number + 1, at + 1
    if number == frame and begin < len(found):
        return found[begin:]
    raise DecodeError(f"only {number} of its {frames} frames can be told apart")


def _fragments(file: BinaryIO, position: int, stop: int) -> Iterator[_Fragment]:
    """Yield what lies from a place on: as far as ``stop``, a delimiter, or something else."""
    most = budget().elements
    for _ in range(most):
        if position + _HEAD.size > stop:
            return
        file.seek(position)
        head = file.read(_HEAD.size)
        if len(head) < _HEAD.size or head[:4] != _ITEM:
            return
        (_, length) = _HEAD.unpack(head)
        offset = position + _HEAD.size
        position = offset + length
        yield _Fragment(offset, length, length if position <= stop else stop - offset)
    raise DecodeError(f"its compressed pixels lie in more than {most} fragments")


def _ends_an_image(file: BinaryIO, fragment: _Fragment) -> bool:
    last = min(fragment.there, _LAST_BYTES)
    file.seek(fragment.offset + fragment.there - last)
    return _END_OF_IMAGE in file.read(last)


def _joined(file: BinaryIO, fragments: list[_Fragment], length: int | None = None) -> bytes:
    if sum(fragment.there for fragment in fragments) > budget().bytes:
        raise DecodeError("its compressed picture is larger than this program decodes")
    parts = [_bytes_of(file, fragment) for fragment in fragments]
    return (parts[0] if len(parts) == 1 else b"".join(parts))[:length]


def _bytes_of(file: BinaryIO, fragment: _Fragment) -> bytes:
    file.seek(fragment.offset)
    found = file.read(fragment.there)
    if len(found) < fragment.length:
        raise DecodeError(
            f"only {len(found)} of the {fragment.length} bytes of its compressed picture are there"
        )
    return found
