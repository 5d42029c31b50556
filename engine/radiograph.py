"""One projection image as read: its stored values, and everything that says what they mean."""

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Literal, Self, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage
from engine.grayscale.modality import LinearModality, Modality
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.voi import FullRange, Voi
from engine.overlay_plane import OverlayPlane
from engine.shutter import Shutter
from engine.source import Source

StoredPixels: TypeAlias = npt.NDArray[np.uint8] | npt.NDArray[np.uint16] | npt.NDArray[np.int16]
Photometric: TypeAlias = Literal["MONOCHROME1", "MONOCHROME2"]
Shape: TypeAlias = Literal["IDENTITY", "INVERSE"]


class SpacingSource(Enum):
    """Where a length on the film gets its millimetres from; shown beside every length.

    Source: DICOM PS3.3 10.7.1.3, Basic Pixel Spacing Calibration.
    """

    CALIBRATED = "calibrated"
    GEOMETRY = "calibrated by geometry"
    FIDUCIAL = "calibrated by fiducial"
    DETECTOR = "at detector"
    MAGNIFICATION = "at object, from the magnification in the file"
    DISTANCES = "at object, from the distances in the file"
    KNOWN_OBJECT = "calibrated by a known object"
    UNCALIBRATED = "Pixel Spacing, not calibrated"
    ASSUMED = "assumed: no spacing in the file"


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distance between pixel centres, and who says so.

    Attributes:
        row_mm: Between rows (down the film), above 0.
        column_mm: Between columns, above 0.
        source: Where the figures come from.
        magnification: By how much the shadow is larger than the object, above 1, where the
            figures were divided by it; else None.
    """

    row_mm: float
    column_mm: float
    source: SpacingSource
    magnification: float | None = None

    def __post_init__(self) -> None:
        if not (0 < self.row_mm < 1e4 and 0 < self.column_mm < 1e4):
            raise ValueError(f"spacing must be above 0 mm, not {self.row_mm}, {self.column_mm}")

    @property
    def mm(self) -> tuple[float, float]:
        """(row, column) in millimetres."""
        return self.row_mm, self.column_mm

    @property
    def is_known(self) -> bool:
        """Whether the file gave it; an assumed one serves filters, never a measurement."""
        return self.source is not SpacingSource.ASSUMED

    @property
    def is_at_object(self) -> bool:
        """Whether lengths are those of the object; else they are those of its shadow."""
        return self.source not in (
            SpacingSource.DETECTOR, SpacingSource.UNCALIBRATED, SpacingSource.ASSUMED
        )  # fmt: skip

    def true_range_mm(self, length_mm: float) -> tuple[float, float]:
        """Return the least and the greatest true size of what measures so on the film.

        Both are the same where lengths are those of the object; at the detector an object of a
        patient is magnified 1.0 to 1.2 times.

        Args:
            length_mm: As measured with this spacing, 0 or above.

        Raises:
            ValueError: If the spacing is only assumed: it measures nothing.
        """
        if not self.is_known:
            raise ValueError("an assumed spacing measures nothing")
        return length_mm / (1 if self.is_at_object else LARGEST_MAGNIFICATION), length_mm

    def text(self) -> str:
        """Return the words for the status line: "0.130 mm at detector"."""
        if not self.is_known:
            return self.source.value
        if abs(self.row_mm - self.column_mm) < 5e-4:
            return f"{self.row_mm:.3f} mm {self.source.value}"
        return f"{self.row_mm:.3f} × {self.column_mm:.3f} mm {self.source.value}"


CONFLICT = " conflict: "
"""Stands in each notice about two statements of a file that contradict each other."""

ASSUMED_LONG_SIDE_MM = 400.0
"""A film of unknown spacing is taken to be this long, so that radii in mm mean something."""


LARGEST_MAGNIFICATION = 1.2
"""Of a part 20 cm before a detector 1.2 m away; hardly any film magnifies more unasked."""


def assumed_spacing(shape: tuple[int, int], aspect: float = 1.0) -> Spacing:
    """Return the spacing of a film that does not give one, marked as assumed.

    Args:
        shape: (rows, columns).
        aspect: Height of a pixel by its width, above 0.
    """
    column_mm = ASSUMED_LONG_SIDE_MM / max(shape[0] * aspect, shape[1])
    return Spacing(column_mm * aspect, column_mm, SpacingSource.ASSUMED)


@dataclass(frozen=True, slots=True)
class Description:
    """Words about the film for corner texts, cleaned of control characters; "" is unknown.

    Attributes:
        patient_name, patient_id: The patient, as the file writes them.
        series: Series or study description.
        view: What was taken and how: "DX chest PA".
        taken_at: "2026-11-20 09:14".
        directions: Patient Orientation of the row and column, as ("L", "F").
        is_lossy: Lossy compression once changed these pixels, (0028,2110).
    """

    patient_name: str = ""
    patient_id: str = ""
    series: str = ""
    view: str = ""
    taken_at: str = ""
    directions: tuple[str, str] = ("", "")
    is_lossy: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Radiograph:
    """One film as read; nothing ever writes to it.

    Attributes:
        pixels: (rows, columns) uint8, uint16 or int16 stored values, read-only.
        bits_stored: Significant bits of a stored value, 1..16.
        modality: Stored values to modality values.
        photometric: MONOCHROME1 shows small values bright.
        shape: Presentation LUT Shape where the file has one; it then decides alone.
        vois: The file's own VOI choices, the one to start with first; may be empty.
        spacing: Distance between pixels with its provenance.
        excluded: (rows, columns) True at padding and outside shutters, read-only; or None.
        has_outline: Shutters or a collimator in the file outline the exposed field.
        source: The file or generator it came from.
        origins: Further films it was made of, besides ``source``.
        preparation: What was done before any recipe, one sentence for the derivation; or "".
        description: Words for the corners.
        notices: What was noticed on reading, one plain sentence each.
        header: The DICOM dataset without pixels, opaque outside engine.dicom; or None.
        recipe_json: Text of the recipe this film was made by, if Negatoscope made it.
        shutter: What of the film is to be seen; ``excluded`` holds it too.
        overlays: What the modality laid over it.
        frames: Frames or pages in the file; ``source.frame`` is this one.
        frame_ms: Time from one frame of a cine to the next, or None.
        device: Maker and model of what took it, or "".
        presentation_lut: Of a presentation state; it then stands instead of a shape.
    """

    pixels: StoredPixels = field(repr=False)
    bits_stored: int
    source: Source
    spacing: Spacing
    modality: Modality = LinearModality()
    photometric: Photometric = "MONOCHROME2"
    shape: Shape | None = None
    vois: tuple[Voi, ...] = ()
    excluded: BoolImage | None = None
    has_outline: bool = False
    description: Description = field(default=Description(), repr=False)  # the patient
    notices: tuple[str, ...] = ()
    header: object | None = field(default=None, repr=False)
    recipe_json: str | None = field(default=None, repr=False)
    origins: tuple[Source, ...] = field(default=(), repr=False)
    preparation: str = ""
    shutter: Shutter | None = None
    overlays: tuple[OverlayPlane, ...] = ()
    frames: int = 1
    frame_ms: float | None = None
    device: str = ""
    presentation_lut: PresentationLut | None = None

    def __post_init__(self) -> None:
        if self.pixels.ndim != 2 or self.pixels.size == 0:
            raise ValueError(f"pixels must be (rows, columns), not {self.pixels.shape}")
        if self.pixels.dtype not in (np.uint8, np.uint16, np.int16):
            raise ValueError(f"stored values must have 8 or 16 bits, not {self.pixels.dtype}")
        if not 1 <= self.bits_stored <= 16:
            raise ValueError(f"bits stored must be 1 to 16, not {self.bits_stored}")
        if self.excluded is not None and self.excluded.shape != self.pixels.shape:
            raise ValueError(f"excluded must be {self.pixels.shape}, not {self.excluded.shape}")
        self.pixels.setflags(write=False)
        if self.excluded is not None:
            self.excluded.setflags(write=False)

    @property
    def name(self) -> str:
        """What the film is called in the window: the file's name without folders."""
        return self.source.name

    @property
    def is_inverse(self) -> bool:
        """Whether small values are bright: the shape decides, else the photometric; never both.

        Source: PS3.3 C.11.6.1.2 and C.7.6.3.1.2; the rule highdicom uses.
        """
        if self.shape is not None:
            return self.shape == "INVERSE"
        return self.photometric == "MONOCHROME1"

    @property
    def contradicts_itself(self) -> bool:
        """Whether photometric and shape disagree on which values are bright."""
        is_first = self.photometric == "MONOCHROME1"
        return self.shape is not None and is_first != (self.shape == "INVERSE")

    @property
    def stored_bounds(self) -> tuple[int, int]:
        """Lowest and highest stored value that the bits stored can hold."""
        if self.pixels.dtype == np.int16:
            return -(2 ** (self.bits_stored - 1)), 2 ** (self.bits_stored - 1) - 1
        return 0, 2**self.bits_stored - 1

    @property
    def full_range(self) -> FullRange:
        """Every modality value the film can hold, as a VOI: what a file without one shows."""
        low, high = self.modality.bounds(*self.stored_bounds)
        return FullRange(low, high if high > low else low + 1)

    @property
    def default_voi(self) -> Voi:
        """The VOI to open with: the file's first, else the full range."""
        return self.vois[0] if self.vois else self.full_range

    def reduced(self, long_side: int) -> Self:
        """Return an area-averaged copy whose longer side is at most ``long_side`` pixels.

        The same film comes back when it is small enough already. Its spacing grows, so that
        radii in millimetres mean the same on both.
        """
        rows, columns = self.pixels.shape
        factor = max(rows, columns) / long_side
        if factor <= 1:
            return self
        size = max(1, round(columns / factor)), max(1, round(rows / factor))
        pixels = cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA)
        excluded = self.excluded
        if excluded is not None:
            share = cv2.resize(excluded.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
            excluded = share > 0  # a cell touched by padding has a mixed value: leave it out
        spacing = replace(
            self.spacing,
            row_mm=self.spacing.row_mm * rows / size[1],
            column_mm=self.spacing.column_mm * columns / size[0],
        )
        return replace(  # shutter and overlays count pixels of the whole film
            self,
            pixels=pixels,  # type: ignore[arg-type]
            excluded=excluded,
            spacing=spacing,
            shutter=None,
            overlays=(),
        )
