"""Figures in columns: what, before and after."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.paint import painter_on, words
from viewer.widgets.tip import literal_tip

ROW_PX = 24
COLUMN_PX = 68
PENDING = "–"

Row = tuple[str, str, str]


class FigureTable(QWidget):
    """Rows of 24 with hairlines between; two columns of figures, 68 wide, on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head: Row = ("", "", "")
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def head(self) -> Row:
        """What it is about, and what the columns are called."""
        return self._head

    @property
    def rows(self) -> tuple[Row, ...]:
        """What a user reads: name and both figures."""
        return self._rows

    def show_figures(self, head: Row, rows: Sequence[Row], tip: str = "") -> None:
        """Show other figures.

        Args:
            head: What it is about, and the names of both columns.
            rows: Name and both figures of each row.
            tip: More of the same, for the tooltip.
        """
        if (head, tuple(rows)) != (self._head, self._rows):
            is_other_size = len(rows) != len(self._rows)
            self._head, self._rows = head, tuple(rows)
            _, first, second = head
            said = (f"{name}: {first} {a}, {second} {b}" for name, a, b in rows)
            self.setAccessibleName(head[0])
            self.setAccessibleDescription("; ".join(said))
            if is_other_size:
                self.updateGeometry()
            self.update()
        self.setToolTip(literal_tip(tip))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its rows, scaled."""
        look = theme()
        lines = 1 + len(self._rows)
        return QSize(look.scaled(3 * COLUMN_PX), lines * look.scaled(ROW_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: figures are never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the rows, and a hairline below each but the last."""
        look, painter = theme(), painter_on(self)
        high, column = look.scaled(ROW_PX), look.scaled(COLUMN_PX)
        right = Qt.AlignmentFlag.AlignRight
        for at, row in enumerate((self._head, *self._rows)):
            top, is_head = at * high, at == 0
            name_box = QRect(0, top, self.width() - 2 * column, high)
            words(painter, name_box, row[0], TextRole.SECONDARY, look.colour("text_2"))
            figure_ink = look.colour("text_2" if is_head else "text")
            for number, figure in enumerate(row[1:]):
                place = QRect(self.width() - (2 - number) * column, top, column, high)
                words(painter, place, figure, TextRole.SECONDARY, figure_ink, right)
            if at < len(self._rows):
                line = QRect(0, top + high - 1, self.width(), 1)
                painter.fillRect(line, look.colour("hairline"))
