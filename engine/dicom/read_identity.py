"""What a DICOM file says of itself, without its pixels: for a list of many."""

import re
from pathlib import Path

from pydicom.dataset import Dataset

from engine.dicom.decode import CAN_DECODE
from engine.dicom.header_walk import PixelPlace
from engine.dicom.read_dataset import header_of
from engine.dicom.read_layout import PixelLayout, layout_of
from engine.dicom.read_state import GRAYSCALE_SOFTCOPY
from engine.dicom.read_values import BROKEN_INPUT, items, text, whole
from engine.dicom.read_words import description_of
from engine.errors import EngineError
from engine.files import open_file, unreadable
from engine.finding import FindingKind, Identity

_MOST_REFERENCES = 10_000


def identify(path: Path) -> tuple[FindingKind, Identity]:
    """Return whether a DICOM file is a film or a presentation state, and its identity.

    Only the header is read. Where it is odd in any way, the file is read as if it were opened: it
    is refused here with the sentence it would get there.

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
    with open_file(path) as file:
        header = header_of(file, path)
    ds, place = header.ds, header.walked.pixels
    if text(ds, "SOPClassUID") == GRAYSCALE_SOFTCOPY:
        return FindingKind.STATE, _identity(ds, 1)
    layout = layout_of(ds, place, path, 0, [])
    if place is None or layout.syntax not in CAN_DECODE or not _is_there(layout, place):
        return None
    return FindingKind.FILM, _identity(ds, layout.frames)


def _is_there(layout: PixelLayout, place: PixelPlace) -> bool:
    """Whether as many bytes of pixels are there as the header announces."""
    if place.length is None:
        return place.there > 0
    return place.length <= place.there and layout.frame_bits * layout.frames <= 8 * place.there


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
