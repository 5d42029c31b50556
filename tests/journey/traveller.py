"""A user with hands and eyes: does one thing after the other, and sees whether it did anything."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.journey.desktop import Desktop
from tests.journey.places import Places, Spot

PATIENCE_S = 8.0
REST_S = 0.12
"""What the screen must have been at rest for."""

FEW_PIXELS = 60
FILM_GREYS = 12
"""More than words and signs have in their middle grey levels on an empty pane."""

POINTER_PIXELS = 1500
"""More than a pointer and the button under it, which are part of the screen."""


class Traveller:
    """Does things in the window, and keeps the names of those after which it looked the same.

    Args:
        desktop: Where the program runs.
        places: Knows where things are.
        folder: For a picture after each deed; None keeps none.
    """

    def __init__(self, desktop: Desktop, places: Places, folder: Path | None = None) -> None:
        self.desktop = desktop
        self.places = places
        self.done = 0
        self.without_effect: list[str] = []
        self._folder = folder

    def key(self, name: str, *keys: str) -> None:
        """Press keys, which is to change what is seen."""
        self.do(name, lambda: self.desktop.key(*keys), FEW_PIXELS)

    def press(self, *keys: str) -> None:
        """Press keys that need change nothing, as those of a tool already chosen."""
        self.desktop.key(*keys)
        self.done += 1

    def drag(self, name: str, start: Spot, end: Spot, *, button: int = 1) -> None:
        """Drag, which is to change what is seen."""
        self.desktop.move(*start)
        self.do(name, lambda: self.desktop.drag(start, end, button=button))

    def drag_with(self, name: str, held: tuple[str, ...], start: Spot, end: Spot) -> None:
        """Drag while keys are held."""
        self.desktop.move(*start)
        self.desktop.xdotool("keydown", *held)
        self.do(name, lambda: self.desktop.drag(start, end))
        self.desktop.xdotool("keyup", *held)

    def click(self, name: str, spot: Spot, *, button: int = 1, times: int = 1) -> None:
        """Click, which is to change what is seen."""
        self.desktop.move(*spot)
        self.do(name, lambda: self.desktop.click(*spot, button=button, times=times), FEW_PIXELS)

    def clicks(self, name: str, spots: Sequence[Spot]) -> None:
        """Click here and there, which together is to change what is seen."""

        def click_all() -> None:
            for spot in spots:
                self.desktop.click(*spot)

        self.do(name, click_all, FEW_PIXELS)

    def answer(self, name: str, text: str) -> None:
        """Type into the field that has the focus, and press Enter."""

        def type_it() -> None:
            self.desktop.type(text)
            self.desktop.key("Return")

        self.do(name, type_it, FEW_PIXELS)

    def hold(self, name: str, key: str) -> None:
        """Hold a key, and let go of it again: both are to change what is seen."""
        self.do(name, lambda: self.desktop.xdotool("keydown", key), FEW_PIXELS)
        self.do(f"{name}, let go", lambda: self.desktop.xdotool("keyup", key), FEW_PIXELS)

    def find(self, name: str) -> None:
        """Give a command by its name, in the finder."""
        self.key(f"finder for {name}", "ctrl+k")
        self.desktop.type(name)
        self.do(name, lambda: self.desktop.key("Return"))

    def sheet(self, name: str, *keys: str) -> None:
        """Open a sheet and leave it again."""
        self.key(name, *keys)
        self.key(f"{name}, closed", "Escape")

    def next_film(self) -> None:
        """Go on to the next film, and wait until it is there."""
        self.key("next film", "Right")
        self.desktop.wait_for(self.sees_film, "the next film", 60)
        self.rest()

    def sees_film(self) -> bool:
        """Whether there is something like a film in the middle of the right pane."""
        x, y = (round(v) for v in self.places.on_canvas(0.75, 0.5))
        part = self.desktop.look()[y - 60 : y + 60, x - 60 : x + 60]
        grey = part & 0xFF
        is_grey = part == grey * np.uint32(0x010101)  # bars, panels and sheets are tinted
        return bool(is_grey.mean() > 0.9 and len(np.unique(grey)) > FILM_GREYS)

    def do(self, name: str, deed: Callable[[], object], least: int = POINTER_PIXELS) -> None:
        """Do something, and wait until the screen has changed and come to rest.

        Args:
            name: What the list of deeds without effect calls it.
            deed: What to do.
            least: How many pixels are to change.
        """
        before = self.rest()
        deed()
        self.done += 1
        end = time.monotonic() + PATIENCE_S
        while changed(before, self.rest()) < least:
            if time.monotonic() > end:
                self.without_effect.append(name)
                break
            time.sleep(0.05)
        if self._folder is not None:
            words = "".join(c if c.isalnum() else "_" for c in name)
            self.desktop.picture(self._folder / f"{self.done:04d}_{words}.png")

    def rest(self) -> npt.NDArray[np.uint32]:
        """Return the screen once it is at rest, or as it is when it never is."""
        end = time.monotonic() + PATIENCE_S
        seen, since = self.desktop.look(), time.monotonic()
        while time.monotonic() - since < REST_S and time.monotonic() < end:
            time.sleep(0.04)
            now = self.desktop.look()
            if changed(seen, now):
                seen, since = now, time.monotonic()
        return seen


def changed(before: npt.NDArray[np.uint32], now: npt.NDArray[np.uint32]) -> int:
    """Return how many pixels are others."""
    return int(np.count_nonzero(before != now))
