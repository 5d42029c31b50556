"""One item of a LUT sequence, whose descriptor often lies: PS3.3 C.11.1.1 and C.11.2.1.1."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from engine.dicom.read_values import as_signed, text, value_of, words


class LutError(Exception):
    """The table cannot be used; the text says why."""


@dataclass(frozen=True, slots=True, eq=False)
class LutItem:
    """A table as written.

    Attributes:
        first_mapped: Input value of the first entry.
        entries: (entries,) float64 whole numbers, 0..2**bits - 1.
        bits: 1..16, as the entries need where the descriptor lies.
        explanation: LUT Explanation.
        remark: What is odd about it, as the rest of a sentence; or "".
    """

    first_mapped: int
    entries: npt.NDArray[np.float64]
    bits: int
    explanation: str
    remark: str = ""


def lut_item(item: Dataset, *, is_signed: bool, is_little_endian: bool = True) -> LutItem:
    """Return the table in one sequence item.

    Args:
        item: Holds LUT Descriptor, LUT Data and perhaps LUT Explanation.
        is_signed: Input values may be negative, so the first mapped one is two's complement.
        is_little_endian: Byte order of the file.

    Raises:
        LutError: If there is no descriptor or there are fewer data than it announces.
    """
    descriptor = words(item, "LUTDescriptor", is_little_endian=is_little_endian)
    if len(descriptor) < 3:
        raise LutError("has no descriptor")
    count, first, announced = descriptor[0] or 65536, descriptor[1], descriptor[2]
    if not 1 <= announced <= 16:
        raise LutError(f"announces {announced} bits")
    data = _data(item, count, announced, is_little_endian=is_little_endian)
    if data.size < count:
        raise LutError(f"has {data.size} of the {count} entries it announces")
    entries = data[:count]
    bits = _bits(announced, int(entries.max()))
    remarks = []
    if data.size > count + 1:  # one more is padding
        remarks.append(f"has {data.size} entries and announces {count}; the rest was left out")
    if bits != announced:
        remarks.append(f"announces {announced} bits and is written with {bits}, which count")
    return LutItem(
        first_mapped=_first_mapped(first, count, is_signed=is_signed),
        entries=entries.astype(np.float64),
        bits=bits,
        explanation=text(item, "LUTExplanation"),
        remark=", and ".join(remarks),
    )


def _bits(announced: int, largest: int) -> int:
    """Return how many bits the entries have: what is announced, unless they show that it lies.

    More than announced would be white all over. Fewer, as some makers write 12 bits and announce
    16, would be black all over: believed where the largest entry is all ones, or leaves three
    quarters of the range unused.
    """
    needed = largest.bit_length()
    if needed > announced:
        return needed
    is_full = largest == (1 << needed) - 1
    is_lie = 8 <= needed < announced and (is_full or needed <= announced - 2)
    return needed if is_lie else announced


def _first_mapped(word: int, count: int, *, is_signed: bool) -> int:
    """Return the first input value mapped; below 0 too where it would else end beyond 16 bits."""
    return as_signed(word, is_signed=is_signed or word + count > 1 << 16)


def _data(
    item: Dataset, count: int, bits: int, *, is_little_endian: bool
) -> npt.NDArray[np.uint16] | npt.NDArray[np.uint8]:
    value = value_of(item, "LUTData")
    if isinstance(value, bytes):
        order = "<u2" if is_little_endian else ">u2"
        found = np.frombuffer(value[: len(value) // 2 * 2], order).astype(np.uint16)
        if not (bits <= 8 and count <= len(value) < 2 * count):
            return found
        if is_little_endian or len(value) % 2:
            return np.frombuffer(value, np.uint8)  # a byte an entry
    else:
        found = np.array(words(item, "LUTData"), dtype=np.uint16)
    if bits <= 8 and found.size < count <= 2 * found.size:  # two entries a word
        return found.astype("<u2").view(np.uint8)
    return found
