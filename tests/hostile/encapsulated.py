"""Compressed pictures wrapped as DICOM wants them: PS3.5 A.4."""

import struct

END = struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
"""Sequence delimitation item; pydicom writes it by itself."""


def fragment(content: bytes, length: int | None = None) -> bytes:
    """Return an item of Pixel Data; ``length`` is the one announced where it is to lie."""
    padded = content + b"\0" * (len(content) % 2)
    announced = len(padded) if length is None else length
    return struct.pack("<HHI", 0xFFFE, 0xE000, announced) + padded


def encapsulated(*pictures: bytes, table: bytes = b"") -> bytes:
    """Return the value of Pixel Data: an offset table and one fragment a picture."""
    return fragment(table) + b"".join(map(fragment, pictures))
