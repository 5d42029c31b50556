"""How the pictures stand beside, over and against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.canvas.choices import Layout

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
        act("view.difference_unit", self._next_unit)
        compare.blink_changed.connect(self._follow_blink)
        compare.unit_wanted.connect(window.stage.next_difference_unit)
        window.commands.tool_changed.connect(lambda _: compare.blink(is_on=False))
        window.settings.changed.connect(self._follow_settings)
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

    def _follow_settings(self) -> None:
        self._window.compare.set_wipe_level(self._window.settings.is_wipe_level)

    def _next_unit(self) -> None:
        if self._window.compare.view_layout is Layout.DIFFERENCE:
            self._window.stage.next_difference_unit()
