"""Lets the user choose what a step refers to: the calibration of a detector."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMenu

from engine import Calibration, add_calibration, calibrations
from viewer.commands import PATTERNS
from viewer.problems import ProblemText

if TYPE_CHECKING:
    from engine import Progress
    from viewer.main_window import MainWindow
    from viewer.widgets.step_card import StepCard

JOB = "calibration"
"""Name of the making of a calibration among the jobs."""

MISSING = "missing"


class ReferenceDesk(QObject):
    """Names calibrations in the cards of steps, and offers those there are.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel = window.right.enhance_panel
        self._known: tuple[Calibration, ...] | None = None
        self._panel.steps.entries_shown.connect(self._show)
        self._panel.steps.reference_wanted.connect(self._offer)

    def menu(self, card: StepCard, name: str) -> QMenu:
        """Return what a step may refer to, as a menu the card owns.

        Args:
            card: Of the step.
            name: Of the reference.
        """
        self._known = calibrations()
        made = QMenu(card)
        now = card.body.references[name].value
        choices = [(self.tr("None"), "")] + [(_text_of(one), one.reference) for one in self._known]
        for text, value in choices:
            action = made.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(lambda _=False, value=value: self._choose(card, name, value))
        made.addSeparator()
        films = QAction(self.tr("From flat films…"), made)
        films.setToolTip(self.tr("Make one of films of a uniform exposure, of this detector"))
        films.triggered.connect(lambda: self._ask_for_films(card, name))
        made.addAction(films)
        return made

    def _offer(self, at: int, name: str) -> None:
        card = self._panel.steps.cards[at]
        button = card.body.references[name].button
        offered = self.menu(card, name)
        offered.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _choose(self, card: StepCard, name: str, value: str) -> None:
        cards = self._panel.steps.cards
        if card in cards:  # else its step is gone by now
            self._panel.set_reference(cards.index(card), name, value)

    def _ask_for_films(self, card: StepCard, name: str) -> None:
        wanted = QCoreApplication.translate("Commands", PATTERNS)
        found, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Flat films of one detector"), "", wanted
        )
        if not found:
            return
        called, is_wanted = QInputDialog.getText(
            self._window,
            self.tr("Flat field"),
            self.tr("Name of the detector or its room"),
            QLineEdit.EchoMode.Normal,
            self.tr("Detector {number}").format(number=len(calibrations()) + 1),
        )
        if is_wanted:
            self.add(card, name, [Path(path) for path in found], called)

    def add(self, card: StepCard, name: str, paths: list[Path], called: str) -> None:
        """Make a calibration of flat films, and let a step refer to it.

        Args:
            card: Of the step.
            name: Of the reference.
            paths: The films.
            called: What to call the calibration.
        """

        def make(progress: Progress) -> Calibration:
            progress.report(0.0, self.tr("Reading flat films"))
            return add_calibration(paths, called, progress)

        def done(made: Calibration) -> None:
            self._known = None
            self._choose(card, name, made.reference)
            if made.films == 1:
                words = self.tr("Calibrated “{name}” by 1 flat film.")
            else:
                words = self.tr("Calibrated “{name}” by {films} flat films.")
            self._window.notice.offer(
                ProblemText(
                    words.format(name=made.name, films=made.films), self.tr("It is kept for later.")
                ),
                "",
            )

        self._window.jobs.start(JOB, make, done=done, failed=self._window.tell)

    def _show(self) -> None:
        for card in self._panel.steps.cards:
            for row in card.body.references.values():
                row.set_value(row.value, self._name_of(row.value))

    def _name_of(self, value: str) -> str:
        if not value:
            return ""
        if self._known is None or all(one.reference != value for one in self._known):
            self._known = calibrations()
        names = [one.name for one in self._known if one.reference == value]
        return names[0] if names else MISSING


def _text_of(found: Calibration) -> str:
    """Return a calibration in a menu: "Room 2 · 3072 × 3072"."""
    rows, columns = found.shape
    return f"{found.name} · {columns} × {rows}"
