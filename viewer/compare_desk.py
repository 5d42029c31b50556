"""How the pictures stand beside, over and against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from viewer.canvas.choices import Layout
from viewer.canvas.compare import UNIT_KEY

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class CompareDesk(QObject):
    """How the pictures stand beside, over and against each other.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        act, compare = window.actions_.connect_to, window.compare
        act("view.blink", self._blink)
        act("view.turn_wipe", self._turn_wipe)
        compare.blink_changed.connect(self._follow_blink)
        compare.layout_changed.connect(self._follow_layout)
        compare.unit_wanted.connect(window.stage.next_difference_unit)
        window.commands.tool_changed.connect(lambda _: compare.blink(is_on=False))
        window.settings.changed.connect(self._follow_settings)
        self._add_unit_key()
        self._follow_settings()

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is not self._document:
            self._window.compare.blink(is_on=False)
        self._document = document

    def _blink(self) -> None:
        self._window.compare.blink(is_on=self._window.actions_["view.blink"].isChecked())
        self._follow_blink()  # without a film it does not begin

    def _follow_blink(self) -> None:
        self._window.actions_["view.blink"].setChecked(self._window.compare.is_blinking)

    def _turn_wipe(self) -> None:
        """Turn the wipe bar; where there is none, show it."""
        window = self._window
        if window.compare.view_layout is Layout.WIPE:
            window.settings.is_wipe_level = not window.settings.is_wipe_level
        else:
            window.commands.set_layout(Layout.WIPE)

    def _follow_layout(self) -> None:
        """Say the layout in the top bar, also where a double-click chose it."""
        window, layout = self._window, self._window.compare.view_layout
        window.top.layouts.set_index(list(Layout).index(layout))
        window.actions_["view.link"].setEnabled(layout in (Layout.SIDE_BY_SIDE, Layout.QUAD))
        window.stage.layout_changed()

    def _follow_settings(self) -> None:
        self._window.compare.set_wipe_level(self._window.settings.is_wipe_level)

    def _add_unit_key(self) -> None:
        """Let a key of the canvas change the unit of the difference."""
        compare = self._window.compare
        action = QAction(self.tr("Unit of the difference"), compare)
        action.setShortcut(QKeySequence(UNIT_KEY))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self._next_unit)
        compare.addAction(action)

    def _next_unit(self) -> None:
        if self._window.compare.view_layout is Layout.DIFFERENCE:
            self._window.stage.next_difference_unit()
