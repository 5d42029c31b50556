"""The first 128 bytes of a DICOM file, and whether they are a preamble at all: PS3.10 7.1."""

MAGIC = b"DICM"
LENGTH = 132
"""Bytes of preamble and magic."""

_FIRST_GROUPS = (b"\x02\x00", b"\x00\x02", b"\x08\x00", b"\x00\x08", b"\x00\x00")
"""File meta, or a dataset that came without it, in either byte order."""


def has_preamble(start: bytes) -> bool:
    """Return whether a file begins with a preamble and the magic.

    A dataset without a preamble may hold the four letters where the magic would stand: part of a
    station's name, say. What follows them then cannot be the first element of a file.

    Args:
        start: Its first bytes, 134 or more where it has them.
    """
    if start[128:LENGTH] != MAGIC:
        return False
    begins_itself = start[:2] in (b"\x08\x00", b"\x02\x00") and start[4:6].isupper()
    return not begins_itself or start[LENGTH : LENGTH + 2] in _FIRST_GROUPS
