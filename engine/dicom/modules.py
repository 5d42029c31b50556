"""One function per DICOM module; each adds that module's attributes, and only those.

Here stand identity, derivation and equipment; ``pixel_modules`` has the pixels and their meaning.

What a film already says stays: "fill" means a type 2 attribute is added empty where it is missing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.synthetic import Generator
from engine.version import APPLICATION, VERSION

MANUFACTURER = "NEGATOSCOPE"

Code: TypeAlias = tuple[str, str]
"""Code value and meaning in the coding scheme DCM."""

PURPOSE_PROCESSING: Code = ("121322", "Source image for image processing operation")
PURPOSE_PREDECESSOR: Code = ("121358", "For Processing predecessor")
EQUIPMENT_MODIFYING: Code = ("109103", "Modifying Equipment")
EQUIPMENT_SYNTHESISING: Code = ("109100", "Synthesizing Equipment")


@dataclass(frozen=True, slots=True)
class SourceReference:
    """The instance a picture was derived from.

    Attributes:
        class_uid, instance_uid: What it is.
        purpose: Why it is referenced, from CID 7202.
        has_same_grid: Each pixel lies where its source lies.
        frame: 1-based frame of a multi-frame source, else None.
    """

    class_uid: str
    instance_uid: str
    purpose: Code
    has_same_grid: bool
    frame: int | None = None


def add_patient_module(ds: Dataset) -> None:
    """Fill the Patient Module: PS3.3 C.7.1.1."""
    _fill(ds, "PatientName", "PatientID", "PatientBirthDate", "PatientSex")


def add_general_study_module(ds: Dataset, new_uid: str) -> None:
    """Fill the General Study Module: PS3.3 C.7.2.1.

    Args:
        ds: The dataset being built.
        new_uid: Used where the film belongs to no study.
    """
    if not ds.get("StudyInstanceUID"):
        ds.StudyInstanceUID = new_uid
    _fill(ds, "StudyDate", "StudyTime", "ReferringPhysicianName", "StudyID", "AccessionNumber")


def add_general_series_module(
    ds: Dataset, *, uid: str, number: int, description: str, now: datetime
) -> None:
    """Add a new series to the study: PS3.3 C.7.3.1.

    Args:
        ds: The dataset being built; keeps the film's Modality and Laterality.
        uid: Of the new series.
        number: Series Number.
        description: At most 64 characters (VR LO).
        now: When the series was made.
    """
    ds.SeriesInstanceUID = uid
    ds.SeriesNumber = number
    ds.SeriesDescription = description[:64]
    ds.SeriesDate, ds.SeriesTime = _date(now), _time(now)
    if not ds.get("Modality"):
        ds.Modality = "OT"


def fill_laterality(ds: Dataset) -> None:
    """Fill Laterality (0020,0060), type 2C, where nobody knows: PS3.3 C.7.3.1.

    A body part that is there once needs none, and Image Laterality replaces it.
    """
    if "ImageLaterality" not in ds and not ds.get("BodyPartExamined"):
        _fill(ds, "Laterality")


def add_cr_series_module(ds: Dataset) -> None:
    """Fill the CR Series Module: PS3.3 C.8.1.1."""
    _fill(ds, "BodyPartExamined", "ViewPosition")


def add_dx_series_module(ds: Dataset) -> None:
    """Add the DX Series Module of a film that is made to be looked at: PS3.3 C.8.11.1."""
    ds.PresentationIntentType = "FOR PRESENTATION"


def add_general_equipment_module(ds: Dataset) -> None:
    """Fill the General Equipment Module: PS3.3 C.7.5.1."""
    _fill(ds, "Manufacturer")


def add_own_equipment_module(ds: Dataset) -> None:
    """Add the General Equipment Module of a film that no device is known of: PS3.3 C.7.5.1."""
    ds.Manufacturer = MANUFACTURER
    ds.ManufacturerModelName = APPLICATION
    ds.SoftwareVersions = VERSION


def add_sc_equipment_module(ds: Dataset, conversion: str, now: datetime) -> None:
    """Add the SC Equipment and SC Image Modules: PS3.3 C.8.6.1 and C.8.6.2.

    Args:
        ds: The dataset being built.
        conversion: Conversion Type: DI digital interface, WSD workstation, SYN synthetic.
        now: When the capture was made.
    """
    ds.ConversionType = conversion
    ds.SecondaryCaptureDeviceManufacturer = MANUFACTURER
    ds.SecondaryCaptureDeviceManufacturerModelName = APPLICATION
    ds.SecondaryCaptureDeviceSoftwareVersions = VERSION
    ds.DateOfSecondaryCapture, ds.TimeOfSecondaryCapture = _date(now), _time(now)


def keep_one_anatomic_region(ds: Dataset) -> None:
    """Leave out regions that a Secondary Capture cannot name: PS3.3 10.5.

    Anatomic Region Sequence (0008,2218) may be empty, or have several items, in DX and its kin
    only. One of several would say half; Body Part Examined stays.
    """
    if "AnatomicRegionSequence" in ds and len(ds.AnatomicRegionSequence) != 1:
        del ds.AnatomicRegionSequence


def add_general_image_module(
    ds: Dataset,
    *,
    image_type: list[str],
    derivation: str,
    codes: tuple[Code, ...],
    sources: tuple[SourceReference, ...],
    now: datetime,
) -> None:
    """Add the General Image Module and its reference macro: PS3.3 C.7.6.1, 10.3, C.12.4.1.

    Args:
        ds: The dataset being built; keeps the film's Instance Number and Patient Orientation.
        image_type: DERIVED first.
        derivation: What was done, at most 1024 characters (VR ST).
        codes: The same as codes of CID 7203, where there are any.
        sources: What it was derived from, where those are instances.
        now: When the pixels were made.
    """
    ds.ImageType = image_type
    ds.ContentDate, ds.ContentTime = _date(now), _time(now)
    if not ds.get("InstanceNumber"):
        ds.InstanceNumber = 1
    if "PatientOrientation" not in ds:
        ds.PatientOrientation = None
    ds.DerivationDescription = derivation
    if codes:
        ds.DerivationCodeSequence = Sequence([_code(code) for code in codes])
    if sources:
        ds.SourceImageSequence = Sequence([_reference(source) for source in sources])


def add_sop_common_module(ds: Dataset, class_uid: str, instance_uid: str, now: datetime) -> None:
    """Add the SOP Common Module: PS3.3 C.12.1."""
    ds.SOPClassUID = class_uid
    ds.SOPInstanceUID = instance_uid
    ds.InstanceCreationDate, ds.InstanceCreationTime = _date(now), _time(now)


def add_contributing_equipment(
    ds: Dataset, description: str, now: datetime, generators: tuple[Generator, ...] = ()
) -> None:
    """Append this program to the Contributing Equipment Sequence: PS3.3 C.12.1.

    Args:
        ds: The dataset being built; the film's own items stay.
        description: What this program did.
        now: When.
        generators: The networks that invented content, if it is not merely modified. Their name
            and version, and the SHA-256 of their weights, follow the program's own version.
    """
    item = Dataset()
    purpose = EQUIPMENT_SYNTHESISING if generators else EQUIPMENT_MODIFYING
    item.PurposeOfReferenceCodeSequence = Sequence([_code(purpose)])
    item.Manufacturer = MANUFACTURER
    item.ManufacturerModelName = APPLICATION
    models = [said for one in generators for said in (one.model, one.sha256) if said]
    item.SoftwareVersions = [VERSION, *models]
    item.ContributionDateTime = _date(now) + _time(now)
    item.ContributionDescription = description
    earlier = ds.get("ContributingEquipmentSequence") or []
    ds.ContributingEquipmentSequence = Sequence([*earlier, item])


def add_synthetic_marks(ds: Dataset) -> None:
    """Say that content was made artificially: Synthetic Data (0008,001C), C.12.1."""
    ds.SyntheticData = "YES"
    ds.ContentQualification = "RESEARCH"


def _fill(ds: Dataset, *keywords: str) -> None:
    for keyword in keywords:
        if keyword not in ds:
            setattr(ds, keyword, None)


def _code(code: Code) -> Dataset:
    """Return one item of the Code Sequence Macro: PS3.3 8.8."""
    item = Dataset()
    item.CodeValue, item.CodeMeaning = code
    item.CodingSchemeDesignator = "DCM"
    return item


def _reference(source: SourceReference) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = source.class_uid
    item.ReferencedSOPInstanceUID = source.instance_uid
    if source.frame is not None:
        item.ReferencedFrameNumber = source.frame
    item.SpatialLocationsPreserved = "YES" if source.has_same_grid else "NO"
    item.PurposeOfReferenceCodeSequence = Sequence([_code(source.purpose)])
    return item


def _date(now: datetime) -> str:
    return now.strftime("%Y%m%d")


def _time(now: datetime) -> str:
    return now.strftime("%H%M%S.%f")
