"""The presentation states that lie beside the film shown, read as soon as the film is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine import EngineError, PresentationState, read_state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine import Finding, Progress
    from viewer.jobs import Jobs

JOB = "presentation states"
"""Name of reading them among the jobs."""

MOST_STATES = 100

_Read = dict["Path", PresentationState | EngineError]


class StatesBeside(QObject):
    """Reads the states that refer to one film, each once.

    Args:
        jobs: Where they are read.
        states_for: Gives what was found for the SOP Instance UID of a film.
        parent: Qt's owner.
    """

    changed = Signal()  # others, or they were read

    def __init__(
        self, jobs: Jobs, states_for: Callable[[str], list[Finding]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._states_for = states_for
        self._uid = ""
        self._wanted: list[Path] = []
        self._read: _Read = {}

    @property
    def states(self) -> list[PresentationState]:
        """Those of the film, as far as they could be read."""
        found = (self._read.get(path) for path in self._wanted)
        return [state for state in found if isinstance(state, PresentationState)]

    @property
    def problems(self) -> tuple[str, ...]:
        """Why some could not be read, one sentence each."""
        found = (self._read.get(path) for path in self._wanted)
        return tuple(str(error) for error in found if isinstance(error, EngineError))

    @property
    def is_reading(self) -> bool:
        """Whether some are still to be read."""
        return any(path not in self._read for path in self._wanted)

    def find(self, uid: str) -> PresentationState | None:
        """Return the state of that SOP Instance UID, if it lies beside the film."""
        return next((state for state in self.states if state.uid == uid), None)

    def look_for(self, uid: str) -> None:
        """Read the states of another film; "" is a film that none can refer to."""
        self._uid = uid
        self.look_again()

    def look_again(self) -> None:
        """See whether others were found meanwhile."""
        before = self._wanted
        found = self._states_for(self._uid) if self._uid else []
        self._wanted = [finding.path for finding in found[:MOST_STATES]]
        self._read = {path: self._read[path] for path in self._wanted if path in self._read}
        missing = [path for path in self._wanted if path not in self._read]
        if missing:
            self._jobs.start(
                JOB,
                lambda progress: _read_all(missing, progress),
                done=self._accept,
                failed=lambda _: None,
            )
        elif self._wanted != before:
            self.changed.emit()

    def _accept(self, read: _Read) -> None:
        self._read |= read
        self.changed.emit()


def _read_all(paths: list[Path], progress: Progress) -> _Read:
    """Read each; one that cannot be read says why and keeps none from the others."""
    read: _Read = {}
    for path in paths:
        progress.check()
        try:
            read[path] = read_state(path)
        except EngineError as error:
            read[path] = error
    return read
