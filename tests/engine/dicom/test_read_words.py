"""engine.dicom.read_words"""

from typing import Any

import numpy as np
import pytest
from pydicom.dataset import FileMetaDataset
from pydicom.uid import JPEG2000, UID, ExplicitVRLittleEndian

from engine.dicom.read_words import description_of, device_of
from engine.radiograph import Description
from tests.engine.dicom.written import film

PIXELS = np.zeros((2, 2), dtype=np.uint16)


def described(syntax: UID = ExplicitVRLittleEndian, **attributes: Any) -> Description:
    ds = film(PIXELS, **attributes)
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = syntax
    return description_of(ds)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("DOE^JANE^M^DR", "DOE, JANE"),
        ("DOE", "DOE"),
        ("^JANE", "JANE"),
        ("", ""),
        ("=\u5c71\u7530^\u592a\u90ce", "\u5c71\u7530, \u592a\u90ce"),
        ("DOE^JANE=\u5c71\u7530", "DOE, JANE"),
    ],
)
def test_a_name_is_family_then_given(written: str, shown: str) -> None:
    assert described(PatientName=written).patient_name == shown


def test_control_and_bidirectional_characters_are_taken_out() -> None:
    """A right-to-left override would let a name swallow what stands beside it."""
    hostile = "A\u202eB\u2066C\x07D\nE\u200bF<b>"

    assert described(PatientID=hostile).patient_id == "ABCD EF<b>"


def test_a_name_of_a_thousand_letters_is_cut() -> None:
    assert len(described(SeriesDescription="A" * 1000).series) == 256


def test_the_view_says_what_was_taken_and_how() -> None:
    view = described(
        Modality="MG", BodyPartExamined="BREAST", ImageLaterality="L", ViewPosition="CC"
    ).view

    assert view == "MG left breast CC"


@pytest.mark.parametrize(
    ("date", "time", "shown"),
    [
        ("20261120", "091455.123", "2026-11-20 09:14"),
        ("20261120", "", "2026-11-20"),
        ("2026.11.20", "09:14", "2026-11-20 09:14"),
        ("nonsense", "0914", ""),
        ("20261399", "0914", ""),
    ],
)
def test_the_time_is_written_the_same_way_always(date: str, time: str, shown: str) -> None:
    ds = film(PIXELS)
    ds.file_meta = FileMetaDataset()
    ds.add_new("AcquisitionDate", "LO", date)
    ds.add_new("AcquisitionTime", "LO", time)

    assert description_of(ds).taken_at == shown


@pytest.mark.parametrize(
    ("written", "directions"),
    [
        (["L", "F"], ("L", "F")),
        (["LA", "FP"], ("LA", "FP")),
        (["X", "F"], ("", "")),
        (["L"], ("", "")),
    ],
)
def test_directions_are_two_or_none(written: list[str], directions: tuple[str, str]) -> None:
    assert described(PatientOrientation=written).directions == directions


@pytest.mark.parametrize(
    ("syntax", "said", "is_lossy"),
    [
        (ExplicitVRLittleEndian, "01", True),  # once lossy, always lossy
        (ExplicitVRLittleEndian, "00", False),
        (ExplicitVRLittleEndian, None, False),
        (JPEG2000, None, True),
        (JPEG2000, "00", False),
    ],
)
def test_lossy_is_what_the_file_or_its_syntax_says(
    syntax: UID, said: str | None, is_lossy: bool
) -> None:
    attributes = {"LossyImageCompression": said} if said else {}

    assert described(syntax, **attributes).is_lossy == is_lossy


@pytest.mark.parametrize(
    ("maker", "model", "device"),
    [
        ("Agfa", "CR 85", "Agfa CR 85"),
        ("GE", "GE Definium", "GE Definium"),
        ("Canon\u202e", "", "Canon"),
        ("", "DR 7500", "DR 7500"),
        ("", "", ""),
    ],
)
def test_a_device_is_its_maker_and_model_and_never_which_one(
    maker: str, model: str, device: str
) -> None:
    ds = film(
        PIXELS, Manufacturer=maker, ManufacturerModelName=model, DeviceSerialNumber="CANARY",
        StationName="CANARY",
    )  # fmt: skip

    assert device_of(ds) == device
