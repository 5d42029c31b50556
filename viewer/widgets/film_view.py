"""Lines of their own heights in a column, of which only those in view cost anything."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QWidget

from viewer.theme import theme
from viewer.widgets.film_painting import MARGIN, draw, height_of, width_of_lines
from viewer.widgets.film_rows import FilmRows, FilmThumb, Row
from viewer.widgets.paint import painter_on

Index = QModelIndex | QPersistentModelIndex


class FilmView(QAbstractItemView):
    """Lays lines out by adding up their heights, and paints those in view.

    Qt's own list asks for the size of every line whenever one comes, which takes longer than a
    picture of the screen may from a few hundred films on. A screen reader finds the same lines.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = FilmRows(self)
        self._tops = [0]
        self._hovered = -1
        self.setModel(self.lines)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setAutoScroll(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setViewportMargins(theme().sizes.left_padding - MARGIN, 0, 0, 0)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))

    @property
    def rows(self) -> Sequence[Row]:
        """The lines from top to bottom, as far as they are not folded away."""
        return tuple(self.lines.rows)

    @property
    def in_view(self) -> Sequence[FilmThumb]:
        """The films that can be seen now."""
        first, last = self._span(self.viewport().rect())
        return tuple(row for row in self.lines.rows[first:last] if isinstance(row, FilmThumb))

    def put_rows(self, rows: Sequence[Row]) -> None:
        """Show other lines, without moving what is at the top."""
        first = self._line_at(0)
        anchor = self.lines.rows[first] if first >= 0 else None
        above = self.verticalOffset() - self._tops[first] if first >= 0 else 0
        self.lines.set_rows(rows)
        self.lay_out()
        at = self.lines.row_of(anchor) if anchor is not None and self.verticalOffset() > 0 else -1
        if at >= 0:
            self.verticalScrollBar().setValue(self._tops[at] + above)

    def lay_out(self) -> None:
        """Add up the heights again."""
        self._tops = [0, *accumulate(height_of(row) for row in self.lines.rows)]
        self._hovered = min(self._hovered, len(self.lines.rows) - 1)
        self.updateGeometries()
        self.viewport().update()

    def paint_again(self, row: Row) -> None:
        """Paint one line; lay out again if it has another height."""
        at = self.lines.row_of(row)
        if at < 0:
            return
        if self._tops[at + 1] - self._tops[at] != height_of(row):
            self.lay_out()
        self.update(self.lines.index(at))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of a film and the height of three."""
        return QSize(width_of_lines() + theme().sizes.left_padding, 3 * height_of(FilmThumb("")))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines in view."""
        painter = painter_on(self.viewport())
        cursor = self.currentIndex().row() if self.hasFocus() else -1
        for at in range(*self._span(event.rect())):
            painter.save()
            painter.translate(0, self._tops[at] - self.verticalOffset())
            row = self.lines.rows[at]
            draw(painter, row, is_hovered=at == self._hovered, has_cursor=at == cursor)
            painter.restore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.lay_out()
        super().changeEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is under the pointer any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Return where a line lies in the viewport."""
        at = index.row()
        if not 0 <= at < len(self.lines.rows):
            return QRect()
        top = self._tops[at] - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._tops[at + 1] - self._tops[at])

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """Return the line at a point of the viewport."""
        at = self._line_at(point.y())
        return self.lines.index(at) if at >= 0 else QModelIndex()

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a line into view, as little as that takes."""
        where, bar = self.visualRect(index), self.verticalScrollBar()
        if not where.isValid():
            return
        if where.top() < 0:
            bar.setValue(bar.value() + where.top())
        elif where.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + where.bottom() + 1 - self.viewport().height())

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Tell the scroll bar how much there is."""
        seen = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setSingleStep(height_of(FilmThumb("")) // 4)
        bar.setPageStep(seen)
        bar.setRange(0, max(0, self._tops[-1] - seen))
        super().updateGeometries()

    def horizontalOffset(self) -> int:  # noqa: N802 - Qt's name
        """Return 0: lines fit in."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's name
        """Return how far it is scrolled down."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:  # noqa: N802 - Qt's name
        """Return False: what is folded away is not in the model."""
        return False

    def moveCursor(  # noqa: N802 - Qt's name
        self, _action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Stay: the list moves its cursor itself."""
        return self.currentIndex()

    def setSelection(  # noqa: N802 - Qt's name
        self, _rect: QRect, _command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select nothing: films are chosen, one at a time."""

    def visualRegionForSelection(self, _selection: object) -> QRegion:  # noqa: N802 - Qt's name
        """Return nothing."""
        return QRegion()

    def _span(self, rect: QRect) -> tuple[int, int]:
        """Return the first line that touches a part of the viewport, and one after the last."""
        top = max(0, rect.top() + self.verticalOffset())
        bottom = max(0, rect.bottom() + self.verticalOffset())
        count = len(self.lines.rows)
        first = min(count, bisect_right(self._tops, top) - 1)
        return first, min(count, bisect_right(self._tops, bottom))

    def _line_at(self, y: int) -> int:
        at = bisect_right(self._tops, y + self.verticalOffset()) - 1
        return at if 0 <= at < len(self.lines.rows) else -1

    def _hover(self, at: int) -> None:
        for line in (self._hovered, at):
            if 0 <= line < len(self.lines.rows):
                self.update(self.lines.index(line))
        self._hovered = at
