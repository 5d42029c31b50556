"""engine.training.evaluation.strips and engine.training.picture_strip"""

from pathlib import Path

import cv2
import numpy as np

from engine.training.evaluation.evaluate import Strip
from engine.training.evaluation.strips import pictures_of
from engine.training.picture_strip import TILE_SIDE, write_strip


def test_a_row_shows_its_pictures_from_left_to_right(tmp_path: Path) -> None:
    images = {name: np.full((20, 30), grey, np.float32) for name, grey in _GREYS.items()}

    shown = pictures_of(Strip("01-exact", images), ["raw", "absent", "clahe", "truth"])
    write_strip("01-exact", shown, tmp_path)

    row = cv2.imread(str(tmp_path / "01-exact.png"), cv2.IMREAD_UNCHANGED)
    assert row is not None
    assert row.shape == (20, 3 * 30 + 2 * 4)
    assert [int(row[10, column]) for column in (15, 49, 83)] == [0, 51, 255]
    assert [int(row[10, column]) for column in (31, 65)] == [255, 255]


def test_large_films_are_reduced(tmp_path: Path) -> None:
    large = np.zeros((300, 2 * TILE_SIDE), np.float32)

    write_strip("01-exact", [large], tmp_path)

    row = cv2.imread(str(tmp_path / "01-exact.png"), cv2.IMREAD_UNCHANGED)
    assert row is not None
    assert row.shape == (150, TILE_SIDE)


_GREYS = {"raw": 0.0, "clahe": 0.2, "identity": 0.6, "truth": 1.0}
