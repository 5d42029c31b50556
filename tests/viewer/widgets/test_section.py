"""viewer.widgets.section"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.viewer.widgets.conftest import Show
from viewer.theme import Colours
from viewer.widgets import Section, Switch


@pytest.fixture
def section(show: Show) -> Section:
    """An open section with 100 px of content."""
    made = Section("Window")
    content = QWidget()
    content.setFixedHeight(100)
    made.body.addWidget(content)
    made.set_state("File window, linear")
    show(made, 320)
    return made


def test_a_section_has_the_heights_of_the_mockup(section: Section) -> None:
    """Head 32, content, 12 of padding, 1 of hairline."""
    assert section.height() == 32 + 100 + 12 + 1


def test_a_closed_section_is_33_high_and_still_says_its_state(section: Section) -> None:
    section.set_open(False)

    assert section.sizeHint().height() == 33
    assert section.state == "File window, linear"
    assert section.header.accessibleDescription() == "File window, linear, closed"


def test_a_click_on_the_header_closes_and_opens(section: Section) -> None:
    heard: list[bool] = []
    section.toggled.connect(heard.append)

    for _ in range(2):
        QTest.mouseClick(section.header, Qt.MouseButton.LeftButton, pos=QPoint(60, 16))

    assert heard == [False, True]
    assert section.is_open


@pytest.mark.parametrize(
    ("keys", "heard_wanted"),
    [
        ([Qt.Key.Key_Space], [False]),
        ([Qt.Key.Key_Return], [False]),
        ([Qt.Key.Key_Left], [False]),
        ([Qt.Key.Key_Right], []),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left], [False]),
        ([Qt.Key.Key_Left, Qt.Key.Key_Right], [False, True]),
    ],
)
def test_keys_close_and_open(
    section: Section, keys: list[Qt.Key], heard_wanted: list[bool]
) -> None:
    heard: list[bool] = []
    section.toggled.connect(heard.append)

    for key in keys:
        QTest.keyClick(section.header, key)

    assert heard == heard_wanted


def test_opening_from_outside_says_nothing(section: Section) -> None:
    heard: list[bool] = []
    section.toggled.connect(heard.append)

    section.set_open(False)

    assert heard == []


def test_the_reset_button_shows_only_when_there_is_something_to_reset_to(
    section: Section,
) -> None:
    heard: list[int] = []
    section.reset_requested.connect(lambda: heard.append(1))
    before = section.reset_button.isVisible()

    section.set_reset("Reset window", "`")
    QTest.mouseClick(section.reset_button, Qt.MouseButton.LeftButton)

    assert before is False
    assert section.reset_button.toolTip() == "Reset window (`)"
    assert heard == [1]
    assert section.is_open


def test_a_hairline_ends_the_section(section: Section) -> None:
    picture = section.grab().toImage()

    assert picture.pixelColor(160, section.height() - 1).name() == Colours().hairline.lower()
    assert picture.pixelColor(160, section.height() - 2).name() == Colours().panel.lower()


def test_a_control_in_the_header_stands_12_from_its_edge_after_the_state(show: Show) -> None:
    switch = Switch("Translation")
    made = Section("Translate", icon_name="synth", control=switch)
    show(made, 320)
    heard: list[bool] = []
    made.toggled.connect(heard.append)

    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)

    assert switch.mapTo(made, QPoint(switch.width(), 0)).x() == 320 - 12
    assert made.header.height() == 32
    assert switch.isChecked()
    assert heard == []
