"""The films that are open: thumbnails in a column, under headings where there are several."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.widgets.film_rows import FilmThumb, Heading, Row
from viewer.widgets.film_view import FilmView

__all__ = ["FilmList", "FilmThumb", "Heading"]

SEEN_MS = 60
"""A list that scrolls says what is in view so often at most."""

_FOLDING = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilmList(FilmView):
    """Thumbnails 156 apart; arrows, Home and End choose, and fold what is below a heading.

    Signals:
        chosen: The user chose the film at this position.
        menu_requested: Position and place on the screen.
        seen_changed: Other films are in view.
    """

    chosen = Signal(int)
    menu_requested = Signal(int, QPoint)
    seen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Row] = []
        self._thumbs: list[FilmThumb] = []
        self._chosen: FilmThumb | None = None
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(SEEN_MS)
        self._seen.timeout.connect(self.seen_changed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Films"))
        self.clicked.connect(self._clicked)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        self.verticalScrollBar().valueChanged.connect(self._look_again)

    @property
    def thumbs(self) -> Sequence[FilmThumb]:
        """The films from top to bottom, folded away or not."""
        return tuple(self._thumbs)

    @property
    def position(self) -> int:
        """Which film is chosen, -1 for none."""
        return next((at for at, thumb in enumerate(self._thumbs) if thumb is self._chosen), -1)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other films and headings; what is at the top stays there."""
        self._all = list(rows)
        self._thumbs = [row for row in rows if isinstance(row, FilmThumb)]
        for thumb in self._thumbs:
            thumb.told = self.paint_again
        self._show()

    def add(self, thumb: FilmThumb) -> None:
        """Put a film at the end."""
        self.set_rows([*self._all, thumb])

    def take(self, position: int) -> None:
        """Take a film out."""
        thumb = self._thumbs[position]
        self.set_rows([row for row in self._all if row is not thumb])

    def set_position(self, position: int) -> None:
        """Show which film is chosen, without a signal; -1 for none."""
        wanted = self._thumbs[position] if 0 <= position < len(self._thumbs) else None
        if wanted is self._chosen:
            return
        if self._chosen is not None:
            self._chosen.set_chosen(is_chosen=False)
        self._chosen = wanted
        if wanted is not None:
            wanted.set_chosen(is_chosen=True)
            self._unfold(wanted)
            self._go_to(self.lines.row_of(wanted))

    def fold(self, heading: Heading) -> None:
        """Fold away what is below a heading, or show it again."""
        heading.is_open = not heading.is_open
        self.paint_again(heading)
        self._show()

    def event(self, event: QEvent) -> bool:
        """Keep Left and Right from the films' keys while a heading has the cursor."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_folding = Qt.Key(event.key()) in _FOLDING
            if is_folding and isinstance(self._row_of_cursor(), Heading):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the line before or after, the first or the last; a film there is chosen."""
        row, last = self.currentIndex().row(), len(self.lines.rows) - 1
        key = Qt.Key(event.key())
        targets = {
            Qt.Key.Key_Up: max(0, row - 1),
            Qt.Key.Key_Down: min(last, row + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        heading = self._row_of_cursor()
        if isinstance(heading, Heading) and key in _FOLDING:
            if key is not (Qt.Key.Key_Right if heading.is_open else Qt.Key.Key_Left):
                self.fold(heading)
        elif key not in targets or last < 0:
            event.ignore()  # to whatever holds the list
        elif targets[key] != row:
            self._go_to(targets[key])
            self._choose_at(targets[key])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See more films, or fewer."""
        super().resizeEvent(event)
        self._look_again()

    def _show(self) -> None:
        self.put_rows(_unfolded(self._all))
        self._look_again()

    def _unfold(self, thumb: FilmThumb) -> None:
        above: dict[int, Heading] = {}
        for row in self._all:
            if row is thumb:
                break
            if isinstance(row, Heading):
                above = {level: kept for level, kept in above.items() if level < row.level}
                above[row.level] = row
        folded = [heading for heading in above.values() if not heading.is_open]
        for heading in folded:
            heading.is_open = True
            self.paint_again(heading)
        if folded:
            self._show()

    def _go_to(self, row: int) -> None:
        index = self.lines.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _choose_at(self, row: int) -> None:
        film = self.lines.rows[row]
        if isinstance(film, FilmThumb) and film is not self._chosen:
            position = self._thumbs.index(film)
            self.set_position(position)
            self.chosen.emit(position)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.lines.rows[index.row()]
        if isinstance(row, Heading):
            self.fold(row)
        else:
            self._choose_at(index.row())

    def _ask_for_menu(self, where: QPoint) -> None:
        index = self.indexAt(where)
        film = self.lines.rows[index.row()] if index.isValid() else None
        if isinstance(film, FilmThumb):
            place = self.viewport().mapToGlobal(where)
            self.menu_requested.emit(self._thumbs.index(film), place)

    def _row_of_cursor(self) -> Row | None:
        at = self.currentIndex().row()
        return self.lines.rows[at] if 0 <= at < len(self.lines.rows) else None

    def _look_again(self) -> None:
        if not self._seen.isActive():
            self._seen.start()


def _unfolded(rows: Sequence[Row]) -> list[Row]:
    shown: list[Row] = []
    folded_at: int | None = None
    for row in rows:
        if isinstance(row, Heading):
            if folded_at is not None and row.level > folded_at:
                continue
            folded_at = None if row.is_open else row.level
            shown.append(row)
        elif folded_at is None:
            shown.append(row)
    return shown
