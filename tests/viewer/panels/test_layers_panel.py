"""viewer.panels.layers_panel"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine import StatePart
from viewer.app import application_
from viewer.panels.layers_panel import SHUTTER, Layer, Layers, LayersPanel
from viewer.theme import apply_theme
from viewer.widgets.check import Switch
from viewer.widgets.notice import Notice

FILE = (
    Layer(SHUTTER, "Shutter", "of the file", True),
    Layer(0x6000, "<b>Marks</b>", "overlay 6000", False),
)
STATES = (("1.1", "FIRST: lines (2026-11-20)"), ("1.2", "SECOND"))
PARTS = (Layer(StatePart.GRAPHICS, "Graphics", "", True),)


@pytest.fixture
def panel(qtbot: QtBot) -> LayersPanel:
    """A panel of 296 with a shutter, an overlay and two states, none in force."""
    application_()
    made = LayersPanel()
    qtbot.addWidget(made)
    made.setFixedWidth(296)
    made.show_layers(Layers(FILE, STATES))
    return made


def test_it_hides_where_there_is_nothing_to_say(panel: LayersPanel) -> None:
    assert not panel.isHidden()

    panel.show_layers(Layers())

    assert panel.isHidden()


def test_each_layer_has_a_switch_that_says_its_name(panel: LayersPanel) -> None:
    rows = panel.of_file.rows

    assert [rows[key].switch.isChecked() for key in (SHUTTER, 0x6000)] == [True, False]
    assert rows[0x6000].switch.accessibleName() == "<b>Marks</b>"
    assert rows[0x6000].name.textFormat() is Qt.TextFormat.PlainText


def test_a_switch_is_worked_by_the_keyboard_and_tells_which_layer(panel: LayersPanel) -> None:
    told: list[tuple[object, bool]] = []
    panel.switched.connect(lambda key, is_on: told.append((key, is_on)))
    switch = panel.of_file.rows[0x6000].switch

    QTest.keyClick(switch, Qt.Key.Key_Space)

    assert told == [(0x6000, True)]
    assert switch.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_tab_goes_from_top_to_bottom_through_rows_made_later(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    panel, last = LayersPanel(), Switch("Last")
    column.addWidget(panel)
    column.addWidget(last)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    panel.show_layers(Layers(FILE, STATES, "1.1", PARTS))

    rows, reached = panel.of_file.rows, []
    rows[SHUTTER].switch.setFocus()
    for _ in range(4):
        reached.append(QApplication.focusWidget())
        QTest.keyClick(window, Qt.Key.Key_Tab)
    graphics = panel.parts.rows[StatePart.GRAPHICS].switch
    assert reached == [rows[SHUTTER].switch, rows[0x6000].switch, panel.combo, graphics]
    assert QApplication.focusWidget() is last
    graphics.setFocus()
    panel.show_layers(Layers(FILE, STATES))
    assert QApplication.focusWidget() is panel.combo


def test_showing_the_same_layers_again_keeps_the_switch_that_has_the_keyboard(
    panel: LayersPanel,
) -> None:
    switch = panel.of_file.rows[0x6000].switch

    panel.show_layers(
        Layers((FILE[0], Layer(0x6000, "<b>Marks</b>", "overlay 6000", True)), STATES)
    )

    assert panel.of_file.rows[0x6000].switch is switch
    assert switch.isChecked()


def test_states_are_a_list_with_none_first_and_a_hint_below(panel: LayersPanel) -> None:
    texts = [panel.combo.itemText(at) for at in range(panel.combo.count())]

    assert texts == ["None", "FIRST: lines (2026-11-20)", "SECOND"]
    assert panel.combo.currentIndex() == 0
    assert panel.combo.accessibleName() == "Presentation state"
    assert panel.hint.startswith("2 presentation states lie beside this film")


def test_choosing_tells_the_state_once_and_none_by_an_empty_name(panel: LayersPanel) -> None:
    told: list[str] = []
    panel.state_chosen.connect(told.append)

    panel.combo.activated.emit(2)
    panel.show_layers(Layers(FILE, STATES, "1.2", PARTS))
    panel.combo.activated.emit(2)
    panel.combo.activated.emit(0)

    assert told == ["1.2", ""]


def test_a_state_in_force_shows_its_whole_title_its_parts_and_its_notices(
    panel: LayersPanel,
) -> None:
    told: list[tuple[object, bool]] = []
    panel.part_switched.connect(lambda part, is_on: told.append((part, is_on)))

    panel.show_layers(Layers(FILE, STATES, "1.1", PARTS, ("One thing is odd.",)))
    panel.parts.rows[StatePart.GRAPHICS].switch.click()

    assert panel.combo.currentIndex() == 1
    assert panel.hint == "FIRST: lines (2026-11-20)"
    assert told == [(StatePart.GRAPHICS, False)]
    assert [notice.text for notice in panel.findChildren(Notice)] == ["One thing is odd."]


def test_a_list_that_has_changed_keeps_the_state_in_force(panel: LayersPanel) -> None:
    panel.show_layers(Layers(FILE, STATES, "1.1", PARTS))

    panel.show_layers(Layers(FILE, STATES[::-1], "1.1", PARTS))

    assert panel.combo.currentText() == "FIRST: lines (2026-11-20)"


def test_rows_grow_with_the_text(panel: LayersPanel) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    row = panel.of_file.rows[SHUTTER]

    apply_theme(application, 2.0)
    try:
        QApplication.sendPostedEvents()
        heights = row.height(), row.name.sizeHint().height()
    finally:
        apply_theme(application, 1.0)

    assert heights[0] == 56
    assert heights[1] <= 56
