"""What a hand does to a pane, and what the pane says."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer.canvas.pane import Pane

NONE = Qt.KeyboardModifier.NoModifier


def heard(signal: Any) -> list[tuple[Any, ...]]:
    """Return a list that fills with the arguments of each emission."""
    calls: list[tuple[Any, ...]] = []
    signal.connect(lambda *arguments: calls.append(arguments))
    return calls


def drag(
    pane: Pane,
    button: Qt.MouseButton,
    *path: tuple[int, int],
    modifiers: Qt.KeyboardModifier = NONE,
    releases: bool = True,
) -> None:
    """Press, move along points and release."""
    target = pane.viewport()
    QTest.mousePress(target, button, modifiers, QPoint(*path[0]))
    for point in path[1:]:
        move(pane, point, button, modifiers)
    if releases:
        QTest.mouseRelease(target, button, modifiers, QPoint(*path[-1]))


def move(
    pane: Pane,
    point: tuple[int, int],
    button: Qt.MouseButton = Qt.MouseButton.NoButton,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Move the mouse with a button held."""
    target = pane.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(*point),
        QPointF(target.mapToGlobal(QPoint(*point))),
        Qt.MouseButton.NoButton,
        button,
        modifiers,
    )
    QApplication.sendEvent(target, event)


def wheel(
    pane: Pane,
    steps: float,
    at: tuple[int, int] = (100, 60),
    modifiers: Qt.KeyboardModifier = NONE,
    pixels: QPoint | None = None,
) -> None:
    """Turn the wheel by notches, away from the hand; or scroll on a touchpad."""
    event = QWheelEvent(
        QPointF(*at),
        QPointF(pane.mapToGlobal(QPoint(*at))),
        pixels or QPoint(),
        QPoint(0, round(120 * steps)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.viewport(), event)
