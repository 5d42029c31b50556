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
        bits: 1..16, as the entries need where the descriptor says less.
        explanation: LUT Explanation.
    """

    first_mapped: int
    entries: npt.NDArray[np.float64]
    bits: int
    explanation: str


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
    count, first, bits = descriptor[0] or 65536, descriptor[1], descriptor[2]
    if not 1 <= bits <= 16:
        raise LutError(f"announces {bits} bits")
    data = _data(item, count, bits, is_little_endian=is_little_endian)
    if data.size < count:
        raise LutError(f"has {data.size} of the {count} entries it announces")
    entries = data[:count]
    return LutItem(
        first_mapped=as_signed(first, is_signed=is_signed),
        entries=entries.astype(np.float64),
        bits=max(bits, int(entries.max()).bit_length()),
        explanation=text(item, "LUTExplanation"),
    )


def _data(
    item: Dataset, count: int, bits: int, *, is_little_endian: bool
) -> npt.NDArray[np.uint16] | npt.NDArray[np.uint8]:
    value = value_of(item, "LUTData")
    if isinstance(value, bytes):
        if bits <= 8 and count <= len(value) < 2 * count:  # a byte an entry
            return np.frombuffer(value, np.uint8)
        order = "<u2" if is_little_endian else ">u2"
        return np.frombuffer(value[: len(value) // 2 * 2], order).astype(np.uint16)
    found = np.array(words(item, "LUTData"), dtype=np.uint16)
    if bits <= 8 and found.size < count <= 2 * found.size:  # two entries a word
        return found.astype("<u2").view(np.uint8)
    return found
