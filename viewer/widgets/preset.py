"""A window one can choose by its picture."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.theme import TextRole, on_film, theme
from viewer.widgets.button import ButtonBase
from viewer.widgets.paint import box, painter_on, words
from viewer.widgets.tip import literal_tip

_PICTURE = QSize(68, 56)
_LABEL_GAP = 4
_CHIP = 16


class PresetButton(ButtonBase):
    """A picture of 68 x 56 of this film in a window, its key, and its name below.

    The ring of the chosen one is drawn 2 px outside the picture: leave that much around the row.

    Args:
        label: Name of the window.
        key: Its number key, "" for none.
        parent: Qt's owner.
    """

    MARGIN = 2

    def __init__(self, label: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._picture = QImage()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_label(label)

    def set_label(self, label: str, meaning: str = "") -> None:
        """Give it another name.

        Args:
            label: Below the picture.
            meaning: What the window shows, as a sentence that begins with its name; or "".
        """
        self.setText(label)
        self.setAccessibleName(self.tr("Window {name}").format(name=label))
        self.setAccessibleDescription(meaning)
        said = meaning.rstrip(".") or label
        self.setToolTip(literal_tip(f"{said} ({self._key})" if self._key else said))
        self.update()

    def set_picture(self, picture: QImage) -> None:
        """Show this picture, cut to the frame at its own proportions."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the picture, its ring and the label."""
        height = _PICTURE.height() + _LABEL_GAP + theme().line(TextRole.SECONDARY)
        return QSize(_PICTURE.width() + 2 * self.MARGIN, height + self.MARGIN)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a picture that can still be told from its neighbour."""
        return QSize(56, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw picture, key, ring and label."""
        look, painter = theme(), painter_on(self)
        margin = self.MARGIN
        width = self.width() - 2 * margin
        where = QRect(margin, margin, width, _PICTURE.height())
        self._draw_picture(painter, where)
        if self._key:
            side = look.scaled(_CHIP)
            chip = QRect(where.left() + 4, where.top() + 4, side, side)
            centre = Qt.AlignmentFlag.AlignHCenter
            with on_film():  # light on dark in every theme
                dark = theme()
                box(painter, chip, look.sizes.radius_badge, fill=dark.colour("badge"))
                words(painter, chip, self._key, TextRole.BADGE, dark.colour("text"), centre)
        if self.isChecked() or self._hover > 0:
            line = look.colour("accent" if self.isChecked() else "control")
            ring = where.adjusted(-margin, -margin, margin, margin)
            box(painter, ring, look.sizes.radius + 1, line=line, line_px=2)
        top = where.bottom() + 1 + _LABEL_GAP
        role = TextRole.SECONDARY
        place = QRect(0, top, self.width(), look.line(role))
        ink = "control" if not self.isEnabled() else "text" if self.isChecked() else "text_2"
        words(painter, place, self.text(), role, look.colour(ink), Qt.AlignmentFlag.AlignHCenter)

    def _draw_picture(self, painter: QPainter, where: QRect) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(where), 3, 3)
        painter.save()
        painter.setClipPath(frame)
        painter.fillRect(where, theme().colour("canvas"))
        if not self._picture.isNull():
            painter.setOpacity(1.0 if self.isEnabled() else 0.4)
            painter.drawImage(QRectF(where), self._picture, _cut(self._picture, where.size()))
        painter.restore()


def _cut(picture: QImage, frame: QSize) -> QRectF:
    """Return the middle of ``picture`` that has the proportions of ``frame``."""
    size = picture.size().toSizeF()
    kept = frame.toSizeF().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    left = (size.width() - kept.width()) / 2
    top = (size.height() - kept.height()) / 2
    return QRectF(left, top, kept.width(), kept.height())
