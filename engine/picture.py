"""A film ready to be windowed: 16-bit indices, and what each index means."""

from dataclasses import dataclass, replace
from typing import Self, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage, ValueScale
from engine.grayscale.modality import FloatValues
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.table import ENTRIES, compose_table
from engine.grayscale.voi import FullRange, Voi, Window
from engine.orientation import Orientation
from engine.placement import AS_READ, Placement, centred
from engine.radiograph import Radiograph

IndexImage: TypeAlias = npt.NDArray[np.uint16]
GreyImage: TypeAlias = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

FULL_DISPLAY_WINDOW = Window(32768.0, 65536.0)
"""The window of a display-ready result: all 65 536 grey levels."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What canvas, bitmap and DICOM writer share: windowing it is one table look-up.

    Attributes:
        indices: (rows, columns) uint16, read-only. Order is that of the stored values, so
            that averaging neighbours is meaningful: signed values are shifted up by 32 768.
        values: (65536,) float64 modality value of each index, read-only.
        first_stored: Stored value of index 0.
        is_inverse: Small values are bright.
        default_voi: The VOI to start with.
        full_range: Every value this picture can hold, as a VOI.
        spacing_mm: (row, column) of the picture as it lies here.
        is_display_ready: A step has set the window.
        is_synthetic: A network invented some of it.
        scale: For a processed picture, the affine from 0..65535 to modality values.
        field: (rows, columns) True where a processed picture is exposed; None is everywhere, or
            as the film's file says.
        placement: Where the picture lies on the film as read; of a turned picture, where it lies
            on the film turned alike.
        altered: (rows, columns) True where something was taken off the film and filled in; or None.
        presentation_lut: Of a presentation state in force, after the VOI; or None.
    """

    indices: IndexImage
    values: FloatValues
    first_stored: int
    is_inverse: bool
    default_voi: Voi
    full_range: FullRange
    spacing_mm: tuple[float, float]
    is_display_ready: bool = False
    is_synthetic: bool = False
    scale: ValueScale | None = None
    field: BoolImage | None = None
    placement: Placement = AS_READ
    altered: BoolImage | None = None
    presentation_lut: PresentationLut | None = None

    def __post_init__(self) -> None:
        if self.indices.ndim != 2 or self.indices.dtype != np.uint16:
            raise ValueError(f"indices must be (rows, columns) uint16, not {self.indices.dtype}")
        self.indices.setflags(write=False)
        self.values.setflags(write=False)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.indices.shape[0], self.indices.shape[1]

    def table(
        self, voi: Voi, *, is_inverted: bool = False, levels: int = 256
    ) -> npt.NDArray[np.uint8] | npt.NDArray[np.uint16]:
        """Return the grey level of each index: (65536,) uint8 or uint16.

        Args:
            voi: Values of interest.
            is_inverted: The user asked for the negative.
            levels: 256 or 65536.
        """
        return compose_table(
            self.values,
            voi,
            is_inverse=self.is_inverse != is_inverted,
            levels=levels,
            presentation_lut=self.presentation_lut,
        )

    def grey_levels(self, voi: Voi, *, is_inverted: bool = False, levels: int = 256) -> GreyImage:
        """Return the whole picture as shown: (rows, columns) uint8 or uint16, new."""
        table = self.table(voi, is_inverted=is_inverted, levels=levels)
        grey: GreyImage = cv2.LUT(self.indices, table)  # type: ignore[assignment]
        return grey

    def oriented(self, orientation: Orientation) -> Self:
        """Return the picture turned for display."""
        return replace(
            self,
            indices=orientation.apply(self.indices),
            spacing_mm=orientation.apply_spacing(self.spacing_mm),
            field=None if self.field is None else orientation.apply(self.field),
            placement=self.placement.turned(orientation.placement()),
            altered=None if self.altered is None else orientation.apply(self.altered),
        )


def laid_on(original: Picture, result: Picture) -> Picture:
    """Return the film as read, turned and cut as its result is, at its own resolution.

    Args:
        original: The film as read, turned for display.
        result: Turned alike; whatever its resolution.

    Returns:
        The original on the extent of ``result``, interpolated linearly where it is turned by an
        odd angle, and black where there is no film.
    """
    shape = (
        max(1, round(result.shape[0] * result.spacing_mm[0] / original.spacing_mm[0])),
        max(1, round(result.shape[1] * result.spacing_mm[1] / original.spacing_mm[1])),
    )
    indices = cv2.warpAffine(
        original.indices,
        centred(result.placement.pixels(shape, original.shape)),
        shape[::-1],
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=ENTRIES - 1.0 if original.is_inverse else 0.0,
    )
    return replace(
        original, indices=indices.astype(np.uint16, copy=False), placement=result.placement
    )


def map_over(values: FloatImage, made_on: Placement, result: Placement) -> FloatImage:
    """Return a map as it lies over a result that later steps have turned or cut.

    Args:
        values: (rows, columns) float32 on any grid that covers the film it was made on; 0 says
            nothing.
        made_on: Where that film lies on the film as read.
        result: Where the result does.

    Returns:
        The same shape, covering the result; 0 where the map does not reach.
    """
    way = made_on.inverse().after(result)
    if way.is_identity:
        return values
    return cv2.warpAffine(
        values,
        centred(way.pixels(values.shape, values.shape)),
        values.shape[::-1],
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0.0,
    ).astype(np.float32, copy=False)


def picture_of(radiograph: Radiograph) -> Picture:
    """Return the film as read, ready to be windowed.

    Native 16-bit pixels are shared, not copied.
    """
    pixels = radiograph.pixels
    first_stored = 0
    if pixels.dtype == np.int16:
        first_stored = -32768
        indices = np.bitwise_xor(pixels.view(np.uint16), np.uint16(0x8000))
    else:
        indices = np.ascontiguousarray(pixels, dtype=np.uint16)
    stored = np.arange(ENTRIES, dtype=np.float64) + first_stored
    return Picture(
        indices=indices,
        values=radiograph.modality.apply(stored),
        first_stored=first_stored,
        is_inverse=radiograph.is_inverse,
        default_voi=radiograph.default_voi,
        full_range=radiograph.full_range,
        spacing_mm=radiograph.spacing.mm,
        presentation_lut=radiograph.presentation_lut,
    )
