"""A Linux desktop of a user who has nothing yet: a home of their own, a terminal, a file manager.

Its programs see the home as /home/anna, whatever it is called here; that takes root on Linux. What
is installed there goes with the home.
"""

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from docs.guide.screen import make_small
from tests.journey.desktop import stop

USER_ID = 1000
HOME = Path("/home/anna")
NEEDED = (
    *("Xvfb", "openbox", "xdotool", "import", "xsetroot"),
    *("unshare", "setpriv", "xterm", "pcmanfm"),
)
SIZE = (1280, 800)
BACKGROUND = "#3a4654"

_LOOKS = 'gtk-icon-theme-name="Adwaita"\ngtk-theme-name="Adwaita"\ngtk-font-name="DejaVu Sans 10"\n'
_DOUBLE_CLICK_MS = 90


class LinuxDesktop:
    """One virtual screen with a window manager; use it as a context manager.

    Args:
        place: A folder of its own, in which the home is made.
    """

    def __init__(self, place: Path) -> None:
        missing = [program for program in NEEDED if shutil.which(program) is None]
        if missing or os.getuid() != 0:
            raise SystemExit(f"The pictures of Linux need root and {', '.join(missing or NEEDED)}.")
        self.home = place / HOME.name
        self._place = place
        self._running: list[subprocess.Popen[bytes]] = []
        self._display = ""

    def __enter__(self) -> Self:
        """Make the home, and start the screen."""
        self.home.mkdir(parents=True)
        (self.home / ".gtkrc-2.0").write_text(_LOOKS)
        reader, writer = os.pipe()
        width, height = SIZE
        screen = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"]
        screen.append("-noreset")  # it would forget its colour with the first program that ends
        self._running.append(_start(screen, {}, pass_fds=(writer,)))
        os.close(writer)
        with os.fdopen(reader) as pipe:
            self._display = f":{pipe.readline().strip()}"
        self._on_screen("xsetroot", "-solid", BACKGROUND)
        self._running.append(_start(["openbox"], {"DISPLAY": self._display}))
        return self

    def __exit__(self, *_: object) -> None:
        """Stop everything that was started."""
        stop(self._running)

    def give(self, file: Path, inside: str) -> None:
        """Copy a file of this machine into the home."""
        target = self.home / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)

    def start(self, *command: str) -> None:
        """Start a program as the user, who owns all of the home."""
        subprocess.run(["chown", "-R", f"{USER_ID}:{USER_ID}", str(self.home)], check=True)
        user = f"setpriv --reuid {USER_ID} --regid {USER_ID} --clear-groups"
        words = {
            "HOME": str(HOME),
            "USER": HOME.name,
            "LOGNAME": HOME.name,
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "PS1": rf"{HOME.name}:\w$ ",
            "DISPLAY": self._display,
            "QT_QPA_PLATFORM": "xcb",
        }
        variables = shlex.join(f"{name}={value}" for name, value in words.items())
        enter = (
            f"mount --bind {shlex.quote(str(self._place))} {HOME.parent} && cd {HOME}"
            f" && exec {user} env -i {variables} {shlex.join(command)}"
        )
        namespace = ["unshare", "--mount", "--fork", "--kill-child", "sh", "-c", enter]
        self._running.append(_start(namespace, {}))

    def window(self, title: str, timeout_s: float = 60.0) -> str:
        """Wait for a window of a title to be seen, and return its number."""
        found: list[str] = []

        def is_there() -> bool:
            search = ["xdotool", "search", "--onlyvisible", "--name", title]
            said = subprocess.run(
                search, env=self._environment, capture_output=True, text=True, check=False
            )
            found[:] = said.stdout.split()
            return bool(found)

        self.wait_for(is_there, f"a window {title}", timeout_s)
        return found[-1]

    def wait_for(self, is_true: Callable[[], bool], what: str, timeout_s: float) -> None:
        """Wait until something is so."""
        end = time.monotonic() + timeout_s
        while not is_true():
            if time.monotonic() > end:
                raise SystemExit(f"waited {timeout_s:.0f} s for {what}")
            time.sleep(0.2)

    def place(self, window: str, left: int, top: int, size: tuple[int, int]) -> None:
        """Put a window somewhere, in front of the others."""
        self.xdotool("windowsize", "--sync", window, *map(str, size))
        self.xdotool("windowmove", window, str(left), str(top))
        self.xdotool("windowactivate", "--sync", window)

    def double_click(self, x: int, y: int) -> None:
        """Double-click at a point of the screen."""
        self.xdotool("mousemove", str(x), str(y))
        self.xdotool("click", "--repeat", "2", "--delay", str(_DOUBLE_CLICK_MS), "1")

    def xdotool(self, *arguments: str) -> None:
        """Run xdotool."""
        self._on_screen("xdotool", *arguments)

    def shoot(self, path: Path, pause_s: float = 1.0, height: int = SIZE[1]) -> None:
        """Take a picture of the screen, from its top edge on."""
        time.sleep(pause_s)
        part = ("-crop", f"{SIZE[0]}x{height}+0+0", "+repage")
        self._on_screen("import", "-window", "root", *part, str(path))
        make_small(path)

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self._display}

    def _on_screen(self, *command: str) -> None:
        subprocess.run(command, env=self._environment, check=True, timeout=60)


def _start(
    command: list[str], more: dict[str, str], pass_fds: tuple[int, ...] = ()
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env={**os.environ, **more},
        pass_fds=pass_fds,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
