"""engine.ops.multiscale, and the step made of it"""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from numpy.testing import assert_allclose
from scipy import ndimage

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.multiscale import (
    CORE_SIGMAS,
    FAINTEST,
    BandGain,
    band_gains,
    multiscale,
    noise_in_bands,
)
from engine.ops.pyramid import pyramid_of
from engine.progress import Progress
from engine.steps.multiscale import Multiscale
from tests.properties.films import frame_of, grey_film, real_film

Doubles = npt.NDArray[np.float64]

BANDS = 4
KERNEL = np.array([1, 4, 6, 4, 1]) / 16


def silent(bands: int = BANDS) -> FloatImage:
    """Return the noise of a film that has none."""
    return np.zeros((bands, 256), np.float32)


def with_gain(number: int, gain: BandGain) -> tuple[BandGain, ...]:
    """Return gains that change one band only."""
    return tuple(gain if place == number else BandGain() for place in range(BANDS + 1))


def wave(period_px: float, amplitude: float) -> FloatImage:
    across = np.arange(896, dtype=np.float64)
    row = 0.5 + amplitude * np.sin(2 * np.pi * across / period_px)
    return np.tile(row.astype(np.float32), (896, 1))


def by_definition(film: Doubles, gains: tuple[BandGain, ...], strongest: float) -> Doubles:
    """The formula in float64, by scipy and not a line of ours; right away from the edges."""
    gain = gains[0]
    if len(gains) == 1:
        return film * gain.amplification
    coarse = both_ways(film)[::2, ::2]
    zeros = np.zeros_like(film)
    zeros[::2, ::2] = coarse
    detail = film - 4 * both_ways(zeros)
    power = ndimage.uniform_filter(detail**2, 7, mode="reflect")
    amplitude = np.maximum(np.sqrt(2 * power), FAINTEST * strongest)
    raised = gain.amplification * detail * (amplitude / strongest) ** (gain.exponent - 1)
    zeros[::2, ::2] = by_definition(coarse, gains[1:], strongest)
    total: Doubles = raised + 4 * both_ways(zeros)
    return total


def both_ways(film: Doubles) -> Doubles:
    down = ndimage.convolve1d(film, KERNEL, axis=0, mode="mirror")
    smooth: Doubles = ndimage.convolve1d(down, KERNEL, axis=1, mode="mirror")
    return smooth


GAINS = (
    BandGain(0.6, 1.5),
    BandGain(0.7, 1.2),
    BandGain(0.8, 1.0),
    BandGain(1.0, 0.9),
    BandGain(1.0, 0.7),
)


def test_it_is_the_formula_as_scipy_computes_it() -> None:
    film = grey_film(520, 460, noise=0.02)

    ours = multiscale(pyramid_of(film, BANDS), GAINS, 0.2, silent(), 0.0)

    theirs = by_definition(film.astype(np.float64), GAINS, 0.2)
    inner = np.s_[150:-150, 150:-150]
    assert np.abs(theirs - film)[inner].max() > 0.1, "else nothing would be compared"
    assert_allclose(ours[inner], theirs[inner], atol=2e-5)


@pytest.mark.parametrize("number", range(2))
def test_it_is_the_formula_on_real_films(shared_data: Path, number: int) -> None:
    film = real_film(shared_data, number)

    ours = multiscale(pyramid_of(film, BANDS), GAINS, 0.2, silent(), 0.0)

    theirs = by_definition(film.astype(np.float64), GAINS, 0.2)
    inner = np.s_[150:-150, 150:-150]
    assert_allclose(ours[inner], theirs[inner], atol=2e-5)


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("exponent", [0.4, 0.7, 1.0])
@pytest.mark.parametrize("share", [0.02, 0.2, 1.0])
def test_a_wave_grows_as_the_formula_says(number: int, exponent: float, share: float) -> None:
    """Twice around in the 7 x 7 pixels that are looked at, the wave's power is even."""
    strongest = 0.2
    film = wave(7 * 2**number, share * strongest)
    pyramid = pyramid_of(film, BANDS)
    band = pyramid.band(number)[0]
    held = np.sqrt(2) * band[49:-49, 49:-49].std()  # amplitude

    grown = multiscale(
        pyramid, with_gain(number, BandGain(exponent, 1.3)), strongest, silent(), 0.0
    )

    gain = 1.3 * max(held / strongest, FAINTEST) ** (exponent - 1)
    added = (gain - 1) * _enlarged(band, number)
    inner = np.s_[256:-256, 256:-256]
    assert held > 0.4 * share * strongest, "else the wave would lie elsewhere"
    assert_allclose(grown[inner] - film[inner], added[inner], atol=0.01 * gain * held)


def _enlarged(band: FloatImage, number: int) -> FloatImage:
    for _ in range(number):
        band = cv2.pyrUp(band)  # type: ignore[assignment]
    return band


def test_it_does_nothing_at_neutral_numbers() -> None:
    film = grey_film(300, 260, noise=0.02)

    same = multiscale(pyramid_of(film, BANDS), [BandGain()] * 5, 0.2, silent(), 0.0)

    assert_allclose(same, film, atol=1e-6)


def test_the_step_at_neutral_numbers_is_a_stretch() -> None:
    film = grey_film(300, 260, noise=0.02) * np.float32(0.5)

    after = Multiscale(contrast=0, edge=0, latitude=0, noise=0).apply(frame_of(film), Progress())

    low, high = np.percentile(film, (0.2, 99.8))
    assert_allclose(after.pixels, np.clip((film - low) / (high - low), 0, 1), atol=2e-4)


def test_a_film_of_half_the_range_looks_the_same() -> None:
    """What is faint and what is strong depends on the film, not on how it was stored."""
    film = grey_film(300, 260, noise=0.02)

    one = Multiscale().apply(frame_of(film), Progress()).pixels
    two = Multiscale().apply(frame_of(film * np.float32(0.5)), Progress()).pixels

    assert np.abs(one - two).mean() < 2e-3


def test_a_half_size_preview_has_the_gains_of_the_film() -> None:
    film = band_gains(9, 0.1, 0.4, 0.3, 0.2)

    preview = band_gains(8, 0.2, 0.4, 0.3, 0.2)

    assert film[1:] == preview
    assert film[0] == BandGain(0.6, 1.3)
    assert film[-1] == BandGain(1.0, 0.8)


def test_no_halo_grows_beside_a_strong_edge() -> None:
    """A step over the film's whole range stays one; coefficient by coefficient it did not."""
    film = np.full((512, 512), 0.1, np.float32)
    film[:, 256:] = 0.9
    pyramid = pyramid_of(film, 9)
    gains = band_gains(9, 0.4, 0.4, 0.0, 0.0)

    after = multiscale(pyramid, gains, 0.2 * 0.8, silent(9), 0.0)

    near = np.abs(after - film)[:, 128:384]
    assert near.max() < 0.07 * 0.8


def test_faint_detail_gains_on_strong() -> None:
    """Two discs 1 cm wide, of 2 % and of 50 %."""
    film = np.full((400, 800), 0.3, np.float32)
    for middle, contrast in ((200, 0.02), (600, 0.5)):
        disc = np.zeros(film.shape, np.float32)
        cv2.circle(disc, (middle, 200), 25, contrast, -1)
        film += cv2.GaussianBlur(disc, (0, 0), 3)

    after = Multiscale(edge=0, latitude=0, noise=0).apply(frame_of(film), Progress()).pixels

    def height(image: FloatImage, middle: int) -> float:
        return float(image[200, middle] - image[200, middle + 45])

    before = height(film, 200) / height(film, 600)
    assert height(after, 200) / height(after, 600) > 1.8 * before


@pytest.mark.parametrize("sigma", [0.005, 0.03])
def test_the_noise_of_each_band_is_known(sigma: float) -> None:
    grain = np.random.default_rng(3).standard_normal((900, 900), np.float32)
    film = 0.5 + np.float32(sigma) * grain
    pyramid = pyramid_of(film, 6)

    sigmas = noise_in_bands(pyramid, np.ones(film.shape, np.bool_), 0.1)

    found = sigmas[:, 128]
    held = [float(pyramid.band(number)[0].std()) for number in range(6)]
    assert_allclose(found, held, rtol=0.12)


def test_noise_is_measured_inside_the_field_only() -> None:
    grain = np.random.default_rng(3).standard_normal((600, 600), np.float32)
    field = np.zeros(grain.shape, np.bool_)
    field[:, :300] = True
    film = 128 / 255 + np.where(field, np.float32(0.01), np.float32(0.001)) * grain

    sigmas = noise_in_bands(pyramid_of(film, 4), field, 0.1)

    assert sigmas[0, 128] == pytest.approx(0.0094, rel=0.1)


def test_noise_alone_is_taken_away_and_detail_is_not() -> None:
    grain = np.random.default_rng(3).standard_normal((600, 600), np.float32)
    film = 0.5 + np.float32(0.01) * grain
    film[:, 300:] += wave(16, 0.2)[:600, :300] - np.float32(0.5)
    pyramid = pyramid_of(film, BANDS)
    sigmas = noise_in_bands(pyramid, np.ones(film.shape, np.bool_), 0.1)
    gains = [BandGain(0.6)] * BANDS + [BandGain()]

    kept = multiscale(pyramid, gains, 0.2, sigmas, 0.0)
    cored = multiscale(pyramid, gains, 0.2, sigmas, 1.0)

    calm, busy = np.s_[50:550, 50:250], np.s_[50:550, 350:550]
    assert kept[calm].std() > 1.5 * film[calm].std()
    assert cored[calm].std() < 0.3 * film[calm].std()
    smooth = cv2.GaussianBlur(cored, (0, 0), 2)[busy].std() / film[busy].std()
    assert smooth == pytest.approx(
        float(cv2.GaussianBlur(kept, (0, 0), 2)[busy].std() / film[busy].std()), rel=0.05
    )
    assert CORE_SIGMAS == 3.0


def test_noise_where_the_film_is_dense_is_told_from_detail_where_it_is_not() -> None:
    """Equal waves: one drowns in the noise of the dense half."""
    film = np.full((512, 1024), 0.2, np.float32)
    film[:, 512:] = 0.8
    grain = np.random.default_rng(3).standard_normal(film.shape, np.float32)
    film += np.where(film > 0.5, np.float32(0.03), np.float32(0.0005)) * grain
    pyramid = pyramid_of(film, BANDS)
    sigmas = noise_in_bands(pyramid, np.ones(film.shape, np.bool_), 0.1)

    assert sigmas[0, 204] > 20 * sigmas[0, 51]


def test_wrong_numbers_are_refused() -> None:
    pyramid = pyramid_of(grey_film(64, 64), BANDS)

    with pytest.raises(ValueError, match="3 gains for 4 bands"):
        multiscale(pyramid, [BandGain()] * 3, 0.2, silent(), 0.0)
    with pytest.raises(ValueError, match="strongest 0"):
        multiscale(pyramid, [BandGain()] * 5, 0.0, silent(), 0.0)


def test_it_can_be_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        multiscale(pyramid_of(grey_film(64, 64), 4), GAINS, 0.2, silent(), 0.5, progress)
