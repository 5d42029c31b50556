"""Grayscale presentation states made by pydicom, for tests of what we read and show."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

from tests.engine.dicom.written import DX, write

GRAYSCALE = "1.2.840.10008.5.1.4.1.1.11.1"


def item(**attributes: Any) -> Dataset:
    """Return one item of a sequence."""
    ds = Dataset()
    for keyword, value in attributes.items():
        setattr(ds, keyword, value)
    return ds


def one(**attributes: Any) -> Sequence:
    """Return a sequence of one item."""
    return Sequence([item(**attributes)])


def referring(*uids: str, frames: Iterable[int] = ()) -> Sequence:
    """Return a Referenced Image Sequence; frames from 1, the same of each image."""
    found = Sequence()
    for uid in uids:
        reference = item(ReferencedSOPClassUID=DX, ReferencedSOPInstanceUID=uid)
        if frames:
            reference.ReferencedFrameNumber = list(frames)
        found.append(reference)
    return found


def window(centre: float, width: float, **more: Any) -> Dataset:
    """Return an item of the Softcopy VOI LUT Sequence."""
    return item(WindowCenter=str(centre), WindowWidth=str(width), **more)


def area(left: int, top: int, right: int, bottom: int, **more: Any) -> Dataset:
    """Return an item of the Displayed Area Selection Sequence: corners from 1."""
    said: dict[str, Any] = {
        "DisplayedAreaTopLeftHandCorner": [left, top],
        "DisplayedAreaBottomRightHandCorner": [right, bottom],
        "PresentationSizeMode": "SCALE TO FIT",
        "PresentationPixelAspectRatio": [1, 1],
    }
    return item(**{**said, **more})


def graphic(kind: str, *points: float, **more: Any) -> Dataset:
    """Return a Graphic Object: x, y, x, y and so on."""
    said: dict[str, Any] = {
        "GraphicAnnotationUnits": "PIXEL",
        "GraphicDimensions": 2,
        "NumberOfGraphicPoints": len(points) // 2,
        "GraphicData": list(points),
        "GraphicType": kind,
        "GraphicFilled": "N",
    }
    return item(**{**said, **more})


def state(image: Dataset, **attributes: Any) -> Dataset:
    """Return a state of one image that asks for nothing but what the attributes say.

    Args:
        image: What it is for.
        attributes: By keyword; a value of None removes the attribute.
    """
    ds = Dataset()
    ds.SOPClassUID, ds.SOPInstanceUID = GRAYSCALE, generate_uid()
    ds.Modality, ds.Manufacturer = "PR", "NOBODY"
    for keyword in ("StudyDate", "StudyTime", "AccessionNumber", "ReferringPhysicianName"):
        setattr(ds, keyword, "")
    ds.PatientName, ds.PatientID, ds.PatientBirthDate, ds.PatientSex = "A^B", "1", "", ""
    ds.StudyInstanceUID, ds.SeriesInstanceUID = "1.2.3", "1.2.3.5"
    ds.StudyID, ds.SeriesNumber, ds.InstanceNumber = "", 1, 1
    images = referring(image.SOPInstanceUID)
    images[0].ReferencedSOPClassUID = image.SOPClassUID
    ds.ReferencedSeriesSequence = one(SeriesInstanceUID="1.2.3.4", ReferencedImageSequence=images)
    whole = area(1, 1, int(image.Columns), int(image.Rows))
    ds.DisplayedAreaSelectionSequence = Sequence([whole])
    ds.ContentLabel, ds.ContentDescription, ds.ContentCreatorName = "STATE", "", ""
    ds.PresentationCreationDate, ds.PresentationCreationTime = "20261121", "224500"
    ds.PresentationLUTShape = "IDENTITY"
    for keyword, value in attributes.items():
        if value is None:
            delattr(ds, keyword)
        else:
            setattr(ds, keyword, value)
    return ds


def write_state(
    path: Path, image: Dataset, syntax: UID = ExplicitVRLittleEndian, **attributes: Any
) -> Path:
    """Write ``state(...)`` and return its path."""
    return write(state(image, **attributes), path, syntax)
