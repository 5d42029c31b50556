"""A line to type into, on the film at the place it is about."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit

from viewer.canvas import style
from viewer.canvas.pane import Pane
from viewer.theme import TextRole, dress, theme
from viewer.theme.look import Theme
from viewer.widgets.keys import is_claimed
from viewer.widgets.label import Label

_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDGE_PX = 8
_WIDTH = 240


class FilmField(QFrame):
    """One word of what is wanted, and the line to type it into.

    Enter hands it on, Escape drops it. Looks the same in every theme: it lies on the film.

    Args:
        pane: On which it lies.
        name: What is wanted.
        text: What stands there at first.
        longest: Characters it takes at most.
        keeps_on_leaving: What was typed counts, too, when the focus goes elsewhere.

    Signals:
        given: What was typed.
        dropped: Nothing was.
    """

    given = Signal(str)
    dropped = Signal()

    def __init__(
        self, pane: Pane, name: str, text: str, longest: int, *, keeps_on_leaving: bool
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._keeps_on_leaving = keeps_on_leaving
        self._is_over = False
        self._point = QPointF()
        self._name = Label(name, TextRole.SECONDARY)
        self.problem = Label("", TextRole.SECONDARY)
        self.line = _Line(text)
        self.line.setMaxLength(longest)
        self.line.setAccessibleName(name)
        self.line.selectAll()
        grid = QGridLayout(self)
        grid.setContentsMargins(_EDGE_PX, 4, 4, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self.line, 0, 1)
        grid.addWidget(self.problem, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.line.entered.connect(lambda: self.given.emit(self.line.text().strip()))
        self.line.escaped.connect(self._drop)
        self.line.left.connect(self._leave)
        self.setObjectName("filmField")
        dress(self, _sheet)

    def open_at(self, point: QPointF) -> None:
        """Show it at a point of the pane, whole, and type into it."""
        self._point = point
        self._fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, words: str) -> None:
        """Say why what was typed will not do, and let it be typed again."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        self._fit()

    def _fit(self) -> None:
        """Be as large as the words need, and stay on the pane."""
        pane, room = self._pane, self._pane.width() - 2 * _EDGE_PX
        wide = min(theme().scaled(_WIDTH), room)
        wrapped = self.heightForWidth(wide)  # -1 while there is no problem to wrap
        self.resize(wide, wrapped if wrapped > 0 else self.sizeHint().height())
        x = min(round(self._point.x()), pane.width() - wide - _EDGE_PX)
        y = min(round(self._point.y()), pane.height() - self.height() - _EDGE_PX)
        self.move(max(_EDGE_PX, x), max(_EDGE_PX, y))

    def end(self) -> None:
        """Be gone; the film has the focus again."""
        if self._is_over:
            return
        self._is_over = True
        had_focus = self.line.hasFocus()
        self.hide()
        if had_focus:
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def _drop(self) -> None:
        if not self._is_over:
            self.dropped.emit()
            self.end()

    def _leave(self) -> None:
        if self._is_over:
            return
        text = self.line.text().strip()
        if self._keeps_on_leaving and text:
            self.given.emit(text)
        self._drop()


class _Line(QLineEdit):
    """Tells of Enter, Escape and of the focus that went elsewhere."""

    entered = Signal()
    escaped = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        return is_claimed(event, _KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in _KEYS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        stays = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in stays:
            self.left.emit()


def _sheet(look: Theme) -> str:
    size = look.scaled(TextRole.SECONDARY.size_px)
    return (
        f"#filmField {{ background: {style.TOOLBAR}; border: 1px solid {style.ACCENT};"
        " border-radius: 4px; }"
        f" QLabel {{ color: {style.CORNER}; font-size: {size}px; }}"
        f" QLineEdit {{ background: {style.CANVAS}; color: {style.TITLE};"
        f" border: 1px solid {style.HAIRLINE}; border-radius: 2px; padding: 1px 4px;"
        f" min-height: {look.scaled(20)}px; font-size: {size}px; }}"
    )
