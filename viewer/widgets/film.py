"""The films that are open: thumbnails in a column."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.theme import TextRole, theme
from viewer.widgets.button import ButtonBase
from viewer.widgets.paint import box, painter_on, words

_PICTURE = QSize(144, 120)
_CAPTION_GAP, _AFTER = 4, 12
_MARGIN = 2


class FilmThumb(ButtonBase):
    """One film: its whole picture on black, badges over it, name and view below.

    Args:
        name: Below on the left.
        view: Below on the right: "PA".
        parent: Qt's owner.
    """

    def __init__(self, name: str, view: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._picture = QImage()
        self._left_badge = ""
        self._right_badge = ""
        self._is_synthetic = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setText(name)
        self._describe()

    @property
    def badges(self) -> tuple[str, str]:
        """What stands top left and top right, "" for nothing."""
        return self._left_badge, self._right_badge

    def set_picture(self, picture: QImage) -> None:
        """Show this picture, whole."""
        self._picture = picture
        self.update()

    def set_caption(self, name: str, view: str) -> None:
        """Change what stands below."""
        self._view = view
        self.setText(name)
        self._describe()

    def set_badges(self, left: str = "", right: str = "", *, is_synthetic: bool = False) -> None:
        """Show badges.

        Args:
            left: "3 steps", or "Synthetic".
            right: "Lossy".
            is_synthetic: The left one is violet.
        """
        self._left_badge, self._right_badge, self._is_synthetic = left, right, is_synthetic
        self._describe()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the picture with its ring, and the caption: 156 apart at text scale 1."""
        height = _PICTURE.height() + _CAPTION_GAP + theme().line(TextRole.BODY) + _AFTER
        return QSize(_PICTURE.width() + 2 * _MARGIN, height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw picture, badges, ring and caption."""
        look, painter = theme(), painter_on(self)
        where = QRect(QPoint(_MARGIN, _MARGIN), _PICTURE)
        self._draw_picture(painter, where)
        self._draw_badges(painter, where)
        if self.isChecked() or self._hover > 0:
            line = look.colour("accent" if self.isChecked() else "control")
            grow = _MARGIN
            ring = where.adjusted(-grow, -grow, grow, grow)
            box(painter, ring, look.sizes.radius, line=line, line_px=2)
        self._draw_caption(painter, where)

    def _draw_picture(self, painter: QPainter, where: QRect) -> None:
        painter.fillRect(where, theme().colour("canvas"))
        if self._picture.isNull():
            return
        size = self._picture.size().toSizeF()
        shown = size.scaled(where.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        left = where.left() + (where.width() - shown.width()) / 2
        top = where.top() + (where.height() - shown.height()) / 2
        painter.drawImage(QRectF(left, top, shown.width(), shown.height()), self._picture)

    def _draw_badges(self, painter: QPainter, where: QRect) -> None:
        look, role = theme(), TextRole.BADGE
        metrics = QFontMetrics(look.font(role))
        for text, is_left in ((self._left_badge, True), (self._right_badge, False)):
            if not text:
                continue
            width = metrics.horizontalAdvance(text) + 8
            left = where.left() + 4 if is_left else where.right() + 1 - 4 - width
            badge = QRect(left, where.top() + 4, width, look.line(role))
            is_violet = is_left and self._is_synthetic
            ground = look.colour("synthetic_ground" if is_violet else "badge")
            ink = look.colour("synthetic" if is_violet else "text")
            box(painter, badge, look.sizes.radius_badge, fill=ground)
            words(painter, badge, text, role, ink, Qt.AlignmentFlag.AlignHCenter)

    def _draw_caption(self, painter: QPainter, where: QRect) -> None:
        look, role = theme(), TextRole.SECONDARY
        top = where.bottom() + 1 + _CAPTION_GAP
        line = QRect(where.left(), top, where.width(), look.line(TextRole.BODY))
        view = QFontMetrics(look.font(role)).horizontalAdvance(self._view)
        name = line.adjusted(0, 0, -(view + 8 if view else 0), 0)
        ink = look.colour("text" if self.isChecked() else "text_2")
        words(painter, name, self.text(), role, ink)
        second = look.colour("text_2")
        words(painter, line, self._view, role, second, Qt.AlignmentFlag.AlignRight)

    def _describe(self) -> None:
        parts = [self.text(), self._view, *(badge for badge in self.badges if badge)]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(self.text())
        self.update()


class FilmList(QScrollArea):
    """Thumbnails 156 apart; arrows, Home and End choose.

    Signals:
        chosen: The user chose the film at this position.
        menu_requested: Position and place on the screen.
    """

    chosen = Signal(int)
    menu_requested = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs: list[FilmThumb] = []
        self._column_widget = QWidget()
        self._column = QVBoxLayout(self._column_widget)
        self._column.setContentsMargins(16 - _MARGIN, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._column_widget)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Films")

    @property
    def thumbs(self) -> Sequence[FilmThumb]:
        """The thumbnails from top to bottom."""
        return tuple(self._thumbs)

    @property
    def position(self) -> int:
        """Which film is chosen, -1 for none."""
        return next((i for i, thumb in enumerate(self._thumbs) if thumb.isChecked()), -1)

    def add(self, thumb: FilmThumb) -> None:
        """Put a thumbnail at the end; the list owns it from now on."""
        self._column.insertWidget(len(self._thumbs), thumb)
        self._thumbs.append(thumb)
        thumb.clicked.connect(lambda: self._choose(self._thumbs.index(thumb)))
        thumb.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        thumb.customContextMenuRequested.connect(
            lambda where: self.menu_requested.emit(
                self._thumbs.index(thumb), thumb.mapToGlobal(where)
            )
        )

    def take(self, position: int) -> None:
        """Take a thumbnail out and destroy it."""
        thumb = self._thumbs.pop(position)
        self._column.removeWidget(thumb)
        thumb.hide()
        thumb.deleteLater()

    def set_position(self, position: int) -> None:
        """Show which film is chosen, without a signal; -1 for none."""
        for index, thumb in enumerate(self._thumbs):
            thumb.setChecked(index == position)
        if 0 <= position < len(self._thumbs):
            self.ensureWidgetVisible(self._thumbs[position], 0, _AFTER)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the film before or after, the first or the last."""
        last = len(self._thumbs) - 1
        targets = {
            Qt.Key.Key_Up: max(0, self.position - 1),
            Qt.Key.Key_Down: min(last, self.position + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None or last < 0:
            super().keyPressEvent(event)
        elif target != self.position:
            self._choose(target)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _choose(self, position: int) -> None:
        self.set_position(position)
        self.chosen.emit(position)
