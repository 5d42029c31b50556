"""What the smoke test says: one line for each step, and how the first failure ends it."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Failed(Exception):  # noqa: N818 - what a step says when it is not as expected
    """A step did not go as it should; the words say what was expected, and what there was."""


FAULTS = (Failed, OSError, subprocess.SubprocessError, LookupError, ValueError)
"""What a step may end with: the last two where a file is not as its reader takes for granted."""


class Report:
    """Prints "ok" or "FAILED" for every step.

    Args:
        say: Gets each line; the standard output where it is not given.

    Attributes:
        steps: How many steps were ok.
    """

    def __init__(self, say: Callable[[str], object] | None = None) -> None:
        self._say = say or _say
        self.steps = 0

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Do one step in the ``with``; what is put into the list given stands in its line.

        Raises:
            Failed: The step failed; that is printed already.
        """
        notes: list[str] = []
        start = time.monotonic()
        try:
            yield notes
        except FAULTS as error:
            self._say(f"FAILED  {name}: {_words_of(error)}")
            raise Failed(name) from error
        self.steps += 1
        told = f": {'; '.join(notes)}" if notes else ""
        self._say(f"ok      {name}{told} ({time.monotonic() - start:.1f} s)")

    def say(self, line: str) -> None:
        """Print a line that is neither."""
        self._say(f"        {line}")


def expect(is_so: object, words: str) -> None:
    """Go on where something is so.

    Raises:
        Failed: It is not; with these words.
    """
    if not is_so:
        raise Failed(f"expected {words}")


def _words_of(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        said = f"{error.stdout or ''}\n{error.stderr or ''}".strip().splitlines()[-12:]
        return f"{' '.join(map(str, error.cmd))} ended with {error.returncode}\n" + "\n".join(said)
    if isinstance(error, subprocess.TimeoutExpired):
        return f"expected {' '.join(map(str, error.cmd))} to end within {error.timeout:.0f} s"
    return str(error) if isinstance(error, Failed | OSError) else repr(error)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
