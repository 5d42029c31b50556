"""The lines of the film list: films and headings, and the model that holds those to be seen."""

import html
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QImage

from viewer.wording import films_text

translate = QCoreApplication.translate

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class FilmThumb:
    """One film: its whole picture on black, badges over it, name and view below.

    No widget: the list paints what it is told here.

    Args:
        name: Below on the left.
        view: Below on the right: "PA".
    """

    def __init__(self, name: str, view: str = "") -> None:
        self.view = view
        self.picture = QImage()
        self.badges: tuple[str, str, str, str] = ("", "", "", "")
        """Top left, top right, bottom left, bottom right; "" for nothing."""
        self.is_synthetic = False
        self.reason = ""
        self.is_chosen = False
        self.told: Callable[[FilmThumb], None] | None = None
        self._name = name

    def text(self) -> str:
        """Return what it is called."""
        return self._name

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        why = translate("FilmRows", "cannot be read: {reason}").format(reason=self.reason)
        why = why if self.reason else ""
        return ", ".join(part for part in (self._name, self.view, *self.badges, why) if part)

    def set_picture(self, picture: QImage) -> None:
        """Show this picture, whole."""
        if picture is not self.picture:
            self.picture = picture
            self._tell()

    def set_caption(self, name: str, view: str) -> None:
        """Change what stands below."""
        if (name, view) != (self._name, self.view):
            self._name, self.view = name, view
            self._tell()

    def set_badges(self, *badges: str, right: str = "", is_synthetic: bool = False) -> None:
        """Show badges.

        Args:
            badges: Top left ("3 steps" or "Synthetic"), top right ("Lossy"), bottom left
                ("12 frames"), bottom right ("PS").
            right: Top right alone.
            is_synthetic: The first one is violet.
        """
        first, second, third, fourth = (*badges, "", "", "", "")[:4]
        wanted = (first, second or right, third, fourth)
        if (wanted, is_synthetic) != (self.badges, self.is_synthetic):
            self.badges, self.is_synthetic = wanted, is_synthetic
            self._tell()

    def set_reason(self, reason: str) -> None:
        """Say why it cannot be read, in the picture's stead; "" if it can."""
        if reason != self.reason:
            self.reason = reason
            self._tell()

    def set_chosen(self, *, is_chosen: bool) -> None:
        """Put a ring around it, or take it away."""
        if is_chosen != self.is_chosen:
            self.is_chosen = is_chosen
            self._tell()

    def _tell(self) -> None:
        if self.told is not None:
            self.told(self)


class Heading:
    """A line over the films of a study or a series; they can be folded away below it.

    Args:
        level: 0 for a study, 1 for a series.
        kind: What a screen reader calls it: "Study".
    """

    def __init__(self, level: int, kind: str) -> None:
        self.level = level
        self.kind = kind
        self.title = ""
        self.number = 0
        self.is_open = True

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        how = translate("FilmRows", "open") if self.is_open else translate("FilmRows", "folded")
        return f"{self.kind} {self.title}, {films_text(self.number)}, {how}"


Row: TypeAlias = FilmThumb | Heading


class FilmRows(QAbstractListModel):
    """The lines to be seen, in order: no films below headings that are folded."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a line: what is heard, and what shows under a resting pointer."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            said = [row.title] if isinstance(row, Heading) else [row.text(), row.reason]
            return f"<span>{'<br>'.join(html.escape(text) for text in said if text)}</span>"
        return None

    def row_of(self, row: Row) -> int:
        """Return where a line is, -1 if it is folded away or not there."""
        return next((at for at, other in enumerate(self.rows) if other is row), -1)

    def set_rows(self, wanted: Sequence[Row]) -> None:
        """Show other lines; those that stay are not painted again, and keep the cursor."""
        ids = {id(row) for row in wanted}
        for first, last in reversed(list(_runs(self.rows, ids))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()
        had = {id(row) for row in self.rows}
        if [id(row) for row in wanted if id(row) in had] != [id(row) for row in self.rows]:
            self.beginResetModel()
            self.rows = list(wanted)
            self.endResetModel()
            return
        for first, last in _runs(wanted, had):
            self.beginInsertRows(QModelIndex(), first, last)
            self.rows[first:first] = wanted[first : last + 1]
            self.endInsertRows()


def _runs(rows: Sequence[Row], known: set[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of lines that are not known."""
    first = -1
    for at, row in enumerate(rows):
        if id(row) not in known:
            first = at if first < 0 else first
        elif first >= 0:
            yield first, at - 1
            first = -1
    if first >= 0:
        yield first, len(rows) - 1
