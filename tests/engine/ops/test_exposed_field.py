"""engine.ops.exposed_field"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.exposed_field import FieldShape, find_exposed_field, has_edge_along
from engine.progress import Progress
from engine.reading import read_radiograph
from engine.render import Renderer
from tests.engine.ops.collimated import KINDS, Kind, collimated, overlap
from tests.engine.ops.real_fields import COLLIMATED, UNCOLLIMATED
from tests.properties.films import grey_film

SHAPE_OF = {
    "rectangle": FieldShape.RECTANGLE,
    "polygon": FieldShape.POLYGON,
    "circle": FieldShape.CIRCLE,
}


def everywhere(film: FloatImage) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.ones(film.shape, np.bool_)


def chest(shared_data: Path, name: str) -> FloatImage:
    path = next((shared_data / "chest_xray").glob(f"[tv]*/{name}*.png"))
    stored = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert stored is not None
    return stored.astype(np.float32) / np.float32(255)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_a_field_is_found_on_a_phantom(kind: Kind, seed: int) -> None:
    made = collimated(grey_film(420, 512), kind, seed)

    found = find_exposed_field(made.pixels, everywhere(made.pixels))

    assert overlap(found.mask(made.pixels.shape), made.inside) >= 0.97
    assert found.confidence > 0.5


@pytest.mark.parametrize("seed", range(6))
def test_its_angle_is_that_of_the_rectangle(seed: int) -> None:
    made = collimated(grey_film(420, 512), "rectangle", seed)

    found = find_exposed_field(made.pixels, everywhere(made.pixels))

    assert found.shape is FieldShape.RECTANGLE
    assert found.angle_deg == pytest.approx(made.angle_deg, abs=0.3)


def test_two_hundred_collimations_of_real_films_are_found(shared_data: Path) -> None:
    """Each of 200 overlaps what we made by 0.97 or more, intersection over union."""
    films = {name: chest(shared_data, name) for name in UNCOLLIMATED}
    overlaps = []
    for number in range(200):
        film = films[UNCOLLIMATED[number % len(UNCOLLIMATED)]]
        made = collimated(film, KINDS[number % 3], number)
        found = find_exposed_field(made.pixels, everywhere(film))
        overlaps.append(overlap(found.mask(film.shape), made.inside))

    assert min(overlaps) >= 0.97, np.flatnonzero(np.array(overlaps) < 0.97)


@pytest.mark.parametrize("name", sorted(COLLIMATED))
def test_the_field_of_a_real_film_is_found_as_measured_by_eye(shared_data: Path, name: str) -> None:
    folder, corners = COLLIMATED[name]
    path = next(shared_data.glob(f"{folder}/{name}*"))
    film = Renderer(read_radiograph(path)).first_frame().pixels
    outline = np.rint(np.array(corners) * (film.shape[1], film.shape[0])).astype(np.int32)
    wanted = np.zeros(film.shape, np.uint8)
    cv2.fillPoly(wanted, [outline], 1)

    found = find_exposed_field(film, everywhere(film))

    assert overlap(found.mask(film.shape), wanted > 0) >= 0.95


def test_hardly_any_real_film_without_collimation_is_cut(shared_data: Path) -> None:
    """A cut is more than 2 per cent of the film: less is the dark rim of a detector."""
    cut = []
    for name in UNCOLLIMATED:
        film = chest(shared_data, name)
        found = find_exposed_field(film, everywhere(film))
        if found.mask(film.shape).mean() < 0.98:
            cut.append(name)

    assert cut == []


def test_a_film_that_fills_its_frame_is_left_whole() -> None:
    film = grey_film(420, 512)

    found = find_exposed_field(film, everywhere(film))

    assert found.is_whole
    assert found.mask(film.shape).all()
    assert found.outline == ()


@pytest.mark.parametrize("shape", [(160, 200), (400, 400), (420, 512)])
def test_soft_straight_edges_of_a_body_are_no_collimator(shape: tuple[int, int]) -> None:
    """Without noise, the lungs of the phantom have straight sides and nothing beyond them."""
    film = grey_film(*shape, noise=0.0)

    assert find_exposed_field(film, everywhere(film)).is_whole


def test_shoulders_in_dark_air_are_no_collimator() -> None:
    """Two straight oblique edges, black beyond them, as above the shoulders of a chest."""
    film = 0.3 + 0.5 * grey_film(420, 512)
    for corners in ([(0, 0), (200, 0), (0, 110)], [(511, 0), (311, 0), (511, 110)]):
        cv2.fillPoly(film, [np.array(corners, np.int32)], 0.02)

    assert find_exposed_field(film, everywhere(film)).is_whole


def test_only_the_shape_asked_for_is_found() -> None:
    made = collimated(grey_film(420, 512), "circle", 3)

    def shape(wanted: FieldShape) -> FieldShape:
        return find_exposed_field(made.pixels, everywhere(made.pixels), wanted=wanted).shape

    assert shape(FieldShape.CIRCLE) is FieldShape.CIRCLE
    assert shape(FieldShape.RECTANGLE) is not FieldShape.CIRCLE
    assert shape(FieldShape.WHOLE) is FieldShape.WHOLE


def test_the_edge_of_padding_is_none_of_the_collimator() -> None:
    film = grey_film(420, 512)
    padded = film.copy()
    padded[:60] = 1.0
    field = everywhere(film)
    field[:60] = False

    assert not find_exposed_field(padded, everywhere(film)).is_whole
    assert find_exposed_field(padded, field).is_whole


def test_an_outline_holds_on_a_grid_of_any_size() -> None:
    made = collimated(grey_film(420, 512), "rectangle", 1)
    large = cv2.resize(made.pixels, (1536, 1260), interpolation=cv2.INTER_CUBIC)

    small = find_exposed_field(made.pixels, everywhere(made.pixels))
    fine = find_exposed_field(large.astype(np.float32), np.ones(large.shape, np.bool_))

    assert overlap(small.mask(large.shape), fine.mask(large.shape)) > 0.99


def test_it_leaves_its_input_alone_and_can_be_given_up() -> None:
    made = collimated(grey_film(420, 512), "polygon", 2)
    before = made.pixels.copy()
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        find_exposed_field(made.pixels, everywhere(made.pixels), progress)
    find_exposed_field(made.pixels, everywhere(made.pixels))

    np.testing.assert_array_equal(made.pixels, before)


@pytest.mark.parametrize(("off_px", "expected"), [(0, True), (4, True), (30, False)])
def test_an_outline_has_an_edge_along_it_or_not(off_px: int, expected: bool) -> None:
    made = collimated(grey_film(420, 512), "rectangle", 5)
    inside = cv2.warpAffine(
        made.inside.astype(np.uint8),
        np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),
        (512, 420),
    )
    size = 2 * off_px + 1
    inside = cv2.erode(inside, np.ones((size, size), np.uint8))

    assert has_edge_along(made.pixels, inside > 0) is expected
