"""viewer.__main__ and viewer.app: what the way to the first window imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.app import application_, fit_to_screen

LATE = ("torch", "pydicom", "skimage", "scipy", "typer", "rich", "tifffile", "matplotlib")
"""Packages that the window does not need; each costs more than a bare window takes to appear."""

PROGRAM = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            QApplication.instance().removeEventFilter(self)
            sys.stdout.write(" ".join(sorted(sys.modules)))
            sys.stdout.flush()
            QTimer.singleShot(0, QApplication.quit)
        return False

watch = Watch()
notify = QApplication.exec
def run(*arguments):
    QApplication.instance().installEventFilter(watch)
    return notify(*arguments)
QApplication.exec = staticmethod(run)
from viewer.__main__ import main
sys.exit(main([]))
"""


FROZEN = """
import gc, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from viewer.main_window import MainWindow

furnish = MainWindow.furnish
def furnished(window):
    furnish(window)
    before = gc.get_freeze_count()
    def tell():
        sys.stdout.write(f"{before} {gc.get_freeze_count()} {len(gc.get_objects())}")
        sys.stdout.flush()
        QApplication.quit()
    QTimer.singleShot(0, tell)
MainWindow.furnish = furnished
from viewer.__main__ import main
sys.exit(main([]))
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment whose settings and caches are empty, and whose screen is not a real one."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    return {
        **os.environ,
        **dict.fromkeys((*names, "XDG_RUNTIME_DIR"), str(tmp_path)),
        "QT_QPA_PLATFORM": "offscreen",
    }


def ran(program: str, home: dict[str, str], repository: Path) -> "subprocess.CompletedProcess[str]":
    """Run a program that starts the window, until it ends."""
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=home,
        cwd=repository,
        timeout=60,
        check=False,
    )


def test_the_first_window_appears_without_the_heavy_packages(
    home: dict[str, str], repository: Path
) -> None:
    done = ran(PROGRAM, home, repository)

    modules = set(done.stdout.split())
    loaded = {name.split(".")[0] for name in modules}
    assert done.returncode == 0, done.stderr
    assert "PySide6" in loaded
    assert loaded & set(LATE) == set()
    assert "PySide6.QtNetwork" not in modules


def test_help_of_the_window_needs_no_qt(repository: Path) -> None:
    program = (
        "import sys\nfrom viewer.__main__ import main\nstatus = main(['view', '--help'])\n"
        "sys.exit(status or 3 * any(m.split('.')[0] in ('PySide6', 'typer') for m in sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=repository, check=False
    )

    assert done.returncode == 0
    assert done.stdout.startswith("Usage: negatoscope [view] [--sample] ")


def test_the_window_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    application_()
    large, small = QWidget(), QWidget()
    room = large.screen().availableGeometry().size()
    large.resize(room.width() + 500, room.height() // 2)
    small.resize(300, 200)

    for window in (large, small):
        qtbot.addWidget(window)
        fit_to_screen(window)

    assert (large.width(), large.height()) == (room.width(), room.height() // 2)
    assert (small.width(), small.height()) == (300, 200)


def test_what_the_program_is_made_of_is_searched_for_garbage_no_longer(
    home: dict[str, str], repository: Path
) -> None:
    """A search through all of it would stop the window in the middle of a drag."""
    done = ran(FROZEN, home, repository)

    assert done.returncode == 0, done.stderr
    before, frozen, searched = (int(word) for word in done.stdout.split())
    assert before == 0
    assert frozen > 50_000 > searched
