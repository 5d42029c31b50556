"""One function per DICOM module; each adds that module's attributes, and only those.

What a film already says stays: "fill" means a type 2 attribute is added empty where it is missing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.valuerep import DSfloat

from engine.grayscale.voi import Window
from engine.picture import IndexImage
from engine.version import APPLICATION, VERSION

MANUFACTURER = "NEGATOSCOPE"

Code: TypeAlias = tuple[str, str]
"""Code value and meaning in the coding scheme DCM."""

FILLS_LATERALITY = ("ARM", "BREAST", "")
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


def add_general_image_module(
    ds: Dataset,
    *,
    image_type: list[str],
    derivation: str,
    codes: tuple[Code, ...],
    source: SourceReference | None,
    now: datetime,
) -> None:
    """Add the General Image Module and its reference macro: PS3.3 C.7.6.1, 10.3, C.12.4.1.

    Args:
        ds: The dataset being built; keeps the film's Instance Number and Patient Orientation.
        image_type: DERIVED first.
        derivation: What was done, at most 1024 characters (VR ST).
        codes: The same as codes of CID 7203, where there are any.
        source: What it was derived from, where that is an instance.
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
    if source is not None:
        ds.SourceImageSequence = Sequence([_reference(source)])


def add_annotation_flag(ds: Dataset, *, is_burned_in: bool) -> None:
    """Add Burned In Annotation (0028,0301); what nobody knows counts as burnt in: C.7.6.1."""
    if is_burned_in or ds.get("BurnedInAnnotation") not in ("YES", "NO"):
        ds.BurnedInAnnotation = "YES"


def add_lossy_compression(
    ds: Dataset, *, is_lossy: bool, ratio: float | None, method: str | None
) -> None:
    """Add the lossy compression history: PS3.3 C.7.6.1.1.5. Once lossy, always lossy.

    Args:
        ds: The dataset being built; keeps the film's ratios and methods.
        is_lossy: The film says so, or its compression was.
        ratio: Original size over compressed size, used where the film gives none.
        method: Defined term of Lossy Image Compression Method, used likewise.
    """
    is_lossy = is_lossy or ds.get("LossyImageCompression") == "01"
    ds.LossyImageCompression = "01" if is_lossy else "00"
    if not is_lossy:
        return
    if not ds.get("LossyImageCompressionRatio") and ratio is not None:
        ds.LossyImageCompressionRatio = f"{ratio:.2f}"
    if not ds.get("LossyImageCompressionMethod") and method is not None:
        ds.LossyImageCompressionMethod = method


def add_image_pixel_module(ds: Dataset, pixels: IndexImage, *, is_negative: bool) -> None:
    """Add the Image Pixel Module with 16 native bits: PS3.3 C.7.6.3.

    Args:
        ds: The dataset being built.
        pixels: (rows, columns) uint16.
        is_negative: Small values are to be shown bright.
    """
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME1" if is_negative else "MONOCHROME2"
    ds.Rows, ds.Columns = pixels.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, 16, 15
    ds.PixelRepresentation = 0
    ds.add_new("PixelData", "OW", pixels.astype("<u2", copy=False).tobytes())


def add_modality_lut_module(ds: Dataset) -> None:
    """Add the identity as Modality LUT Module: PS3.3 C.11.1."""
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = 0, 1, "US"


def add_voi_window(ds: Dataset, window: Window) -> None:
    """Add the VOI LUT Module with one window: PS3.3 C.11.2.

    Args:
        ds: The dataset being built.
        window: In the new stored values.
    """
    ds.WindowCenter = DSfloat(window.centre, auto_format=True)  # VR DS: 16 characters
    ds.WindowWidth = DSfloat(window.width, auto_format=True)
    ds.VOILUTFunction = window.function.value
    if window.explanation:
        ds.WindowCenterWidthExplanation = window.explanation[:64]


def add_voi_lut(ds: Dataset, entries: IndexImage, explanation: str) -> None:
    """Add the VOI LUT Module with one table for all 16-bit values: PS3.3 C.11.2.1.1.

    Args:
        ds: The dataset being built.
        entries: (65536,) uint16 output of each stored value.
        explanation: At most 64 characters (VR LO).
    """
    item = Dataset()
    item.add_new("LUTDescriptor", "US", [0, 0, 16])  # 0 stands for 65 536 entries
    if explanation:
        item.LUTExplanation = explanation[:64]
    item.add_new("LUTData", "OW", entries.astype("<u2", copy=False).tobytes())
    ds.VOILUTSequence = Sequence([item])


def add_presentation_lut(ds: Dataset, *, is_negative: bool) -> None:
    """Add Presentation LUT Shape (2050,0020), as DX demands it: PS3.3 C.8.11.3."""
    ds.PresentationLUTShape = "INVERSE" if is_negative else "IDENTITY"


def add_intensity(ds: Dataset, *, relationship: str, sign: int | None) -> None:
    """Add Pixel Intensity Relationship of the DX or X-Ray Image Module: C.8.11.3, C.8.7.1.

    Args:
        ds: The dataset being built.
        relationship: LIN, LOG or DISP.
        sign: 1 where higher values mean more X-rays, -1 where they mean fewer; XA has none.
    """
    ds.PixelIntensityRelationship = relationship
    if sign is not None:
        ds.PixelIntensityRelationshipSign = sign


def add_pixel_spacing(ds: Dataset, spacing_mm: tuple[float, float]) -> None:
    """Add Pixel Spacing of a bitmap that knows its own: PS3.3 10.7.1."""
    ds.PixelSpacing = [DSfloat(mm, auto_format=True) for mm in spacing_mm]


def add_sop_common_module(ds: Dataset, class_uid: str, instance_uid: str, now: datetime) -> None:
    """Add the SOP Common Module: PS3.3 C.12.1."""
    ds.SOPClassUID = class_uid
    ds.SOPInstanceUID = instance_uid
    ds.InstanceCreationDate, ds.InstanceCreationTime = _date(now), _time(now)


def add_contributing_equipment(
    ds: Dataset, description: str, now: datetime, *, is_synthetic: bool
) -> None:
    """Append this program to the Contributing Equipment Sequence: PS3.3 C.12.1.

    Args:
        ds: The dataset being built; the film's own items stay.
        description: What this program did.
        now: When.
        is_synthetic: It invented content, rather than modifying it.
    """
    item = Dataset()
    purpose = EQUIPMENT_SYNTHESISING if is_synthetic else EQUIPMENT_MODIFYING
    item.PurposeOfReferenceCodeSequence = Sequence([_code(purpose)])
    item.Manufacturer = MANUFACTURER
    item.ManufacturerModelName = APPLICATION
    item.SoftwareVersions = VERSION
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
