"""Any file the user points at -> a film; and which films a folder holds."""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.bitmap_header import bitmap_kind
from engine.errors import UnreadableImageError
from engine.files import is_file, is_folder, read_bytes, unreadable
from engine.radiograph import Radiograph

_START = 4096
"""Bytes looked at to tell what a file is."""

_STRANGERS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
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

_OPENS = "This program opens DICOM, PNG, TIFF and JPEG films."


def read_radiograph(path: Path, frame: int = 0) -> Radiograph:
    """Return the film in a file; what is in it decides how it is read, not its name.

    Args:
        path: A DICOM, PNG, TIFF or JPEG file.
        frame: 0-based frame or page.

    Raises:
        UnreadableImageError: If it is missing, damaged, or no film at all.
        UnsupportedImageError: If it is a film of a kind this program does not open.
    """
    start = read_bytes(path, _START)
    if bitmap_kind(start) and start[128:132] != b"DICM":  # a TIFF header fits in a preamble
        from engine.bitmap import read_bitmap

        return read_bitmap(path, frame)
    if not _is_dicom(start):
        raise UnreadableImageError(
            f"{path.name} is not an image: it is {_kind(start)}.", hint=_OPENS
        )
    from engine.dicom.read import read_dicom

    return read_dicom(path, frame)


def find_films(paths: Iterable[Path]) -> list[Path]:
    """Return the film files that files, folders and DICOMDIRs stand for, each once.

    Files come back as they are, whatever is in them. Folders are searched to the bottom, in
    natural order and without hidden entries, for files that begin like a film. A DICOMDIR stands
    for the files it lists, as far as they lie in its own folder.

    Args:
        paths: What the user named.

    Raises:
        UnreadableImageError: If one does not exist, or holds no film.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if is_folder(path):
            found.update(dict.fromkeys(_films_in(path)))
        else:
            found.update(dict.fromkeys(_films_of_file(path)))
    return list(found)


def _films_of_file(path: Path) -> list[Path]:
    start = read_bytes(path, _START)
    if not _is_directory_file(path, start):
        return [path]
    from engine.dicom.read_directory import films_listed

    return films_listed(path)


def _films_in(folder: Path) -> list[Path]:
    films: list[Path] = []
    for file in _files_below(folder):
        try:
            start = read_bytes(file, _START)
        except UnreadableImageError:
            continue  # empty, or not ours to read
        is_film = bitmap_kind(start) is not None or _is_dicom(start)
        if is_film and not _is_directory_file(file, start):
            films.append(file)
    if not films:
        raise UnreadableImageError(f"The folder {folder.name or folder} has no films.", hint=_OPENS)
    return films


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield files in natural order, folders after the files beside them; links to folders not."""
    try:
        entries = sorted(folder.iterdir(), key=_natural)
    except OSError as error:
        raise unreadable(folder, error) from error
    shown = [entry for entry in entries if not entry.name.startswith(".")]
    yield from (entry for entry in shown if is_file(entry))
    for entry in shown:
        if is_folder(entry) and not entry.is_symlink():
            yield from _files_below(entry)


def _natural(path: Path) -> list[tuple[int, int, str]]:
    """Return a key by which film 2 comes before film 10."""
    parts = re.findall(r"\d+|\D+", path.name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _is_directory_file(path: Path, start: bytes) -> bool:
    """Whether this is a DICOMDIR: by its SOP class, or by its name and being DICOM."""
    return _is_dicom(start) and (
        path.name.upper() == "DICOMDIR" or b"1.2.840.10008.1.3.10" in start[:_START]
    )


def _is_dicom(start: bytes) -> bool:
    """Whether a file begins like DICOM: with its magic, or with a low group and a likely VR."""
    if start[128:132] == b"DICM":
        return True
    if len(start) < 8:
        return False
    little, big = int.from_bytes(start[:2], "little"), int.from_bytes(start[:2], "big")
    if little not in (2, 8) and big != 8:
        return False
    is_explicit = start[4:6].isalpha() and start[4:6].isupper()
    length = int.from_bytes(start[4:8], "little")
    return is_explicit or (little in (2, 8) and length < _START)


def _kind(start: bytes) -> str:
    """Return what a file that is no film is, as far as its first bytes tell."""
    for magic, kind in _STRANGERS:
        if start.startswith(magic):
            return kind
    try:  # a character may be cut at the end
        said = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "a file of an unknown kind"
    return (
        "a text file"
        if all(c.isprintable() or c in "\t\r\n\f" for c in said)
        else "a file of an unknown kind"
    )
