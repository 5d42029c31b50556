"""A screen without a screen: Xvfb, a window manager, a real pointer and a real keyboard."""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from smoke.report import Failed

PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox"}
SIZE = (1280, 800)
TITLE = "Negatoscope"
SAME = 1.0
"""Grey levels: two looks at a picture that differ less are of the same picture."""

REST_S = 0.8
WINDOWS_FILL_THE_SCREEN = (
    '<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>'
    '<application class="*"><decor>no</decor><maximized>yes</maximized></application>'
    "</applications></openbox_config>"
)


@dataclass(frozen=True)
class Box:
    """A part of the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """The grey levels of a part of the screen, row by row."""

    greys: bytes

    @property
    def mean(self) -> float:
        """Their mean, 0 to 255."""
        return sum(self.greys) / len(self.greys)

    @property
    def is_film(self) -> bool:
        """Whether no grey level fills it: words on a background leave most of it as it was."""
        commonest = max(map(self.greys.count, set(self.greys)))
        return commonest < len(self.greys) / 2

    def differs_from(self, other: "Look") -> float:
        """Return the mean difference in grey levels."""
        pairs = zip(self.greys, other.greys, strict=True)
        return sum(abs(a - b) for a, b in pairs) / len(self.greys)


class Screen:
    """A virtual screen with a window manager; use it as a context manager.

    Attributes:
        environment: What a program needs to be told to appear on it.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="screen")
        self._running: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Start the screen and the window manager."""
        reader, writer = os.pipe()
        width, height = SIZE
        self._start(
            *("Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"),
            *("-ac", "-nolisten", "tcp", "-fbdir", self._folder.name),
            pass_fds=(writer,),
        )
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed("expected Xvfb to start")
        self.environment = {"DISPLAY": f":{number}"}
        config = Path(self._folder.name) / "openbox.xml"
        config.write_text(WINDOWS_FILL_THE_SCREEN)
        self._start("openbox", "--config-file", str(config))
        return self

    def __exit__(self, *_: object) -> None:
        """Stop both."""
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._folder.cleanup()

    def windows(self) -> list[str]:
        """Return the windows of the program that can be seen."""
        found = subprocess.run(  # noqa: S603 - our own words
            ["xdotool", "search", "--onlyvisible", "--name", TITLE],  # noqa: S607
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return found.stdout.split()

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the left button, move in steps, and release."""
        self.point_at(start)
        self._xdotool("mousedown", "1")
        for step in range(1, 11):
            x, y = (a + (b - a) * step // 10 for a, b in zip(start, end, strict=True))
            self.point_at((x, y))
            time.sleep(0.02)
        self._xdotool("mouseup", "1")

    def point_at(self, spot: tuple[int, int]) -> None:
        """Move the pointer."""
        self._xdotool("mousemove", *map(str, spot))

    def click(self, spot: tuple[int, int]) -> None:
        """Click with the left button."""
        self.point_at(spot)
        self._xdotool("click", "1")

    def key(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._xdotool("type", "--delay", "30", text)

    def look(self, box: Box) -> Look:
        """Return what a part of the screen shows: of colours the blue, as films have none."""
        wanted = self._rows()[box.top : box.top + box.height]
        first, last = 4 * box.left, 4 * (box.left + box.width)
        return Look(b"".join(row[first:last:4] for row in wanted))

    def wait(self, is_so: Callable[[], object], what: str, timeout_s: float = 60) -> None:
        """Wait until something is so.

        Raises:
            Failed: It did not become so.
        """
        end = time.monotonic() + timeout_s
        while not is_so():
            if time.monotonic() > end:
                raise Failed(f"expected {what} within {timeout_s:.0f} s")
            time.sleep(0.1)

    def settled(
        self, box: Box, is_so: Callable[[Look], bool], what: str, timeout_s: float = 90
    ) -> Look:
        """Return a part of the screen once it is as wanted and has been at rest for a second.

        Raises:
            Failed: It did not become so.
        """
        seen, since = self.look(box), time.monotonic()
        end = since + timeout_s
        while not (is_so(seen) and time.monotonic() - since > REST_S):
            if time.monotonic() > end:
                raise Failed(f"expected {what} within {timeout_s:.0f} s")
            time.sleep(0.1)
            now = self.look(box)
            if now.differs_from(seen) > SAME / 10:
                seen, since = now, time.monotonic()
        return seen

    def picture(self, path: Path) -> None:
        """Save the whole screen as a PNG."""
        path.write_bytes(as_png(self._rows(), SIZE[0]))

    def _rows(self) -> list[bytes]:
        return rows_of(Path(self._folder.name) / "Xvfb_screen0")

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, **self.environment}

    def _start(self, *command: str, pass_fds: tuple[int, ...] = ()) -> None:
        self._running.append(
            subprocess.Popen(  # noqa: S603 - our own words
                command,
                env={**self._environment, "HOME": self._folder.name},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=pass_fds,
            )
        )

    def _xdotool(self, *words: str) -> None:
        command = ["xdotool", *words]
        subprocess.run(  # noqa: S603 - our own words
            command, env=self._environment, check=True, timeout=30, capture_output=True
        )


def rows_of(dump: Path) -> list[bytes]:
    """Return the rows of the screen that Xvfb keeps in a file: blue, green, red, nothing.

    The file is as xwd writes one: a header, the colour map, then the pixels.
    """
    with dump.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as seen:
        header = struct.unpack(">25I", seen[:100])
        start, rows, a_row = header[0] + 12 * header[19], header[5], header[12]
        pixels = seen[start : start + rows * a_row]
    return [pixels[at : at + a_row] for at in range(0, rows * a_row, a_row)]


def as_png(rows: list[bytes], width: int) -> bytes:
    """Return rows of a screen as a PNG."""
    lines = bytearray()
    for row in rows:
        line = bytearray(3 * width)
        for colour in range(3):
            line[colour::3] = row[2 - colour : 4 * width : 4]
        lines += b"\0" + line
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def missing_programs(wanted: dict[str, str]) -> list[str]:
    """Return the Debian packages of those programs that this machine lacks."""
    return sorted({package for name, package in wanted.items() if shutil.which(name) is None})
