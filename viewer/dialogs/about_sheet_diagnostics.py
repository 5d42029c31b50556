"""What is copied for whoever helps, shown before it is copied; and the self-test."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, qVersion
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from engine import (
    CheckOutcome,
    Diagnostics,
    Progress,
    Verdict,
    gather_diagnostics,
    in_one_sentence,
    torch_is_installed,
)
from viewer.dialogs.sheet import Sheet
from viewer.problems import text_of
from viewer.theme import theme
from viewer.translator import said
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.label import Paragraph
from viewer.widgets.notice import Notice
from viewer.wording import percent

if TYPE_CHECKING:
    from viewer.jobs import Jobs
    from viewer.settings import Settings

_JOB = "diagnostics"
_TEST = "self-test"
_SESSIONS = ("x11", "wayland", "tty", "mir")


class DiagnosticsSheet(Sheet):
    """Says which program this is, on what it runs and what works; copies just that.

    Args:
        window: What it covers; its screen is described.
        jobs: One of them looks at the computer.
        settings: Of which the language is told.
    """

    def __init__(self, window: QWidget, jobs: Jobs, settings: Settings) -> None:
        super().__init__(window, self.tr("Diagnostics"), 760, 560)
        self._window, self._jobs, self._settings = window, jobs, settings
        self._facts, self._tested = "", ""
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(self.tr("Diagnostics"))
        self.notice = Notice()
        self.copy = OutlineButton(self.tr("Copy"))
        self.copy.clicked.connect(self._copy)
        self.ask_gpu = OutlineButton(self.tr("Find out where networks run"))
        self.ask_gpu.setAccessibleDescription(self.tr("Starts PyTorch, which takes seconds."))
        self.ask_gpu.clicked.connect(lambda: self._gather(gather_with_gpu))
        self.first = FilledButton(self.tr("Close"))
        self.first.clicked.connect(self.close_sheet)
        self.test = OutlineButton(self.tr("Run self-test"))
        self.test.setAccessibleDescription(
            self.tr("Tries every step and network on a film of its own; takes about a minute.")
        )
        self.test.clicked.connect(self._run_self_test)
        jobs.progressed.connect(self._move)
        for job in (_JOB, _TEST):
            self.closed.connect(partial(jobs.cancel, job))
        self._lay_out()
        self._gather(gather)

    @property
    def text(self) -> str:
        """What it shows now."""
        return self.lines.toPlainText()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(
            Paragraph(
                self.tr(
                    "For whoever helps you. This is all that is copied: no film, no patient, no "
                    "name of you or of this computer, no path. Nothing is sent."
                )
            )
        )
        column.addWidget(self.lines, 1)
        column.addWidget(self.notice)
        self.foot.addWidget(self.copy)
        self.foot.addWidget(self.ask_gpu)
        self.foot.addWidget(self.test)
        self.foot.addStretch(1)
        self.foot.addWidget(self.first)

    def _gather(self, work: Callable[[Progress], Diagnostics]) -> None:
        self._set_idle(is_idle=False)
        self.notice.set_notice(self.tr("Looking…"), "text_2")
        self._jobs.start_behind(_JOB, work, done=self._show, failed=self._fail)

    def _show(self, found: Diagnostics) -> None:
        self._facts = found.as_text(screen_lines(self._window, self._settings))
        self.lines.setPlainText(self._facts + self._tested)
        self.notice.set_notice("")
        self._set_idle(is_idle=True)

    def _run_self_test(self) -> None:
        self._set_idle(is_idle=False)
        self._jobs.start_behind(_TEST, _try_and_look, done=self._add, failed=self._fail)

    def _move(self, job: str, fraction: float, doing: str) -> None:
        if job == _TEST:
            words = self.tr("Trying, {share} done. {what}")
            what = ": ".join(said(part) for part in doing.split(": "))
            words = words.format(share=percent(fraction), what=what)
            self.notice.set_notice(words, "text_2")

    def _add(self, done: tuple[tuple[CheckOutcome, ...], Diagnostics]) -> None:
        """Show what became of the self-test below what is known of the computer by now."""
        outcomes, found = done
        self._facts = found.as_text(screen_lines(self._window, self._settings))
        self._tested = outcome_lines(outcomes)
        self.lines.setPlainText(self._facts + self._tested)
        self.lines.moveCursor(QTextCursor.MoveOperation.End)
        is_failed = any(outcome.verdict is Verdict.FAILED for outcome in outcomes)
        if is_failed:
            self.notice.set_notice(self.tr("Something does not work here; see the text."), "error")
        else:
            self.notice.set_notice(self.tr("Everything that was tried works."), "ok")
        self._set_idle(is_idle=True)

    def _set_idle(self, *, is_idle: bool) -> None:
        self.copy.setEnabled(is_idle)
        self.ask_gpu.setEnabled(is_idle and torch_is_installed())
        self.test.setEnabled(is_idle)

    def _fail(self, error: Exception) -> None:
        self._set_idle(is_idle=bool(self._facts))
        self.notice.set_notice(text_of(error).sentence, "error")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.notice.set_notice(self.tr("Copied."), "ok")


def gather(_: Progress) -> Diagnostics:
    """Return what is known without starting PyTorch; for a job."""
    return gather_diagnostics()


def gather_with_gpu(_: Progress) -> Diagnostics:
    """Return the same, and whether networks run on the GPU; for a job of some seconds."""
    return gather_diagnostics(ask_gpu=True)


def try_everything(progress: Progress) -> tuple[CheckOutcome, ...]:
    """Return what became of every check of the engine; for a job of about a minute."""
    from engine import SelfTestOrder, run_self_test

    return run_self_test(SelfTestOrder(), progress=progress)


def _try_and_look(progress: Progress) -> tuple[tuple[CheckOutcome, ...], Diagnostics]:
    """Return the outcomes, and what is known after them: networks have run by then."""
    return try_everything(progress), gather(progress)


def outcome_lines(outcomes: tuple[CheckOutcome, ...]) -> str:
    """Return how many checks passed, and what of those that did not, in English."""
    told = [
        f"  {outcome.verdict.value}: {outcome.group}, {outcome.name}: {outcome.found}\n"
        for outcome in outcomes
        if outcome.verdict is not Verdict.OK
    ]
    return f"Self-test: {in_one_sentence(outcomes)}\n" + "".join(told)


def screen_lines(window: QWidget, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return label and text of what only the window knows, in English: helpers read it.

    Args:
        window: Whose screen is meant.
        settings: Of which the language is told.
    """
    screen = window.screen()
    session = os.environ.get("XDG_SESSION_TYPE", "")
    named = f", {session} session" if session in _SESSIONS else ""
    language = settings.language or f"of the system, {QLocale.system().name()}"
    size, rate = _size(screen.size()), f"{screen.refreshRate():.0f} Hz"
    drawn = f"scale {screen.devicePixelRatio():g}, {screen.logicalDotsPerInch():.0f} dpi"
    number = len(QGuiApplication.screens())
    return (
        ("Qt", f"{qVersion()}, {QGuiApplication.platformName()}{named}"),
        ("Screen", f"{size}, {drawn}, {screen.depth()} bit, {rate}; screens: {number}"),
        ("Window", _size(window.size())),
        ("Look", f"{theme().scheme}, text {theme().text_scale:.0%}, language {language}"),
    )


def _size(size: QSize) -> str:
    return f"{size.width()} x {size.height()}"
