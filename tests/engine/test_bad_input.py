"""The command line on input it cannot use: one clear sentence, status 1, nothing half written."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.engine.command import Ran, negatoscope, write_cr, write_png
from viewer.__main__ import main

COMMANDS = ["render", "enhance", "info"]
Run = Callable[[str, Path, Path], Ran]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for results."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def words_of(command: str, source: Path, out: Path) -> list[str]:
    options = {
        "render": ["-o", str(out / "result.png")],
        "enhance": ["-o", str(out), "--recipe", "denoise"],
        "info": [],
    }
    return [command, str(source), *options[command]]


@pytest.fixture
def run_command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, and keep what it and every library wrote."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(command: str, source: Path, out: Path) -> Ran:
        status = main(words_of(command, source, out))
        written = capfd.readouterr()
        return Ran(status, written.out, written.err)

    return run


def assert_one_clear_sentence(ran: Ran, name: str) -> None:
    """One line, which names the file, ends as a sentence and holds no traceback and no path."""
    assert ran.status == 1, ran.err
    assert ran.out == ""
    lines = [line for line in ran.err.splitlines() if " written to " not in line]
    assert len(lines) == 1, ran.err
    assert name in lines[0]
    assert lines[0].endswith(".")
    assert "Traceback" not in ran.err
    assert "Error" not in ran.err
    assert f"{os.sep}{name}" not in ran.err


def everything_in(folder: Path) -> list[Path]:
    """Return all files and folders below, hidden ones too."""
    return list(folder.rglob("*"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_film_cut_off_within_its_pixels(command: str, tmp_path: Path, out: Path) -> None:
    """This one in a process of its own: the status is that of the program."""
    whole = write_cr(tmp_path / "cut.dcm").read_bytes()
    (tmp_path / "cut.dcm").write_bytes(whole[: len(whole) * 2 // 3])

    ran = negatoscope(*words_of(command, tmp_path / "cut.dcm", out))

    assert_one_clear_sentence(ran, "cut.dcm")
    assert everything_in(out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_film_cut_off_within_its_header(
    command: str, tmp_path: Path, out: Path, run_command: Run
) -> None:
    whole = write_cr(tmp_path / "cut.dcm").read_bytes()
    (tmp_path / "cut.dcm").write_bytes(whole[:400])

    ran = run_command(command, tmp_path / "cut.dcm", out)

    assert_one_clear_sentence(ran, "cut.dcm")
    assert everything_in(out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_text_called_dcm(command: str, tmp_path: Path, out: Path, run_command: Run) -> None:
    (tmp_path / "letter.dcm").write_text("Dear colleague, thank you for the film.\n" * 20)

    ran = run_command(command, tmp_path / "letter.dcm", out)

    assert_one_clear_sentence(ran, "letter.dcm")
    assert everything_in(out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_png_of_zero_bytes(command: str, tmp_path: Path, out: Path, run_command: Run) -> None:
    (tmp_path / "empty.png").touch()

    ran = run_command(command, tmp_path / "empty.png", out)

    assert_one_clear_sentence(ran, "empty.png")
    assert "0 bytes" in ran.err
    assert everything_in(out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_png_cut_off(command: str, tmp_path: Path, out: Path, run_command: Run) -> None:
    whole = write_png(tmp_path / "cut.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])

    ran = run_command(command, tmp_path / "cut.png", out)

    assert_one_clear_sentence(ran, "cut.png")
    assert everything_in(out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_not_there(
    command: str, tmp_path: Path, out: Path, run_command: Run
) -> None:
    ran = run_command(command, tmp_path / "absent.dcm", out)

    assert_one_clear_sentence(ran, "absent.dcm")
    assert everything_in(out) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_films(command: str, tmp_path: Path, out: Path, run_command: Run) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "readme.txt").write_text("no film here")

    ran = run_command(command, tmp_path / "letters", out)

    assert_one_clear_sentence(ran, "letters")
    assert everything_in(out) == []


@pytest.mark.parametrize("command", ["render", "enhance"])
def test_a_file_where_the_folder_should_be(command: str, tmp_path: Path, run_command: Run) -> None:
    film = write_cr(tmp_path / "film.dcm")
    (tmp_path / "taken").write_text("kept")

    ran = run_command(command, film, tmp_path / "taken")

    assert_one_clear_sentence(ran, "result.png" if command == "render" else "taken")
    assert (tmp_path / "taken").read_text() == "kept"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no /proc here")
@pytest.mark.parametrize("command", ["render", "enhance"])
def test_a_folder_in_which_nobody_may_make_anything(
    command: str, tmp_path: Path, run_command: Run
) -> None:
    """Not even root may write there, so that this one runs for everyone."""
    film = write_cr(tmp_path / "film.dcm")

    ran = run_command(command, film, Path("/proc/self/results"))

    assert_one_clear_sentence(ran, "result.png" if command == "render" else "results")


class Mount:
    """A small disk in memory, mounted while a test runs; needs the right to mount."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def become(self, options: str) -> None:
        """Mount with these options, or change them."""
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "negatoscope-test", str(self.folder)],
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            pytest.skip("this process may not mount a disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Mount]:
    """A folder that can become a full or a read-only disk."""
    if shutil.which("mount") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a full or a read-only disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    yield Mount(folder)
    subprocess.run(["umount", str(folder)], capture_output=True, check=False)


@pytest.mark.parametrize("command", ["render", "enhance"])
def test_a_read_only_disk(command: str, tmp_path: Path, disk: Mount, run_command: Run) -> None:
    film = write_cr(tmp_path / "film.dcm")
    disk.become("ro,size=1m")

    ran = run_command(command, film, disk.folder)

    assert_one_clear_sentence(ran, "result.png" if command == "render" else "film")
    assert "read-only" in ran.err
    assert everything_in(disk.folder) == []


@pytest.mark.parametrize("command", ["render", "enhance"])
def test_a_full_disk(command: str, tmp_path: Path, disk: Mount, run_command: Run) -> None:
    film = write_cr(tmp_path / "film.dcm")
    disk.become("size=8k")
    (disk.folder / "filler").write_bytes(bytes(8192))

    ran = run_command(command, film, disk.folder)

    assert_one_clear_sentence(ran, "result.png" if command == "render" else "film")
    assert "full" in ran.err
    assert everything_in(disk.folder) == [disk.folder / "filler"]


def test_the_sound_films_of_a_batch_are_written_and_each_bad_one_is_named(
    tmp_path: Path, out: Path
) -> None:
    films = tmp_path / "films"
    films.mkdir()
    write_cr(films / "a.dcm")
    (films / "b.png").touch()
    write_png(films / "c.png")
    (films / "d.dcm").write_text("no film")
    sources = [films / name for name in ("a.dcm", "b.png", "c.png", "d.dcm")]

    ran = negatoscope("enhance", *sources, "-o", out, "--recipe", "denoise")

    assert ran.status == 1
    written = sorted(path.name for path in everything_in(out))
    assert written == ["a_enhanced.dcm", "c_enhanced.dcm"], ran.err
    for name in ("b.png", "d.dcm"):
        assert [line for line in ran.err.splitlines() if name in line]
    assert "2 of 4 written" in ran.err
