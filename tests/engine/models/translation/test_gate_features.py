"""engine.models.translation.gate_features"""

import cv2
import numpy as np
import pytest

from engine.frame import FloatImage
from engine.models.translation.gate_features import (
    BANDS,
    GREY_PERCENTS,
    GROUPS,
    SIDE,
    THUMBNAIL,
    features_of,
    field_picture,
    turned_layout,
)
from tests.engine.models.translation.made_films import trunk

FILM = trunk(1)
EVERYWHERE = np.ones(FILM.shape, np.bool_)


def test_only_the_box_of_the_field_is_looked_at() -> None:
    wide = np.pad(FILM, ((30, 10), (20, 40)), constant_values=1.0)
    field = np.pad(EVERYWHERE, ((30, 10), (20, 40)))

    picture = field_picture(wide, field)

    assert np.array_equal(picture.grey, field_picture(FILM, EVERYWHERE).grey)


def test_even_bars_along_the_edges_are_left_out() -> None:
    barred = np.pad(FILM, ((30, 10), (20, 40)))

    picture = field_picture(barred, np.ones(barred.shape, np.bool_))

    assert np.abs(picture.grey - field_picture(FILM, EVERYWHERE).grey).max() < 0.01


@pytest.mark.parametrize("group", GROUPS)
def test_a_linear_window_changes_nothing(group: str) -> None:
    windowed = FILM * np.float32(0.4) + np.float32(0.3)

    seen = features_of(field_picture(windowed, EVERYWHERE))[group]

    wanted = features_of(field_picture(FILM, EVERYWHERE))[group]
    assert np.abs(seen - wanted).max() < 2e-3


@pytest.mark.parametrize("group", GROUPS)
def test_a_film_of_four_times_the_size_looks_the_same(group: str) -> None:
    large = cv2.resize(FILM, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC).astype(np.float32)

    seen = features_of(field_picture(large, np.ones(large.shape, np.bool_)))[group]

    wanted = features_of(field_picture(FILM, EVERYWHERE))[group]
    assert np.abs(seen - wanted).mean() < 0.1 * wanted.std()


def test_greys_are_the_percentiles_between_the_ends() -> None:
    ramp = np.tile(np.linspace(0.2, 0.7, SIDE, dtype=np.float32), (SIDE, 1))

    greys = features_of(field_picture(ramp, np.ones(ramp.shape, np.bool_)))["greys"]

    assert greys == pytest.approx([(percent - 1) / 98 for percent in GREY_PERCENTS], abs=2e-3)


def test_a_wave_has_its_power_in_its_own_band() -> None:
    edges = np.geomspace(2, 64, BANDS + 1)
    wave = 0.5 + 0.3 * np.sin(2 * np.pi * 20 * np.arange(SIDE) / SIDE)
    film: FloatImage = np.tile(wave, (SIDE, 1)).astype(np.float32)

    texture = features_of(field_picture(film, np.ones(film.shape, np.bool_)))["texture"]

    assert int(texture.argmax()) == int(np.searchsorted(edges, 20)) - 1


def test_the_layout_of_a_turned_film_is_the_turned_layout() -> None:
    turned = np.ascontiguousarray(np.rot90(FILM))

    layout = features_of(field_picture(turned, np.ones(turned.shape, np.bool_)))["layout"]

    own = features_of(field_picture(FILM, EVERYWHERE))["layout"]
    assert layout.shape == (THUMBNAIL**2,)
    assert np.abs(layout - turned_layout(own, 1)).max() < 0.01
