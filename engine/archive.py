"""Films inside a ZIP archive, read in memory: nothing is ever extracted to disk.

A path that goes on beyond an archive names its member: ``study.zip/series/a.dcm``. The list of an
archive is read once; a member is unpacked only as far as it is read, and never beyond the budget.
"""

import errno
import re
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path, PurePosixPath

from engine.archive_list import MAGIC, ArchiveError, Packed, TooManyError, files_listed
from engine.archive_member import MemberBytes
from engine.budget import budget
from engine.errors import UnreadableImageError, UnsupportedImageError

_REMEMBERED = 4
"""Archives whose list is kept."""

_LEADS_OUT = "its name leads out of the archive"
_UNFIT = "its name has characters that no file name has"
_TWICE = "the archive holds two files of that name"

_DRIVE = re.compile(r"(^|/)[A-Za-z]:")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Archive:
    """What a ZIP archive lists.

    Attributes:
        path: The archive.
        modified_ns: Its time stamp.
        members: Those that may be opened, by their name with its folders.
        refused: A harmless name for each of the others, and why it is not opened.
    """

    path: Path = field(repr=False)
    modified_ns: int
    members: Mapping[str, Packed] = field(repr=False)
    refused: Mapping[str, str] = field(repr=False)


_lock = threading.Lock()
_known: OrderedDict[tuple[Path, int, int], Archive] = OrderedDict()


def archive_of(path: Path) -> tuple[Path, str] | None:
    """Return the archive that a path leads into, and the member's name; None of any other path."""
    for parent in path.parents:
        try:
            if parent.is_file():
                with parent.open("rb") as file:
                    is_archive = file.read(4) in MAGIC
                return (parent, path.relative_to(parent).as_posix()) if is_archive else None
            if parent.exists():
                return None
        except (OSError, ValueError):
            return None
    return None


def member_at(path: Path) -> tuple[Archive, Packed] | None:
    """Return the archive and the member that a path names; None where it leads into no archive.

    Raises:
        OSError: If the archive has no such member, or the system does not give us the archive.
        UnreadableImageError: If the archive is damaged.
        UnsupportedImageError: If it lists more files than the budget allows.
    """
    found = archive_of(path)
    if found is None:
        return None
    archive = read_archive(found[0])
    if found[1] not in archive.members:
        raise FileNotFoundError(errno.ENOENT, "No such file in the archive")
    return archive, archive.members[found[1]]


def names_in(folder: Path) -> set[str]:
    """Return what a folder within an archive holds, by name; nothing where it is none.

    Raises:
        OSError: If the system does not give us the archive.
        EngineError: If it cannot be read.
    """
    found = archive_of(folder / "any")
    if found is None:
        return set()
    within = PurePosixPath(found[1]).parent.parts
    members = (PurePosixPath(name).parts for name in read_archive(found[0]).members)
    return {parts[len(within)] for parts in members if parts[: len(within)] == within != parts}


def open_member(archive: Archive, member: Packed) -> BufferedReader:
    """Return a member, open for reading at any place.

    Raises:
        OSError: If the system does not give us the archive.
        UnreadableImageError: If it is damaged; from ``read`` too, when that is found out there.
        UnsupportedImageError: If it is encrypted, too large, or packed in a way not read.
    """
    file = archive.path.open("rb")
    try:
        return BufferedReader(MemberBytes(file, member))
    except BaseException:
        file.close()
        raise


def read_archive(path: Path) -> Archive:
    """Return what an archive lists, read once as long as the file stays the same; thread-safe.

    Raises:
        OSError: If the system does not give us the archive.
        UnreadableImageError: If it is damaged.
        UnsupportedImageError: If it lists more files than the budget allows.
    """
    said = path.stat()
    key = (path, said.st_size, said.st_mtime_ns)
    with _lock:
        if key not in _known:
            _known[key] = _sorted_out(path, said.st_mtime_ns, _listed(path))
        _known.move_to_end(key)
        while len(_known) > _REMEMBERED:
            _known.popitem(last=False)
        return _known[key]


def _listed(path: Path) -> list[Packed]:
    try:
        with path.open("rb") as file:
            return files_listed(file, budget().entries)
    except TooManyError as error:
        raise UnsupportedImageError(
            f"{path.name} is not opened: {error}, and this program opens {budget().entries}.",
            hint="Unpack it, then open the folder of the film.",
        ) from error
    except ArchiveError as error:
        raise UnreadableImageError(
            f"{path.name} is damaged: {error}.", hint="Copy it again from where it came from."
        ) from error


def _sorted_out(path: Path, modified_ns: int, listed: list[Packed]) -> Archive:
    members: dict[str, Packed] = {}
    refused: dict[str, str] = {}
    for one in listed:
        name = str(PurePosixPath(one.name))
        why = _refusal(one.name) or (_TWICE if name in members else "")
        if why:
            refused[harmless_name(one.name)] = why
        else:
            members[name] = one
    return Archive(path, modified_ns, members, refused)


def _refusal(name: str) -> str:
    """Return why a member of that name is never opened, or ""."""
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name):
        return _UNFIT
    leads_out = name.startswith("/") or "\\" in name or ".." in name.split("/")
    return _LEADS_OUT if leads_out or _DRIVE.search(name) or not name.strip("./") else ""


def harmless_name(name: str) -> str:
    """Return a name of one part, which shows what a name that leads elsewhere said."""
    shown = "".join(
        "\ufffd" if unicodedata.category(letter)[0] == "C" else letter for letter in name
    )
    part = re.sub(r"[/\\:]", "_", shown)[-_LONGEST_NAME:]
    return part if part.strip(".") else "_"
