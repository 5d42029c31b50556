"""engine.ops.median"""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from engine.ops.median import median, median_of_indices
from tests.properties.films import grey_film, real_film


@pytest.mark.parametrize("size", [7, 9, 15, 31])
@pytest.mark.parametrize("noise", [0.0005, 0.05])
def test_it_equals_scipy_on_every_16_bit_value(size: int, noise: float) -> None:
    """Films of few and of very many grey levels a tile, of a size that is no whole of tiles."""
    film = np.round(grey_film(150, 203, noise=noise) * 65535).astype(np.uint16)

    found = median_of_indices(film, size)

    np.testing.assert_array_equal(found, ndimage.median_filter(film, size, mode="nearest"))


def test_it_equals_scipy_where_all_65536_values_are_thrown_together() -> None:
    film = np.random.default_rng(2).permutation(65536).astype(np.uint16).reshape(128, 512)

    found = median_of_indices(film, 7)

    np.testing.assert_array_equal(found, ndimage.median_filter(film, 7, mode="nearest"))


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(1, 90),
    columns=st.integers(1, 90),
    size=st.sampled_from([3, 5, 7, 11, 21]),
    levels=st.sampled_from([1, 2, 255, 256, 257, 5000, 65536]),
    seed=st.integers(0, 99),
)
def test_it_equals_scipy_on_any_film(
    rows: int, columns: int, size: int, levels: int, seed: int
) -> None:
    film = np.random.default_rng(seed).integers(0, levels, (rows, columns)).astype(np.uint16)

    found = median_of_indices(film, size)

    np.testing.assert_array_equal(found, ndimage.median_filter(film, size, mode="nearest"))


@pytest.mark.parametrize("size", [3, 5])
def test_small_windows_are_exact_in_float(size: int) -> None:
    film = grey_film(61, 45) * np.float32(1.3) - np.float32(0.1)

    expected = ndimage.median_filter(film, size, mode="nearest")

    np.testing.assert_array_equal(median(film, size), expected)


def test_it_equals_scipy_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data)

    smoothed = median(film, 9)

    expected = ndimage.median_filter(np.round(film * 255), 9, mode="nearest")
    np.testing.assert_array_equal(np.round(smoothed * 255), expected)


def test_it_removes_a_dead_pixel_and_keeps_an_edge() -> None:
    film = np.zeros((30, 30), np.float32)
    film[:, 15:] = 0.5
    film[7, 7] = 1.0

    smoothed = median(film, 7)

    film[7, 7] = 0.0
    np.testing.assert_allclose(smoothed, film, atol=1 / 65535)


def test_size_one_is_a_copy() -> None:
    film = grey_film(5, 5)

    same = median(film, 1)

    np.testing.assert_array_equal(same, film)
    assert same is not film


@pytest.mark.parametrize("size", [0, -3, 4])
def test_it_refuses_an_even_size(size: int) -> None:
    with pytest.raises(ValueError, match="odd"):
        median(grey_film(5, 5), size)
