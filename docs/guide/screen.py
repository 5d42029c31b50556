"""What the pictures of the window share: a window to drive, where its parts lie, small files."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from tests.journey.desktop import Desktop, viewer_command
from viewer.theme.look import Theme

FOLDER = Path(__file__).parent / "pictures"
LARGEST_BYTES = 300_000
STILL_S = 8.0
FILM_SPREAD = 12.0
"""Of grey levels in a small picture; the empty page has less there."""
WAYS = (
    (("-dither", "FloydSteinberg"), "256"),
    (("+dither",), "256"),
    (("+dither",), "128"),
    (("+dither",), "64"),
)
"""Of writing a picture small, the best first: dithered colours of a map keep their shades."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the pictures are to look, and where they go.

    Attributes:
        folder: Where they are written.
        size: (width, height) of the window.
        scheme: "dark", "light" or "reading".
        text_scale: 0.8 to 2.
        language: "en" or "de".
        only: Names of the scenes wanted; all where it is empty.
        patience: How much longer than usual to wait for the window, on a busy machine.
    """

    folder: Path = FOLDER
    size: tuple[int, int] = (1280, 800)
    scheme: str = "dark"
    text_scale: float = 1.0
    language: str = "en"
    only: tuple[str, ...] = ()
    patience: float = 1.0

    @classmethod
    def read(cls, words: list[str]) -> "Wish":
        """Return what a command line asks for."""
        parser = argparse.ArgumentParser(description="Makes the pictures of the window.")
        parser.add_argument("only", nargs="*", help="scenes; all where none is named")
        parser.add_argument("--folder", type=Path, default=FOLDER)
        parser.add_argument("--size", default="1280x800")
        parser.add_argument("--scheme", default="dark", choices=("dark", "light", "reading"))
        parser.add_argument("--scale", type=float, default=1.0)
        parser.add_argument("--language", default="en", choices=("en", "de"))
        parser.add_argument("--patience", type=float, default=1.0)
        found = parser.parse_args(words)
        width, height = (int(part) for part in found.size.split("x"))
        return cls(
            found.folder,
            (width, height),
            found.scheme,
            found.scale,
            found.language,
            tuple(found.only),
            found.patience,
        )


class Screen:
    """A window that is open, with the parts of it that a hand goes to.

    Args:
        desktop: It is driven there.
        wish: How the pictures are to look.
        look: The theme it wears, which knows how wide the panels are.
    """

    def __init__(self, desktop: Desktop, wish: Wish, look: Theme) -> None:
        self.desktop = desktop
        self._wish = wish
        width, height = wish.size
        self._left, self._top = look.drawn(look.sizes.left_panel), look.scaled(look.sizes.top_bar)
        self.panel = width - look.right_panel
        self._bottom = height - look.scaled(look.sizes.status_bar)
        self.scaled = look.scaled

    def pause(self, pause_s: float) -> None:
        """Wait until the window has followed; longer on a busy machine."""
        time.sleep(pause_s * self._wish.patience)

    def wait_until_still(self, timeout_s: float) -> None:
        """Wait until nothing changes on the screen for a second, or the time is over."""
        end, before = time.monotonic() + timeout_s, b""
        while time.monotonic() < end:
            now = self._grey_levels()
            if now == before:
                return
            before = now
            time.sleep(1)

    def wait_for_film(self) -> None:
        """Wait until the first small picture stands in the list of films."""
        width, right = self._wish.size[0], self._left - 40

        def is_there() -> bool:
            levels = np.frombuffer(self._grey_levels(), np.uint8).reshape(-1, width)
            return float(levels[2 * self._top : 6 * self._top, 40:right].std()) > FILM_SPREAD

        self.desktop.wait_for(is_there, "the film", 120)

    def _grey_levels(self) -> bytes:
        """Return what is on the screen, a byte for each pixel."""
        with tempfile.TemporaryDirectory() as place:
            path = self.desktop.picture(Path(place) / "now.pgm")
            levels = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        return b"" if levels is None else levels.tobytes()

    def at(self, across: float, down: float) -> tuple[float, float]:
        """Return a point of the canvas by its share of the width and of the height."""
        return (
            self._left + across * (self.panel - self._left),
            self._top + down * (self._bottom - self._top),
        )

    def key(self, *keys: str, pause_s: float = 0.8) -> None:
        """Press keys, and wait until the window has followed."""
        for key in keys:
            self.desktop.key(key)
            self.pause(pause_s)

    def find(self, words: str, pause_s: float = 2.0) -> None:
        """Give a command by the finder, as somebody would who does not know its key."""
        self.key("ctrl+k", pause_s=1.0)
        self.desktop.type(words)
        self.pause(0.7)
        self.key("Return", pause_s=pause_s)

    def click(self, across: float, down: float, pause_s: float = 0.8, *, button: int = 1) -> None:
        """Click on the canvas."""
        self.desktop.click(*self.at(across, down), button=button)
        self.pause(pause_s)

    def click_panel(self, x: float, y: float, pause_s: float = 1.0) -> None:
        """Click on the panel on the right, so far from its left edge and from the top."""
        self.desktop.click(self.panel + self.scaled(round(x)), self.scaled(round(y)))
        self.pause(pause_s)

    def drag(
        self, start: tuple[float, float], end: tuple[float, float], pause_s: float = 0.8
    ) -> None:
        """Drag on the canvas with the left button."""
        self.desktop.drag(self.at(*start), self.at(*end))
        self.pause(pause_s)

    def rest(self) -> None:
        """Move the pointer where it says nothing: below the list of films."""
        self.desktop.move(self._left / 2, self._bottom - 40)

    def shoot(self, name: str, pause_s: float = 1.0) -> None:
        """Take a picture."""
        self.pause(pause_s)
        self.wait_until_still(STILL_S)
        path = self.desktop.picture(self._wish.folder / f"{name}.png")
        make_small(path)
        sys.stdout.write(f"{path.name} {path.stat().st_size // 1000} kB\n")
        sys.stdout.flush()


@contextmanager
def window_on(
    wish: Wish, home: Path, *films: Path, wait_s: float = 2.0, program: Path | None = None
) -> Iterator[Screen]:
    """Give a window with settings as they are at first, but for its look and the notice, read.

    Args:
        wish: How it is to look.
        home: Of a user of its own; the sample films are kept there.
        films: What it opens; the sample film where there are none.
        wait_s: After the film is there.
        program: A frozen program; the source where there is none.
    """
    words = [str(film) for film in films] or ["--sample"]
    command = [str(program), *words] if program else viewer_command(*words)
    with _opened(wish, home, command, has_read_notice="true") as screen:
        screen.wait_for_film()
        screen.pause(wait_s)
        screen.wait_until_still(20)
        yield screen


@contextmanager
def first_window(wish: Wish, home: Path) -> Iterator[Screen]:
    """Give the window as it is the first time: without a film, the notice not read."""
    with _opened(wish, home, viewer_command(), has_read_notice="false") as screen:
        screen.pause(3)
        screen.wait_until_still(20)
        yield screen


@contextmanager
def _opened(
    wish: Wish, home: Path, command: list[str], *, has_read_notice: str
) -> Iterator[Screen]:
    kept = home / "config" / "negatoscope"
    kept.mkdir(parents=True, exist_ok=True)
    (home / "Documents").mkdir(exist_ok=True)
    (kept / "negatoscope.conf").write_text(
        f"[look]\nscheme={wish.scheme}\ntext_scale={wish.text_scale}\nlanguage={wish.language}\n"
        f"[start]\nhas_read_notice={has_read_notice}\n"
    )
    environment = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    with Desktop(command, wish.size, environment) as desktop:
        yield Screen(desktop, wish, Theme(wish.scheme, text_scale=wish.text_scale))


def make_small(path: Path) -> None:
    """Write a picture again with as many colours as its size in bytes allows, 256 at most."""
    whole = path.with_suffix(".whole.png")
    path.rename(whole)
    for dither, count in WAYS:
        command = ["convert", str(whole), *dither, "-colors", count, f"png8:{path}"]
        subprocess.run(command, check=True, timeout=60)
        if path.stat().st_size <= LARGEST_BYTES:
            break
    whole.unlink()
