"""The last lines of the log, to read, to copy and to send to whoever can help."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from engine import build_info
from viewer.dialogs.sheet import Sheet
from viewer.log_keeper import keep_log, text_of_log
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import Label, Paragraph
from viewer.widgets.notice import Notice
from viewer.widgets.segments import Segment, Segments

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

LEVELS = (logging.INFO, logging.WARNING, logging.ERROR)
_LOOK_MS = 500
"""So often it looks for new lines."""


class LogSheet(Sheet):
    """Shows what ``viewer.log_keeper`` kept; nothing about patients, and no paths.

    Args:
        window: What it covers.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, self.tr("Log"), 800, 600)
        self._keeper = keep_log()
        self.level = Segments(
            [
                Segment(self.tr("Everything")),
                Segment(self.tr("Warnings and errors")),
                Segment(self.tr("Errors")),
            ],
            self.tr("What is shown"),
        )
        self.level.chosen.connect(lambda _: self._show())
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(self.tr("Log"))
        self.notice = Notice()
        self.copy = OutlineButton(self.tr("Copy"))
        self.copy.clicked.connect(self._copy)
        self.save = OutlineButton(self.tr("Save…"))
        self.save.clicked.connect(self._ask_and_save)
        self.first = FilledButton(self.tr("Close"))
        self.first.clicked.connect(self.close_sheet)
        self._lay_out()
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._show)
        self._looks.start()
        self._show()

    @property
    def text(self) -> str:
        """What it shows now."""
        return self.lines.toPlainText()

    def save_to(self, name: str) -> None:
        """Write what is shown to a file, whole or not at all."""
        content = f"{self._product}\n{self.text}\n".encode()
        file = QSaveFile(name)
        is_open = file.open(QIODevice.OpenModeFlag.WriteOnly)
        if is_open and file.write(content) == len(content) and file.commit():
            self.notice.set_notice(self.tr("The log was saved."), "ok")
        else:
            self.notice.set_notice(self.tr("The log could not be saved there."), "error")

    @property
    def _product(self) -> str:
        return f"Negatoscope {build_info().version}"

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.level)
        row.addStretch(1)
        row.addWidget(Label(self._product, ink="text_2"))
        column.addLayout(row)
        column.addWidget(self.lines, 1)
        column.addWidget(
            Paragraph(
                self.tr(
                    "The last 500 lines, in memory only. Paths, UIDs and whatever names a patient "
                    "are left out."
                )
            )
        )
        self.foot.addWidget(self.copy)
        self.foot.addWidget(self.save)
        self.foot.addWidget(self.notice, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.first)

    def _show(self) -> None:
        """Show the lines; scrolled to the end, unless the user has scrolled away from it."""
        wanted = text_of_log(self._keeper.lines, LEVELS[self.level.index])
        wanted = wanted or self.tr("Nothing was noted.")
        if wanted == self.text:
            return
        bar = self.lines.verticalScrollBar()
        is_at_end, place = bar.value() >= bar.maximum(), bar.value()
        self.lines.setPlainText(wanted)
        bar.setValue(bar.maximum() if is_at_end else place)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._product}\n{self.text}")
        self.notice.set_notice(self.tr("Copied."), "ok")

    def _ask_and_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the log"), "negatoscope-log.txt", self.tr("Text (*.txt)")
        )
        if name:
            self.save_to(name)
