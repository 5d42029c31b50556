"""Scenes of the guide: the first start, about, settings, keys, jobs, log, the light theme."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from docs.guide.screen import Wish, first_window, window_on

PAGES = ("look", "mouse", "privacy", "start", "limits", "models")
"""As they stand below each other; the last one, on screen and keys, is shown by *life_size*."""

FROZEN = Path(__file__).resolve().parents[2] / "build/frozen/full/negatoscope/negatoscope"


def first(wish: Wish, home: Path) -> None:
    """Take the very first window."""
    with first_window(wish, home) as screen:
        screen.rest()
        screen.shoot("first_start")


def about(wish: Wish, home: Path) -> None:
    """Take what the frozen program, where there is one, says of itself."""
    with window_on(wish, home, program=FROZEN if FROZEN.is_file() else None) as screen:
        screen.find("about negatoscope", 3.0)
        screen.shoot("about")
        screen.key("Escape")
        screen.find("licences", 3.0)
        screen.shoot("licences")
    with window_on(wish, home) as screen:
        screen.find("diagnostics", 4.0)
        screen.shoot("diagnostics")


def settings(wish: Wish, home: Path) -> None:
    """Take every page of the settings."""
    with window_on(wish, home) as screen:
        screen.key("ctrl+comma", pause_s=1.5)
        for page in PAGES:
            screen.shoot(f"settings_{page}")
            screen.key("Down")


def keys(wish: Wish, home: Path) -> None:
    """Take the sheet of keys, the fields to change them, and the finder."""
    with window_on(wish, home) as screen:
        screen.key("F1", pause_s=1.5)
        screen.shoot("keys")
        screen.key("Escape", "ctrl+k", pause_s=1.0)
        screen.desktop.type("wi")
        screen.shoot("finder")


def jobs(wish: Wish, home: Path) -> None:
    """Take the sheets of jobs and of the log."""
    with window_on(wish, home) as screen:
        screen.key("ctrl+2", pause_s=3.0)
        screen.key("ctrl+shift+j", pause_s=1.5)
        screen.shoot("jobs")
        screen.key("Escape")
        screen.find("log")
        screen.shoot("log")


def light(wish: Wish, home: Path) -> None:
    """Take the window in the light theme."""
    with window_on(wish, home) as screen:
        screen.rest()
        screen.shoot(f"window_{wish.scheme}")


PROGRAM: Final[dict[str, Callable[[Wish, Path], None]]] = {
    "first": first,
    "about": about,
    "settings": settings,
    "keys": keys,
    "jobs": jobs,
    "light": light,
}
