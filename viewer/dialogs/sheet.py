"""A dialog over the window: a scrim, a card in its middle, Escape to leave."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from viewer.focus_order import tab_stops
from viewer.theme import TextRole, dress, theme, theme_watch
from viewer.widgets.button import IconButton
from viewer.widgets.label import ElidedLabel

HEAD = 48
FOOT = 56
EDGE = 24


class Sheet(QWidget):
    """Covers its window while open; the focus cannot leave it.

    Args:
        window: What it covers.
        title: In its head.
        width: Of the card at text scale 1.
        height: Of the card at text scale 1; smaller windows make it smaller.
    """

    closed = Signal()

    def __init__(self, window: QWidget, title: str, width: int, height: int) -> None:
        super().__init__(window)
        self._wanted = (width, height)
        self._before: QWidget | None = None
        self.card = QFrame(self)
        self.card.setObjectName("sheetCard")
        dress(
            self.card,
            lambda look: (
                f"#sheetCard {{ background: {look.colours.panel};"
                f" border: 1px solid {look.colours.hairline};"
                f" border-radius: {look.sizes.radius_large}px; }}"
            ),
        )
        self.body = QWidget()
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(20, 0, 16, 0)
        self.foot.setSpacing(8)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._head = self._make_head(title)
        column.addWidget(self._head)
        column.addWidget(_hairline())
        column.addWidget(self.body, 1)
        column.addWidget(_hairline())
        self._below = QWidget()
        self._below.setLayout(self.foot)
        column.addWidget(self._below)
        self._fit()
        theme_watch().changed.connect(self._fit)
        self.setAccessibleName(title)
        self.hide()
        window.installEventFilter(self)

    def open(self, first: QWidget) -> None:
        """Show it, with the focus on ``first``."""
        self._before = self.window().focusWidget()
        if self._before is not None:
            self._before.destroyed.connect(self._forget)
        self._place()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Take it away; the focus goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay over the whole window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take every key before the shortcuts of the window below see it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave on Escape; keep every other key from the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        event.accept()

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802 - Qt's signature
        """Keep the focus among the controls of the card."""
        inside = list(tab_stops(self.card))
        if not inside:
            return False
        now = self.window().focusWidget()
        at = inside.index(now) if now in inside else -1
        step = 1 if is_next else -1
        reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        inside[(at + step) % len(inside)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Darken the window below."""
        QPainter(self).fillRect(self.rect(), theme().colour("scrim"))

    def _forget(self) -> None:
        """What had the focus is gone: a card of a step, a field on the film."""
        self._before = None

    def _fit(self) -> None:
        """Take the sizes of the text scale."""
        self._head.setFixedHeight(theme().drawn(HEAD))
        self._below.setFixedHeight(theme().drawn(FOOT))
        if self.isVisible():
            self._place()

    def _make_head(self, title: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 0, 12, 0)
        row.addWidget(ElidedLabel(title, TextRole.DIALOG), 1)
        close = IconButton("x", self.tr("Close"), "Esc")
        close.setObjectName("sheetClose")
        close.clicked.connect(self.close_sheet)
        row.addWidget(close)
        return head

    def _place(self) -> None:
        room = self.window().size()
        self.setGeometry(0, 0, room.width(), room.height())
        width = min(theme().scaled(self._wanted[0]), room.width() - 2 * EDGE)
        height = min(theme().scaled(self._wanted[1]), room.height() - 2 * EDGE)
        self.card.setGeometry(
            (room.width() - width) // 2, (room.height() - height) // 2, width, height
        )


def _hairline() -> QWidget:
    line = QFrame()
    line.setFixedHeight(1)
    dress(line, lambda look: f"background: {look.colours.hairline}")
    return line
