"""engine.cli.render under a presentation state, through the command line"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pydicom
import pytest
from pydicom.sequence import Sequence

from engine import command_line
from engine.recipe import Entry, Recipe
from engine.steps.smooth import Gaussian
from tests.engine.command import COLUMNS, ROWS, wedge, write_cr
from tests.engine.dicom.written import lut
from tests.engine.dicom.written_states import graphic, item, one, window, write_state


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A CR film with the windows 2048/4096 and 1000/500; every column another grey."""
    return write_cr(tmp_path / "film.dcm", PhotometricInterpretation="MONOCHROME1")


def made(film: Path, **attributes: Any) -> Path:
    """Write a state for the film, and return its path."""
    return write_state(film.with_name("state.dcm"), pydicom.dcmread(film), **attributes)


def rendered(film: Path, state: Path, *options: str) -> np.ndarray:
    """Return what the command writes."""
    out = film.with_name("ours.png")
    status = command_line(["render", str(film), "-o", str(out), "--state", str(state), *options])
    assert status == 0
    pixels = cv2.imread(str(out), cv2.IMREAD_UNCHANGED)
    assert pixels is not None
    return pixels


@pytest.mark.judge
def test_a_film_under_a_state_is_that_of_dcmtk(film: Path, judge: Callable[[str], str]) -> None:
    """Window, Presentation LUT, quarter turn and flip at once; the film alone is MONOCHROME1."""
    state = made(
        film,
        SoftcopyVOILUTSequence=Sequence([window(1500.5, 999)]),
        PresentationLUTShape=None,
        PresentationLUTSequence=lut(0, [1023, 17, 800, 400, 0], 10),
        ImageRotation=90,
        ImageHorizontalFlip="Y",
    )
    theirs = film.with_name("theirs.pgm")
    command = [judge("dcmp2pgm"), "-p", str(state), str(film), str(theirs)]
    subprocess.run(command, check=True, capture_output=True)

    ours = rendered(film, state)

    assert ours.shape == (COLUMNS, ROWS)
    np.testing.assert_array_equal(ours, cv2.imread(str(theirs), cv2.IMREAD_UNCHANGED))


def test_what_the_shutter_of_a_state_hides_is_black(film: Path) -> None:
    """By hand from PS3.3 C.7.6.11: rows 3 to 10 and columns 5 to 20, counted from 1, are seen."""
    state = made(
        film,
        SoftcopyVOILUTSequence=Sequence([window(-100, 1)]),
        ShutterShape="RECTANGULAR",
        ShutterUpperHorizontalEdge=3,
        ShutterLowerHorizontalEdge=10,
        ShutterLeftVerticalEdge=5,
        ShutterRightVerticalEdge=20,
    )

    ours = rendered(film, state)

    expected = np.zeros((ROWS, COLUMNS), dtype=np.uint8)
    expected[2:10, 4:20] = 255
    np.testing.assert_array_equal(ours, expected)


def test_a_window_on_the_command_line_wins_over_that_of_the_state(film: Path) -> None:
    """Threshold at 1999.5: columns of 65 times their number are bright from 31 on."""
    state = made(film, SoftcopyVOILUTSequence=Sequence([window(5, 2)]))

    ours = rendered(film, state, "--window", "2000", "1")

    np.testing.assert_array_equal(ours, np.where(wedge() > 1999, 255, 0))


def test_a_processed_film_goes_through_the_presentation_table_too(
    film: Path, tmp_path: Path
) -> None:
    """Entries 51 and 204 of 255 are all there is, before and after a filter."""
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps(Recipe((Entry(Gaussian()),)).to_json()))
    table = lut(0, [51, 204], 8)
    state = made(film, PresentationLUTShape=None, PresentationLUTSequence=table)

    plain = rendered(film, state)
    processed = rendered(film, state, "--recipe", str(recipe))

    assert np.unique(plain).tolist() == [51, 204]
    assert np.unique(processed).tolist() == [51, 204]


def test_what_is_not_shown_is_said_and_drawings_are_not_drawn(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawings = item(
        GraphicLayer="A",
        GraphicObjectSequence=Sequence([graphic("CIRCLE", 20, 20, 25, 20)]),
        CompoundGraphicSequence=one(),
    )
    layer = one(GraphicLayer="A", GraphicLayerOrder=1)
    plain = rendered(film, made(film))

    drawn = rendered(
        film,
        made(film, GraphicLayerSequence=layer, GraphicAnnotationSequence=Sequence([drawings])),
    )

    np.testing.assert_array_equal(drawn, plain)
    assert "state.dcm: Compound graphics" in capsys.readouterr().err


def test_a_state_of_another_film_is_refused_with_both_names(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write_cr(film.with_name("other.dcm"))
    state, out = made(other), film.with_name("ours.png")

    status = command_line(["render", str(film), "-o", str(out), "--state", str(state)])

    assert status == 1
    said = capsys.readouterr().err
    assert "state.dcm is a presentation state of other images, not of film.dcm." in said
    assert not out.exists()


def test_a_film_given_as_a_state_is_refused(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = film.with_name("ours.png")

    status = command_line(["render", str(film), "-o", str(out), "--state", str(film)])

    assert status == 1
    assert "film.dcm is no presentation state" in capsys.readouterr().err


def test_a_window_of_the_film_and_a_state_exclude_each_other(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["render", str(film), "-o", str(film.with_name("a.png")), "--voi", "1"]

    status = command_line([*words, "--state", str(made(film))])

    assert status == 2
    assert "instead of the film's own windows" in capsys.readouterr().err
