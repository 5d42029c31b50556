"""engine.files and engine.source, of members of archives"""

import hashlib
import os
from pathlib import Path

import pytest

from engine.errors import UnreadableImageError
from engine.files import Stamp, is_file, is_folder, read_bytes, stamp_of
from engine.source import Source, SourceKind
from tests.engine.zipped import write_zip


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one member, s/a.dcm, of five bytes."""
    path = write_zip(tmp_path / "study.zip", {"s/a.dcm": b"films"})
    os.utime(path, ns=(0, 1_000_000_000))
    return path


def test_a_member_is_a_file_and_nothing_else_in_an_archive_is(archive: Path) -> None:
    assert is_file(archive / "s" / "a.dcm")
    assert not is_file(archive / "s")
    assert not is_folder(archive / "s")
    assert not is_file(archive / "s" / "b.dcm")
    assert not is_file(archive / "s" / "a.dcm" / "c")


def test_a_member_is_known_again_by_its_size_and_the_time_of_the_archive(archive: Path) -> None:
    assert stamp_of(archive / "s" / "a.dcm") == Stamp(5, 1_000_000_000)


@pytest.mark.parametrize("name", ["s/b.dcm", "s", "../study.zip/s/a.dcm", "s/a.dcm/c"])
def test_what_an_archive_does_not_hold_does_not_exist(name: str, archive: Path) -> None:
    path = Path(f"{archive}/{name}")

    with pytest.raises(UnreadableImageError, match=rf"^{path.name} does not exist\.$"):
        read_bytes(path)
    with pytest.raises(OSError, match=r"(?i)no such file|not a directory"):
        stamp_of(path)


def test_a_folder_that_is_called_like_an_archive_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "study.zip").mkdir()
    (tmp_path / "study.zip" / "a.dcm").write_bytes(b"film")

    assert read_bytes(tmp_path / "study.zip" / "a.dcm") == b"film"


def test_the_digest_is_of_the_member(archive: Path) -> None:
    source = Source.of_file(SourceKind.DICOM, archive / "s" / "a.dcm")

    assert source.sha256() == hashlib.sha256(b"films").hexdigest()
    assert source.name == "a.dcm"


def test_a_member_has_changed_when_its_archive_has(archive: Path) -> None:
    source = Source.of_file(SourceKind.DICOM, archive / "s" / "a.dcm")
    os.utime(archive, ns=(0, 2_000_000_000))

    with pytest.raises(UnreadableImageError, match=r"^a\.dcm has changed on disk"):
        source.sha256()
