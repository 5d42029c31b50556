"""What a sample is before it becomes a file: stored values and the words that go with them."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.grayscale.voi import Window

StoredImage = npt.NDArray[np.uint16]


class Code(NamedTuple):
    """A coded concept: PS3.3 8.8.

    Attributes:
        value: Code Value.
        scheme: Coding Scheme Designator.
        meaning: Code Meaning.
    """

    value: str
    scheme: str
    meaning: str


PHANTOM = Code("113681", "DCM", "Phantom")


@dataclass(frozen=True, slots=True, eq=False)
class SampleFilm:
    """One synthetic film, ready to be written.

    Attributes:
        pixels: (rows, columns) uint16 stored values, dense is bright (MONOCHROME2).
        bits_stored: Significant bits of a stored value.
        pitch_mm: Distance between pixel centres at the detector.
        windows: What the file offers, the one to open with first.
        patient_name, patient_id, title: Words for the corners of the window.
        comment: One sentence on what it is.
        is_radiograph: An X-ray image (DX), rather than a picture for the display (SC).
        directions: Where row and column point in the patient, or ().
        body_part, region, view: What was taken and how; empty view for an object.
        kvp, source_to_detector_mm: How it would have been exposed.
        field: (top, left, bottom, right) in pixels counted from 1 of the exposed field, or None.
    """

    pixels: StoredImage
    bits_stored: int
    pitch_mm: float
    windows: tuple[Window, ...]
    patient_name: str
    patient_id: str
    title: str
    comment: str
    is_radiograph: bool = True
    directions: tuple[str, ...] = ()
    body_part: str = ""
    region: Code = PHANTOM
    view: str = ""
    kvp: float = 0.0
    source_to_detector_mm: float = 0.0
    field: tuple[int, int, int, int] | None = None
