"""What stands on a printed page, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QApplication

from engine import NOTICE, Spacing
from viewer.translator import said as said_by_engine
from viewer.wording import spacing_text

translate = QCoreApplication.translate

GreyBytes = npt.NDArray[np.uint8]

_LETTER_MM, _LINE_MM, _GUTTER_MM, _GAP_MM = 3.2, 4.6, 6.0, 4.0
_HEAD_LINES, _FOOT_LINES = 2, 3
_SMALLEST_SCALE = 1e-3


class PrintSize(Enum):
    """How large they are."""

    FITTED = "fitted"
    TRUE = "true"


@dataclass(frozen=True, slots=True, eq=False)
class PrintedPicture:
    """One picture of a page.

    Attributes:
        title: Above it.
        grey: (rows, columns) uint8, with the words of a synthetic picture burnt in.
        size_mm: (height, width) by the spacing in force.
        letters: At its left and right edge, "" where the file does not say.
    """

    title: str
    grey: GreyBytes
    size_mm: tuple[float, float]
    letters: tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """All that a page says.

    Attributes:
        pictures: From left to right.
        who: The patient, or "" where none is to be named.
        what: View and date, or "".
        window: Of the result.
        spacing: In force; decides whether a life size is possible, and of what.
        size: As asked for.
    """

    pictures: tuple[PrintedPicture, ...]
    who: str
    what: str
    window: str
    spacing: Spacing
    size: PrintSize


def suits(page_or_size: Sequence[tuple[float, float]]) -> QPageLayout.Orientation:
    """Return how a page lies best under pictures of these (height, width) side by side."""
    height = max(one[0] for one in page_or_size)
    width = sum(one[1] for one in page_or_size)
    upright, sideways = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    return sideways if width > height else upright


def scale_on(page: Page, room_mm: tuple[float, float]) -> float:
    """Return how many millimetres of paper a millimetre of the film becomes.

    Args:
        page: With its pictures.
        room_mm: (height, width) there is for all of them.

    Returns:
        1 where life size is asked for, the spacing known, and the page large enough; else what
        fits.
    """
    height = max(picture.size_mm[0] for picture in page.pictures)
    width = sum(picture.size_mm[1] for picture in page.pictures)
    gaps = _GAP_MM * (len(page.pictures) - 1) + 2 * _GUTTER_MM * len(page.pictures)
    fits = max(_SMALLEST_SCALE, min(room_mm[0] / height, (room_mm[1] - gaps) / width))
    is_true = page.size is PrintSize.TRUE and page.spacing.is_known and fits >= 1
    return 1.0 if is_true else fits


def size_words(page: Page, scale: float) -> str:
    """Return what the size on paper means, in a sentence that is true of it."""
    if not page.spacing.is_known:
        return translate("Print", "Fitted to the page; no spacing in the file.")
    where = said_by_engine(page.spacing.source.value)
    if page.size is PrintSize.TRUE and scale == 1.0:
        said = translate("Print", "True size: 1 mm on paper is 1 mm, {where}.").format(where=where)
    else:
        said = translate("Print", "Fitted: {scale} times true size, {where}.").format(
            scale=f"{scale:.2f}" if scale >= 0.1 else f"{scale:.4f}", where=where
        )
        if page.size is PrintSize.TRUE:
            said = translate("Print", "True size does not fit on this page.") + " " + said
    if page.spacing.is_at_object:
        return said
    magnified = translate("Print", "The object is 1.0 to 1.2 times smaller.")
    return f"{said} {magnified}"


def paint_page(painter: QPainter, area: QRectF, px_per_mm: float, page: Page) -> None:
    """Paint a page.

    Args:
        painter: On the paper.
        area: What may be painted on, in pixels of the paper.
        px_per_mm: Of the paper.
        page: What to paint.
    """
    font = QFont(QApplication.font())
    font.setPixelSize(max(1, round(_LETTER_MM * px_per_mm)))
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    line = _LINE_MM * px_per_mm
    head, foot = (_HEAD_LINES + 0.5) * line, (_FOOT_LINES + 0.5) * line
    room = area.adjusted(0, head, 0, -foot)
    scale = scale_on(page, (room.height() / px_per_mm, room.width() / px_per_mm))
    _write(painter, QRectF(area.left(), area.top(), area.width(), line), page.who, page.what)
    _paint_pictures(painter, room, px_per_mm, scale, page)
    below = [
        (page.window, spacing_text(page.spacing)),
        (size_words(page, scale), ""),
        (said_by_engine(NOTICE), ""),
    ]
    for number, (left, right) in enumerate(below):
        top = area.bottom() - (_FOOT_LINES - number) * line
        _write(painter, QRectF(area.left(), top, area.width(), line), left, right)


def _paint_pictures(
    painter: QPainter, room: QRectF, px_per_mm: float, scale: float, page: Page
) -> None:
    """Paint the pictures in the middle of their room, each under its title."""
    factor = scale * px_per_mm
    gutter, gap = _GUTTER_MM * px_per_mm, _GAP_MM * px_per_mm
    widths = [picture.size_mm[1] * factor + 2 * gutter for picture in page.pictures]
    left = room.left() + (room.width() - sum(widths) - gap * (len(widths) - 1)) / 2
    line = _LINE_MM * px_per_mm
    middle = Qt.AlignmentFlag.AlignCenter
    for picture, width in zip(page.pictures, widths, strict=True):
        height = picture.size_mm[0] * factor
        top = room.top() + (room.height() - height) / 2
        where = QRectF(left + gutter, top, width - 2 * gutter, height)
        painter.drawImage(where, _image(picture.grey, where))
        above = QRectF(where.left(), top - 1.25 * line, where.width(), line)
        _write(painter, above, picture.title, "")
        painter.drawText(QRectF(left, top, gutter, height), middle, picture.letters[0])
        painter.drawText(QRectF(where.right(), top, gutter, height), middle, picture.letters[1])
        left += width + gap


def _image(grey: GreyBytes, where: QRectF) -> QImage:
    """Return a picture no finer than the paper: area-averaged where it has more pixels."""
    rows, columns = grey.shape
    wanted = max(1, round(where.width())), max(1, round(where.height()))
    if wanted[0] < columns and wanted[1] < rows:
        grey = cv2.resize(grey, wanted, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    whole = np.ascontiguousarray(grey)
    image = QImage(
        whole.data,
        whole.shape[1],
        whole.shape[0],
        whole.strides[0],
        QImage.Format.Format_Grayscale8,
    )
    return image.copy()


def _write(painter: QPainter, where: QRectF, left: str, right: str) -> None:
    """Write a line: words on the left, and on the right as far as there is room."""
    middle, measure = Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics()
    width = int(where.width())
    right = measure.elidedText(right, Qt.TextElideMode.ElideRight, width // 2)
    taken = measure.horizontalAdvance(f"{right}  ") if right else 0
    left = measure.elidedText(left, Qt.TextElideMode.ElideRight, width - taken)
    painter.drawText(where, Qt.AlignmentFlag.AlignLeft | middle, left)
    painter.drawText(where, Qt.AlignmentFlag.AlignRight | middle, right)
