"""viewer.film_maps"""

import numpy as np
import pytest

from engine import Entry, Orientation, Recipe, step_type
from engine.models.mapping.maps import Overrides
from tests.viewer.made_maps import maps_of, view_of
from viewer.film_maps import FilmMaps, map_kind, mapping_position

LEFT = np.arange(10) < 5
"""Columns of the left half, of maps of 8 x 10."""


def test_contrast_is_scaled_in_ratios_as_far_to_both_sides() -> None:
    maps = FilmMaps(view_of(maps_of(slope=np.where(LEFT, 3.0, 1.0))))

    scale = maps.scales["contrast"]
    signed = scale.signed(np.array([[1 / 3, 1.0, 3**0.5, 3.0, 4.0]], np.float32))

    assert (scale.low, scale.high) == pytest.approx((1 / 3, 3))
    assert signed[0] == pytest.approx([-1, 0, 0.5, 1, 1], abs=1e-6)


def test_brightness_is_scaled_in_values_as_far_to_both_sides() -> None:
    maps = FilmMaps(view_of(maps_of(pivot=np.where(LEFT, 0.2, 0.5))))

    scale = maps.scales["brightness"]
    signed = scale.signed(np.array([[0.2, 0.35, 0.5, 0.65, 0.8]], np.float32))

    assert (scale.low, scale.high) == pytest.approx((0.2, 0.8))
    assert signed[0] == pytest.approx([-1, -0.5, 0, 0.5, 1], abs=1e-6)


def test_width_has_its_colours_about_the_middle_of_its_range_not_about_unchanged() -> None:
    """Unchanged is 4, the end of the range: no scale could be as far to both sides of it."""
    maps = FilmMaps(view_of(maps_of(width=np.where(LEFT, 0.4, 4.0))))

    scale = maps.scales["width"]

    assert (scale.low, scale.high) == pytest.approx((0.4, 4.0))
    assert scale.signed(np.array([[1.2649]], np.float32))[0, 0] == pytest.approx(0, abs=1e-4)
    assert "4 is unchanged" in map_kind("width").title


def test_a_map_that_changes_next_to_nothing_looks_like_it() -> None:
    maps = FilmMaps(view_of(maps_of(slope=1.05, centre=0.52)))

    assert maps.signed(map_kind("contrast")).max() < 0.25
    assert maps.signed(map_kind("centre")).max() == pytest.approx(0.2, abs=1e-6)


def test_the_scale_stays_while_the_strength_goes_down() -> None:
    predicted = maps_of(slope=np.where(LEFT, 3.0, 1.0))
    weak = FilmMaps(view_of(predicted, overrides=Overrides(strength=0.5)))

    assert weak.scales["contrast"].high == pytest.approx(3)
    assert weak.signed(map_kind("contrast"))[0, 0] == pytest.approx(0.5, abs=1e-6)


def test_what_lies_outside_the_exposed_field_neither_counts_nor_shows() -> None:
    field = np.zeros((80, 100), np.bool_)
    field[:, :50] = True

    maps = FilmMaps(view_of(maps_of(slope=np.where(LEFT, 2.0, 4.0)), field=field))

    signed = maps.signed(map_kind("contrast"))
    assert maps.scales["contrast"].high == pytest.approx(2)
    assert maps.medians["contrast"] == pytest.approx(2)
    assert signed[:, :5] == pytest.approx(1)
    assert (signed[:, 5:] == 0).all()


def test_a_film_without_any_field_counts_whole() -> None:
    nowhere = np.zeros((80, 100), np.bool_)

    maps = FilmMaps(view_of(maps_of(slope=2.0), field=nowhere))

    assert maps.medians["contrast"] == pytest.approx(2)
    assert (maps.signed(map_kind("contrast")) > 0).all()


TURNS = [
    (Orientation(), (0, 0)),
    (Orientation(quarter_turns=1), (0, 7)),
    (Orientation(quarter_turns=2), (7, 9)),
    (Orientation(is_mirrored=True), (0, 9)),
    (Orientation(quarter_turns=1, is_mirrored=True), (9, 7)),
]
"""Where the cell at the top left of 8 x 10 is shown."""


@pytest.mark.parametrize(("orientation", "where"), TURNS)
def test_maps_turn_with_the_film(orientation: Orientation, where: tuple[int, int]) -> None:
    slopes = np.ones((8, 10), np.float32)
    slopes[0, 0] = 4.0
    maps = FilmMaps(view_of(maps_of(slope=slopes)), orientation)

    signed = maps.signed(map_kind("contrast"))

    assert divmod(int(signed.argmax()), signed.shape[1]) == where


@pytest.mark.parametrize(("orientation", "where"), TURNS)
def test_a_value_is_read_where_it_is_shown(
    orientation: Orientation, where: tuple[int, int]
) -> None:
    slopes = np.ones((8, 10), np.float32)
    slopes[0, 0] = 4.0
    maps = FilmMaps(view_of(maps_of(slope=slopes)), orientation)
    rows, columns = maps.signed(map_kind("contrast")).shape

    found = maps.at((where[0] + 0.5) / rows, (where[1] + 0.5) / columns)

    assert found["contrast"] == pytest.approx(4.0)
    assert maps.at(0.5, 0.5)["contrast"] == pytest.approx(1.0)


def test_values_read_as_the_rows_say_them() -> None:
    assert map_kind("contrast").text(2) == "2.00×"
    assert map_kind("brightness").text(0.644) == "0.64"
    assert map_kind("contrast").end_text(0.4321) == "0.43×"


def test_of_two_mappings_the_last_that_is_on_is_meant() -> None:
    mapping = Entry(step_type("interpretable_mapping").make())
    other = Entry(step_type("gaussian").make())
    off = Entry(mapping.step, is_enabled=False)

    assert mapping_position(Recipe((mapping, other, mapping, off))) == 2
    assert mapping_position(Recipe((other, off))) is None


def test_a_small_map_keeps_the_sides_that_are_asked_for_and_the_place_of_things() -> None:
    slopes = np.ones((90, 120), np.float32)
    slopes[:45, :60] = 4.0
    maps = FilmMaps(view_of(maps_of((90, 120), slope=slopes)), Orientation(quarter_turns=1))

    small = maps.small(map_kind("contrast"), 22)

    assert small.shape == (30, 23)
    assert small[3, 20] == pytest.approx(1)
    assert small[3, 3] == small[27, 20] == 0
