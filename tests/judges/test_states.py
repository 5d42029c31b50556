"""Films under presentation states against DCMTK's dcmp2pgm, pixel for pixel.

dcmp2pgm shows a film of any photometric under a state; it takes SIGMOID for LINEAR, and draws
neither shutters nor displayed areas nor graphics.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.dicom.read import read_dicom
from engine.picture import picture_of
from engine.presentation_state import StatePart, film_under
from engine.state_reading import read_state
from tests.engine.dicom.written import lut, write_film
from tests.engine.dicom.written_states import (
    area,
    graphic,
    item,
    one,
    referring,
    window,
    write_state,
)

pytestmark = pytest.mark.judge

Judge = Callable[[str], str]
Grey = npt.NDArray[Any]

ROOT_CURVE = [round(4095 * (i / 1023) ** 0.5) for i in range(1024)]
SQUARE_CURVE = [round(4095 * (i / 2047) ** 2) for i in range(2048)]
GAMMA = [round(65535 * (i / 4095) ** 0.6) for i in range(4096)]
SCRAMBLED = [i * 7919 % 1024 for i in range(4096)]
STEPS = [0, 10, 200, 90, 255, 40, 128]

VOIS: dict[str, list[Dataset]] = {
    "none": [],
    "window": [window(1500, 777)],
    "odd window": [window(1800.5, 2001.7)],
    "threshold": [window(1500, 1)],
    "table": [item(VOILUTSequence=lut(512, ROOT_CURVE, 12))],
    "table of 16 bits": [item(VOILUTSequence=lut(0, [i * 16 for i in range(4096)], 16))],
}
MODALITIES: dict[str, dict[str, Any]] = {
    "none": {},
    "rescale": {"RescaleSlope": "2", "RescaleIntercept": "-1000", "RescaleType": "US"},
    "table": {"ModalityLUTSequence": lut(100, SQUARE_CURVE, 12, ModalityLUTType="US")},
}
LAST: dict[str, dict[str, Any]] = {
    "identity": {},
    "inverse": {"PresentationLUTShape": "INVERSE"},
    "gamma": {"PresentationLUTShape": None, "PresentationLUTSequence": lut(0, GAMMA, 16)},
    "scrambled": {"PresentationLUTShape": None, "PresentationLUTSequence": lut(0, SCRAMBLED, 10)},
    "few": {"PresentationLUTShape": None, "PresentationLUTSequence": lut(0, STEPS, 8)},
}


def film(folder: Path, photometric: str) -> Path:
    """Every 12-bit value once, on 32 x 128; its own window and rescale must not count."""
    return write_film(
        folder / "film.dcm",
        np.arange(4096, dtype=np.uint16).reshape(32, 128),
        12,
        PhotometricInterpretation=photometric,
        StudyInstanceUID="1.2.3",
        SeriesInstanceUID="1.2.3.4",
        PatientName="A^B",
        PatientID="1",
        WindowCenter="100",
        WindowWidth="50",
        RescaleSlope="3",
        RescaleIntercept="7",
    )


def ours(image: Path, state: Path) -> Grey:
    """Return what this program shows, all parts of the state switched on."""
    radiograph = read_dicom(image)
    said = read_state(state).for_image(radiograph.source.sop_instance_uid)
    assert said is not None
    shown = film_under(radiograph, said, frozenset(StatePart))
    return picture_of(shown).oriented(said.orientation).grey_levels(shown.default_voi)


def theirs(image: Path, state: Path, judge: Judge) -> Grey:
    """Return what DCMTK shows."""
    picture = state.with_suffix(".pgm")
    command = [judge("dcmp2pgm"), "-p", str(state), str(image), str(picture)]
    subprocess.run(command, check=True, capture_output=True)
    grey = cv2.imread(str(picture), cv2.IMREAD_UNCHANGED)
    assert grey is not None
    return grey


def passes_the_check(state: Path, judge: Judge) -> bool:
    """Return whether DCMTK's checker is content; its exit status says nothing."""
    done = subprocess.run([judge("dcmpschk"), str(state)], check=False, capture_output=True)
    return b"Test passed" in done.stdout + done.stderr


CASES = [
    *(("MONOCHROME2", voi, "none", "identity") for voi in VOIS),
    *(("MONOCHROME2", voi, "none", "gamma") for voi in VOIS),
    *(("MONOCHROME2", voi, "none", "scrambled") for voi in ("none", "odd window", "table")),
    *(("MONOCHROME2", voi, "none", "few") for voi in ("none", "odd window", "table")),
    *(("MONOCHROME2", voi, "none", "inverse") for voi in ("none", "odd window", "table")),
    *(("MONOCHROME2", voi, "rescale", "identity") for voi in ("none", "window")),
    *(("MONOCHROME2", voi, "table", "identity") for voi in ("none", "window")),
    ("MONOCHROME2", "table", "table", "scrambled"),
    *(("MONOCHROME1", voi, "none", "identity") for voi in ("none", "window", "table")),
    *(("MONOCHROME1", voi, "rescale", "inverse") for voi in ("none", "window", "table")),
    ("MONOCHROME1", "window", "rescale", "gamma"),
]
"""Photometric of the film; VOI, modality LUT and Presentation LUT of the state."""


@pytest.mark.parametrize(("photometric", "voi", "modality", "last"), CASES)
def test_grey_levels_are_those_of_dcmtk(
    photometric: str, voi: str, modality: str, last: str, tmp_path: Path, judge: Judge
) -> None:
    """An inverted table ends at 1 in DCMTK, which cuts it into 254 parts; ours ends at black."""
    image = film(tmp_path, photometric)
    said = {**MODALITIES[modality], **LAST[last]}
    if VOIS[voi]:
        said["SoftcopyVOILUTSequence"] = Sequence(VOIS[voi])
    state = write_state(tmp_path / "state.dcm", pydicom.dcmread(image), **said)

    shown, expected = ours(image, state), theirs(image, state, judge)

    is_cut_otherwise = last == "inverse" and (voi == "none" or "table" in voi)
    difference = np.abs(shown.astype(int) - expected.astype(int)).max()
    assert difference <= int(is_cut_otherwise)


@pytest.mark.parametrize("flip", ["N", "Y"])
@pytest.mark.parametrize("angle_deg", [0, 90, 180, 270])
def test_a_state_turns_as_dcmtk_turns(
    angle_deg: int, flip: str, tmp_path: Path, judge: Judge
) -> None:
    """90 degrees and a flip tell which comes first."""
    image = film(tmp_path, "MONOCHROME1" if flip == "Y" else "MONOCHROME2")
    state = write_state(
        tmp_path / "state.dcm",
        pydicom.dcmread(image),
        ImageRotation=angle_deg,
        ImageHorizontalFlip=flip,
    )

    np.testing.assert_array_equal(ours(image, state), theirs(image, state, judge))


def test_signed_values_are_those_of_dcmtk(tmp_path: Path, judge: Judge) -> None:
    """A table whose first value is below zero, written as SS."""
    image = write_film(
        tmp_path / "film.dcm",
        np.arange(-2048, 2048, dtype=np.int16).reshape(32, 128),
        12,
        StudyInstanceUID="1.2.3",
        SeriesInstanceUID="1.2.3.4",
        PatientID="1",
    )
    table = item(VOILUTSequence=lut(-512, ROOT_CURVE, 12, vr="SS"))
    state = write_state(
        tmp_path / "state.dcm", pydicom.dcmread(image), SoftcopyVOILUTSequence=Sequence([table])
    )

    np.testing.assert_array_equal(ours(image, state), theirs(image, state, judge))


@pytest.mark.parametrize(
    "options", [["+Vw"], ["-V"], ["+Vw", "-p"]], ids=["window", "no window", "no shape"]
)
@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_a_state_that_dcmtk_made_shows_as_dcmtk_shows_it(
    photometric: str, options: list[str], tmp_path: Path, judge: Judge
) -> None:
    image, state = film(tmp_path, photometric), tmp_path / "made.dcm"
    command = [judge("dcmpsmk"), *options, str(image), str(state)]
    subprocess.run(command, check=True, capture_output=True)

    shown, expected = ours(image, state), theirs(image, state, judge)

    is_inverted_range = photometric == "MONOCHROME1" and "-V" in options
    difference = np.abs(shown.astype(int) - expected.astype(int)).max()
    assert difference <= int(is_inverted_range)


def test_dcmtk_finds_nothing_wrong_with_the_states_of_these_tests(
    tmp_path: Path, judge: Judge
) -> None:
    image = film(tmp_path, "MONOCHROME2")
    ds = pydicom.dcmread(image)
    drawings = item(
        ReferencedImageSequence=referring(ds.SOPInstanceUID),
        GraphicLayer="NOTES",
        GraphicObjectSequence=Sequence([graphic("CIRCLE", 5, 5, 8, 5, GraphicFilled="Y")]),
        TextObjectSequence=one(
            UnformattedTextValue="Here",
            AnchorPoint=[3.0, 4.0],
            AnchorPointAnnotationUnits="PIXEL",
            AnchorPointVisibility="Y",
        ),
    )
    everything = {
        **MODALITIES["rescale"],
        **LAST["gamma"],
        "SoftcopyVOILUTSequence": Sequence([window(1500, 777, VOILUTFunction="SIGMOID")]),
        "DisplayedAreaSelectionSequence": Sequence([area(3, 4, 20, 30)]),
        "ImageRotation": 90,
        "ImageHorizontalFlip": "Y",
        "ShutterShape": "CIRCULAR",
        "CenterOfCircularShutter": [10, 20],
        "RadiusOfCircularShutter": 8,
        "ShutterPresentationValue": 0,
        "GraphicLayerSequence": one(GraphicLayer="NOTES", GraphicLayerOrder=1),
        "GraphicAnnotationSequence": Sequence([drawings]),
    }

    plain = write_state(tmp_path / "plain.dcm", ds)
    full = write_state(tmp_path / "full.dcm", ds, **everything)

    assert passes_the_check(plain, judge)
    assert passes_the_check(full, judge)
    assert not passes_the_check(write_state(tmp_path / "none.dcm", ds, ContentLabel=None), judge)


def test_a_sigmoid_of_a_state_follows_the_formula(tmp_path: Path) -> None:
    """PS3.3 C.11.2.1.3.1 at 8 bits, by the standard: dcmp2pgm takes it for LINEAR."""
    image = film(tmp_path, "MONOCHROME1")
    sigmoid = window(2000, 1000, VOILUTFunction="SIGMOID")
    state = write_state(
        tmp_path / "state.dcm", pydicom.dcmread(image), SoftcopyVOILUTSequence=Sequence([sigmoid])
    )

    shown = ours(image, state)

    stored = np.arange(4096.0).reshape(32, 128)
    expected = 255 / (1 + np.exp(-4 * (stored - 2000) / 1000))
    np.testing.assert_array_equal(shown, np.floor(expected))
