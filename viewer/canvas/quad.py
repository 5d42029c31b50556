"""Up to four panes in two rows, with a line between them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QWidget

from viewer.canvas import style

SMALLEST_PX: Final = 64
_LINE: Final = 1
_PLACES: Final = ((0, 0), (0, 2), (2, 0), (2, 2))


class PaneGrid:
    """Lays out four panes; those that are hidden take no room.

    Args:
        parent: Gets the layout.
        panes: Top left, top right, bottom left, bottom right.
    """

    def __init__(self, parent: QWidget, panes: Sequence[QWidget]) -> None:
        self._panes = tuple(panes)
        self._grid = QGridLayout(parent)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._upright, self._level = _line(parent), _line(parent)
        self._upright.setFixedWidth(_LINE)
        self._level.setFixedHeight(_LINE)
        self._grid.addWidget(self._upright, 0, 1, 3, 1)
        self._grid.addWidget(self._level, 1, 0, 1, 3)
        for pane, (row, column) in zip(self._panes, _PLACES, strict=True):
            pane.setMinimumSize(SMALLEST_PX, SMALLEST_PX)
            self._grid.addWidget(pane, row, column)

    def show_only(self, shown: Sequence[QWidget]) -> None:
        """Show some of the panes, all equally large; the focus stays on one of them."""
        taken = [place for pane, place in zip(self._panes, _PLACES, strict=True) if pane in shown]
        rows, columns = {row for row, _ in taken}, {column for _, column in taken}
        for at in (0, 2):
            self._grid.setRowStretch(at, int(at in rows))
            self._grid.setColumnStretch(at, int(at in columns))
        lost = next((p for p in self._panes if p.hasFocus() and p not in shown), None)
        if lost is not None:  # Qt would hand it on as if by the Tab key
            shown[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        for pane in self._panes:
            pane.setVisible(pane in shown)
        self._upright.setVisible(len(columns) > 1)
        self._level.setVisible(len(rows) > 1)
        self._grid.activate()


def _line(parent: QWidget) -> QWidget:
    line = QWidget(parent)
    line.setAutoFillBackground(True)
    palette = line.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(style.HAIRLINE))
    line.setPalette(palette)
    return line
