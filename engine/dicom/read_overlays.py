"""Groups 60xx of a file -> the planes a modality laid over its film: PS3.3 C.9.2 and C.9.3."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from engine.dicom.read_values import as_signed, clean, value_at
from engine.files import MAX_PIXELS
from engine.frame import BoolImage
from engine.overlay_plane import OverlayPlane

_FIRST, _LAST = 0x6000, 0x601E
_ROWS, _COLUMNS, _FRAMES, _DESCRIPTION = 0x0010, 0x0011, 0x0015, 0x0022
_TYPE, _ORIGIN, _FRAME_ORIGIN, _BIT = 0x0040, 0x0050, 0x0051, 0x0102
_LABEL, _DATA = 0x1500, 0x3000

_FARTHEST = 100_000
"""An origin beyond is nonsense: Rows and Columns end at 65535."""


class OverlayError(Exception):
    """The plane cannot be shown; the text says why."""


@dataclass(frozen=True, slots=True, eq=False)
class RawPixels:
    """Integers of the film's pixels as decoded, in whose unused bits planes may lie.

    Attributes:
        values: (rows, columns), any whole numbers, nothing masked.
        bits_stored: Bits of the film itself.
        high_bit: The uppermost of them.
    """

    values: npt.NDArray[np.integer]
    bits_stored: int
    high_bit: int


def overlays_of(
    ds: Dataset,
    frame: int,
    raw: RawPixels | None,
    *,
    is_little_endian: bool,
    notices: list[str],
) -> tuple[OverlayPlane, ...]:
    """Return the overlay planes of one frame, in the order of their groups.

    Args:
        ds: The dataset of an image or of a presentation state.
        frame: 0-based.
        raw: The frame's own pixels, or None where no plane can lie in them.
        is_little_endian: Byte order of the file.
        notices: Gets a sentence for each plane that was left out.
    """
    planes: list[OverlayPlane] = []
    budget = MAX_PIXELS
    for group in range(_FIRST, _LAST + 1, 2):
        if not _is_there(ds, group):
            continue
        try:
            plane = _plane(ds, group, frame, raw, budget, is_little_endian=is_little_endian)
        except OverlayError as error:
            number = (group - _FIRST) // 2 + 1
            notices.append(f"Overlay {number} of the file {error} and was left out.")
            continue
        if plane is not None:
            planes.append(plane)
            budget -= plane.bits.size
    return tuple(planes)


def _is_there(ds: Dataset, group: int) -> bool:
    return any((group, element) in ds for element in (_ROWS, _DATA, _BIT))


def _plane(
    ds: Dataset,
    group: int,
    frame: int,
    raw: RawPixels | None,
    budget: int,
    *,
    is_little_endian: bool,
) -> OverlayPlane | None:
    """Return one plane; None where it belongs to other frames.

    Raises:
        OverlayError: If it cannot be shown.
    """
    position = _whole(ds, group, _BIT)
    is_embedded = (group, _DATA) not in ds
    if is_embedded:
        bits = _embedded(raw, position)
    else:
        index = _index(ds, group, frame)
        if index is None:
            return None
        bits = _native(ds, group, index, budget, is_little_endian=is_little_endian)
    row, column = _origin(ds, group)
    return OverlayPlane(
        group=group,
        bits=bits,
        row=row,
        column=column,
        is_roi=_text(ds, group, _TYPE) == "R",
        label=_text(ds, group, _LABEL),
        description=_text(ds, group, _DESCRIPTION),
        is_embedded=is_embedded,
    )


def _index(ds: Dataset, group: int, frame: int) -> int | None:
    """Return which frame of the plane belongs to this one of the film, or None.

    A plane that counts no frames lies over all of them.
    """
    count, first = _whole(ds, group, _FRAMES), _whole(ds, group, _FRAME_ORIGIN)
    if count is None and first is None:
        return 0
    index = frame + 1 - (1 if first is None else first)
    return index if 0 <= index < (count or 1) else None


def _native(
    ds: Dataset, group: int, index: int, budget: int, *, is_little_endian: bool
) -> BoolImage:
    """Return the bits of Overlay Data: least significant first, frames end to end.

    Source: DICOM PS3.5 8.1.2 and A.2.
    """
    rows, columns = _whole(ds, group, _ROWS), _whole(ds, group, _COLUMNS)
    if not rows or not columns or rows < 1 or columns < 1:
        raise OverlayError("does not say how many rows and columns it has")
    if rows * columns > budget:
        raise OverlayError(f"announces {rows * columns / 1e6:.0f} megapixels")
    data = _data(ds, group, is_little_endian=is_little_endian)
    start = index * rows * columns
    needed = (start + rows * columns + 7) // 8
    if len(data) < needed:
        raise OverlayError(f"has {len(data)} of the {needed} bytes it needs")
    packed = np.frombuffer(data, np.uint8)[start // 8 : needed]
    bits = np.unpackbits(packed, bitorder="little")[start % 8 :][: rows * columns]
    return bits.view(np.bool_).reshape(rows, columns)


def _data(ds: Dataset, group: int, *, is_little_endian: bool) -> bytes:
    """Return Overlay Data in the order of its pixels, whatever its VR."""
    value = value_at(ds, (group, _DATA))
    if not isinstance(value, bytes):
        return np.array([one & 0xFFFF for one in _wholes(value)], dtype="<u2").tobytes()
    if is_little_endian or ds[group, _DATA].VR != "OW":
        return value
    return np.frombuffer(value[: len(value) // 2 * 2], ">u2").astype("<u2").tobytes()


def _embedded(raw: RawPixels | None, position: int | None) -> BoolImage:
    """Return one unused bit of every pixel: the way of before 2004, PS3.5 8.1.2 (retired)."""
    if raw is None or raw.values.ndim != 2 or position is None:
        raise OverlayError("has no data")
    lowest = raw.high_bit + 1 - raw.bits_stored
    if position == lowest == 0:
        raise OverlayError("has no data")
    if lowest <= position <= raw.high_bit or position >= 8 * raw.values.dtype.itemsize:
        raise OverlayError(f"is said to lie in bit {position} of the pixels, which it cannot")
    mask = raw.values.dtype.type(1) << position
    bits: BoolImage = (raw.values & mask) != 0
    return bits


def _origin(ds: Dataset, group: int) -> tuple[int, int]:
    """Return (row, column) of the plane's first pixel, 0-based; the film's own where unsaid.

    Some writers give -1 as 65535.
    """
    found = [as_signed(one, is_signed=True) for one in _wholes(value_at(ds, (group, _ORIGIN)))]
    if len(found) != 2:
        return 0, 0
    if max(abs(one) for one in found) > _FARTHEST:
        raise OverlayError(f"begins at row {found[0]} and column {found[1]}")
    return found[0] - 1, found[1] - 1


def _wholes(value: object) -> list[int]:
    """Return the whole numbers of a value of any kind."""
    if isinstance(value, str | bytes):
        return []
    many = value if isinstance(value, Iterable) else [value]
    return [int(one) for one in many if isinstance(one, int)]


def _whole(ds: Dataset, group: int, element: int) -> int | None:
    return next(iter(_wholes(value_at(ds, (group, element)))), None)


def _text(ds: Dataset, group: int, element: int) -> str:
    value = value_at(ds, (group, element))
    return "" if value is None else clean(str(value))
