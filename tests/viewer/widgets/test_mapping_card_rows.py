"""viewer.widgets.mapping_card_rows, viewer.widgets.map_row and viewer.widgets.map_button"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from engine import Entry, step_type
from engine.models.mapping.maps import Overrides
from tests.viewer.made_maps import maps_of, values_of, view_of
from tests.viewer.widgets.conftest import Drag, Show
from viewer.film_maps import FilmMaps
from viewer.map_colours import BLUE, GREY, ORANGE
from viewer.theme import apply_theme
from viewer.widgets import StepCard
from viewer.widgets.map_row import CentredScale, override_text
from viewer.widgets.mapping_card_rows import MappingRows

LEFT = QPoint(4, 11)
NAMES = ["contrast", "brightness", "centre", "width"]


def film_maps(**overrides: Any) -> FilmMaps:
    """Return maps whose left half has twice the contrast of the right."""
    slopes = np.where(np.arange(10) < 5, 2.0, 1.0)
    predicted = maps_of(slope=slopes, pivot=0.64, centre=0.5, width=1.24)
    return FilmMaps(view_of(predicted, overrides=Overrides(**overrides)))


@pytest.fixture
def card(show: Show) -> StepCard:
    """An open card of the mapping, with the maps of a film."""
    made = StepCard(Entry(step_type("interpretable_mapping").make()), is_open=True)
    show(made, 295)
    body_of(made).set_maps(film_maps())
    return made


def body_of(card: StepCard) -> MappingRows:
    assert isinstance(card.body, MappingRows)
    return card.body


def heard(signal: Any) -> list[Any]:
    """Return a list that fills with what a signal says."""
    calls: list[Any] = []
    signal.connect(lambda *what: calls.append(what[0] if len(what) == 1 else what))
    return calls


def rgb_at(image: QImage, column: int) -> tuple[int, int, int]:
    """Return a colour at half the height of a thumbnail."""
    seen = image.pixelColor(column, 22)
    return seen.red(), seen.green(), seen.blue()


def test_the_card_has_the_heights_of_the_mockup(card: StepCard) -> None:
    """Head 32, strength 28, headings 20, four rows of 52, our row of 32, region 28, 8 below."""
    assert card.height() == 32 + 28 + 20 + 4 * 52 + 32 + 28 + 8
    rows = body_of(card).map_rows.values()
    assert [row.height() for row in rows] == [52] * 4
    assert [(row.map.width(), row.map.height()) for row in rows] == [(44, 44)] * 4
    assert [(row.lock.width(), row.lock.height()) for row in rows] == [(24, 24)] * 4


def test_rows_say_letter_meaning_and_the_median_of_the_film(card: StepCard) -> None:
    rows = body_of(card).map_rows

    assert list(rows) == NAMES
    assert [row.letter.text() for row in rows.values()] == ["a", "m", "c", "w"]
    assert [row.word.text() for row in rows.values()] == [
        "contrast",
        "brightness",
        "window centre",
        "window width",
    ]
    assert [row.value.text() for row in rows.values()] == ["1.50×", "0.64", "0.50", "1.24"]
    assert {row.value.ink for row in rows.values()} == {"text_2"}


def test_rows_say_the_values_at_the_pixel_and_the_median_again_after_it(card: StepCard) -> None:
    body = body_of(card)

    body.set_pixel((0.5, 0.1))
    probed = [(row.value.text(), row.value.ink) for row in body.map_rows.values()]
    body.set_pixel(None)

    assert probed[0] == ("2.00×", "text")
    assert body.map_rows["contrast"].value.text() == "1.50×"
    assert body.map_rows["contrast"].value.ink == "text_2"


def test_without_maps_there_is_nothing_to_read_or_to_show(card: StepCard) -> None:
    body = body_of(card)

    body.set_maps(None)

    assert {row.value.text() for row in body.map_rows.values()} == {"–"}
    assert not any(row.map.isEnabled() for row in body.map_rows.values())
    assert not body.export.isEnabled()
    assert not body.use_window.isEnabled()


def test_a_thumbnail_has_the_colours_of_its_map(card: StepCard) -> None:
    """Contrast twice at the left, unchanged at the right; brightness above unchanged all over."""
    body = body_of(card)

    contrast = body.map_rows["contrast"].map.grab().toImage()
    darker = FilmMaps(view_of(maps_of(pivot=0.2)))
    body.set_maps(darker)
    brightness = body.map_rows["brightness"].map.grab().toImage()

    assert rgb_at(contrast, 8) == ORANGE
    assert rgb_at(contrast, 36) == GREY
    assert rgb_at(brightness, 22) == BLUE


@pytest.mark.parametrize("name", NAMES)
def test_a_slider_moves_the_override_of_its_own_map(card: StepCard, drag: Drag, name: str) -> None:
    moving, rested = heard(card.value_changing), heard(card.value_changed)
    slider = body_of(card).map_rows[name].slider
    middle = QPoint(round(slider.x_of(0)), 11)

    drag(slider, middle, middle + QPoint(20, 0))

    assert {what for what, _ in moving} == {name}
    assert rested == moving[-1:]
    assert rested[0][1] > 0


def test_an_override_is_said_unless_it_is_nothing(card: StepCard) -> None:
    card.body.set_values(values_of(contrast=6, width=-6))

    rows = body_of(card).map_rows
    assert rows["contrast"].override.text() == "+6\u2009%"
    assert rows["width"].override.text() == "\u22126\u2009%"
    assert rows["contrast"].override.ink == "accent"
    assert rows["contrast"].override.isVisible()
    assert not rows["brightness"].override.isVisible()


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, ""), (6.5, "+6.5\u2009%"), (-0.1, "\u22120.1\u2009%"), (100, "+100\u2009%")],
)
def test_overrides_in_words(value: float, said: str) -> None:
    assert override_text(value) == said


def test_double_click_takes_the_override_back(card: StepCard) -> None:
    card.body.set_values(values_of(contrast=30))
    rested = heard(card.value_changed)

    QTest.mouseDClick(body_of(card).map_rows["contrast"].slider, Qt.MouseButton.LeftButton)

    assert rested == [("contrast", 0.0)]


def test_the_tick_lies_in_the_middle_of_each_slider(card: StepCard) -> None:
    """Also where the range is not even: -75 to 100 %."""
    for row in body_of(card).map_rows.values():
        slider = row.slider
        assert slider.x_of(0) == pytest.approx(slider.width() / 2)
        assert slider.x_of(slider.scale.low) == slider.MARGIN
        assert slider.x_of(slider.scale.high) == slider.width() - slider.MARGIN


@pytest.mark.parametrize("share", [0.0, 0.1, 0.25, 0.5, 0.7, 1.0])
def test_a_centred_scale_finds_each_value_where_it_put_it(share: float) -> None:
    scale = CentredScale(-75, 100, 0)

    assert scale.share(scale.value(share)) == pytest.approx(share, abs=0.01)


def test_the_lock_button_asks_for_its_own_map(card: StepCard) -> None:
    rested = heard(card.value_changed)
    rows = body_of(card).map_rows

    QTest.mouseClick(rows["centre"].lock, Qt.MouseButton.LeftButton)
    card.body.set_values(values_of(lock_centre=1))
    QTest.mouseClick(rows["centre"].lock, Qt.MouseButton.LeftButton)

    assert rested == [("lock_centre", 1.0), ("lock_centre", 0.0)]


def test_a_locked_map_cannot_be_overridden_and_says_so(card: StepCard) -> None:
    card.body.set_values(values_of(lock_centre=1, centre=5))

    row, other = (body_of(card).map_rows[name] for name in ("centre", "width"))
    assert not row.slider.isEnabled()
    assert not row.override.isVisible()
    assert (row.lock.icon_name, row.lock.toolTip()) == ("lock", "Locked: unchanged")
    assert "locked" in row.lock.accessibleName()
    assert other.slider.isEnabled()
    assert (other.lock.icon_name, other.lock.toolTip()) == ("unlock", "Keep unchanged")


def test_pressing_a_map_asks_for_it_and_pressing_it_again_for_none(card: StepCard) -> None:
    body = body_of(card)
    chosen = heard(body.map_chosen)

    QTest.mouseClick(body.map_rows["width"].map, Qt.MouseButton.LeftButton)
    body.set_chosen("width")
    QTest.keyClick(body.map_rows["contrast"].map, Qt.Key.Key_Space)
    body.set_chosen("contrast")
    QTest.keyClick(body.map_rows["contrast"].map, Qt.Key.Key_Return)

    assert chosen == ["width", "contrast", ""]


def test_one_map_at_most_has_the_ring(card: StepCard) -> None:
    body = body_of(card)

    body.set_chosen("width")
    body.set_chosen("centre")

    assert [name for name, row in body.map_rows.items() if row.map.isChecked()] == ["centre"]
    ringed = body.map_rows["centre"].map.grab().toImage().pixelColor(22, 0).name()
    bare = body.map_rows["width"].map.grab().toImage().pixelColor(22, 0).name()
    assert ringed == "#6fb1da"
    assert bare != ringed


def test_the_reduction_is_one_of_three(card: StepCard) -> None:
    rested = heard(card.value_changed)

    QTest.keyClick(body_of(card).factor, Qt.Key.Key_Right)

    assert rested == [("factor", 16.0)]


def test_the_window_is_offered_when_one_says_it_all(card: StepCard) -> None:
    body = body_of(card)
    with_regional = body.use_window.isEnabled(), body.use_window.toolTip()
    asked = heard(body.window_wanted)

    body.set_maps(film_maps(locks=(True, True, False, False)))
    body.use_window.trigger()

    assert with_regional[0] is False
    assert "lock both first" in with_regional[1]
    assert len(asked) == 1


def test_the_closed_card_says_the_strength_alone(card: StepCard) -> None:
    card.set_entry(Entry(step_type("interpretable_mapping").make({"strength": 80, "width": 5})))
    card.set_open(False)

    assert card.summary.text() == "80 %"


def test_everything_can_be_reached_by_keyboard_and_has_a_name(card: StepCard) -> None:
    stops = card.body.tab_stops

    assert len(stops) == 1 + 4 * 3 + 2
    assert all(stop.focusPolicy() & Qt.FocusPolicy.TabFocus for stop in stops)
    names = [stop.accessibleName() for stop in stops]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, 2)
    yield
    apply_theme(qapp)


@pytest.mark.usefixtures("large")
def test_at_twice_the_text_nothing_is_cut(show: Show) -> None:
    made = StepCard(Entry(step_type("interpretable_mapping").make()), is_open=True)
    show(made, 2 * 295)
    body = body_of(made)
    body.set_maps(film_maps())
    body.set_values(values_of(contrast=100, brightness=-30, centre=-30, width=-75))
    QApplication.processEvents()

    for label in body.findChildren(QLabel):
        if label.isVisible():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), (
                label.text()
            )
            assert label.height() >= label.fontMetrics().height() - 1, label.text()
    bottoms = [row.y() + row.height() for row in body.map_rows.values()]
    tops = [row.y() for row in body.map_rows.values()]
    assert all(top >= bottom for top, bottom in zip(tops[1:], bottoms[:-1], strict=True))
