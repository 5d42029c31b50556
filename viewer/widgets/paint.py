"""Strokes that every painted widget shares."""

from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from viewer.icons import pixmap
from viewer.theme import TextRole, on_film, theme

ON_FILM = "isOnFilm"
"""Dynamic property of a widget whose parts lie over a film, and have its colours."""


def painter_on(widget: QWidget) -> QPainter:
    """Return an antialiased painter on ``widget``; end it by leaving the paint event."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def lit_for(widget: QWidget) -> AbstractContextManager[object]:
    """Return what to paint ``widget`` in: the dark theme where it lies over a film.

    It does so inside a canvas, and inside whatever has the property ``ON_FILM``.
    """
    above = widget.parentWidget() if theme().scheme != "dark" else None
    while not (above is None or isinstance(above, QGraphicsView) or above.property(ON_FILM)):
        above = above.parentWidget()
    return on_film() if above is not None else nullcontext()


def box(
    painter: QPainter,
    where: QRect | QRectF,
    radius_px: float,
    *,
    fill: QColor | None = None,
    line: QColor | None = None,
    line_px: float = 1,
) -> None:
    """Draw a rounded box whose border lies inside ``where``, on whole pixels."""
    shape = QRectF(where)
    if line is not None:
        half = line_px / 2
        shape.adjust(half, half, -half, -half)
        radius_px -= half
    painter.setPen(QPen(line, line_px) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(shape, radius_px, radius_px)


def words(
    painter: QPainter,
    where: QRect,
    text: str,
    role: TextRole,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of text, centred in height, with an ellipsis where it does not fit."""
    painter.setFont(theme().font(role))
    painter.setPen(colour)
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, where.width() + 1)
    painter.drawText(where, align | Qt.AlignmentFlag.AlignVCenter, fitting)


def picture_of(
    painter: QPainter, name: str, centre: QPointF, size_px: int, colour_role: str
) -> None:
    """Draw an icon around ``centre``, on whole pixels of the screen."""
    ratio = painter.device().devicePixelRatioF()
    corner = centre - QPointF(size_px / 2, size_px / 2)
    snapped = QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio)
    painter.drawPixmap(snapped, pixmap(name, size_px, colour_role, ratio))


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """Return the colour ``share`` (0 to 1) of the way from the first to the second."""
    return QColor.fromRgbF(
        *(
            a + (b - a) * share
            for a, b in zip(first.getRgbF(), second.getRgbF(), strict=True)  # type: ignore[call-overload]
        )
    )
