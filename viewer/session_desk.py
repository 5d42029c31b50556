"""What was open, kept for the case of a crash; recent files; what runs; where networks run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import Cancelled, Progress, set_default_device
from viewer.job_list import JobList
from viewer.panels.notice_bar import NoticeBar
from viewer.problems import ProblemText, text_of
from viewer.recent import RecentFiles, is_sample
from viewer.widgets.button import IconButton, OutlineButton

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow
    from viewer.session_file import FilmThen, Session

log = logging.getLogger(__name__)

JOB = "session"
"""Writing, reading and switching on, one after the other: never two at the file at once."""

WRITE_MS = 3000
"""So long after a change the session is kept."""


class SessionDesk(QObject):
    """Keeps what was open, and offers it after a crash; follows jobs and films shown.

    Args:
        window: The window whose films are meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self.job_list = JobList(window.jobs, self)
        self.recent = window.top.findChild(RecentFiles) or RecentFiles(window.settings, self)
        self.recent.chosen.connect(lambda path: window.open([path]))
        self.keeper = SessionKeeper(window, self)
        window.settings.changed.connect(self._choose_device)
        self._choose_device()

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        if document is self._document:
            return
        if self._document is not None:
            self._document.presentation_changed.disconnect(self.keeper.touch)
        self._document = document
        if document is None:
            return
        document.presentation_changed.connect(self.keeper.touch)
        path, uid = document.file.path, document.radiograph.source.sop_instance_uid or ""
        self.recent.add(path)
        self.keeper.bring_back(document, path, uid)
        self.keeper.touch()

    def cancel(self, key: str) -> None:
        """Cancel a job of the list, as its own window part would."""
        document = self._window.document
        if document is not None and key == document.render_key:
            document.cancel()
        else:
            self._window.jobs.cancel(key)

    def cancel_all(self) -> None:
        """Cancel all jobs."""
        for line in self.job_list.running:
            self.cancel(line.key)

    def _choose_device(self) -> None:
        """Let networks run where the settings say; "auto" leaves it to the environment."""
        device = self._window.settings.device
        set_default_device(None if device == "auto" else device)


class SessionKeeper(QObject):
    """Writes the session some seconds after a change, and removes it on a clean exit.

    Of several programs that run at once, the first keeps its session.

    Args:
        window: Whose films are kept.
    """

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._path: Path | None = None  # set while this program keeps the session
        self._lock: QLockFile | None = None
        self._key: bytes | None = None
        self._written: Session | None = None
        self._then: dict[Path, FilmThen] = {}  # of the last session, not shown since
        self._bar: SessionBar | None = None
        self._is_asking = False
        self._was_on = window.settings.restores_session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_MS)
        self._timer.timeout.connect(self._write)
        window.workspace.current_changed.connect(self.touch)
        window.workspace.films_changed.connect(self.touch)
        window.compare.layout_changed.connect(self.touch)
        window.settings.changed.connect(self._obey)
        app = QCoreApplication.instance()
        assert app is not None  # noqa: S101 - there is a window
        app.aboutToQuit.connect(self.leave)
        if self._was_on:
            self._begin()

    @property
    def is_keeping(self) -> bool:
        """Whether this program keeps its session."""
        return self._path is not None

    def switch_on(self, refused: Callable[[ProblemText], None]) -> None:
        """Keep sessions from now on, if the system has a keyring for their key.

        Args:
            refused: Is told why not.
        """
        from viewer.session_file import session_key

        def done(_: bytes | None) -> None:
            self._window.settings.restores_session = True

        self._window.jobs.start_behind(
            JOB,
            lambda _: session_key(may_make=True),
            done=done,
            failed=lambda error: refused(text_of(error)),
        )

    def touch(self) -> None:
        """Keep the session soon."""
        if self.is_keeping and not self._timer.isActive():
            self._timer.start()

    def bring_back(self, document: Document, path: Path, uid: str) -> None:
        """Show a film of the last session as it was then; one undo leads to how it opens."""
        then = self._then.pop(path, None)
        if then is not None and then.uid == uid and then.presentation is not None:
            wanted = then.presentation
            QTimer.singleShot(0, document, lambda: document.edit(wanted))

    def leave(self) -> None:
        """Remove the session: nothing needs it after a clean exit."""
        self._timer.stop()
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            self._path = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _obey(self) -> None:
        is_on = self._window.settings.restores_session
        if is_on and not self._was_on:
            self._begin()
            self.touch()
        elif self._was_on and not is_on:
            self._forget_all()
        self._was_on = is_on

    def _begin(self) -> None:
        """Keep the session from now on, unless another program does; look for one left."""
        from viewer.session_file import read_session, session_key, session_path

        path = session_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            log.warning("the session is not kept: there is no folder for it")
            return
        lock = QLockFile(f"{path}.lock")
        lock.setStaleLockTime(0)  # stale is what a program left that runs no more
        if not lock.tryLock(0):
            log.info("the session is not kept: another window keeps its own")
            return
        self._path, self._lock = path, lock
        if path.exists():
            self._is_asking = True

            def read(_: Progress) -> Session:
                return read_session(path, session_key(may_make=False))

            self._window.jobs.start_behind(JOB, read, done=self._offer, failed=self._drop)

    def _drop(self, error: Exception) -> None:
        """Say why the last session cannot be offered, and forget it."""
        self._forget()
        self._window.notice.offer(text_of(error), "")

    def _offer(self, session: Session) -> None:
        there = [film for film in session.films if film.path.exists()]
        if not there:
            self._forget()
            return
        column = self._window.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - the window's own
        self._bar = bar = SessionBar(len(there))
        column.insertWidget(column.indexOf(self._window.notice) + 1, bar)
        bar.accepted.connect(lambda: self._open(session, there))
        bar.forgotten.connect(self._forget)
        bar.show()

    def _open(self, session: Session, films: list[FilmThen]) -> None:
        window = self._window
        self._forget()
        self._then = {film.path: film for film in films}
        window.open([film.path for film in films])
        window.commands.set_layout(session.layout)
        if not 0 <= session.current < len(session.films):
            return
        current = session.films[session.current].path

        def show() -> None:
            listed = window.workspace.films
            found = next((n for n, film in enumerate(listed) if film.path == current), None)
            if found is not None or not window.workspace.is_searching:
                window.workspace.films_added.disconnect(show)
            if found is not None:
                QTimer.singleShot(0, window, lambda: window.workspace.show(found))

        window.workspace.films_added.connect(show)

    def _forget(self) -> None:
        """Remove the session of last time; from now on this one is kept."""
        self._is_asking = False
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None
        self.touch()

    def _forget_all(self) -> None:
        """Remove the session and its key: they are switched off."""
        from viewer.session_file import forget_key

        self._forget()
        self.leave()
        self._key = self._written = None

        def fail(error: Exception) -> None:
            log.info("the key of sessions stays in the keyring: %s", type(error).__name__)

        self._window.jobs.start_behind(
            JOB, lambda _: forget_key(), done=lambda _: None, failed=fail
        )

    def _write(self) -> None:
        from viewer.session_file import session_key, write_session

        path, jobs = self._path, self._window.jobs
        if path is None or self._is_asking:
            return
        if jobs.is_running(JOB):
            self._timer.start()
            return
        session = self._session()
        if session == self._written:
            return
        if not session.films:
            path.unlink(missing_ok=True)
            self._written = session
            return

        def work(progress: Progress) -> bytes:
            key = self._key or session_key(may_make=True)
            assert key is not None  # noqa: S101 - made where there was none
            write_session(path, session, key)
            try:
                progress.check()
            except Cancelled:  # switched off, or the window closed, while it was written
                path.unlink(missing_ok=True)
                raise
            return key

        def done(key: bytes) -> None:
            self._key, self._written = key, session

        def fail(error: Exception) -> None:
            log.warning("the session is not kept: %s", type(error).__name__)
            self.leave()

        jobs.start_behind(JOB, work, done=done, failed=fail)

    def _session(self) -> Session:
        """Return what is open; our own phantoms are not worth a word after a crash."""
        from viewer.session_file import MOST_FILMS, FilmThen, Session

        workspace = self._window.workspace
        kept = [film for film in workspace.films if not is_sample(film.path)][:MOST_FILMS]
        films = []
        for film in kept:
            then = self._then.get(film.path)
            history = film.history
            changed = history is not None and (history.can_undo or history.can_redo)
            shown = history.current if history is not None and changed else None
            if shown is None and then is not None:
                shown = then.presentation
            films.append(FilmThen(film.path, film.uid, shown))
        current = workspace.films[workspace.index] if workspace.index >= 0 else None
        return Session(
            tuple(films),
            kept.index(current) if current in kept else -1,
            self._window.compare.view_layout,
        )


class SessionBar(NoticeBar):
    """Offers the films of a session that ended in a crash, until it is answered.

    Args:
        count: How many films there are.
    """

    forgotten = Signal()

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.forget = OutlineButton(self.tr("Forget it"))
        self.forget.clicked.connect(self.forgotten)
        for close in self.findChildren(IconButton):
            close.hide()  # an answer is wanted: what is not forgotten stays on the disk
        row = self.layout()
        assert row is not None  # noqa: S101 - the notice's own
        row.addWidget(self.forget)
        deed = self.tr("Open the {count} films of the last session").format(count=count)
        self.offer(
            ProblemText(
                self.tr("Negatoscope ended unexpectedly the last time."),
                self.tr("It kept which films were open and how they were shown, encrypted."),
            ),
            self.tr("Open the film of the last session") if count == 1 else deed,
        )
