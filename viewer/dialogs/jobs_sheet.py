"""What runs and what ended lately, each with a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.dialogs.sheet import Sheet
from viewer.job_list import JobLine
from viewer.jobs import Ending
from viewer.theme import TextRole
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import ElidedLabel, Label, Paragraph
from viewer.widgets.notice import Notice
from viewer.wording import number

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

_FINE = 1000
"""Steps of a progress bar."""


class JobsSheet(Sheet):
    """Follows the jobs of a window while it is open.

    Args:
        window: Whose jobs are listed; it has been furnished.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, self.tr("Jobs"), 640, 560)
        self._desk = window.desks.session
        self._list = self._desk.job_list
        self.rows: dict[str, JobRow] = {}
        self._rows_ended: list[EndedRow] = []
        self._running = QVBoxLayout()
        self._running.setSpacing(8)
        self._ended = QVBoxLayout()
        self._ended.setSpacing(4)
        self._nothing = Paragraph(self.tr("Nothing runs."))
        self._none_ended = Paragraph(self.tr("Nothing ended yet."))
        self._lay_out()
        self.cancel_all = OutlineButton(self.tr("Cancel all"))
        self.cancel_all.clicked.connect(self._desk.cancel_all)
        self.first = FilledButton(self.tr("Close"))
        self.first.clicked.connect(self.close_sheet)
        self.foot.addWidget(self.cancel_all)
        self.foot.addStretch(1)
        self.foot.addWidget(self.first)
        self._list.changed.connect(self._refresh)
        self._list.moved.connect(self._move)
        self._refresh()

    @property
    def ended_text(self) -> str:
        """What it says of what ended, line by line."""
        return "\n".join(row.text for row in self._rows_ended)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Running"), TextRole.TITLE))
        column.addWidget(self._nothing)
        column.addLayout(self._running)
        column.addSpacing(12)
        column.addWidget(Label(self.tr("Ended lately"), TextRole.TITLE))
        column.addWidget(self._none_ended)
        column.addLayout(self._ended)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        holder = QVBoxLayout(self.body)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(scroll)

    def _refresh(self) -> None:
        """Follow what runs; a row that stays keeps its place and the focus."""
        running = {line.key: line for line in self._list.running}
        for key in [key for key in self.rows if key not in running]:
            row = self.rows.pop(key)
            if row.cancel.hasFocus():
                self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            _drop(self._running, row)
        for key, line in running.items():
            if key not in self.rows:
                self.rows[key] = row = JobRow(line)
                row.cancel.clicked.connect(lambda *_, key=key: self._desk.cancel(key))
                self._running.addWidget(row)
            self.rows[key].show_line(line)
        for row_ended in self._rows_ended:
            _drop(self._ended, row_ended)
        self._rows_ended = [EndedRow(line) for line in self._list.ended]
        for row_ended in self._rows_ended:
            self._ended.addWidget(row_ended)
        self._nothing.setVisible(not running)
        self._none_ended.setVisible(not self._list.ended)
        self.cancel_all.setEnabled(bool(running))

    def _move(self, key: str) -> None:
        line = self._list.line(key)
        if line is not None and key in self.rows:
            self.rows[key].show_line(line)


class JobRow(QWidget):
    """One job that runs: its title, what it is at, how far it is, and a button."""

    def __init__(self, line: JobLine) -> None:
        super().__init__()
        self.title = ElidedLabel(line.title)
        self.doing = ElidedLabel("", TextRole.SECONDARY, "text_2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(line.title)
        self.cancel = OutlineButton(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel: {title}").format(title=line.title))
        self.cancel.setToolTip(self.cancel.accessibleName())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.doing, 0, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        grid.addWidget(self.cancel, 0, 2, 2, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.show_line(line)

    def show_line(self, line: JobLine) -> None:
        """Say how far it is; a bar that moves to and fro where nobody knows."""
        self.doing.setText(line.doing)
        self.bar.setRange(0, _FINE if line.share > 0 else 0)
        self.bar.setValue(round(line.share * _FINE))


class EndedRow(QWidget):
    """One job that ended: its title, how, and why where it failed."""

    def __init__(self, line: JobLine) -> None:
        super().__init__()
        words = {
            Ending.DONE: self.tr("done in {time} s").format(time=number(line.took_s, 1)),
            Ending.FAILED: self.tr("failed"),
            Ending.CANCELLED: self.tr("cancelled"),
        }
        outcome = words.get(line.ending, "") if line.ending is not None else ""
        ink = "error" if line.ending is Ending.FAILED else "text_2"
        self.text = " ".join(part for part in (f"{line.title}: {outcome}", line.sentence) if part)
        self.setAccessibleName(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(ElidedLabel(line.title), 1)
        row.addWidget(Label(outcome, TextRole.SECONDARY, ink))
        column.addLayout(row)
        if line.sentence:
            column.addWidget(Notice(line.sentence, "error"))


def _drop(layout: QVBoxLayout, row: QWidget) -> None:
    """Take a row away, now, so that it is not seen until Qt gets round to it."""
    layout.removeWidget(row)
    row.hide()
    row.deleteLater()
