"""Scenes of the guide: opening, comparing and looking closer."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from docs.guide.reading_films import write_tree
from docs.guide.screen import Wish, window_on


def start(wish: Wish, home: Path) -> None:
    """Take the window as it opens, its parts in use, and empty."""
    with window_on(wish, home) as screen:
        screen.desktop.move(*screen.at(0.27, 0.52))
        screen.shoot("side_by_side")
        screen.key("ctrl+e")
        screen.shoot("export", 2.0)
        screen.key("Escape")
        screen.click(0.75, 0.5, button=3)
        screen.shoot("menu")
        screen.key("Escape", "ctrl+w")
        screen.rest()
        screen.shoot("empty")


def compare(wish: Wish, home: Path) -> None:
    """Take the layouts, and two recipes beside each other."""
    with window_on(wish, home) as screen:
        screen.key("backslash")
        screen.rest()
        screen.shoot("wipe")
        screen.key("bar")
        screen.rest()
        screen.shoot("wipe_level")
        screen.find("difference", 4.0)
        screen.rest()
        screen.shoot("difference")
        screen.find("side by side")
        screen.key("ctrl+3", pause_s=5.0)
        screen.key("shift+q", pause_s=5.0)
        screen.rest()
        screen.shoot("recipe_beside")
        screen.key("shift+q")
        screen.find("two by two", 3.0)
        for across, recipe in ((0.25, 2), (0.75, 4)):
            screen.click(across, 0.75, 1.5)
            screen.key(*["Down"] * recipe, "Return", pause_s=0.2)
            screen.pause(4)
        screen.rest()
        screen.shoot("quad", 3.0)


def second_film(wish: Wish, home: Path) -> None:
    """Take a film of another day beside the one shown, with the menu of the list."""
    with tempfile.TemporaryDirectory() as place:
        films = write_tree(Path(place))
        for name in ("cut_short.dcm", "huge.dcm", "chest_2.dcm", "chest_3.dcm"):
            (films / name).unlink()
        with window_on(wish, home, films) as screen:
            screen.key("ctrl+b", pause_s=4.0)
            screen.desktop.click(84, 430, button=3)
            screen.shoot("second_film")


def inspect(wish: Wish, home: Path) -> None:
    """Take probe, loupe and clipped pixels, with the curve and the greys before and after."""
    with window_on(wish, home) as screen:
        screen.click_panel(60, 56)  # fold Window, so that Inspect is in sight
        screen.key("p")
        screen.click(0.66, 0.5)
        screen.click_panel(20, 661)  # grey values before and after
        screen.shoot("probe", 2.0)
        screen.key("Escape")
        screen.desktop.move(*screen.at(0.78, 0.46))
        screen.desktop.xdotool("keydown", "m")
        screen.shoot("loupe", 2.0)
        screen.desktop.xdotool("keyup", "m")
        screen.key("3", "y", pause_s=1.5)
        screen.rest()
        screen.shoot("clipped")


def windowing(wish: Wish, home: Path) -> None:
    """Take the presets in use, and the menu of the drag."""
    with window_on(wish, home) as screen:
        screen.key("ctrl+shift+0", "6", pause_s=1.5)
        screen.click_panel(259, 242)  # how the drag answers
        screen.shoot("window_drag")


SEEING: Final[dict[str, Callable[[Wish, Path], None]]] = {
    "start": start,
    "compare": compare,
    "second_film": second_film,
    "inspect": inspect,
    "windowing": windowing,
}
