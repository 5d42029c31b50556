"""engine.ops.wires"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.ops.wires import find_wires, ridges
from tests.properties.films import grey_film, real_film

WIDTH_MM, LENGTH_MM, STRENGTH = 2.0, 60.0, 0.4
SPACING = (0.5, 0.5)


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def even_film() -> FloatImage:
    """Return 300 x 400 px, 150 x 200 mm."""
    soft = cv2.GaussianBlur(grey_film(300, 400, noise=0.0), (0, 0), 12)
    return (0.3 + np.float32(0.2) * soft).astype(np.float32)


def lead(thickness_px: int, *, columns: tuple[int, int] = (0, 400)) -> BoolImage:
    """Return where a bent lead runs across that film."""
    mask = np.zeros((300, 400), np.uint8)
    places = np.arange(*columns)
    curve = 150 + 60 * np.sin(places / 70)
    points = np.stack([places, curve], 1).round().astype(np.int32)
    cv2.polylines(mask, [points], False, 1, thickness_px)
    return mask > 0


def found_on(
    film: FloatImage, *, length_mm: float = LENGTH_MM, strength: float = STRENGTH
) -> BoolImage:
    return find_wires(film, everywhere(film), SPACING, WIDTH_MM, length_mm, strength)


@pytest.mark.parametrize("thickness_px", [3, 4, 5])
def test_a_lead_is_covered_with_little_beside_it(thickness_px: int) -> None:
    film, wire = even_film(), lead(thickness_px)
    film[wire] += 0.15
    inner = np.zeros(film.shape, np.bool_)
    inner[20:-20, 20:-20] = True

    found = found_on(film)

    near = cv2.dilate(wire.astype(np.uint8), np.ones((13, 13), np.uint8)) > 0
    assert found[wire & inner].mean() > 0.98
    assert not found[~near].any()


def test_a_short_line_is_left() -> None:
    film = even_film()
    film[lead(4, columns=(150, 220))] += 0.15

    assert not found_on(film).any()
    assert found_on(film, length_mm=25.0).any()


def test_an_edge_and_a_dark_line_are_no_wires() -> None:
    film = even_film()
    film[:, 200:] += 0.3
    film[lead(4)] -= 0.15

    assert not found_on(film).any()


def test_a_line_along_the_rim_of_the_field_is_its_own_edge() -> None:
    film = even_film()
    film[:, 4:8] += 0.3

    assert not found_on(film).any()


def test_more_strength_finds_fainter_ones() -> None:
    film, wire = even_film(), lead(4)
    film[wire] += 0.05

    assert not found_on(film, strength=0.0).any()
    assert found_on(film, strength=0.9)[wire].mean() > 0.7


@pytest.mark.parametrize("number", [2, 15, 18, 19])
def test_a_real_chest_without_leads_is_left_as_it_is(number: int, shared_data: Path) -> None:
    film = real_film(shared_data, number)

    found = find_wires(film, everywhere(film), (0.625, 0.625), WIDTH_MM, LENGTH_MM, STRENGTH)

    assert not found.any()


def test_the_lead_down_the_side_of_a_real_film_is_found(shared_data: Path) -> None:
    """From the clip below the shoulder in an arc downwards; (row, column) by eye."""
    film = real_film(shared_data, 3)
    points = [(160, 548), (200, 550), (250, 551), (300, 546)]

    found = find_wires(film, everywhere(film), (0.625, 0.625), WIDTH_MM, LENGTH_MM, STRENGTH)

    near = cv2.dilate(found.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert all(near[point] for point in points)


def test_a_ridge_of_known_shape_has_the_curvature_of_its_formula() -> None:
    """A Gaussian line of height h and sigma s, smoothed by t, curves by h s t^2 / (s^2+t^2)^1.5."""
    height, own, sigma = 0.3, 2.0, 3.0
    across = np.arange(-40, 41, dtype=np.float32)
    film = (height * np.exp(-0.5 * (across / own) ** 2))[None].repeat(60, axis=0)

    found = ridges(film.astype(np.float32), sigma)

    exact = height * own * sigma**2 / (own**2 + sigma**2) ** 1.5
    assert found[30, 40] == pytest.approx(exact, rel=0.05)
    assert found[30, 40] == found[30].max()


def test_nothing_outside_the_field_is_found() -> None:
    film = even_film()
    film[lead(4)] += 0.15
    field = everywhere(film)
    field[:, 180:] = False

    found = find_wires(film, field, SPACING, WIDTH_MM, LENGTH_MM, STRENGTH)

    assert found[:, :180].any()
    assert not found[:, 180:].any()
