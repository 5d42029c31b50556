"""engine.before_after"""

import numpy as np
import pytest

from engine.before_after import before_after


def grey(rows: int, columns: int, level: int) -> np.ndarray:
    """Return an even film."""
    return np.full((rows, columns), level, dtype=np.uint8)


def test_small_films_stand_pixel_by_pixel_with_words_above_and_below() -> None:
    left, right = grey(300, 400, 80), grey(300, 400, 160)

    picture = before_after(left, right, "Enhanced: Chest")

    band = (picture.shape[0] - 300) // 2
    assert picture.shape[1] == 400 + 8 + 400
    assert (picture[band : band + 300, :400] == 80).all()
    assert (picture[band : band + 300, 408:] == 160).all()
    assert picture[:band, :400].max() > 200
    assert picture[:band, 408:].max() > 200
    assert picture[-band:].max() > 100


def test_large_films_are_reduced_to_1600_pixels_each() -> None:
    picture = before_after(grey(2000, 3200, 80), grey(2000, 3200, 80), "Enhanced")

    assert picture.shape[1] == 2 * 1600 + 8


def test_reduced_film_is_averaged_and_not_decimated() -> None:
    """A grid of single lines, 0 and 200, is an even 100 at half the size."""
    grid = np.zeros((3200, 3200), dtype=np.uint8)
    grid[:, ::2] = 200

    picture = before_after(grid, grid, "Enhanced")

    middle = picture[picture.shape[0] // 2, 100:1500]
    assert (middle == 100).all()


def test_cropped_result_is_brought_to_the_height_of_the_original() -> None:
    picture = before_after(grey(200, 200, 80), grey(100, 50, 160), "Enhanced")

    assert picture.shape[1] == 200 + 8 + 100


@pytest.mark.parametrize("caption", ["Enhanced: größe × Грудь", "word " * 100, ""])
def test_caption_never_reaches_the_films(caption: str) -> None:
    left, right = grey(300, 200, 80), grey(300, 200, 160)

    picture = before_after(left, right, caption)

    band = (picture.shape[0] - 300) // 2
    assert (picture[:band, 200:208] == 0).all()
    assert (picture[band : band + 300, 208:] == 160).all()
    assert (picture[:band, -1] == 0).all()


def test_films_are_not_written_to() -> None:
    left, right = grey(10, 10, 80), grey(10, 10, 160)
    left.setflags(write=False)
    right.setflags(write=False)

    before_after(left, right, "Enhanced")

    assert (left == 80).all()
