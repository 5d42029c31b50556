"""Colours, figures and words of a difference."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from engine import (
    DIFFERENCE_LIMITS,
    WHOLE_SHARE,
    DifferenceUnit,
    Picture,
    Voi,
    display_shares,
    has_modality_values,
    modality_shares,
)
from viewer.canvas.difference_item import DifferenceLayer
from viewer.canvas.legend import Legend
from viewer.canvas.picture_item import ENTRIES, GreyTable, Layer, RgbTable
from viewer.map_colours import BLUE, DARK, ORANGE
from viewer.wording import THIN_SPACE, modality_value, number

translate = QCoreApplication.translate

GROUND: Final = 0.5
"""Brightness of the film under a difference, as share of its own."""

OPACITY: Final = 0.9
"""Of a difference as large as the scale, or larger."""

WIDTH_PX: Final = 280
"""Of the scale bar: wide enough for the sentence below it."""

_SAMPLES: Final = 256


@cache
def difference_colours(unit: DifferenceUnit) -> RgbTable:
    """Return premultiplied 0xAARRGGBB for each int16 difference, seen as uint16; (65536,).

    Clear at 0, blue below and orange above, the more opaque the larger, as on ``difference_bar``.
    """
    signed = np.arange(ENTRIES, dtype=np.uint16).view(np.int16).astype(np.float64) / WHOLE_SHARE
    share = np.clip(signed / DIFFERENCE_LIMITS[unit], -1.0, 1.0)
    return _packed(share)


@cache
def difference_bar() -> QImage:
    """Return the colours from one end of the scale to the other, over a dark grey."""
    colours = _packed(np.linspace(-1.0, 1.0, _SAMPLES))
    alpha = (colours >> 24).astype(np.float64)[:, None] / 255
    over = np.array([(colours >> shift) & 0xFF for shift in (16, 8, 0)]).T
    red, green, blue = np.rint(over + (1 - alpha) * np.array(DARK)).astype(np.uint32).T
    row = np.ascontiguousarray(0xFF000000 | (red << 16) | (green << 8) | blue, dtype=np.uint32)
    image = QImage(row.data, _SAMPLES, 1, row.nbytes, QImage.Format.Format_RGB32)
    return image.copy()


def dimmed(table: GreyTable | RgbTable) -> RgbTable:
    """Return a table for the film under a difference: darker, so that colours stand out."""
    made: RgbTable = _dimmed_greys()[table & 0xFF]
    return made


@cache
def _dimmed_greys() -> RgbTable:
    """Return each of 256 greys, darker, as 0xFFRRGGBB."""
    grey = np.rint(np.arange(256) * GROUND).astype(np.uint32)
    made: RgbTable = grey * np.uint32(0x010101) | np.uint32(0xFF000000)
    return made


@dataclass(frozen=True, slots=True, eq=False)
class DifferenceWish:
    """How the difference of a film is to be shown.

    Attributes:
        original_voi: In force on the original.
        result_voi: On its result.
        unit: What to count in, where both have it.
        is_inverted: Both are shown as negatives.
    """

    original_voi: Voi
    result_voi: Voi
    unit: DifferenceUnit
    is_inverted: bool


def difference_layer(before: Layer, after: Layer, wish: DifferenceWish) -> DifferenceLayer:
    """Return a difference, ready to be drawn.

    Where the result has no modality values, in per cent of the display range, and the legend
    says why.

    Args:
        before: The original as it lies under its result.
        after: The result.
        wish: How.
    """
    original, result = before.picture, after.picture
    unit, warning = wish.unit, ""
    if unit is DifferenceUnit.MODALITY and not has_modality_values(result, original):
        unit, warning = DifferenceUnit.DISPLAY, _why_not(result)
    if unit is DifferenceUnit.MODALITY:
        full = original.full_range
        first, second = modality_shares(original, full), modality_shares(result, full)
    else:
        first = display_shares(original, wish.original_voi, is_inverted=wish.is_inverted)
        second = first
        if wish.original_voi != wish.result_voi or not _are_shown_alike(original, result):
            second = display_shares(result, wish.result_voi, is_inverted=wish.is_inverted)
    legend = _legend(unit, original, warning)
    return DifferenceLayer(before, after, first, second, difference_colours(unit), legend)


def _are_shown_alike(original: Picture, result: Picture) -> bool:
    """Whether one window gives both the same table: making one takes longer than to ask."""
    return (
        original.is_inverse == result.is_inverse
        and original.presentation_lut is result.presentation_lut
        and np.array_equal(original.values, result.values)
    )


def _legend(unit: DifferenceUnit, original: Picture, warning: str) -> Legend:
    limit = DIFFERENCE_LIMITS[unit]
    if unit is DifferenceUnit.MODALITY:
        full = original.full_range
        end = modality_value(limit * (full.high - full.low))
        title = translate("Difference", "Difference in modality values")
    else:
        end = f"{number(100 * limit)}{THIN_SPACE}%"
        title = translate("Difference", "Difference, % of the display range")
    low, high = f"\u2212{end}", f"+{end}"
    return Legend(title, low, "0", high, warning, WIDTH_PX, difference_bar)


def _why_not(result: Picture) -> str:
    if result.is_display_ready:
        return translate("Difference", "No modality values: a step sets the window")
    return translate("Difference", "No modality values: a network made it")


def _packed(share: np.ndarray) -> RgbTable:
    end = np.where(share[:, None] < 0, np.array(BLUE), np.array(ORANGE)).astype(np.float64)
    alpha = np.rint(np.abs(share) * OPACITY * 255)
    red, green, blue = np.rint(end * alpha[:, None] / 255).astype(np.uint32).T
    packed: RgbTable = (alpha.astype(np.uint32) << 24) | (red << 16) | (green << 8) | blue
    packed.setflags(write=False)
    return packed
