"""engine.bitmap"""

import contextlib
import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from engine.bitmap import read_bitmap, write_bitmap
from engine.errors import EngineError, ExportError, UnreadableImageError, UnsupportedImageError
from engine.picture import picture_of
from engine.radiograph import SpacingSource

GREY_8 = np.arange(256, dtype=np.uint8).reshape(8, 32)
GREY_16 = np.arange(0, 65536, 64, dtype=np.uint16).reshape(16, 64) + np.uint16(63)


def encoded(suffix: str, pixels: npt.NDArray[Any], options: list[int] | None = None) -> bytes:
    done, data = cv2.imencode(suffix, pixels, options or [])
    assert done
    return data.tobytes()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(rows: int, columns: int, bits: int, colour: int, data: bytes, *more: bytes) -> bytes:
    """A PNG put together by hand, each line with filter 0."""
    head = struct.pack(">IIBBBBB", columns, rows, bits, colour, 0, 0, 0)
    body = [chunk(b"IHDR", head), *more, chunk(b"IDAT", zlib.compress(data)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def tiff(
    pixels: npt.NDArray[Any], photometric: int = 1, *, more: dict[int, int] | None = None
) -> bytes:
    """An uncompressed little-endian TIFF put together by hand, its directory first."""
    bits = 8 * pixels.dtype.itemsize
    rows, columns = pixels.shape[:2]
    samples = 1 if pixels.ndim == 2 else pixels.shape[2]
    tags = {256: columns, 257: rows, 258: bits, 259: 1, 262: photometric, 273: 0, 277: samples}
    tags |= {278: rows, 279: pixels.nbytes, **(more or {})}
    tags[273] = 8 + 2 + 12 * len(tags) + 4
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, tags[tag]) for tag in sorted(tags))
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags))
    return head + entries + struct.pack("<I", 0) + pixels.tobytes()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("pixels", [GREY_8, GREY_16])
def test_grey_pictures_keep_every_value(
    suffix: str, pixels: npt.NDArray[Any], tmp_path: Path
) -> None:
    radiograph = read_bitmap(put(tmp_path, "film" + suffix, encoded(suffix, pixels)))

    assert radiograph.pixels.dtype == pixels.dtype
    assert (radiograph.pixels == pixels).all()
    assert radiograph.bits_stored == 8 * pixels.dtype.itemsize
    assert radiograph.notices == ()
    assert not radiograph.description.is_lossy


def test_content_decides_not_the_suffix(tmp_path: Path) -> None:
    radiograph = read_bitmap(put(tmp_path, "film.jpg", encoded(".png", GREY_16)))

    assert (radiograph.pixels == GREY_16).all()


def test_a_jpeg_is_marked_lossy(tmp_path: Path) -> None:
    radiograph = read_bitmap(put(tmp_path, "film.jpg", encoded(".jpg", GREY_8)))

    assert radiograph.description.is_lossy
    assert np.abs(radiograph.pixels.astype(int) - GREY_8).max() < 12


def test_colours_become_rec_601_luminance_and_say_so(tmp_path: Path) -> None:
    """Red, green, blue of 255: 76.245, 149.685, 29.07."""
    colours = np.array([[[0, 0, 255], [0, 255, 0], [255, 0, 0]]], dtype=np.uint8)  # blue first

    radiograph = read_bitmap(put(tmp_path, "film.png", encoded(".png", colours)))

    assert radiograph.pixels.tolist() == [[76, 150, 29]]
    assert radiograph.notices == ("Colour picture converted to grey (Rec. 601 luminance).",)


@pytest.mark.parametrize("pixels", [GREY_8, GREY_16])
def test_equal_colours_are_exactly_their_grey(pixels: npt.NDArray[Any], tmp_path: Path) -> None:
    colours = np.repeat(pixels[..., None], 3, axis=2)

    radiograph = read_bitmap(put(tmp_path, "film.png", encoded(".png", colours)))

    assert (radiograph.pixels == pixels).all()


def test_a_palette_is_looked_up(tmp_path: Path) -> None:
    palette = chunk(b"PLTE", bytes([200, 200, 200, 255, 0, 0]))
    path = put(tmp_path, "film.png", png(1, 3, 8, 3, b"\0\1\0\1", palette))

    assert read_bitmap(path).pixels.tolist() == [[76, 200, 76]]


def test_a_tiff_palette_is_looked_up(tmp_path: Path) -> None:
    indices = np.array([[0, 1, 2]], dtype=np.uint8)
    reds, greens, blues = [10, 200, 255], [10, 200, 0], [10, 200, 0]
    table = struct.pack("<768H", *[v * 257 for c in (reds, greens, blues) for v in c + [0] * 253])
    data = bytearray(tiff(indices, 3, more={320: 0}))
    place = data.index(struct.pack("<HHI", 320, 4, 1))
    data[place : place + 12] = struct.pack("<HHII", 320, 3, 768, len(data) + 1)
    path = put(tmp_path, "film.tif", bytes(data) + b"\0" + table)

    assert read_bitmap(path).pixels.tolist() == [[10, 200, 76]]


def test_transparency_is_ignored_and_said(tmp_path: Path) -> None:
    clear = np.array([[[9, 9, 9, 255], [50, 50, 50, 0]]], dtype=np.uint8)

    radiograph = read_bitmap(put(tmp_path, "film.png", encoded(".png", clear)))

    assert radiograph.pixels.tolist() == [[9, 50]]
    assert "Transparency in the picture was ignored." in radiograph.notices


def test_one_bit_is_black_and_white(tmp_path: Path) -> None:
    path = put(tmp_path, "film.png", png(1, 8, 1, 0, b"\0\xa0"))

    picture = picture_of(read_bitmap(path))

    assert picture.grey_levels(picture.default_voi)[0].tolist() == [255, 0, 255, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_white_is_zero_shows_small_values_bright(
    dtype: type[np.unsignedinteger[Any]], tmp_path: Path
) -> None:
    top = np.iinfo(dtype).max
    path = put(tmp_path, "film.tif", tiff(np.array([[0, top]], dtype=dtype), 0))

    radiograph = read_bitmap(path)

    assert radiograph.pixels.tolist() == [[0, top]]
    assert radiograph.photometric == "MONOCHROME1"
    picture = picture_of(radiograph)
    assert picture.grey_levels(picture.default_voi).tolist() == [[255, 0]]


def test_a_twelve_bit_film_in_sixteen_bits_is_not_shown_black(tmp_path: Path) -> None:
    pixels = np.array([[0, 2048, 4095]], dtype=np.uint16)

    radiograph = read_bitmap(put(tmp_path, "film.png", encoded(".png", pixels)))

    assert radiograph.bits_stored == 12
    assert radiograph.notices == ("Only 12 of the 16 bits of the picture are used.",)
    picture = picture_of(radiograph)
    assert picture.grey_levels(picture.default_voi).tolist() == [[0, 128, 255]]


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, [[1, 2, 3], [4, 5, 6]]),
        (2, [[3, 2, 1], [6, 5, 4]]),
        (3, [[6, 5, 4], [3, 2, 1]]),
        (4, [[4, 5, 6], [1, 2, 3]]),
        (5, [[1, 4], [2, 5], [3, 6]]),
        (6, [[4, 1], [5, 2], [6, 3]]),
        (7, [[6, 3], [5, 2], [4, 1]]),
        (8, [[3, 6], [2, 5], [1, 4]]),
    ],
)
def test_a_picture_is_turned_as_its_file_says(
    orientation: int, expected: list[list[int]], tmp_path: Path
) -> None:
    """TIFF 6.0 page 36: the value names where row 0 and column 0 of the data are shown."""
    data = tiff(np.array([[1, 2, 3], [4, 5, 6]], dtype=np.uint8), more={274: orientation})

    radiograph = read_bitmap(put(tmp_path, "film.tif", data))

    assert radiograph.pixels.tolist() == expected
    assert ("Turned as the orientation in the file says." in radiograph.notices) == (
        orientation != 1
    )


def test_the_orientation_of_a_jpeg_and_of_a_png_counts_too(tmp_path: Path) -> None:
    exif = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 274, 3, 1, 3, 0) + b"\0\0\0\0"
    pixels = np.repeat(np.array([[0, 255]], dtype=np.uint8), 16, axis=1).repeat(16, axis=0)
    jpeg = encoded(".jpg", pixels)
    body = b"Exif\0\0" + exif
    jpeg = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
    drawn = png(1, 2, 8, 0, b"\0\x00\xff", chunk(b"eXIf", exif))

    turned = read_bitmap(put(tmp_path, "film.jpg", jpeg))
    turned_png = read_bitmap(put(tmp_path, "film.png", drawn))

    assert int(turned.pixels[0, 0]) > 250
    assert turned_png.pixels.tolist() == [[255, 0]]


def test_a_printing_resolution_is_no_detector_spacing(tmp_path: Path) -> None:
    """A pHYs of 10 000 pixels a metre would be 0.1 mm; the spacing stays assumed."""
    resolution = chunk(b"pHYs", struct.pack(">IIB", 10000, 10000, 1))
    path = put(tmp_path, "film.png", png(1, 2, 8, 0, b"\0\1\2", resolution))

    radiograph = read_bitmap(path)

    assert radiograph.spacing.source is SpacingSource.ASSUMED
    assert radiograph.spacing.mm == (200, 200)  # 400 mm over two pixels


def test_a_page_of_a_tiff_can_be_chosen(tmp_path: Path) -> None:
    pages = [np.full((4, 4), value, dtype=np.uint8) for value in (1, 2)]
    path = tmp_path / "film.tif"
    assert cv2.imwritemulti(str(path), pages)

    second = read_bitmap(path, 1)

    assert int(second.pixels[0, 0]) == 2
    assert "This is page 2 of 2." in second.notices
    with pytest.raises(UnreadableImageError, match="page 3 is missing"):
        read_bitmap(path, 2)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", encoded(".png", GREY_16)),
        ("a.tif", encoded(".tif", GREY_16)),
        ("first.tif", tiff(GREY_16)),
        ("a.jpg", encoded(".jpg", GREY_8)),
    ],
)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_picture_is_one_sentence(
    name: str, data: bytes, share: float, tmp_path: Path
) -> None:
    path = put(tmp_path, name, data[: int(len(data) * share)])

    with pytest.raises(UnreadableImageError, match=f"^{name} is damaged: .*\\.$"):
        read_bitmap(path)


def test_a_flipped_bit_in_a_png_is_noticed(tmp_path: Path) -> None:
    data = bytearray(encoded(".png", GREY_16))
    data[len(data) // 2] ^= 1

    with pytest.raises(UnreadableImageError, match="a checksum in it is wrong"):
        read_bitmap(put(tmp_path, "film.png", bytes(data)))


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableImageError, match=r"^film\.png is empty: it has 0 bytes\.$"):
        read_bitmap(put(tmp_path, "film.png", b""))


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    """900 megapixels in a few bytes; nothing may be decoded."""
    path = put(tmp_path, "film.png", png(30000, 30000, 8, 0, b"\0"))

    with pytest.raises(UnsupportedImageError, match="has 900 megapixels, more than the 200"):
        read_bitmap(path)


def test_fractions_are_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "film.tif", encoded(".tif", np.ones((2, 2), dtype=np.float32)))

    with pytest.raises(UnsupportedImageError, match="32 bits or with fractions"):
        read_bitmap(path)


def test_no_mutant_of_a_header_crashes(tmp_path: Path) -> None:
    """Whatever the bytes: a film, or one of our own errors."""
    random = np.random.default_rng(3)
    whole = [encoded(".png", GREY_8), tiff(GREY_8), encoded(".jpg", GREY_8)]
    opened = 0
    for turn in range(600):
        data = bytearray(whole[turn % 3])
        for place in random.integers(4, min(200, len(data)), random.integers(1, 6)):
            data[place] = random.integers(256)
        path = put(tmp_path, "mutant", bytes(data))

        with contextlib.suppress(EngineError):
            read_bitmap(path)
            opened += 1

    assert 0 < opened < 600  # both ways were taken, and no other


@pytest.mark.parametrize("name", ["film.png", "film.TIF", "film.tiff"])
@pytest.mark.parametrize("pixels", [GREY_8, GREY_16])
def test_what_is_written_comes_back_bit_for_bit(
    name: str, pixels: npt.NDArray[Any], tmp_path: Path
) -> None:
    write_bitmap(pixels, tmp_path / name)

    again = cv2.imread(str(tmp_path / name), cv2.IMREAD_UNCHANGED)
    assert again is not None
    assert again.dtype == pixels.dtype
    assert (again == pixels).all()


def test_a_written_picture_holds_no_metadata(tmp_path: Path) -> None:
    write_bitmap(GREY_16, tmp_path / "film.png")

    data = (tmp_path / "film.png").read_bytes()

    assert not any(name in data for name in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf", b"pHYs"))


@pytest.mark.parametrize("name", ["film.jpg", "film.dcm", "film"])
def test_an_unknown_suffix_is_refused_before_anything_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no picture format this program writes") as caught:
        write_bitmap(GREY_8, tmp_path / name)

    assert caught.value.hint == "End the name in .png, .tif or .tiff."
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="the folder does not exist"):
        write_bitmap(GREY_8, tmp_path / "gone" / "film.png")


def test_a_picture_that_changes_while_it_is_read_is_not_taken_for_the_one_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "film.png", encoded(".png", np.zeros((2, 3), np.uint8)))

    def read_and_change(file: Path) -> bytes:
        content = file.read_bytes()
        file.write_bytes(encoded(".png", np.zeros((9, 9), np.uint8)))
        return content

    monkeypatch.setattr("engine.bitmap.read_bytes", read_and_change)
    film = read_bitmap(path)

    with pytest.raises(UnreadableImageError, match="has changed"):
        film.source.sha256()
