"""viewer.panels.top_bar"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from viewer.actions import Actions
from viewer.panels.top_bar import FOLDS, TopBar
from viewer.settings import Settings
from viewer.theme import apply_theme
from viewer.widgets.button import ButtonBase, IconButton


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(holder: QWidget) -> Actions:
    made = Actions(holder)
    made.set_film_open(True)
    return made


@pytest.fixture
def bar(qapp: QApplication, tmp_path: Path, holder: QWidget, actions: Actions) -> Iterator[TopBar]:
    apply_theme(qapp)
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = TopBar(actions, Settings(store), holder)
    made.resize(1440, 40)
    holder.show()
    yield made
    apply_theme(qapp)


def button(bar: TopBar, name: str) -> ButtonBase:
    found = bar.findChild(ButtonBase, name)
    assert found is not None, name
    return found


def is_whole(bar: TopBar) -> bool:
    """Whether everything shown lies beside the next, none cut."""
    shown = [w for w in bar.findChildren(QWidget) if w.parent() is bar and w.isVisible()]
    shown.sort(key=lambda widget: widget.x())
    apart = all(a.geometry().right() < b.x() for a, b in pairwise(shown))
    wide = all(w.width() >= w.minimumSizeHint().width() for w in shown)
    return apart and wide and shown[-1].geometry().right() < bar.width()


def test_a_wide_window_shows_everything(bar: TopBar) -> None:
    assert bar.folded == ()
    assert not bar.layouts.is_compact
    assert button(bar, "moreButton").isHidden()


def test_at_1280_the_layouts_are_icons(bar: TopBar) -> None:
    bar.resize(1280, 40)

    assert bar.layouts.is_compact
    assert bar.folded == ()


@pytest.mark.parametrize("width", [960, 1280, 1440, 1920])
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_nothing_is_ever_cut(bar: TopBar, qapp: QApplication, width: int, scale: float) -> None:
    bar.resize(width, 40)

    apply_theme(qapp, scale)

    assert is_whole(bar)


def test_what_is_folded_is_in_the_menu(bar: TopBar, qapp: QApplication) -> None:
    bar.resize(960, 40)
    apply_theme(qapp, 2.0)
    menu = button(bar, "moreButton").findChild(QMenu)
    assert menu is not None

    menu.aboutToShow.emit()

    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert bar.folded == FOLDS
    assert names[:2] == ["tool.window", "tool.pan"]
    assert {"window.invert", "edit.undo", "view.link"} <= set(names)


def test_what_was_folded_comes_back(bar: TopBar) -> None:
    bar.resize(700, 40)
    assert bar.folded

    bar.resize(1440, 40)

    assert bar.folded == ()


def test_measure_is_active_while_one_of_its_tools_is(bar: TopBar, actions: Actions) -> None:
    measure = button(bar, "measureButton")
    assert not measure.isChecked()

    actions["tool.cobb"].setChecked(True)

    assert measure.isChecked()


def test_measure_is_52_wide_with_its_arrow(bar: TopBar) -> None:
    assert button(bar, "measureButton").sizeHint().width() == 52


def test_a_tooltip_says_name_and_key(bar: TopBar) -> None:
    assert button(bar, "tool.pan").toolTip() == "Pan (T)"


def test_a_tooltip_follows_its_action(bar: TopBar, actions: Actions) -> None:
    actions["tool.pan"].setToolTip("Pan (G)")

    assert button(bar, "tool.pan").toolTip() == "Pan (G)"


def test_everything_has_a_name_and_a_tooltip(bar: TopBar) -> None:
    for one in bar.findChildren(IconButton):
        assert one.accessibleName(), one.objectName()
        assert one.toolTip().startswith(one.accessibleName()), one.objectName()
