"""engine.cli.render, engine.cli.info and engine.cli.enhance, of films in ZIP archives"""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import command_line
from tests.engine.command import write_cr, write_png
from tests.engine.zipped import write_zip


@pytest.fixture
def member(tmp_path: Path) -> bytes:
    """The bytes of a CR film."""
    return write_cr(tmp_path / "made.dcm").read_bytes()


@pytest.fixture
def archive(member: bytes, tmp_path: Path) -> Path:
    """An archive of that film alone."""
    return write_zip(tmp_path / "study.zip", {"series/film.dcm": member, "notes.txt": b"chest"})


def run(*words: object) -> int:
    return command_line([str(word) for word in words])


def test_a_film_in_an_archive_is_rendered_like_the_file(archive: Path, tmp_path: Path) -> None:
    of_file, of_archive, of_member = (tmp_path / f"{name}.png" for name in "abc")

    assert run("render", tmp_path / "made.dcm", "-o", of_file) == 0
    assert run("render", archive, "-o", of_archive) == 0
    assert run("render", archive / "series" / "film.dcm", "-o", of_member) == 0

    assert of_archive.read_bytes() == of_member.read_bytes() == of_file.read_bytes()


def test_info_of_an_archive_lists_its_films(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run("info", archive, "--json")

    said = json.loads(capsys.readouterr().out)
    assert status == 0
    assert [film["file"] for film in said["films"]] == ["film.dcm"]


def test_a_derived_film_names_the_digest_of_the_member(
    archive: Path, member: bytes, tmp_path: Path
) -> None:
    before = archive.read_bytes()

    status = run("enhance", archive, "-o", tmp_path / "out", "--recipe", "denoise")

    made = (tmp_path / "out" / "film_enhanced.dcm").read_bytes()
    assert status == 0
    assert hashlib.sha256(member).hexdigest().encode() in made
    assert archive.read_bytes() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["film_enhanced.dcm"]


def test_films_of_one_name_in_two_folders_of_an_archive_get_numbers(
    member: bytes, tmp_path: Path
) -> None:
    archive = write_zip(tmp_path / "study.zip", {"a/film.dcm": member, "b/film.dcm": member})

    run("enhance", archive, "-o", tmp_path / "out", "--recipe", "denoise", "--format", "png")

    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert made == ["film_enhanced-2.png", "film_enhanced.png"]


def test_results_are_never_written_into_an_archive(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = archive.read_bytes()

    assert run("enhance", archive, "-o", archive / "out", "--recipe", "denoise") == 1
    assert "cannot be made" in capsys.readouterr().err
    assert archive.read_bytes() == before


def test_the_archive_of_a_film_is_never_overwritten(archive: Path) -> None:
    """Its name does not matter."""
    disguised = archive.rename(archive.with_suffix(".png"))
    before = disguised.read_bytes()

    assert run("render", disguised / "series" / "film.dcm", "-o", disguised) == 2
    assert disguised.read_bytes() == before


@pytest.mark.parametrize("command", ["info", "enhance"])
def test_a_folder_that_may_not_be_listed_is_named_and_the_others_are_done(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "study" / "locked").mkdir(parents=True)
    write_png(tmp_path / "study" / "film.png")
    listed = os.scandir

    def guarded(path: Path) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", guarded)
    words = ("-o", tmp_path / "out", "--recipe", "denoise") if command == "enhance" else ()

    status = run(command, tmp_path / "study", *words)

    said = capsys.readouterr()
    assert status == 1
    assert "locked may not be read." in said.err
    assert "film.png" in said.err + said.out
    assert command == "info" or [one.name for one in (tmp_path / "out").iterdir()] == [
        "film_enhanced.dcm"
    ]
