"""Which SOP class a derived picture may carry: PS3.4 B.5, PS3.3 A.2, A.8, A.26, A.27."""

from dataclasses import dataclass
from enum import Enum

SECONDARY_CAPTURE_UID = "1.2.840.10008.5.1.4.1.1.7"


class Family(Enum):
    """Groups of X-ray classes that share their modules."""

    COMPUTED = "CR"
    DIGITAL = "DX"
    MAMMOGRAPHY = "MG"
    INTRA_ORAL = "IO"
    ANGIOGRAPHY = "XA"
    FLUOROSCOPY = "RF"
    CAPTURE = "SC"


@dataclass(frozen=True, slots=True)
class SopClass:
    """A class this program writes.

    Attributes:
        uid: SOP Class UID.
        title: What the export dialog calls it.
        family: Which modules it is made of.
    """

    uid: str
    title: str
    family: Family

    @property
    def has_intent(self) -> bool:
        """Whether it exists for processing and for presentation: DX, MG and intra-oral."""
        return self.family in (Family.DIGITAL, Family.MAMMOGRAPHY, Family.INTRA_ORAL)


SECONDARY_CAPTURE = SopClass(SECONDARY_CAPTURE_UID, "Secondary Capture Image", Family.CAPTURE)

_BASE = "1.2.840.10008.5.1.4.1.1"
_WRITTEN = (
    SopClass(f"{_BASE}.1", "Computed Radiography Image", Family.COMPUTED),
    SopClass(f"{_BASE}.1.1", "Digital X-Ray Image, for presentation", Family.DIGITAL),
    SopClass(f"{_BASE}.1.2", "Digital Mammography Image, for presentation", Family.MAMMOGRAPHY),
    SopClass(f"{_BASE}.1.3", "Digital Intra-Oral X-Ray Image, for presentation", Family.INTRA_ORAL),
    SopClass(f"{_BASE}.12.1", "X-Ray Angiographic Image", Family.ANGIOGRAPHY),
    SopClass(f"{_BASE}.12.2", "X-Ray Radiofluoroscopic Image", Family.FLUOROSCOPY),
    SECONDARY_CAPTURE,
)
_BY_UID = {written.uid: written for written in _WRITTEN}
_FOR_PROCESSING = {f"{_BASE}.1.{number}.1": f"{_BASE}.1.{number}" for number in (1, 2, 3)}
_ONE_FRAME = frozenset(
    {
        *(w.uid for w in _WRITTEN if w.family not in (Family.ANGIOGRAPHY, Family.FLUOROSCOPY)),
        *_FOR_PROCESSING,
        f"{_BASE}.2",
        f"{_BASE}.4",
        f"{_BASE}.6.1",
    }
)
"""Above, and CT, MR and ultrasound: a frame of one has no number, even in a file with several."""

_MONOCHROME2_ONLY = (Family.ANGIOGRAPHY, Family.FLUOROSCOPY)


def is_for_processing(uid: str) -> bool:
    """Return whether a class holds films that still wait for their processing."""
    return uid in _FOR_PROCESSING


def has_frame_numbers(uid: str) -> bool:
    """Return whether instances of a class may have several frames to tell apart."""
    return uid not in _ONE_FRAME


def target_class(source_uid: str, *, is_synthetic: bool, is_inverted: bool) -> SopClass:
    """Return the class of a picture derived from a film of class ``source_uid``.

    A film for processing becomes one for presentation, because the result is made to be looked
    at. What is no X-ray class, or was no DICOM at all, becomes a Secondary Capture; so does
    everything a network invented, and a negative where the class knows no MONOCHROME1
    (PS3.3 C.8.7.1.1.2).

    Args:
        source_uid: SOP Class UID of the film, "" for a bitmap.
        is_synthetic: Some of the picture was made by a generator.
        is_inverted: The picture is to be shown as a negative.
    """
    found = _BY_UID.get(_FOR_PROCESSING.get(source_uid, source_uid), SECONDARY_CAPTURE)
    if is_synthetic or (is_inverted and found.family in _MONOCHROME2_ONLY):
        return SECONDARY_CAPTURE
    return found
