"""engine.dicom.guard: what it finds in a header, and what it refuses to follow."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from engine.budget import Budget
from engine.dicom.guard import Walked, walk
from engine.errors import UnreadableImageError, UnsupportedImageError
from tests.engine.dicom.written import film, write
from tests.hostile.raw_dicom import DEFLATED, EXPLICIT, UNDEFINED, element, item, meta

GREY = np.arange(16, dtype=np.uint16).reshape(4, 4)
SEQUENCE = (0x0008, 0x1140)
MODALITY = element((0x0008, 0x0060), "CS", b"DX")
TOO_LONG = element((0x0008, 0x1150), "UI", b"", 5000)
PIXELS = element((0x7FE0, 0x0010), "OW", bytes(8))
END_OF_ITEM, END_OF_SEQUENCE = (struct.pack("<HHI", 0xFFFE, mark, 0) for mark in (0xE00D, 0xE0DD))


def walked(path: Path) -> Walked:
    with path.open("rb") as file:
        return walk(file, path)


def file_of(folder: Path, dataset: bytes, syntax: str = EXPLICIT) -> Path:
    path = folder / "film.dcm"
    path.write_bytes(bytes(128) + b"DICM" + meta(syntax) + dataset)
    return path


def deflated(dataset: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(dataset) + packer.flush()


def nested(depth: int, *, is_defined: bool) -> bytes:
    """Sequences in items in sequences; the innermost is empty."""
    content = b""
    for _ in range(depth):
        if is_defined:
            content = element(SEQUENCE, "SQ", item(content))
        else:
            inner = struct.pack("<HHI", 0xFFFE, 0xE000, UNDEFINED) + content + END_OF_ITEM
            content = element(SEQUENCE, "SQ", inner + END_OF_SEQUENCE, UNDEFINED)
    return content


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Budget:
    """Small limits, in force."""
    small = Budget(megabytes=1, elements=20, depth=3)
    monkeypatch.setattr("engine.budget._in_force", small)
    return small


@pytest.mark.parametrize(
    "syntax",
    [
        ImplicitVRLittleEndian,
        ExplicitVRLittleEndian,
        ExplicitVRBigEndian,
        DeflatedExplicitVRLittleEndian,
    ],
)
def test_every_encoding_is_followed_to_the_pixels(syntax: UID, tmp_path: Path) -> None:
    """7 elements of the file meta, 11 of the film, and a sequence of two items of one: 23."""
    ds = film(GREY)
    items = [Dataset(), Dataset()]
    for one in items:
        one.ReferencedSOPInstanceUID = "1.2.3"
    ds.ReferencedImageSequence = Sequence(items)
    path = write(ds, tmp_path / "film.dcm", syntax)
    plain = path.read_bytes()

    found = walked(path)

    assert (found.syntax, found.elements) == (syntax, 23)
    assert found.is_little == (syntax != ExplicitVRBigEndian)
    assert found.pixels is not None
    assert (found.pixels.length, found.pixels.there) == (32, 32)
    if syntax == DeflatedExplicitVRLittleEndian:
        plain = zlib.decompress(plain[found.dataset_at :], -zlib.MAX_WBITS)
    assert plain[found.pixels.offset :][:32] == GREY.tobytes()


@pytest.mark.parametrize(("is_implicit", "is_little"), [(1, 1), (0, 1), (0, 0)])
def test_a_dataset_alone_is_followed(is_implicit: int, is_little: int, tmp_path: Path) -> None:
    path = tmp_path / "film.dcm"
    film(GREY).save_as(path, implicit_vr=bool(is_implicit), little_endian=bool(is_little))

    found = walked(path)

    assert (found.is_implicit, found.is_little) == (is_implicit, is_little)
    assert (found.dataset_at, found.elements) == (0, 11)
    assert found.pixels is not None
    assert found.pixels.offset == path.stat().st_size - 32


def test_a_lying_length_of_the_file_meta_is_not_believed(tmp_path: Path) -> None:
    path = write(film(GREY), tmp_path / "film.dcm")
    right = walked(path)
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, 140, 7)
    path.write_bytes(content)

    assert walked(path) == right


@pytest.mark.parametrize("is_defined", [True, False])
def test_sequences_are_followed_as_deep_as_the_budget_says(
    is_defined: bool, limits: Budget, tmp_path: Path
) -> None:
    allowed = file_of(tmp_path, nested(limits.depth, is_defined=is_defined))
    assert walked(allowed).elements == 5 + 2 * limits.depth

    with pytest.raises(UnsupportedImageError, match=r"^film\.dcm has sequences .* 3 this"):
        walked(file_of(tmp_path, nested(limits.depth + 1, is_defined=is_defined)))


def test_a_hundred_thousand_sequences_in_each_other_are_no_recursion(tmp_path: Path) -> None:
    opening = element(SEQUENCE, "SQ", b"", UNDEFINED)
    opening += struct.pack("<HHI", 0xFFFE, 0xE000, UNDEFINED)

    with pytest.raises(UnsupportedImageError, match="deeper than the 32"):
        walked(file_of(tmp_path, opening * 100_000))


@pytest.mark.parametrize(
    "many",
    [
        b"".join(element((0x0009, number), "LO", b"ab") for number in range(16)),
        element(SEQUENCE, "SQ", item(b"") * 15),
        element(SEQUENCE, "SQ", item(b"") * 15 + END_OF_SEQUENCE, UNDEFINED),
        bytes(8 * 16),
        element(SEQUENCE, "OB", item(b"") * 16, UNDEFINED),
    ],
    ids=["elements", "items", "items without end", "zeros", "fragments"],
)
@pytest.mark.usefixtures("limits")
def test_more_entries_than_the_budget_are_refused(many: bytes, tmp_path: Path) -> None:
    """The file meta has 5 of the 20."""
    with pytest.raises(UnsupportedImageError, match=r"^film\.dcm has more than the 20 entries"):
        walked(file_of(tmp_path, many + PIXELS))


@pytest.mark.parametrize(
    ("dataset", "missing"),
    [
        (element((0x0010, 0x0010), "PN", b"1234", 100), 96),
        (element((0x0010, 0x4000), "UT", b"1234", 0xFFFFFFFE), 0xFFFFFFFA),
        (element((0x0009, 0x0010), "LO", b"ab") + element((0x0010, 0x0010), "PN", b"", 2), 2),
        (element(SEQUENCE, "SQ", item(element((8, 0x1150), "UI", b"12")), UNDEFINED), 8),
        (element(SEQUENCE, "SQ", item(b"12345678", 16) + PIXELS, 100), 100 - 16 - len(PIXELS)),
    ],
    ids=["short", "4 GB", "nothing of it", "no end of a sequence", "long sequence"],
)
def test_a_header_cut_short_is_told_from_missing_pixels(
    dataset: bytes, missing: int, tmp_path: Path
) -> None:
    said = rf"^film\.dcm is damaged: its header ends early, {missing} bytes before"

    with pytest.raises(UnreadableImageError, match=said):
        walked(file_of(tmp_path, dataset))


def test_what_begins_unlike_dicom_is_no_image(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_bytes(b"dear reader, these are notes and no film\n" * 10)

    with pytest.raises(UnreadableImageError, match=r"^notes is not an image"):
        walked(path)


@pytest.mark.parametrize(
    ("dataset", "said"),
    [
        (element((0x0009, 0x1001), "UN", b"", 2_000_000), r"a header of more than the 0\.0625 MB"),
        (element((9, 1), "UT", bytes(40_000)) + element((9, 2), "UT", bytes(40_000)), "a header"),
        (element((9, 1), "UT", bytes(40_000)) * 2, "a header of more"),
        (element((0x7FE0, 0x0010), "OW", b"", 0x7FFFFFFE), r"grow beyond 0\.001 GB"),
    ],
    ids=["a value", "altogether", "in disorder", "pixels"],
)
@pytest.mark.usefixtures("limits")
def test_a_deflated_dataset_beyond_the_budget_is_refused(
    dataset: bytes, said: str, tmp_path: Path
) -> None:
    path = file_of(tmp_path, deflated(dataset), DEFLATED)

    with pytest.raises(UnsupportedImageError, match=said):
        walked(path)


def test_a_deflated_header_cut_short_is_refused(tmp_path: Path) -> None:
    random = np.random.default_rng(0).bytes(200)
    whole = deflated(element((0x0009, 0x1001), "UN", random) + PIXELS)
    path = file_of(tmp_path, whole[:100], DEFLATED)

    with pytest.raises(UnreadableImageError, match="header ends early"):
        walked(path)


@pytest.mark.parametrize(
    ("odd", "elements"),
    [
        (element((9, 0x1001), "UN", item(struct.pack("<HHI", 9, 1, 2) + b"ab")), 3),
        (element((9, 0x1001), "UN", item(b"") + END_OF_SEQUENCE, UNDEFINED), 2),
        (element((9, 0x1001), "OB", item(b"not a sequence")), 1),
        (element(SEQUENCE, "SQ", item(b"") + b"rest"), 2),
        (element(SEQUENCE, "SQ", item(TOO_LONG) + END_OF_SEQUENCE, UNDEFINED), 3),
        (element(SEQUENCE, "SQ", item(END_OF_ITEM, 9999) + END_OF_SEQUENCE, UNDEFINED), 2),
        (element((9, 0x1001), "ZZ", b"ab"), 1),
        (struct.pack("<HHI", 9, 0x1001, 2) + b"ab", 1),
        (element((9, 0x1001), "OB", b"ab" * 7 + END_OF_SEQUENCE, UNDEFINED), 2),
    ],
    ids=[
        "private",
        "unknown",
        "bytes",
        "rest",
        "long",
        "long item",
        "new VR",
        "implicit",
        "delimited",
    ],
)
def test_known_oddities_are_passed_over(odd: bytes, elements: int, tmp_path: Path) -> None:
    """Whatever is between, the pixels behind it are found."""
    path = file_of(tmp_path, MODALITY + odd + PIXELS)

    found = walked(path)

    assert found.elements == 6 + elements
    assert found.pixels is not None
    assert found.pixels.offset == path.stat().st_size - 8


def test_a_sequence_of_text_is_passed_over(tmp_path: Path) -> None:
    path = file_of(tmp_path, element(SEQUENCE, "SQ", b"no items are here, but text") + PIXELS)

    found = walked(path)

    assert found.pixels is not None
    assert found.pixels.offset == path.stat().st_size - 8


def test_compressed_pixels_of_an_icon_are_not_the_films(tmp_path: Path) -> None:
    fragments = item(b"") + item(b"\xff\xd8\xff\xd9") + END_OF_SEQUENCE
    icon = element((0x7FE0, 0x0010), "OB", fragments, UNDEFINED)

    found = walked(file_of(tmp_path, element((0x0088, 0x0200), "SQ", item(icon))))

    assert found.elements == 5 + 3 + 2  # sequence, item, icon; its two fragments count too
    assert found.pixels is None


def test_rubbish_behind_a_dataset_ends_it(tmp_path: Path) -> None:
    whole = MODALITY + element((0x0020, 0x0013), "IS", b"1 ")
    clean = walked(file_of(tmp_path, whole))

    found = walked(file_of(tmp_path, whole + element((0x0001, 0x0001), "UT", b"x", 2**31)))

    assert found.end == clean.end


def test_padding_left_out_at_the_end_is_forgiven(tmp_path: Path) -> None:
    found = walked(file_of(tmp_path, element((0x0010, 0x0010), "PN", b"odd", 4)))

    assert found.elements == 6


def test_pixels_cut_short_are_counted_as_far_as_they_go(tmp_path: Path) -> None:
    found = walked(file_of(tmp_path, element((0x7FE0, 0x0010), "OW", bytes(8), 4096)))

    assert found.pixels is not None
    assert (found.pixels.length, found.pixels.there) == (4096, 8)
