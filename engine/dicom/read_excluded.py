"""Where the film was not exposed, as far as the file says: padding, shutters, collimator."""

from dataclasses import dataclass

import numpy as np
from pydicom.dataset import Dataset

from engine.dicom.read_outline import outline_of, shutter_of
from engine.dicom.read_values import as_signed, words
from engine.frame import BoolImage
from engine.ops.exposed_field import has_edge_along
from engine.radiograph import StoredPixels
from engine.shutter import Shutter

_LEAST_SHARE = 0.05  # a collimator that leaves less of the film was meant for another


@dataclass(frozen=True, slots=True, eq=False)
class Excluded:
    """What a file leaves out.

    Attributes:
        mask: (rows, columns) True where the film does not count; None where it counts everywhere.
        has_outline: A shutter or a collimator outlines the exposed field; padding does not.
        shutter: The shutter that ``mask`` holds too; None where there is none to obey.
    """

    mask: BoolImage | None
    has_outline: bool
    shutter: Shutter | None = None


def excluded_of(
    ds: Dataset,
    pixels: StoredPixels,
    *,
    has_padding: bool,
    is_little_endian: bool,
    notices: list[str],
    frame: int = 0,
) -> Excluded:
    """Return what padding, shutters and collimator leave out.

    A collimator counts only where the pixels have an edge along it: films exist that were
    cropped after the tags were written, or whose tags count in another unit.

    Args:
        ds: The dataset.
        pixels: (rows, columns) stored values.
        has_padding: A padding value in the file means these pixels: not so once colours, for
            which there is none, have become grey.
        is_little_endian: Byte order of the file.
        notices: Gets a sentence where what the file says would leave nothing, or is wrong.
        frame: 0-based, as a frame may have a shutter of its own.
    """
    shutter = shutter_of(ds, frame, notices)
    hidden = None if shutter is None else ~shutter.visible((pixels.shape[0], pixels.shape[1]))
    padding = _padding(ds, pixels, is_little_endian=is_little_endian) if has_padding else None
    for name, found in (("padding", padding), ("shutter", hidden)):
        if found is not None and found.all():
            notices.append(f"The {name} in the file would hide the whole film and was ignored.")
    if hidden is not None and hidden.all():
        shutter = None
    collimator = _beyond_collimator(ds, pixels, notices)
    parts = [("padding", padding), ("shutter", hidden), ("collimator", collimator)]
    kept = {n: one for n, one in parts if one is not None and not one.all() and one.any()}
    if not kept:
        return Excluded(None, has_outline=False, shutter=shutter)
    first, *others = kept.values()
    together: BoolImage = np.logical_or.reduce([first, *others]) if others else first
    if together.all():
        return Excluded(None, has_outline=False, shutter=shutter)
    return Excluded(together, has_outline=bool(kept.keys() - {"padding"}), shutter=shutter)


def _beyond_collimator(ds: Dataset, pixels: StoredPixels, notices: list[str]) -> BoolImage | None:
    """Return what lies outside the collimator: PS3.3 C.8.7.3; None where it cannot be so."""
    outline = outline_of(ds, "Collimator", notices)
    if outline is None:
        return None
    inside = outline.visible((pixels.shape[0], pixels.shape[1]))
    if inside.all():
        return None
    if inside.mean() < _LEAST_SHARE:
        notices.append("The collimator in the file would leave hardly anything and was ignored.")
        return None
    if not has_edge_along(pixels, inside):
        notices.append("The collimator in the file does not fit its pixels and was ignored.")
        return None
    return ~inside


def padding_of(ds: Dataset, *, is_signed: bool, is_little_endian: bool) -> tuple[int, int] | None:
    """Return the lowest and the highest stored value that is padding; None where none is.

    Source: DICOM PS3.3 C.7.5.1.1.2.
    """
    found = words(ds, "PixelPaddingValue", is_little_endian=is_little_endian)
    if not found:
        return None
    limit = words(ds, "PixelPaddingRangeLimit", is_little_endian=is_little_endian)
    ends = [as_signed(word, is_signed=is_signed) for word in (*found[:1], *limit[:1])]
    return min(ends), max(ends)


def _padding(ds: Dataset, pixels: StoredPixels, *, is_little_endian: bool) -> BoolImage | None:
    """Return where Pixel Padding Value, or its range, lies."""
    is_signed = pixels.dtype == np.int16
    ends = padding_of(ds, is_signed=is_signed, is_little_endian=is_little_endian)
    if ends is None:
        return None
    low, high = ends
    bounds = np.iinfo(pixels.dtype)
    if high < bounds.min or low > bounds.max:
        return None
    if low == high:
        same: BoolImage = pixels == low
        return same
    inside: BoolImage = (pixels >= max(low, bounds.min)) & (pixels <= min(high, bounds.max))
    return inside
