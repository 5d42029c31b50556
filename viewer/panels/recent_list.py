"""The films opened last, on the page without a film."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from viewer.recent import shown_name
from viewer.theme import TextRole, theme
from viewer.widgets.button import FlatButton
from viewer.widgets.label import Label
from viewer.widgets.tip import literal_tip
from viewer.wording import translate

MOST = 6
_COLUMNS = 2


class RecentList(QWidget):
    """At most six films, two in a row; hidden where none is known.

    Signals:
        chosen: The path of one.
    """

    chosen = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[RecentButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._grid.setHorizontalSpacing(16)
        title = Label(translate("EmptyPage", "Recent files"), TextRole.BODY_MEDIUM)
        self._grid.addWidget(title, 0, 0, 1, _COLUMNS)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.hide()

    def set_paths(self, paths: list[Path]) -> None:
        """Offer these, the newest first."""
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [RecentButton(path) for path in paths[:MOST]]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._choose, button.path))
            self._grid.addWidget(button, 1 + number // _COLUMNS, number % _COLUMNS)
        self.setVisible(bool(self.buttons))

    def _choose(self, path: Path, *_: bool) -> None:
        self.chosen.emit(path)


class RecentButton(FlatButton):
    """One file: its name and its folder's, as much as there is room for.

    Args:
        path: Of the file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(shown_name(path).replace("&&", "&"), "film", height=28)
        self.path = path
        self.setToolTip(literal_tip(self.text()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the icon and an ellipsis."""
        return QSize(self._left() + theme().scaled(16), theme().scaled(28))

    def _text_width(self, role: TextRole) -> int:
        """Return what the words may take here: the rest is an ellipsis."""
        room = self.width() - self._left() - self._padding
        return max(0, min(super()._text_width(role), room))
