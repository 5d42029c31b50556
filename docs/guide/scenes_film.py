"""Scenes of the guide: measuring, life size, printing, recipes."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from docs.guide.screen import Screen, Wish, window_on

FIRST_CARD, CARD = 157, 36
"""From the top to the middle of the first step, and from one to the next; Window is folded."""


def measure(wish: Wish, home: Path) -> None:
    """Take lengths and angles in the pane alone."""
    with window_on(wish, home) as screen:
        screen.find("enhanced", 2.0)  # one pane, so that there is room for words
        screen.key("l")
        screen.drag((0.27, 0.69), (0.72, 0.69))
        screen.key("a")
        for point in ((0.33, 0.3), (0.5, 0.16), (0.62, 0.3)):
            screen.click(*point, 0.4)
        screen.key("b")
        screen.drag((0.44, 0.36), (0.56, 0.34))
        screen.drag((0.44, 0.55), (0.56, 0.58))
        screen.key("shift+a")
        screen.drag((0.79, 0.82), (0.67, 0.76))
        screen.desktop.move(*screen.at(0.5, 0.95))
        screen.key("Escape")
        screen.rest()
        screen.shoot("measure", 2.0)


def pointer(wish: Wish, home: Path) -> None:
    """Take a length half drawn with the keys alone."""
    with window_on(wish, home) as screen:
        screen.find("enhanced", 2.0)
        screen.rest()
        screen.key("l", "Return")
        screen.key(*["shift+Down"] * 5, pause_s=0.2)
        screen.key("Return")
        screen.key(*["shift+Right"] * 9, pause_s=0.2)
        screen.shoot("measure_keys", 2.0)


def regions(wish: Wish, home: Path) -> None:
    """Take two regions with their tables and the contrast between them."""
    with window_on(wish, home) as screen:
        screen.key("e")
        screen.drag((0.16, 0.45), (0.19, 0.49))
        screen.drag((0.3, 0.55), (0.33, 0.59))
        screen.key("Escape")
        screen.desktop.click(screen.panel + 160, 500, button=5, times=10)  # the wheel
        screen.rest()
        screen.shoot("measure_regions", 3.0)


def calibrate(wish: Wish, home: Path) -> None:
    """Take the field that asks for the length of a known object, and what comes of it."""
    with window_on(wish, home) as screen:
        screen.find("enhanced", 2.0)
        screen.find("calibrate")
        screen.drag((0.62, 0.13), (0.645, 0.13), 1.5)
        screen.desktop.type("12")
        screen.shoot("calibrate")


def life_size(wish: Wish, home: Path) -> None:
    """Take the measuring of the screen, a film in life size, and the page to print."""
    with window_on(wish, home) as screen:
        screen.key("ctrl+p", pause_s=1.5)
        screen.shoot("print")
        screen.key("Escape", "shift+x", pause_s=1.5)
        screen.shoot("screen_size")
        screen.key("Tab", "Tab", "Return", pause_s=1.0)
        screen.rest()
        screen.shoot("life_size", 1.5)


def recipes(wish: Wish, home: Path) -> None:
    """Take the gallery, a card with its blend, and a step in the wrong place."""
    with window_on(wish, home) as screen:
        screen.key("ctrl+g", pause_s=1.0)
        screen.shoot("gallery", 20.0)
        screen.key("Escape")
        screen.click_panel(60, 56)  # fold Window
        screen.click_panel(285, FIRST_CARD)  # its arrow
        screen.shoot("steps")
        screen.key("ctrl+shift+0", pause_s=2.0)
        _add(screen, 0, "unsharp")
        _add(screen, 1, "bilateral")
        screen.click_panel(285, FIRST_CARD + CARD)
        screen.rest()
        screen.shoot("order", 4.0)


def adding(wish: Wish, home: Path) -> None:
    """Take the menu of steps."""
    with window_on(wish, home) as screen:
        screen.click_panel(60, 56)
        screen.click_panel(60, FIRST_CARD + 3 * CARD + 4)
        screen.shoot("add_step")


def _add(screen: Screen, cards: int, words: str) -> None:
    """Add a step by its name, below the cards there are."""
    screen.click_panel(60, FIRST_CARD + CARD * cards + 4)
    screen.desktop.type(words)
    screen.pause(1)
    screen.key("Return", pause_s=3.0)


MEASURING: Final[dict[str, Callable[[Wish, Path], None]]] = {
    "measure": measure,
    "pointer": pointer,
    "regions": regions,
    "calibrate": calibrate,
    "life_size": life_size,
    "recipes": recipes,
    "adding": adding,
}
