"""Files that appear whole or not at all."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from engine.errors import ExportError

_TRY_ELSEWHERE = "Choose another folder, or another name."

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another disk."),
    errno.EDQUOT: ("the disk quota is used up", "Free some space, or choose another disk."),
    errno.EFBIG: ("the file would be too large for that disk", "Choose another disk."),
    errno.EACCES: ("the folder may not be written to", "Choose a folder of your own."),
    errno.EPERM: ("the folder may not be written to", "Choose a folder of your own."),
    errno.EROFS: ("the disk is read-only", "Choose another disk."),
    errno.ENOENT: ("the folder does not exist", "Create the folder first, or choose another."),
    errno.ENOTDIR: ("what should be its folder is a file", _TRY_ELSEWHERE),
    errno.EISDIR: ("a folder of that name is in the way", _TRY_ELSEWHERE),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
    errno.EIO: ("the disk reported a fault", "Check the disk, or choose another."),
}


def write_atomically(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file that is there whole or not at all; one already there is replaced.

    The bytes go to a hidden file beside the target, readable by its owner only, whose name says
    nothing about the target. It takes the target's name when every byte is on the disk, and is
    removed whatever goes wrong before.

    Args:
        path: The file to appear; its folder must exist.
        write: Writes the content to the open file it is given.

    Raises:
        ExportError: If the file could not be written: full disk, read-only folder and so on.
    """
    try:
        _write(path, write)
    except OSError as error:
        raise unwritable(path.name, error) from error


def write_text_atomically(path: Path, text: str) -> None:
    """Write a text file in UTF-8 that is there whole or not at all.

    Raises:
        ExportError: If it could not be written.
    """
    content = text.encode()

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(path, write)


def unwritable(name: str, error: OSError) -> ExportError:
    """Return why a file could not be written, as one sentence with a hint.

    Args:
        name: File name without its folder.
        error: What the system said.
    """
    reason, hint = _REASONS.get(
        error.errno or 0, (_plain(error.strerror or type(error).__name__), _TRY_ELSEWHERE)
    )
    return ExportError(f"{name} could not be written: {reason}.", hint=hint)


def _write(path: Path, write: Callable[[BinaryIO], None]) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle, name = tempfile.mkstemp(prefix=".negatoscope-", suffix=".part", dir=path.parent)
    partial = Path(name)  # mkstemp made it 0600
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:  # Ctrl-C included: nothing half written stays
        partial.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can do that."""
    with contextlib.suppress(OSError):  # Windows and some network disks cannot; the file is there
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _plain(text: str) -> str:
    return text[:1].lower() + text[1:]
