"""Readings of the status line, and icons as labels."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.paint import lit_for, painter_on, picture_of


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

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._width = self._needed()
            self.setFixedWidth(self._width)
        super().changeEvent(event)

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
        size_px: Side in logical pixels at text scale 1.
    """
    return _IconLabel(name, ink, size_px)


class _IconLabel(QLabel):
    """Paints its icon anew each time, in the colours in force and for the screen it is on."""

    def __init__(self, name: str, ink: str, size_px: int) -> None:
        super().__init__()
        self._name, self._ink, self._size_px = name, ink, size_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        side = theme().drawn(self._size_px)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with lit_for(self):
            centre = QRectF(self.rect()).center()
            picture_of(painter_on(self), self._name, centre, self.width(), self._ink)
