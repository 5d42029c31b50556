"""Prints the version of what is built here: the number of the source, or of a commit after it.

    python packaging/build_version.py

A commit that is tagged ``v<number>`` has that number; any other the number, its date and the start
of its name: ``0.1.0+git20261122.ce46920``.
"""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from runpy import run_path

ROOT = Path(__file__).resolve().parent.parent

_NO_GIT_TIME_S = 1_577_836_800
"""1 January 2020: a time for files whose commit nobody knows, old but not before ZIP's first."""


@dataclass(frozen=True)
class Source:
    """What is built.

    Attributes:
        version: As ``engine.build.BuildInfo`` says it.
        commit: 40 hexadecimal digits, or "" without git.
        time_s: When it was committed, in seconds since 1970: the time that files of a build get.
    """

    version: str
    commit: str
    time_s: int


def source_of(root: Path = ROOT) -> Source:
    """Return what git says of a source tree; without git, the number alone.

    Args:
        root: Where the source tree lies.
    """
    number = str(run_path(str(root / "engine" / "version.py"))["VERSION"])
    said = _git(root, "log", "-1", "--format=%H %ct")
    if said is None:
        sys.stderr.write(f"git says nothing about this source tree: the version is {number}.\n")
        return Source(number, "", _NO_GIT_TIME_S)
    commit, _, seconds = said.partition(" ")
    tags = (_git(root, "tag", "--points-at", "HEAD") or "").split()
    if f"v{number}" in tags:
        return Source(number, commit, int(seconds))
    day = time.strftime("%Y%m%d", time.gmtime(int(seconds)))
    return Source(f"{number}+git{day}.{commit[:7]}", commit, int(seconds))


def _git(root: Path, *words: str) -> str | None:
    """Return what git answers, or None where there is no git, or no repository."""
    if not (root / ".git").exists():  # a source archive unpacked within another repository
        return None
    command = ["git", "-c", "log.showSignature=false", "-C", str(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


if __name__ == "__main__":
    sys.stdout.write(source_of().version + "\n")
