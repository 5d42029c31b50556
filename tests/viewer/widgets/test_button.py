"""viewer.widgets.button, viewer.widgets.check and viewer.widgets.segments"""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.viewer.widgets.conftest import Show
from viewer.theme import Colours
from viewer.widgets import (
    ButtonBase,
    CheckBox,
    FilledButton,
    FlatButton,
    IconButton,
    OutlineButton,
    Segment,
    Segments,
    Switch,
)


def test_an_icon_button_says_its_name_and_its_key() -> None:
    made = IconButton("wl", "Window", "W")

    assert made.toolTip() == "Window (W)"
    assert made.accessibleName() == "Window"


def test_an_icon_button_without_a_key_says_its_name() -> None:
    assert IconButton("gear", "Settings").toolTip() == "Settings"


def test_buttons_have_the_sizes_of_the_mockup() -> None:
    assert IconButton("wl", "W").sizeHint() == QSize(28, 28)
    assert IconButton("wl", "W", size=QSize(36, 32)).sizeHint() == QSize(36, 32)
    assert FilledButton("Export").sizeHint().height() == 28
    assert OutlineButton("Open file…", height=36).sizeHint().height() == 36
    assert CheckBox(name="on").sizeHint() == QSize(16, 16)


def test_the_measure_button_is_52_wide() -> None:
    made = IconButton("ruler", "Measure", size=QSize(36, 32))

    made.set_menu_arrow(has_arrow=True)

    assert made.sizeHint() == QSize(52, 32)


def test_an_active_tool_looks_active(show: Show) -> None:
    made = IconButton("wl", "Window", size=QSize(36, 32))
    made.setCheckable(True)
    show(made)

    made.setChecked(True)

    picture = made.grab().toImage()
    assert picture.pixelColor(4, 16).name() == Colours().active.lower()
    assert picture.pixelColor(0, 16).name() == Colours().active_line.lower()
    assert Colours().accent.lower() in colours_of(made)


def test_a_disabled_tool_is_grey_and_has_no_fill(show: Show) -> None:
    made = IconButton("inv", "Invert", size=QSize(36, 32))
    made.setCheckable(True)
    made.setChecked(True)
    show(made)

    made.setEnabled(False)

    assert made.grab().toImage().pixelColor(4, 16).name() == Colours().panel.lower()
    assert Colours().control.lower() in colours_of(made)
    assert Colours().text.lower() not in colours_of(made)


def colours_of(widget: ButtonBase) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_the_hover_fades_in(qtbot: QtBot, show: Show) -> None:
    made = IconButton("wl", "Window", size=QSize(36, 32))
    show(made)

    QTest.mouseMove(made, QPoint(18, 16))

    qtbot.waitUntil(lambda: Colours().raised.lower() in colours_of(made))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("kind", [FilledButton, OutlineButton, FlatButton])
def test_the_keyboard_presses_a_button(
    show: Show, kind: type[FilledButton | OutlineButton | FlatButton], key: Qt.Key
) -> None:
    made = kind("Export")
    show(made)
    pressed: list[bool] = []
    made.clicked.connect(lambda on: pressed.append(on))

    QTest.keyClick(made, key)

    assert len(pressed) == 1


def test_a_menu_opens_below_its_button(qtbot: QtBot, show: Show) -> None:
    made, menu = FlatButton("Open", "open"), QMenu()
    menu.addAction("Open file…")
    made.set_menu(menu)
    show(made)

    QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(menu.isVisible)
    assert menu.pos().y() >= made.mapToGlobal(QPoint(0, made.height())).y()
    menu.close()


def test_a_check_box_is_switched_by_its_words_too(show: Show) -> None:
    made = CheckBox("Recipe file")
    show(made)
    heard: list[bool] = []
    made.clicked.connect(lambda on: heard.append(on))

    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(40, 14))

    assert heard == [True]
    assert made.accessibleName() == "Recipe file"


def test_a_checked_box_is_filled(show: Show) -> None:
    made = CheckBox(name="Denoise, on")
    show(made)

    made.setChecked(True)

    assert made.grab().toImage().pixelColor(2, 8).name() == Colours().filled.lower()
    assert made.accessibleName() == "Denoise, on"


@pytest.mark.parametrize("role", ["filled", "synthetic_switch"])
def test_a_switch_moves_its_knob_and_takes_its_colour(show: Show, role: str) -> None:
    made = Switch("De-identify", role)
    show(made)
    before = made.grab().toImage().pixelColor(28, 8).name()

    QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    after = made.grab().toImage()
    assert before == Colours().track.lower()
    assert after.pixelColor(24, 8).name() == Colours().on_filled.lower()
    assert after.pixelColor(6, 8).name() == getattr(Colours(), role).lower()


@pytest.fixture
def views(show: Show) -> Segments:
    """The switch of the top bar, with two views."""
    made = Segments(
        [Segment("Enhanced", "single"), Segment("Side by side", "side"), Segment("Wipe")], "View"
    )
    show(made, 500)
    return made


def test_a_click_chooses_a_segment(views: Segments) -> None:
    heard: list[int] = []
    views.chosen.connect(heard.append)

    QTest.mouseClick(views, Qt.MouseButton.LeftButton, pos=QPoint(140, 14))

    assert heard == [1]
    assert views.index == 1
    assert views.accessibleDescription() == "Side by side"


def test_the_chosen_segment_says_nothing_when_pressed_again(views: Segments) -> None:
    heard: list[int] = []
    views.chosen.connect(heard.append)

    QTest.mouseClick(views, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))

    assert heard == []


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        ([Qt.Key.Key_Right], 1),
        ([Qt.Key.Key_End], 2),
        ([Qt.Key.Key_End, Qt.Key.Key_Right], 2),
        ([Qt.Key.Key_End, Qt.Key.Key_Left], 1),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], 0),
    ],
)
def test_arrows_move_the_choice(views: Segments, keys: list[Qt.Key], index: int) -> None:
    for key in keys:
        QTest.keyClick(views, key)

    assert views.index == index


def test_choosing_from_outside_says_nothing(views: Segments) -> None:
    heard: list[int] = []
    views.chosen.connect(heard.append)

    views.set_index(2)

    assert (views.index, heard) == (2, [])
    with pytest.raises(IndexError, match="3 of 3"):
        views.set_index(3)


def test_stretched_segments_share_the_width(show: Show) -> None:
    made = Segments([Segment("A"), Segment("A long name")], "Format", is_stretched=True)
    show(made, 303)
    made.set_index(0)

    picture = made.grab().toImage()

    assert picture.pixelColor(148, 4).name() == Colours().active.lower()
    assert picture.pixelColor(154, 4).name() == Colours().panel.lower()
