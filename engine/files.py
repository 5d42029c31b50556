"""Reading a file the user named, and telling what is in it by its first bytes."""

import errno
import os
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path

from engine.archive import member_at, open_member
from engine.errors import EngineError, UnreadableImageError

MAX_PIXELS = 200_000_000
"""Larger pictures are refused from their header: no film is, and decoding one costs gigabytes."""

_COPY_AGAIN = "Copy it again from where it came from."

_LEADS_NOWHERE = (FileNotFoundError, NotADirectoryError)
"""What a system says to a path that goes on beyond an archive."""

_REASONS = {
    errno.ENOENT: ("does not exist", "Check the name and the folder."),
    errno.ENOTDIR: ("does not exist", "Check the name and the folder."),
    errno.EACCES: ("may not be read", "Ask for the right to read it, or copy it."),
    errno.EPERM: ("may not be read", "Ask for the right to read it, or copy it."),
    errno.EISDIR: ("is a folder, not a film", "Open one of the files in it."),
    errno.ENAMETOOLONG: ("does not exist", "Check the name and the folder."),
}


def unreadable(path: Path, error: OSError) -> UnreadableImageError:
    """Return what to tell the user when the system would not give us a file."""
    said = (error.strerror or type(error).__name__).lower()
    reason, hint = _REASONS.get(
        error.errno or 0, (f"cannot be read: {said}", "Check that the drive is still connected.")
    )
    return UnreadableImageError(f"{path.name} {reason}.", hint=hint)


@dataclass(frozen=True, slots=True)
class Stamp:
    """By which a file is known again.

    Attributes:
        size: Bytes.
        modified_ns: Nanoseconds since 1970.
    """

    size: int
    modified_ns: int


def stamp_of(path: Path) -> Stamp:
    """Return size and time of a file, or of a member of an archive.

    Raises:
        OSError: If the system does not tell.
        EngineError: If the archive cannot be read.
    """
    try:
        said = path.stat()
    except _LEADS_NOWHERE:
        found = member_at(path)
        if found is None:
            raise
        return Stamp(found[1].size, found[0].modified_ns)
    return Stamp(said.st_size, said.st_mtime_ns)


def open_file(path: Path) -> BufferedReader | BytesIO:
    """Return a file, or a member of an archive, open for reading at any place.

    Raises:
        OSError: If the system does not give it to us.
        EngineError: If the archive cannot be read; from ``read`` too, if it is damaged there.
    """
    try:
        return path.open("rb")
    except _LEADS_NOWHERE:
        found = member_at(path)
        if found is None:
            raise
        return open_member(*found)


def read_bytes(path: Path, at_most: int | None = None) -> bytes:
    """Return the content of a file, or its first ``at_most`` bytes.

    Raises:
        UnreadableImageError: If it cannot be read, or is empty.
        UnsupportedImageError: If it lies in an archive and is packed in a way not read.
    """
    try:
        with open_file(path) as file:
            content = file.read() if at_most is None else file.read(at_most)
    except OSError as error:
        raise unreadable(path, error) from error
    if not content:
        raise UnreadableImageError(f"{path.name} is empty: it has 0 bytes.", hint=_COPY_AGAIN)
    return content


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder; False for one the system will not even look at."""
    return os.path.isdir(path)  # noqa: PTH112 - Path raises where a name is too long or locked


def is_file(path: Path) -> bool:
    """Return whether a path is a file, or a member of an archive.

    False for one the system will not even look at.
    """
    if os.path.isfile(path):  # noqa: PTH113 - as above
        return True
    try:
        return not os.path.exists(path) and member_at(path) is not None  # noqa: PTH110 - as above
    except (OSError, EngineError):
        return False


def damaged(path: Path, how: str) -> UnreadableImageError:
    """Return the error for a file of a known kind whose bytes are wrong."""
    return UnreadableImageError(f"{path.name} is damaged: {how}.", hint=_COPY_AGAIN)
