"""Many films, one recipe, no window: a fault in one never stops the others.

Films are worked on in threads. OpenCV, NumPy and the codecs let go of the interpreter while they
compute, and a thread can be asked to stop between two steps, which a process can not: Ctrl-C
leaves whole files or none.
"""

import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import cv2

from engine.errors import EngineError
from engine.faults import in_words
from engine.progress import Progress

BYTES_PER_FILM = 1_200_000_000
"""What one 4096 x 4096 film with five steps may take at most."""

Work = Callable[[Path, Progress], Sequence[Path]]
"""Reads one film and returns the files it wrote."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one film.

    Attributes:
        path: The film.
        written: The files made of it, empty if it failed.
        error: Why it failed, or None.
    """

    path: Path
    written: tuple[Path, ...] = ()
    error: EngineError | None = None


def run_batch(
    paths: Sequence[Path],
    work: Work,
    *,
    workers: int | None = None,
    ended: Callable[[Outcome], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Work on every film; on Ctrl-C stop those under way and leave.

    Args:
        paths: The films.
        work: Called on a thread for each; whatever it raises is the outcome of that film.
        workers: How many at once, at least 1; by default what cores and memory allow.
        ended: Called on this thread with each outcome, in the order they end.

    Returns:
        The outcomes in the order of ``paths``.

    Raises:
        KeyboardInterrupt: After everything under way has stopped; finished files stay.
    """
    number = workers or default_workers(len(paths))
    progresses = [Progress() for _ in paths]
    may_begin = threading.Event()  # Ctrl-C within submit would lose a thread already at work
    endings: SimpleQueue[_Ending] = SimpleQueue()
    pool = ThreadPoolExecutor(number)

    def begin(place: int) -> None:
        written: tuple[Path, ...] = ()
        may_begin.wait()
        try:
            progresses[place].check()
            written = tuple(work(paths[place], progresses[place]))
        finally:  # whatever was raised, the caller's thread hears of it
            endings.put(_Ending(place, written, sys.exc_info()[1]))

    with _threads_of_opencv(max(1, _cores() // number)):
        try:
            for place in range(len(paths)):
                pool.submit(begin, place)
            may_begin.set()
            found = {
                ending.place: _told(ending, paths, ended) for ending in _coming(endings, len(paths))
            }
        finally:
            for progress in progresses:
                progress.cancel()
            may_begin.set()
            pool.shutdown(wait=True, cancel_futures=True)
    return tuple(found[place] for place in range(len(paths)))


@dataclass(frozen=True, slots=True)
class _Ending:
    """How the work on one film ended.

    Attributes:
        place: Of the film among all.
        written: The files made of it.
        error: What was raised, or None.
    """

    place: int
    written: tuple[Path, ...]
    error: BaseException | None


def _coming(endings: "SimpleQueue[_Ending]", number: int) -> Iterator[_Ending]:
    """Yield so many endings as they come.

    By a queue, and not by ``concurrent.futures.wait``: that takes the locks of all films in turn,
    and a Ctrl-C between two of them leaves some locked, so that their threads never end.
    """
    while number:
        with suppress(Empty):  # a time limit: on Windows Ctrl-C interrupts no wait without one
            yield endings.get(timeout=0.5)
            number -= 1


def _told(ending: _Ending, paths: Sequence[Path], ended: Callable[[Outcome], None]) -> Outcome:
    path, error = paths[ending.place], ending.error
    if error is None:
        outcome = Outcome(path, written=ending.written)
    elif isinstance(error, EngineError):
        outcome = Outcome(path, error=error)
    elif isinstance(error, Exception):
        outcome = Outcome(path, error=in_words(error, f"{path.name} could not be worked on"))
    else:
        raise error
    ended(outcome)
    return outcome


def default_workers(films: int) -> int:
    """Return how many films to work on at once: what films, cores and free memory allow."""
    return max(1, min(films, _cores(), available_bytes() // BYTES_PER_FILM))


def available_bytes() -> int:
    """Return the memory that may be used without pushing anything out, in bytes."""
    found = [_free_of_machine(), *_free_of_group()]
    return min(found)


def _free_of_machine() -> int:
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return 4 * BYTES_PER_FILM  # not Linux: a machine of this decade
    lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    return int(lines["MemAvailable"].split()[0]) * 1024


def _free_of_group() -> list[int]:
    """Return what a container still allows, where it sets a limit (cgroup v2)."""
    folder = Path("/sys/fs/cgroup")
    try:
        limit = (folder / "memory.max").read_text(encoding="ascii").strip()
        used = int((folder / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return []
    return [] if limit == "max" else [max(0, int(limit) - used)]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _threads_of_opencv(number: int) -> Iterator[None]:
    """Let OpenCV use so many threads, so that films at once do not crowd each other out."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(number)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


class FreeNames:
    """Gives out file names that no file and no other film of the batch has; thread-safe.

    Args:
        folder: Where the files will lie; it need not exist yet.
    """

    def __init__(self, folder: Path) -> None:
        self._taken = _names_in(folder)
        self._lock = threading.Lock()
        self.numbered = 0
        """How many names were taken already and got a number."""

    def take(self, stem: str, endings: Sequence[str], *, first: int = 1) -> str:
        """Return ``stem``, or the first of ``stem-2``, ``stem-3``, ... free with every ending.

        Two names that differ in case only are one on Windows and macOS, so here too.

        Args:
            stem: File name without its ending.
            endings: What will be appended to it, one for each file.
            first: Number to start at: films of one name, told apart beforehand, get the same
                names whichever thread is faster.
        """
        with self._lock:
            number = first
            while self._is_taken(free := _numbered(stem, number), endings):
                number += 1
            self._taken.update((free + ending).casefold() for ending in endings)
            self.numbered += number > 1
        return free

    def _is_taken(self, stem: str, endings: Sequence[str]) -> bool:
        return any((stem + ending).casefold() in self._taken for ending in endings)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _names_in(folder: Path) -> set[str]:
    try:
        return {path.name.casefold() for path in folder.iterdir()}
    except OSError:
        return set()  # absent, or not to be listed: writing will say why


def occurrences(paths: Sequence[Path]) -> dict[Path, int]:
    """Return for each path the how-manieth it is, from 1, of those with its stem."""
    seen: Counter[str] = Counter()
    found = {}
    for path in paths:
        stem = path.stem.casefold()
        seen[stem] += 1
        found[path] = seen[stem]
    return found
