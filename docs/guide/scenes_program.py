"""Scenes of the guide: settings, keys, jobs, log, and the light theme."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from docs.guide.screen import Wish, window_on

PAGES = ("look", "mouse", "privacy", "limits", "models", "screen")


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
        screen.key("ctrl+comma", pause_s=1.5)
        screen.pause(0.5)
        screen.shoot(f"settings_{wish.scheme}")


PROGRAM: Final[dict[str, Callable[[Wish, Path], None]]] = {
    "settings": settings,
    "keys": keys,
    "jobs": jobs,
    "light": light,
}
