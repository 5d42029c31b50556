"""viewer.canvas.measure_item and viewer.canvas.measure_layer"""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from engine import MeasureKind, Orientation
from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from viewer.canvas import style
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.geometry import Look
from viewer.canvas.measure_item import MeasureItem
from viewer.canvas.measure_marks import Hit, Mark, Marks
from viewer.canvas.measure_painting import drawing_of, wrapped
from viewer.canvas.pane import Pane

LENGTH = Mark(MeasureKind.LENGTH, ((200, 200), (400, 200)), ("12.3 mm at detector",))
UPRIGHT = FilmPlace(400, 600, Orientation())


@pytest.fixture
def item(film: Pane) -> MeasureItem:
    """A length across the middle of a film of 400 x 600 at 50 %, on a pane of 200 x 120."""
    made = MeasureItem(film)
    made.lie_on(UPRIGHT)
    made.show_marks(Marks((LENGTH,)))
    return made


def bluish(pane: Pane, row: int, columns: slice) -> int:
    """Return how many pixels of a row have the colour of lines on a film."""
    seen = pixels_of(pane)[row, columns].astype(int)
    return int((seen[:, 2] - seen[:, 0] > 40).sum())


@pytest.mark.usefixtures("item")
def test_a_length_lies_where_its_pixels_are(film: Pane) -> None:
    """At 50 %, with column 300 in the middle: from x 50 to 150, at half height."""
    assert bluish(film, 60, slice(56, 144)) == 88
    assert bluish(film, 60, slice(0, 48)) == 0
    assert bluish(film, 60, slice(153, 200)) == 0


@pytest.mark.usefixtures("item")
def test_it_follows_zoom_and_pan(film: Pane) -> None:
    """At 25 % around column 400: from 50 to 100."""
    film.set_look(Look(400, 180, 0.25))

    assert bluish(film, 65, slice(53, 97)) == 44
    assert bluish(film, 65, slice(103, 200)) == 0


def test_it_follows_a_turned_film(item: MeasureItem, film: Pane) -> None:
    """Turned clockwise the film is 600 high, and its row 200 the column 400 - 200."""
    turned = picture_from(np.full((600, 400), 90))
    film.show_picture(turned, IDENTITY, keep_view=False)
    film.set_look(Look(200, 300, 0.25))
    item.lie_on(FilmPlace(400, 600, Orientation(1)))

    item.show_marks(Marks((Mark(MeasureKind.LENGTH, ((200, 150), (400, 150))),)))

    seen = pixels_of(film).astype(int)
    column = 100 + round((250 - 200) * 0.25)
    line = seen[40:80, column - 2 : column + 3]
    assert int((line[..., 2] - line[..., 0] > 40).any(axis=1).sum()) == 40


def test_nothing_is_drawn_beside_the_film(item: MeasureItem, film: Pane) -> None:
    """A line goes on beyond a film that was cut, but not over the black."""
    film.set_look(Look(600, 200, 0.25))
    item.show_marks(Marks((Mark(MeasureKind.LENGTH, ((400, 200), (700, 200))),)))

    assert bluish(film, 60, slice(60, 99)) == 39
    assert pixels_of(film)[:, 102:].max() == 0


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((100, 66), Hit(0)),
        ((100, 72), None),
        ((152, 69), Hit(0, 1)),
        ((46, 52), Hit(0, 0)),
        ((100, 10), None),
    ],
)
def test_a_line_is_hit_within_8_pixels_and_a_handle_of_the_chosen_within_12(
    item: MeasureItem, at: tuple[float, float], expected: Hit | None
) -> None:
    item.show_marks(Marks((Mark(LENGTH.kind, LENGTH.points),), Hit(0)))

    assert item.hit(QPointF(*at)) == expected


def test_handles_of_what_is_not_chosen_cannot_be_pulled(item: MeasureItem) -> None:
    assert item.hit(QPointF(150, 60)) == Hit(0)


def test_words_are_hit_too(item: MeasureItem) -> None:
    assert item.hit(item.labels[0].center()) == Hit(0)


def test_words_leave_the_corners_to_what_stands_there(item: MeasureItem, film: Pane) -> None:
    """A short length at the left, whose words begin where those of the corner end."""
    item.show_marks(Marks((Mark(LENGTH.kind, ((210, 270), (230, 270)), ("12.3 mm",)),)))
    before = item.labels[0]
    film.set_corner_texts(bottom_left=["Window of the file", "Zoom 50 % of the film"])

    written = film.written()

    assert any(before.intersects(other) for other in written)
    assert not any(item.labels[0].intersects(other) for other in written)


def test_words_stay_on_the_pane_and_go_with_the_measurement(item: MeasureItem, film: Pane) -> None:
    assert film.rect().contains(item.labels[0].toAlignedRect())

    film.set_look(Look(100, 50, 2))

    assert item.labels[0].isEmpty()


def test_on_another_film_nothing_is_drawn_nor_hit(film: Pane) -> None:
    hidden = MeasureItem(film, lambda: True)
    hidden.lie_on(UPRIGHT)
    hidden.show_marks(Marks((LENGTH,)))

    assert bluish(film, 60, slice(0, 200)) == 0
    assert hidden.hit(QPointF(100, 60)) is None


@pytest.mark.usefixtures("item")
def test_a_window_drag_draws_the_same_picture_again(
    film: Pane, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines are stroked once for each look; only then are they cheap."""
    film.grab()
    strokes: list[object] = []

    def stroke(*a: Any) -> Any:
        strokes.append(a)
        return drawing_of(*a)

    monkeypatch.setattr("viewer.canvas.measure_item.drawing_of", stroke)

    film.set_table(IDENTITY)
    film.grab()

    assert strokes == []


def test_long_words_are_broken_where_the_pane_is_narrow() -> None:
    lines = wrapped(("12.3 mm Pixel Spacing, not calibrated", "true size"), 100)

    assert len(lines) > 2
    assert " ".join(line.text for line in lines if line.is_strong).endswith("not calibrated")
    assert (lines[-1].text, lines[-1].is_strong) == ("true size", False)


def test_a_region_is_drawn_in_the_grey_of_a_title(item: MeasureItem, film: Pane) -> None:
    """Its upper edge lies in the middle of row 35, which it covers wholly."""
    item.show_marks(Marks((Mark(MeasureKind.RECTANGLE, ((200, 151), (400, 251)), ("1",)),)))

    assert bluish(film, 35, slice(0, 200)) == 0
    top = pixels_of(film)[34:37, 60:140].max(axis=(0, 1))
    wanted = [int(style.TITLE[at : at + 2], 16) for at in (1, 3, 5)]
    assert top.tolist() == pytest.approx(wanted, abs=12)
