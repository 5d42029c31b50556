"""viewer.meeting_place"""

import os
import sys
from pathlib import Path

import pytest

from viewer.meeting_place import name_for, new_address, private_folder, write_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of files")


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which systems want such things."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


@posix
def test_the_folder_is_made_for_the_user_alone(runtime: Path) -> None:
    folder = private_folder()

    assert folder is not None
    assert folder.parent == runtime
    assert folder.stat().st_mode & 0o777 == 0o700
    assert private_folder() == folder


@posix
@pytest.mark.parametrize("mode", [0o770, 0o705])
def test_a_folder_that_others_can_read_is_not_used(runtime: Path, mode: int) -> None:
    (runtime / f"negatoscope-{os.getuid()}").mkdir()
    (runtime / f"negatoscope-{os.getuid()}").chmod(mode)

    assert private_folder() is None


@posix
def test_a_link_that_somebody_has_put_there_is_not_followed(runtime: Path) -> None:
    (runtime / "elsewhere").mkdir(mode=0o700)
    (runtime / f"negatoscope-{os.getuid()}").symlink_to(runtime / "elsewhere")

    assert private_folder() is None


@posix
def test_a_folder_of_somebody_else_is_not_used(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.getuid", lambda: 4711)

    assert private_folder() is None
    assert (runtime / "negatoscope-4711").is_dir()


def test_without_such_a_folder_of_the_system_temporary_files_hold_it(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime / "absent"))
    monkeypatch.setattr("tempfile.tempdir", str(runtime))

    folder = private_folder()

    assert folder is not None
    assert folder.parent == runtime


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_windows_of_other_screens_and_settings_are_strangers(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = name_for("/home/a/settings.ini")
    other_settings = name_for("/home/b/settings.ini")
    monkeypatch.setenv(variable, "another")

    assert len({before, other_settings, name_for("/home/a/settings.ini")}) == 3


def test_the_pipe_of_windows_has_a_name_that_nobody_can_guess(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "win32")

    first, second = new_address(tmp_path, "name"), new_address(tmp_path, "name")

    assert first != second
    assert len(first) >= len("negatoscope-") + 32


def test_a_file_written_whole_leaves_no_part(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.address", "there")

    assert [path.name for path in tmp_path.iterdir()] == ["a.address"]
    assert (tmp_path / "a.address").read_text() == "there"
