"""What the command line says: results on stdout, everything else on stderr."""

import json
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from engine.errors import EngineError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit status: done; some inputs failed; the command line itself is wrong; Ctrl-C."""


def printable(text: str) -> str:
    """Return text that a terminal shows as it stands and obeys in nothing.

    File names and DICOM texts come from strangers: an escape sequence in one could recolour or
    retitle the terminal, and a bidirectional mark reorder what is read.
    """
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def stdout_console() -> Console:
    """Return where results go; in a pipe lines are as long as they are, for grep and the like."""
    width = None if sys.stdout.isatty() else 10_000
    return Console(highlight=False, markup=False, emoji=False, width=width)


def stderr_console() -> Console:
    """Return where messages and progress go."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def say(sentence: str) -> None:
    """Write one line to stderr."""
    stderr_console().print(printable(sentence))


def complain(error: EngineError, path: Path | None = None) -> None:
    """Write on one line of stderr what failed and what can be done: "name: sentence hint"."""
    say(reason_in_words(error, path.name if path else ""))


def reason_in_words(error: EngineError, name: str) -> str:
    """Return "name: sentence hint"; the name only where the sentence does not say it."""
    sentence = f"{error} {error.hint}".strip()
    return sentence if not name or name in sentence else f"{name}: {sentence}"


def write_json(data: Mapping[str, object]) -> None:
    """Write one JSON object to stdout, and nothing else; not a number is written as null."""
    text = json.dumps(_finite(data), indent=2, ensure_ascii=not _is_utf8(), allow_nan=False)
    sys.stdout.write(text + "\n")


def _finite(data: object) -> object:
    if isinstance(data, float) and not (float("-inf") < data < float("inf")):
        return None
    if isinstance(data, Mapping):
        return {key: _finite(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_finite(value) for value in data]
    return data


def _is_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
