"""DICOM files put together byte by byte, so that they can say what no library would write."""

import struct
import zlib
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from tests.hostile.encapsulated import END

Element: TypeAlias = tuple[str, bytes]
"""VR and value."""

Tag: TypeAlias = tuple[int, int]

EXPLICIT = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
RLE = "1.2.840.10008.1.2.5"
DX = b"1.2.840.10008.5.1.4.1.1.1.1"

UNDEFINED = 0xFFFFFFFF
ROWS, COLUMNS = 16, 24
PIXEL_DATA = (0x7FE0, 0x0010)

_LONG = ("OB", "OW", "OF", "OD", "OL", "SQ", "UC", "UN", "UR", "UT", "OV", "SV", "UV")


def us(*numbers: int) -> Element:
    """Return 16-bit words."""
    return "US", struct.pack(f"<{len(numbers)}H", *numbers)


def text(vr: str, words: str | bytes) -> Element:
    """Return text, padded to an even length."""
    plain = words if isinstance(words, bytes) else words.encode()
    return vr, plain + (b"\0" if vr == "UI" else b" ") * (len(plain) % 2)


def element(tag: Tag, vr: str, value: bytes, length: int | None = None) -> bytes:
    """Return one element; ``length`` is the one announced where it is to lie."""
    announced = len(value) if length is None else length
    start = struct.pack("<HH", *tag) + vr.encode()
    if vr in _LONG:
        return start + b"\0\0" + struct.pack("<I", announced) + value
    return start + struct.pack("<H", announced) + value


def item(content: bytes, length: int | None = None) -> bytes:
    """Return an item of a sequence."""
    announced = len(content) if length is None else length
    return struct.pack("<HHI", 0xFFFE, 0xE000, announced) + content


def pixels() -> bytes:
    """Return 16 x 24 pixels of 12 bits, every one another grey."""
    return (np.arange(ROWS * COLUMNS, dtype="<u2") * 10).tobytes()


def film() -> dict[Tag, Element]:
    """Return the elements of a sound film."""
    return {
        (0x0008, 0x0016): text("UI", DX),
        (0x0008, 0x0018): text("UI", "1.2.826.0.1.3680043.8.498.1"),
        (0x0008, 0x0020): text("DA", "CANARY-1970"),
        (0x0008, 0x0022): text("DA", "CANARY-1971"),
        (0x0008, 0x0023): text("DA", "CANARY-1972"),
        (0x0008, 0x0060): text("CS", "DX"),
        (0x0010, 0x0010): text("PN", "CANARY-NAME^JOHN"),
        (0x0010, 0x0030): text("DA", "CANARY-1970"),
        (0x0018, 0x1164): text("DS", "0.2\\0.2"),
        (0x0028, 0x0002): us(1),
        (0x0028, 0x0004): text("CS", "MONOCHROME2"),
        (0x0028, 0x0010): us(ROWS),
        (0x0028, 0x0011): us(COLUMNS),
        (0x0028, 0x0100): us(16),
        (0x0028, 0x0101): us(12),
        (0x0028, 0x0102): us(11),
        (0x0028, 0x0103): us(0),
        (0x0028, 0x1050): text("DS", "2000"),
        (0x0028, 0x1051): text("DS", "4000"),
        PIXEL_DATA: ("OW", pixels()),
    }


def meta(syntax: str, sop_class: bytes = DX) -> bytes:
    """Return the file meta information: PS3.10 7.1."""
    content = (
        element((2, 1), "OB", b"\0\1")
        + element((2, 2), *text("UI", sop_class))
        + element((2, 3), *text("UI", "1.2.826.0.1.3680043.8.498.1"))
        + element((2, 0x10), *text("UI", syntax))
    )
    return element((2, 0), "UL", struct.pack("<I", len(content))) + content


def body(changes: Mapping[Tag, Element | None] | None = None) -> bytes:
    """Return the dataset of the sound film with other elements; None leaves one out."""
    return b"".join(
        element(tag, *value)
        for tag, value in sorted({**film(), **(changes or {})}.items())
        if value is not None
    )


def dicom(
    changes: Mapping[Tag, Element | None] | None = None,
    *,
    syntax: str = EXPLICIT,
    preamble: bytes = b"",
    behind: bytes = b"",
) -> bytes:
    """Return a DICOM file: the sound film with other elements, and bytes after the last."""
    return preamble.ljust(128, b"\0") + b"DICM" + meta(syntax) + body(changes) + behind


def compressed(
    picture: bytes, syntax: str, changes: Mapping[Tag, Element | None] | None = None
) -> bytes:
    """Return a DICOM file whose Pixel Data is of undefined length: ``picture`` is its items."""
    without = {**(changes or {}), PIXEL_DATA: None}
    behind = element(PIXEL_DATA, "OB", picture + END, UNDEFINED)
    return dicom(without, syntax=syntax, behind=behind)


def zeros_deflated(megabytes: int) -> bytes:
    """Return a raw deflate stream of that many megabytes of zeros, a kilobyte each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    first = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first * megabytes + b"\x03\x00"
