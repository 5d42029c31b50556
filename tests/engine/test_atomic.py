"""engine.atomic"""

import errno
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from engine.atomic import write_atomically
from engine.errors import ExportError


def _content(file: BinaryIO) -> None:
    file.write(b"whole")


def test_writes_the_content_and_leaves_nothing_else(tmp_path: Path) -> None:
    write_atomically(tmp_path / "film.png", _content)

    assert (tmp_path / "film.png").read_bytes() == b"whole"
    assert [p.name for p in tmp_path.iterdir()] == ["film.png"]


def test_replaces_a_file_already_there(tmp_path: Path) -> None:
    target = tmp_path / "film.png"
    target.write_bytes(b"older and longer")

    write_atomically(target, _content)

    assert target.read_bytes() == b"whole"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_only_the_owner_may_read_it_even_under_a_lax_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_atomically(tmp_path / "film.png", _content)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "film.png").stat().st_mode) == 0o600


def test_while_writing_the_target_is_untouched_and_the_name_is_not_given_away(
    tmp_path: Path,
) -> None:
    target = tmp_path / "DOE_JANE.dcm"
    target.write_bytes(b"older")
    seen: list[str] = []

    def write(file: BinaryIO) -> None:
        file.write(b"half")
        file.flush()
        seen.extend(p.name for p in tmp_path.iterdir() if p != target)
        assert target.read_bytes() == b"older"

    write_atomically(target, write)

    assert len(seen) == 1
    assert seen[0].startswith(".")
    assert "DOE" not in seen[0]


@pytest.mark.parametrize("failure", [RuntimeError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_any_failure_removes_the_partial_file_and_keeps_the_old_one(
    tmp_path: Path, failure: BaseException
) -> None:
    target = tmp_path / "film.png"
    target.write_bytes(b"older")

    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise failure

    with pytest.raises(type(failure)):
        write_atomically(target, write)

    assert target.read_bytes() == b"older"
    assert [p.name for p in tmp_path.iterdir()] == ["film.png"]


def test_a_full_disk_is_one_sentence_and_leaves_no_partial_file(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "secret"))

    with pytest.raises(ExportError) as caught:
        write_atomically(tmp_path / "film.png", write)

    assert str(caught.value) == "film.png could not be written: the disk is full."
    assert caught.value.hint == "Free some space, or choose another disk."
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_on_flush_leaves_no_partial_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last bytes often fail only at fsync, after ``write`` has returned."""

    def full(handle: int) -> None:  # noqa: ARG001 - the signature of os.fsync
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ExportError, match=r"film\.png could not be written: the disk is full"):
        write_atomically(tmp_path / "film.png", _content)

    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Injected, because root may write everywhere."""

    def refuse(**kwargs: Any) -> None:  # noqa: ARG001
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)

    with pytest.raises(ExportError) as caught:
        write_atomically(tmp_path / "film.png", _content)

    assert str(caught.value) == "film.png could not be written: the folder may not be written to."


def test_a_missing_folder_is_named_as_such_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        write_atomically(tmp_path / "gone" / "film.png", _content)

    assert str(caught.value) == "film.png could not be written: the folder does not exist."
    assert str(tmp_path) not in str(caught.value) + caught.value.hint


def test_a_folder_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "film.png").mkdir()

    with pytest.raises(ExportError, match="a folder of that name is in the way"):
        write_atomically(tmp_path / "film.png", _content)

    assert (tmp_path / "film.png").is_dir()


def test_a_disk_error_of_no_known_kind_is_still_one_sentence(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:  # noqa: ARG001
        raise OSError(errno.ENODEV, "No such device")

    with pytest.raises(ExportError, match=r"^film\.png could not be written: no such device\.$"):
        write_atomically(tmp_path / "film.png", write)
