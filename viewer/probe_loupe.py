"""The loupe: a lens at the pointer while its key or, as a tool, the left button is down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from viewer.canvas.loupe import ZOOMS, Gaze, Lens
from viewer.canvas.pane import Pane

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

AT_LEAST = 2.0
"""So many times as large as the pane shows it a lens starts to enlarge."""


class Loupe(QObject):
    """Moves one lens over the panes.

    Args:
        window: Whose panes.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.lenses = {pane: Lens(pane) for pane in window.compare.all_panes}
        self._panes: dict[QObject, Pane] = {pane.viewport(): pane for pane in self.lenses}
        for viewport in self._panes:
            viewport.installEventFilter(self)
        self._under: tuple[Pane, QPointF] | None = None
        self._zoom: float | None = None
        self._is_tool = False
        self._is_held = False
        self._is_pressed = False

    @property
    def is_shown(self) -> bool:
        """Whether there is a lens."""
        return self._is_held or self._is_pressed

    def hold(self, *, is_held: bool) -> None:
        """Show the lens while its key is down."""
        self._is_held = is_held
        if is_held and self._under is None:
            self._under = self._middle()
        self._show()

    def switch(self, *, is_tool: bool) -> None:
        """Show the lens while the left button is down, or no longer."""
        self._is_tool, self._is_pressed = is_tool, False
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the pointer; with the lens there, the wheel changes how much it enlarges."""
        pane = self._panes.get(watched)
        if pane is None:
            return False
        if isinstance(event, QWheelEvent):
            return self.is_shown and self._turn(event)
        if event.type() == QEvent.Type.Leave and not self._is_pressed:
            self._under = None
            self._show()
        return isinstance(event, QMouseEvent) and self._hear(pane, event)

    def _hear(self, pane: Pane, event: QMouseEvent) -> bool:
        """Return whether the pane's hand shall not hear of it."""
        self._under = pane, event.position()
        kind, is_left = event.type(), event.button() == Qt.MouseButton.LeftButton
        is_ours = False
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            is_ours = is_left and self._is_tool and not pane.wipe_takes(event.position())
            is_ours = is_ours and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._is_pressed = self._is_pressed or is_ours
        elif self._is_pressed and not event.buttons() & Qt.MouseButton.LeftButton:
            is_ours = kind == QEvent.Type.MouseButtonRelease
            self._is_pressed = False
        self._show()
        return is_ours

    def _turn(self, event: QWheelEvent) -> bool:
        pane = self._under[0] if self._under is not None else None
        way = event.angleDelta().y()
        if pane is not None and way != 0:
            now = self._zoom_on(pane)
            further = [zoom for zoom in ZOOMS if (zoom > now if way > 0 else zoom < now)]
            if further:
                self._zoom = further[0] if way > 0 else further[-1]
            self._show()
        return True

    def _zoom_on(self, pane: Pane) -> float:
        """Return the user's own enlargement; else the least that enlarges what the pane shows."""
        if self._zoom is not None:
            return self._zoom
        wanted = AT_LEAST * pane.zoom / 100
        return next((zoom for zoom in ZOOMS if zoom >= wanted), ZOOMS[-1])

    def _middle(self) -> tuple[Pane, QPointF] | None:
        """Return the middle of a pane, for a pointer that is elsewhere."""
        shown = [pane for pane in self.lenses if pane.isVisible() and pane.has_picture]
        if not shown:
            return None
        pane = next((one for one in shown if one.hasFocus()), shown[-1])
        return pane, QPointF(pane.width() / 2, pane.height() / 2)

    def _show(self) -> None:
        under = self._under if self.is_shown else None
        for pane, lens in self.lenses.items():
            is_here = under is not None and under[0] is pane and pane.has_picture
            gaze = Gaze(under[1], self._zoom_on(pane)) if under is not None and is_here else None
            lens.look(gaze)
