"""One film of the list: what is known of it, read or not, and where it belongs."""

import re
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from PySide6.QtGui import QImage

from engine import Description, Finding, FindingKind, Identity, Recipe
from viewer.history import History
from viewer.translations import translation_position

BROKEN_GROUP = "cannot be read"
"""Stands for the study of files that were come upon and say nothing of themselves."""

Natural: TypeAlias = tuple[tuple[int, str], ...]
Place: TypeAlias = tuple[bool, int, int, bool, int, Natural, int]


class FilmState(Enum):
    """How far a film is."""

    LISTED = "not read yet"
    READY = "read"
    BROKEN = "cannot be read"


@dataclass(slots=True, eq=False)
class Film:
    """One line of the film list.

    Attributes:
        path: The file.
        state: How far it is.
        thumbnail: Its picture, when there is one.
        description: Words about it, as far as they are known.
        reason: Why it cannot be read, in words.
        recipe: What it opens with.
        history: How it has been shown, kept when its pixels are let go.
        was_synthetic: A network invented some of it before it was opened.
        told: Number of steps, and whether it is synthetic, as its badge was last told.
        identity: What its header says of study and series.
        frames: Frames or pages in the file, as far as it is known.
        group: Study and series it is listed under; "" for what has none.
        place: Sorts the films of a list.
    """

    path: Path
    state: FilmState = FilmState.LISTED
    thumbnail: QImage | None = None
    description: Description = field(default_factory=Description)
    reason: str = ""
    recipe: Recipe | None = None
    history: History | None = None
    was_synthetic: bool = False
    told: tuple[int, bool] = (-1, False)
    identity: Identity = field(default_factory=Identity)
    frames: int = 1
    group: tuple[str, str] = ("", "")
    place: Place = (False, 0, 0, True, 0, (), 0)

    @property
    def number_of_steps(self) -> int:
        """Enabled steps of its recipe, for the badge."""
        recipe = self._recipe_in_force
        return len(recipe.enabled) if recipe else 0

    @property
    def is_synthetic(self) -> bool:
        """Whether a network invented some of it, or its recipe has one invent."""
        recipe = self._recipe_in_force
        return self.was_synthetic or (
            recipe is not None and translation_position(recipe) is not None
        )

    @property
    def name(self) -> str:
        """What the list calls it: the file's name without its folder and suffix."""
        return self.path.stem or self.path.name

    @property
    def uid(self) -> str:
        """Its SOP Instance UID, "" for a bitmap."""
        return self.identity.sop_instance_uid

    @property
    def _recipe_in_force(self) -> Recipe | None:
        return self.history.current.recipe if self.history else self.recipe


class Order:
    """Gives films their places: studies and series as found, films by their number.

    Films without a number stay as found: a folder is searched in natural order, and files the
    user names are wanted in the order named.
    """

    def __init__(self) -> None:
        self._studies: dict[str, int] = {}
        self._series: dict[tuple[str, str], int] = {}
        self._count = 0

    def listed(self, finding: Finding, *, is_named: bool) -> Film:
        """Return a film for a finding, at its place.

        Args:
            finding: A film, or a file that cannot be read.
            is_named: The user named this very file; it then stands among the films although it
                cannot be read.
        """
        identity, is_broken = finding.identity, finding.kind is FindingKind.BROKEN
        group = (identity.study_uid, identity.series_uid)
        is_apart = is_broken and not is_named and not any(group)
        if is_apart:
            group = (BROKEN_GROUP, "")
        number = identity.number
        self._count += 1
        place = (
            is_apart,
            self._studies.setdefault(group[0], len(self._studies)),
            self._series.setdefault(group, len(self._series)),
            number is None,
            number or 0,
            () if number is None else natural(finding.path.name),
            self._count,
        )
        return Film(
            finding.path,
            FilmState.BROKEN if is_broken else FilmState.LISTED,
            description=identity.description,
            reason=finding.reason,
            identity=identity,
            frames=identity.frames,
            group=group,
            place=place,
        )


def natural(name: str) -> Natural:
    """Return what sorts names as people do: film 2 before film 10."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple(
        (len(part.lstrip("0")), part.lstrip("0")) if part.isdigit() else (0, part) for part in parts
    )
