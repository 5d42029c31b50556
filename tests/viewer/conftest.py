"""Qt for tests: no screen needed, every Qt warning fails the test, every window is closed."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pyqtgraph as pg
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

# pyqtgraph drops fast moves, which is what tests make.
pg.setConfigOption("mouseRateLimit", -1)

_PLATFORM_REMARKS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What the offscreen platform says about itself; no program can prevent it."""


@pytest.fixture(autouse=True)
def _no_qt_warnings() -> Iterator[None]:
    """Fail the test in which Qt warned of anything."""
    warnings: list[str] = []

    def keep(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        is_serious = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if is_serious and message.strip() not in _PLATFORM_REMARKS:
            warnings.append(message)

    before = qInstallMessageHandler(keep)
    yield
    qInstallMessageHandler(before)
    assert warnings == []


@pytest.fixture(autouse=True)
def _close_windows(_no_qt_warnings: None) -> Iterator[None]:
    """Close what the test opened, while its warnings still count."""
    yield
    if not isinstance(QApplication.instance(), QApplication):
        return
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
