"""viewer.main_window: the inspector, the crosshair and the status line follow the pointer"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import MappingView, Recipe
from tests.viewer.canvas.gestures import move
from tests.viewer.mapped_films import MAPPING, even_maps
from viewer.app import application_
from viewer.main_window import MainWindow
from viewer.settings import Settings
from viewer.widgets import Section
from viewer.wording import THIN_SPACE, UNBROKEN_THIN_SPACE, number, pixel_place


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of 1280 x 800 on a film with a ramp from left to right."""
    application_()
    path = tmp_path / "wedge.png"
    cv2.imwrite(str(path), np.tile(np.linspace(2000, 50000, 300, dtype=np.uint16), (240, 1)))
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Settings(store))
    qtbot.addWidget(made)
    made.furnish()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.open([path])
    qtbot.waitUntil(lambda: made.document is not None)
    yield made
    made.close()


def test_the_sections_stand_in_their_order(opened: MainWindow) -> None:
    names = [section.header.accessibleName() for section in opened.right.findChildren(Section)]
    places = {
        section.header.accessibleName(): section.mapTo(opened, QPoint(0, 0)).y()
        for section in opened.right.findChildren(Section)
    }

    order = ("Window", "Enhance", "Translate", "Inspect", "Measure", "File and transforms")
    assert sorted(names, key=places.__getitem__) == [f"{name}, section" for name in order]


def test_the_pointer_is_followed_by_inspector_crosshair_and_status_line(
    qtbot: QtBot, opened: MainWindow
) -> None:
    document = opened.document
    assert document is not None
    film = document.shown.original
    view = MappingView(
        predicted=even_maps(2.0),
        in_force=even_maps(2.0),
        before=document.renderer.process(Recipe()),
        is_last=True,
        position=0,
    )
    document.shown = replace(document.shown, recipe=Recipe((MAPPING,)), mapping=view)

    move(opened.compare.original, (200, 300))

    place = opened.compare.original.film_point(QPointF(200, 300))
    assert place is not None
    said = pixel_place(int(place[0]), int(place[1]))
    assert opened.right.inspect_section.state == said
    assert opened.right.crosshair.marks[opened.compare.enhanced].isVisible()
    assert "→ mapped" in opened.status._values.text()
    index = film.indices[int(place[0]), int(place[1])]
    value = f"Stored value {number(index)}".replace(THIN_SPACE, UNBROKEN_THIN_SPACE)
    qtbot.waitUntil(lambda: opened.right.inspect_panel.sentences.text().startswith(value))


def test_a_closed_inspector_marks_nothing(opened: MainWindow) -> None:
    opened.right.inspect_section.header.setFocus()
    QTest.keyClick(opened.right.inspect_section.header, Qt.Key.Key_Space)

    move(opened.compare.original, (200, 300))

    assert not opened.right.inspect_section.is_open
    assert opened.right.inspect_section.state.startswith("x ")
    assert not opened.right.crosshair.marks[opened.compare.enhanced].isVisible()


def test_the_status_line_names_the_device(opened: MainWindow) -> None:
    opened.resize(1440, 900)

    assert opened.status._device.text() == "Device CPU"
