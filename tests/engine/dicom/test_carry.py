"""engine.dicom.carry"""

import warnings

import pytest
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag

from engine.dicom.carry import carried, carry_overlays
from engine.dicom.sop_class import SECONDARY_CAPTURE, target_class
from tests.engine.dicom.films_to_derive import CT, DX, header

DX_CLASS = target_class(DX, is_synthetic=False, is_inverted=False)


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("SmallestImagePixelValue", 3),
        ("LargestImagePixelValue", 3),
        ("PixelPaddingValue", 0),
        ("WindowCenter", 40),
        ("WindowWidth", 400),
        ("RescaleSlope", 2),
        ("NumberOfFrames", 2),
        ("DerivationDescription", "JPEG 2000 irreversible"),
        ("SeriesDescription", "CHEST"),
        ("PresentationLUTShape", "INVERSE"),
        ("FrameTime", 33),
        ("FilmOrientation", "PORTRAIT"),
        ("IconImageSequence", Sequence([Dataset()])),
        ("DigitalSignaturesSequence", Sequence([Dataset()])),
        ("RealWorldValueMappingSequence", Sequence([Dataset()])),
    ],
)
def test_what_described_the_old_pixels_stays_behind(keyword: str, value: object) -> None:
    kept = carried(header(**{keyword: value}), DX_CLASS)

    assert keyword not in kept


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("KVP", 125),
        ("ExposureIndex", 300),
        ("AnatomicRegionSequence", Sequence([])),
        ("ViewCodeSequence", Sequence([])),
        ("PatientIdentityRemoved", "YES"),
        ("SpecificCharacterSet", "ISO_IR 100"),
        ("TimezoneOffsetFromUTC", "+0100"),
        ("PixelSpacingCalibrationType", "FIDUCIAL"),
    ],
)
def test_patient_and_exposure_come_along(keyword: str, value: object) -> None:
    kept = carried(header(**{keyword: value}), DX_CLASS)

    assert kept[keyword].value == value


def test_capture_of_a_slice_forgets_how_it_was_scanned() -> None:
    ds = header(
        CT, KVP=120, SliceThickness=5, ImagePositionPatient=[0, 0, 0], BodyPartExamined="CHEST"
    )

    kept = carried(ds, SECONDARY_CAPTURE)

    assert kept.BodyPartExamined == "CHEST"
    assert not {"KVP", "SliceThickness", "ImagePositionPatient"} & set(kept.dir())


def test_private_elements_stay_behind_at_every_depth() -> None:
    item = Dataset()
    item.CodeValue = "1"
    item.private_block(0x0011, "SOMEBODY", create=True).add_new(1, "LO", "secret")
    ds = header(ViewCodeSequence=Sequence([item]))
    ds.private_block(0x0009, "SOMEBODY", create=True).add_new(1, "LO", "secret")

    kept = carried(ds, DX_CLASS)

    assert [element for element in kept.iterall() if element.tag.is_private] == []
    assert kept.ViewCodeSequence[0].CodeValue == "1"
    assert (0x0011, 0x1001) in item


def test_value_nobody_can_read_is_left_behind() -> None:
    ds = header()
    tag = Tag("StationName")
    ds[tag] = RawDataElement(tag, "FD", 3, b"\0\0\0", 0, False, True)

    kept = carried(ds, DX_CLASS)

    assert "StationName" not in kept
    assert kept.PatientID == "NG-0001"


def test_value_nobody_can_write_is_left_behind() -> None:
    """A number that is a word: pydicom reads it from some odd files and fails on writing it."""
    ds = header()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ds.add_new("AcquisitionMatrix", "US", "wide")

    kept = carried(ds, DX_CLASS)

    assert "AcquisitionMatrix" not in kept
    assert "AcquisitionMatrix" in ds


@pytest.mark.parametrize(
    ("keyword", "vr", "value"),
    [
        ("InstanceNumber", "US", 7),
        ("StudyID", "OB", b"\0\0"),
        ("AccessionNumber", "SQ", Sequence([Dataset()])),
        ("ReferencedStudySequence", "LO", "1.2.3"),
    ],
)
def test_text_numbers_and_sequences_that_are_another_kind_stay_behind(
    keyword: str, vr: str, value: object
) -> None:
    """Found by a mutant: the copy's own number could not be written into it."""
    given = header()
    tag = Tag(keyword)
    if tag in given:
        del given[tag]
    given.add_new(tag, vr, value)

    assert keyword not in carried(given, DX_CLASS)


def test_text_of_a_longer_kind_comes_along() -> None:
    given = header()
    given.add_new(Tag("AccessionNumber"), "LO", "A-1")

    assert carried(given, DX_CLASS).AccessionNumber == "A-1"


def test_overlay_with_data_of_its_own_is_kept_and_one_in_the_pixels_is_not() -> None:
    ds = header()
    ds.add_new(0x60000010, "US", 4)
    ds.add_new(0x60003000, "OW", b"\1\0")
    ds.add_new(0x60020010, "US", 4)

    kept = Dataset()
    carry_overlays(kept, ds)

    assert sorted(kept.keys()) == [0x60000010, 0x60003000]
