"""What a DICOM file says of itself, without its pixels: for a list of many."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset, FileDataset
from pydicom.filereader import read_partial
from pydicom.tag import BaseTag
from pydicom.uid import DeflatedExplicitVRLittleEndian

from engine.dicom.decode import CAN_DECODE
from engine.dicom.header_walk import PixelPlace
from engine.dicom.quiet import silence_pydicom
from engine.dicom.read_dataset import dataset_of
from engine.dicom.read_layout import PIXEL_DATA, PixelLayout, layout_of
from engine.dicom.read_state import GRAYSCALE_SOFTCOPY
from engine.dicom.read_values import BROKEN_INPUT, items, text, whole
from engine.dicom.read_words import description_of
from engine.errors import EngineError
from engine.file_kind import START
from engine.files import open_file, unreadable
from engine.finding import FindingKind, Identity

_LOOKED_AT = [
    tag
    for keyword in (
        *("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"),
        *("InstanceNumber", "NumberOfFrames", "StudyDescription", "SeriesDescription"),
        *("PatientName", "PatientID", "PatientOrientation", "Modality", "BodyPartExamined"),
        *("ViewPosition", "ImageLaterality", "Laterality", "LossyImageCompression"),
        *("StudyDate", "StudyTime", "AcquisitionDate", "AcquisitionTime"),
        *("ContentDate", "ContentTime", "ContentLabel", "ReferencedSeriesSequence"),
        *("Rows", "Columns", "SamplesPerPixel", "PhotometricInterpretation", "BitsAllocated"),
        *("BitsStored", "HighBit", "PixelRepresentation", "PlanarConfiguration"),
        "DirectoryRecordSequence",
    )
    if (tag := tag_for_keyword(keyword)) is not None
]

_PIXEL_DATA = 0x7FE00010
_LAST_OF_HEADER = 0x7FE00000
_UNDEFINED = 0xFFFF_FFFF
_SMALLEST_ELEMENT = 8
_MOST_REFERENCES = 10_000


@dataclass(slots=True)
class _Pixels:
    """Where a header ends: the first element of the pixels, as it announces itself."""

    tag: int = 0
    vr: str = ""
    length: int = 0

    def begin(self, tag: BaseTag, vr: str | None, length: int) -> bool:
        """Return whether the header ends here; the pixels are behind it then."""
        if tag < _LAST_OF_HEADER:
            return False
        self.tag, self.vr, self.length = int(tag), vr or "OW", length
        return True


def identify(path: Path) -> tuple[FindingKind, Identity]:
    """Return whether a DICOM file is a film or a presentation state, and its identity.

    Only the header is read, and of it only what is needed. Where it is odd in any way, the file
    is read as if it were opened: it is refused here with the sentence it would get there.

    Args:
        path: A DICOM file, or a member of an archive.

    Raises:
        UnreadableImageError: If it is damaged, or has no picture in it.
        UnsupportedImageError: If it is a film of a kind this program does not open.
    """
    try:
        found = _identified(path)
    except OSError as error:
        raise unreadable(path, error) from error
    except EngineError:
        found = None
    except BROKEN_INPUT:
        found = None
    return found or (FindingKind.FILM, _of_film_as_read(path))


def _identified(path: Path) -> tuple[FindingKind, Identity] | None:
    """Return what the header says, or None where it is odd."""
    silence_pydicom()
    with open_file(path) as file:
        ds, pixels = _header(path, file)
        end = file.tell() + _SMALLEST_ELEMENT + pixels.length
        size = file.seek(0, 2)
    if text(ds, "SOPClassUID") == GRAYSCALE_SOFTCOPY:
        return FindingKind.STATE, _identity(ds, 1)
    if pixels.tag != _PIXEL_DATA:
        return None
    place = PixelPlace(PIXEL_DATA, pixels.vr, begin=0, offset=0, length=0, there=0)
    layout = layout_of(ds, place, path, 0, [])
    if layout.syntax not in CAN_DECODE or (pixels.length != _UNDEFINED and end > size):
        return None
    return None if _is_short(layout, pixels) else (FindingKind.FILM, _identity(ds, layout.frames))


def _header(path: Path, file: BinaryIO) -> tuple[FileDataset, _Pixels]:
    start = file.read(START)
    file.seek(0)
    pixels = _Pixels()
    if DeflatedExplicitVRLittleEndian.encode() in start:  # pydicom would unpack any size
        ds = dataset_of(path, [])
        if "PixelData" in ds:
            found = ds["PixelData"]
            pixels = _Pixels(_PIXEL_DATA, str(found.VR), len(found.value or b""))
        return ds, pixels
    ds = read_partial(file, pixels.begin, force=True, specific_tags=_LOOKED_AT)
    return ds, pixels


def _is_short(layout: PixelLayout, pixels: _Pixels) -> bool:
    """Whether native pixels are fewer than announced."""
    is_native = pixels.length != _UNDEFINED
    return is_native and layout.frame_bits * layout.frames > 8 * pixels.length


def _of_film_as_read(path: Path) -> Identity:
    from engine.dicom.read import read_dicom

    film = read_dicom(path)
    header = film.header if isinstance(film.header, Dataset) else Dataset()
    return _identity(header, max(1, whole(header, "NumberOfFrames") or 1))


def _identity(ds: Dataset, frames: int) -> Identity:
    return Identity(
        sop_instance_uid=text(ds, "SOPInstanceUID"),
        study_uid=text(ds, "StudyInstanceUID"),
        series_uid=text(ds, "SeriesInstanceUID"),
        study=_joined(_day(text(ds, "StudyDate")), text(ds, "StudyDescription")),
        series=_series(ds),
        number=whole(ds, "InstanceNumber"),
        frames=frames,
        description=description_of(ds),
        refers_to=_references(ds),
    )


def _series(ds: Dataset) -> str:
    said = text(ds, "SeriesDescription")
    return said or _joined(text(ds, "Modality"), text(ds, "BodyPartExamined").lower())


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _day(date: str) -> str:
    """Return "2026-11-20" for a date that can be one, else ""."""
    figures = re.sub(r"\D", "", date)
    if len(figures) != 8 or not "0101" <= figures[4:] <= "1231":
        return ""
    return f"{figures[:4]}-{figures[4:6]}-{figures[6:]}"


def _references(ds: Dataset) -> tuple[str, ...]:
    """Return the images a presentation state is for: PS3.3 C.11.11."""
    found = (
        text(image, "ReferencedSOPInstanceUID")
        for series in items(ds, "ReferencedSeriesSequence")
        for image in items(series, "ReferencedImageSequence")
    )
    return tuple(uid for uid, _ in zip(found, range(_MOST_REFERENCES), strict=False) if uid)
