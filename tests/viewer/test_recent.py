"""viewer.recent"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from viewer.recent import MOST, RecentFiles, shown_name
from viewer.settings import Settings


@pytest.fixture
def own(tmp_path: Path) -> Callable[[], Settings]:
    """Settings as a new start of the program reads them."""

    def read() -> Settings:
        return Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))

    return read


@pytest.fixture
def kept(own: Callable[[], Settings]) -> Settings:
    settings = own()
    settings.keeps_recent = True
    return settings


def filled(menu: QMenu) -> list[tuple[str, bool]]:
    """Return what a user reads who opens the menu, and whether it can be chosen."""
    menu.aboutToShow.emit()
    return [(entry.text(), entry.isEnabled()) for entry in menu.actions()]


def test_nothing_is_kept_unless_it_is_wanted(own: Callable[[], Settings], tmp_path: Path) -> None:
    settings = own()

    RecentFiles(settings).add(tmp_path / "DOE.dcm")

    settings.store.sync()
    assert settings.store.allKeys() == []


def test_the_newest_is_first_and_none_is_twice(
    kept: Settings, own: Callable[[], Settings], tmp_path: Path
) -> None:
    recent = RecentFiles(kept)
    for name in ("a", "b", "a"):
        recent.add(tmp_path / name)
    kept.store.sync()

    assert RecentFiles(own()).paths == [tmp_path / "a", tmp_path / "b"]


def test_a_list_of_one_is_a_list(kept: Settings) -> None:
    """Qt writes such a list as a string, and gives it back as one."""
    kept.store.setValue("files/recent", "/films/a, b.dcm")

    assert RecentFiles(kept).paths == [Path("/films/a, b.dcm")]


def test_only_the_last_twelve_are_kept(kept: Settings) -> None:
    recent = RecentFiles(kept)
    for number in range(15):
        recent.add(Path(f"/films/{number}"))

    assert MOST == 12
    assert [path.name for path in recent.paths] == [str(number) for number in range(14, 2, -1)]
    assert kept.store.value("files/recent")[-1] == "/films/3"


def test_switching_off_forgets_them_on_the_disk(kept: Settings, tmp_path: Path) -> None:
    recent = RecentFiles(kept)
    recent.add(Path("/films/DOE.dcm"))
    kept.store.sync()
    assert b"DOE" in (tmp_path / "own.ini").read_bytes()

    kept.keeps_recent = False

    assert b"DOE" not in (tmp_path / "own.ini").read_bytes()


def test_nobody_else_can_read_the_list(kept: Settings, tmp_path: Path) -> None:
    """Also after the settings were written once more."""
    recent = RecentFiles(kept)
    kept.store.sync()
    (tmp_path / "own.ini").chmod(0o644)

    recent.add(Path("/films/DOE.dcm"))
    kept.is_smooth = True
    kept.store.sync()

    assert (tmp_path / "own.ini").stat().st_mode & 0o777 == 0o600


def test_the_menu_greys_what_is_gone_and_can_be_cleared(
    qtbot: QtBot, kept: Settings, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    recent = RecentFiles(kept)
    menu = recent.menu(parent)
    there = tmp_path / "there.dcm"
    there.touch()
    for path in (tmp_path / "gone.dcm", there):
        recent.add(path)

    folder = tmp_path.name
    assert filled(menu) == [
        (f"there.dcm - {folder}", True),
        (f"gone.dcm - {folder}", False),
        ("", True),
        ("Clear this list", True),
    ]
    menu.actions()[-1].trigger()
    assert filled(menu) == [("No files yet", False)]


def test_a_file_that_is_chosen_is_told(qtbot: QtBot, kept: Settings, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    recent = RecentFiles(kept)
    recent.add(tmp_path)
    menu = recent.menu(parent)
    filled(menu)

    with qtbot.waitSignal(recent.chosen) as told:
        menu.actions()[0].trigger()

    assert told.args == [tmp_path]


def test_the_menu_is_hidden_while_it_is_switched_off(
    qtbot: QtBot, own: Callable[[], Settings]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    settings = own()
    entry = RecentFiles(settings).menu(parent).menuAction()
    before = entry.isVisible()

    settings.keeps_recent = True

    assert (before, entry.isVisible()) == (False, True)


def test_our_own_phantoms_are_not_listed(kept: Settings) -> None:
    recent = RecentFiles(kept)

    recent.add(Path("/home/someone/.cache/negatoscope/samples/thorax-v1.dcm"))

    assert recent.paths == []


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/films/a&b.dcm", "a&&b.dcm - films"),
        ("/films/a\u202eb\n.dcm", "a\ufffdb\ufffd.dcm - films"),
        ("/a.dcm", "a.dcm"),
        (f"/films/{'x' * 80}", f"{'x' * 59}…"),
    ],
)
def test_a_name_is_shown_as_it_reads(path: str, shown: str) -> None:
    """A right-to-left override in a name would turn its ending around."""
    assert shown_name(Path(path)) == shown
