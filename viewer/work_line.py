"""Says in the status line what is being done, and lets it be given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.translator import said

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

_KEYS = (
    "open film",
    "open frame",
    "find films",
    "export",
    "export maps",
    "reliability",
    "sample",
    "calibration",
)
"""Jobs a user waits for, besides the rendering of the film shown."""


class WorkLine(QObject):
    """Follows the jobs of a window.

    Args:
        window: Whose status line and panes show them.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.jobs.started.connect(lambda _: self._show())
        window.jobs.ended.connect(lambda _: self._show())
        window.jobs.progressed.connect(self._show_progress)
        window.status.cancelled.connect(self._cancel)

    def _show(self) -> None:
        window, keys = self._window, self._running()
        document = window.document
        is_rendering = document is not None and document.render_key in keys
        for pane in window.compare.panes:
            pane.set_busy(is_rendering or "open film" in keys)
        if not keys:
            window.status.set_task("", 0.0)
        elif "open film" in keys:
            window.status.set_task(self.tr("Reading"), 0.0)

    def _show_progress(self, key: str, fraction: float, doing: str) -> None:
        if key in self._running() and doing:
            self._window.status.set_task(said(doing), fraction)

    def _running(self) -> list[str]:
        keys, document = list(_KEYS), self._window.document
        if document is not None:
            keys.append(document.render_key)
        return [key for key in keys if self._window.jobs.is_running(key)]

    def _cancel(self) -> None:
        for key in self._running():
            self._window.jobs.cancel(key)
        if self._window.document is not None:
            self._window.document.cancel()
