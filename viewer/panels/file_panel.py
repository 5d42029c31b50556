"""What the file says about its grey scale, which of it is in force, and what contradicts."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from engine import Facts, Radiograph, facts_of
from viewer.panels.text import icon_label
from viewer.theme import TextRole
from viewer.widgets.label import Label
from viewer.widgets.notice import Notice


class FilePanel(QWidget):
    """Body of the section *File and transforms*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.conflicts = 0
        self.notices = 0

    def set_film(self, radiograph: Radiograph | None) -> None:
        """List the facts of a film."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.conflicts = self.notices = 0
        if radiograph is None:
            return
        facts = facts_of(radiograph)
        self.conflicts = len(facts.conflicts)
        self._column.addWidget(_transforms(facts))
        for sentence in facts.conflicts:
            self._column.addWidget(Notice(sentence))
        others = [sentence for sentence in facts.notices if sentence not in facts.conflicts]
        self.notices = len(others)
        for sentence in others:
            self._column.addWidget(Notice(sentence, "text_2"))


def _transforms(facts: Facts) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, transform in enumerate(facts.transforms):
        key = Label(transform.kind, TextRole.SECONDARY, "text_2")
        value = Label(
            transform.text, TextRole.SECONDARY, "text" if transform.is_in_force else "text_2"
        )
        value.setWordWrap(True)
        grid.addWidget(key, row, 0)
        grid.addWidget(value, row, 1)
        if transform.is_in_force:
            check = icon_label("check", "ok", 16)
            check.setToolTip("In force")
            grid.addWidget(check, row, 2)
    return made
