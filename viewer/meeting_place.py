"""Where the windows of one user find each other: files that nobody else can read."""

import getpass
import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path


def private_folder() -> Path | None:
    """Return a folder that only this user can read, made if need be; None where there is none."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    base = Path(runtime) if runtime and Path(runtime).is_dir() else Path(tempfile.gettempdir())
    user = f"-{os.getuid()}" if sys.platform != "win32" else ""
    folder = base / f"negatoscope{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(found.st_mode):
        return None
    if sys.platform != "win32" and (found.st_uid != os.getuid() or found.st_mode & 0o077):
        return None  # somebody else has put it there
    return folder


def name_for(settings_file: str) -> str:
    """Return what the windows of one user, screen and settings file have in common: 20 letters."""
    screens = (os.environ.get(n, "") for n in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
    said = "\0".join((_user(), *screens, settings_file))
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return ""


def new_address(folder: Path, name: str) -> str:
    """Return where to listen: a socket in the folder; on Windows a pipe whose name is a secret.

    The names of pipes are known to everybody on the machine: somebody else could listen there.

    Args:
        folder: Of this user alone.
        name: What its windows have in common.
    """
    if sys.platform == "win32":
        return f"negatoscope-{os.urandom(16).hex()}"
    return str(folder / f"{name}.socket")


def write_whole(path: Path, text: str) -> None:
    """Write a file that is never seen half written."""
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
