"""engine.bitmap_header, engine.tiff_directory, engine.bitmap_decode: pictures made to harm"""

import struct
import zlib
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import pytest

from engine.bitmap import read_bitmap
from engine.bitmap_decode import _bare_png
from engine.bitmap_header import HeaderError, png_chunks, read_header
from engine.budget import Budget, budget, set_budget
from engine.errors import UnreadableImageError, UnsupportedImageError
from engine.tiff_directory import pages

GREY = np.add.outer(np.arange(12), 5 * np.arange(20)).astype(np.uint8)


@pytest.fixture
def _small_budget() -> object:
    """Let nothing of more than a megapixel or a megabyte in."""
    before = budget()
    set_budget(Budget(megapixels=1, megabytes=1))
    yield None
    set_budget(before)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*extra: bytes) -> bytes:
    """Return a PNG with more chunks after its header."""
    plain = bytes(imagecodecs.png_encode(GREY))
    return plain[:33] + b"".join(extra) + plain[33:]


def tiff(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    """Return a TIFF of one directory with entries (tag, type, number, value)."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    head = b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(entries))
    return head + body + struct.pack("<I", following) + bytes(64)


SIZE = ((256, 4, 1, 20), (257, 4, 1, 12), (258, 3, 1, 8))


def test_words_in_a_png_are_never_inflated(tmp_path: Path) -> None:
    """2 MB that become 2 GB: the codec does not even see them."""
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(20_000_000)))
    path = tmp_path / "film.png"
    path.write_bytes(png(bomb, chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(1000)))))

    assert np.array_equal(read_bitmap(path).pixels, GREY)
    assert [name for name, _ in png_chunks(_bare_png(path.read_bytes()))][1:] == [b"IDAT", b"IEND"]


def test_a_png_of_nothing_but_its_picture_is_not_copied() -> None:
    plain = b"".join((png()[:8], *(chunk(n, b) for n, b in png_chunks(png()) if n != b"pHYs")))

    assert _bare_png(plain) is plain


def test_a_png_of_endless_chunks_is_given_up() -> None:
    with pytest.raises(HeaderError, match="too many parts"):
        read_header(png(chunk(b"tEXt", b"") * 210_000))


def test_a_png_without_pixels_is_refused() -> None:
    header = png()[:33]

    with pytest.raises(HeaderError, match="no pixels"):
        read_header(header + chunk(b"IEND", b""))


def test_a_chunk_beyond_the_file_is_refused() -> None:
    with pytest.raises(HeaderError, match="ends before its pixels do"):
        read_header(png()[:33] + struct.pack(">I4s", 2**31 - 1, b"IDAT") + bytes(50))


def test_pixels_that_inflate_to_more_than_the_picture_are_cut(tmp_path: Path) -> None:
    plain = png()
    start = plain.index(b"IDAT") - 4
    (length,) = struct.unpack_from(">I", plain, start)
    rows = zlib.decompress(plain[start + 8 : start + 8 + length])
    swollen = chunk(b"IDAT", zlib.compress(rows + bytes(5_000_000)))
    path = tmp_path / "film.png"
    path.write_bytes(plain[:start] + swollen + chunk(b"IEND", b""))

    assert np.array_equal(read_bitmap(path).pixels, GREY)


@pytest.mark.usefixtures("_small_budget")
def test_sizes_are_held_against_the_budget(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    cv2.imwrite(str(path), np.zeros((1001, 1000), np.uint8))

    with pytest.raises(UnsupportedImageError, match=r"film\.png has 1 megapixels, more than the 1"):
        read_bitmap(path)


@pytest.mark.usefixtures("_small_budget")
def test_a_file_beyond_the_budget_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "film.png"
    with path.open("wb") as file:
        file.write(png())
        file.truncate(3_000_000_000)  # a hole: nothing is on the disk

    with pytest.raises(UnsupportedImageError, match="3000 MB, more than the 1"):
        read_bitmap(path)


def test_directories_in_a_circle_end() -> None:
    assert pages(tiff(*SIZE, following=8)) == [8]


def test_a_chain_of_directories_ends_at_the_most_pages() -> None:
    """5000 empty directories, each pointing to the next."""
    chain = b"".join(struct.pack("<HI", 0, 8 + 6 * (n + 1)) for n in range(5000))

    assert len(pages(b"II*\x00" + struct.pack("<I", 8) + chain + bytes(8))) == 4096


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ((*SIZE, (273, 4, 2**30, 8)), "1073741824 values"),
        ((*SIZE, (273, 4, 1, 8), (279, 4, 1, 10**9)), "ends before its pixels do"),
        ((*SIZE, (322, 4, 1, 2**31), (323, 4, 1, 16)), "tiles of 2147483648 × 16"),
        (((256, 4, 1, 20),), "does not give its size"),
        ((*SIZE, (273, 4, 1000, 2**31)), "ends before its pixels do"),
    ],
)
def test_a_tiff_that_lies_is_refused(
    entries: tuple[tuple[int, int, int, int], ...], words: str
) -> None:
    with pytest.raises(HeaderError, match=words):
        read_header(tiff(*entries))


def test_a_directory_of_too_many_entries_is_refused() -> None:
    data = b"II*\x00" + struct.pack("<IH", 8, 60_000) + bytes(60_000 * 12 + 4)

    with pytest.raises(HeaderError, match="directory makes no sense"):
        read_header(data)


def test_every_page_says_how_many_there_are(tmp_path: Path) -> None:
    path = tmp_path / "film.tif"
    cv2.imwritemulti(str(path), [GREY, GREY + 1, GREY + 2])

    second = read_bitmap(path, 1)

    assert second.frames == 3
    assert np.array_equal(second.pixels, GREY + 1)


def test_a_jpeg_cut_short_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "film.jpg"
    path.write_bytes(bytes(imagecodecs.jpeg8_encode(GREY))[:200])

    with pytest.raises(UnreadableImageError, match=r"film\.jpg is damaged: it"):
        read_bitmap(path)
