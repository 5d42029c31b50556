"""Single values out of a dataset nobody has checked: what makes no sense is not there."""

import struct
import unicodedata
import zlib
from math import isfinite

from pydicom.dataset import Dataset
from pydicom.errors import BytesLengthException, InvalidDicomError

BROKEN_INPUT: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BufferError,
    BytesLengthException,
    EOFError,
    LookupError,
    MemoryError,
    OSError,  # pydicom's own, where an item of a sequence is cut short
    RuntimeError,  # NotImplementedError, RecursionError and every codec's own
    TypeError,
    ValueError,
    InvalidDicomError,
    struct.error,
    zlib.error,
)
"""What pydicom, numpy and the codecs raise on bytes that lie; fuzzing showed no other."""

_LONGEST_TEXT = 256


def clean(text: str) -> str:
    """Return text fit for one line on screen: no control, format or bidirectional characters."""
    kept = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter)[0] != "C"
    )
    return " ".join(kept.split())[:_LONGEST_TEXT]


def value_of(ds: Dataset, keyword: str) -> object:
    """Return a value, or None where the element is absent, empty or undecodable."""
    try:
        value: object = ds.get(keyword)
    except BROKEN_INPUT:
        return None
    return value


def value_at(ds: Dataset, tag: tuple[int, int]) -> object:
    """Return the value at (group, element), or None as ``value_of`` does."""
    try:
        value: object = ds[tag].value
    except BROKEN_INPUT:
        return None
    return value


def texts(ds: Dataset, keyword: str) -> tuple[str, ...]:
    """Return all values as clean text; () where there are none."""
    value = value_of(ds, keyword)
    if value is None:
        return ()
    many = value if isinstance(value, list | tuple) or _is_multiple(value) else [value]
    return tuple(clean(str(one)) for one in many)  # type: ignore[attr-defined]


def text(ds: Dataset, keyword: str) -> str:
    """Return the first value as clean text, or ""."""
    return next(iter(texts(ds, keyword)), "")


def numbers(ds: Dataset, keyword: str) -> tuple[float, ...]:
    """Return all values as numbers, NaN where one is none; () where there are no values."""
    return tuple(_number(one) for one in texts(ds, keyword))


def number(ds: Dataset, keyword: str) -> float | None:
    """Return the first value where it is a finite number."""
    found = next(iter(numbers(ds, keyword)), float("nan"))
    return found if isfinite(found) else None


def whole(ds: Dataset, keyword: str) -> int | None:
    """Return the first value where it is a whole number."""
    found = number(ds, keyword)
    return int(found) if found is not None and found == int(found) else None


def words(ds: Dataset, keyword: str, *, is_little_endian: bool = True) -> tuple[int, ...]:
    """Return 16-bit words 0..65535 of an element whose VR is US, SS or one of both.

    Such elements come as numbers, or as bytes where the VR could not be told.
    """
    value = value_of(ds, keyword)
    if isinstance(value, bytes):
        order = "<" if is_little_endian else ">"
        count = len(value) // 2
        return struct.unpack(f"{order}{count}H", value[: 2 * count])
    found = numbers(ds, keyword)
    if not all(isfinite(one) and one == int(one) for one in found):
        return ()
    return tuple(int(one) & 0xFFFF for one in found)


def items(ds: Dataset, keyword: str) -> tuple[Dataset, ...]:
    """Return the items of a sequence; () where it is absent or is none."""
    value = value_of(ds, keyword)
    if value is None or not _is_multiple(value):
        return ()
    return tuple(item for item in value if isinstance(item, Dataset))  # type: ignore[attr-defined]


def as_signed(word: int, *, is_signed: bool) -> int:
    """Return a 16-bit word as two's complement where it is signed."""
    return word - 0x10000 if is_signed and word >= 0x8000 else word


def of_frame(ds: Dataset, frame: int, macro: str) -> Dataset | None:
    """Return the first item of a functional group for one frame, or None.

    Args:
        ds: The whole dataset.
        frame: 0-based.
        macro: Keyword of the group's sequence; the frame's own wins over the shared one.

    Source: DICOM PS3.3 C.7.6.16.
    """
    own = items(ds, "PerFrameFunctionalGroupsSequence")[frame : frame + 1]
    for group in (*own, *items(ds, "SharedFunctionalGroupsSequence")[:1]):
        found = items(group, macro)
        if found:
            return found[0]
    return None


def _is_multiple(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str | bytes | Dataset)


def _number(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return float("nan")
