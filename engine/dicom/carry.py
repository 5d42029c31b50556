"""What a derived object takes over from the film it came from.

The whole header is taken over but for what describes the old pixels, the old file or the old
series. Each list below says why its attributes stay behind.
"""

import copy
import io

from pydicom.datadict import dictionary_has_tag, dictionary_VR, tag_for_keyword
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filebase import DicomFileLike
from pydicom.filewriter import write_dataset
from pydicom.tag import BaseTag
from pydicom.valuerep import STR_VR

from engine.dicom.read_values import BROKEN_INPUT, text
from engine.dicom.sop_class import Family, SopClass

_UNUSABLE: tuple[type[Exception], ...] = (*BROKEN_INPUT, OSError)
"""Nothing is read or written here: OSError is pydicom's word for a number it cannot pack."""

_KEPT_GROUPS = (0x0008, 0x0010, 0x0012, 0x0018, 0x0020, 0x0032, 0x0038, 0x0040, 0x0050, 0x0054)
"""Identity, study, equipment, acquisition, request and anatomy. Left out with all others: private
groups, film and print (2010, 2050), icons and storage (0088), histograms (0060), signatures
(0400, FFFA), curves (50xx), real pixels (7FE0) and functional groups (5200)."""

_KEPT_OF_0028 = (
    "PixelAspectRatio PixelSpacing PixelSpacingCalibrationType PixelSpacingCalibrationDescription "
    "QualityControlImage BurnedInAnnotation RecognizableVisualFeatures LossyImageCompression "
    "LossyImageCompressionRatio LossyImageCompressionMethod PartialView PartialViewDescription "
    "PartialViewCodeSequence"
)
"""The only attributes of group 0028 that outlive the pixels."""

_NEW_INSTANCE = (
    "ImageType InstanceCreationDate InstanceCreationTime InstanceCreatorUID SOPClassUID "
    "SOPInstanceUID RelatedGeneralSOPClassUID OriginalSpecializedSOPClassUID "
    "AlternateRepresentationSequence ContentDate ContentTime DerivationDescription "
    "DerivationCodeSequence SourceImageSequence InstanceAvailability RetrieveAETitle RetrieveURI "
    "SeriesDate SeriesTime SeriesDescription SeriesDescriptionCodeSequence SeriesInstanceUID "
    "SeriesNumber ConversionType PresentationIntentType RealWorldValueMappingSequence "
    "ConcatenationUID SOPInstanceUIDOfConcatenationSource InConcatenationNumber "
    "InConcatenationTotalNumber NumberOfSeriesRelatedInstances NumberOfStudyRelatedInstances "
    "NumberOfStudyRelatedSeries"
)
"""Says something about the source instance or its series that is not true of the new one."""

_MANY_FRAMES = (
    "StartTrim StopTrim RecommendedDisplayFrameRate RecommendedDisplayFrameRateInFloat CineRate "
    "FrameTime FrameTimeVector FrameDelay EffectiveDuration ActualFrameDuration "
    "PreferredPlaybackSequencing FrameLabelVector FrameNumbersOfInterest "
    "FrameOfInterestDescription FrameOfInterestType DimensionOrganizationSequence "
    "DimensionIndexSequence DimensionOrganizationType FramePrimaryAngleVector "
    "FrameSecondaryAngleVector SliceLocationVector ShutterOverlayGroup"
)
"""The new object has one frame."""

_NOT_X_RAY = (
    "ImagePositionPatient ImageOrientationPatient SliceLocation FrameOfReferenceUID "
    "PositionReferenceIndicator SynchronizationFrameOfReferenceUID"
)
"""Planes in space: a Secondary Capture has none."""

_KEPT_OF_0018_BY_CAPTURE = (
    "BodyPartExamined ViewPosition PatientPosition ImagerPixelSpacing NominalScannedPixelSpacing "
    "EstimatedRadiographicMagnificationFactor ContributingEquipmentSequence ContentQualification "
    "SoftwareVersions DeviceSerialNumber ProtocolName ShutterShape ShutterLeftVerticalEdge "
    "ShutterRightVerticalEdge ShutterUpperHorizontalEdge ShutterLowerHorizontalEdge "
    "CenterOfCircularShutter RadiusOfCircularShutter VerticesOfThePolygonalShutter "
    "ShutterPresentationValue"
)
"""A Secondary Capture says where and on what, not how it was exposed. Its shutter stays, though:
what was covered stays covered."""

_OVERLAYS = range(0x6000, 0x6020, 2)
"""Repeating groups of overlay planes."""


def _tags(keywords: str) -> frozenset[int]:
    found = set()
    for keyword in keywords.split():
        tag = tag_for_keyword(keyword)
        if tag is None:
            raise ValueError(f"{keyword} is no attribute")
        found.add(tag)
    return frozenset(found)


_OF_0028 = _tags(_KEPT_OF_0028)
_LEFT = _tags(_NEW_INSTANCE) | _tags(_MANY_FRAMES)
_PLANES = _tags(_NOT_X_RAY)
_OF_0018 = _tags(_KEPT_OF_0018_BY_CAPTURE)


def carried(header: Dataset, target: SopClass) -> Dataset:
    """Return what an object of class ``target`` takes over, as a deep copy.

    Args:
        header: The film's dataset; it is not changed.
        target: What is going to be written.

    Values that cannot be decoded or encoded are left behind: nobody could read them in the copy
    either.
    """
    was_another = text(header, "SOPClassUID") != target.uid
    becomes_capture = target.family is Family.CAPTURE and was_another
    kept = Dataset()
    for tag in sorted(header.keys()):
        if not _is_kept(tag) or (becomes_capture and not _fits_capture(tag)):
            continue
        element = _decoded(header, tag)
        if element is not None:
            kept[tag] = element
    return kept


def carry_overlays(ds: Dataset, header: Dataset) -> None:
    """Add the film's overlay planes, PS3.3 C.9.2, where they have data of their own.

    Bits hidden in the old pixels and planes of many frames stay behind. Only to be called when
    the new pixels lie on the same grid.
    """
    for group in _overlay_groups(header):
        if not _has_own_plane(header, group):
            continue
        for tag in [t for t in sorted(header.keys()) if t.group == group and t.element]:
            element = _decoded(header, tag)
            if element is not None:
                ds[tag] = element


def loses_overlays(header: Dataset, *, has_same_grid: bool) -> bool:
    """Return whether the film has overlays that a derived object can not take over.

    Args:
        header: The film's dataset.
        has_same_grid: The new pixels lie as the film's do: not turned, cropped or resampled.
    """
    groups = _overlay_groups(header)
    return any(not (has_same_grid and _has_own_plane(header, group)) for group in groups)


def _overlay_groups(header: Dataset) -> list[int]:
    tags = list(header.keys())
    return sorted({tag.group for tag in tags if tag.group in _OVERLAYS and tag.element})


def _has_own_plane(header: Dataset, group: int) -> bool:
    """Whether Overlay Data (60xx,3000) are there, and Number of Frames in Overlay is not."""
    has_data = BaseTag(group << 16 | 0x3000) in header
    return has_data and BaseTag(group << 16 | 0x0015) not in header


def _is_kept(tag: BaseTag) -> bool:
    if tag.group == 0x0028:
        return tag in _OF_0028
    return tag.group in _KEPT_GROUPS and tag.element != 0 and tag not in _LEFT


def _fits_capture(tag: BaseTag) -> bool:
    if tag.group == 0x0018:
        return tag in _OF_0018
    return tag.group not in (0x0050, 0x0054) and tag not in _PLANES


def _decoded(header: Dataset, tag: BaseTag) -> DataElement | None:
    try:
        element = copy.deepcopy(header[tag])
        if _is_of_another_kind(element):
            return None
        _drop_private(element)
        _encode(element, header)
    except _UNUSABLE:
        return None
    return element


def _is_of_another_kind(element: DataElement) -> bool:
    """Whether text stands where numbers belong, or a sequence where none does, or vice versa.

    What this program sets itself would be written in that kind, or not at all.
    """
    if not dictionary_has_tag(element.tag):
        return False
    known = dictionary_VR(element.tag)
    is_text = element.VR in STR_VR
    return is_text != (known in STR_VR) or (element.VR == "SQ") != (known == "SQ")


def _encode(element: DataElement, header: Dataset) -> None:
    alone = Dataset()
    for keyword in ("SpecificCharacterSet", "PixelRepresentation"):
        if keyword in header:
            setattr(alone, keyword, header[keyword].value)
    alone[element.tag] = element
    file = DicomFileLike(io.BytesIO())
    file.is_implicit_VR, file.is_little_endian = False, True
    write_dataset(file, alone)


def _drop_private(element: DataElement) -> None:
    if element.VR != "SQ":
        return
    for item in element.value:
        for tag in [t for t in item.keys() if t.is_private or t.element == 0]:  # noqa: SIM118
            del item[tag]
        for inner in item:
            _drop_private(inner)
