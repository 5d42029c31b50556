"""One sentence with an icon: a warning, a refusal, a piece of good news."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.label import Paragraph
from viewer.widgets.paint import painter_on, picture_of

_ICONS = {"warn": "warn", "error": "error", "ok": "check", "text_2": "info"}


class Notice(QWidget):
    """Icon of 16 and a paragraph of 12/16 in the same colour; hidden without words."""

    def __init__(self, text: str = "", ink: str = "warn", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = _Icon(self)
        self._words = Paragraph(role=TextRole.SECONDARY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_notice(text, ink)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def set_notice(self, text: str, ink: str = "warn") -> None:
        """Say something else.

        Args:
            text: One sentence, and a hint after it; "" hides the notice.
            ink: "warn", "error", "ok" or "text_2": colour and icon go together.
        """
        self._icon.show_icon(_ICONS[ink], ink)
        self._words.set_text(text, ink)
        self.setVisible(bool(text))


class _Icon(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._ink = "warn", "warn"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, ink: str) -> None:
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(theme().drawn(16), theme().line(TextRole.SECONDARY))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        centre = QPointF(self.width() / 2, self.height() / 2)
        picture_of(painter_on(self), self._name, centre, self.width(), self._ink)
