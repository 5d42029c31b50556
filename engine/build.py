"""Which build of the program this is: run from source, or made by the packaging, and how."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from engine.resources import resource_path
from engine.version import VERSION

BUILD_FILE = "build.json"
"""Written by the packaging into the resources of a frozen program; absent in the source."""


class Variant(StrEnum):
    """What a build brings along."""

    SOURCE = "source"
    FULL = "full"
    SMALL = "small"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """Where the running program comes from.

    Attributes:
        version: Number of the version; between two versions with date and commit after a plus.
        variant: What it brings along: no torch in a small build, torch for GPUs in one for CUDA.
        commit: Of the source, 40 hexadecimal digits; "" where nobody wrote it down.
        releases: Address that names the latest version as JSON; "" where there is none to ask.
    """

    version: str = VERSION
    variant: Variant = Variant.SOURCE
    commit: str = ""
    releases: str = ""

    @property
    def is_frozen(self) -> bool:
        """Whether it was installed as a program of its own, without a Python beside it."""
        return self.variant is not Variant.SOURCE


@cache
def build_info() -> BuildInfo:
    """Return what the packaging wrote down, or that the program runs from its source."""
    path = resource_path(BUILD_FILE)
    if not path.is_file():
        return BuildInfo()
    said = json.loads(path.read_text(encoding="utf-8"))
    return BuildInfo(said["version"], Variant(said["variant"]), said["commit"], said["releases"])
