"""What regions hold on both pictures, counted on a thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from engine import Measurement, Orientation, Picture, Progress, RegionFigures, Voi, region_figures
from viewer.jobs import Jobs

JOB = "region figures"
"""Name of the counting among the jobs."""

PAUSE_MS = 100
"""However fast a window is dragged, regions are counted once in this time."""

Pair = tuple[RegionFigures | None, RegionFigures | None]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is to be counted.

    Attributes:
        regions: Those drawn, without their names.
        original, result: Turned for display; one and the same where nothing was done.
        orientation: How.
        film_shape: (rows, columns) of the film as read.
        voi, result_voi: Their windows.
        is_inverted: The user asked for the negative.
        excluded: (rows, columns) of the film as read, True where nothing counts; or None.
    """

    regions: tuple[Measurement, ...]
    original: Picture
    result: Picture
    orientation: Orientation
    film_shape: tuple[int, int]
    voi: Voi
    result_voi: Voi
    is_inverted: bool
    excluded: npt.NDArray[np.bool_] | None

    @property
    def key(self) -> tuple[object, ...]:
        """What the answer hangs on, besides the regions."""
        pictures = (id(self.original), id(self.result))
        return (*pictures, self.voi, self.result_voi, self.is_inverted)


def answer(question: Question, progress: Progress) -> dict[Measurement, Pair]:
    """Return what each region holds on the original and on the result; runs on a thread."""

    def count(region: Measurement, picture: Picture, voi: Voi) -> RegionFigures | None:
        progress.check()
        return region_figures(
            region,
            picture,
            question.orientation,
            question.film_shape,
            voi,
            question.is_inverted,
            excluded=question.excluded,
        )

    found: dict[Measurement, Pair] = {}
    is_same = question.original is question.result and question.voi == question.result_voi
    for region in question.regions:
        first = count(region, question.original, question.voi)
        second = first if is_same else count(region, question.result, question.result_voi)
        found[region] = first, second
    return found


def unnamed(region: Measurement) -> Measurement:
    """Return a region without its name, which changes no figure."""
    return replace(region, text="")


class RegionReadings(QObject):
    """Asks for figures now and then, and keeps the last ones of each region.

    Args:
        jobs: Where they are counted.
        question: Returns what is to be counted now, or None for nothing.

    Signals:
        changed: There are others.
    """

    changed = Signal()

    def __init__(
        self, jobs: Jobs, question: Callable[[], Question | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._question = question
        self._found: dict[Measurement, Pair] = {}
        self._asked: Question | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(PAUSE_MS)
        self._due.timeout.connect(self._ask)

    def of(self, region: Measurement) -> Pair:
        """Return what a region holds on both pictures; None while that is not known."""
        return self._found.get(unnamed(region), (None, None))

    def forget(self) -> None:
        """Forget everything: the film is another."""
        self._jobs.cancel(JOB)
        self._due.stop()
        self._found, self._asked = {}, None

    def ask_soon(self) -> None:
        """Count again before long, if anything is other than when it was last counted."""
        if not self._due.isActive():
            self._due.start()

    def _ask(self) -> None:
        question, asked = self._question(), self._asked
        if question is None or not question.regions:
            return
        if asked is not None and (asked.key, asked.regions) == (question.key, question.regions):
            return
        if self._jobs.is_running(JOB):
            self._due.start()  # one that is nearly done is not thrown away for a newer one
            return
        self._asked = question

        def done(found: dict[Measurement, Pair]) -> None:
            self._found = found
            self.changed.emit()

        def failed(_: Exception) -> None:
            self._found = {}
            self.changed.emit()

        self._jobs.start_behind(
            JOB, lambda progress: answer(question, progress), done=done, failed=failed
        )
