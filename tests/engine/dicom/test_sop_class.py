"""engine.dicom.sop_class"""

import pytest
from pydicom.uid import UID

from engine.dicom.sop_class import has_frame_numbers, is_for_processing, target_class
from tests.engine.dicom.films_to_derive import CAPTURE, CR, DX, DX_FOR_PROCESSING, XA

BASE = "1.2.840.10008.5.1.4.1.1"


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("1", "Computed Radiography Image Storage"),
        ("1.1", "Digital X-Ray Image Storage - For Presentation"),
        ("1.2", "Digital Mammography X-Ray Image Storage - For Presentation"),
        ("1.3", "Digital Intra-Oral X-Ray Image Storage - For Presentation"),
        ("12.1", "X-Ray Angiographic Image Storage"),
        ("12.2", "X-Ray Radiofluoroscopic Image Storage"),
        ("7", "Secondary Capture Image Storage"),
    ],
)
def test_written_classes_are_those_of_the_standard(number: str, name: str) -> None:
    """The names are pydicom's, generated from PS3.6."""
    found = target_class(f"{BASE}.{number}", is_synthetic=False, is_inverted=False)

    assert UID(found.uid).name == name


def test_nothing_is_ever_written_for_processing() -> None:
    for number in ("1.1.1", "1.2.1", "1.3.1"):
        uid = f"{BASE}.{number}"
        assert "Processing" in UID(uid).name
        assert is_for_processing(uid)
        assert (
            "Presentation" in UID(target_class(uid, is_synthetic=False, is_inverted=False).uid).name
        )


@pytest.mark.parametrize("uid", [CR, DX, DX_FOR_PROCESSING, XA, CAPTURE, ""])
def test_generated_picture_never_carries_an_x_ray_class(uid: str) -> None:
    assert target_class(uid, is_synthetic=True, is_inverted=False).uid == CAPTURE


@pytest.mark.parametrize(("uid", "written"), [(CR, CR), (DX, DX), (XA, CAPTURE)])
def test_negative_keeps_its_class_only_where_monochrome1_is_allowed(uid: str, written: str) -> None:
    assert target_class(uid, is_synthetic=False, is_inverted=True).uid == written


@pytest.mark.parametrize(("uid", "numbered"), [(XA, True), (CR, False), (CAPTURE, False)])
def test_frames_are_numbered_in_classes_that_have_them(uid: str, numbered: bool) -> None:
    assert has_frame_numbers(uid) is numbered
