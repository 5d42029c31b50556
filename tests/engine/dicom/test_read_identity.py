"""engine.dicom.read_identity"""

from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)

from engine.dicom.read_identity import identify
from engine.errors import EngineError
from engine.finding import FindingKind
from engine.reading import read_radiograph
from tests.engine.dicom.written import film, write, write_film

GREY = np.arange(64, dtype=np.uint16).reshape(8, 8)
STATE, REPORT = "1.2.840.10008.5.1.4.1.1.11.1", "1.2.840.10008.5.1.4.1.1.88.11"


def reference(uid: str) -> Dataset:
    ds = Dataset()
    ds.ReferencedSOPClassUID, ds.ReferencedSOPInstanceUID = "1.2.3", uid
    return ds


def write_state(path: Path, *uids: str) -> Path:
    """Write the bare bones of a presentation state for these images, each in a series."""
    series = []
    for uid in uids:
        one = Dataset()
        one.SeriesInstanceUID = "1.2"
        one.ReferencedImageSequence = Sequence([reference(uid)])
        series.append(one)
    ds = Dataset()
    ds.SOPClassUID, ds.SOPInstanceUID, ds.Modality = STATE, "1.2.5", "PR"
    ds.StudyInstanceUID, ds.SeriesInstanceUID = "1.2.6", "1.2.7"
    ds.ReferencedSeriesSequence = Sequence(series)
    return write(ds, path)


def test_a_film_says_where_it_belongs(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "a",
        GREY,
        SOPInstanceUID="1.2.1",
        StudyInstanceUID="1.2.2",
        SeriesInstanceUID="1.2.3",
        StudyDate="20261120",
        StudyDescription="Chest",
        SeriesDescription="PA upright",
        InstanceNumber=7,
        PatientName="Doe^John",
        ViewPosition="PA",
    )

    kind, identity = identify(path)

    assert kind is FindingKind.FILM
    assert (identity.sop_instance_uid, identity.study_uid, identity.series_uid) == (
        "1.2.1",
        "1.2.2",
        "1.2.3",
    )
    assert (identity.study, identity.series) == ("2026-11-20 Chest", "PA upright")
    assert (identity.number, identity.frames) == (7, 1)
    assert identity.description.patient_name == "Doe, John"
    assert identity.description.view == "DX PA"


@pytest.mark.parametrize(
    ("attributes", "study", "series"),
    [
        ({}, "", "DX"),
        ({"StudyDate": "20261120", "BodyPartExamined": "HAND"}, "2026-11-20", "DX hand"),
        ({"StudyDate": "2026.11.20", "StudyDescription": "A\nB"}, "2026-11-20 A B", "DX"),
        ({"StudyDate": "20261399", "StudyDescription": "Chest"}, "Chest", "DX"),
        ({"StudyDescription": "\u202echest"}, "chest", "DX"),
    ],
)
def test_titles_are_made_of_what_there_is(
    attributes: dict[str, str], study: str, series: str, tmp_path: Path
) -> None:
    path = write_film(tmp_path / "a", GREY, 0, SpecificCharacterSet="ISO_IR 192", **attributes)

    _, identity = identify(path)

    assert (identity.study, identity.series) == (study, series)


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
)
def test_every_encoding_is_understood(syntax: UID, tmp_path: Path) -> None:
    path = write(film(GREY, InstanceNumber=3), tmp_path / "a", syntax)

    kind, identity = identify(path)

    assert (kind, identity.number, identity.series) == (FindingKind.FILM, 3, "DX")


def test_a_cine_says_how_many_frames_it_has(tmp_path: Path) -> None:
    ds = film(GREY, NumberOfFrames=3)
    ds.PixelData = GREY.tobytes() * 3

    _, identity = identify(write(ds, tmp_path / "a"))

    assert identity.frames == 3


def test_a_state_says_which_images_it_is_for(tmp_path: Path) -> None:
    kind, identity = identify(write_state(tmp_path / "ps", "1.2.3.4", "1.2.3.5"))

    assert kind is FindingKind.STATE
    assert identity.refers_to == ("1.2.3.4", "1.2.3.5")
    assert identity.sop_instance_uid == "1.2.5"
    assert identity.study_uid == "1.2.6"


def report() -> Dataset:
    ds = Dataset()
    ds.SOPClassUID, ds.SOPInstanceUID, ds.Modality = REPORT, "1.2.5", "SR"
    return ds


@pytest.mark.parametrize(
    ("ds", "kept", "said"),
    [
        (report(), 1.0, "a.dcm has no picture in it: it is a Basic Text SR."),
        (film(GREY, Rows=0), 1.0, "a.dcm is damaged: it announces 0 rows of 8 pixels."),
        (film(GREY, Rows=80), 1.0, "a.dcm is damaged"),
        (film(GREY), 0.9, "a.dcm is damaged"),
        (film(GREY, BitsStored=17), 1.0, "a.dcm is damaged: it announces 17 bits stored"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_the_same_sentence(
    ds: Dataset, kept: float, said: str, tmp_path: Path
) -> None:
    path = write(ds, tmp_path / "a.dcm")
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])

    with pytest.raises(EngineError) as opened:
        read_radiograph(path)
    with pytest.raises(EngineError) as found:
        identify(path)

    assert str(found.value) == str(opened.value)
    assert str(found.value).startswith(said)


def test_pixels_are_not_looked_at(tmp_path: Path) -> None:
    """A compressed picture of which the bytes are none is known by its header all the same."""
    ds = film(GREY)
    ds.PixelData = encapsulate([b"no RLE at all..."])
    path = write(ds, tmp_path / "a", RLELossless)

    kind, _ = identify(path)

    assert kind is FindingKind.FILM
    with pytest.raises(EngineError):
        read_radiograph(path)
