"""engine.samples.contrast_detail"""

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.progress import Progress
from engine.samples.contrast_detail import (
    CELLS,
    SIZES_MM,
    Cell,
    ContrastDetailPhantom,
    make_contrast_detail,
)

ACRYLIC_PER_MM = 0.0212


@pytest.fixture(scope="module")
def plate() -> ContrastDetailPhantom:
    """The film of the plate."""
    return make_contrast_detail()


def test_sizes_run_from_0_3_to_8_mm_in_equal_ratios() -> None:
    ratios = np.divide(SIZES_MM[1:], SIZES_MM[:-1])

    assert SIZES_MM[0] == pytest.approx(0.3)
    assert SIZES_MM[-1] == pytest.approx(8.0)
    assert ratios == pytest.approx(np.full(CELLS - 1, ratios[0]))


@pytest.mark.parametrize(("row", "column"), [(0, 14), (0, 8), (4, 12), (8, 13), (11, 14)])
def test_holes_hold_the_stated_contrast(
    plate: ContrastDetailPhantom, row: int, column: int
) -> None:
    """Stored values fall by 6000 x 0.0212 per mm of depth, within four standard errors."""
    cell = plate.cells[row * CELLS + column]

    contrast, error = _measured(plate, cell)

    assert cell.contrast == pytest.approx(cell.depth_mm * ACRYLIC_PER_MM)
    assert contrast == pytest.approx(6000 * cell.contrast, abs=4 * error)


def test_each_hole_lies_where_it_is_said_to(plate: ContrastDetailPhantom) -> None:
    """The darkness of a deep hole is centred on the reported place to a tenth of a millimetre."""
    for cell in plate.cells[:13]:
        for hole in (cell.centre, cell.corner):
            assert hole is not None
            assert _centre_of_darkness(plate, hole, cell.diameter_mm) == pytest.approx(hole, abs=1)


def test_the_other_corners_hold_nothing(plate: ContrastDetailPhantom) -> None:
    cell = plate.cells[10]
    assert cell.corner is not None
    away = [cell.corner[k] - cell.centre[k] for k in range(2)]
    opposite = (cell.centre[0] - away[0], cell.centre[1] - away[1])

    dark, empty = (_mean(plate, at, 6) for at in (cell.corner, opposite))

    assert empty - dark > 0.9 * 6000 * cell.contrast


def test_the_corners_are_drawn_by_lot_and_the_lot_is_the_seed() -> None:
    first, again, other = (make_contrast_detail((2480, 2480), seed=s).cells for s in (1, 1, 2))

    assert first == again
    assert first != other
    assert (
        len({(c.corner[0] > c.centre[0], c.corner[1] > c.centre[1]) for c in first if c.corner})
        == 4
    )


def test_contrast_to_noise_rises_with_the_square_root_of_the_dose() -> None:
    ratios = []
    for dose in (0.5, 2.0):
        pixels = make_contrast_detail((2480, 2480), dose=dose).film.pixels
        ratios.append(float(pixels[2290:2320, 50:80].std()))

    assert ratios[0] / ratios[1] == pytest.approx(2.0, rel=0.1)


def test_the_smallest_and_shallowest_holes_drown_in_the_noise(
    plate: ContrastDetailPhantom,
) -> None:
    cell = plate.cells[(CELLS - 1) * CELLS]

    noise = plate.film.pixels[2350:2380, 110:140].std()
    pixels = np.pi / 4 * (cell.diameter_mm / 0.1) ** 2

    assert 6000 * cell.contrast / noise * np.sqrt(pixels) < 3


def test_nothing_is_clipped(plate: ContrastDetailPhantom) -> None:
    assert plate.film.pixels.min() > 0
    assert plate.film.pixels.max() < 2**14 - 1


def test_refuses_a_film_the_plate_does_not_fit() -> None:
    with pytest.raises(ValueError, match="2480"):
        make_contrast_detail((2000, 2600))


def test_stops_when_it_is_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        make_contrast_detail(progress=progress)


def _distances(plate: ContrastDetailPhantom, at: tuple[float, float]) -> np.ndarray:
    rows, columns = plate.film.pixels.shape
    y, x = np.ogrid[:rows, :columns]
    return np.hypot(y - at[0], x - at[1])


def _mean(plate: ContrastDetailPhantom, at: tuple[float, float], radius: float) -> float:
    return float(plate.film.pixels[_distances(plate, at) < radius].mean())


def _measured(plate: ContrastDetailPhantom, cell: Cell) -> tuple[float, float]:
    """Return how much darker the middle hole is than its cell, and the standard error."""
    radius = cell.diameter_mm / 2 / 0.1
    distance = _distances(plate, cell.centre)
    inside = plate.film.pixels[distance < max(radius - 3, 1)]
    y, x = np.ogrid[: plate.film.pixels.shape[0], : plate.film.pixels.shape[1]]
    square = (np.abs(y - cell.centre[0]) < 70) & (np.abs(x - cell.centre[1]) < 70)
    ground = square & (distance > radius + 3)
    if cell.corner is not None:
        ground &= _distances(plate, cell.corner) > radius + 3
    outside = plate.film.pixels[ground]
    # the scintillator correlates about ten pixels
    error = outside.std() * np.sqrt(10 / inside.size + 10 / outside.size)
    return float(outside.mean() - inside.mean()), float(error)


def _centre_of_darkness(
    plate: ContrastDetailPhantom, at: tuple[float, float], diameter_mm: float
) -> tuple[float, float]:
    reach = int(diameter_mm / 2 / 0.1 + 5)
    top, left = round(at[0]) - reach, round(at[1]) - reach
    patch = plate.film.pixels[top : top + 2 * reach + 1, left : left + 2 * reach + 1]
    dark = np.maximum(7600.0 - patch, 0)
    y, x = np.mgrid[: patch.shape[0], : patch.shape[1]]
    return (
        float((dark * y).sum() / dark.sum() + top),
        float((dark * x).sum() / dark.sum() + left),
    )
