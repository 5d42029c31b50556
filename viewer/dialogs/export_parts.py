"""Pieces of the export dialog: rows, marks, the small picture."""

from collections.abc import Sequence

import cv2
import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine import Mark
from viewer.document import Document
from viewer.panels.text import icon_label
from viewer.theme import TextRole, dress, theme
from viewer.translator import said
from viewer.widgets.label import Label

KEY = 112


class KeyRow(QWidget):
    """A faint word on the left, what it says on the right."""

    def __init__(self, key: str, value: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        word = Label(key, TextRole.BODY, "text_2")
        word.setFixedWidth(theme().scaled(KEY))
        row.addWidget(word, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(value, 1)


class MarkRow(QWidget):
    """Badges that wrap: what the new object says about itself."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__()
        self._badges = [_badge(mark) for mark in marks]
        for badge in self._badges:
            badge.setParent(self)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of the rows of badges."""
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else 0

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a comfortable measure."""
        width = self.width() if self.width() > 1 else 400
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the rows there are."""
        return QSize(120, self.heightForWidth(max(self.width(), 400)))

    def resizeEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Put every badge in its place."""
        for badge, box in zip(self._badges, self._boxes(self.width()), strict=True):
            badge.setGeometry(box)

    def _boxes(self, width: int) -> list[QRect]:
        corner, boxes = QPoint(0, 0), []
        for badge in self._badges:
            size = badge.sizeHint()
            if corner.x() and corner.x() + size.width() > width:
                corner = QPoint(0, corner.y() + size.height() + 6)
            boxes.append(QRect(corner, size))
            corner = QPoint(corner.x() + size.width() + 6, corner.y())
        return boxes


class PreviewPicture(QLabel):
    """The film as it will look, whole, on black.

    Args:
        document: The film.
        side: Of the square it is fitted into.
    """

    def __init__(self, document: Document, side: int) -> None:
        super().__init__()
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dress(self, lambda look: f"background: {look.colours.canvas};")
        self.setAccessibleName(self.tr("Picture of the enhanced film"))
        ratio = self.devicePixelRatioF()
        picture = document.shown.result
        rows, columns = picture.shape
        row_mm, column_mm = picture.spacing_mm
        height = rows * row_mm / column_mm
        factor = side * ratio / max(height, columns)
        size = (max(1, round(columns * factor)), max(1, round(height * factor)))
        small = cv2.resize(picture.indices, size, interpolation=cv2.INTER_AREA)
        table = picture.table(
            document.shown_result_voi(), is_inverted=document.presentation.is_inverted
        )
        grey = np.ascontiguousarray(cv2.LUT(small, table))
        image = QImage(
            grey.data, size[0], size[1], grey.strides[0], QImage.Format.Format_Grayscale8
        )
        pixmap = QPixmap.fromImage(image.copy())
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)


def titled(text: str, *, has_line: bool = True) -> QWidget:
    """Return a heading over a hairline."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(4)
    column.addWidget(Label(text, TextRole.TITLE))
    if has_line:
        line = QFrame()
        line.setFixedHeight(1)
        dress(line, lambda look: f"background: {look.colours.hairline}")
        column.addWidget(line)
    return made


def _badge(mark: Mark) -> QWidget:
    made = QFrame()
    made.setObjectName("mark")
    dress(made, lambda look: f"#mark {{ background: {look.colours.raised}; border-radius: 4px; }}")
    row = QHBoxLayout(made)
    row.setContentsMargins(8, 4, 10, 4)
    row.setSpacing(6)
    name, ink = ("check", "ok") if mark.is_good else ("info", "warn")
    row.addWidget(icon_label(name, ink, 16))
    row.addWidget(Label(said(mark.text), TextRole.SECONDARY))
    return made
