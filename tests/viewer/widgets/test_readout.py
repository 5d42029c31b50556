"""viewer.widgets.readout"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.viewer.widgets.conftest import Show
from viewer.widgets.readout import LINES, Readout

SHORT = "One sentence."
LONG = "A sentence that goes on and on. " * 12


@pytest.fixture
def readout(show: Show) -> Readout:
    made = Readout()
    show(made, 296)
    return made


def test_it_keeps_room_for_a_few_lines(readout: Readout) -> None:
    readout.set_text(SHORT)

    assert readout.height() == LINES * 20


def test_it_grows_for_more_and_does_not_shrink_under_the_pointer(
    readout: Readout, qapp: QApplication
) -> None:
    readout.set_text(LONG)
    qapp.processEvents()
    grown = readout.height()

    readout.set_text(SHORT)
    qapp.processEvents()

    assert grown > LINES * 20
    assert readout.height() == grown


def test_another_film_gives_the_room_back(readout: Readout, qapp: QApplication) -> None:
    readout.set_text(LONG)
    qapp.processEvents()

    readout.set_text(SHORT)
    readout.release()
    qapp.processEvents()

    assert readout.height() == LINES * 20


def test_a_screen_reader_reads_what_stands_there(readout: Readout) -> None:
    readout.set_text(SHORT)

    assert readout.accessibleName() == SHORT


def test_the_copy_key_copies_the_sentences(readout: Readout, qapp: QApplication) -> None:
    readout.set_text(SHORT)
    readout.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(readout, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert qapp.clipboard().text() == SHORT


def test_the_context_menu_copies_them_too(readout: Readout, qapp: QApplication) -> None:
    readout.set_text(LONG)
    qapp.clipboard().clear()

    middle = readout.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, readout.mapToGlobal(middle))
    QApplication.sendEvent(readout, asked)
    (menu,) = readout.findChildren(QMenu)
    menu.actions()[0].trigger()
    menu.close()

    assert qapp.clipboard().text() == LONG
