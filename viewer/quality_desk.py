"""Has the noise and the detail of the result measured when it has come to rest."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from engine import quality_of

if TYPE_CHECKING:
    from engine import Progress, Quality, Voi
    from viewer.document import Document
    from viewer.main_window import MainWindow

log = logging.getLogger(__name__)

JOB = "quality"
"""Name of the measuring among the jobs."""

REST_MS = 250
"""A result that has been on screen so long is measured."""


class QualityDesk(QObject):
    """Shows figures of the result in the section *Inspect*, while anybody can see them.

    Nothing waits for them: they are measured on a thread, and given up when something changes.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._panel = window.right.inspect_panel
        self._asked: tuple[str, Voi] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._measure)
        self._panel.visibility_changed.connect(lambda _: self._follow())

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self._follow)
            self._document.shown_changed.disconnect(self._follow)
        self._document = document
        self._give_up()
        if document is not None:
            document.presentation_changed.connect(self._follow)
            document.shown_changed.connect(self._follow)
        self._follow()

    def _question(self, document: Document) -> tuple[str, Voi]:
        """Return what decides the figures of one film: its steps, and the window on the result."""
        return document.presentation.recipe.digest, document.shown_result_voi()

    def _follow(self) -> None:
        document = self._document
        if document is None or not self._panel.isVisible():
            self._give_up()
        elif self._question(document) != self._asked:
            self._give_up()
            self._rest.start()

    def _give_up(self) -> None:
        """Forget the figures: they are those of something else."""
        self._rest.stop()
        self._window.jobs.cancel(JOB)
        if self._asked is not None or self._document is None:
            self._asked = None
            self._panel.quality.set_figures(None)

    def _measure(self) -> None:
        document = self._document
        if document is None or not document.is_current:
            return  # the result is not there yet: it will say so
        renderer, recipe = document.renderer, document.presentation.recipe
        self._asked = self._question(document)
        voi = self._asked[1]

        def work(progress: Progress) -> Quality:
            result = renderer.result(recipe, progress)  # as it lies in the file, unlike on screen
            return quality_of(renderer, result, voi, progress)

        self._window.jobs.start(
            JOB, work, done=self._panel.quality.set_figures, failed=self._leave_open
        )

    def _leave_open(self, error: Exception) -> None:
        """Leave the dashes: the picture is there all the same."""
        log.warning("the result could not be measured: %s", type(error).__name__)
