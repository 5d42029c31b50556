"""One of a few: segments side by side, of which exactly one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.keys import is_claimed
from viewer.widgets.paint import box, painter_on, picture_of, words

_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice.

    Attributes:
        text: What it reads.
        icon: Before the text, "" for none.
        tip: Tooltip, "Name (Key)"; why it cannot be chosen, where it cannot.
        is_enabled: Whether it can be chosen.
    """

    text: str
    icon: str = ""
    tip: str = ""
    is_enabled: bool = True


class Segments(QWidget):
    """An exclusive switch; arrows move the choice.

    Args:
        choices: From left to right, at least one.
        name: Accessible name of the whole.
        height: 28 in bars and dialogs, 24 inside a step card.
        is_stretched: Equal segments over the width there is, not their natural width.
        parent: Qt's owner.

    Signals:
        chosen: The user chose the segment of this index.
    """

    chosen = Signal(int)

    def __init__(
        self,
        choices: Sequence[Segment],
        name: str,
        *,
        height: int = 28,
        is_stretched: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._height = height
        self._is_stretched = is_stretched
        self._is_compact = False
        self._index = 0
        self._over = -1
        self._name = name
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wide = QSizePolicy.Policy.Expanding if is_stretched else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def index(self) -> int:
        """Which segment is chosen."""
        return self._index

    def set_index(self, index: int) -> None:
        """Choose a segment without a signal.

        Raises:
            IndexError: If there is no such segment.
        """
        if not 0 <= index < len(self._choices):
            raise IndexError(f"segment {index} of {len(self._choices)}")
        self._index = index
        self._describe()
        self.update()

    def set_choices(self, choices: Sequence[Segment]) -> None:
        """Offer these from now on, as many as before."""
        if len(choices) != len(self._choices):
            raise ValueError(f"{len(choices)} segments instead of {len(self._choices)}")
        self._choices = tuple(choices)
        self._describe()
        self.updateGeometry()
        self.update()

    @property
    def is_compact(self) -> bool:
        """Whether only the chosen segment shows its word."""
        return self._is_compact

    def set_compact(self, is_compact: bool) -> None:
        """Show icons, and the word of the chosen segment alone; tooltips say the others.

        The width stays the same whichever is chosen.
        """
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the natural width of the segments, and lines between them."""
        width = sum(self._natural_widths()) + len(self._choices) + 1
        return QSize(width, theme().scaled(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut a word."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the segment under the mouse; keep the arrows from the window."""
        if event.type() == QEvent.Type.ToolTip and 0 <= self._over < len(self._choices):
            choice = self._choices[self._over]
            QToolTip.showText(self.mapToGlobal(self._rects()[self._over].bottomLeft()), choice.tip)
            return True
        return is_claimed(event, _KEYS) or super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Light the segment under the mouse."""
        self._set_over(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Light none."""
        self._set_over(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the segment under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the choice with the arrows, Home and End."""
        able = [index for index, choice in enumerate(self._choices) if choice.is_enabled]
        before = max((index for index in able if index < self._index), default=self._index)
        after = min((index for index in able if index > self._index), default=self._index)
        targets = {
            Qt.Key.Key_Left: before,
            Qt.Key.Key_Up: before,
            Qt.Key.Key_Right: after,
            Qt.Key.Key_Down: after,
            Qt.Key.Key_Home: min(able, default=self._index),
            Qt.Key.Key_End: max(able, default=self._index),
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self._choose(target)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the segments, the lines between them and the border."""
        look, painter = theme(), painter_on(self)
        enabled = self.isEnabled()
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), look.sizes.radius, look.sizes.radius)
        painter.setClipPath(shape)
        for index, where in enumerate(self._rects()):
            if enabled and index == self._index:
                painter.fillRect(where, look.colour("active"))
            elif enabled and index == self._over and self._choices[index].is_enabled:
                painter.fillRect(where, look.colour("raised_hover"))
            if index:
                line = look.colour("hairline")
                painter.fillRect(QRect(where.left() - 1, 1, 1, self.height() - 2), line)
            self._draw_segment(painter, index, where)
        painter.setClipping(False)
        line = look.colour("control" if enabled else "disabled_line")
        box(painter, self.rect(), look.sizes.radius, line=line)

    def _draw_segment(self, painter: QPainter, index: int, where: QRect) -> None:
        choice = self._choices[index]
        is_chosen = index == self._index and self.isEnabled()
        is_able = self.isEnabled() and choice.is_enabled
        ink = "control" if not is_able else "text" if is_chosen else "text_2"
        role = TextRole.SECONDARY
        width = self._content_width(choice, has_word=self._has_word(index))
        left = where.left() + (where.width() - width) // 2
        if choice.icon:
            side = theme().drawn(16)
            centre = QPointF(left + side / 2, self.height() / 2)
            role_of_icon = "accent" if is_chosen and is_able else ink
            picture_of(painter, choice.icon, centre, side, role_of_icon)
            left += side + 4
        if not self._has_word(index):
            return
        line = QRect(left, where.top(), where.right() - left + 1, where.height())
        words(painter, line, choice.text, role, theme().colour(ink))

    def _choose(self, index: int) -> None:
        is_other = 0 <= index < len(self._choices) and index != self._index
        if is_other and self._choices[index].is_enabled:
            self.set_index(index)
            self.chosen.emit(index)

    def _set_over(self, index: int) -> None:
        if index != self._over:
            self._over = index
            self.update()

    def _at(self, position: QPointF) -> int:
        for index, where in enumerate(self._rects()):
            if where.left() <= position.x() < where.right() + 2:
                return index
        return -1

    def _has_word(self, index: int) -> bool:
        return not self._is_compact or index == self._index or not self._choices[index].icon

    def _content_width(self, choice: Segment, *, has_word: bool) -> int:
        side = theme().drawn(16)
        if not has_word:
            return side
        metrics = QFontMetrics(theme().font(TextRole.SECONDARY))
        return metrics.horizontalAdvance(choice.text) + (side + 4 if choice.icon else 0)

    def _natural_widths(self) -> list[int]:
        full = [self._content_width(choice, has_word=True) + 16 for choice in self._choices]
        if not self._is_compact:
            return full
        found = [
            self._content_width(choice, has_word=self._has_word(index)) + 16
            for index, choice in enumerate(self._choices)
        ]
        found[self._index] = max(full)
        return found

    def _rects(self) -> list[QRect]:
        """Return where each segment lies, inside the border and the lines between."""
        widths: list[float] = list(self._natural_widths())
        free = self.width() - len(widths) - 1
        if self._is_stretched:
            widths = [free / len(widths)] * len(widths)
        found, left = [], 1.0
        for width in widths:
            found.append(
                QRect(round(left), 1, round(left + width) - round(left), self.height() - 2)
            )
            left += width + 1
        return found

    def _describe(self) -> None:
        closed = [choice for choice in self._choices if not choice.is_enabled]
        said = [self._choices[self._index].text]
        not_now = self.tr("{choice} cannot be chosen: {reason}")
        said += [not_now.format(choice=one.text, reason=one.tip) for one in closed]
        self.setAccessibleDescription(". ".join(said))
