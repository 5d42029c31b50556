"""engine.ops.stripes"""

import cv2
import numpy as np
import pytest

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.stripes import filtered_in_stripes, indices_of, stripe_rows, stripes
from engine.progress import Progress
from tests.properties.films import grey_film


def test_stripes_cover_every_row_once() -> None:
    covered = [row for part in stripes(10, 3, Progress()) for row in range(part.start, part.stop)]

    assert covered == list(range(10))


def test_a_stripe_is_never_lower_than_its_halo() -> None:
    assert stripe_rows((5000, 2000), at_least=700, pixels=1_000_000) == 700
    assert stripe_rows((5000, 2000), at_least=7, pixels=1_000_000) == 500


def blur(film: FloatImage) -> FloatImage:
    return cv2.blur(film, (9, 9)).astype(np.float32)


def test_filtering_in_stripes_equals_filtering_the_whole_film_bit_for_bit() -> None:
    film = grey_film(203, 151)

    striped = filtered_in_stripes(film, 4, blur, Progress(), pixels=1)

    np.testing.assert_array_equal(striped, blur(film))


def test_a_cancelled_progress_stops_before_the_next_stripe() -> None:
    progress = Progress()
    parts = stripes(10, 1, progress)
    next(parts)

    progress.cancel()

    with pytest.raises(Cancelled):
        next(parts)


def test_indices_are_rounded_and_clipped() -> None:
    greys = np.array([[-0.5, 0.0, 0.4 / 65535, 0.6 / 65535, 0.25, 1.0, 1.5]], np.float32)

    assert indices_of(greys).tolist() == [[0, 0, 0, 1, 16384, 65535, 65535]]


def test_16_bit_values_survive_the_way_to_float_and_back() -> None:
    every = np.arange(65536, dtype=np.uint16).reshape(256, 256)

    assert np.array_equal(indices_of(every * np.float32(1 / 65535)), every)
