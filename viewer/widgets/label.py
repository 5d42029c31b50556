"""Words on a panel: one line, a paragraph, a key, a reading in the status bar."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.paint import box, lit_for, painter_on, words
from viewer.widgets.tip import literal_tip


class Label(QLabel):
    """One line of plain text in a role of the type scale; never rich text, whatever a file says.

    Args:
        text: What it reads.
        role: Size and weight.
        ink: Colour: a name the style sheet knows ("text", "text_2", "warn", "ok", ...).
        parent: Qt's owner.
    """

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        ink: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme().font(role))
        self.setProperty("ink", ink)
        self.setText(text)

    @property
    def ink(self) -> str:
        """The name of its colour."""
        return str(self.property("ink"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the words and the line height of the role."""
        return QSize(super().sizeHint().width(), theme().line(self._role))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: fields never wrap."""
        return self.sizeHint()

    def set_ink(self, ink: str) -> None:
        """Change the colour."""
        if ink != self.property("ink"):
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the size of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            wanted = theme().font(self._role)
            if wanted.pixelSize() != self.font().pixelSize():
                self.setFont(wanted)
        super().changeEvent(event)


class ElidedLabel(Label):
    """One line that gives way: it shows an ellipsis, and the whole text as its tooltip."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for an ellipsis."""
        return QSize(theme().scaled(16), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what fits."""
        align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        with lit_for(self):
            colour = theme().colour(self.ink if self.isEnabled() else "control")
            words(painter_on(self), self.rect(), self.text(), self._role, colour, align)
        short = self.fontMetrics().horizontalAdvance(self.text()) > self.width() + 1
        self.setToolTip(literal_tip(self.text()) if short else "")


class ListLabel(ElidedLabel):
    """Values with commas between; the last ones are left out where there is no room for all."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw as many whole values as fit."""
        values, metrics = self.text().split(", "), self.fontMetrics()
        while values and metrics.horizontalAdvance(", ".join(values)) > self.width():
            values.pop()
        colour = theme().colour(self.ink if self.isEnabled() else "control")
        align = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        words(painter_on(self), self.rect(), ", ".join(values), self._role, colour, align)
        is_cut = ", ".join(values) != self.text()
        self.setToolTip(literal_tip(self.text()) if is_cut else "")


class Paragraph(QWidget):
    """Plain text over several lines, set at the line height of its role.

    Args:
        text: What it reads; a line break in it starts a new line.
        role: Size, weight and line height.
        ink: A colour of the theme.
        parent: Qt's owner.
    """

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.SECONDARY,
        ink: str = "text_2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._role = role
        self._ink = ink
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return what it reads."""
        return self._text

    def set_text(self, text: str, ink: str = "") -> None:
        """Change the words, and the colour if one is given."""
        self._text, self._ink = text, ink or self._ink
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return its lines times the line height."""
        return self._line_count(width) * theme().line(self._role)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell the layout that narrower is taller."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a comfortable measure."""
        width = self.width() if self.width() > 1 else 240
        return QSize(min(width, 240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return one line."""
        return QSize(theme().scaled(48), theme().line(self._role))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the size of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        painter = painter_on(self)
        with lit_for(self):
            painter.setPen(theme().colour(self._ink if self.isEnabled() else "control"))
        line = theme().line(self._role)
        top = 0
        for layout in self._layouts(self.width()):
            for index in range(layout.lineCount()):
                made = layout.lineAt(index)
                made.draw(painter, QPointF(0, top + (line - made.height()) / 2 - made.y()))
                top += line

    def _line_count(self, width: int) -> int:
        return sum(layout.lineCount() for layout in self._layouts(width))

    def _layouts(self, width: int) -> list[QTextLayout]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made = []
        for part in self._text.split("\n"):
            layout = QTextLayout(part or " ", theme().font(self._role))
            layout.setTextOption(option)
            layout.beginLayout()
            line = layout.createLine()
            while line.isValid():
                line.setLineWidth(max(1, width))
                line = layout.createLine()
            layout.endLayout()
            made.append(layout)
        return made


class KeyCap(QWidget):
    """The keys of a command, as they are printed on the keyboard: "Ctrl O"."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the words and 6 px on either side, 20 high."""
        width = QFontMetrics(theme().font(TextRole.SECONDARY)).horizontalAdvance(self._keys)
        return QSize(width + 14, theme().scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the cap."""
        look, painter = theme(), painter_on(self)
        box(painter, self.rect(), look.sizes.radius_check, line=look.colour("control"))
        where = self.rect().adjusted(0, 0, 0, -1)
        centre = Qt.AlignmentFlag.AlignHCenter
        words(painter, where, self._keys, TextRole.SECONDARY, look.colour("text"), centre)


class StatusItem(QWidget):
    """One reading of the status bar: words in text-2, the number in text and medium weight."""

    def __init__(self, label: str = "", value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label(label, TextRole.SECONDARY, "text_2")
        self._value = Label(value, TextRole.SECONDARY_MEDIUM)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._label)
        row.addWidget(self._value)
        self.set_reading(label, value)

    @property
    def reading(self) -> str:
        """What a user reads."""
        return f"{self._label.text()} {self._value.text()}".strip()

    def set_reading(self, label: str, value: str, ink: str = "text") -> None:
        """Change the words and the number."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        self._value.setText(value)
        self._value.setVisible(bool(value))
        self._value.set_ink(ink)
        self.setAccessibleName(self.reading)
