"""A screen without a screen: Xvfb, a window manager, a real pointer and a real keyboard."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import pytest

PROGRAMS = ("Xvfb", "xdotool", "openbox", "import")


class Desktop:
    """One virtual screen with one program on it; use it as a context manager.

    Args:
        command: The program and its arguments.
        size: (width, height) of its window's client area.
        environment: More environment variables, such as a HOME of its own; with XDG_CONFIG_HOME the
            program has been started there before.
    """

    def __init__(
        self, command: list[str], size: tuple[int, int], environment: Mapping[str, str]
    ) -> None:
        missing = [program for program in PROGRAMS if shutil.which(program) is None]
        if missing:
            pytest.skip(f"no virtual screen: {', '.join(missing)} not installed")
        self.size = size
        self._command = command
        self._environment = {**os.environ, **environment}
        _read_notice(environment)
        self._running: list[subprocess.Popen[bytes]] = []
        self.errors = Path(tempfile.mkstemp(suffix=".stderr")[1])
        self._screen = tempfile.TemporaryDirectory(prefix="screen")
        self.window = ""

    def __enter__(self) -> Self:
        """Start screen, window manager and program, and wait for its window."""
        try:
            self._begin()
        except BaseException:  # what was started would outlive this program
            self.__exit__()
            raise
        return self

    def _begin(self) -> None:
        reader, writer = os.pipe()
        width, height = self.size
        self._start(
            [
                *("Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"),
                *("-fbdir", self._screen.name),
            ],
            pass_fds=(writer,),
        )
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        self._environment |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        self._start(["openbox", "--config-file", str(self._without_frames())])
        with self.errors.open("wb") as errors:
            self.program = self._start(self._command, stderr=errors)
        self.wait_for(self._find_window, "the window")
        self.xdotool("windowmove", "--sync", self.window, "0", "0")
        self.xdotool("windowsize", "--sync", self.window, str(width), str(height))
        self.xdotool("windowfocus", "--sync", self.window)

    def __exit__(self, *_: object) -> None:
        """Stop everything that was started."""
        stop(self._running)
        self.errors.unlink(missing_ok=True)
        self.errors.with_suffix(".xml").unlink(missing_ok=True)
        self._screen.cleanup()

    def _without_frames(self) -> Path:
        """Return a configuration in which windows have no frame: their corner is the screen's."""
        path = self.errors.with_suffix(".xml")
        path.write_text(
            '<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>'
            '<application class="*"><decor>no</decor></application>'
            "</applications></openbox_config>"
        )
        return path

    def _start(self, command: list[str], **options: object) -> "subprocess.Popen[bytes]":
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
        process: subprocess.Popen[bytes] = subprocess.Popen(  # type: ignore[call-overload]
            command, env=self._environment, **quiet
        )
        self._running.append(process)
        return process

    def run(self, command: list[str]) -> int:
        """Run another program on the same screen; return its exit status once it has ended."""
        return self._start(command).wait(timeout=60)

    def _find_window(self) -> bool:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Negatoscope"],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        if self.program.poll() is not None:
            pytest.fail(f"the program ended at once: {self.errors.read_text()[-2000:]}")
        self.window = found[-1] if found else ""
        return bool(found)

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool and return what it says."""
        return subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        ).stdout

    def wait_for(self, is_true: Callable[[], bool], what: str, timeout_s: float = 30.0) -> None:
        """Wait until something is so; fail if it does not become so."""
        end = time.monotonic() + timeout_s
        while not is_true():
            if time.monotonic() > end:
                pytest.fail(f"waited {timeout_s:.0f} s for {what}")
            time.sleep(0.05)

    def move(self, x: float, y: float) -> None:
        """Move the pointer to a point of the client area."""
        self.xdotool("mousemove", "--window", self.window, str(round(x)), str(round(y)))

    def click(self, x: float, y: float, *, button: int = 1, times: int = 1) -> None:
        """Click at a point of the client area."""
        self.move(x, y)
        self.xdotool("click", "--repeat", str(times), "--delay", "60", str(button))

    def drag(
        self, start: tuple[float, float], end: tuple[float, float], *, button: int = 1
    ) -> None:
        """Press, move in steps, and release."""
        self.move(*start)
        self.xdotool("mousedown", str(button))
        for step in range(1, 11):
            share = step / 10
            self.move(
                start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
            )
        self.xdotool("mouseup", str(button))

    def key(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them."""
        self.xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self.xdotool("type", text)

    def look(self) -> npt.NDArray[np.uint32]:
        """Return what the screen shows, at once: (rows, columns), each 0x00RRGGBB."""
        # Xvfb keeps its screen in a file as xwd writes one: header, colour map, then the pixels
        dump = np.fromfile(Path(self._screen.name) / "Xvfb_screen0", np.uint8)
        header = dump[:100].view(">u4")
        start, (columns, rows, a_row) = int(header[0] + 12 * header[19]), header[[4, 5, 12]]
        pixels = dump[start : start + int(rows * a_row)].view("<u4").reshape(int(rows), -1)
        return pixels[:, : int(columns)] & np.uint32(0xFFFFFF)

    def picture(self, path: Path) -> Path:
        """Save the client area, with the menus over it, as a PNG."""
        width, height = self.size
        crop = f"{width}x{height}+0+0"
        subprocess.run(
            ["import", "-window", "root", "-crop", crop, "+repage", str(path)],
            env=self._environment,
            check=True,
            timeout=30,
        )
        return path


def stop(started: Sequence["subprocess.Popen[bytes]"]) -> None:
    """End processes, the last that was started first; those that do not hear are killed."""
    for process in reversed(started):
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _read_notice(environment: Mapping[str, str]) -> None:
    """Let a user of a home of their own have read the notice, which else lies above every film."""
    config = environment.get("XDG_CONFIG_HOME")
    if config is None:
        return
    settings = Path(config) / "negatoscope" / "negatoscope.conf"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("[start]\nhas_read_notice=true\n")


def viewer_command(*arguments: str) -> list[str]:
    """Return the command that opens the viewer from this source tree."""
    return [sys.executable, "-m", "viewer", *arguments]
