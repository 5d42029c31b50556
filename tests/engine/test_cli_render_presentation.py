"""engine.cli.render as a presentation file says, through the command line"""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import command_line
from engine.grayscale.voi import Window
from engine.measurement import MeasureKind, Measurement
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.presentation_file import save_presentation
from engine.reading import read_radiograph
from tests.engine.command import write_cr

LENGTH = Measurement(MeasureKind.LENGTH, ((1.0, 2.0), (5.0, 2.0)))


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return write_cr(tmp_path / "film.dcm")


@pytest.fixture
def saved(film: Path) -> Path:
    """A quarter turn, the window 1000/500, and a length."""
    path = film.with_name("film.json")
    shown = Presentation(Window(1000, 500), orientation=Orientation(1), measurements=(LENGTH,))
    save_presentation(path, read_radiograph(film), shown)
    return path


def rendered(film: Path, *options: str | Path) -> np.ndarray:
    """Return what the command writes."""
    out = film.with_name("out.png")
    assert command_line(["render", str(film), "-o", str(out), *map(str, options)]) == 0
    pixels = cv2.imread(str(out), cv2.IMREAD_UNCHANGED)
    assert pixels is not None
    return pixels


def test_a_film_is_shown_as_its_presentation_file_says(film: Path, saved: Path) -> None:
    expected = np.rot90(rendered(film, "--window", "1000", "500"), -1)

    np.testing.assert_array_equal(rendered(film, "--presentation", saved), expected)


def test_its_measurements_are_drawn_on_request(film: Path, saved: Path) -> None:
    bare = rendered(film, "--presentation", saved)

    drawn = rendered(film, "--presentation", saved, "--drawings")

    assert drawn.shape == bare.shape
    assert (drawn != bare).any()


def test_that_of_another_film_is_refused(
    film: Path, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write_cr(tmp_path / "other.dcm")
    read = read_radiograph(film)
    lighter = replace(read, pixels=read.pixels + np.uint16(1))
    save_presentation(saved, lighter, Presentation(Window(1, 1)))

    status = command_line(
        ["render", str(other), "-o", str(tmp_path / "o.png"), "--presentation", str(saved)]
    )

    assert status == 1
    assert "film.json belongs to another film than other.dcm" in " ".join(
        capsys.readouterr().err.split()
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--drawings",),
        ("--presentation", "film.json", "--window", "1", "2"),
        ("--presentation", "film.json", "--recipe", "chest"),
        ("--presentation", "film.json", "--voi", "1"),
        ("--presentation", "film.json", "-o", "film.json"),
    ],
)
def test_a_command_line_that_contradicts_itself_is_refused(
    film: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "out.png"

    assert command_line(["render", str(film), "-o", str(out), *words]) == 2
    assert not out.exists()
