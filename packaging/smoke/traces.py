"""What a package leaves behind: the file system before and after, and what of it is ours."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

OURS = b"negatoscope"
SCANNED = ("etc", "opt", "srv", "usr", "var")
RECORDS = ("/var/lib/dpkg", "/var/lib/apt", "/var/cache/apt", "/var/cache/debconf", "/var/log")
"""What the package manager keeps of a package that was there."""

CHECKOUT = Path(__file__).resolve().parents[2]
"""The source tree that this file belongs to."""

OF_THE_SESSION = ("tmp", "var/tmp", "run", "dev/shm")
"""Where programs put what is to be gone once they have ended."""

MADE_BY_OTHERS = re.compile(
    r"/etc/(ld\.so\.cache|fonts/.*|alternatives/.*|machine-id|mailcap|ssl/certs/.*|xdg/.*"
    r"|(passwd|group|shadow|gshadow|subuid|subgid)-?)"
    r"|/var/(cache/(fontconfig|ldconfig|man)|lib/(dbus|ucf|systemd|pam|AccountsService))(/.*)?"
    r"|/usr/share/(mime(/.*)?|applications/mimeinfo\.cache|icons/[^/]*/icon-theme\.cache"
    r"|glib-2\.0/schemas/gschemas\.compiled|info/dir.*|fonts/.*)"
    r"|/usr/lib/[^/]*/(gio/modules/giomodule\.cache|gdk-pixbuf-2\.0/.*loaders\.cache)"
    r"|/usr/local/share/fonts.*"
)
"""Caches and settings that the packages of a desktop write when they are installed."""

LARGEST_READ = 4_000_000
MERGED = ("/bin/", "/sbin/", "/lib")
"""Folders that Debian 12 keeps below /usr, though packages still name them as they were."""

Files: TypeAlias = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Left:
    """Something that was not there before, or not so.

    Attributes:
        path: As that machine names it.
        why: What is wrong with it.
    """

    path: str
    why: str


def files_of(root: Path) -> Files:
    """Return path -> (mode, size, time of change) of everything that packages may write."""
    found: Files = {}
    for entry in os.scandir(root):
        found[f"/{entry.name}"] = (0, 0, 0)
    for name in SCANNED:
        for path in _below(root / name):
            inside = "/" + path.relative_to(root).as_posix()
            if not inside.startswith(RECORDS):
                at = path.lstat()
                is_folder = stat.S_ISDIR(at.st_mode)
                found[inside] = (at.st_mode, *((0, 0) if is_folder else (at.st_size, _time(at))))
    return found


def left_behind(root: Path, before: Files, *, is_alone: bool) -> list[Left]:
    """Return what a package has left, once it is purged.

    Whatever is named after us or mentions us was left by us. Where nobody else works on the
    machine, what no installed package owns and no cache explains was left by us too.

    Args:
        root: Of the machine.
        before: What ``files_of`` said before the package came.
        is_alone: Nobody else has changed anything meanwhile.
    """
    after = files_of(root)
    owned = _owned(root)
    left = []
    for path in sorted(path for path, at in after.items() if before.get(path) != at):
        if OURS in path.lower().encode():
            left.append(Left(path, "is named after us"))
        elif _mentions_us(root / path[1:]):
            left.append(Left(path, "mentions us"))
        elif is_alone and not (path in owned or _is_made_by_others(root, path)):
            left.append(Left(path, "no package owns it" if path not in before else "was changed"))
    return left


def left_in_session(root: Path, user_id: int) -> list[Left]:
    """Return what lies in temporary folders that the user owns or that is named after us."""
    found = []
    for name in OF_THE_SESSION:
        for path in _below(root / name):
            inside = "/" + path.relative_to(root).as_posix()
            if inside.startswith("/tmp/.X11-unix"):  # noqa: S108 - the screen's
                continue
            if path.is_relative_to(CHECKOUT):
                continue  # a source tree may lie there, which the test came from
            if inside.startswith(f"/run/user/{user_id}") and path.is_dir():
                continue  # the system removes it at the end of the session
            try:
                is_the_users = path.lstat().st_uid == user_id
            except FileNotFoundError:
                continue  # somebody else's, and gone meanwhile
            if is_the_users or OURS in path.name.lower().encode():
                found.append(Left(inside, "should be gone once the program has ended"))
    return found


def in_home(home: Path, known: Iterable[str] = ()) -> list[str]:
    """Return the folders with files of ours in a home, and every other file the program left.

    Args:
        home: The user's, as this machine names it.
        known: Files and folders, from the home, that were there before or put there by the test.
    """
    found = set()
    for path in _below(home):
        inside = path.relative_to(home)
        if path.is_dir() or any(inside.is_relative_to(name) for name in known):
            continue
        parts = inside.parts
        ours = next((at for at, part in enumerate(parts) if OURS.decode() in part.lower()), None)
        is_folder = ours is not None and ours < len(parts) - 1
        found.add("/".join(parts[: ours + 1]) if is_folder and ours is not None else str(inside))
    return sorted(found)


def _below(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder, without leaving its file system or following links."""
    if folder.is_symlink() or not folder.is_dir():
        return
    device = folder.lstat().st_dev
    for at, folders, files in os.walk(folder):
        here = Path(at)
        folders[:] = [name for name in folders if _device(here / name) in (device, None)]
        for name in (*folders, *files):
            if _device(here / name) is not None:
                yield here / name


def _device(path: Path) -> int | None:
    try:
        return path.lstat().st_dev
    except FileNotFoundError:
        return None


def _time(at: os.stat_result) -> int:
    return at.st_mtime_ns


def _owned(root: Path) -> Set[str]:
    """Return every path that a package names as its own."""
    owned = set()
    for listing in (root / "var/lib/dpkg/info").glob("*.list"):
        for line in listing.read_text(errors="replace").splitlines():
            owned |= {line, f"/usr{line}"} if line.startswith(MERGED) else {line}
    return owned


def _is_made_by_others(root: Path, path: str) -> bool:
    link = root / path[1:]
    is_alternative = link.is_symlink() and link.readlink().is_relative_to("/etc/alternatives")
    return is_alternative or MADE_BY_OTHERS.fullmatch(path) is not None


def _mentions_us(path: Path) -> bool:
    if path.is_symlink():
        return OURS in str(path.readlink()).lower().encode()
    if not path.is_file() or path.lstat().st_size > LARGEST_READ:
        return False
    return OURS in path.read_bytes().lower()
