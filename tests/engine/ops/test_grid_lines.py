"""engine.ops.grid_lines"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.frame import FloatImage
from engine.ops.grid_lines import GridLines, find_grid_lines, wave_kernel, without_grid_lines
from engine.reading import read_radiograph
from engine.render import Renderer
from tests.properties.faults import grid_pattern
from tests.properties.films import grey_film, real_film, similarity

PROMINENCE = 6.0
REACH = (9.0, 9.0)
DECIBELS, ALIKE = 30.0, 0.99

FULL_SIZE = (
    "pylibjpeg-data/ljdata/ds/JPEG2000Lossless/966_fixed.dcm",
    "pydicom-data/data_store/data/RG1_J2KI.dcm",
    "pylibjpeg-data/ljdata/ds/JPEGLosslessSV1/RG2_JPLL.dcm",
)
"""Films at the pixel size of their detectors: a chest, a chest, a hip."""

GRIDS = [(0.13, 0.0), (0.23, 0.7), (0.31, -1.0), (0.42, 0.3)]
"""Cycles a px, degrees."""


def full_size_film(shared_data: Path, name: str) -> FloatImage:
    """Return 1200 x 1200 pixels of a film, with room for a grid's brighter lines."""
    film = Renderer(read_radiograph(shared_data / "dicom" / name)).first_frame().pixels
    cut: FloatImage = film[:1200, :1200] * np.float32(0.9) + np.float32(0.05)
    return cut


def grid_on(film: FloatImage, frequency: float, angle_degrees: float) -> FloatImage:
    """Return a grid's shadow: as strong as the film is bright, before the film's own noise."""
    light = cv2.GaussianBlur(film, (0, 0), 1.5)
    shadow = grid_pattern(film.shape[0], film.shape[1], frequency, angle_degrees, 1.0)
    return (np.float32(0.03) * light * shadow).astype(np.float32)


@pytest.mark.parametrize(("frequency", "angle_degrees"), GRIDS)
@pytest.mark.parametrize("name", FULL_SIZE)
@pytest.mark.parametrize("is_turned", [False, True])
def test_a_grid_on_a_real_film_loses_30_db_and_the_film_nothing(
    name: str, frequency: float, angle_degrees: float, is_turned: bool, shared_data: Path
) -> None:
    """What is left of the grid is what the same notch leaves less what it leaves of the film."""
    film = full_size_film(shared_data, name)
    grid = grid_on(film, frequency, angle_degrees)
    if is_turned:
        film, grid = np.ascontiguousarray(film.T), np.ascontiguousarray(grid.T)

    lines = find_grid_lines(film + grid, PROMINENCE)
    cleaned = without_grid_lines(film + grid, lines, REACH, 1.0)

    left = cleaned - without_grid_lines(film, lines, REACH, 1.0)
    assert 20 * np.log10(grid.std() / left.std()) >= DECIBELS
    assert similarity(cleaned, film) >= ALIKE


@pytest.mark.parametrize("number", range(10))
def test_a_film_without_a_grid_has_no_lines(number: int, shared_data: Path) -> None:
    film = real_film(shared_data, number)

    assert find_grid_lines(film, PROMINENCE) == GridLines()


@pytest.mark.parametrize("name", FULL_SIZE)
def test_nor_has_one_at_full_size(name: str, shared_data: Path) -> None:
    assert not find_grid_lines(full_size_film(shared_data, name), PROMINENCE).are_there


def test_noise_and_flat_film_have_no_lines() -> None:
    noise = np.random.default_rng(0).normal(0.5, 0.05, (700, 900)).astype(np.float32)

    assert not find_grid_lines(noise, PROMINENCE).are_there
    assert not find_grid_lines(np.full((300, 300), 0.4, np.float32), PROMINENCE).are_there


@pytest.mark.parametrize("frequency", [0.12, 0.237, 0.4561])
def test_the_frequency_is_found_to_a_tenth_of_a_bin(frequency: float) -> None:
    film = grey_film(600, 800) * np.float32(0.9)
    lines = find_grid_lines(film + 0.02 * grid_pattern(600, 800, frequency), PROMINENCE)

    assert lines.down == ()
    assert lines.across == pytest.approx((frequency,), abs=0.15 / 800)


def test_lines_both_ways_are_found_each_on_its_axis() -> None:
    film = grey_film(600, 800) * np.float32(0.9)
    crossed = film + 0.02 * grid_pattern(600, 800, 0.3)
    crossed += 0.02 * grid_pattern(800, 600, 0.21).T

    lines = find_grid_lines(crossed, PROMINENCE)

    assert lines.across == pytest.approx((0.3,), abs=2e-4)
    assert lines.down == pytest.approx((0.21,), abs=2e-4)


@pytest.mark.parametrize("phase", [0.0, 1.0, 2.5])
def test_a_pure_wave_vanishes_up_to_the_very_edge(phase: float) -> None:
    wave = (0.5 + 0.1 * grid_pattern(40, 200, 0.23, phase=phase)).astype(np.float32)

    cleaned = without_grid_lines(wave, GridLines(across=(0.23,)), REACH, 1.0)

    assert np.abs(cleaned - 0.5).max() < 1e-4


def test_the_notch_is_deep_and_narrow() -> None:
    """Its response by the discrete Fourier transform: 1 at its own frequency, 0 a little off."""
    kernel = wave_kernel((0.25,), 10.0, 30)
    padded = np.zeros(4000)
    padded[:61] = kernel

    response = np.abs(np.fft.rfft(padded))

    assert response[1000] == pytest.approx(1.0, abs=1e-6)  # 0.25 cycles a px
    assert response[0] == pytest.approx(0.0, abs=1e-6)
    assert response[[600, 1400]].max() < 0.01  # 0.15 and 0.35


def test_half_the_strength_takes_half_the_wave() -> None:
    wave = (0.5 + 0.1 * grid_pattern(30, 120, 0.3)).astype(np.float32)

    cleaned = without_grid_lines(wave, GridLines(across=(0.3,)), REACH, 0.5)

    np.testing.assert_allclose(cleaned - 0.5, (wave - 0.5) / 2, atol=1e-4)


def test_stripes_leave_no_seam() -> None:
    film = grey_film(3000, 400)
    lines = GridLines(across=(0.2,), down=(0.3,))

    whole = without_grid_lines(film, lines, REACH, 1.0)

    part = without_grid_lines(np.ascontiguousarray(film[1000:2000]), lines, REACH, 1.0)
    np.testing.assert_allclose(whole[1100:1900], part[100:900], atol=1e-6)
