"""What a file is, told by its first bytes; a name proves nothing."""

import codecs
from enum import Enum, auto

from engine.archive_list import MAGIC
from engine.bitmap_header import bitmap_kind

START = 4096
"""Bytes looked at to tell what a file is."""

_STRANGERS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"GIF8", "a GIF picture, which this program does not open"),
    (b"BM", "a BMP picture, which this program does not open"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (
        b"\x00\x00\x00\x0cjP  ",
        "a JPEG 2000 picture outside DICOM, which this program does not open",
    ),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
)

_DIRECTORY_CLASS = b"1.2.840.10008.1.3.10"
_STATE_CLASS = b"1.2.840.10008.5.1.4.1.1.11.1"
_CLASS_ELEMENT = b"\x02\x00\x02\x00UI"
"""(0002,0002) Media Storage SOP Class UID, with its VR, as the file meta always has it."""


class FileKind(Enum):
    """How a file is read."""

    DICOM = auto()
    BITMAP = auto()
    DICOMDIR = auto()
    STATE = auto()
    ARCHIVE = auto()
    STRANGER = auto()


def file_kind(name: str, start: bytes) -> FileKind:
    """Return what a file is.

    Args:
        name: Of the file; only DICOMDIR, which the standard reserves, means anything.
        start: Its first ``START`` bytes.
    """
    if bitmap_kind(start) and start[128:132] != b"DICM":  # a TIFF header fits in a preamble
        return FileKind.BITMAP
    if is_dicom(start):
        if name.upper() == "DICOMDIR" or _DIRECTORY_CLASS in start[:START]:
            return FileKind.DICOMDIR
        return FileKind.STATE if _class_in_meta(start) == _STATE_CLASS else FileKind.DICOM
    return FileKind.ARCHIVE if start.startswith(MAGIC) else FileKind.STRANGER


def _class_in_meta(start: bytes) -> bytes:
    """Return the SOP class that the file meta names, or b""."""
    at = start.find(_CLASS_ELEMENT)
    if at < 0:
        return b""
    at += len(_CLASS_ELEMENT)
    length = int.from_bytes(start[at : at + 2], "little")
    return start[at + 2 : at + 2 + length].rstrip(b"\0 ")


def is_dicom(start: bytes) -> bool:
    """Return whether a file begins like DICOM: its magic, or a low group and a likely VR."""
    if start[128:132] == b"DICM":
        return True
    if len(start) < 8:
        return False
    little, big = int.from_bytes(start[:2], "little"), int.from_bytes(start[:2], "big")
    if little not in (2, 8) and big != 8:
        return False
    is_explicit = start[4:6].isalpha() and start[4:6].isupper()
    length = int.from_bytes(start[4:8], "little")
    return is_explicit or (little in (2, 8) and length < START)


def kind_in_words(start: bytes) -> str:
    """Return what a file that is no film is, as far as its first bytes tell: "a text file"."""
    for magic, kind in _STRANGERS:
        if start.startswith(magic):
            return kind
    try:  # a character may be cut at the end
        said = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "a file of an unknown kind"
    is_text = all(c.isprintable() or c in "\t\r\n\f" for c in said)
    return "a text file" if is_text else "a file of an unknown kind"
