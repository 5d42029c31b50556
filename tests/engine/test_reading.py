"""engine.reading"""

from pathlib import Path

import numpy as np
import pytest

from engine.bitmap import write_bitmap
from engine.errors import UnreadableImageError
from engine.reading import read_radiograph
from engine.source import SourceKind
from tests.engine.dicom.written import film, write_film

GREY = np.arange(64, dtype=np.uint16).reshape(8, 8)


def test_content_decides_which_reader_opens_a_file(tmp_path: Path) -> None:
    write_film(tmp_path / "film.png", GREY)
    write_bitmap(GREY, tmp_path / "film.tif")
    (tmp_path / "film.tif").rename(tmp_path / "film.dcm")

    dicom = read_radiograph(tmp_path / "film.png")
    bitmap = read_radiograph(tmp_path / "film.dcm")

    assert dicom.source.kind is SourceKind.DICOM
    assert bitmap.source.kind is SourceKind.BITMAP
    assert (dicom.pixels == bitmap.pixels).all()


@pytest.mark.parametrize("magic", [b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"])
def test_a_dicom_file_with_a_tiff_in_its_preamble_is_dicom(magic: bytes, tmp_path: Path) -> None:
    """The standard allows it: PS3.10 7.1."""
    path = write_film(tmp_path / "film.dcm", GREY)
    path.write_bytes(magic + path.read_bytes()[len(magic) :])

    assert read_radiograph(path).source.kind is SourceKind.DICOM


@pytest.mark.parametrize("is_implicit", [True, False])
def test_dicom_without_preamble_is_recognised(is_implicit: bool, tmp_path: Path) -> None:
    path = tmp_path / "film"
    film(GREY).save_as(path, implicit_vr=is_implicit, little_endian=True)

    assert (read_radiograph(path).pixels == GREY).all()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.dcm", b"chest, 2 views\n", "notes.dcm is not an image: it is a text file."),
        ("n.dcm", "Ängste\n".encode(), "n.dcm is not an image: it is a text file."),
        ("a.png", b"%PDF-1.7", "a.png is not an image: it is a PDF document."),
        ("a.dcm", b"PK\3\4aaaa", "a.dcm is not an image: it is a ZIP archive or office document."),
        ("a.dcm", bytes(range(256)), "a.dcm is not an image: it is a file of an unknown kind."),
        ("a.png", b"", "a.png is empty: it has 0 bytes."),
    ],
)
def test_what_is_no_film_is_named_for_what_it_is(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(UnreadableImageError) as caught:
        read_radiograph(tmp_path / name)

    assert str(caught.value) == said


def test_a_long_text_cut_in_the_middle_of_a_letter_is_still_text(tmp_path: Path) -> None:
    (tmp_path / "a.dcm").write_bytes(b"x" * 4095 + "ä".encode() * 10)

    with pytest.raises(UnreadableImageError, match="it is a text file"):
        read_radiograph(tmp_path / "a.dcm")


def test_a_missing_file_is_one_sentence_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableImageError, match=r"^gone\.dcm does not exist\.$"):
        read_radiograph(tmp_path / "gone.dcm")


def test_a_folder_is_no_film(tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()

    with pytest.raises(UnreadableImageError, match=r"^study is a folder, not a film\.$"):
        read_radiograph(tmp_path / "study")
