"""engine.steps.contrast"""

import numpy as np
import pytest

from engine.ops.clahe import clahe
from engine.progress import Progress
from engine.steps.contrast import Clahe
from engine.steps.lengths import tiles_of
from tests.properties.films import frame_of, grey_film


@pytest.mark.parametrize(
    ("spacing_mm", "tile_mm", "tiles"),
    [
        ((1.0, 1.0), 40.0, (2, 4)),  # 80 x 160 mm
        ((0.5, 1.0), 40.0, (1, 4)),  # 40 x 160 mm
        ((1.0, 1.0), 400.0, (1, 1)),  # never none
        ((1.0, 1.0), 30.0, (3, 5)),  # to the nearest
    ],
)
def test_tiles_are_counted_in_mm_on_each_axis(
    spacing_mm: tuple[float, float], tile_mm: float, tiles: tuple[int, int]
) -> None:
    assert tiles_of(tile_mm, frame_of(grey_film(80, 160), spacing_mm=spacing_mm)) == tiles


def test_it_hands_its_numbers_to_the_op() -> None:
    frame = frame_of(grey_film(80, 160), spacing_mm=(1.0, 1.0))

    result = Clahe(tile_mm=40.0, clip_limit=3.0, strength=0.5).apply(frame, Progress())

    expected = clahe(frame.pixels, frame.field, (2, 4), 3.0, 0.5)
    np.testing.assert_array_equal(result.pixels, expected)
