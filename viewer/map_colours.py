"""Colours of a map: blue below what is unchanged, orange above, in steps that look equal.

A map is drawn from a signed share, -1 at the low end of its scale, 0 where nothing changes, 1 at
the high end, kept as 16-bit index: -1 is 0, 0 is ``NEUTRAL``, 1 is twice that.

Source: Björn Ottosson, "A perceptual color space for image processing" (Oklab), 2020.
"""

from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Values: TypeAlias = npt.NDArray[np.float64]
RgbTable: TypeAlias = npt.NDArray[np.uint32]

BLUE: Final = (0x4E, 0x8C, 0xD6)
ORANGE: Final = (0xE2, 0x8A, 0x3A)
GREY: Final = (0x60, 0x60, 0x60)
"""Neutral of a thumbnail."""

DARK: Final = (0x3C, 0x3C, 0x3C)
"""Neutral of a scale bar on black, where the picture would shine through."""

OPACITY: Final = 0.3
"""Of either end over a picture."""

NEUTRAL: Final = 32767
"""Index of what is unchanged."""

_ENTRIES = 65536

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(rgb: npt.ArrayLike) -> Values:
    """Return sRGB colours in Oklab: lightness, green to red, blue to yellow.

    Args:
        rgb: (..., 3) in 0..255.
    """
    share = np.asarray(rgb, np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lab: Values = np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T
    return lab


def srgb(lab: npt.ArrayLike) -> Values:
    """Return Oklab colours in sRGB, (..., 3) in 0..255, not rounded."""
    cones = (np.asarray(lab, np.float64) @ np.linalg.inv(_TO_LAB).T) ** 3
    linear = np.clip(cones @ np.linalg.inv(_TO_CONES).T, 0, 1)
    share = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(share * 255)


def indices_of(signed: npt.NDArray[np.float32]) -> npt.NDArray[np.uint16]:
    """Return a map of signed shares -1..1 as indices into a table of colours."""
    shifted: npt.NDArray[np.float32] = (signed + np.float32(1)) * np.float32(NEUTRAL)
    return np.rint(shifted).astype(np.uint16)


@cache
def opaque_table(neutral: tuple[int, int, int] = GREY) -> RgbTable:
    """Return 0xFFRRGGBB for each index: straight through Oklab, over ``neutral``; (65536,)."""
    signed = _signed()[:, None]
    middle = oklab(neutral)
    end = np.where(signed < 0, oklab(BLUE), oklab(ORANGE))
    return _packed(srgb(middle + (end - middle) * np.abs(signed)), np.ones(_ENTRIES))


@cache
def overlay_table() -> RgbTable:
    """Return premultiplied 0xAARRGGBB for each index, transparent at ``NEUTRAL``; (65536,)."""
    signed = _signed()
    end = np.where(signed[:, None] < 0, np.array(BLUE), np.array(ORANGE)).astype(np.float64)
    return _packed(end, np.abs(signed) * OPACITY)


def _signed() -> Values:
    return np.minimum(np.arange(_ENTRIES) / NEUTRAL - 1, 1.0)


def _packed(rgb: Values, alpha: Values) -> RgbTable:
    alpha = np.rint(alpha * 255)
    channels = np.rint(rgb * alpha[:, None] / 255).astype(np.uint32)
    red, green, blue = channels.T
    packed: RgbTable = (alpha.astype(np.uint32) << 24) | (red << 16) | (green << 8) | blue
    packed.setflags(write=False)
    return packed
