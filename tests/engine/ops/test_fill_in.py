"""engine.ops.fill_in"""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import spsolve

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops import fill_in
from engine.ops.fill_in import filled_in
from engine.progress import Progress
from tests.properties.films import real_film

TOLERANCE = 0.003
"""Of grey 0..1, from the exact solution."""


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def holes(rows: int, columns: int) -> dict[str, BoolImage]:
    """A disc, a wire, a large disc, and one at the film's edge."""
    down, across = np.mgrid[:rows, :columns]
    middle = (down - rows / 2) ** 2 + (across - columns / 2) ** 2
    return {
        "disc": middle < 30**2,
        "wire": np.abs(across - columns / 2 - 40 * np.sin(down / 40)) < 4,
        "large disc": middle < 90**2,
        "at the edge": (across > columns * 2 / 3) & (down > rows / 4) & (down < rows / 2),
    }


def solved_directly(film: FloatImage, hole: BoolImage) -> FloatImage:
    """The equation as it stands, by SciPy's sparse solver in double precision."""
    number = np.full(film.shape, -1)
    number[hole] = np.arange(int(hole.sum()))
    rows, columns, values = [], [], []
    right = np.zeros(int(hole.sum()))
    for place, (row, column) in enumerate(zip(*np.nonzero(hole), strict=True)):
        count = 0
        for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if not (0 <= near[0] < film.shape[0] and 0 <= near[1] < film.shape[1]):
                continue
            count += 1
            if hole[near]:
                rows.append(place)
                columns.append(number[near])
                values.append(-1.0)
            else:
                right[place] += film[near]
        rows.append(place)
        columns.append(place)
        values.append(float(count))
    matrix = csr_matrix((values, (rows, columns)), shape=(right.size, right.size))
    out = film.astype(np.float64)
    out[hole] = spsolve(matrix, right)
    return out.astype(np.float32)


@pytest.mark.parametrize("name", ["disc", "wire", "large disc", "at the edge"])
def test_it_solves_laplaces_equation_on_a_real_film(name: str, shared_data: Path) -> None:
    film = np.ascontiguousarray(real_film(shared_data)[100:350, 100:350])
    hole = holes(250, 250)[name]

    filled = filled_in(film, hole, everywhere(film))

    assert np.abs(filled - solved_directly(film, hole)).max() < TOLERANCE


@pytest.mark.parametrize("name", ["wire", "disc"])
@pytest.mark.parametrize("share", [0.0, 1.0])
def test_both_ways_to_solve_it_agree(
    name: str, share: float, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = np.ascontiguousarray(real_film(shared_data)[100:350, 100:350])
    hole = holes(250, 250)[name]
    monkeypatch.setattr(fill_in, "_COMPACT", share)
    monkeypatch.setattr(fill_in, "_COMPACT_PX", 0)

    filled = filled_in(film, hole, everywhere(film))

    assert np.abs(filled - solved_directly(film, hole)).max() < TOLERANCE


def test_a_plane_goes_on_as_a_plane() -> None:
    down, across = np.mgrid[:120, :90].astype(np.float32)
    film = (0.2 + 0.003 * down + 0.004 * across).astype(np.float32)
    hole = (down > 30) & (down < 80) & (across > 20) & (across < 60)

    filled = filled_in(np.where(hole, np.float32(0), film), hole, everywhere(film))

    assert np.abs(filled - film).max() < TOLERANCE


def test_nothing_but_the_hole_changes_and_nothing_of_it_is_left() -> None:
    film = np.random.default_rng(0).random((150, 130), np.float32) * np.float32(0.2)
    hole = holes(150, 130)["disc"]
    marked = np.where(hole, np.float32(1), film)

    filled = filled_in(marked, hole, everywhere(film))

    np.testing.assert_array_equal(filled[~hole], film[~hole])
    assert filled[hole].max() <= film.max() + TOLERANCE
    np.testing.assert_array_equal(filled, filled_in(film, hole, everywhere(film)))


def test_only_the_exposed_field_fills_and_is_filled() -> None:
    film = np.full((80, 80), 0.3, np.float32)
    field = everywhere(film)
    field[:, 40:] = False
    film[~field] = 1.0
    hole = np.zeros(film.shape, np.bool_)
    hole[30:50, 25:60] = True

    filled = filled_in(film, hole, field)

    assert np.abs(filled[field] - 0.3).max() < 1e-5
    np.testing.assert_array_equal(filled[~field], film[~field])


def test_a_film_that_is_all_hole_stays() -> None:
    film = np.random.default_rng(0).random((20, 30), np.float32)

    np.testing.assert_array_equal(filled_in(film, everywhere(film), everywhere(film)), film)


def test_two_holes_far_apart_are_filled_each_from_its_own_surroundings() -> None:
    film = np.full((400, 400), 0.2, np.float32)
    film[:, 200:] = 0.8
    hole = np.zeros(film.shape, np.bool_)
    hole[50:70, 50:70] = True
    hole[300:330, 300:330] = True

    filled = filled_in(np.where(hole, np.float32(0.5), film), hole, everywhere(film))

    assert np.abs(filled - film).max() < 1e-5


def test_it_leaves_when_asked() -> None:
    film = np.zeros((200, 200), np.float32)
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        filled_in(film, holes(200, 200)["disc"], everywhere(film), progress)
