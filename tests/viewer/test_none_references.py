"""PySide6 itself: void calls of some releases lose a reference to None, which ends in an abort.

Docs: docs/decisions/0001-pin-pyside6-below-6.12.md.
"""

import json
import os
import subprocess
import sys

import pytest

CALLS = 1000

PROGRAM = f"""
import json, sys
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

class Sender(QObject):
    sent = Signal()

app = QApplication([])
widget, timer, sender = QWidget(), QTimer(), Sender()
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter = QPainter(image)
kinds = {{
    "update": lambda: widget.update(),
    "setVisible": lambda: widget.setVisible(False),
    "setWindowTitle": lambda: widget.setWindowTitle("x"),
    "drawLine": lambda: painter.drawLine(0, 0, 7, 7),
    "drawImage": lambda: painter.drawImage(0, 0, image),
    "setPen": lambda: painter.setPen(0),
    "fill": lambda: image.fill(0),
    "processEvents": lambda: app.processEvents(),
    "setInterval": lambda: timer.setInterval(10),
    "emit": lambda: sender.sent.emit(),
}}
lost = {{}}
for name, call in kinds.items():
    call()
    before = sys.getrefcount(None)
    for _ in range({CALLS}):
        call()
    lost[name] = before - sys.getrefcount(None)
painter.end()
sys.stdout.write(json.dumps(lost))
sys.stdout.flush()
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_thousand_void_calls_lose_no_reference_to_none() -> None:
    """In a process of its own: with the fault it may abort, and take no other test along."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )

    assert done.returncode == 0, done.stderr  # 6.12.0 on Python 3.11 aborts here
    lost = json.loads(done.stdout)
    assert {name: number for name, number in lost.items() if number > CALLS // 10} == {}
