"""What is written over a film: corner texts, orientation letters, busy line, synthetic ribbon."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from viewer.canvas import style
from viewer.canvas.fitted_corners import GAP_PX, fitted
from viewer.canvas.legend import Legend, paint_frame
from viewer.canvas.letter_rows import (
    NO_ROWS,
    Rows,
    below,
    first_free,
    joined,
    lines_hit,
    paired,
    taken_rows,
)
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.canvas.words import draw_line, shortened, width_of
from viewer.theme import TextRole, theme


class _Line(NamedTuple):
    """One line of words: where it begins, the y its capitals are centred on, and its looks."""

    x: float
    middle: float
    text: str
    font: QFont
    colour: str


@dataclass(slots=True)
class Overlay:
    """Paints all of it in logical pixels of a pane.

    Attributes:
        texts: In the corners.
        letters: At the edges.
        is_busy: A job for this pane is running.
        is_synthetic: The picture shown was partly made by a network.
        is_ringed: The pane has the keyboard, and is to say so.
        box: A box being drawn, in logical pixels.
        legend: Of the map over the picture.
        above: What already stands at the top in the middle is so high.
        taken: Lines that are taken on a pane beside: the letters of both stand level.
    """

    texts: CornerTexts = field(default_factory=CornerTexts)
    letters: Letters = field(default_factory=Letters)
    is_busy: bool = False
    is_synthetic: bool = False
    is_ringed: bool = False
    box: QRectF | None = None
    legend: Legend | None = None
    above: int = 0
    taken: Rows = NO_ROWS
    _laid: tuple[object, tuple[_Line, ...]] | None = field(default=None, repr=False)

    def paint(self, painter: QPainter, texts: CornerTexts, width: int, height: int) -> None:
        """Draw everything over a pane of this size, with its own corner texts or another's."""
        texts = fitted(texts, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for line in self._lines(texts, width, height):
            draw_line(painter, *line)
        if self.legend is not None:
            self.legend.paint(painter, width, self._foot(texts, width, height))
        if self.is_synthetic:
            self._paint_ribbon(painter, width, height)
        if self.is_busy:
            painter.fillRect(QRectF(0, 0, width, style.BUSY_PX), QColor(style.ACCENT))
        if self.is_ringed:
            inset = style.FRAME_PX if self.is_synthetic else 0  # nothing hides that frame
            inside = QRectF(0, 0, width, height).adjusted(inset, inset, -inset, -inset)
            paint_frame(painter, inside, style.RING_PX, QColor(style.ACCENT))
        if self.box is not None:
            _paint_box(painter, self.box)

    def _lines(self, texts: CornerTexts, width: int, height: int) -> tuple[_Line, ...]:
        """Return every line of words; worked out anew only where something else is to be said."""
        key = (texts, self.letters, self.legend, self.is_synthetic, self.above, self.taken)
        sizes = (width, height, theme().text_scale)
        if self._laid is None or self._laid[0] != (key, sizes):
            letters = self._letter_lines(texts, width, height)
            lines = (*letters, *self._corner_lines(texts, width, height))
            self._laid = (key, sizes), lines
        return self._laid[1]

    def boxes(self, texts: CornerTexts, width: int, height: int) -> list[QRectF]:
        """Return where words and legend stand on a pane of this size, in its logical pixels."""
        high, texts = theme().line(TextRole.SECONDARY), fitted(texts, width, height)
        found = [
            QRectF(line.x, line.middle - high / 2, width_of(line.text, line.font), high)
            for line in self._lines(texts, width, height)
        ]
        if self.legend is not None:
            left, foot = self.legend.left(width), self._foot(texts, width, height)
            tall = self.legend.height()
            found.append(QRectF(left, foot - tall, width - style.SIDE_PX - left, tall))
        return found

    def below_corners(self, texts: CornerTexts, span: tuple[float, float], size: QSize) -> int:
        """Return how far below the top words clear the corners.

        Args:
            texts: In the corners.
            span: From where to where the words reach across.
            size: Of the pane.

        Returns:
            Logical pixels; 0 where no corner reaches that far.
        """
        lines = lines_hit(span, texts, size.width(), size.height())
        return lines * theme().line(TextRole.SECONDARY)

    def _corner_lines(self, texts: CornerTexts, width: int, height: int) -> Iterator[_Line]:
        top, line, room = self._top(), theme().line(TextRole.SECONDARY), self._room(height)
        above = paired(texts.top_left[:room], texts.top_right[:room])
        for number, (left, right) in enumerate(above):
            middle = top + line * (number + 0.5)
            yield from self._pair(middle, width, left, right, is_title=number == 0)
        for number, (left, right) in enumerate(below(texts)[:room]):
            middle = height - style.EDGE_PX - line * (number + 0.5)
            yield from self._pair(middle, width, left, right, is_title=False)

    def _top(self) -> int:
        return style.RIBBON_PX + style.BELOW_RIBBON_PX if self.is_synthetic else style.EDGE_PX

    def _room(self, height: int) -> int:
        """Return how many lines a corner may have; more would run into another, or the letters."""
        line = theme().line(TextRole.SECONDARY)
        return max(0, (height // 2 - self._top() - line) // line)

    def _foot(self, texts: CornerTexts, width: int, height: int) -> int:
        """Return where the lines at the foot begin that the legend would run into."""
        assert self.legend is not None  # noqa: S101 - it asks for its own place
        font = theme().font(TextRole.SECONDARY)
        room = self.legend.left(width) - GAP_PX - style.SIDE_PX
        lines = 0
        for number, (left, right) in enumerate(below(texts)[: self._room(height)]):
            if right or width_of(left, font) > room:
                lines = number + 1
        return height - style.EDGE_PX - theme().line(TextRole.SECONDARY) * lines

    def _pair(
        self, middle: float, width: int, left: str, right: str, *, is_title: bool
    ) -> Iterator[_Line]:
        plain = theme().font(TextRole.SECONDARY)
        font = theme().font(TextRole.TITLE) if is_title else plain
        free = width - 2 * style.SIDE_PX
        left_width, right_width = width_of(left, font), width_of(right, plain)
        if left and left_width + GAP_PX + right_width > free:
            right, left = "", shortened(left, font, free)
        if left:
            colour = style.TITLE if is_title else style.CORNER
            yield _Line(style.SIDE_PX, middle, left, font, colour)
        if right and right_width <= free:
            x = width - style.SIDE_PX - right_width
            yield _Line(x, middle, right, plain, style.CORNER)

    def _letter_lines(self, texts: CornerTexts, width: int, height: int) -> Iterator[_Line]:
        font = theme().font(TextRole.TITLE)
        letters, side = self.letters, style.LETTER_SIDE_PX

        def line(text: str, x: float, middle: float) -> Iterator[_Line]:
            if text:
                yield _Line(x, middle, text, font, style.TITLE)

        yield from line(letters.left, side, height / 2)
        yield from line(letters.right, width - side - width_of(letters.right, font), height / 2)
        half = theme().line(TextRole.SECONDARY) / 2
        taken = joined((self.taken, taken_rows(texts, letters, width, height)))
        centre = (width - width_of(letters.top, font)) / 2
        above = self.above + side + half * (1 + 2 * first_free(taken.top))
        yield from line(letters.top, centre, above)
        centre = (width - width_of(letters.bottom, font)) / 2
        foot = height - side - half * (1 + 2 * first_free(taken.foot))
        if self.legend is not None and centre + 2 * GAP_PX > self.legend.left(width):
            legend_foot = self._foot(texts, width, height)
            if foot - half < legend_foot:  # else there is room below it
                foot = legend_foot - self.legend.height() - half
        yield from line(letters.bottom, centre, foot)

    def _paint_ribbon(self, painter: QPainter, width: int, height: int) -> None:
        colour, line = QColor(style.SYNTHETIC), style.FRAME_PX
        painter.fillRect(
            QRectF(0, 0, width, line + style.RIBBON_PX), QColor(style.SYNTHETIC_GROUND)
        )
        paint_frame(painter, QRectF(0, 0, width, height), line, colour)
        middle = line + style.RIBBON_PX / 2
        _paint_cube(painter, QPointF(style.SIDE_PX + 10, middle), colour)
        font = theme().font(TextRole.TITLE)
        x = style.SIDE_PX + 28
        while width_of(style.RIBBON_TEXT, font) > width - x - 4 and font.pixelSize() > 6:
            font.setPixelSize(font.pixelSize() - 1)  # shrunk, never cut: it has to be read
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(
            QRectF(x, line, width - x, style.RIBBON_PX),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            style.RIBBON_TEXT,
        )


def paint_invitation(painter: QPainter, words: str, width: int, height: int) -> None:
    """Say quietly, in the middle of an empty pane, that something may be chosen for it."""
    font = theme().font(TextRole.SECONDARY)
    line = shortened(words, font, width - 2 * style.SIDE_PX)
    x = (width - width_of(line, font)) / 2
    draw_line(painter, x, height / 2, line, font, style.CORNER)


def _paint_box(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(style.OUTLINE), 3))
    painter.drawRect(box)
    painter.setPen(QPen(QColor(style.ACCENT), 1))
    painter.drawRect(box)


def _paint_cube(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    """Draw the sign of what a network made, 20 pixels wide."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(middle)
    corners = [QPointF(*xy) for xy in ((0, -8), (7, -4), (7, 4), (0, 8), (-7, 4), (-7, -4))]
    painter.drawPolygon(QPolygonF(corners))
    centre = QPointF(0, 0)
    for corner in (corners[1], corners[3], corners[5]):
        painter.drawLine(centre, corner)
    painter.restore()
