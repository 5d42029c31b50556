"""viewer.widgets.film, viewer.widgets.preset and viewer.widgets.combo"""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
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


def sole(show: Show, made: FilmThumb) -> QImage:
    """Return how one film looks in a list."""
    films = FilmList()
    films.add(made)
    films.setFixedSize(176, 160)
    show(films, 176)
    return films.viewport().grab().toImage()


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

    picture = sole(show, made)

    for x, y in edges:
        colour = picture.pixelColor(x, y)
        assert (colour.red(), colour.green() < 120) == (255, True), (x, y)
    assert {picture.pixelColor(x, y).name() for x, y in ground} <= {"#000000"}


def test_badges_and_view_can_be_heard() -> None:
    made = FilmThumb("Test film 01", "AP")

    made.set_badges("3 steps", "Lossy", "12 frames", "PS")

    assert made.spoken == "Test film 01, AP, 3 steps, Lossy, 12 frames, PS"


def test_badges_stand_in_the_four_corners(show: Show) -> None:
    made = FilmThumb("Test film 01")
    made.set_badges("3 steps", "Lossy", "12 frames", "PS")

    picture = sole(show, made)

    grounds = {picture.pixelColor(x, y).name() for x in (8, 139) for y in (9, 114)}
    assert grounds == {"#0e1013"}  # the badge's 82 % of #111417 on black


def test_a_synthetic_badge_is_violet(show: Show) -> None:
    made = FilmThumb("Test film 01")
    made.set_badges("Synthetic", is_synthetic=True)

    assert sole(show, made).pixelColor(8, 8).name() == Colours().synthetic_ground.lower()


def test_a_film_that_cannot_be_read_says_why_instead_of_a_picture(show: Show) -> None:
    """Three lines at most: 20 for the name, 16 each, and what is between films."""
    short, long = FilmThumb("Test film 01"), FilmThumb("Test film 02")
    films = FilmList()
    films.set_rows([short, long, FilmThumb("Test film 03")])
    show(films, 176)

    short.set_reason("It is empty.")
    long.set_reason("It has " + "many " * 60 + "faults.")

    tops = [films.visualRect(films.model().index(at, 0)).top() for at in range(3)]
    assert tops == [0, 20 + 16 + 4 + 12, 2 * (20 + 4 + 12) + 4 * 16]
    assert films.model().index(0, 0).data() == "Test film 01, cannot be read: It is empty."


def test_what_a_file_says_is_never_taken_for_rich_text(show: Show) -> None:
    films = FilmList()
    films.add(FilmThumb("<b>A & B</b>"))
    show(films, 176)

    tip = films.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)

    assert tip == "<span>&lt;b&gt;A &amp; B&lt;/b&gt;</span>"


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


def place(films: FilmList, line: int) -> QRect:
    """Return where a line lies in the list's viewport."""
    return films.visualRect(films.model().index(line, 0))


def click(films: FilmList, line: int) -> None:
    where = place(films, line).topLeft() + QPoint(20, 10)
    QTest.mouseClick(films.viewport(), Qt.MouseButton.LeftButton, pos=where)


def press(films: FilmList, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(films, key)


def test_films_lie_156_px_apart_16_from_the_edge(films: FilmList) -> None:
    assert [place(films, line).top() for line in range(3)] == [0, 156, 312]
    assert films.viewport().x() + 2 == 16


def test_the_chosen_film_has_a_ring(films: FilmList) -> None:
    picture = films.viewport().grab().toImage()

    assert picture.pixelColor(1, 60).name() == Colours().accent.lower()
    assert picture.pixelColor(1, 156 + 60).name() == Colours().panel.lower()


def test_a_click_chooses_a_film(films: FilmList) -> None:
    found = heard(films)

    click(films, 1)

    assert found == [1]
    assert [thumb.is_chosen for thumb in films.thumbs] == [False, True, False]


def test_a_click_on_the_chosen_film_keeps_it_chosen(films: FilmList) -> None:
    found = heard(films)

    click(films, 0)

    assert (films.position, found) == (0, [])


def test_arrows_choose_and_scroll_there(films: FilmList) -> None:
    found = heard(films)

    press(films, *[Qt.Key.Key_Down] * 3, Qt.Key.Key_Home)

    assert found == [1, 2, 0]
    assert place(films, 0).top() >= 0


def test_choosing_from_outside_scrolls_there_and_says_nothing(films: FilmList) -> None:
    found = heard(films)

    films.set_position(2)

    assert found == []
    assert place(films, 2).bottom() <= 300


def test_a_film_can_be_taken_out(films: FilmList) -> None:
    films.take(0)
    found = heard(films)

    click(films, 0)

    assert len(films.thumbs) == 2
    assert found == [0]


def test_the_films_in_view_are_known(films: FilmList) -> None:
    films.verticalScrollBar().setValue(160)

    assert [thumb.text() for thumb in films.in_view] == ["Test film 02", "Test film 03"]


def test_what_is_in_view_stays_there_when_films_come_before_it(films: FilmList) -> None:
    films.verticalScrollBar().setValue(100)
    before = place(films, 1).top()

    films.set_rows([FilmThumb("New 01"), FilmThumb("New 02"), *films.rows])

    assert place(films, 3).top() == before
    assert films.position == 2


def test_a_badge_is_painted_without_the_films_around_it(films: FilmList, qtbot: QtBot) -> None:
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
            if isinstance(event, QPaintEvent):
                painted.append(QRect(event.rect()))
            return False

    qtbot.wait(50)  # what the window is shown with
    watch = Watch()
    films.viewport().installEventFilter(watch)
    films.thumbs[1].set_badges("3 steps")

    qtbot.waitUntil(lambda: bool(painted))
    films.viewport().removeEventFilter(watch)
    assert [place(films, 1).contains(rect & films.viewport().rect()) for rect in painted] == [True]


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
