"""Whether there is a newer version: asked only where the user wants it, and told in one bar."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from engine import EngineError, Progress, build_info
from viewer.panels.notice_bar import NoticeBar
from viewer.problems import ProblemText, text_of
from viewer.translator import said
from viewer.widgets.button import IconButton

if TYPE_CHECKING:
    from engine import Release
    from viewer.jobs import Jobs
    from viewer.settings import Settings

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

JOB = "looking for a newer version"
START_MS = 3000
"""So long after the window is complete it asks: films come first."""

LAST_ASKED = "start/last_asked_for_updates"
DISMISSED = "start/dismissed_version"

_LIBRARY_PATH = "LD_LIBRARY_PATH"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of newer versions.

    Attributes:
        sentence: In words; "" before anybody asked.
        ink: As of a notice.
        release: The newer version; None where there is none, or nobody knows.
    """

    sentence: str = ""
    ink: str = "text_2"
    release: Release | None = None


class UpdateCheck(QObject):
    """Asks once a day at the start if the settings say so, and whenever the user asks.

    At the start a failure is told to nobody but the log.

    Args:
        jobs: One of them asks.
        settings: Whether the user wants it, and when it was asked last.

    Signals:
        changed: What is known, or whether somebody asks, has changed.
        found: At the start, a newer version that the user has not waved away.
    """

    changed = Signal()
    found = Signal(object)

    def __init__(self, jobs: Jobs, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._settings = jobs, settings
        self.finding = Finding()
        jobs.cancelled.connect(lambda key: self.changed.emit() if key == JOB else None)
        QTimer.singleShot(START_MS, self, self.ask_at_start)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._jobs.is_running(JOB)

    @property
    def has_page(self) -> bool:
        """Whether a page tells of the newer version."""
        return self.finding.release is not None and bool(self.finding.release.page)

    def ask_at_start(self) -> None:
        """Ask where the user wants it, and not more than once a day."""
        settings, today = self._settings, date.today().isoformat()
        if not (settings.checks_for_updates and asked_host()):
            return
        if settings.store.value(LAST_ASKED) != today:
            settings.store.setValue(LAST_ASKED, today)
            self._ask(self._tell)

    def ask(self) -> None:
        """Ask now, because the user wants to know."""
        if asked_host() and not self.is_asking:
            self._ask(self._keep)

    def show_page(self) -> None:
        """Open the page of the newer version in the user's browser."""
        release = self.finding.release
        if self.has_page and release is not None:
            with libraries_of_the_system():
                QDesktopServices.openUrl(QUrl(release.page, QUrl.ParsingMode.StrictMode))

    def _ask(self, done: Callable[[Finding], None]) -> None:
        address = build_info().releases

        def work(_: Progress) -> Finding:
            from engine import latest_release  # with it come TLS and HTTP, which most never need

            try:
                return _finding(latest_release(address))
            except EngineError as error:  # nothing of ours failed, and so no job has
                log.info("%s", error)
                return Finding(f"{said(str(error))} {said(error.hint)}".strip(), "warn")

        def settle(finding: Finding) -> None:
            done(finding)
            self.changed.emit()

        def fail(error: Exception) -> None:
            settle(Finding(text_of(error).sentence, "error"))

        self._jobs.start_behind(JOB, work, done=settle, failed=fail)
        self.changed.emit()

    def _keep(self, finding: Finding) -> None:
        self.finding = finding

    def _tell(self, finding: Finding) -> None:
        """Tell of a newer version that the user has not waved away; keep quiet of all else."""
        if finding.release is None:
            return
        self._keep(finding)
        if self._settings.store.value(DISMISSED) != finding.release.version:
            self.found.emit(finding)


class UpdateBar(NoticeBar):
    """Says that there is a newer version, until it is dismissed; then not again of this version.

    Args:
        updates: What found it.
        settings: Where it is kept that the user does not want to hear of it again.
        parent: Its window; without one it would be a window of its own.
    """

    def __init__(self, updates: UpdateCheck, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        finding = updates.finding
        version = finding.release.version if finding.release is not None else ""
        for close in self.findChildren(IconButton):
            close.clicked.connect(lambda: settings.store.setValue(DISMISSED, version))
        self.accepted.connect(updates.show_page)
        self.offer(
            ProblemText(finding.sentence, self.tr("Nothing is downloaded or installed by itself.")),
            self.tr("Show it in the browser") if updates.has_page else "",
        )


@contextmanager
def libraries_of_the_system() -> Iterator[None]:
    """Let a program that is started inside, the browser, load the system's libraries and not ours.

    A frozen program on Linux runs with a LD_LIBRARY_PATH that names its own folder, and hands it
    on. Source: PyInstaller manual, "LD_LIBRARY_PATH / LIBPATH considerations".
    """
    ours = os.environ.get(_LIBRARY_PATH)
    if ours is None or not build_info().is_frozen:
        yield
        return
    before = os.environ.get(f"{_LIBRARY_PATH}_ORIG")
    if before is None:
        del os.environ[_LIBRARY_PATH]
    else:
        os.environ[_LIBRARY_PATH] = before
    try:
        yield
    finally:
        os.environ[_LIBRARY_PATH] = ours


def asked_host() -> str:
    """Return whom this build asks for newer versions; "" where it can ask nobody."""
    parts = urlsplit(build_info().releases)
    return parts.hostname or "" if parts.scheme == "https" else ""


def _finding(latest: Release) -> Finding:
    from engine import is_newer

    here = build_info().version
    if is_newer(latest.version, here):
        words = translate("UpdateCheck", "Version {new} is there; you have {old}.")
        return Finding(words.format(new=latest.version, old=here), "text_2", latest)
    words = translate("UpdateCheck", "You have the newest version, {version}.")
    return Finding(words.format(version=here), "ok")
