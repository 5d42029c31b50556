"""viewer.canvas.picture_item, as seen on screen"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from, pixels_of
from viewer.canvas.geometry import Look, film_of
from viewer.canvas.pane import Pane
from viewer.canvas.picture_item import PictureItem, rgb_table

CHECKS = np.random.default_rng(7).integers(1, 256, (30, 50))


def test_a_grey_level_becomes_an_opaque_grey_colour() -> None:
    table = rgb_table(np.arange(65536).astype(np.uint8))

    assert [hex(table[i]) for i in (0, 1, 255)] == ["0xff000000", "0xff010101", "0xffffffff"]


def test_a_table_of_more_levels_than_a_screen_has_is_refused() -> None:
    with pytest.raises(ValueError, match="uint16"):
        rgb_table(np.arange(65536).astype(np.uint16))


def test_a_table_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="65536"):
        PictureItem().set_table(np.zeros(4096, dtype=np.uint32))


@pytest.mark.parametrize("zoom", [1, 2, 3, 4])
def test_every_stored_pixel_has_its_exact_grey_at_whole_zooms(pane: Pane, zoom: int) -> None:
    pane.show_picture(picture_from(CHECKS), IDENTITY, keep_view=False)
    pane.is_smooth = False

    pane.set_look(Look(25, 15, zoom))

    wide, high = 50 * zoom, 30 * zoom
    left, top = (200 - wide) // 2, (120 - high) // 2
    shown = grey_of(pane)[top : top + high, left : left + wide]
    assert np.array_equal(shown, CHECKS.repeat(zoom, 0).repeat(zoom, 1))


def test_one_to_one_is_exact_although_enlarged_pixels_are_smooth(pane: Pane) -> None:
    pane.show_picture(picture_from(CHECKS), IDENTITY, keep_view=False)
    pane.is_smooth = True

    pane.one_to_one()

    assert np.array_equal(grey_of(pane)[45:75, 75:125], CHECKS)


def test_panning_by_a_part_of_a_pixel_changes_no_grey(pane: Pane) -> None:
    pane.show_picture(picture_from(CHECKS), IDENTITY, keep_view=False)

    pane.set_look(Look(25.3, 15.4, 1.0))

    assert np.array_equal(grey_of(pane)[45:75, 75:125], CHECKS)


def test_smooth_enlargement_meets_the_stored_value_in_the_middle_of_a_pixel(pane: Pane) -> None:
    pane.show_picture(picture_from(CHECKS), IDENTITY, keep_view=False)
    pane.is_smooth = True

    pane.set_look(Look(25, 15, 3))

    middles = grey_of(pane)[15:105, 25:175][1::3, 1::3]
    assert np.array_equal(middles, CHECKS)


def test_what_is_not_film_is_black(pane: Pane) -> None:
    pane.show_picture(picture_from(np.full((30, 50), 200)), IDENTITY, keep_view=False)

    pane.set_look(Look(25, 15, 2))

    seen = grey_of(pane)
    assert (seen == 200).sum() == 60 * 100
    assert (seen == 0).sum() == 200 * 120 - 60 * 100


@pytest.mark.parametrize("scale", [0.37, 0.5, 0.83, 1.27, 2.6])
def test_a_spot_is_shown_where_it_lies(pane: Pane, scale: float) -> None:
    """Its centre of mass, at fractional zooms and pans."""
    rows, columns = np.mgrid[0:120, 0:200]
    spot = 60000 * np.exp(-((rows - 70.0) ** 2 + (columns - 90.0) ** 2) / (2 * 6.0**2))
    table = (np.arange(65536) >> 8).astype(np.uint8)
    pane.show_picture(picture_from(spot), table, keep_view=False)
    look = Look(93.3, 66.1, scale)

    pane.set_look(look)

    seen = grey_of(pane).astype(float)
    down, across = np.mgrid[0:120, 0:200]
    found = (across + 0.5) * seen, (down + 0.5) * seen
    x, y = (part.sum() / seen.sum() for part in found)
    expected = look.to_pane((90.5, 70.5), (200, 120))
    assert (x, y) == pytest.approx(expected, abs=0.5)


def test_another_table_changes_every_grey_and_nothing_else(pane: Pane) -> None:
    pane.show_picture(picture_from(CHECKS), IDENTITY, keep_view=False)
    pane.one_to_one()

    pane.set_table(255 - IDENTITY)

    assert np.array_equal(grey_of(pane)[45:75, 75:125], 255 - CHECKS)


def test_a_window_change_resamples_nothing(pane: Pane, monkeypatch: pytest.MonkeyPatch) -> None:
    pane.show_picture(picture_from(CHECKS), IDENTITY, keep_view=False)
    pane.grab()
    layer = pane.item.layer
    assert layer is not None
    asked: list[object] = []
    monkeypatch.setattr(layer.pyramid, "sample", lambda *args, **_: asked.append(args))

    pane.set_table(255 - IDENTITY)
    pane.grab()

    assert asked == []


def test_oblong_pixels_are_shown_in_their_true_shape(pane: Pane) -> None:
    picture = picture_from(CHECKS, spacing_mm=(0.3, 0.1))
    pane.show_picture(picture, IDENTITY, keep_view=False)
    pane.is_smooth = False

    pane.set_look(Look(25, 45, 1))

    seen = grey_of(pane)[15:105, 75:125]
    assert np.array_equal(seen, CHECKS.repeat(3, 0))


def test_a_preview_takes_exactly_the_place_of_the_film(pane: Pane) -> None:
    """A film of 101 x 151 reduced to 51 x 76: 1.98 and 1.987 to one."""
    film = picture_from(np.full((101, 151), 200))
    preview = picture_from(np.full((51, 76), 200), spacing_mm=(0.1 * 101 / 51, 0.1 * 151 / 76))
    pane.show_picture(film, IDENTITY, keep_view=False)
    pane.set_look(Look(70.2, 48.7, 0.83))
    whole = grey_of(pane)

    pane.show_picture(preview, IDENTITY, keep_view=True, film=film_of(film))

    assert np.array_equal(grey_of(pane), whole)


def test_a_preview_of_a_spot_does_not_jump(pane: Pane) -> None:
    rows, columns = np.mgrid[0:120, 0:200]
    spot = 60000 * np.exp(-((rows - 70.0) ** 2 + (columns - 90.0) ** 2) / (2 * 8.0**2))
    table = (np.arange(65536) >> 8).astype(np.uint8)
    film = picture_from(spot)
    quarters = spot.reshape(60, 2, 100, 2).mean(axis=(1, 3))
    preview = picture_from(quarters, spacing_mm=(0.2, 0.2))
    pane.show_picture(film, table, keep_view=False)
    pane.set_look(Look(95, 66, 1.6))
    whole = grey_of(pane).astype(int)

    pane.show_picture(preview, table, keep_view=True, film=film_of(film))

    # A shift of one pixel would change the flank, 12 grey levels per film pixel, by 9.
    assert np.abs(grey_of(pane) - whole).max() <= 5


def test_colours_of_a_table_reach_the_screen(pane: Pane) -> None:
    """A clip warning, for instance: red where the index is 255."""
    table = rgb_table(IDENTITY)
    table[255] = 0xFFFF0000
    pane.show_picture(picture_from([[255, 7]]), table, keep_view=False)

    pane.one_to_one()

    seen = pixels_of(pane)[(pixels_of(pane) > 0).any(axis=2)]
    assert seen.tolist() == [[255, 0, 0], [7, 7, 7]]


ON_A_DENSE_SCREEN = """
import numpy as np
from PySide6.QtWidgets import QApplication
from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from tests.viewer.canvas.test_picture_item import CHECKS
from viewer.canvas.pane import Pane

app = QApplication([])
pane = Pane()
pane.resize(100, 60)
pane.show()
pane.show_picture(picture_from(CHECKS), IDENTITY, keep_view=False)
pane.one_to_one()
seen = grey_of(pane)
assert pane.devicePixelRatioF() == 2, pane.devicePixelRatioF()
assert seen.shape == (120, 200), seen.shape
assert pane.zoom == 100 and pane.look.scale == 0.5, pane.look
assert np.array_equal(seen[45:75, 75:125], CHECKS)
print("exact")
"""


def test_one_to_one_means_device_pixels_on_a_dense_screen(repository: Path) -> None:
    """In a process of its own: the density of a screen is settled when Qt starts."""
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}

    run = subprocess.run(
        [sys.executable, "-c", ON_A_DENSE_SCREEN],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert run.stdout.strip() == "exact", run.stderr
