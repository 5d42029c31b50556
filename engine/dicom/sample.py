"""Sample films as DICOM files: complete objects of their class, the same bytes every time."""

import hashlib
from typing import BinaryIO

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.valuerep import DSfloat

from engine.dicom.modules import MANUFACTURER
from engine.dicom.sop_class import SECONDARY_CAPTURE_UID
from engine.dicom.write import write_dicom
from engine.samples.film import Code, SampleFilm
from engine.version import APPLICATION, VERSION

_DX_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1"
_DATE, _TIME = "20261120", "091400"


def write_sample(film: SampleFilm, identity: str, file: BinaryIO) -> None:
    """Write a sample as a DICOM file.

    Args:
        film: What to write.
        identity: Name and version, of which the UIDs are made: equal ones give equal bytes.
        file: Open for writing, at its start.

    Raises:
        OSError: If the disk refuses.
    """
    ds = Dataset()
    _add_patient_and_study(ds, film, identity)
    _add_series_and_equipment(ds, film, identity)
    _add_image(ds, film)
    _add_pixels(ds, film)
    _add_windows(ds, film)
    if film.is_radiograph:
        _add_dx_modules(ds, film)
    else:
        ds.ConversionType = "SYN"
    ds.SOPClassUID = _DX_FOR_PRESENTATION if film.is_radiograph else SECONDARY_CAPTURE_UID
    ds.SOPInstanceUID = fixed_uid(identity, "instance")
    write_dicom(ds, file)


def fixed_uid(identity: str, what: str) -> str:
    """Return a UID that is always the same for the same words.

    Source: PS3.5 B.2, a UUID under 2.25, here of version 8 (RFC 9562) from a SHA-256.
    """
    digest = bytearray(hashlib.sha256(f"negatoscope/{identity}/{what}".encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    return f"2.25.{int.from_bytes(digest, 'big')}"


def _add_patient_and_study(ds: Dataset, film: SampleFilm, identity: str) -> None:
    """Add the Patient and General Study Modules: PS3.3 C.7.1.1 and C.7.2.1."""
    ds.PatientName, ds.PatientID = film.patient_name, film.patient_id
    ds.PatientBirthDate, ds.PatientSex = "", "O"
    ds.PatientComments = "No patient: a computed test object."
    ds.StudyInstanceUID = fixed_uid(identity, "study")
    ds.StudyDate, ds.StudyTime = _DATE, _TIME
    ds.ReferringPhysicianName, ds.StudyID, ds.AccessionNumber = "", "1", ""
    ds.StudyDescription = "Sample films"


def _add_series_and_equipment(ds: Dataset, film: SampleFilm, identity: str) -> None:
    """Add the General Series and General Equipment Modules: PS3.3 C.7.3.1 and C.7.5.1."""
    ds.Modality = "DX" if film.is_radiograph else "OT"
    ds.SeriesInstanceUID = fixed_uid(identity, "series")
    ds.SeriesNumber = 1
    ds.SeriesDate, ds.SeriesTime = _DATE, _TIME
    ds.SeriesDescription = film.title
    ds.Manufacturer, ds.ManufacturerModelName = MANUFACTURER, APPLICATION
    ds.SoftwareVersions = VERSION
    if not film.is_radiograph:
        ds.Laterality = ""  # type 2C of a paired part, and nobody can know: kept empty


def _add_image(ds: Dataset, film: SampleFilm) -> None:
    """Add the General Image and SOP Common Modules: PS3.3 C.7.6.1 and C.12.1."""
    ds.ImageType = ["ORIGINAL", "PRIMARY", ""] if film.is_radiograph else ["DERIVED", "SECONDARY"]
    ds.InstanceNumber = 1
    ds.InstanceCreationDate, ds.InstanceCreationTime = _DATE, _TIME
    ds.ContentDate, ds.ContentTime = _DATE, _TIME
    ds.AcquisitionDate, ds.AcquisitionTime = _DATE, _TIME
    ds.PatientOrientation = list(film.directions) or None
    ds.ImageComments = film.comment
    ds.BurnedInAnnotation = "NO"
    ds.LossyImageCompression = "00"


def _add_pixels(ds: Dataset, film: SampleFilm) -> None:
    """Add the Image Pixel Module with native pixels: PS3.3 C.7.6.3."""
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, "MONOCHROME2"
    ds.Rows, ds.Columns = film.pixels.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, film.bits_stored, film.bits_stored - 1
    ds.PixelRepresentation = 0
    ds.PixelData = film.pixels.astype(np.dtype("<u2")).tobytes()


def _add_windows(ds: Dataset, film: SampleFilm) -> None:
    """Add the Modality LUT, VOI LUT and presentation shape: PS3.3 C.11.1, C.11.2, C.11.6."""
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = 0, 1, "US"
    if film.is_radiograph:
        ds.PresentationLUTShape = "IDENTITY"
    ds.WindowCenter = [DSfloat(window.centre, auto_format=True) for window in film.windows]
    ds.WindowWidth = [DSfloat(window.width, auto_format=True) for window in film.windows]
    ds.WindowCenterWidthExplanation = [window.explanation for window in film.windows]
    ds.VOILUTFunction = "LINEAR"


def _add_dx_modules(ds: Dataset, film: SampleFilm) -> None:
    """Add DX Series, Anatomy, Image, Detector, Positioning: PS3.3 C.8.11; and Collimator."""
    ds.PresentationIntentType = "FOR PRESENTATION"
    ds.BodyPartExamined, ds.ImageLaterality = film.body_part, "U"
    ds.AnatomicRegionSequence = Sequence([_code(film.region)])
    ds.ViewPosition = film.view
    if film.view:
        ds.ViewCodeSequence = Sequence([_code(Code("399348003", "SCT", "postero-anterior"))])
        ds.ViewCodeSequence[0].ViewModifierCodeSequence = Sequence()
        ds.PatientOrientationCodeSequence = Sequence([_code(Code("10904000", "SCT", "erect"))])
    ds.PixelIntensityRelationship, ds.PixelIntensityRelationshipSign = "LOG", -1
    ds.DetectorType, ds.DetectorConfiguration = "SCINTILLATOR", "AREA"
    pitch = DSfloat(film.pitch_mm, auto_format=True)
    ds.ImagerPixelSpacing = [pitch, pitch]
    ds.DetectorActiveShape = "RECTANGLE"
    ds.PositionerType, ds.AcquisitionContextSequence = "NONE", Sequence()
    ds.KVP = DSfloat(film.kvp)
    ds.DistanceSourceToDetector = DSfloat(film.source_to_detector_mm)
    ds.Grid = ["FOCUSED"] if film.view else ["NONE"]
    ds.AcquisitionDeviceProcessingDescription = "Computed; latitude reduced"
    if film.field is not None:
        _add_collimator(ds, film.field)


def _add_collimator(ds: Dataset, field: tuple[int, int, int, int]) -> None:
    """Add the X-Ray Collimator and Display Shutter Modules: PS3.3 C.8.7.3 and C.7.6.11."""
    top, left, bottom, right = field
    ds.CollimatorShape, ds.ShutterShape = "RECTANGULAR", "RECTANGULAR"
    ds.CollimatorLeftVerticalEdge = ds.ShutterLeftVerticalEdge = left
    ds.CollimatorRightVerticalEdge = ds.ShutterRightVerticalEdge = right
    ds.CollimatorUpperHorizontalEdge = ds.ShutterUpperHorizontalEdge = top
    ds.CollimatorLowerHorizontalEdge = ds.ShutterLowerHorizontalEdge = bottom
    ds.ShutterPresentationValue = 0


def _code(code: Code) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code
    return item
