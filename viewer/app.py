"""Starts the application and its window."""

import logging
import os
import signal
import sys
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from engine import build_info
from viewer.arrivals import Arrivals, take_token
from viewer.first_start import FirstStart
from viewer.icons import app_icon
from viewer.log_keeper import CleanFormatter, hook_for, keep_log
from viewer.main_window import MainWindow
from viewer.memory import keep_for_good, keep_memory_together
from viewer.opening import Opening
from viewer.problems import ProblemText
from viewer.settings import Settings
from viewer.single_instance import SingleInstance
from viewer.theme import apply_theme
from viewer.translator import install

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

SWITCH_INTERVAL_S = 0.001
"""Worker threads hand the interpreter back so often that the window keeps 60 Hz."""


FIRST_PAINT_MS = 10
"""Time for the window system to show the window and for the window to paint itself."""


def run(opening: Opening) -> int:
    """Open the window and return its exit status once it is closed.

    Where a window is open already and takes the films, none is opened and the status is 0.

    Args:
        opening: Films and folders to open; without any the window says how to open some.
    """
    log_to_stderr()
    keep_log()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    keep_memory_together()
    leave_a_core()
    log.info("version %s", build_info().version)
    opening = replace(opening, token=take_token())
    settings = Settings()
    application = application_()
    instance = SingleInstance(settings.store.fileName())
    if _is_handed_over(opening, instance, settings):
        return 0
    application.aboutToQuit.connect(instance.leave)
    install(application, settings.language)
    apply_theme(application, settings.text_scale, settings.scheme)
    window = MainWindow(settings)
    sys.excepthook = hook_for(lambda: tell_of_a_fault(window))
    start = FirstStart(window)
    arrivals = Arrivals(window)
    arrivals.watch(application)
    arrivals.add(opening)
    fit_to_screen(window)
    window.show()
    # after the first paint: a window that is there is worth more than one that is complete
    QTimer.singleShot(FIRST_PAINT_MS, lambda: _furnish(window, start, arrivals, instance))
    for ending in (signal.SIGINT, signal.SIGTERM):  # logging off is no crash
        signal.signal(ending, lambda *_: window.close())
    awake = QTimer()  # lets Python see Ctrl-C while Qt waits
    awake.start(500)
    awake.timeout.connect(lambda: None)
    return application.exec()


def fit_to_screen(window: QWidget) -> None:
    """Make a window no larger than its screen has room for."""
    window.resize(window.size().boundedTo(window.screen().availableGeometry().size()))


def log_to_stderr() -> None:
    """Let warnings and errors go to the standard error as they go to the log sheet: cleaned.

    A developer who sets NEGATOSCOPE_DEBUG=1 reads them as they were said.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.WARNING)  # what is less goes to the log sheet only
        if os.environ.get("NEGATOSCOPE_DEBUG") != "1":
            handler.setFormatter(CleanFormatter())


def tell_of_a_fault(window: MainWindow) -> None:
    """Say that something went wrong nobody foresaw; once, though it may happen at every paint."""
    words = ProblemText(
        translate("App", "Something went wrong; the film is unharmed."),
        translate("App", "Details are in the log, which the menu of the settings opens."),
    )
    if window.notice.sentence != words.sentence:
        window.notice.tell(words)


def leave_a_core() -> None:
    """Let networks take all cores but one, so that the window stays quick while they run.

    They read it when they are loaded, long after; one's own setting wins.
    """
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) - 1)))


def application_() -> QApplication:
    """Return the application, dressed; made if there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setApplicationName("negatoscope")
    QApplication.setDesktopFileName("negatoscope")
    application = QApplication(sys.argv[:1])
    application.setWindowIcon(app_icon())
    apply_theme(application)
    return application


def _is_handed_over(opening: Opening, instance: SingleInstance, settings: Settings) -> bool:
    """Return whether a window that is open has taken the films; else this one may be the first."""
    if not settings.opens_one_window:
        return False
    if opening.wants_own_window:
        instance.become_first()
        return False
    return instance.hand_over(opening)


def _furnish(
    window: MainWindow, start: FirstStart, arrivals: Arrivals, instance: SingleInstance
) -> None:
    window.furnish()
    keep_for_good()
    start.say_where_networks_run()
    arrivals.begin()
    instance.listen(arrivals.add_of_another)
