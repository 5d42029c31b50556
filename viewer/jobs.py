"""The only module that touches threads."""

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from enum import Enum
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from engine import Cancelled, Progress

log = logging.getLogger(__name__)
Result = TypeVar("Result")
Item = TypeVar("Item")

BATCH_MS = 50
"""What comes in a stream, and how far work is, reaches the window once in this time at most."""


class Ending(Enum):
    """How a job came to its end."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REPLACED = "replaced by a newer one"


class Jobs(QObject):
    """Runs engine work off the GUI thread and brings the outcome back to it.

    A key names a kind of work of which only the latest counts: starting "render" cancels the
    "render" still running, and its late result is dropped. Widgets never see a thread.

    What the user waits for has threads of its own, so that a search or a thumbnail, which nobody
    waits for, never stands in its way.
    """

    progressed = Signal(str, float, str)  # key, 0..1, what is being done
    started = Signal(str)
    ended = Signal(str)
    cancelled = Signal(str)  # after it ended
    listed = Signal(str)  # begun: of every job, also those of which no other signal tells
    left = Signal(str, Ending, object)  # its end: of every job, with the error of one that failed
    _to_gui_thread = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
        self._behind = ThreadPoolExecutor(max_workers=2, thread_name_prefix="behind")
        self._running: dict[str, Progress] = {}
        self._awaited: set[str] = set()
        self._untold: set[str] = set()
        self._is_closed = False
        self._to_gui_thread.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def is_awaited(self) -> bool:
        """Whether a job runs that the user waits for."""
        return bool(self._awaited)

    def start(
        self,
        key: str,
        work: Callable[[Progress], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` on a thread, then ``done`` or ``failed`` on this one."""
        if self._is_closed:
            return
        progress = self._begin(key)
        self._awaited.add(key)
        self.started.emit(key)
        self._pool.submit(self._run, key, progress, work, done, failed)

    def start_behind(
        self,
        key: str,
        work: Callable[[Progress], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do the same with work nobody waits for, and of which no signal tells."""
        if self._is_closed:
            return
        progress = self._begin(key)
        self._untold.add(key)
        self._behind.submit(self._run, key, progress, work, done, failed)

    def start_stream(
        self,
        key: str,
        work: Callable[[Progress], Iterator[Item]],
        *,
        each: Callable[[list[Item]], None],
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work`` behind, and hand over what it yields, in order, while it goes on.

        Args:
            key: As of ``start``.
            work: Yields on a thread.
            each: Gets everything that came since it was last called; once in BATCH_MS at most.
            done: Called after the last of it.
            failed: Called in its stead, if the work raised.
        """
        if self._is_closed:
            return
        progress = self._begin(key)
        self.started.emit(key)

        def deliver(items: list[Item]) -> None:
            if self._running.get(key) is progress:
                each(items)

        post = _Post(self._to_gui_thread.emit, deliver)

        def pass_on(progress: Progress) -> None:
            with closing(_closable(work(progress))) as items:
                for item in items:
                    progress.check()
                    post.put(item)

        def deliver_rest() -> None:
            rest = post.take()
            if rest:
                each(rest)

        def last(_: None) -> None:
            deliver_rest()
            done()

        def broke(error: Exception) -> None:
            deliver_rest()
            failed(error)

        self._behind.submit(self._run, key, progress, pass_on, last, broke)

    def cancel(self, key: str) -> None:
        """Ask the job named ``key`` to stop; its callbacks will not be called."""
        self._cancel(key, Ending.CANCELLED)

    def cancel_all(self) -> None:
        """Ask every job to stop; what their end starts runs."""
        for key in list(self._running):
            self.cancel(key)

    def is_running(self, key: str) -> bool:
        """Whether a job of this name has not ended yet."""
        return key in self._running

    def close(self) -> None:
        """Cancel everything and wait for the threads to leave; what is started later never runs."""
        self._is_closed = True
        self.cancel_all()
        for pool in (self._pool, self._behind):
            pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, key: str) -> Progress:
        self._cancel(key, Ending.REPLACED)
        progress: Progress

        def tell(reports: list[tuple[float, str]]) -> None:
            if self._running.get(key) is progress:
                self.progressed.emit(key, *reports[-1])

        post = _Post(self._to_gui_thread.emit, tell)
        progress = Progress(lambda fraction, doing: post.put((fraction, doing)))
        self._running[key] = progress
        self.listed.emit(key)
        return progress

    def _cancel(self, key: str, ending: Ending) -> None:
        if key in self._running:
            self._running[key].cancel()
            self._end(key, ending)
            self.cancelled.emit(key)

    def _end(self, key: str, ending: Ending, error: Exception | None = None) -> None:
        del self._running[key]
        self._awaited.discard(key)
        self.left.emit(key, ending, error)
        if key in self._untold:
            self._untold.remove(key)
        else:
            self.ended.emit(key)

    def _run(
        self,
        key: str,
        progress: Progress,
        work: Callable[[Progress], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        outcome: Callable[[], None] | None = None
        broken: Exception | None = None
        try:
            progress.check()
            outcome = partial(done, work(progress))
        except Cancelled:
            log.debug("%s cancelled", key)
        except Exception as error:  # noqa: BLE001 - handed to the GUI thread
            broken = error
            outcome = partial(_fail, failed, error)
        self._to_gui_thread.emit(partial(self._settle, key, progress, outcome, broken))

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()

    def _settle(
        self,
        key: str,
        progress: Progress,
        outcome: Callable[[], None] | None,
        error: Exception | None,
    ) -> None:
        if self._running.get(key) is not progress:
            return  # cancelled or replaced while it ran
        ending = Ending.CANCELLED if outcome is None else Ending.FAILED if error else Ending.DONE
        self._end(key, ending, error)
        if outcome is not None:
            outcome()


class _Post(Generic[Item]):
    """Brings things from a thread to the GUI thread, at once or after a while, but always.

    Args:
        wake: Calls a function on the GUI thread.
        deliver: Gets, on the GUI thread, what came since its last call.
    """

    def __init__(
        self, wake: Callable[[Callable[[], None]], None], deliver: Callable[[list[Item]], None]
    ) -> None:
        self._wake = wake
        self._deliver = deliver
        self._lock = threading.Lock()
        self._items: list[Item] = []
        self._last_s = -1.0

    def put(self, item: Item) -> None:
        """Send one thing; may be called on any thread."""
        with self._lock:
            self._items.append(item)
            is_first = len(self._items) == 1
        if is_first:
            self._wake(self._arrive)

    def take(self) -> list[Item]:
        """Return what has not been delivered; it will not be."""
        with self._lock:
            items, self._items = self._items, []
        return items

    def _arrive(self) -> None:
        wait_ms = BATCH_MS - 1000 * (time.monotonic() - self._last_s)
        if wait_ms <= 0:
            self._flush()
        else:
            QTimer.singleShot(round(wait_ms) + 1, self._flush)

    def _flush(self) -> None:
        items = self.take()
        self._last_s = time.monotonic()
        if items:
            self._deliver(items)


def _closable(items: Iterator[Item]) -> Generator[Item]:
    """Return a generator over the items, which can be closed whatever they are."""
    yield from items


def _fail(failed: Callable[[Exception], None], error: Exception) -> None:
    failed(error)
    error.__traceback__ = None  # its frames hold what the work held: pixels
