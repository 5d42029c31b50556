"""Opens files in a process of its own and says how that ended, also when the process did."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

import numpy as np
from pydicom.uid import JPEGLSLossless

from tests.engine.command import ROOT
from tests.engine.dicom.written import encoded, film, write, write_film
from tests.hostile import made_states
from tests.hostile.encapsulated import encapsulated

Door = Literal["film", "search", "state"]

PATIENCE_S = 20.0
"""Of wall time, after which a process is given up; its processor time has a sharper limit."""


@dataclass(frozen=True)
class Outcome:
    """How opening one file ended.

    Attributes:
        name: Of the file.
        outcome: "shown", "refused" by an EngineError, "fault": another exception, "crash", "hang".
        what: The sentence of the refusal, or the kind and place of a fault.
        found: Rows, columns and notices of a film; findings of a search; notices of a state.
        seconds: Processor time of the program and its decoder, which a busy machine does not
            stretch; wall time where the process was lost.
        grown_mb: What the peak of its memory grew by.
        decoder_mb: Peak of the decoding process, whenever it was.
        wrote: Paths opened for writing.
        said: Warnings and log records.
    """

    name: str
    outcome: str
    what: str = ""
    found: tuple[Any, ...] = ()
    seconds: float = 0.0
    grown_mb: float = 0.0
    decoder_mb: float = 0.0
    wrote: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Opener:
    """A process that opens files one after the other, started again where one ends it.

    Args:
        folder: An empty one, which becomes its home and its place for temporary files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stderr = folder / "stderr"
        self._warm = _sound_films(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: Iterator[bytes] = iter(())

    def open(self, path: Path, door: Door = "film", frame: int = 0) -> Outcome:
        """Open one file and return how that ended."""
        process = self._running()
        order = {"path": str(path), "door": door, "frame": frame}
        started = time.monotonic()
        try:
            _pipe(process.stdin).write(json.dumps(order).encode() + b"\n")
            _pipe(process.stdin).flush()
            line = self._answer(PATIENCE_S)
        except BrokenPipeError:
            line = b""
        took = time.monotonic() - started
        if line is None or not line:
            self.close()
            how = "hang" if line is None else "crash"
            return Outcome(path.name, how, f"status {process.returncode}", seconds=took)
        return _outcome(path, json.loads(line))

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                _pipe(pipe).close()
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            with self.stderr.open("ab") as stderr:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "tests.hostile.opener", *map(str, self._warm)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=stderr,
                    cwd=self.folder,
                    env=_environment(self.folder),
                    bufsize=0,
                )
            if self._answer(120) != b"ready\n":
                self.close()
                raise AssertionError(f"the opener did not start: {self.stderr.read_text()[-2000:]}")
        return self._process

    def _answer(self, patience_s: float) -> bytes | None:
        """Return the next line, b"" where the process has ended, None where it keeps silent."""
        assert self._process is not None
        source = _pipe(self._process.stdout)
        deadline, line = time.monotonic() + patience_s, b""
        while not line.endswith(b"\n"):
            if not select.select([source], [], [], max(0, deadline - time.monotonic()))[0]:
                return None
            part = os.read(source.fileno(), 1 << 16)
            if not part:
                return b""
            line += part
        return line


def _outcome(path: Path, said: dict[str, Any]) -> Outcome:
    return Outcome(
        path.name,
        said["outcome"],
        said["what"],
        tuple(said.get("found", ())),
        said["seconds"],
        said["grown_mb"],
        said["decoder_mb"],
        tuple(said["wrote"]),
        tuple(said["said"]),
    )


def _sound_films(folder: Path) -> list[Path]:
    """Write two films and a state, by which everything needed is loaded."""
    (folder / "sound").mkdir(exist_ok=True)
    pixels = np.arange(64, dtype=np.uint16).reshape(8, 8)
    ds = film(pixels, 12, PixelData=encapsulated(encoded(JPEGLSLossless, pixels)))
    ds["PixelData"].is_undefined_length = True
    compressed = write(ds, folder / "sound" / "compressed.dcm", JPEGLSLossless)
    native = write_film(folder / "sound" / "native.dcm", pixels, 12)
    state = folder / "sound" / "state.dcm"
    state.write_bytes(made_states.STATES["state_sound.dcm"])
    return [native, compressed, state]


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    homes = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    return {
        **kept,
        **dict.fromkeys(homes, str(folder)),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
