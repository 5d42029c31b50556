"""A window on a small film with a mapping; whose maps were predicted is the test's own choice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from engine import Entry, Recipe, step_type
from engine.models.mapping.maps import ParameterMaps
from viewer.app import application_
from viewer.document import Document
from viewer.main_window import MainWindow
from viewer.settings import Settings
from viewer.widgets.mapping_card_rows import MappingRows

ROWS, COLUMNS = 240, 300
PREDICT = "engine.models.mapping.whole_film.predict"


def film_file(folder: Path) -> Path:
    """Write a 16-bit film with a ramp and a bright square."""
    image = np.tile(np.linspace(2000, 50000, COLUMNS, dtype=np.uint16), (ROWS, 1))
    image[100:140, 120:180] = 60000
    path = folder / "wedge.png"
    cv2.imwrite(str(path), image)
    return path


def predicting(monkeypatch: pytest.MonkeyPatch, give: Callable[[], ParameterMaps]) -> None:
    """Let every film have the maps that ``give`` returns, without a network."""
    monkeypatch.setattr(PREDICT, lambda *_: give())


def window_of(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Open a window of 1280 x 800 with preferences of its own."""
    application_()
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Settings(store))
    qtbot.addWidget(made)
    made.furnish()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def document_of(window: MainWindow) -> Document:
    """Return the film shown."""
    assert window.document is not None
    return window.document


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the pictures are those of the presentation."""
    qtbot.waitUntil(lambda: document_of(window).is_current, timeout=20_000)


def open_mapped(qtbot: QtBot, window: MainWindow, folder: Path, **values: float) -> None:
    """Open the film with the mapping alone, and wait for its maps."""
    step = step_type("interpretable_mapping").make(values)
    window.open([film_file(folder)], recipe=Recipe((Entry(step),)))
    qtbot.waitUntil(lambda: window.document is not None)
    qtbot.waitUntil(lambda: document_of(window).shown.mapping is not None, timeout=20_000)
    card = window.right.enhance_panel.steps.cards[0]
    card.set_open(True)
    qtbot.wait(1)


def rows_of(window: MainWindow) -> MappingRows:
    """Return the body of the mapping's card."""
    body = window.right.enhance_panel.steps.cards[0].body
    assert isinstance(body, MappingRows)
    return body
