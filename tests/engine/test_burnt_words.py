"""engine.burnt_words"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.burnt_words import burnt
from engine.synthetic import WARNING
from tests.engine.words_in_pixels import finds

WORDS = (WARNING, "CT-like appearance (synthetic)", "chest-ct-like 1")


def film(rows: int, columns: int, *, seed: int = 0) -> np.ndarray:
    """Return noise, in which no letters stand."""
    return np.random.default_rng(seed).integers(60, 200, (rows, columns), dtype=np.uint8)


@pytest.mark.parametrize("shape", [(512, 512), (1500, 1200), (480, 640), (300, 2000), (2000, 300)])
@pytest.mark.parametrize("word", ["SYNTHESISED", "NOT FOR", "DIAGNOSIS", "(synthetic)", "like 1"])
def test_every_word_can_be_read_on_films_of_any_form(shape: tuple[int, int], word: str) -> None:
    assert finds(word, burnt(film(*shape), WORDS, black=0, white=255))


def test_no_word_is_found_where_none_was_burnt() -> None:
    assert not finds("DIAGNOSIS", film(512, 512))
    assert not finds("DIAGNOSIS", burnt(film(512, 512), ("ENTIRELY OTHER",), black=0, white=255))


@pytest.mark.parametrize("shape", [(512, 512), (2000, 2000)])
def test_a_line_takes_three_per_cent_of_the_film(shape: tuple[int, int]) -> None:
    before = film(*shape)

    changed = (burnt(before, (WARNING,), black=0, white=255) != before).any(axis=1)

    assert changed.sum() == pytest.approx(0.03 * shape[0], abs=1)
    assert changed[: changed.sum()].all()


def test_letters_at_512_pixels_are_nine_high_at_least() -> None:
    marked = burnt(film(512, 512), ("HHH",), black=0, white=255)

    letters = (marked[:20, :30] > 250).any(axis=1)
    assert letters.sum() >= 7


@pytest.mark.parametrize("side", [64, 96, 128])
def test_a_small_film_carries_the_warning_all_the_same(side: int) -> None:
    marked = burnt(film(side, side), WORDS, black=0, white=255)

    assert all(finds(word, marked) for word in ("SYNTHESISED", "NOT FOR", "DIAGNOSIS"))


@pytest.mark.parametrize("side", range(96, 144, 4))
def test_not_is_read_on_the_line_of_what_it_denies(side: int) -> None:
    """Wherever a line ends, and whatever widths the letters of an OpenCV have."""
    assert finds("NOT FOR", burnt(film(side, side), WORDS, black=0, white=255))


def test_no_line_begins_with_the_dash() -> None:
    """At 64 pixels the warning takes three lines of ten rows; the second is NOT FOR."""
    letters = burnt(film(64, 64), (WARNING,), black=0, white=255)[10:20, :6] > 100

    assert letters.any(axis=1).sum() >= 4


@pytest.mark.parametrize(("black", "white"), [(0, 65535), (65535, 0)])
def test_the_band_is_of_two_values_and_what_lies_between(black: int, white: int) -> None:
    before = np.full((400, 600), 30_000, np.uint16)

    marked = burnt(before, WORDS, black=black, white=white)

    band = marked[(marked != 30_000).any(axis=1)]
    assert marked.dtype == np.uint16
    assert np.median(band) == black
    assert (band == white).sum() > 100


@settings(max_examples=60, deadline=None)
@given(rows=st.integers(1, 300), columns=st.integers(1, 300), seed=st.integers(0, 9))
def test_a_film_of_any_size_keeps_it_and_what_lies_below_the_band(
    rows: int, columns: int, seed: int
) -> None:
    before = film(rows, columns, seed=seed)
    given = before.copy()

    marked = burnt(before, WORDS, black=0, white=255)

    np.testing.assert_array_equal(before, given)
    assert marked.shape == before.shape
    changed = np.flatnonzero((marked != before).any(axis=1))
    most = 0.75 * rows if min(rows, columns) >= 64 else rows
    assert changed.size
    assert changed[-1] < max(most, 1)


def test_the_same_words_give_the_same_pixels() -> None:
    once, twice = (burnt(film(300, 300), WORDS, black=0, white=255) for _ in range(2))

    np.testing.assert_array_equal(once, twice)


def test_what_lies_in_memory_turned_is_burnt_upright() -> None:
    turned = np.rot90(film(300, 400))

    marked = burnt(turned, WORDS, black=0, white=255)

    np.testing.assert_array_equal(
        marked, burnt(np.ascontiguousarray(turned), WORDS, black=0, white=255)
    )


def test_without_words_nothing_is_burnt() -> None:
    with pytest.raises(ValueError, match="words are burnt"):
        burnt(film(20, 20), (), black=0, white=255)
