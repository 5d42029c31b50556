"""Scenes of the guide: measuring, life size, printing, recipes."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from docs.guide.screen import Screen, Wish, window_on


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


def regions(wish: Wish, home: Path) -> None:
    """Take two regions with their tables and the contrast between them."""
    with window_on(wish, home) as screen:
        screen.key("e")
        screen.drag((0.16, 0.45), (0.19, 0.49))
        screen.drag((0.3, 0.55), (0.33, 0.59))
        screen.key("Escape")
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
        screen.key("shift+x", pause_s=1.5)
        screen.shoot("screen_size")
        screen.key("Tab", "Tab", "Return", pause_s=1.0)
        screen.rest()
        screen.shoot("life_size", 1.5)
        screen.key("f", "ctrl+p", pause_s=1.5)
        screen.shoot("print")


def recipes(wish: Wish, home: Path) -> None:
    """Take the gallery, a card with its blend, and a step in the wrong place."""
    with window_on(wish, home, wait_s=12) as screen:
        screen.key("ctrl+g", pause_s=1.0)
        screen.shoot("gallery", 20.0)
        screen.key("Escape")
        screen.click_panel(60, 56)  # fold Window
        _open_card(screen)
        screen.shoot("steps")
        _open_card(screen)
        _add(screen, "bilateral")
        screen.rest()
        screen.shoot("order", 4.0)


def adding(wish: Wish, home: Path) -> None:
    """Take the menu of steps."""
    with window_on(wish, home) as screen:
        screen.click_panel(60, 56)
        screen.click_panel(60, 267)  # Add step
        screen.shoot("add_step")


def _open_card(screen: Screen) -> None:
    screen.click_panel(285, 157)  # the arrow of the first card


def _add(screen: Screen, words: str) -> None:
    screen.click_panel(60, 267)  # Add step
    screen.desktop.type(words)
    time.sleep(1)
    screen.key("Return", pause_s=3.0)


MEASURING: Final[dict[str, Callable[[Wish, Path], None]]] = {
    "measure": measure,
    "regions": regions,
    "calibrate": calibrate,
    "life_size": life_size,
    "recipes": recipes,
    "adding": adding,
}
