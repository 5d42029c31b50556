"""negatoscope stitch: what it writes and what it refuses."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.uid import generate_uid

from engine import command_line
from engine.dicom.write import write_dicom
from engine.frame import FloatImage
from tests.engine.dicom.films_to_derive import derive
from tests.engine.ops.test_overlap import cut_in_two, varied_film
from tests.properties.films import radiograph_of

Judge = Callable[[str], str]


def write_film(image: FloatImage, path: Path, study: str, patient: str = "P1") -> None:
    """Write a CR film of 12 bits."""
    stored = np.rint(np.clip(image, 0, 1) * 4095).astype(np.uint16)
    film = radiograph_of(stored)
    ds = derive(replace(film, source=replace(film.source, name=path.name)))
    ds.Modality, ds.PatientID, ds.PatientName, ds.StudyInstanceUID = "CR", patient, "A^B", study
    with path.open("wb") as file:
        write_dicom(ds, file)


@pytest.fixture
def halves(tmp_path: Path) -> list[str]:
    study = generate_uid()
    first, second, _ = cut_in_two(varied_film(480, 400, noise=0.003), 0.2, 0.6, is_across=False)
    paths = [tmp_path / "upper.dcm", tmp_path / "lower.dcm"]
    for image, path in zip((first, second), paths, strict=True):
        write_film(image, path, study)
    return [str(path) for path in paths]


def test_it_writes_one_film_that_names_both(tmp_path: Path, halves: list[str]) -> None:
    out = tmp_path / "whole.dcm"

    status = command_line(["stitch", *halves, "-o", str(out)])

    ds = pydicom.dcmread(out)
    sources = {item.ReferencedSOPInstanceUID for item in ds.SourceImageSequence}
    assert status == 0
    assert sources == {pydicom.dcmread(path).SOPInstanceUID for path in halves}
    assert ds.DerivationDescription.startswith("Stitched from 2 films (film 2 onto 1")
    assert ds.Rows > 470


def test_it_says_how_the_films_lie(
    halves: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command_line(["stitch", *halves, "-o", str(tmp_path / "whole.png")])

    assert "lower.dcm lies on upper.dcm" in capfd.readouterr().err


@pytest.mark.judge
def test_its_object_is_sound(tmp_path: Path, halves: list[str], judge: Judge) -> None:
    out = tmp_path / "whole.dcm"
    command_line(["stitch", *halves, "-o", str(out)])

    done = subprocess.run(
        [judge("dciodvfy"), "-new", str(out)], capture_output=True, text=True, errors="replace"
    )

    assert [line for line in done.stderr.splitlines() if line.startswith("Error")] == []


def test_films_of_two_patients_are_refused(tmp_path: Path, halves: list[str]) -> None:
    other, out = tmp_path / "other.dcm", tmp_path / "whole.dcm"
    write_film(varied_film(300, 400), other, generate_uid(), patient="P2")

    assert command_line(["stitch", halves[0], str(other), "-o", str(out)]) == 1
    assert not out.exists()


def test_a_film_is_never_overwritten(halves: list[str]) -> None:
    before = Path(halves[0]).read_bytes()

    assert command_line(["stitch", *halves, "-o", halves[0]]) == 2
    assert Path(halves[0]).read_bytes() == before


@pytest.mark.parametrize("words", [["one"], ["a", "b", "-o", "out.txt"]])
def test_a_command_line_without_sense_is_a_usage_error(tmp_path: Path, words: list[str]) -> None:
    given = [word if word == "-o" else str(tmp_path / word) for word in words]
    if "-o" not in given:
        given += ["-o", str(tmp_path / "out.dcm")]

    assert command_line(["stitch", *given]) == 2
