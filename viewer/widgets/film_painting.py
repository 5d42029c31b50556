"""How the lines of the film list look."""

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPixmap,
    QPixmapCache,
    QTextLayout,
    QTextOption,
)

from viewer.theme import TextRole, on_film, theme
from viewer.widgets.film_rows import FilmThumb, Heading, Row
from viewer.widgets.paint import box, picture_of

MARGIN = 2
"""Around a picture, for its ring."""

AFTER = 12
"""Below a film, before the next line."""

_CAPTION_GAP = 4
_ICON = 16
_HEADS = (32, 28)
_ROLES = (TextRole.TITLE, TextRole.SECONDARY)
_TITLE_LEFT = MARGIN + _ICON + 2
_NUMBER_GAP = 2

_MOST_TITLE_LINES, _MOST_REASON_LINES = 2, 3


def picture_size() -> QSize:
    """Return the room for a picture: 144 x 120 at text scale 1."""
    return _picture_size(theme().text_scale)


def width_of_lines() -> int:
    """Return how wide a line is."""
    return picture_size().width() + 2 * MARGIN


def height_of(row: Row) -> int:
    """Return the room a line takes: films lie 156 apart at text scale 1."""
    look = theme()
    if isinstance(row, Heading):
        more = len(_title_lines(row, look.text_scale)) - 1
        return look.scaled(_HEADS[row.level]) + more * look.line(TextRole.BODY)
    if row.reason:
        lines = len(_reason_lines(row, look.text_scale))
        text = look.line(TextRole.BODY) + lines * look.line(TextRole.SECONDARY)
        return text + 2 * MARGIN + AFTER
    return _film_height(look.text_scale)


def draw(painter: QPainter, row: Row, *, is_hovered: bool, has_cursor: bool) -> None:
    """Draw a line, with its left upper corner at the painter's origin."""
    if isinstance(row, Heading):
        draw_heading(painter, row, is_hovered=is_hovered)
        if has_cursor:
            look = theme()
            shape = QRect(0, 2, width_of_lines() + 4, height_of(row) - 4)
            box(painter, shape, look.sizes.radius, line=look.colour("accent"), line_px=2)
    elif row.reason:
        draw_broken(painter, row, is_hovered=is_hovered)
    else:
        draw_film(painter, row, is_hovered=is_hovered)


def draw_film(painter: QPainter, film: FilmThumb, *, is_hovered: bool) -> None:
    """Draw picture, badges, ring and caption."""
    look = theme()
    where = QRect(QPoint(MARGIN, MARGIN), picture_size())
    _draw_picture(painter, where, film.picture)
    with on_film():
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
    shape = QRect(0, 0, width_of_lines(), height_of(film) - AFTER)
    if film.is_chosen or is_hovered:
        line = look.colour("accent" if film.is_chosen else "control")
        box(painter, shape, look.sizes.radius, line=line, line_px=2)
    head = look.line(TextRole.BODY)
    centre = QPointF(MARGIN + 2 + _ICON / 2, MARGIN + head / 2)
    picture_of(painter, "warn", centre, _ICON, "warn")
    left = MARGIN + 2 + _ICON + 4
    room = width_of_lines() - 2 * (MARGIN + 2)
    name = QRect(left, MARGIN, room - _ICON - 4, head)
    ink = look.colour("text" if film.is_chosen else "text_2")
    _words(painter, name, film.text(), TextRole.SECONDARY, ink)
    line_px = look.line(TextRole.SECONDARY)
    for number, text in enumerate(_reason_lines(film, look.text_scale)):
        line_at = QRect(MARGIN + 2, MARGIN + head + number * line_px, room, line_px)
        _words(painter, line_at, text, TextRole.BADGE, look.colour("text_2"))


def draw_heading(painter: QPainter, heading: Heading, *, is_hovered: bool) -> None:
    """Draw arrow, title and number of films."""
    look = theme()
    height, right = height_of(heading), width_of_lines() - MARGIN
    if is_hovered:
        ground = QRect(0, 2, width_of_lines(), height - 4)
        box(painter, ground, look.sizes.radius, fill=look.colour("raised"))
    arrow = "down" if heading.is_open else "right"
    middle = look.scaled(_HEADS[heading.level]) / 2
    picture_of(painter, arrow, QPointF(MARGIN + _ICON / 2, middle), _ICON, "text_2")
    role, line_px = _ROLES[heading.level], look.line(TextRole.BODY)
    top = (look.scaled(_HEADS[heading.level]) - line_px) // 2
    width = _title_width(heading, look.text_scale)
    for at, text in enumerate(_title_lines(heading, look.text_scale)):
        title = QRect(_TITLE_LEFT, top + at * line_px, width, line_px)
        _words(painter, title, text, role, look.colour("text"))
    line = QRect(_TITLE_LEFT, top, right - _TITLE_LEFT, line_px)
    faint = look.colour("text_2")
    _words(painter, line, _number(heading), TextRole.SECONDARY, faint, Qt.AlignmentFlag.AlignRight)


def _draw_picture(painter: QPainter, where: QRect, picture: QImage) -> None:
    painter.fillRect(where, theme().colour("canvas"))
    if picture.isNull():
        return
    ratio = painter.device().devicePixelRatioF()
    small = _scaled(picture, where.size() * ratio)
    size = small.size() / ratio
    left = where.left() + (where.width() - size.width()) // 2
    top = where.top() + (where.height() - size.height()) // 2
    painter.drawPixmap(QRect(QPoint(left, top), size), small)


def _scaled(picture: QImage, room: QSize) -> QPixmap:
    """Return the whole picture as large as there is room for; those painted last are kept."""
    key = f"film {picture.cacheKey()} {room.width()} {room.height()}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        made = QPixmap.fromImage(picture.scaled(room, keep, smooth))
        QPixmapCache.insert(key, made)
    return made


def _draw_badges(painter: QPainter, where: QRect, film: FilmThumb) -> None:
    look, role = theme(), TextRole.BADGE
    metrics, height = _metrics(role, look.text_scale), look.line(role)
    for at, text in enumerate(film.badges):
        if not text:
            continue
        width = metrics.horizontalAdvance(text) + 8
        left = where.left() + 4 if at % 2 == 0 else where.right() + 1 - 4 - width
        top = where.top() + 4 if at < 2 else where.bottom() + 1 - 4 - height
        is_violet = at == 0 and film.is_synthetic
        ground = look.colour("synthetic_ground" if is_violet else "badge")
        ink = look.colour("synthetic" if is_violet else "on_film")
        badge = QRect(left, top, width, height)
        box(painter, badge, look.sizes.radius_badge, fill=ground)
        _words(painter, badge, text, role, ink, Qt.AlignmentFlag.AlignHCenter)


def _draw_caption(painter: QPainter, line: QRect, film: FilmThumb) -> None:
    look, role = theme(), TextRole.SECONDARY
    view = _metrics(role, look.text_scale).horizontalAdvance(film.view)
    name = line.adjusted(0, 0, -(view + 8 if view else 0), 0)
    _words(painter, name, film.text(), role, look.colour("text" if film.is_chosen else "text_2"))
    _words(painter, line, film.view, role, look.colour("text_2"), Qt.AlignmentFlag.AlignRight)


def _title_lines(heading: Heading, text_scale: float) -> tuple[str, ...]:
    most = _MOST_TITLE_LINES
    room, role = _title_width(heading, text_scale), _ROLES[heading.level]
    return _lines(heading.title, role, room, most, text_scale, QTextOption.WrapMode.WordWrap)


def _title_width(heading: Heading, text_scale: float) -> int:
    """Return the room beside the number: a date fits at any size of type."""
    number = _metrics(TextRole.SECONDARY, text_scale).horizontalAdvance(_number(heading))
    return width_of_lines() - _TITLE_LEFT - MARGIN - number - _NUMBER_GAP


def _number(heading: Heading) -> str:
    return str(heading.number) if heading.number else ""


def _reason_lines(film: FilmThumb, text_scale: float) -> tuple[str, ...]:
    room = width_of_lines() - 2 * (MARGIN + 2)
    return _lines(film.reason, TextRole.BADGE, room, _MOST_REASON_LINES, text_scale)


@lru_cache(maxsize=1000)
def _lines(
    text: str,
    role: TextRole,
    width: int,
    most: int,
    text_scale: float,
    wrap: QTextOption.WrapMode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere,
) -> tuple[str, ...]:
    """Return a text in lines; the last of them is cut by an ellipsis where there are more."""
    layout = QTextLayout(text, _font(role, text_scale))
    option = QTextOption()
    option.setWrapMode(wrap)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid() and len(starts) < most:
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    return tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))


@lru_cache(maxsize=8)
def _film_height(_text_scale: float) -> int:
    return picture_size().height() + _CAPTION_GAP + theme().line(TextRole.BODY) + AFTER


@lru_cache(maxsize=8)
def _picture_size(_text_scale: float) -> QSize:
    return QSize(theme().drawn(144), theme().drawn(120))


def _words(
    painter: QPainter,
    where: QRect,
    text: str,
    role: TextRole,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of text; a film has up to six, so that their fonts are made once."""
    scale = theme().text_scale
    painter.setFont(_font(role, scale))
    painter.setPen(colour)
    elided = Qt.TextElideMode.ElideRight
    fitting = _metrics(role, scale).elidedText(text, elided, where.width() + 1)
    painter.drawText(where, align | Qt.AlignmentFlag.AlignVCenter, fitting)


@lru_cache(maxsize=64)
def _font(role: TextRole, _text_scale: float) -> QFont:
    return theme().font(role)


@lru_cache(maxsize=64)
def _metrics(role: TextRole, text_scale: float) -> QFontMetrics:
    return QFontMetrics(_font(role, text_scale))
