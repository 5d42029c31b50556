"""A small film as the bytes of a DICOM file, written by hand in any transfer syntax.

The files of the self-test are written here rather than by the library that reads them, so that a
fault of the one is not hidden by the same fault of the other.
"""

import struct
import zlib
from dataclasses import dataclass

from engine.dicom.header_walk import EXPLICIT_BIG, IMPLICIT_LITTLE
from engine.dicom.inflated import DEFLATED

SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
EXPLICIT_LITTLE = "1.2.840.10008.1.2.1"

_LONG_VRS = (b"OB", b"OW")
_UID_ROOT = "2.25.1"
_UNDEFINED = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be written.

    Attributes:
        syntax: Transfer syntax UID.
        rows, columns: Size.
        bits_stored: Significant bits of a stored value: 8, or 9 to 16.
        pixels: As the syntax has them: native in its byte order, or one compressed frame.
        is_native: They are not compressed.
    """

    syntax: str
    rows: int
    columns: int
    bits_stored: int
    pixels: bytes
    is_native: bool


def film_bytes(made: Made) -> bytes:
    """Return the whole file.

    Source: DICOM PS3.5 7.1 (data elements), A.1 to A.5 (syntaxes), A.4 (fragments); PS3.10 7.1.
    """
    body = _dataset(made)
    if made.syntax == DEFLATED:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        body = packer.compress(body) + packer.flush()
        body += bytes(len(body) % 2)
    meta = b"".join(
        (
            _explicit(0x00020001, b"OB", b"\0\1", "<"),
            _explicit(0x00020002, b"UI", _uid(SECONDARY_CAPTURE), "<"),
            _explicit(0x00020003, b"UI", _uid(_UID_ROOT), "<"),
            _explicit(0x00020010, b"UI", _uid(made.syntax), "<"),
            _explicit(0x00020012, b"UI", _uid(_UID_ROOT), "<"),
        )
    )
    length = _explicit(0x00020000, b"UL", struct.pack("<I", len(meta)), "<")
    return bytes(128) + b"DICM" + length + meta + body


def _dataset(made: Made) -> bytes:
    order = ">" if made.syntax == EXPLICIT_BIG else "<"

    def number(value: int) -> bytes:
        return struct.pack(f"{order}H", value)

    allocated = 8 if made.bits_stored == 8 else 16
    elements = (
        (0x00080016, b"UI", _uid(SECONDARY_CAPTURE)),
        (0x00080018, b"UI", _uid(_UID_ROOT)),
        (0x00080060, b"CS", b"OT"),
        (0x0020000D, b"UI", _uid(_UID_ROOT + ".1")),
        (0x0020000E, b"UI", _uid(_UID_ROOT + ".2")),
        (0x00280002, b"US", number(1)),
        (0x00280004, b"CS", b"MONOCHROME2 "),
        (0x00280010, b"US", number(made.rows)),
        (0x00280011, b"US", number(made.columns)),
        (0x00280100, b"US", number(allocated)),
        (0x00280101, b"US", number(made.bits_stored)),
        (0x00280102, b"US", number(made.bits_stored - 1)),
        (0x00280103, b"US", number(0)),
    )
    write = _implicit if made.syntax == IMPLICIT_LITTLE else _explicit
    head = b"".join(write(tag, vr, value, order) for tag, vr, value in elements)
    if made.is_native:
        return head + write(0x7FE00010, b"OW", made.pixels, order)
    return head + _fragments(made.pixels)


def _explicit(tag: int, vr: bytes, value: bytes, order: str) -> bytes:
    group, element = divmod(tag, 0x10000)
    if vr in _LONG_VRS:
        return struct.pack(f"{order}HH2sHI", group, element, vr, 0, len(value)) + value
    return struct.pack(f"{order}HH2sH", group, element, vr, len(value)) + value


def _implicit(tag: int, _: bytes, value: bytes, order: str) -> bytes:
    return struct.pack(f"{order}HHI", *divmod(tag, 0x10000), len(value)) + value


def _fragments(frame: bytes) -> bytes:
    """Return an empty offset table, one fragment, and the end."""
    even = frame + bytes(len(frame) % 2)
    return b"".join(
        (
            struct.pack("<HH2sHI", 0x7FE0, 0x0010, b"OB", 0, _UNDEFINED),
            struct.pack("<HHI", 0xFFFE, 0xE000, 0),
            struct.pack("<HHI", 0xFFFE, 0xE000, len(even)) + even,
            struct.pack("<HHI", 0xFFFE, 0xE0DD, 0),
        )
    )


def _uid(uid: str) -> bytes:
    return uid.encode("ascii") + bytes(len(uid) % 2)
