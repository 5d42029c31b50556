"""A word of warning on a film, with one thing to do about it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from viewer.canvas import style
from viewer.canvas.pane import Pane
from viewer.panels.text import icon_label
from viewer.theme import TextRole, theme
from viewer.widgets.button import FlatButton
from viewer.widgets.label import ElidedLabel
from viewer.widgets.paint import box, painter_on

_GAP_PX = 8


class Chip(QWidget):
    """Lies at the top left of a pane, below the words in its corner.

    When its pane is hidden it moves to the next one.

    Args:
        panes: In the order they are preferred; the first one shown carries it.

    Signals:
        pressed: The user wants what the button says.
    """

    pressed = Signal()

    def __init__(self, panes: tuple[Pane, ...]) -> None:
        super().__init__(panes[0])
        self._panes = panes
        self._is_wanted = False
        self._icon = icon_label("warn", "warn", 16)
        self._words = ElidedLabel("", TextRole.SECONDARY)
        self.button = FlatButton("", height=24, colour_role="accent")
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 2, 2)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self.button)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        for pane in panes:
            pane.installEventFilter(self)
            pane.view_changed.connect(self._place)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while there is nothing to say."""
        return self._words.text() if self._is_wanted else ""

    def say(self, text: str, deed: str, hint: str = "") -> None:
        """Show it.

        Args:
            text: A few words.
            deed: What the button says.
            hint: One sentence more, as its tooltip.
        """
        self._is_wanted = True
        self._words.setText(text)
        self.button.setText(deed)
        self.button.setAccessibleName(f"{text}: {deed}")
        self.button.updateGeometry()
        for part in (self, self.button):
            part.setToolTip(hint)
        self._place()

    def dismiss(self) -> None:
        """Hide it."""
        self._is_wanted = False
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the panes: which of them are shown, and their words."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep a press beside the button from windowing the film."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        line = QColor(style.HAIRLINE)
        box(
            painter_on(self),
            self.rect(),
            theme().sizes.radius,
            fill=QColor(style.TOOLBAR),
            line=line,
        )

    def _place(self) -> None:
        if not self._is_wanted:
            return
        pane = next((one for one in self._panes if not one.isHidden()), self._panes[0])
        if self.parent() is not pane:
            self.setParent(pane)
        widest = pane.width() - 2 * style.SIDE_PX  # longer words are cut, never the button
        self.resize(min(self.sizeHint().width(), widest), self.sizeHint().height())
        lines = len([text for text in pane.texts.top_left if text])
        line = theme().line(TextRole.SECONDARY)
        top = style.EDGE_PX
        if pane.is_synthetic:
            top = style.RIBBON_PX + style.BELOW_RIBBON_PX
        self.move(style.SIDE_PX, top + lines * line + _GAP_PX)
        self.show()
        self.raise_()
