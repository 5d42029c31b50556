"""engine.dicom.fragments: the same frames as pydicom finds, each without the others."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.encaps import encapsulate, generate_frames

from engine.dicom.decompress import DecodeError
from engine.dicom.fragments import OffsetTable, encoded_frame, extended_table
from engine.dicom.guard import walk
from engine.dicom.header_walk import PixelPlace
from tests.hostile.raw_dicom import item

END = struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
EMPTY = item(b"")
BEFORE = b"header"
JPEGS = [b"\xff\xd8first\xff\xd9", b"\xff\xd8the second\xff\xd9\0", b"\xff\xd8third\xff\xd9"]
"""Three frames; a marker in the middle of a frame ends nothing."""


class Watched(io.BytesIO):
    """A file that knows which of its bytes were read."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.seen: set[int] = set()

    def read(self, size: int | None = -1, /) -> bytes:
        start = self.tell()
        found = super().read(size)
        self.seen.update(range(start, start + len(found)))
        return found


def frame_in(value: bytes, frame: int, frames: int, extended: OffsetTable | None = None) -> bytes:
    place = PixelPlace(0x0010, "OB", 0, len(BEFORE), None, len(value))
    return encoded_frame(io.BytesIO(BEFORE + value), place, frame, frames, extended)


def table(*offsets: int) -> bytes:
    return item(struct.pack(f"<{len(offsets)}I", *offsets))


def by_table() -> bytes:
    return encapsulate(JPEGS, has_bot=True) + END


def by_fragment() -> bytes:
    return encapsulate(JPEGS, has_bot=False) + END


def in_pieces_with_table() -> bytes:
    return encapsulate(JPEGS, fragments_per_frame=2, has_bot=True) + END


def in_pieces() -> bytes:
    return encapsulate(JPEGS, fragments_per_frame=2, has_bot=False) + END


def without_end() -> bytes:
    return encapsulate(JPEGS, has_bot=False)


WAYS = [by_table, by_fragment, in_pieces_with_table, in_pieces, without_end]


@pytest.mark.parametrize("way", WAYS)
def test_each_frame_is_found(way: Callable[[], bytes]) -> None:
    """An odd frame is padded to an even length."""
    found = [frame_in(way(), frame, 3) for frame in range(3)]

    assert found == [one + b"\0" * (len(one) % 2) for one in JPEGS]


def test_an_extended_table_wins_and_knows_the_length() -> None:
    """Frames of 9, 15 and 9 bytes in fragments of 10, 16 and 10, each with a head of 8."""
    value = table(0, 18, 42) + b"".join(item(one + b"\0") for one in JPEGS) + END
    extended = extended_table(struct.pack("<3Q", 0, 18, 42), struct.pack("<3Q", 9, 15, 9))

    found = [frame_in(value, frame, 3, extended) for frame in range(3)]

    assert found == JPEGS


@pytest.mark.parametrize(
    ("offsets", "lengths"),
    [
        ((0, 5, 9), (8, 8, 8)),
        ((0, 0, 0), (8, 8, 8)),
        ((0, 1 << 40, 2 << 40), (8, 8, 8)),
        ((0, 18), (8, 8)),
        ((4, 18, 34), (8, 8, 8)),
        ((17, 40, 57), (9, 9, 9)),
        ((0, 17, 40), (0, 0, 0)),
    ],
)
def test_a_table_that_leads_nowhere_is_not_believed(
    offsets: tuple[int, ...], lengths: tuple[int, ...]
) -> None:
    extended = OffsetTable(offsets, lengths)
    basic = table(*(offset & 0xFFFFFFFF for offset in offsets)) if any(lengths) else EMPTY
    value = basic + b"".join(item(one) for one in JPEGS) + END

    found = [frame_in(value, frame, 3, extended) for frame in range(3)]

    assert found == JPEGS


@pytest.mark.parametrize(
    ("offsets", "lengths"), [(None, None), (b"", b""), (bytes(8), bytes(16)), (bytes(8), "text")]
)
def test_what_is_no_extended_table_is_none(offsets: object, lengths: object) -> None:
    assert extended_table(offsets, lengths) is None


def test_all_fragments_belong_to_the_only_frame() -> None:
    """Whatever stands at the end of one of them."""
    value = EMPTY + item(b"\xff\xd8fi") + item(b"rs\xff\xd9") + item(b"\xff\xd9") + END

    assert frame_in(value, 0, 1) == b"\xff\xd8firs\xff\xd9\xff\xd9"


def test_a_last_frame_without_an_end_of_image_is_what_is_left() -> None:
    value = EMPTY + item(b"a\xff\xd9\0") + item(b"bb") + item(b"cc") + END

    assert frame_in(value, 1, 2) == b"bbcc"


@pytest.mark.parametrize("way", [by_table, by_fragment, in_pieces_with_table])
def test_no_byte_of_another_frame_is_read(way: Callable[[], bytes]) -> None:
    long = [bytes([number]) * 5000 for number in (1, 2, 3)]
    way_of = {by_table: True, by_fragment: False, in_pieces_with_table: True}
    pieces = 2 if way is in_pieces_with_table else 1
    value = encapsulate(long, fragments_per_frame=pieces, has_bot=way_of[way]) + END
    file = Watched(value)

    encoded_frame(file, PixelPlace(0x0010, "OB", 0, 0, None, len(value)), 1, 3)

    pixels_seen = [value[at] for at in file.seen if value[at] in (1, 2, 3)]
    assert pixels_seen.count(2) >= 5000
    assert pixels_seen.count(1) + pixels_seen.count(3) < 20  # the numbers of an item's head


@pytest.mark.parametrize(
    ("value", "frame", "frames", "said"),
    [
        (b"\0" * 40, 0, 1, "do not begin as such"),
        (b"", 0, 1, "do not begin as such"),
        (item(b"\0\0\0\0")[:8] + b"\0\0", 0, 1, "end in the table"),
        (EMPTY + item(b"ab") + END, 1, 2, "only 1 of its 2 frames are there"),
        (EMPTY + END, 0, 1, "only 0 of its 1 frames are there"),
        (EMPTY + item(b"a" * 90)[:50], 0, 1, "only 42 of the 90 bytes"),
        (EMPTY + item(b"ab") * 3 + END, 1, 2, "only 0 of its 2 frames can be told apart"),
    ],
)
def test_what_is_not_there_is_said_in_numbers(
    value: bytes, frame: int, frames: int, said: str
) -> None:
    with pytest.raises(DecodeError, match=said):
        frame_in(value, frame, frames)


def test_whole_frames_of_a_file_cut_short_are_found() -> None:
    value = by_table()[:-20]

    assert frame_in(value, 0, 3) == JPEGS[0] + b"\0" * (len(JPEGS[0]) % 2)
    with pytest.raises(DecodeError, match="only"):
        frame_in(value, 2, 3)


@pytest.mark.parametrize(
    "name", ["rtdose_rle.dcm", "SC_rgb_rle_2frame.dcm", "examples_ybr_color.dcm"]
)
def test_real_films_give_the_frames_that_pydicom_finds(name: str) -> None:
    path = Path(str(get_testdata_file(name, download=False)))
    ds = pydicom.dcmread(path)
    frames = int(ds.NumberOfFrames)

    with path.open("rb") as file:
        place = walk(file, path).pixels
        assert place is not None
        found = [encoded_frame(file, place, frame, frames) for frame in range(frames)]

    assert found == list(generate_frames(ds.PixelData, number_of_frames=frames))
