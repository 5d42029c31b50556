"""engine.samples, engine.dicom.sample"""

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pydicom
import pytest

from engine import samples
from engine.dicom.sample import fixed_uid
from engine.errors import Cancelled, ExportError
from engine.progress import Progress
from engine.samples import SAMPLES, sample_file

SHAPES = {"thorax": (2560, 2560), "contrast_detail": (2600, 2600), "test_pattern": (2048, 2048)}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in place of the user's cache, shared by this module: samples take seconds."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cached_here(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda _name: str(cache / "negatoscope"))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_a_dicom_file_in_the_cache(name: str, cache: Path) -> None:
    path = sample_file(name)

    ds = pydicom.dcmread(path)
    assert path == cache / "negatoscope" / "samples" / f"{name}-v1.dcm"
    assert ds.pixel_array.shape == SHAPES[name]
    assert ds.PhotometricInterpretation == "MONOCHROME2"
    assert ds.SeriesDescription == SAMPLES[name]
    assert int(ds.pixel_array.max()) < 2**ds.BitsStored


@pytest.mark.judge
@pytest.mark.parametrize("name", SAMPLES)
def test_dciodvfy_finds_no_error(name: str, judge: Callable[[str], str]) -> None:
    checker = judge("dciodvfy")

    done = subprocess.run(
        [checker, "-new", str(sample_file(name))], capture_output=True, text=True, check=False
    )

    assert "Error" not in done.stderr
    assert done.returncode == 0


@pytest.mark.judge
def test_dcmtk_shows_the_chest_as_its_window_says(
    judge: Callable[[str], str], tmp_path: Path
) -> None:
    """An independent program finds the first window and what it makes of one pixel."""
    out = tmp_path / "chest.pgm"
    path = sample_file("thorax")
    ds = pydicom.dcmread(path)
    centre, width = float(ds.WindowCenter[0]), float(ds.WindowWidth[0])
    stored = float(ds.pixel_array[1300, 1300])

    subprocess.run([judge("dcm2pnm"), "+Wi", "1", "-S", "+op", str(path), str(out)], check=True)

    shown = np.frombuffer(out.read_bytes()[-2560 * 2560 :], np.uint8).reshape(2560, 2560)
    expected = ((stored - (centre - 0.5)) / (width - 1) + 0.5) * 255
    assert shown[1300, 1300] == pytest.approx(expected, abs=1)


def test_the_chest_says_what_a_chest_film_says() -> None:
    ds = pydicom.dcmread(sample_file("thorax"), stop_before_pixels=True)

    assert ds.SOPClassUID.name == "Digital X-Ray Image Storage - For Presentation"
    assert (ds.PatientName, ds.PatientID) == ("Phantom^Thorax", "NG-0001")
    assert (ds.BodyPartExamined, ds.ViewPosition) == ("CHEST", "PA")
    assert list(ds.PatientOrientation) == ["L", "F"]
    assert list(ds.ImagerPixelSpacing) == pytest.approx([0.15, 0.15])
    assert ds.WindowCenterWidthExplanation[0] == "Chest"
    assert len(ds.WindowCenter) == len(ds.WindowWidth) == len(ds.WindowCenterWidthExplanation)
    assert ds.PixelIntensityRelationshipSign == -1, "dense is bright"


def test_the_shutter_is_the_field() -> None:
    ds = pydicom.dcmread(sample_file("thorax"))
    top, bottom = ds.ShutterUpperHorizontalEdge, ds.ShutterLowerHorizontalEdge
    left, right = ds.ShutterLeftVerticalEdge, ds.ShutterRightVerticalEdge

    outside = np.ones(ds.pixel_array.shape, dtype=bool)
    outside[top - 1 : bottom, left - 1 : right] = False

    assert ds.pixel_array[outside].max() == 0
    assert ds.pixel_array[~outside].min() > 0


def test_the_same_bytes_every_time() -> None:
    path = sample_file("thorax")
    before = hashlib.sha256(path.read_bytes()).hexdigest()

    path.unlink()
    after = hashlib.sha256(sample_file("thorax").read_bytes()).hexdigest()

    assert after == before


def test_a_sample_that_is_there_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    path = sample_file("test_pattern")

    def refuse(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(samples, "_make", refuse)

    assert sample_file("test_pattern") == path


def test_cancelling_leaves_no_file(cache: Path) -> None:
    path = sample_file("test_pattern")
    path.unlink()
    told: list[float] = []

    def stop_at_the_end(fraction: float, doing: str) -> None:  # noqa: ARG001 - listener's shape
        told.append(fraction)
        if fraction > 0.7:
            progress.cancel()

    progress = Progress(stop_at_the_end)

    with pytest.raises(Cancelled):
        sample_file("test_pattern", progress)

    assert told == sorted(told)
    assert not path.exists()
    assert not list((cache / "negatoscope" / "samples").glob(".negatoscope-*"))


def test_a_cache_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda _name: str(tmp_path / "file"))

    with pytest.raises(ExportError, match=r"test_pattern-v1\.dcm could not be written") as caught:
        sample_file("test_pattern")

    assert str(tmp_path) not in str(caught.value)
    assert caught.value.hint


def test_refuses_a_sample_there_is_not() -> None:
    with pytest.raises(ValueError, match="thorax, contrast_detail, test_pattern"):
        sample_file("skull")


def test_uids_are_fixed_and_of_the_2_25_root() -> None:
    uid = fixed_uid("thorax-v1", "study")

    assert uid == fixed_uid("thorax-v1", "study")
    assert uid != fixed_uid("thorax-v1", "series")
    assert uid.startswith("2.25.")
    assert pydicom.uid.UID(uid).is_valid
