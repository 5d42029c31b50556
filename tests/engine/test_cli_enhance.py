"""engine.cli.enhance and engine.cli.windowless, through the command line"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pydicom
import pytest

from engine import command_line
from tests.engine.command import COLUMNS, ROOT, ROWS, negatoscope, write_cr, write_png


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A CR film in a folder of its own."""
    (tmp_path / "films").mkdir()
    return write_cr(tmp_path / "films" / "film.dcm")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for results, which does not exist yet."""
    return tmp_path / "new" / "out"


def enhance(*sources: Path, out: Path, options: tuple[str, ...] = ()) -> int:
    words = ["enhance", *map(str, sources), "-o", str(out), "--recipe", "denoise", *options]
    return command_line(words)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_film_becomes_a_derived_object_and_stays_as_it_was(film: Path, out: Path) -> None:
    before = film.read_bytes()

    status = enhance(film, out=out)

    made = pydicom.dcmread(out / "film_enhanced.dcm")
    assert status == 0
    assert made.ImageType[0] == "DERIVED"
    assert made.SOPInstanceUID != pydicom.dcmread(film).SOPInstanceUID
    assert made.pixel_array.shape == (ROWS, COLUMNS)
    assert film.read_bytes() == before


@pytest.mark.parametrize(("name", "suffix"), [("png", ".png"), ("tiff", ".tif")])
def test_pictures_are_written_with_sixteen_bits(
    name: str, suffix: str, film: Path, out: Path
) -> None:
    status = enhance(film, out=out, options=("--format", name))

    pixels = cv2.imread(str(out / f"film_enhanced{suffix}"), cv2.IMREAD_UNCHANGED)
    assert status == 0
    assert names_in(out) == [f"film_enhanced{suffix}"]
    assert pixels is not None
    assert pixels.dtype == np.uint16


def test_films_of_one_name_get_numbers_in_the_order_given(
    film: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (film.parent / "other").mkdir()
    second = write_png(film.parent / "other" / "film.png")

    status = enhance(film, second, out=out, options=("--workers", "2"))

    assert status == 0
    assert names_in(out) == ["film_enhanced-2.dcm", "film_enhanced.dcm"]
    assert pydicom.dcmread(out / "film_enhanced.dcm").Modality == "CR"
    said = capsys.readouterr().err
    assert "film.png -> film_enhanced-2.dcm" in said
    assert "1 got a number, because the name was taken." in said


def test_a_second_run_overwrites_nothing(film: Path, out: Path) -> None:
    enhance(film, out=out)
    first = (out / "film_enhanced.dcm").read_bytes()

    status = enhance(film, out=out)

    assert status == 0
    assert names_in(out) == ["film_enhanced-2.dcm", "film_enhanced.dcm"]
    assert (out / "film_enhanced.dcm").read_bytes() == first


def test_results_within_the_folder_are_not_enhanced_again(film: Path) -> None:
    enhance(film.parent, out=film.parent / "out")

    enhance(film.parent, out=film.parent / "out")

    assert names_in(film.parent / "out") == ["film_enhanced-2.dcm", "film_enhanced.dcm"]


def test_a_film_named_twice_is_enhanced_once(film: Path, out: Path) -> None:
    enhance(film, film.parent, film.parent / ".." / "films" / "film.dcm", out=out)

    assert names_in(out) == ["film_enhanced.dcm"]


def test_nothing_is_written_to_stdout(
    film: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enhance(film, out=out)

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "1/1 film.dcm -> film_enhanced.dcm",
        "1 of 1 written to out.",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["enhance"],
        ["enhance", "film.dcm", "-o", "out"],
        ["enhance", "film.dcm", "--recipe", "denoise"],
        ["enhance", "film.dcm", "-o", "out", "--recipe", "no_such_recipe"],
        ["enhance", "film.dcm", "-o", "out", "--recipe", "denoise", "--workers", "0"],
        ["enhance", "film.dcm", "-o", "out", "--recipe", "denoise", "--format", "gif"],
        ["enhance", "film.dcm", "-o", "out", "--recipe", "denoise", "--device", "tpu"],
        ["enhance", "film.dcm", "-o", "out", "--recipe", "denoise", "--fast"],
    ],
)
def test_a_wrong_command_line_is_a_usage_error_and_makes_no_folder(
    words: list[str], film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(film.parent)

    assert command_line(words) == 2
    assert names_in(film.parent) == ["film.dcm"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_leaves_whole_files_only(film: Path, out: Path) -> None:
    """Stopped after the first of 200 films is there; every file found is one that opens."""
    source = film.read_bytes()
    for number in range(200):
        (film.parent / f"{number}.dcm").write_bytes(source)
    out.mkdir(parents=True)
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "viewer", "enhance", str(film.parent), "-o", str(out)),
            *("--recipe", "denoise", "--workers", "2"),
        ],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        deadline = time.monotonic() + 60
        while not list(out.glob("*.dcm")) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()

    written = list(out.iterdir())
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "Stopped." in said
    assert 0 < len(written) < 200
    for path in written:
        assert pydicom.dcmread(path).pixel_array.shape == (ROWS, COLUMNS)


def test_without_a_display_films_are_enhanced_and_the_results_named(
    film: Path, tmp_path: Path
) -> None:
    no_display = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}

    ran = negatoscope(film, cwd=tmp_path, **no_display)

    results = tmp_path / "negatoscope-output"
    assert ran.status == 0
    assert names_in(results) == ["film_enhanced.dcm", "film_enhanced_before_after.png"]
    assert sorted(ran.out.splitlines()) == [str(results / name) for name in names_in(results)]
    assert "There is no display" in ran.err


def test_without_a_display_and_without_a_film_the_sample_is_enhanced(tmp_path: Path) -> None:
    no_display = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}

    ran = negatoscope(cwd=tmp_path, **no_display)

    assert ran.status == 0
    suffixes = sorted(Path(line).suffix for line in ran.out.splitlines())
    assert suffixes == [".dcm", ".png"]
    assert all(Path(line).is_file() for line in ran.out.splitlines())


def test_a_file_with_the_name_of_a_command_is_reached_by_view(film: Path, tmp_path: Path) -> None:
    (tmp_path / "render").write_bytes(film.read_bytes())
    no_display = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}

    ran = negatoscope("view", "render", cwd=tmp_path, **no_display)

    assert ran.status == 0
    assert "render_enhanced.dcm" in ran.out
