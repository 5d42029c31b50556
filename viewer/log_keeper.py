"""The last things the program noted, kept in memory for whoever asks; nothing about patients.

What our own modules say names no patient by rule; paths and UIDs are taken out all the same. What
libraries say may quote a value of a file, so that only who spoke, and where, is kept of it.
"""

import logging
import os
import re
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)

KEPT = 500
"""So many lines are kept; older ones are dropped."""

_OURS = ("engine", "viewer")
_PATH = re.compile(r"(?:(?<=[\s'\"(=:])|^)(?:file:|[A-Za-z]:[\\/]|~?[\\/]+\w).*", re.DOTALL)
_UID = re.compile(r"\d+(?:\.\d+){4,}")
_LONGEST = 2000

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing noted.

    Attributes:
        when: Local time, of the last one where it was said several times.
        level: As of the library ``logging``: 20 information, 30 warning, 40 error.
        source: Who said it: a module.
        text: What was said, without paths and UIDs.
        times: How often it was said in a row.
    """

    when: datetime
    level: int
    source: str
    text: str
    times: int = 1

    @property
    def words(self) -> str:
        """Return the line as it is shown, copied and saved."""
        often = f" ({self.times} times)" if self.times > 1 else ""
        level = logging.getLevelName(self.level).lower()
        return f"{self.when:%Y-%m-%d %H:%M:%S}  {level}  {self.source}: {self.text}{often}"


class LogKeeper(logging.Handler):
    """Keeps the last lines in memory; writes nothing to disk."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[LogLine] = deque(maxlen=KEPT)

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """What was noted, the oldest first."""
        self.acquire()
        try:
            return tuple(self._lines)
        finally:
            self.release()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line; called by ``logging``, on any thread."""
        line = line_of(record)
        last = self._lines[-1] if self._lines else None
        if last is not None and replace(last, when=line.when, times=1) == line:
            self._lines[-1] = replace(line, times=last.times + 1)
        else:
            self._lines.append(line)


class CleanFormatter(logging.Formatter):
    """Writes records as the keeper keeps them."""

    def format(self, record: logging.LogRecord) -> str:
        """Return "WARNING module: text"."""
        return f"{record.levelname} {record.name}: {line_of(record).text}"


def line_of(record: logging.LogRecord) -> LogLine:
    """Return what is kept of a record: no path, no UID, no words of a library."""
    when = datetime.fromtimestamp(record.created).astimezone()
    if record.name.split(".")[0] in _OURS:
        text = without_traces(record.getMessage())
        if record.exc_info is not None and record.exc_info[1] is not None:
            text += f"\n{where_of(record.exc_info[1])}"
    else:
        text = f"said something at {record.module}:{record.lineno}; its words are left out"
    return LogLine(when, record.levelno, record.name, text[:_LONGEST])


def without_traces(text: str) -> str:
    """Return a text without what may name a patient: paths, to the end of the text, and UIDs."""
    return _UID.sub("…", _PATH.sub("…", text))


def where_of(error: BaseException) -> str:
    """Return what kind of error it is and where it happened; its own text may quote a file."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *(f"  in {place}" for place in places)])


_keeper: LogKeeper | None = None


def keep_log() -> LogKeeper:
    """Return the one keeper of this process; from its first call on it hears everything."""
    global _keeper
    if _keeper is None:
        _keeper = LogKeeper()
        logging.getLogger().addHandler(_keeper)
        for name in _OURS:
            logging.getLogger(name).setLevel(logging.INFO)
    return _keeper


def text_of_log(lines: Iterable[LogLine], level: int = logging.INFO) -> str:
    """Return the lines of this level and above, one below the other."""
    return "\n".join(line.words for line in lines if line.level >= level)


def hook_for(tell: Callable[[], None]) -> ExceptHook:
    """Return what to do with an error nobody caught: note it, and tell the user in one sentence.

    Qt goes on after an error in a slot, and so does the film. The error's own text goes nowhere,
    but to a developer who sets NEGATOSCOPE_DEBUG=1.

    Args:
        tell: Shows the sentence.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception) or os.environ.get("NEGATOSCOPE_DEBUG") == "1":
            sys.__excepthook__(kind, error, trace)
        if issubclass(kind, Exception):
            log.error("nobody foresaw this: %s", where_of(error.with_traceback(trace)))
            tell()

    return hook
