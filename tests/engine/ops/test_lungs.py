"""engine.ops.lungs, engine.ops.chest_atlas and engine.ops.chest_pose"""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops.chest_atlas import ChestAtlas, grid_points, read_atlas, standard_atlas, write_atlas
from engine.ops.chest_pose import USUAL, placed
from engine.ops.lungs import evidence, find_chest, lung_field, lungs_at
from engine.progress import Progress
from engine.reading import read_radiograph
from engine.render import Renderer
from tests.properties.films import real_film

UPRIGHT = USUAL[None]


def dice(one: BoolImage, other: BoolImage) -> float:
    """Return twice the intersection over both areas."""
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))


def everywhere(image: FloatImage) -> BoolImage:
    return np.ones(image.shape, np.bool_)


def chest(shared_data: Path) -> FloatImage:
    """Return a real chest film."""
    return real_film(shared_data, 3)


def stored(path: Path) -> npt.NDArray[np.uint8]:
    """Return the stored values of a picture."""
    values = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert values is not None, path.name
    return np.asarray(values, np.uint8)


def masked_films(shared_data: Path) -> list[tuple[FloatImage, BoolImage]]:
    """Return every chest film whose lungs a person has outlined, in the order of their names."""
    folder = shared_data / "chest_xray"
    found = []
    for path in sorted((folder / "lung_masks").glob("*.png")):
        (film,) = folder.rglob(path.name.replace("_lung", ""))
        found.append(((stored(film) / 255).astype(np.float32), stored(path) > 0))
    return found


def test_lungs_are_where_people_outlined_them(shared_data: Path) -> None:
    """66 films, most from the bedside; the atlas is made of every other, the rest are new to it."""
    films = masked_films(shared_data)

    found = np.array([dice(lung_field(film, everywhere(film)), mask) for film, mask in films])

    new = found[1::2]
    assert len(films) == 66
    assert found.mean() >= 0.88
    assert np.percentile(found, 10) >= 0.82
    assert new.mean() >= 0.865


def test_nearly_every_chest_is_known_as_one(shared_data: Path) -> None:
    """Films white on one side may be refused: 1 in 10 at most."""
    films = sorted((shared_data / "chest_xray" / "val").glob("*.png"))
    kept = 0
    for number in range(len(films)):
        film = real_film(shared_data, number)
        kept += bool(lung_field(film, everywhere(film)).any())

    assert kept >= 0.9 * len(films)


@pytest.mark.parametrize(
    "name", ["NM_Kakadu44*.dcm", "331_DDH_1.dcm", "331_DDH_10.dcm", "RG2_JPLY.dcm", "RG3_J2KR.dcm"]
)
def test_a_hand_a_pelvis_a_hip_and_a_leg_have_no_lungs(name: str, shared_data: Path) -> None:
    (path, *_) = (shared_data / "dicom").rglob(name)
    frame = Renderer(read_radiograph(path)).first_frame()

    assert not lung_field(frame.pixels, frame.field).any()


@pytest.mark.parametrize("what", ["noise", "ramp", "even"])
def test_what_is_no_chest_has_no_lungs(what: str) -> None:
    film = {
        "noise": np.random.default_rng(0).random((300, 320), np.float32),
        "ramp": np.tile(np.linspace(0, 1, 320, dtype=np.float32), (300, 1)),
        "even": np.full((300, 320), 0.5, np.float32),
    }[what]

    assert not lung_field(film, everywhere(film)).any()


def test_a_burnt_in_black_border_hardly_moves_the_lungs(shared_data: Path) -> None:
    film = chest(shared_data)
    bare = lung_field(film, everywhere(film))
    wide = cv2.copyMakeBorder(film, 10, 10, 45, 45, cv2.BORDER_CONSTANT, value=0.0)
    bordered = np.asarray(wide, np.float32)

    found = lung_field(bordered, everywhere(bordered))

    assert dice(found[10:-10, 45:-45], bare) > 0.85


def test_the_edge_of_a_burnt_in_border_is_no_evidence(shared_data: Path) -> None:
    """A film's width and a fifth: across the border, the film goes on as if it had none."""
    film = chest(shared_data)
    side = film.shape[1] // 10
    bordered = cv2.copyMakeBorder(film, 0, 0, side, side, cv2.BORDER_CONSTANT, value=0.0)
    grey = np.asarray(bordered, np.float32)

    channels, _ = evidence(grey, everywhere(grey), Progress())

    steepness = np.abs(channels[2]).mean(axis=0)
    at = round(side * steepness.size / grey.shape[1])
    assert steepness[at - 6 : at + 6].max() < 0.6 * steepness.max()


def test_what_lies_outside_the_field_does_not_matter(shared_data: Path) -> None:
    film = chest(shared_data)
    field = everywhere(film)
    field[:, :30] = False
    other = film.copy()
    other[:, :30] = 1 - other[:, :30]

    np.testing.assert_array_equal(lung_field(film, field), lung_field(other, field))
    assert not lung_field(film, field)[~field].any()


def test_brighter_and_more_contrasty_films_have_the_same_lungs(shared_data: Path) -> None:
    film = chest(shared_data)
    other = (0.25 + 0.6 * film).astype(np.float32)

    one, two = (lung_field(each, everywhere(each)) for each in (film, other))

    assert dice(one, two) > 0.97


def test_a_mirrored_chest_has_mirrored_lungs(shared_data: Path) -> None:
    film = chest(shared_data)
    mirrored = np.ascontiguousarray(film[:, ::-1])

    found = lung_field(mirrored, everywhere(mirrored))

    assert dice(found[:, ::-1], lung_field(film, everywhere(film))) > 0.87


def test_a_chest_laid_elsewhere_is_found_there() -> None:
    """The atlas itself as film, drawn at another pose: found within 2 % of the film's side."""
    atlas = standard_atlas()
    pose = UPRIGHT + np.array([[0.04, -0.1, 0.03, 0.06, 0.0, -0.1, 0.0, 0.05]], np.float32)
    channels = painted(atlas, pose)
    inside = np.ones(channels.shape[1:], np.bool_)

    found = find_chest(channels, inside, atlas, Progress())

    assert found.likeness > 0.8
    np.testing.assert_allclose(
        placed(found.pose, atlas.outlines[0]), placed(pose, atlas.outlines[0]), atol=0.035
    )
    shape = channels.shape[1:]
    assert dice(lungs_at(found.pose, atlas, shape), lungs_at(pose, atlas, shape)) > 0.95


def painted(atlas: ChestAtlas, pose: FloatImage) -> FloatImage:
    """Return the channels of a film of 256 x 256 pixels that looks like the atlas at a pose."""
    at = placed(pose, grid_points())[0] * 256
    down, along = np.mgrid[0:256, 0:256]
    apart = np.square(at[:, 0, None] - along.ravel()) + np.square(at[:, 1, None] - down.ravel())
    nearest = np.argmin(apart, axis=0)
    return np.ascontiguousarray(atlas.picture[:, nearest].reshape(-1, 256, 256))


def test_an_upright_pose_maps_the_chest_by_width_and_height() -> None:
    pose = np.array([[0.5, 0.8, 0.0, 0.1, 0.0, 0.6, 0.0, 0.0]], np.float32)
    points = np.array([[-0.5, 0.0], [0.5, 1.0], [0.0, 0.5]], np.float32)

    found = placed(pose, points)[0]

    np.testing.assert_allclose(found, [[0.1, 0.1], [0.9, 0.7], [0.5, 0.4]], atol=1e-6)


def test_a_pose_tells_its_sides_apart() -> None:
    """Left of the film 10 % wider, its apex lower by 0.04, its lung higher by 0.06."""
    pose = np.array([[0.5, 0.8, 0.1, 0.1, 0.04, 0.6, 0.06, 0.0]], np.float32)
    points = np.array([[-0.5, 0.0], [0.5, 0.0], [-0.5, 1.0], [0.5, 1.0]], np.float32)

    found = placed(pose, points)[0]

    expected = [[0.06, 0.12], [0.86, 0.08], [0.06, 0.75], [0.86, 0.65]]
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_tilt_turns_about_the_middle_of_the_lungs() -> None:
    pose = np.array([[0.5, 0.8, 0.0, 0.1, 0.0, 0.6, 0.0, 0.1]], np.float32)
    points = np.array([[0.0, 0.5], [0.5, 0.5], [0.0, 1.0]], np.float32)

    found = placed(pose, points)[0]

    np.testing.assert_allclose(found, [[0.5, 0.4], [0.9, 0.44], [0.47, 0.7]], atol=1e-6)


def test_the_score_is_the_weighted_correlation_of_numpy() -> None:
    """At one pose, channel by channel, with numpy's own sums; the pose leaves the film in part."""
    atlas = standard_atlas()
    random = np.random.default_rng(0)
    noise = random.standard_normal((200, 256, 4)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), 12.0)  # so that a point may fall into the next pixel
    channels = np.ascontiguousarray(smooth.transpose(2, 0, 1), np.float32)
    inside = np.ones((200, 256), np.bool_)
    pose = UPRIGHT + np.array([[0.1, 0, 0, 0, 0, 0, 0, 0.05]], np.float32)
    pixels = np.floor(placed(pose, grid_points())[0] * 256).astype(int)
    on_film = ((pixels >= 0) & (pixels < (256, 200))).all(axis=1)
    x, y = pixels[on_film].T
    expected = []
    for number in range(4):
        value, mean = channels[number, y, x], atlas.picture[number, on_film]
        weight = atlas.weight[number, on_film].astype(np.float64)
        if number < 2:
            value = value - np.average(value, weights=weight)
            mean = mean - np.average(mean, weights=weight)
        both = (weight * value * mean).sum()
        spread = (weight * value * value).sum() * (weight * mean * mean).sum()
        expected.append(both / np.sqrt(spread))

    found = atlas.score(channels, inside, pose)

    assert not on_film.all()
    assert found[0] == pytest.approx(np.mean(expected), abs=1e-3)


def test_an_atlas_comes_back_from_its_file(tmp_path: Path) -> None:
    atlas = standard_atlas()
    write_atlas(tmp_path / "atlas.npz", atlas)

    read = read_atlas(tmp_path / "atlas.npz")

    np.testing.assert_allclose(read.picture, atlas.picture, atol=1e-3)
    np.testing.assert_allclose(read.outlines[1], atlas.outlines[1], atol=1e-3)


def test_the_evidence_does_not_depend_on_the_units_of_grey(shared_data: Path) -> None:
    film = chest(shared_data)
    field = everywhere(film)

    one, _ = evidence(film, field, Progress())
    other, _ = evidence((0.5 * film + 0.2).astype(np.float32), field, Progress())

    assert np.abs(one - other).mean() < 0.05


@pytest.mark.parametrize("shape", [(1, 1), (2, 400), (400, 2), (16, 16)])
def test_the_smallest_films_have_no_lungs(shape: tuple[int, int]) -> None:
    film = np.random.default_rng(0).random(shape, np.float32)

    assert not lung_field(film, everywhere(film)).any()


def test_nobody_waits_for_lungs_that_are_no_longer_wanted() -> None:
    film = np.full((300, 300), 0.5, np.float32)
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        lung_field(film, everywhere(film), progress)
