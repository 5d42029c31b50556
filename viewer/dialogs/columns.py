"""Two columns of a sheet: beside each other, and one below the other where that is too narrow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.theme import theme, theme_watch

_ABOUT_PX = 16
_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Columns(QScrollArea):
    """Scrolls its columns together, downwards only.

    Args:
        narrow_px: At text scale 1: a narrower room has the columns one below the other.
        parent: Qt's owner.
    """

    def __init__(self, narrow_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow_px = narrow_px
        self._row = QBoxLayout(_BESIDE)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme_watch().changed.connect(self._turn)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is a window
        app.focusChanged.connect(self._bring_into_view)

    @property
    def is_narrow(self) -> bool:
        """Whether the columns stand one below the other."""
        return self._row.direction() is _BELOW

    def set_columns(
        self, columns: Sequence[QWidget | QLayout], margins: tuple[int, int, int, int], gap: int
    ) -> None:
        """Show these instead of those before; the last takes the room that is left.

        Args:
            columns: From left to right.
            margins: Left, top, right and bottom, in logical pixels.
            gap: Between the columns, in logical pixels.
        """
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(*margins)
        self._row = QBoxLayout(_BESIDE)
        self._row.setSpacing(gap)
        for column in columns:
            if isinstance(column, QWidget):
                self._row.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
            else:
                self._row.addLayout(column, 1)
        around.addLayout(self._row)
        around.addStretch(1)
        self._turn()
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn where the room asks for it."""
        super().resizeEvent(event)
        self._turn()

    def _bring_into_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the Tab key went to: a sheet moves the focus itself."""
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, _ABOUT_PX)

    def _turn(self) -> None:
        is_narrow = self.viewport().width() < theme().scaled(self._narrow_px)
        self._row.setDirection(_BELOW if is_narrow else _BESIDE)
