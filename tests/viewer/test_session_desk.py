"""viewer.session_desk: a session that crashed, seen by the window that starts after it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLockFile, QSettings
from pytestqt.qtbot import QtBot

from engine import Orientation, Presentation, Window
from tests.engine.dicom.written import film, write
from tests.privacy.memory_ring import MemoryRing
from viewer import session_desk, session_file
from viewer.canvas.choices import Layout
from viewer.main_window import MainWindow
from viewer.problems import ProblemText
from viewer.session_desk import SessionBar
from viewer.session_file import (
    FilmThen,
    Session,
    no_keyring,
    read_session,
    session_key,
    write_session,
)
from viewer.settings import Settings

Maker = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryRing:
    made = MemoryRing()
    monkeypatch.setattr(session_file, "system_keyring", lambda: made)
    monkeypatch.setattr(session_desk, "WRITE_MS", 20)
    return made


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "state" / "session"
    monkeypatch.setattr(session_file, "session_path", lambda: made)
    return made


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "first.dcm", tmp_path / "second.dcm"]
    for number, where in enumerate(paths):
        ds = film(np.tile(np.arange(32, dtype=np.uint16) * 100, (32, 1)), 12)
        ds.SOPInstanceUID = f"1.2.3.{number}"
        write(ds, where)
    return paths


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Maker]:
    """A maker of windows with settings of their own; their programs may crash."""
    made: list[MainWindow] = []

    def make(*, is_on: bool = True) -> MainWindow:
        settings = Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
        settings.restores_session = is_on
        made.append(MainWindow(settings))
        qtbot.addWidget(made[-1])
        made[-1].show()
        made[-1].furnish()
        return made[-1]

    yield make
    for one in made:
        one.jobs.close()
        one.desks.session.keeper.leave()


def opened(qtbot: QtBot, made: MainWindow, films: list[Path]) -> None:
    made.open(films)
    qtbot.waitUntil(lambda: made.document is not None and len(made.workspace.films) == len(films))


def crash(qtbot: QtBot, made: MainWindow) -> None:
    """Leave everything as a program does that is killed: the system takes its lock away."""
    keeper = made.desks.session.keeper
    keeper._timer.stop()
    qtbot.waitUntil(lambda: not made.jobs.is_running("session"))
    made.jobs.close()
    lock = keeper._lock
    assert lock is not None
    lock.unlock()
    keeper._lock = keeper._path = None


def crashed(qtbot: QtBot, make: Maker, films: list[Path], path: Path) -> None:
    """Open films, turn the second, show it alone, and crash once that is kept."""
    made = make()
    opened(qtbot, made, films)
    made.commands.set_layout(Layout.SINGLE)
    made.workspace.show(1)
    qtbot.waitUntil(lambda: made.document is not None)
    document = made.document
    assert document is not None
    turned = replace(document.presentation, orientation=Orientation(1))
    document.edit(turned)

    def is_kept() -> bool:
        session = read_session(path, session_key(may_make=True))
        return session.films[session.current].presentation == turned

    qtbot.waitUntil(lambda: path.exists() and is_kept())
    crash(qtbot, made)


def left_behind(films: list[Path], path: Path) -> None:
    """Write the session of a program that crashed."""
    key = session_key(may_make=True)
    assert key is not None
    turned = Presentation(Window(1000, 500), orientation=Orientation(1))
    then = tuple(FilmThen(film, "9.9", turned) for film in films)
    write_session(path, Session(then, 0, Layout.SINGLE), key)


def bar_of(qtbot: QtBot, made: MainWindow) -> SessionBar:
    qtbot.waitUntil(lambda: made.findChild(SessionBar) is not None)
    bar = made.findChild(SessionBar)
    assert bar is not None
    return bar


def test_the_films_of_a_crash_open_again_as_they_were(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    crashed(qtbot, window, films, path)
    after = window()

    bar = bar_of(qtbot, after)
    assert bar.isVisible()
    bar.accepted.emit()

    qtbot.waitUntil(lambda: after.document is not None and after.workspace.index == 1)
    qtbot.waitUntil(lambda: after.document is not None and after.document.history.can_undo)
    document = after.document
    assert document is not None
    assert [film.path for film in after.workspace.films] == films
    assert document.presentation.orientation == Orientation(1)
    assert after.compare.view_layout is Layout.SINGLE
    document.undo()
    assert document.presentation.orientation == Orientation()


def test_a_session_that_is_forgotten_is_gone(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    left_behind(films, path)
    after = window()

    bar_of(qtbot, after).forget.click()

    assert not path.exists()
    assert after.workspace.films == []


def test_another_film_under_that_name_is_not_shown_as_the_one_then(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    left_behind(films, path)
    after = window()

    bar_of(qtbot, after).accepted.emit()

    qtbot.waitUntil(lambda: after.document is not None)
    qtbot.wait(20)
    document = after.document
    assert document is not None
    assert not document.history.can_undo


def test_what_is_opened_before_the_answer_does_not_replace_the_session(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    left_behind(films, path)
    before = path.read_bytes()
    after = window()
    bar_of(qtbot, after)

    opened(qtbot, after, films[:1])
    qtbot.wait(60)

    assert path.read_bytes() == before


def test_an_altered_session_is_forgotten_in_words(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    left_behind(films, path)
    path.write_bytes(path.read_bytes()[:-1])

    after = window()

    qtbot.waitUntil(lambda: bool(after.notice.sentence))
    assert after.notice.sentence == "The last session was forgotten: it is damaged."
    assert not path.exists()


def test_a_clean_exit_leaves_nothing(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    made = window()
    opened(qtbot, made, films)
    qtbot.waitUntil(path.exists)

    made.close()
    made.desks.session.keeper.leave()  # as the application does when it ends

    assert list(path.parent.iterdir()) == []


def test_switching_off_removes_the_session_and_its_key(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path, ring: MemoryRing
) -> None:
    made = window()
    opened(qtbot, made, films)
    qtbot.waitUntil(path.exists)

    made.settings.restores_session = False

    qtbot.waitUntil(lambda: ring.kept == {})
    qtbot.waitUntil(lambda: not made.jobs.is_running("session"))
    assert list(path.parent.iterdir()) == []


def test_nothing_is_kept_unless_it_is_wanted(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    made = window(is_on=False)
    opened(qtbot, made, films)
    qtbot.wait(60)

    assert not path.parent.exists()


def test_where_there_is_no_keyring_the_switch_says_so(
    qtbot: QtBot, window: Maker, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> MemoryRing:
        raise no_keyring()

    monkeypatch.setattr(session_file, "system_keyring", refuse)
    made = window(is_on=False)
    told: list[ProblemText] = []

    made.desks.session.keeper.switch_on(told.append)

    qtbot.waitUntil(lambda: bool(told))
    assert "no keyring" in told[0].sentence
    assert not made.settings.restores_session
    assert not path.exists()


def test_a_keyring_that_works_switches_it_on(qtbot: QtBot, window: Maker, ring: MemoryRing) -> None:
    made = window(is_on=False)

    made.desks.session.keeper.switch_on(lambda _: None)

    qtbot.waitUntil(lambda: made.desks.session.keeper.is_keeping)
    assert len(ring.kept) == 1


def test_of_two_programs_the_first_keeps_its_session(window: Maker, path: Path) -> None:
    path.parent.mkdir()
    other = QLockFile(f"{path}.lock")
    other.setStaleLockTime(0)
    assert other.tryLock(0)

    made = window()

    assert not made.desks.session.keeper.is_keeping
    other.unlock()


def test_films_that_are_gone_are_not_offered(
    qtbot: QtBot, window: Maker, films: list[Path], path: Path
) -> None:
    left_behind(films, path)
    for film_path in films:
        film_path.unlink()

    after = window()

    qtbot.waitUntil(lambda: not path.exists())
    assert after.findChild(SessionBar) is None
