"""The licences in full: of the program, of the libraries in it, of its letters; to be searched."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from engine import font_licence, own_licence, third_party_notices
from viewer.dialogs.sheet import Sheet
from viewer.theme import TextRole
from viewer.widgets.button import FilledButton, IconButton
from viewer.widgets.label import Label
from viewer.widgets.segments import Segment, Segments
from viewer.wording import number

TEXTS = (own_licence, third_party_notices, font_licence)
_BEYOND_UTF16 = re.compile("[\U00010000-\U0010ffff]")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LicencesSheet(Sheet):
    """Shows one text at a time, and goes through the places where a word stands in it.

    Args:
        window: What it covers.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Licences"), 800, 680)
        self._names = (self.tr("Negatoscope"), self.tr("Libraries"), self.tr("Font"))
        self.which = Segments([Segment(name) for name in self._names], self.tr("Whose licence"))
        self.which.chosen.connect(self.turn_to)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search in the text"))
        self.field.setAccessibleName(self.tr("Search in the text"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.before = IconButton("up", self.tr("Place before"), "Shift+Return")
        self.before.clicked.connect(lambda: self.go(-1))
        self.after = IconButton("down", self.tr("Next place"), "Return")
        self.after.clicked.connect(lambda: self.go(1))
        self.count = Label("", TextRole.SECONDARY, "text_2")
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setUndoRedoEnabled(False)  # keeps no second copy of a megabyte
        self.first = self.field
        self.done = FilledButton(self.tr("Close"))
        self.done.clicked.connect(self.close_sheet)
        self._places: list[tuple[int, int]] = []
        self._at = 0
        self._lay_out()
        self.turn_to(0)

    def turn_to(self, which: int) -> None:
        """Show the licence of the program (0), of the libraries (1) or of the letters (2)."""
        self.which.set_index(which)
        text = TEXTS[which]()
        # places are counted as Qt counts them; what is beyond is in no licence but for ornament
        self.lines.setPlainText(_BEYOND_UTF16.sub("\ufffd", text))
        self.lines.setAccessibleName(self._names[which])
        self._search(self.field.text())

    def go(self, by: int) -> None:
        """Go to a later place of the word, or an earlier one; round the ends."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._show_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go on with Enter, and back with Shift+Enter, while the field has the keyboard."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
        ):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addSpacing(4)
        row.addWidget(self.before)
        row.addWidget(self.after)
        column.addLayout(row)
        column.addWidget(self.lines, 1)
        self.foot.addWidget(self.count, 1)
        self.foot.addWidget(self.done)

    def _search(self, word: str) -> None:
        text = self.lines.toPlainText()
        found = re.finditer(re.escape(word), text, re.IGNORECASE) if word else ()
        self._places = [match.span() for match in found]
        self._at = 0
        for button in (self.before, self.after):
            button.setEnabled(bool(self._places))
        self._show_place()

    def _show_place(self) -> None:
        start, end = self._places[self._at] if self._places else (0, 0)
        cursor = self.lines.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.lines.setTextCursor(cursor)
        self.lines.ensureCursorVisible()
        if self._places:
            self.count.setText(
                self.tr("Place {at} of {all}").format(
                    at=number(self._at + 1), all=number(len(self._places))
                )
            )
        else:
            self.count.setText(self.tr("Not in this text.") if self.field.text() else "")
