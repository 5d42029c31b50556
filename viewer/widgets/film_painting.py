"""How the lines of the film list look."""

from functools import lru_cache

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.theme import TextRole, theme
from viewer.widgets.film_rows import FilmRows, FilmThumb, Heading, Row
from viewer.widgets.paint import box, picture_of, words

PICTURE = QSize(144, 120)
MARGIN = 2
"""Around a picture, for its ring."""

AFTER = 12
"""Below a film, before the next line."""

_CAPTION_GAP = 4
_ICON = 16
_MOST_LINES = 3


class FilmPainter(QStyledItemDelegate):
    """Paints one line of the list: what is not in view costs nothing."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a line: films lie 156 apart at text scale 1."""
        return size_of(_row(index))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a line."""
        row, state = _row(index), option.state
        where = option.rect
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(where.topLeft())
        if isinstance(row, Heading):
            draw_heading(painter, where.width(), row, is_hovered=is_hovered)
            if state & QStyle.StateFlag.State_HasFocus:
                shape = QRect(QPoint(0, 0), size_of(row)).adjusted(0, 2, 0, -2)
                look = theme()
                box(painter, shape, look.sizes.radius, line=look.colour("accent"), line_px=2)
        elif row.reason:
            draw_broken(painter, row, is_hovered=is_hovered)
        else:
            draw_film(painter, row, is_hovered=is_hovered)
        painter.restore()


def size_of(row: Row) -> QSize:
    """Return the room a line takes."""
    look, width = theme(), PICTURE.width() + 2 * MARGIN
    if isinstance(row, Heading):
        return QSize(width, look.scaled(look.sizes.section_head if row.level == 0 else 28))
    if row.reason:
        lines = len(_reason_lines(row.reason, look.text_scale))
        text = look.line(TextRole.BODY) + lines * look.line(TextRole.SECONDARY)
        return QSize(width, text + 2 * MARGIN + AFTER)
    height = PICTURE.height() + _CAPTION_GAP + look.line(TextRole.BODY) + AFTER
    return QSize(width, height)


def draw_film(painter: QPainter, film: FilmThumb, *, is_hovered: bool) -> None:
    """Draw picture, badges, ring and caption."""
    look = theme()
    where = QRect(QPoint(MARGIN, MARGIN), PICTURE)
    _draw_picture(painter, where, film.picture)
    _draw_badges(painter, where, film)
    if film.is_chosen or is_hovered:
        line = look.colour("accent" if film.is_chosen else "control")
        ring = where.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        box(painter, ring, look.sizes.radius, line=line, line_px=2)
    top = where.bottom() + 1 + _CAPTION_GAP
    _draw_caption(painter, QRect(where.left(), top, where.width(), look.line(TextRole.BODY)), film)


def draw_broken(painter: QPainter, film: FilmThumb, *, is_hovered: bool) -> None:
    """Draw a film that cannot be read: a sign, its name and the reason."""
    look = theme()
    size = size_of(film)
    shape = QRect(0, 0, size.width(), size.height() - AFTER)
    if film.is_chosen or is_hovered:
        line = look.colour("accent" if film.is_chosen else "control")
        box(painter, shape, look.sizes.radius, line=line, line_px=2)
    head = look.line(TextRole.BODY)
    centre = QPointF(MARGIN + 2 + _ICON / 2, MARGIN + head / 2)
    picture_of(painter, "warn", centre, _ICON, "warn")
    left = MARGIN + 2 + _ICON + 4
    name = QRect(left, MARGIN, size.width() - left - MARGIN - 2, head)
    ink = look.colour("text" if film.is_chosen else "text_2")
    words(painter, name, film.text(), TextRole.SECONDARY, ink)
    line_px = look.line(TextRole.SECONDARY)
    for number, text in enumerate(_reason_lines(film.reason, look.text_scale)):
        line_at = QRect(MARGIN + 2, MARGIN + head + number * line_px, _reason_width(), line_px)
        words(painter, line_at, text, TextRole.BADGE, look.colour("text_2"))


def draw_heading(painter: QPainter, width: int, heading: Heading, *, is_hovered: bool) -> None:
    """Draw arrow, title and number of films."""
    look = theme()
    is_study = heading.level == 0
    size = size_of(heading)
    right = min(width, size.width()) - MARGIN
    if is_hovered:
        ground = QRect(0, 2, right + MARGIN, size.height() - 4)
        box(painter, ground, look.sizes.radius, fill=look.colour("raised"))
    arrow = "down" if heading.is_open else "right"
    picture_of(painter, arrow, QPointF(MARGIN + _ICON / 2, size.height() / 2), _ICON, "text_2")
    role = TextRole.TITLE if is_study else TextRole.SECONDARY
    number = str(heading.number) if heading.number else ""
    room = QFontMetrics(look.font(TextRole.SECONDARY)).horizontalAdvance(number)
    left = MARGIN + _ICON + 2
    title = QRect(left, 0, right - left - (room + 8 if number else 0), size.height())
    words(painter, title, heading.title, role, look.colour("text"))
    line = QRect(left, 0, right - left, size.height())
    faint = look.colour("text_2")
    words(painter, line, number, TextRole.SECONDARY, faint, Qt.AlignmentFlag.AlignRight)


def _draw_picture(painter: QPainter, where: QRect, picture: QImage) -> None:
    painter.fillRect(where, theme().colour("canvas"))
    if picture.isNull():
        return
    size = picture.size().toSizeF()
    shown = size.scaled(where.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
    left = where.left() + (where.width() - shown.width()) / 2
    top = where.top() + (where.height() - shown.height()) / 2
    painter.drawImage(QRectF(left, top, shown.width(), shown.height()), picture)


def _draw_badges(painter: QPainter, where: QRect, film: FilmThumb) -> None:
    look, role = theme(), TextRole.BADGE
    metrics, height = QFontMetrics(look.font(role)), look.line(role)
    for at, text in enumerate(film.badges):
        if not text:
            continue
        width = metrics.horizontalAdvance(text) + 8
        left = where.left() + 4 if at % 2 == 0 else where.right() + 1 - 4 - width
        top = where.top() + 4 if at < 2 else where.bottom() + 1 - 4 - height
        is_violet = at == 0 and film.is_synthetic
        ground = look.colour("synthetic_ground" if is_violet else "badge")
        ink = look.colour("synthetic" if is_violet else "text")
        badge = QRect(left, top, width, height)
        box(painter, badge, look.sizes.radius_badge, fill=ground)
        words(painter, badge, text, role, ink, Qt.AlignmentFlag.AlignHCenter)


def _draw_caption(painter: QPainter, line: QRect, film: FilmThumb) -> None:
    look, role = theme(), TextRole.SECONDARY
    view = QFontMetrics(look.font(role)).horizontalAdvance(film.view)
    name = line.adjusted(0, 0, -(view + 8 if view else 0), 0)
    words(painter, name, film.text(), role, look.colour("text" if film.is_chosen else "text_2"))
    words(painter, line, film.view, role, look.colour("text_2"), Qt.AlignmentFlag.AlignRight)


def _reason_width() -> int:
    return PICTURE.width() - 4


@lru_cache(maxsize=1000)
def _reason_lines(reason: str, _text_scale: float) -> tuple[str, ...]:
    """Return a reason in lines; the last of them is cut by an ellipsis where there are more."""
    layout = QTextLayout(reason, theme().font(TextRole.BADGE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid() and len(starts) < _MOST_LINES:
        line.setLineWidth(_reason_width())
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(reason)]
    return tuple(reason[start:end].strip() for start, end in zip(starts, ends, strict=True))


def _row(index: QModelIndex | QPersistentModelIndex) -> Row:
    model = index.model()
    assert isinstance(model, FilmRows)  # noqa: S101 - of no other list
    return model.rows[index.row()]
