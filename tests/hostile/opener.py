"""The process in which hostile files are opened: limited, watched, and lost without harm.

It reads orders from its standard input, one line of JSON each, and answers each by one line. All
it imports is loaded before its memory is limited and counted.
"""

import json
import logging
import os
import resource
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOM_BYTES = 1_500_000_000
"""Address space that opening files may take beside what the program takes itself."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OURS = (os.devnull, "/proc/self/clear_refs")
_MAKING = ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.truncate")

_wrote: list[str] = []
_said: list[str] = []


def main() -> None:
    """Answer orders until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    warm = [Path(word) for word in sys.argv[1:]]
    doors = _doors(warm[0])
    for path in warm[:-1]:
        doors["film"](path, 0)
        doors["search"](path, 0)
    doors["state"](warm[-1], 0)
    sys.addaudithook(_watch)
    logging.getLogger().addHandler(_Listener(logging.DEBUG))
    logging.getLogger().setLevel(logging.DEBUG)
    warnings.showwarning = lambda message, *_more, **_words: _said.append(str(message))
    _limit_memory()
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        order = json.loads(line)
        answer = _opened(doors[order["door"]], Path(order["path"]), order["frame"])
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _doors(sound: Path) -> dict[str, Callable[[Path, int], list[Any]]]:
    """Return the public doors that a file comes in by, and what is done with it at once."""
    from engine import (
        Progress,
        StatePart,
        facts_of,
        film_under,
        read_radiograph,
        read_state,
        search_films,
    )
    from engine.picture import picture_of

    def see(path: Path, frame: int) -> list[Any]:
        film = read_radiograph(path, frame)
        picture_of(film).grey_levels(film.default_voi)
        facts_of(film)
        return [*film.pixels.shape, *film.notices]

    def search(path: Path, _frame: int) -> list[Any]:
        found = search_films([path], Progress())
        return [[one.path.name, one.kind.name, one.reason] for one in found]

    def state(path: Path, _frame: int) -> list[Any]:
        notices: list[str] = []
        for _, _, said in read_state(path).images[:2]:
            film = film_under(read_radiograph(sound), said, frozenset(StatePart))
            picture_of(film).grey_levels(film.default_voi)
            notices += said.notices
        return notices

    return {"film": see, "search": search, "state": state}


class _Listener(logging.Handler):
    """Keeps every log record's text."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        _said.append(record.getMessage())


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Keep what is opened for writing, made, moved or removed."""
    if event == "open":
        path, mode, flags = arguments
        is_written = isinstance(flags, int) and flags & _WRITING
        if (is_written or set(str(mode or "")) & set("wax+")) and path not in _OURS:
            _wrote.append(str(path))
    elif event in _MAKING:
        _wrote.append(f"{event} {arguments[0]}")


def _limit_memory() -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = used + ROOM_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _opened(door: Callable[[Path, int], list[Any]], path: Path, frame: int) -> dict[str, Any]:
    from engine.errors import EngineError

    _wrote.clear()
    _said.clear()
    before = _forgotten_peak()
    busy = _busy_s()
    answer: dict[str, Any]
    try:
        answer = {"outcome": "shown", "what": "", "found": door(path, frame)}
    except EngineError as error:
        answer = {"outcome": "refused", "what": str(error), "hint": error.hint}
    except BaseException as error:  # noqa: BLE001 - whatever else comes is what we look for
        where = traceback.extract_tb(error.__traceback__)
        place = "; ".join(f"{Path(one.filename).name}:{one.lineno}" for one in where[-4:])
        answer = {"outcome": "fault", "what": f"{type(error).__name__} at {place}"}
    answer["seconds"] = max(0.0, _busy_s() - busy)  # a decoder that ended takes its time with it
    answer["grown_mb"] = max(0, _peak_kb("self") - before) / 1000
    answer["decoder_mb"] = max((_peak_kb(child) for child in _children()), default=0) / 1000
    answer["wrote"], answer["said"] = list(_wrote), list(_said)
    return answer


def _busy_s() -> float:
    """Return the processor time of this process and of the decoders it has."""
    total = time.process_time()
    for child in _children():
        with suppress(OSError):
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _forgotten_peak() -> int:
    """Let the peak begin anew at what is in memory now, where the system allows it."""
    with suppress(OSError):
        fd = os.open("/proc/self/clear_refs", os.O_WRONLY)
        os.write(fd, b"5")
        os.close(fd)
    return _peak_kb("self")


def _peak_kb(process: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1])
    return 0


def _children() -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return []


if __name__ == "__main__":
    main()
