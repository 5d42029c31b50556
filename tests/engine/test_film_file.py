"""engine.film_file"""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt
import pytest

from engine.bitmap import write_bitmap
from engine.dicom.read_dataset import Header, header_of
from engine.errors import UnreadableImageError
from engine.film_file import FilmFile
from tests.engine.dicom.written import film, write

FRAMES = np.arange(60, dtype=np.uint16).reshape(5, 3, 4)


def write_cine(path: Path, frames: npt.NDArray[np.uint16] = FRAMES) -> Path:
    ds = film(frames[0], NumberOfFrames=len(frames), FrameTime="40")
    ds.PixelData = frames.tobytes()
    return write(ds, path)


@pytest.fixture
def headers_read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files whose header was read, one entry each time."""
    seen: list[Path] = []

    def counted(file: BinaryIO, path: Path) -> Header:
        seen.append(path)
        return header_of(file, path)

    monkeypatch.setattr("engine.dicom.read.header_of", counted)
    return seen


def test_every_frame_is_read_and_the_header_once(tmp_path: Path, headers_read: list[Path]) -> None:
    path = write_cine(tmp_path / "cine.dcm")
    file = FilmFile(path)

    films = [file.read(frame) for frame in range(5)]

    for number, one in enumerate(films):
        assert (one.pixels == FRAMES[number]).all()
        assert (one.source.frame, one.frames, one.frame_ms) == (number, 5, 40)
        assert one.notices == (f"This is frame {number + 1} of 5.",)
    assert headers_read == [path]


def test_a_file_that_changed_is_read_anew(tmp_path: Path, headers_read: list[Path]) -> None:
    path = write_cine(tmp_path / "cine.dcm")
    file = FilmFile(path)
    file.read()
    write_cine(path, FRAMES[:2] + 1)
    os.utime(path, ns=(1, 1))

    again = file.read(1)

    assert (again.pixels == FRAMES[1] + 1).all()
    assert (again.frames, len(headers_read)) == (2, 2)


def test_a_frame_there_is_not_is_one_sentence_and_the_others_go_on(tmp_path: Path) -> None:
    file = FilmFile(write_cine(tmp_path / "cine.dcm"))

    with pytest.raises(UnreadableImageError, match="has 5 frames, so there is no frame 6"):
        file.read(5)

    assert (file.read(4).pixels == FRAMES[4]).all()


def test_threads_share_it(tmp_path: Path, headers_read: list[Path]) -> None:
    file = FilmFile(write_cine(tmp_path / "cine.dcm"))

    with ThreadPoolExecutor(4) as threads:
        films = list(threads.map(lambda number: file.read(number % 5), range(40)))

    for number, one in enumerate(films):
        assert (one.pixels == FRAMES[number % 5]).all()
    assert len(headers_read) == 1


def test_a_bitmap_is_read_too(tmp_path: Path) -> None:
    write_bitmap(FRAMES[0], tmp_path / "film.png")

    assert (FilmFile(tmp_path / "film.png").read().pixels == FRAMES[0]).all()


def test_a_film_in_an_archive_is_read_frame_by_frame(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "study.zip", "w") as archive:
        archive.write(write_cine(tmp_path / "cine.dcm"), "cine.dcm")
    file = FilmFile(tmp_path / "study.zip" / "cine.dcm")

    assert [(file.read(n).pixels == FRAMES[n]).all() for n in (3, 0)] == [True, True]


def test_a_file_that_went_away_is_one_sentence(tmp_path: Path) -> None:
    file = FilmFile(write_cine(tmp_path / "cine.dcm"))
    file.read()
    file.path.unlink()

    with pytest.raises(UnreadableImageError, match=r"^cine\.dcm does not exist\.$"):
        file.read(1)
