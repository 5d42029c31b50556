"""What runs and what ended lately, in plain words: for the jobs sheet."""

import time
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine import EngineError
from viewer.jobs import Ending, Jobs

translate = QCoreApplication.translate

KEPT = 30
"""So many ended jobs are remembered."""


@dataclass(frozen=True, slots=True)
class JobLine:
    """One kind of work.

    Attributes:
        key: Its name among the jobs.
        title: What it is called.
        began_s: When, on the clock of ``time.monotonic``.
        share: 0..1, how far it is; 0 where nobody knows.
        doing: What it is at, in its own words; may be empty.
        ending: How it ended; None while it runs.
        took_s: How long it took; 0 while it runs.
        sentence: Why it failed; else empty.
    """

    key: str
    title: str
    began_s: float
    share: float = 0.0
    doing: str = ""
    ending: Ending | None = None
    took_s: float = 0.0
    sentence: str = ""


class JobList(QObject):
    """Follows the jobs of a window, those behind included.

    Args:
        jobs: Followed from now on.
    """

    changed = Signal()  # what runs, or what ended
    moved = Signal(str)  # how far one is

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[str, JobLine] = {}
        self._ended: list[JobLine] = []  # the newest first, one of a title
        jobs.listed.connect(self._begin)
        jobs.progressed.connect(self._move)
        jobs.left.connect(self._end)

    @property
    def running(self) -> tuple[JobLine, ...]:
        """What runs or waits for a thread, the oldest first."""
        return tuple(self._running.values())

    @property
    def ended(self) -> tuple[JobLine, ...]:
        """What ended, the newest first; of those of one title the last."""
        return tuple(self._ended)

    def line(self, key: str) -> JobLine | None:
        """Return how far a job is that runs."""
        return self._running.get(key)

    def _begin(self, key: str) -> None:
        self._running[key] = JobLine(key, title_of(key), time.monotonic())
        self.changed.emit()

    def _move(self, key: str, share: float, doing: str) -> None:
        if key in self._running:
            self._running[key] = replace(self._running[key], share=share, doing=doing)
            self.moved.emit(key)

    def _end(self, key: str, ending: Ending, error: Exception | None) -> None:
        line = self._running.pop(key, None)
        if line is None:  # began before we listened
            return
        if ending is not Ending.REPLACED:
            took_s = time.monotonic() - line.began_s
            ended = replace(line, ending=ending, took_s=took_s, sentence=_sentence(error))
            others = [other for other in self._ended if other.title != line.title]
            self._ended = [ended, *others][:KEPT]
        self.changed.emit()


def title_of(key: str) -> str:
    """Return what the user calls the work of this name; the name itself where nobody said."""
    titles = _titles()
    kind = next((kind for kind in sorted(titles, key=len, reverse=True) if _is(key, kind)), None)
    return titles[kind] if kind is not None else key[:1].upper() + key[1:]


def _is(key: str, kind: str) -> bool:
    """Whether a key is of a kind: "render 140" is a "render"."""
    return key == kind or key.startswith(f"{kind} ")


def _titles() -> dict[str, str]:
    return {
        "open film": translate("Jobs", "Reading a film"),
        "open frame": translate("Jobs", "Reading a frame"),
        "film beside": translate("Jobs", "Reading the second film"),
        "find films": translate("Jobs", "Looking for films"),
        "thumbnail": translate("Jobs", "Small pictures for the list"),
        "render": translate("Jobs", "Making the enhanced picture"),
        "variant": translate("Jobs", "Making another recipe's picture"),
        "tiles": translate("Jobs", "Small pictures of recipes"),
        "quality": translate("Jobs", "Measuring the result"),
        "region outlines": translate("Jobs", "Looking for regions"),
        "region figures": translate("Jobs", "Measuring drawn regions"),
        "presentation state": translate("Jobs", "Applying a presentation state"),
        "presentation states": translate("Jobs", "Looking for presentation states"),
        "translation verdict": translate("Jobs", "Asking whether a film may be translated"),
        "reliability": translate("Jobs", "Measuring how reliable the translation is"),
        "calibration": translate("Jobs", "Making a reference of flat films"),
        "sample": translate("Jobs", "Making a sample film"),
        "stitch": translate("Jobs", "Stitching films"),
        "looking for a newer version": translate("Jobs", "Asking for the newest version"),
        "about this computer": translate("Jobs", "Looking at this computer"),
        "diagnostics": translate("Jobs", "Gathering diagnostics"),
        "self-test": translate("Jobs", "Running the self-test"),
        "export": translate("Jobs", "Exporting"),
        "export maps": translate("Jobs", "Exporting maps"),
        "print": translate("Jobs", "Printing"),
        "session": translate("Jobs", "Keeping the session for the case of a crash"),
    }


def _sentence(error: Exception | None) -> str:
    if error is None:
        return ""
    if isinstance(error, EngineError):
        return str(error)
    return translate("Jobs", "Something went wrong inside Negatoscope.")
