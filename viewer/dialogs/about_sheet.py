"""About the program: which build, what it is not, where networks run, models, libraries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from engine import Diagnostics, ModelCard, Progress, installed_models, torch_is_installed
from viewer.dialogs.about_sheet_diagnostics import DiagnosticsSheet, gather, gather_with_gpu
from viewer.dialogs.about_sheet_parts import Head, ModelRow, Rows
from viewer.dialogs.columns import Columns
from viewer.dialogs.licences_sheet import LicencesSheet
from viewer.dialogs.sheet import Sheet
from viewer.dialogs.update_row import UpdateRow
from viewer.problems import text_of
from viewer.theme import TextRole
from viewer.translator import said
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import Label, Paragraph

if TYPE_CHECKING:
    from viewer.jobs import Jobs
    from viewer.settings import Settings
    from viewer.update_check import UpdateCheck

_JOB = "about this computer"
_COMPUTER = ("Processor", "GPU", "Networks")
_ALONE = 10_000
"""Wider than any sheet: one column below the other."""


class AboutSheet(Sheet):
    """Says what the program is and what it runs on, and leads to licences and diagnostics.

    Args:
        window: What it covers.
        jobs: One of them looks at the computer.
        settings: The user's preferences, told in the diagnostics.
        updates: What asks for newer versions.
    """

    def __init__(
        self, window: QWidget, jobs: Jobs, settings: Settings, updates: UpdateCheck
    ) -> None:
        super().__init__(window, self.tr("About"), 720, 720)
        self._window, self._jobs, self._settings = window, jobs, settings
        self.head = Head()
        self.updates = UpdateRow(updates)
        self.computer = Rows(
            [
                (self.tr("Processor"), self.tr("Looking…")),
                (self.tr("Graphics card"), ""),
                (self.tr("Networks"), ""),
            ]
        )
        self.libraries = Rows()
        self.ask_gpu = OutlineButton(self.tr("Find out where networks run"))
        self.ask_gpu.setAccessibleDescription(self.tr("Starts PyTorch, which takes seconds."))
        self.ask_gpu.clicked.connect(lambda: self._gather(gather_with_gpu))
        self.models = [ModelRow(card) for card in installed_models()]
        for row in self.models:
            row.show_card.clicked.connect(lambda *_, card=row.card: self._show_card(card))
        self.licences = OutlineButton(self.tr("Licences…"))
        self.licences.clicked.connect(self._show_licences)
        self.diagnostics = OutlineButton(self.tr("Diagnostics…"))
        self.diagnostics.clicked.connect(self._show_diagnostics)
        self.first = FilledButton(self.tr("Close"))
        self.first.clicked.connect(self.close_sheet)
        self.closed.connect(lambda: jobs.cancel(_JOB))
        self._lay_out()
        self._gather(gather)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addSpacing(8)
        column.addWidget(self.updates)
        self._add(column, self.tr("This computer"), self.computer)
        column.addWidget(self.ask_gpu, 0, Qt.AlignmentFlag.AlignLeft)
        none = [] if self.models else [Paragraph(self.tr("None."))]
        self._add(column, self.tr("Models"), *self.models, *none)
        self._add(column, self.tr("Libraries"), self.libraries)
        scroll = Columns(_ALONE)
        scroll.set_columns([column], (20, 16, 20, 16), 0)
        holder = QHBoxLayout(self.body)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(scroll)
        self.foot.addWidget(self.licences)
        self.foot.addWidget(self.diagnostics)
        self.foot.addStretch(1)
        self.foot.addWidget(self.first)

    def _add(self, column: QVBoxLayout, title: str, *parts: QWidget | QLayout) -> None:
        column.addSpacing(8)
        column.addWidget(Label(title, TextRole.TITLE))
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)

    def _gather(self, work: Callable[[Progress], Diagnostics]) -> None:
        self.ask_gpu.setEnabled(False)
        self._jobs.start_behind(_JOB, work, done=self._show, failed=self._fail)

    def _show(self, found: Diagnostics) -> None:
        told = dict(found.lines())
        self.computer.say([_sentence(said(told[label])) for label in _COMPUTER])
        if not self.libraries.text:
            self.libraries.add([("Python", found.python), *found.libraries])
        self.ask_gpu.setEnabled(torch_is_installed())

    def _fail(self, error: Exception) -> None:
        self.computer.say([text_of(error).sentence, "", ""])

    def _show_card(self, card: ModelCard) -> None:
        from viewer.dialogs.model_card_sheet import ModelCardSheet

        sheet = ModelCardSheet(self._window, card)
        sheet.open(sheet.done)

    def _show_licences(self) -> None:
        sheet = LicencesSheet(self._window)
        sheet.open(sheet.first)

    def _show_diagnostics(self) -> None:
        sheet = DiagnosticsSheet(self._window, self._jobs, self._settings)
        sheet.open(sheet.first)


def _sentence(words: str) -> str:
    """Return words that follow a label in one line as a sentence of their own."""
    return words[:1].upper() + words[1:]
