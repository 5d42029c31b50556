"""Where things lie in the window: read from the same window without a screen."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QWidget

from engine import load_recipe
from viewer.app import application_
from viewer.dialogs.export_sheet import FORMATS, ExportSheet
from viewer.dialogs.settings_pages_look import LookPage
from viewer.dialogs.sheet import Sheet
from viewer.main_window import MainWindow
from viewer.settings import Settings

Spot = tuple[float, float]
Part = TypeVar("Part", bound=QWidget)
Found = TypeVar("Found")


class Places:
    """A second window, offscreen and of the same size, that is asked where its parts are.

    Args:
        film: Opened in it; any film, as what is asked for does not depend on it.
        size: (width, height) of the window.
        recipe: Name of the recipe whose steps are asked for; it has two at least.
    """

    def __init__(self, film: Path, size: tuple[int, int], recipe: str) -> None:
        self._app = application_()
        self._folder = tempfile.TemporaryDirectory(prefix="places")
        store = QSettings(f"{self._folder.name}/places.ini", QSettings.Format.IniFormat)
        self._window = MainWindow(Settings(store))
        self._window.furnish()
        self._window.resize(*size)
        self._window.show()
        self._window.open([film])
        self._wait(lambda: self._window.document is not None)
        document = self._window.document
        assert document is not None
        document.edit(document.presentation.with_recipe(load_recipe(recipe)))
        self._wait(lambda: document.is_current)

    def close(self) -> None:
        """Let go of the window."""
        self._window.close()
        self._folder.cleanup()

    def on_canvas(self, across: float, down: float) -> Spot:
        """Return a spot on the canvas; 0, 0 is its top left corner, 1, 1 the other."""
        self._settle()
        canvas = self._window.compare
        corner = canvas.mapTo(self._window, QPoint(0, 0))
        return corner.x() + across * canvas.width(), corner.y() + down * canvas.height()

    def on_margin(self) -> Spot:
        """Return a spot at the left margin of the right panel, where there is nothing."""
        self._settle()
        corner = self._window.right.mapTo(self._window, QPoint(0, 0))
        return corner.x() + 6.0, corner.y() + self._window.right.height() / 2

    def of_step(self, at: int, name: str) -> Spot:
        """Return the middle of a part of a step's card: "check", "grip", "arrow"."""
        return self._middle(getattr(self._window.right.enhance_panel.steps.cards[at], name))

    def below_steps(self) -> Spot:
        """Return a spot below the last step, where one that is dropped becomes the last."""
        cards = self._window.right.enhance_panel.steps.cards
        x, y = self.of_step(len(cards) - 1, "grip")
        return x, y + 0.4 * cards[-1].height()

    def of_open_step(self, at: int) -> tuple[Spot, Spot, Spot]:
        """Open a step; return the ends of its first slider and the middle of its region's list."""
        card = self._window.right.enhance_panel.steps.cards[at]
        card.set_open(True)
        x, y = self._middle(slider := next(iter(card.rows.values())).slider)
        half = slider.width() / 2 - 12
        return (x - half, y), (x + half, y), self._middle(card.region.combo)

    def of_theme(self, name: str) -> Spot:
        """Return the middle of the card of a theme in the settings."""
        return self._on_sheet("app.settings", LookPage, lambda page: self._middle(page.cards[name]))

    def of_export(self, at: int) -> tuple[Spot, Spot, Spot]:
        """Return the middles of a format's button, of the box for drawings and of Export."""

        def parts(sheet: ExportSheet) -> tuple[Spot, Spot, Spot]:
            x, y = self._middle(sheet.format)
            share = (at + 0.5) / len(FORMATS) - 0.5
            button = x + share * sheet.format.width(), y
            return button, self._middle(sheet.drawings), self._middle(sheet.go)

        return self._on_sheet("file.export", ExportSheet, parts)

    def _on_sheet(self, command: str, kind: type[Part], places: Callable[[Part], Found]) -> Found:
        self._window.actions_[command].trigger()
        self._settle()
        page = next(page for page in self._window.findChildren(kind) if page.isVisible())
        found = places(page)
        for sheet in self._window.findChildren(Sheet):
            sheet.close_sheet()
        self._settle()
        return found

    def _middle(self, widget: QWidget) -> Spot:
        self._settle()
        spot = widget.mapTo(self._window, widget.rect().center())
        return spot.x(), spot.y()

    def _settle(self) -> None:
        end = time.monotonic() + 0.05  # layouts settle
        while time.monotonic() < end:
            self._app.processEvents()

    def _wait(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not is_so():
            assert time.monotonic() < end, "the window without a screen takes too long"
            self._app.processEvents()
