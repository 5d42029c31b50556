"""engine.ops.field"""

import numpy as np

from engine.frame import FloatImage
from engine.ops.field import extended, within_field
from tests.properties.films import grey_film


def test_the_inside_is_unchanged_and_the_outside_lies_within_its_range() -> None:
    film = grey_film(61, 47) * 0.5 + 0.25
    field = np.zeros(film.shape, np.bool_)
    field[20:50, 5:30] = True
    film[~field] = 9.0

    whole = extended(film, field)

    np.testing.assert_array_equal(whole[field], film[field])
    assert film[field].min() - 1e-5 <= whole.min()
    assert whole.max() <= film[field].max() + 1e-5


def test_what_lies_outside_never_shows() -> None:
    film = grey_film(40, 40)
    field = np.ones(film.shape, np.bool_)
    field[:, :7] = False
    other = film.copy()
    other[~field] = 1 - other[~field]

    np.testing.assert_array_equal(extended(film, field), extended(other, field))


def test_a_constant_inside_goes_on_outwards_to_every_corner() -> None:
    film = np.zeros((37, 53), np.float32)
    field = np.zeros(film.shape, np.bool_)
    field[17, 11] = True
    film[17, 11] = 0.625

    np.testing.assert_allclose(extended(film, field), 0.625, atol=1e-6)


def test_the_nearest_inside_is_what_goes_on() -> None:
    film = np.zeros((64, 64), np.float32)
    film[:, 32:] = 1
    field = np.zeros(film.shape, np.bool_)
    field[16:48, 16:48] = True

    whole = extended(film, field)

    assert whole[30, 2] < 0.2
    assert whole[30, 61] > 0.8


def test_an_empty_field_leaves_the_film_alone() -> None:
    film = grey_film(8, 8)

    assert extended(film, np.zeros(film.shape, np.bool_)) is film


def test_a_filter_sees_no_edge_at_the_border_of_the_field() -> None:
    film = np.full((32, 32), 0.5, np.float32)
    field = np.ones(film.shape, np.bool_)
    field[:10] = False
    film[:10] = 0.0
    seen: list[FloatImage] = []

    def work(pixels: FloatImage) -> FloatImage:
        seen.append(pixels)
        return pixels + np.float32(0.25)

    result = within_field(film, field, work)

    np.testing.assert_allclose(seen[0], 0.5, atol=1e-6)
    np.testing.assert_allclose(result[10:], 0.75, atol=1e-6)
    assert not result[:10].any()
