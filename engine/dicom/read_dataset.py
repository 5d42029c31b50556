"""Bytes -> dataset, with the preamble looked at and deflation kept within bounds."""

import zlib
from io import BytesIO
from pathlib import Path

from pydicom import dcmread
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.filereader import read_dataset as parse
from pydicom.filereader import read_file_meta_info
from pydicom.uid import DeflatedExplicitVRLittleEndian

from engine.dicom.quiet import silence_pydicom
from engine.errors import UnsupportedImageError
from engine.files import unreadable

MAX_INFLATED = 1_000_000_000
"""Bytes a deflated dataset may grow to; a megabyte can be made to fill any memory."""

_PROGRAMS = {b"MZ": "Windows", b"\x7fELF": "Linux", b"#!": "shell", b"\xcf\xfa\xed\xfe": "macOS"}


def dataset_of(path: Path, notices: list[str]) -> FileDataset:
    """Return the dataset of a DICOM file, also of one without preamble or file meta.

    Raises:
        UnreadableImageError: If the system does not give us the file.
        UnsupportedImageError: If it is deflated and grows beyond ``MAX_INFLATED``.
        Any of BROKEN_INPUT: If it cannot be parsed.
    """
    silence_pydicom()
    try:
        with path.open("rb") as file:
            start = file.read(132)
            has_preamble = start[128:] == b"DICM"
            _note_preamble(start, notices, has_preamble=has_preamble)
            if has_preamble and _is_deflated(path):
                file.seek(0)
                return _inflated(file.read(), path)
            file.seek(0)
            return dcmread(file, force=True)
    except OSError as error:
        raise unreadable(path, error) from error


def _note_preamble(start: bytes, notices: list[str], *, has_preamble: bool) -> None:
    if not has_preamble:
        notices.append("The file lacks the DICOM preamble; it was read all the same.")
        return
    for magic, system in _PROGRAMS.items():
        if start.startswith(magic):
            notices.append(
                f"The first 128 bytes of the file look like a {system} program; do not run it. "
                "They are never copied into an export."
            )


def _is_deflated(path: Path) -> bool:
    meta = read_file_meta_info(path)
    return bool(meta.get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian)


def _inflated(content: bytes, path: Path) -> FileDataset:
    """Return a deflated dataset: PS3.5 A.5."""
    file = BytesIO(content)
    meta = read_file_meta_info(path)
    start = _end_of_meta(content)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = inflater.decompress(content[start:], MAX_INFLATED)
    if inflater.unconsumed_tail:
        raise UnsupportedImageError(
            f"{path.name} is compressed and would grow beyond {MAX_INFLATED / 1e9:g} GB."
        )
    parsed = parse(BytesIO(plain), is_implicit_VR=False, is_little_endian=True)
    ds = FileDataset(file, parsed, content[:128], FileMetaDataset(meta), False, True)
    ds.set_original_encoding(False, True, parsed._character_set)
    return ds


def _end_of_meta(content: bytes) -> int:
    """Return where the dataset begins: after the group length's own 12 bytes and its count."""
    return 132 + 12 + int.from_bytes(content[140:144], "little")
