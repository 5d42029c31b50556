"""Looking for films among what the user named, and what is to be said of it in the end."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine import EngineError, Finding, FindingKind, Progress, Recipe, search_films

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, with what it costs a look at the disk to know.

    Attributes:
        finding: What the engine says.
        is_named: The user named this very file.
        is_folder: It is a folder that cannot be looked into, or has no films: no line of a list.
    """

    finding: Finding
    is_named: bool
    is_folder: bool


class FilmSearch:
    """One search, and what it came upon.

    Args:
        paths: Absolute; what the user named.
        recipe: What its films open with.
    """

    def __init__(self, paths: Sequence[Path], recipe: Recipe | None) -> None:
        self.recipe = recipe
        self.has_shown = False
        self._paths = tuple(paths)
        self.begin()

    def begin(self) -> None:
        """Count from the start."""
        self._films = 0
        self._states: list[Path] = []
        self._broken: list[Finding] = []

    def run(self, progress: Progress) -> Iterator[Found]:
        """Yield what there is; runs on a thread."""
        progress.report(0.0, translate("Search", "Looking for films"))
        named = frozenset(self._paths)
        for finding in search_films(self._paths, progress):
            is_broken = finding.kind is FindingKind.BROKEN
            is_folder = is_broken and os.path.isdir(finding.path)  # noqa: PTH112 - Path may raise
            yield Found(finding, finding.path in named, is_folder)

    def count(self, found: Found) -> None:
        """Take a finding into account."""
        kind = found.finding.kind
        if kind is FindingKind.FILM:
            self._films += 1
        elif kind is FindingKind.STATE:
            self._states.append(found.finding.path)
        else:
            self._broken.append(found.finding)

    def remark(self, already_told: Path | None) -> EngineError | None:
        """Return what the user should read at the end: nothing found, or not all of it readable.

        Args:
            already_told: The film on the stage; why it cannot be read is said there.
        """
        broken, total = len(self._broken), self._films + len(self._broken)
        if broken > 1:
            return EngineError(
                translate("Search", "{broken} of {total} files cannot be read.").format(
                    broken=broken, total=total
                ),
                hint=translate("Search", "They are in the list of films, each with the reason."),
            )
        if broken == 1:
            is_told = self._broken[0].path == already_told
            return None if is_told else EngineError(self._broken[0].reason)
        if total:
            return None
        if self._states:
            return EngineError(
                _states_alone([path.name for path in self._states]),
                hint=translate(
                    "Search", "It applies to the films it names: open the folder they lie in."
                ),
            )
        name = self._paths[0].name or str(self._paths[0]) if len(self._paths) == 1 else ""
        nothing = translate("Search", "No films were found.")
        where = translate("Search", "No films were found in {name}.").format(name=name)
        return EngineError(
            where if name else nothing,
            hint=translate("Search", "This program opens DICOM, PNG, TIFF and JPEG films."),
        )


def _states_alone(names: list[str]) -> str:
    if len(names) == 1:
        return translate(
            "Search",
            "{name} is a presentation state: how films are to be shown, without the films.",
        ).format(name=names[0])
    return translate(
        "Search",
        "These files are presentation states: how films are to be shown, without the films.",
    )
