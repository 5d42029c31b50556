"""A recipe one can choose by what it makes of the film."""

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.theme import TextRole, on_film, theme
from viewer.widgets.button import ButtonBase
from viewer.widgets.paint import box, painter_on, picture_of, words
from viewer.widgets.tip import literal_tip

PICTURE = QSize(144, 112)
_GAP = 4
_CHIP = 16
_MARGIN = 2


class RecipeTile(ButtonBase):
    """The whole film on black, its key, and below it name and purpose.

    The ring of the chosen one is drawn around the picture. Enter or a double click takes it.

    Args:
        title: Name of the recipe.
        purpose: What it is for, in one line.
        key: Its key, "" for none.
        parent: Qt's owner.

    Signals:
        entered: The pointer or the focus came to it (True) or left it.
        taken: The user wants this recipe.
        arrow_pressed: An arrow key, for what holds the tiles.
    """

    entered = Signal(bool)
    taken = Signal()
    arrow_pressed = Signal(int)

    def __init__(
        self, title: str, purpose: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._purpose = purpose
        self._key = key
        self._image = QImage()
        self._scaled = QImage()
        self._room = QSize()
        self._state = ""
        self._has_failed = False
        self._is_synthetic = False
        self.setText(title)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Recipe {title}").format(title=title))
        self.setAccessibleDescription(purpose)
        lines = [f"{title} ({key})" if key else title, purpose]
        self.setToolTip(literal_tip("\n".join(line for line in lines if line)))

    @property
    def image(self) -> QImage:
        """The film as the recipe shows it; null while it is being made."""
        return self._image

    @property
    def state(self) -> str:
        """The word in its corner."""
        return self._state

    def set_image(self, image: QImage) -> None:
        """Show what the recipe makes of the film."""
        self._image, self._has_failed = image, False
        self._room = QSize()
        self.update()

    def set_failed(self) -> None:
        """Show that it cannot be made."""
        self._has_failed = True
        self.update()

    def set_synthetic(self) -> None:
        """Frame the picture, and name it, as what a network invented some of."""
        self._is_synthetic = True
        self._state = self.tr("Synthetic")
        self.update()

    def set_state(self, word: str) -> None:
        """Say something in its corner; "" for nothing."""
        self._state = word
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return picture, ring and two lines, at the text scale in force."""
        look = theme()
        lines = look.line(TextRole.BODY) + look.line(TextRole.SECONDARY)
        width = look.scaled(PICTURE.width()) + 2 * _MARGIN
        return QSize(width, look.scaled(PICTURE.height()) + 2 * _MARGIN + _GAP + lines)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Say that the pointer came."""
        super().enterEvent(event)
        self.entered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Say that it left."""
        super().leaveEvent(event)
        self.entered.emit(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.taken.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take it on Enter; tell of arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif Qt.Key.Key_Left.value <= event.key() <= Qt.Key.Key_Down.value:
            self.arrow_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw picture, chips, ring and words."""
        look, painter = theme(), painter_on(self)
        height = look.scaled(PICTURE.height())
        where = QRect(_MARGIN, _MARGIN, self.width() - 2 * _MARGIN, height)
        with on_film():
            self._draw_picture(painter, where)
            if self._is_synthetic:
                box(painter, where, 0, line=look.colour("synthetic"), line_px=2)
            if self._key:
                self._draw_chip(
                    painter, where.left() + 4, where.top() + 4, self._key, "text_corner"
                )
            if self._state:
                left = where.right() - 3 - _chip_width(self._state)
                ink = "synthetic" if self._is_synthetic else "text_corner"
                self._draw_chip(painter, left, where.top() + 4, self._state, ink)
        if self.isChecked() or self._hover > 0:
            line = look.colour("accent" if self.isChecked() else "control")
            ring = where.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
            box(painter, ring, look.sizes.radius + 1, line=line, line_px=2)
        top = where.bottom() + 1 + _MARGIN + _GAP - 2
        for text, role, ink in (
            (self.text(), TextRole.BODY_MEDIUM, "text"),
            (self._purpose, TextRole.SECONDARY, "text_2"),
        ):
            place = QRect(_MARGIN, top, where.width(), look.line(role))
            words(painter, place, text, role, look.colour(ink))
            top += look.line(role)

    def _draw_picture(self, painter: QPainter, where: QRect) -> None:
        look = theme()
        box(painter, where, look.sizes.radius_check, fill=look.colour("canvas"))
        centre = QPointF(where.center()) + QPointF(0.5, 0.5)
        if self._has_failed:
            picture_of(painter, "warn", centre, 20, "warn")
        elif self._image.isNull():
            picture_of(painter, "film", centre, 20, "control")  # not a film that is all black
        else:
            ratio = self.devicePixelRatio()
            room = where.size() * ratio
            if self._scaled.isNull() or self._scaled.size().boundedTo(room) != self._scaled.size():
                self._scaled = self._image.scaled(
                    room,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                self._scaled.setDevicePixelRatio(ratio)
            size = self._scaled.deviceIndependentSize()
            painter.drawImage(centre - QPointF(size.width() / 2, size.height() / 2), self._scaled)

    def _draw_chip(self, painter: QPainter, left: int, top: int, text: str, ink: str) -> None:
        look = theme()
        chip = QRect(left, top, _chip_width(text), look.scaled(_CHIP))
        box(painter, chip, look.sizes.radius_badge, fill=look.colour("badge"))
        centre = Qt.AlignmentFlag.AlignHCenter
        words(painter, chip, text, TextRole.BADGE, look.colour(ink), centre)


def _chip_width(text: str) -> int:
    metrics = QFontMetrics(theme().font(TextRole.BADGE))
    return metrics.horizontalAdvance(text) + 8
