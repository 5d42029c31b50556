"""Bytes -> dataset without its pixels, guarded; the preamble is looked at on the way."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.filereader import read_dataset as parse
from pydicom.tag import BaseTag

from engine.budget import budget
from engine.dicom.guard import Walked, walk
from engine.dicom.header_walk import header_too_large
from engine.dicom.inflated import Inflated
from engine.dicom.preamble import LENGTH, MAGIC, has_preamble
from engine.dicom.quiet import silence_pydicom
from engine.files import damaged, open_file, unreadable

_PROGRAMS = {b"MZ": "Windows", b"\x7fELF": "Linux", b"#!": "shell", b"\xcf\xfa\xed\xfe": "macOS"}

_HEAD = 12
"""Bytes of the longest beginning of an element; pydicom stops at pixels once it has read it."""


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """Everything a DICOM file says before its pixels.

    Attributes:
        ds: The dataset without pixels; shared by all who ask, written to by none.
        walked: How it lies in the file, and where the pixels are.
        notices: What is odd about the file, one sentence each.
    """

    ds: FileDataset = field(repr=False)
    walked: Walked
    notices: tuple[str, ...]


def dataset_of(path: Path, notices: list[str]) -> FileDataset:
    """Return the dataset of a DICOM file without its pixels; preamble and file meta may be absent.

    Raises:
        UnreadableImageError: If the system does not give us the file, or the header is cut short.
        UnsupportedImageError: If the header goes beyond the budget.
        Any of BROKEN_INPUT: If it cannot be parsed.
    """
    try:
        with open_file(path) as file:
            header = header_of(file, path)
    except OSError as error:
        raise unreadable(path, error) from error
    notices.extend(header.notices)
    return header.ds


def header_of(file: BinaryIO, path: Path) -> Header:
    """Return what a DICOM file says before its pixels.

    Args:
        file: Open at any place.
        path: For the sentence of a refusal.

    Raises:
        As ``dataset_of``; OSError if the file can no longer be read.
    """
    silence_pydicom()
    file.seek(0)
    start = file.read(LENGTH + 2)
    notices = _notices_of(start)
    walked = walk(file, path)
    if walked.end > budget().header_bytes:
        raise header_too_large(path, budget())
    file.seek(0)
    outside = file.read(walked.dataset_at if walked.is_deflated else walked.end + _HEAD)
    inside = content(file, walked, path).read(walked.end + _HEAD) if walked.is_deflated else b""
    if start[128:LENGTH] == MAGIC and not has_preamble(start):
        outside = bytes(128) + MAGIC + outside  # pydicom takes the letters for the magic
    try:
        ds = dcmread(BytesIO(outside), force=True, stop_before_pixels=True)
        if walked.is_deflated:
            ds = _inflated(ds, inside)
    except OSError as error:  # of bytes in memory: pydicom found an end where it wanted more
        raise damaged(path, "its header ends early") from error
    ds.buffer = None
    return Header(ds, walked, notices)


def content(file: BinaryIO, walked: Walked, path: Path) -> BinaryIO:
    """Return the file in which the places of a walk are counted."""
    return Inflated(file, walked.dataset_at, path) if walked.is_deflated else file


def _notices_of(start: bytes) -> tuple[str, ...]:
    if not has_preamble(start):
        return ("The file lacks the DICOM preamble; it was read all the same.",)
    return tuple(
        f"The first 128 bytes of the file look like a {system} program; do not run it. "
        "They are never copied into an export."
        for magic, system in _PROGRAMS.items()
        if start.startswith(magic)
    )


def _inflated(outside: FileDataset, inside: bytes) -> FileDataset:
    """Return a deflated dataset: PS3.5 A.5.

    Args:
        outside: Preamble and file meta.
        inside: What the rest inflates to, as far as its pixels.
    """
    header = BytesIO(inside)
    parsed = parse(header, is_implicit_VR=False, is_little_endian=True, stop_when=_at_pixels)
    ds = FileDataset(header, parsed, outside.preamble, outside.file_meta, False, True)
    is_implicit, is_little = parsed.original_encoding
    ds.set_original_encoding(is_implicit, is_little, parsed.original_character_set)
    return ds


def _at_pixels(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    return tag in (0x7FE00010, 0x7FE00009, 0x7FE00008)
