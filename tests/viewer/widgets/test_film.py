"""viewer.widgets.film, viewer.widgets.preset and viewer.widgets.combo"""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viewer.widgets.conftest import Show
from viewer.theme import Colours
from viewer.widgets import ComboBox, FilmList, FilmThumb, PresetButton


def framed(columns: int, rows: int) -> QImage:
    """Return a white picture with a red line at its edge."""
    made = QImage(columns, rows, QImage.Format.Format_RGB32)
    made.fill(QColor("red"))
    for y in range(4, rows - 4):
        for x in range(4, columns - 4):
            made.setPixelColor(x, y, QColor("white"))
    return made


def test_a_thumb_takes_156_px(show: Show) -> None:
    made = FilmThumb("Test film 01", "AP")
    show(made)

    assert (made.width(), made.height()) == (148, 156)


@pytest.mark.parametrize(
    ("columns", "rows", "edges", "ground"),
    [
        (144, 120, [(3, 60), (144, 60), (74, 3), (74, 120)], []),
        (120, 120, [(15, 60), (132, 60), (74, 3), (74, 120)], [(4, 60), (143, 60)]),
        (288, 120, [(3, 60), (144, 60), (74, 33), (74, 90)], [(74, 6), (74, 118)]),
    ],
)
def test_the_whole_film_is_shown_on_black(
    show: Show,
    columns: int,
    rows: int,
    edges: list[tuple[int, int]],
    ground: list[tuple[int, int]],
) -> None:
    """All four edges of the film are seen; what is left over is black."""
    made = FilmThumb("Test film 01")
    made.set_picture(framed(columns, rows))
    show(made)

    picture = made.grab().toImage()

    for x, y in edges:
        colour = picture.pixelColor(x, y)
        assert (colour.red(), colour.green() < 120) == (255, True), (x, y)
    assert {picture.pixelColor(x, y).name() for x, y in ground} <= {"#000000"}


def test_the_chosen_film_has_a_ring(show: Show) -> None:
    made = FilmThumb("Test film 01")
    show(made)
    before = made.grab().toImage().pixelColor(1, 60).name()

    made.setChecked(True)

    assert before == Colours().panel.lower()
    assert made.grab().toImage().pixelColor(1, 60).name() == Colours().accent.lower()


def test_badges_and_view_can_be_heard() -> None:
    made = FilmThumb("Test film 01", "AP")

    made.set_badges("3 steps", "Lossy")

    assert made.badges == ("3 steps", "Lossy")
    assert made.accessibleName() == "Test film 01, AP, 3 steps, Lossy"


def test_a_synthetic_badge_is_violet(show: Show) -> None:
    made = FilmThumb("Test film 01")
    made.set_badges("Synthetic", is_synthetic=True)
    show(made)

    assert made.grab().toImage().pixelColor(8, 8).name() == Colours().synthetic_ground.lower()


@pytest.fixture
def films(show: Show) -> FilmList:
    """Three films; the first is chosen."""
    made = FilmList()
    for index in range(3):
        made.add(FilmThumb(f"Test film 0{index + 1}"))
    made.set_position(0)
    made.setFixedHeight(300)
    show(made, 176)
    return made


def heard(films: FilmList) -> list[int]:
    found: list[int] = []
    films.chosen.connect(lambda position: found.append(position))
    return found


def test_films_lie_156_px_apart_16_from_the_edge(films: FilmList) -> None:
    assert [thumb.y() for thumb in films.thumbs] == [0, 156, 312]
    assert films.thumbs[0].x() + 2 == 16


def test_a_click_chooses_a_film(films: FilmList) -> None:
    found = heard(films)

    QTest.mouseClick(films.thumbs[1], Qt.MouseButton.LeftButton)

    assert found == [1]
    assert [thumb.isChecked() for thumb in films.thumbs] == [False, True, False]


def test_a_click_on_the_chosen_film_keeps_it_chosen(films: FilmList) -> None:
    QTest.mouseClick(films.thumbs[0], Qt.MouseButton.LeftButton)

    assert films.position == 0


def test_arrows_choose_and_scroll_there(films: FilmList) -> None:
    found = heard(films)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Home):
        QTest.keyClick(films, key)
    top = films.thumbs[0].mapTo(films, QPoint(0, 0)).y()

    assert found == [1, 2, 0]
    assert top >= 0


def test_choosing_from_outside_scrolls_there_and_says_nothing(films: FilmList) -> None:
    found = heard(films)

    films.set_position(2)

    assert found == []
    bottom = films.thumbs[2].mapTo(films, QPoint(0, 120)).y()
    assert bottom <= 300


def test_a_film_can_be_taken_out(films: FilmList) -> None:
    films.take(0)
    found = heard(films)

    QTest.mouseClick(films.thumbs[0], Qt.MouseButton.LeftButton)

    assert len(films.thumbs) == 2
    assert found == [0]


def test_a_preset_shows_its_picture_key_and_name(show: Show) -> None:
    made = PresetButton("Lung field", "2")
    show(made, 72)
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    picture.fill(QColor("#40C080"))

    made.set_picture(picture)

    shown = made.grab().toImage()
    assert made.sizeHint() == QSize(72, 78)
    assert shown.pixelColor(60, 50).name() == "#40c080"
    assert shown.pixelColor(8, 8).name() != "#40c080"
    assert made.toolTip() == "Lung field (2)"


def test_a_preset_cuts_its_picture_but_never_stretches_it(show: Show) -> None:
    """A tall picture with red ends: the ends are cut off, the white middle fills the frame."""
    made = PresetButton("File")
    tall = QImage(68, 156, QImage.Format.Format_RGB32)
    tall.fill(QColor("red"))
    for y in range(45, 111):
        for x in range(68):
            tall.setPixelColor(x, y, QColor("white"))
    made.set_picture(tall)
    show(made, 72)

    shown = made.grab().toImage()

    assert {shown.pixelColor(36, y).name() for y in range(3, 57)} == {"#ffffff"}


def test_the_chosen_preset_has_a_ring(show: Show) -> None:
    made = PresetButton("File", "1")
    made.setChecked(True)
    show(made, 72)

    assert made.grab().toImage().pixelColor(1, 30).name() == Colours().accent.lower()


def test_a_combo_box_is_28_high_and_leaves_the_wheel_alone(qtbot: QtBot, show: Show) -> None:
    made = ComboBox("Recipe")
    made.addItems(["Chest, balanced", "Bone"])
    show(made)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)

    QTest.wheelEvent(made.window().windowHandle(), made.geometry().center(), QPoint(0, -120))

    assert made.height() == 28
    assert made.currentIndex() == 0
    assert made.accessibleName() == "Recipe"
