"""The only module that touches threads."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine import Cancelled, Progress

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Jobs(QObject):
    """Runs engine work off the GUI thread and brings the outcome back to it.

    A key names a kind of work of which only the latest counts: starting "render" cancels the
    "render" still running, and its late result is dropped. Widgets never see a thread.
    """

    progressed = Signal(str, float, str)  # key, 0..1, what is being done
    started = Signal(str)
    ended = Signal(str)
    _to_gui_thread = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
        self._running: dict[str, Progress] = {}
        self._to_gui_thread.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        key: str,
        work: Callable[[Progress], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` on a thread, then ``done`` or ``failed`` on this one."""
        self.cancel(key)
        progress = Progress(lambda fraction, doing: self._report(key, progress, fraction, doing))
        self._running[key] = progress
        self.started.emit(key)

        def run() -> None:
            outcome: Callable[[], None] | None = None
            try:
                progress.check()
                result = work(progress)
                outcome = lambda: done(result)  # noqa: E731
            except Cancelled:
                log.debug("%s cancelled", key)
            except Exception as error:  # noqa: BLE001 - handed to the GUI thread
                raised = error
                outcome = lambda: failed(raised)  # noqa: E731
            self._to_gui_thread.emit(lambda: self._settle(key, progress, outcome))

        self._pool.submit(run)

    def cancel(self, key: str) -> None:
        """Ask the job named ``key`` to stop; its callbacks will not be called."""
        if key in self._running:
            self._running.pop(key).cancel()
            self.ended.emit(key)

    def is_running(self, key: str) -> bool:
        """Whether a job of this name has not ended yet."""
        return key in self._running

    def close(self) -> None:
        """Cancel everything and wait for the threads to leave."""
        for key in list(self._running):
            self.cancel(key)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _report(self, key: str, progress: Progress, fraction: float, doing: str) -> None:
        if not progress.is_cancelled:
            self.progressed.emit(key, fraction, doing)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()

    def _settle(self, key: str, progress: Progress, outcome: Callable[[], None] | None) -> None:
        if self._running.get(key) is not progress:
            return  # cancelled or replaced while it ran
        del self._running[key]
        self.ended.emit(key)
        if outcome is not None:
            outcome()
