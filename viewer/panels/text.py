"""Readings of the status line, and icons as labels."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.icons import pixmap
from viewer.theme import TextRole, theme


@dataclass(frozen=True, slots=True)
class Parts:
    """Pairs of a faint word and the value after it: ("Zoom", "18 %")."""

    pairs: tuple[tuple[str, str], ...]


class PartsLabel(QWidget):
    """One line of faint words and bright values.

    It keeps its width when a value gets shorter, so that the line does not dance under the
    moving cursor.
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts = Parts(())
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_parts(self, parts: Parts) -> None:
        """Show these words and values."""
        if parts == self._parts:
            return
        if len(parts.pairs) != len(self._parts.pairs):
            self._width = 0
        self._parts = parts
        self._width = max(self._width, self._needed())
        self.setFixedWidth(self._width)
        self.setVisible(bool(parts.pairs))
        self.setAccessibleName(self.text())
        self.update()

    def text(self) -> str:
        """Return what is shown, as one line."""
        return " ".join(word for pair in self._parts.pairs for word in pair if word)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the width of the words."""
        return QSize(self._width, theme().line(TextRole.SECONDARY))

    def _fonts(self) -> tuple[QFontMetrics, QFontMetrics]:
        look = theme()
        return (
            QFontMetrics(look.font(TextRole.SECONDARY)),
            QFontMetrics(look.font(TextRole.SECONDARY_MEDIUM)),
        )

    def _needed(self) -> int:
        faint, bright = self._fonts()
        gap = faint.horizontalAdvance(" ")
        width = 0
        for word, value in self._parts.pairs:
            width += faint.horizontalAdvance(word) + bright.horizontalAdvance(value) + 2 * gap
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the words in turn."""
        look = theme()
        painter = QPainter(self)
        faint, bright = self._fonts()
        gap = faint.horizontalAdvance(" ")
        middle = (self.height() + faint.ascent() - faint.descent()) // 2
        x = 0
        for word, value in self._parts.pairs:
            painter.setFont(look.font(TextRole.SECONDARY))
            painter.setPen(look.colour("text_2"))
            painter.drawText(x, middle, word)
            x += faint.horizontalAdvance(word) + (gap if word else 0)
            painter.setFont(look.font(TextRole.SECONDARY_MEDIUM))
            painter.setPen(look.colour("text"))
            painter.drawText(x, middle, value)
            x += bright.horizontalAdvance(value) + (gap if value else 0)


def parts_label() -> PartsLabel:
    """Return an empty line of words and values."""
    return PartsLabel()


def icon_label(name: str, ink: str, size_px: int) -> QLabel:
    """Return an icon of the family as a label.

    Args:
        name: As for ``viewer.icons.icon``.
        ink: Its colour in the theme.
        size_px: Side in logical pixels.
    """
    made = QLabel()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made.setPixmap(pixmap(name, size_px, ink, ratio))
    made.setFixedSize(size_px, size_px)
    return made
