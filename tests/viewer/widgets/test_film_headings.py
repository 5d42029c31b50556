"""viewer.widgets.film: films under headings"""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QTest

from tests.viewer.widgets.conftest import Show
from viewer.app import application_
from viewer.theme import Colours, TextRole, apply_theme, theme
from viewer.widgets.film import FilmList, FilmThumb, Heading
from viewer.widgets.film_painting import _title_width, height_of


def heading(level: int, title: str, number: int) -> Heading:
    made = Heading(level, ("Study", "Series")[level])
    made.title, made.number = title, number
    return made


@pytest.fixture
def films(show: Show) -> FilmList:
    """A study of two series, and one of one film; the first film is chosen."""
    made = FilmList()
    made.set_rows(
        [
            heading(0, "Chest", 3),
            heading(1, "Erect", 2),
            FilmThumb("a"),
            FilmThumb("b"),
            heading(1, "Supine", 1),
            FilmThumb("c"),
            heading(0, "Hand", 1),
            FilmThumb("d"),
        ]
    )
    made.set_position(0)
    made.setFixedHeight(400)
    show(made, 176)
    return made


def lines(films: FilmList) -> list[str]:
    return [row.title if isinstance(row, Heading) else row.text() for row in films.rows]


def cursor(films: FilmList) -> str:
    return lines(films)[films.currentIndex().row()]


def press(films: FilmList, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(films, key)


def test_headings_are_28_and_32_high_and_films_follow_them(films: FilmList) -> None:
    tops = [films.visualRect(films.model().index(line, 0)).top() for line in range(4)]

    assert tops == [0, 32, 60, 216]


@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
def test_a_date_stands_whole_on_one_line_at_any_size_of_type(text_scale: float) -> None:
    date, app = heading(0, "1901-01-01", 12), application_()

    apply_theme(app, text_scale, "dark")
    height, room = height_of(date), _title_width(date, text_scale)
    wide = QFontMetrics(theme().font(TextRole.TITLE)).horizontalAdvance("1901-01-01")
    apply_theme(app, 1.0, "dark")

    assert height == 32 * text_scale
    assert wide <= room


def test_a_click_folds_a_series_and_another_shows_it_again(films: FilmList) -> None:
    where = films.visualRect(films.model().index(1, 0)).center()

    QTest.mouseClick(films.viewport(), Qt.MouseButton.LeftButton, pos=where)
    folded = lines(films)
    QTest.mouseClick(films.viewport(), Qt.MouseButton.LeftButton, pos=where)

    assert folded == ["Chest", "Erect", "Supine", "c", "Hand", "d"]
    assert lines(films) == ["Chest", "Erect", "a", "b", "Supine", "c", "Hand", "d"]


def test_a_folded_study_hides_its_series_and_counts_go_on(films: FilmList) -> None:
    chosen: list[int] = []
    films.chosen.connect(lambda position: chosen.append(position))

    press(films, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_End)

    assert lines(films) == ["Chest", "Hand", "d"]
    assert chosen == [3]


def test_arrows_go_over_headings_and_fold_there(films: FilmList) -> None:
    """Left folds, and again does nothing; Right shows; Enter does the other."""
    press(films, Qt.Key.Key_Up)
    at_heading = cursor(films)
    press(films, Qt.Key.Key_Left, Qt.Key.Key_Left)
    folded = lines(films)
    press(films, Qt.Key.Key_Right)
    shown = lines(films)
    press(films, Qt.Key.Key_Return)

    assert at_heading == "Erect"
    assert (len(folded), len(shown), len(lines(films))) == (6, 8, 6)
    assert films.position == 0


def test_left_and_right_go_through_films_unless_a_heading_has_the_cursor(
    films: FilmList,
) -> None:
    """They are the keys for the next film wherever the focus is."""

    def is_kept() -> bool:
        kind, key = QEvent.Type.ShortcutOverride, Qt.Key.Key_Left
        asked = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        asked.ignore()
        QCoreApplication.sendEvent(films, asked)
        return asked.isAccepted()

    at_film = is_kept()
    press(films, Qt.Key.Key_Up)

    assert (at_film, is_kept()) == (False, True)


def test_choosing_a_folded_film_shows_it(films: FilmList) -> None:
    press(films, Qt.Key.Key_Home, Qt.Key.Key_Left)

    films.set_position(2)

    assert "c" in lines(films)
    assert cursor(films) == "c"


def test_headings_can_be_heard(films: FilmList) -> None:
    press(films, Qt.Key.Key_Up, Qt.Key.Key_Left)

    said = [films.model().index(line, 0).data() for line in range(3)]

    assert said == [
        "Study Chest, 3 films, open",
        "Series Erect, 2 films, folded",
        "Series Supine, 1 film, open",
    ]


def test_a_heading_with_the_cursor_has_a_ring(films: FilmList) -> None:
    films.setFocus()
    press(films, Qt.Key.Key_Home)

    picture = films.viewport().grab().toImage()

    assert picture.pixelColor(1, 16).name() == Colours().accent.lower()


def test_a_heading_stays_under_the_cursor_while_films_come(films: FilmList) -> None:
    press(films, Qt.Key.Key_Up)

    rows = list(films.rows)
    films.set_rows([heading(0, "First", 1), FilmThumb("new"), *rows])

    assert cursor(films) == "Erect"


def test_a_long_title_takes_a_second_line_and_no_third(films: FilmList) -> None:
    rows = list(films.rows)
    study = rows[0]
    assert isinstance(study, Heading)

    study.title = "2026-11-20 " + "Chest " * 20
    films.paint_again(study)

    assert films.visualRect(films.lines.index(1)).top() == 32 + 20
