"""A session with the real window, from opening a study to the crash: run in a process of its own.

python -m tests.privacy.session STUDY EXPORT
"""

import ctypes
import json
import logging
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from engine import load_recipe
from tests.privacy.canary import tells
from tests.privacy.memory_ring import MemoryRing
from viewer import session_desk, session_file
from viewer.__main__ import main
from viewer.app import application_
from viewer.dialogs.export_sheet import FORMATS, ExportSheet
from viewer.dialogs.log_sheet import LogSheet
from viewer.document import Document
from viewer.main_window import MainWindow
from viewer.settings import Settings
from viewer.workspace import FilmState

FILMS = 4
"""Of the study; one of them cannot be read."""

_PATIENCE_S = 30.0
_PR_GET_DUMPABLE = 3


def until(is_so: Callable[[], bool], what: str) -> None:
    """Let the window work until something is so."""
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            tell("gave up waiting", what)
            os._exit(3)
        QApplication.processEvents()
        time.sleep(0.005)


def tell(what: str, value: object) -> None:
    """Report to the test: one line of JSON."""
    sys.stdout.write(json.dumps([what, value]) + "\n")
    sys.stdout.flush()


def drive(export: Path) -> None:
    """Do what a user does, and crash."""
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    until(lambda: window.document is not None, "the first film")
    films = window.workspace.films
    until(lambda: not window.workspace.is_searching and len(films) == FILMS, "all films")
    until(lambda: sum(film.thumbnail is not None for film in films) == FILMS - 1, "thumbnails")
    tell("films", len(films))
    for index, film in enumerate(films):
        window.workspace.show(index)
        until(lambda: not window.workspace.is_loading, "a film")
        if film.state is not FilmState.BROKEN:
            until(lambda: current(window).is_current, "its pictures")
    tell("refusal", bool(window.notice.isVisible()))
    window.workspace.show(next(n for n, film in enumerate(films) if film.state is FilmState.READY))
    until(lambda: window.document is not None, "a film again")
    document = current(window)
    document.edit(document.presentation.with_recipe(load_recipe("chest_balanced")))
    until(lambda: current(window).is_current, "the recipe")
    for number in range(2):
        write(window, export, number)
    note(window)
    until(session_file.session_path().exists, "the session to be kept")
    tell("core limit", resource.getrlimit(resource.RLIMIT_CORE))
    tell("dumpable", ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0))
    os.kill(os.getpid(), signal.SIGABRT)


def note(window: MainWindow) -> None:
    """Let an error nobody caught, and a library, quote the patient; report what the log shows."""
    document = current(window)
    names = f"{document.file.path} {document.radiograph.description}"
    tell("names tell", tells(names.encode()))
    logging.getLogger("a.library").error("Invalid value %s", names)
    logging.getLogger("viewer.somewhere").error("cannot read %s", names)
    try:
        raise ValueError(names)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    sheet = LogSheet(window)
    tell("log lines", len(sheet.text.splitlines()))
    tell("log tells", [line for line in sheet.text.splitlines() if tells(line.encode())])
    tell("fault", window.notice.sentence)
    sheet.close_sheet()


def survive(deed: Callable[[Path], None]) -> None:
    """Do it; an error ends the session, which else would wait for a user for ever."""
    try:
        deed(Path(sys.argv[2]))
    except BaseException as error:  # noqa: BLE001 - told to the test
        tell("error", repr(error))
        os._exit(4)


def current(window: MainWindow) -> Document:
    """Return the film shown."""
    document = window.document
    assert document is not None
    return document


def write(window: MainWindow, export: Path, number: int) -> None:
    """Export the film shown through the dialog, in the format of this number."""
    window.show_export()
    sheet = window.findChild(ExportSheet)
    assert sheet is not None
    sheet.format.set_index(number)
    sheet.format.chosen.emit(number)
    sheet.target.folder.setText(str(export))
    sheet.recipe_file.setChecked(True)
    sheet.before_after.setChecked(True)
    tell("export", [FORMATS[number].value, sheet.target.file_name])
    before = len(list(export.iterdir()))
    sheet.go.click()
    until(lambda: len(list(export.iterdir())) > before and not sheet.isVisible(), "the export")
    sheet.setParent(None)


if __name__ == "__main__":
    application_()
    ring = MemoryRing()
    setattr(session_file, "system_keyring", lambda: ring)  # noqa: B010 - for the type checker
    session_desk.WRITE_MS = 100
    Settings().restores_session = True
    QTimer.singleShot(0, lambda: survive(drive))
    sys.exit(main(["view", sys.argv[1]]))
