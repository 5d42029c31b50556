"""Sentences about what lies under the pointer."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from viewer.theme import TextRole, theme
from viewer.widgets.label import Paragraph

LINES = 5
"""Of text there is room for, so that what lies below does not dance under the moving pointer."""


class Readout(Paragraph):
    """Words that change all the time, and can be copied: it grows, but does not shrink again."""

    def __init__(self) -> None:
        super().__init__("", TextRole.BODY, "text_2")
        self._lines = LINES
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def release(self) -> None:
        """Give back the room that former words took."""
        self._lines = LINES
        self.updateGeometry()

    def set_text(self, text: str, ink: str = "") -> None:
        """Change the words; the layout hears of it only when they need more room."""
        if text == self._text and ink in ("", self._ink):
            return
        self._text, self._ink = text, ink or self._ink
        self.setAccessibleName(text)
        self.update()
        if self._line_count(self.width()) > self._lines:
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return room for the most lines so far."""
        self._lines = max(self._lines, self._line_count(width))
        return self._lines * theme().line(TextRole.BODY)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Count the lines anew at another text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._lines = LINES
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy on the key for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = QAction(self.tr("Copy"), menu)
        copy.triggered.connect(self._copy)
        menu.addAction(copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
