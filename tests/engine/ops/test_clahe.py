"""engine.ops.clahe"""

import itertools
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skimage import exposure

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops import clahe_curves
from engine.ops.clahe import clahe
from engine.ops.clahe_curves import BINS, clipped
from engine.ops.smooth import gaussian
from engine.progress import Progress
from tests.properties.films import grey_film, real_film, similarity


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def zuiderveld(counts: npt.NDArray[np.float64], clip_limit: float) -> npt.NDArray[np.float64]:
    """ClipHistogram of Graphics Gems IV with exact shares: cut, spread, cut again, to the end."""
    counts = counts.copy()
    limit = clip_limit * counts.sum() / counts.size
    excess = np.maximum(counts - limit, 0).sum()
    counts = np.minimum(counts, limit)
    while excess > 1e-9:
        free = counts < limit
        raised = counts + np.where(free, excess / free.sum(), 0)
        excess = np.maximum(raised - limit, 0).sum()
        counts = np.minimum(raised, limit)
    return counts


def reference(
    film: FloatImage, field: BoolImage, tiles: tuple[int, int], clip_limit: float
) -> FloatImage:
    """CLAHE from its definition, pixel by pixel, in float64; smoothed over 17 bins twice.

    For films of many grey levels whose tiles all have enough exposed pixels.
    """
    indices = np.round(film * 65535).astype(np.int64)
    edges = [
        [n * side // k for n in range(k + 1)] for side, k in zip(film.shape, tiles, strict=True)
    ]
    curves = np.empty((*tiles, BINS + 1))
    for row, column in np.ndindex(tiles):
        tile = np.s_[
            edges[0][row] : edges[0][row + 1],
            edges[1][column] : edges[1][column + 1],
        ]
        counts = np.bincount(indices[tile][field[tile]] // 16, minlength=BINS).astype(np.float64)
        for _ in range(2):
            counts = np.convolve(np.pad(counts, 8, mode="symmetric"), np.ones(17) / 17, "valid")
        counts = zuiderveld(counts, clip_limit)
        curves[row, column] = np.concatenate([[0], np.cumsum(counts)]) / counts.sum()
    centres = [[(a + b - 1) / 2 for a, b in itertools.pairwise(e)] for e in edges]
    out = np.empty(film.shape)
    for row, column in np.ndindex(film.shape):
        position = indices[row, column] / 65535 * BINS
        values = np.empty(tiles)
        for tile_row, tile_column in np.ndindex(tiles):
            curve = curves[tile_row, tile_column]
            values[tile_row, tile_column] = np.interp(position, np.arange(BINS + 1), curve)
        along = [np.interp(column, centres[1], line) for line in values]
        out[row, column] = np.interp(row, centres[0], along)
    return out.astype(np.float32)


@pytest.mark.parametrize("tiles", [(1, 1), (2, 3), (3, 1)])
@pytest.mark.parametrize("clip_limit", [1.5, 4.0])
def test_it_follows_the_published_definition(tiles: tuple[int, int], clip_limit: float) -> None:
    """Sides that are no multiple of the tiles."""
    film = grey_film(47, 61, noise=0.05)

    equalised = clahe(film, everywhere(film), tiles, clip_limit)

    expected = reference(film, everywhere(film), tiles, clip_limit)
    np.testing.assert_allclose(equalised, expected, atol=3e-5)


def test_only_the_exposed_field_is_counted() -> None:
    film = grey_film(40, 50, noise=0.05)
    field = everywhere(film)
    field[:9] = False

    equalised = clahe(film, field, (2, 2), 3.0)

    expected = reference(film, field, (2, 2), 3.0)
    np.testing.assert_allclose(equalised[field], expected[field], atol=3e-5)


def test_it_agrees_with_skimage_on_a_real_film(shared_data: Path) -> None:
    """Skimage cuts once and spreads unevenly, and sees the 8-bit comb: close, not equal."""
    film = gaussian(real_film(shared_data), (0.8, 0.8))[:512, :640]
    film = (film - film.min()) / (film.max() - film.min())

    ours = clahe(film, everywhere(film), (4, 5), 6.0)

    # skimage's limit is a share of the tile's pixels, ours of the mean bin.
    theirs = exposure.equalize_adapthist(
        film, kernel_size=(128, 128), clip_limit=6.0 / BINS, nbins=BINS
    )
    assert similarity(ours, theirs) > 0.98
    assert np.abs(ours - theirs).mean() < 0.03
    assert np.abs(film - theirs).mean() > 0.1, "else this test would not see CLAHE missing"


def test_opencvs_16_bit_clip_limit_is_inert_where_ours_is_not() -> None:
    """Why this is our own: at 512 x 512 in 8 x 8 tiles OpenCV's limits 1 to 8 change nothing."""
    film = grey_film(512, 512)
    stored = np.round(film * 65535).astype(np.uint16)
    theirs = [cv2.createCLAHE(limit, (8, 8)).apply(stored) for limit in (1.0, 8.0)]

    ours = [clahe(film, everywhere(film), (8, 8), limit) for limit in (1.0, 8.0)]

    assert np.array_equal(theirs[0], theirs[1])
    assert np.abs(ours[0] - ours[1]).max() > 0.1


def test_a_clip_limit_of_one_changes_nothing() -> None:
    film = grey_film(70, 50)

    np.testing.assert_allclose(clahe(film, everywhere(film), (3, 2), 1.0), film, atol=1e-5)


def test_strength_blends_with_the_film() -> None:
    film = grey_film(70, 50)
    full = clahe(film, everywhere(film), (3, 2), 4.0, 1.0)

    half = clahe(film, everywhere(film), (3, 2), 4.0, 0.5)

    np.testing.assert_allclose(half, (film + full) / 2, atol=1e-5)
    np.testing.assert_allclose(clahe(film, everywhere(film), (3, 2), 4.0, 0.0), film, atol=1e-5)


@pytest.mark.parametrize("clip_limit", [1.3, 2.0, 5.0])
def test_no_contrast_is_raised_above_the_limit(clip_limit: float) -> None:
    """A single tile has one curve, and on a flat film its steepest slope is the limit."""
    film = grey_film(200, 150) / np.float32(8) + np.float32(0.4)

    equalised = clahe(film, everywhere(film), (1, 1), clip_limit)

    order = np.argsort(film, axis=None)
    rise = np.diff(equalised.ravel()[order])
    run = np.diff(np.round(film.ravel()[order] * 65535) / 65535)
    steps = run > 0
    assert (rise >= -1e-6).all()
    assert (rise[steps] / run[steps]).max() < clip_limit * 1.02
    assert (rise[steps] / run[steps]).max() > clip_limit * 0.98


@pytest.mark.parametrize("levels", [256, 1024])
def test_a_film_of_few_grey_levels_is_equalised_like_one_of_many(levels: int) -> None:
    """Each 8-bit level alone fills every 16th bin: counted as it is, the cut would eat it all."""
    film = grey_film(200, 200)
    few = (np.round(film * (levels - 1)) / (levels - 1)).astype(np.float32)

    of_few = clahe(few, everywhere(film), (2, 2), 3.0)

    of_many = clahe(film, everywhere(film), (2, 2), 3.0)
    assert np.abs(of_few - of_many).mean() < 0.004
    assert np.abs(of_many - film).mean() > 0.04


def test_black_stays_black_and_white_stays_white() -> None:
    film = grey_film(50, 50)

    equalised = clahe(film, everywhere(film), (2, 2), 4.0)

    assert equalised[film == 0].max() == 0
    assert equalised[film == 1].min() == pytest.approx(1, abs=1e-6)


def test_16_bit_gradients_are_kept() -> None:
    """65 536 levels in, as many out: no bin becomes a plateau."""
    ramp = np.linspace(0, 1, 65536, dtype=np.float32).reshape(256, 256)

    equalised = clahe(ramp, everywhere(ramp), (1, 1), 2.0)

    assert np.unique(equalised).size > 65000


@settings(max_examples=30, deadline=None)
@given(
    rows=st.integers(1, 70),
    columns=st.integers(1, 70),
    down=st.integers(1, 9),
    across=st.integers(1, 9),
    share=st.floats(0, 1),
    seed=st.integers(0, 99),
)
def test_any_shape_any_tiles_and_any_field_give_finite_greys(
    rows: int, columns: int, down: int, across: int, share: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    film = random.random((rows, columns)).astype(np.float32)
    field = random.random((rows, columns)) < share

    equalised = clahe(film, field, (down, across), 2.0)

    assert equalised.shape == film.shape
    assert np.isfinite(equalised).all()
    assert equalised.min() >= 0
    assert equalised.max() <= 1


def test_counting_large_tiles_in_some_rows_only_shows_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    film = grey_film(1600, 1400)
    in_some = clahe(film, everywhere(film), (2, 2), 3.0)

    monkeypatch.setattr(clahe_curves, "_ENOUGH", 10**9)
    in_all = clahe(film, everywhere(film), (2, 2), 3.0)

    difference = np.abs(in_some - in_all).max()
    assert 0 < difference < 0.003


def test_more_tiles_than_pixels_are_as_many_as_there_are_pixels() -> None:
    film = grey_film(5, 7)

    np.testing.assert_array_equal(
        clahe(film, everywhere(film), (50, 70), 2.0), clahe(film, everywhere(film), (5, 7), 2.0)
    )


@pytest.mark.parametrize("value", [0.0, 0.37, 1.0])
def test_a_constant_film_stays_constant(value: float) -> None:
    film = np.full((33, 21), value, np.float32)

    equalised = clahe(film, everywhere(film), (2, 2), 3.0)

    assert np.ptp(equalised) < 1e-6


@settings(max_examples=50, deadline=None)
@given(
    counts=st.lists(st.integers(0, 10000), min_size=2, max_size=64).filter(any),
    clip_limit=st.floats(1, 64),
)
def test_clipping_ends_where_zuidervelds_loop_ends(counts: list[int], clip_limit: float) -> None:
    histogram = np.array([counts], np.float64)

    share = clipped(histogram, clip_limit)[0]

    expected = zuiderveld(histogram[0], clip_limit) / histogram.sum()
    np.testing.assert_allclose(share, expected, atol=1e-9)
    assert share.sum() == pytest.approx(1)
    assert share.max() <= clip_limit / len(counts) + 1e-12


def test_it_stops_when_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        clahe(grey_film(9, 9), np.ones((9, 9), np.bool_), (1, 1), 2.0, progress=progress)


@pytest.mark.parametrize(
    ("tiles", "clip_limit", "strength"),
    [((0, 1), 2.0, 1.0), ((1, 1), 0.9, 1.0), ((1, 1), 2.0, 1.1), ((1, 1), float("nan"), 1.0)],
)
def test_it_refuses_numbers_out_of_range(
    tiles: tuple[int, int], clip_limit: float, strength: float
) -> None:
    with pytest.raises(ValueError, match="clip limit"):
        clahe(grey_film(9, 9), np.ones((9, 9), np.bool_), tiles, clip_limit, strength)
