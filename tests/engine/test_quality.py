"""engine.quality"""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.grayscale.modality import LinearModality
from engine.grayscale.voi import Window
from engine.picture import Picture
from engine.placement import Placement
from engine.progress import Progress
from engine.quality import Quality, quality_of
from engine.radiograph import Photometric, Radiograph
from engine.reading import read_radiograph
from engine.recipe import Recipe
from engine.render import Renderer, quantised
from engine.step import step_type
from tests.properties.films import grey_film, radiograph_of

EVERYTHING = Window(32768.0, 65536.0)


def film(grey: FloatImage, *, photometric: Photometric = "MONOCHROME2") -> Radiograph:
    """Return 16-bit stored values of grey 0..1, the ends marked so that the range is 0..65535."""
    marked = grey.copy()
    marked[0, :2] = 0.0, 1.0
    stored = np.round(np.clip(marked, 0, 1) * 65535).astype(np.uint16)
    return radiograph_of(stored, bits=16, photometric=photometric)


def flat(grey: float, noise: float = 0.0, *, side: int = 300, seed: int = 1) -> FloatImage:
    """Return an even film with white noise."""
    grain = np.random.default_rng(seed).standard_normal((side, side))
    return (grey + noise * grain).astype(np.float32)


def figures(radiograph: Radiograph, voi: Window = EVERYTHING) -> Quality:
    """Return the figures of a film as read."""
    renderer = Renderer(radiograph)
    return quality_of(renderer, renderer.original, voi)


def after(radiograph: Radiograph, change: FloatImage) -> tuple[Renderer, Picture]:
    """Return a renderer, and what a step that gives these grey values would make."""
    renderer = Renderer(radiograph)
    frame = renderer.first_frame().with_pixels(change)
    return renderer, quantised(frame, renderer.original)


@pytest.mark.parametrize("sigma", [0.002, 0.01, 0.05])
def test_known_noise_is_found_within_5_per_cent(sigma: float) -> None:
    found = figures(film(flat(0.5, sigma)))

    assert found.noise_percent == pytest.approx(100 * sigma, rel=0.05)
    assert found.noise_sd == pytest.approx(65535 * sigma, rel=0.05)


def test_noise_is_told_in_modality_values() -> None:
    """12 bits under a slope of 2: one per cent of the range is 82 modality values."""
    stored = np.round(np.clip(flat(0.5, 0.01), 0, 1) * 4095).astype(np.uint16)
    stored[0, :2] = 0, 4095

    found = figures(radiograph_of(stored, modality=LinearModality(2.0, -100.0)))

    assert found.noise_sd == pytest.approx(0.01 * 2 * 4095, rel=0.05)


@pytest.mark.parametrize("contrast", [0.05, 0.2])
def test_stripes_of_known_contrast_have_their_roses_ratio(contrast: float) -> None:
    """Stripes of 1.2 mm, so that half of every tile is brighter: exactly contrast by noise."""
    sigma = 0.01
    stripes = (np.arange(300) // 6 % 2 * contrast).astype(np.float32)
    found = figures(film(flat(0.4, sigma) + stripes))

    assert found.contrast_to_noise == pytest.approx(contrast / sigma, rel=0.07)


def test_discs_of_known_contrast_and_area_have_the_closed_form() -> None:
    """Discs of radius 2 mm every 5 mm cover p = pi 2^2 / 5^2: 2 c sqrt(p (1 - p)) by noise."""
    contrast, sigma = 0.15, 0.01
    down, along = (np.mgrid[0:300, 0:300] % 25) - 12.0
    discs = np.where(np.hypot(down, along) <= 10, contrast, 0.0)
    share = float((discs > 0).mean())

    found = figures(film(flat(0.4, sigma) + discs.astype(np.float32)))

    assert share == pytest.approx(np.pi * 10**2 / 25**2, rel=0.02)
    expected = 2 * contrast * np.sqrt(share * (1 - share)) / sigma
    assert found.contrast_to_noise == pytest.approx(expected, rel=0.07)


def test_pure_noise_has_no_contrast() -> None:
    """What is left is the error of two estimates of one variance: 1 % of it is a ratio of 0.2."""
    assert figures(film(flat(0.5, 0.02))).contrast_to_noise < 0.4


def test_a_film_without_noise_has_finite_figures() -> None:
    found = figures(film(flat(0.5)))

    assert found.noise_sd == 0
    assert found.contrast_to_noise == 0
    assert all(np.isfinite(value) for value in found.to_json().values())


def test_known_shares_of_the_film_are_clipped() -> None:
    """A ramp of all 65 536 values under the window 1/4 to 3/4: a quarter at either end."""
    ramp = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    found = figures(radiograph_of(ramp, bits=16), Window(32768.0, 32769.0))

    assert found.clipped_low_percent == pytest.approx(25, abs=0.01)
    assert found.clipped_high_percent == pytest.approx(25, abs=0.01)


def test_what_is_clipped_follows_the_window() -> None:
    ramp = np.arange(65536, dtype=np.uint16).reshape(256, 256)
    found = figures(radiograph_of(ramp, bits=16), Window(65536 * 0.9, 65536 * 0.2 + 1))

    assert found.clipped_low_percent == pytest.approx(80, abs=0.01)
    assert found.clipped_high_percent == pytest.approx(0, abs=0.01)


def test_what_lies_outside_the_field_does_not_count() -> None:
    """A black margin is neither clipped nor contrast nor noise."""
    grey = flat(0.5, 0.01)
    stored = np.round(grey * 65535).astype(np.uint16)
    excluded = np.zeros(stored.shape, np.bool_)
    excluded[:, :140] = True
    stored[:, :140] = 0
    inside = figures(radiograph_of(stored[:, 140:].copy(), bits=16))

    found = figures(radiograph_of(stored, bits=16, excluded=excluded))

    assert found.clipped_low_percent == 0
    assert found.contrast_to_noise < 0.5
    assert found.noise_sd == pytest.approx(inside.noise_sd, rel=0.05)


def test_twins_have_the_same_figures_with_the_ends_exchanged() -> None:
    stored = np.round(grey_film(200, 240) * 4095).astype(np.uint16)
    window = Window(2048.0, 2001.0)

    one = figures(radiograph_of(stored), window)
    other = figures(radiograph_of(4095 - stored, photometric="MONOCHROME1"), window)

    assert other.noise_percent == pytest.approx(one.noise_percent, rel=1e-3)
    assert other.contrast_to_noise == pytest.approx(one.contrast_to_noise, rel=1e-3)
    assert other.clipped_low_percent == pytest.approx(one.clipped_low_percent, abs=0.1)


def test_the_film_itself_has_gain_1() -> None:
    found = figures(film(grey_film(300, 300)))

    assert found.local_gain == pytest.approx(1)
    assert found.local_gain_high == pytest.approx(1)


@pytest.mark.parametrize("factor", [0.5, 1.5])
def test_a_known_amplification_is_the_gain(factor: float) -> None:
    grey = (0.5 + 0.2 * (grey_film(300, 300) - 0.5)).astype(np.float32)
    radiograph = film(grey)
    amplified = (0.5 + factor * (grey - 0.5)).astype(np.float32)

    found = quality_of(*after(radiograph, amplified), EVERYTHING)

    assert found.local_gain == pytest.approx(factor, rel=0.01)


def test_the_95_per_cent_gain_sees_what_only_a_fifth_of_the_film_shows() -> None:
    grey = flat(0.5, 0.05)
    amplified = grey.copy()
    amplified[:, 240:] = 0.5 + 3 * (grey[:, 240:] - 0.5)

    found = quality_of(*after(film(grey), amplified), EVERYTHING)

    assert found.local_gain == pytest.approx(1, rel=0.02)
    assert found.local_gain_high == pytest.approx(3, rel=0.1)


def test_a_cropped_film_is_compared_with_the_same_place_of_the_film_as_read() -> None:
    """The right half is ten times as contrasty; cropped to it, and unchanged, its gain is 1."""
    grey = flat(0.5, 0.01)
    grey[:, 150:] = 0.5 + 10 * (grey[:, 150:] - 0.5)
    renderer = Renderer(film(grey))
    whole = renderer.first_frame()
    right = Placement(x_by_x=0.5, x=0.5)
    field = np.ones((300, 150), np.bool_)
    cropped = whole.regridded(whole.pixels[:, 150:].copy(), field, whole.spacing_mm, right, None)

    found = quality_of(renderer, quantised(cropped, renderer.original), EVERYTHING)

    assert found.local_gain == pytest.approx(1, rel=0.02)


def test_a_display_ready_result_is_measured_in_grey_levels() -> None:
    renderer = Renderer(film(flat(0.5, 0.01)))
    ready = renderer.first_frame().display_ready()

    found = quality_of(renderer, quantised(ready, renderer.original), EVERYTHING)

    assert found.noise_sd == pytest.approx(655, rel=0.05)


def test_smoothing_lowers_noise_and_clahe_raises_the_gain() -> None:
    renderer = Renderer(film(grey_film(400, 400, noise=0.02)))
    read = quality_of(renderer, renderer.original, EVERYTHING)
    smooth = renderer.result(Recipe().added(step_type("bilateral").make()))
    equal = renderer.result(Recipe().added(step_type("clahe").make()))

    assert quality_of(renderer, smooth, EVERYTHING).noise_sd < 0.7 * read.noise_sd
    assert quality_of(renderer, equal, EVERYTHING).local_gain > 1.2


def test_a_large_film_gives_the_figures_of_its_small_one() -> None:
    """Samples of 6 Mpx: the same noise and nearly the same shares as all of a small film."""
    large = figures(film(flat(0.5, 0.02, side=2500)), Window(32768.0, 2001.0))
    small = figures(film(flat(0.5, 0.02, side=500)), Window(32768.0, 2001.0))

    assert large.noise_sd == pytest.approx(small.noise_sd, rel=0.05)
    assert large.clipped_low_percent == pytest.approx(small.clipped_low_percent, abs=0.5)


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (5, 3), (40, 2)])
def test_the_smallest_films_have_finite_figures(shape: tuple[int, int]) -> None:
    stored = np.arange(shape[0] * shape[1], dtype=np.uint16).reshape(shape)

    found = figures(radiograph_of(stored))

    assert all(np.isfinite(value) for value in found.to_json().values())


def test_rows_are_words_with_the_figures() -> None:
    rows = Quality(12.3, 0.45, 6.7, 0.01, 12.0, 1.5, 2.5).rows()

    assert rows == (
        ("Noise", "0.45 % of the range (12.3)"),
        ("Contrast to noise", "6.7"),
        ("Clipped dark", "below 0.1 %"),
        ("Clipped bright", "12.0 %"),
        ("Local contrast", "× 1.50 (95 %: × 2.50)"),
    )


def test_nobody_has_to_wait_for_figures_that_are_no_longer_wanted() -> None:
    renderer = Renderer(film(flat(0.5, 0.01)))
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        quality_of(renderer, renderer.original, EVERYTHING, progress)


def test_real_films_have_plausible_figures(shared_data: Path) -> None:
    """8-bit chest films: noise of 0.1 to 4 per cent, and some contrast."""
    for path in sorted((shared_data / "chest_xray" / "val").glob("*.png"))[:5]:
        found = figures(read_radiograph(path), Window(128.0, 256.0))

        assert 0.1 < found.noise_percent < 4, path.name
        assert 0.5 < found.contrast_to_noise < 100, path.name
