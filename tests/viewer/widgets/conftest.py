"""What the tests of widgets may ask for."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.theme import apply_theme, theme

Show = Callable[..., QWidget]
Drag = Callable[[QWidget, QPoint, QPoint], None]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    """Every widget is tested in the theme, at text scale 1."""
    if theme().text_scale != 1 or not qapp.styleSheet():
        apply_theme(qapp)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Put a widget into an active window of 320 px, which stays until the test ends."""
    windows: list[QWidget] = []

    def put(widget: QWidget, width: int = 320) -> QWidget:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        column.addStretch(1)
        window.resize(width, 400)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return put


@pytest.fixture
def drag() -> Drag:
    """Press the left button at one place of a widget, move in two steps, release at another."""

    def move(widget: QWidget, start: QPoint, end: QPoint) -> None:
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
        for place in ((start + end) / 2, end):
            QTest.mouseMove(widget, place)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)

    return move
