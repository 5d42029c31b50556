"""packaging/icons.py, read back by Pillow."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

Image = pytest.importorskip("PIL.Image")

NAMES = ("negatoscope", "negatoscope-film")
SIDES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


@pytest.fixture(scope="module")
def icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the script writes."""
    out = tmp_path_factory.mktemp("icons")
    script = Path(__file__).parents[2] / "packaging" / "icons.py"
    subprocess.run([sys.executable, str(script), str(out)], check=True)
    return out


def pixels(picture: object) -> npt.NDArray[np.int16]:
    """Return red, green, blue and opacity as a reader shows them; colours only where opaque."""
    values = np.asarray(Image.Image.convert(picture, "RGBA")).astype(np.int16)
    values[values[..., 3] < 255] = 0
    return values


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", SIDES)
def test_every_side_is_drawn_and_leaves_its_corners_clear(
    icons: Path, name: str, side: int
) -> None:
    with Image.open(icons / str(side) / f"{name}.png") as picture:
        values = pixels(picture)

    assert values.shape == (side, side, 4)
    assert 0.3 < (values[..., 3] == 255).mean() < 0.95
    assert values[0, 0, 3] == 0
    assert np.ptp(values[values[..., 3] == 255], axis=0)[:3].min() > 90  # ink on a ground


@pytest.mark.parametrize("name", NAMES)
def test_small_sides_come_from_the_bolder_drawing(icons: Path, name: str) -> None:
    """Its lines are brighter at 24 px than those of the large drawing would be at 22 px."""
    brightest = {}
    for side in (24, 32):
        with Image.open(icons / str(side) / f"{name}.png") as picture:
            centre = pixels(picture)[side // 3 : -side // 4, side // 3 : -side // 3, :3]
        brightest[side] = (centre.min(axis=2) > 150).mean()

    assert brightest[24] > brightest[32]


@pytest.mark.parametrize("name", NAMES)
def test_ico_shows_the_pictures_of_each_side(icons: Path, name: str) -> None:
    sides = {16, 20, 24, 32, 40, 48, 64, 128, 256}

    with Image.open(icons / f"{name}.ico") as ico:
        shown = {side: pixels(ico.ico.getimage((side, side))) for side in sides}
        found = {width for width, _ in ico.info["sizes"]}

    assert found == sides
    for side in sides & set(SIDES):
        with Image.open(icons / str(side) / f"{name}.png") as picture:
            assert np.array_equal(shown[side], pixels(picture))


@pytest.mark.parametrize("name", NAMES)
def test_icns_shows_the_pictures_of_each_side(icons: Path, name: str) -> None:
    with Image.open(icons / f"{name}.icns") as icns:
        shown = {
            size: pixels(icns.icns.getimage(size))
            for size in [(16, 16, 1), (16, 16, 2), (32, 32, 1), (128, 128, 2), (512, 512, 1)]
        }
        assert (512, 512, 2) in icns.info["sizes"]

    for (side, _, ratio), values in shown.items():
        with Image.open(icons / str(side * ratio) / f"{name}.png") as picture:
            assert np.array_equal(values, pixels(picture))
