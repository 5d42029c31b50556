"""The list of films makes way where a small window and large type leave the film no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from viewer.theme import theme, theme_watch

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

LEAST_PX = 240
"""A film narrower than this, in logical pixels, shows nothing that could be read."""


class PanelFolding(QObject):
    """Folds the left panel when the window becomes too narrow for it, and unfolds it after.

    It does so when that changes, and at no other time: who unfolds the panel keeps it.

    Args:
        window: Whose panels they are; it has been furnished.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._was_narrow = False
        self._has_folded = False
        window.installEventFilter(self)
        theme_watch().changed.connect(self._fit)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look again when the window has another size."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        look, films = theme(), self._window.films
        panels = look.drawn(look.sizes.left_panel) + look.right_panel
        is_narrow = self._window.width() - panels < LEAST_PX
        if is_narrow == self._was_narrow:
            return
        self._was_narrow = is_narrow
        if is_narrow and not films.isHidden():
            self._has_folded = True
            films.hide()
        elif not is_narrow and self._has_folded:
            self._has_folded = False
            films.show()
