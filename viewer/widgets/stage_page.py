"""In place of a picture: why there is none, and what can be done about it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.label import ElidedLabel, Paragraph
from viewer.widgets.paint import ON_FILM
from viewer.widgets.raised_box import IconPicture

_WIDTH = 400
_EDGE = 24


class StagePage(QWidget):
    """Covers the panes while there is nothing to show on them; black, as a film's ground is.

    Args:
        over: What it covers.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty(ON_FILM, True)
        self._icon = IconPicture("", "text_2", TextRole.TITLE)
        self._title = ElidedLabel("", TextRole.TITLE)
        self._reason = Paragraph(role=TextRole.BODY, ink="text")
        self._hint = Paragraph(role=TextRole.SECONDARY)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for part in (self._title, self._reason, self._hint):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Everything it says, line by line; "" while it is hidden."""
        parts = (self._title.text(), self._reason.text(), self._hint.text())
        return "" if self.isHidden() else "\n".join(part for part in parts if part)

    def say(self, icon: str, ink: str, title: str, reason: str = "", hint: str = "") -> None:
        """Cover the panes with these words.

        Args:
            icon: Of the icon family.
            ink: Colour of the icon.
            title: What is so, in a few words.
            reason: Why, in a sentence.
            hint: What can be done.
        """
        self._icon.show_icon(icon, ink)
        self._title.setText(title)
        for part, text in ((self._reason, reason), (self._hint, hint)):
            part.set_text(text)
            part.setVisible(bool(text))
        self.setAccessibleName(" ".join(text for text in (title, reason, hint) if text))
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay over the whole of what it covers."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._place()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground of a film."""
        QPainter(self).fillRect(self.rect(), theme().colour("canvas"))

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        room = self._over.width() - 2 * _EDGE - self._icon.sizeHint().width() - 12
        self._words.setFixedWidth(max(1, min(theme().scaled(_WIDTH), room)))
