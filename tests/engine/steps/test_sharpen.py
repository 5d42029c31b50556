"""engine.steps.sharpen"""

import numpy as np
from scipy import ndimage

from engine.progress import Progress
from engine.steps.sharpen import UnsharpMask
from tests.properties.films import frame_of, grey_film


def test_radius_is_in_mm_and_threshold_in_per_cent() -> None:
    film = grey_film(80, 90, noise=0.05)
    frame = frame_of(film, spacing_mm=(0.2, 0.4))

    result = UnsharpMask(radius_mm=0.8, amount=2.0, threshold_percent=3.0).apply(frame, Progress())

    wide = film.astype(np.float64)
    detail = wide - ndimage.gaussian_filter(wide, (4.0, 2.0), mode="reflect")
    beyond = np.sign(detail) * np.maximum(np.abs(detail) - 0.03, 0)
    assert (beyond == 0).mean() > 0.2, "some of the detail has to lie below the threshold"
    np.testing.assert_allclose(result.pixels, wide + 2.0 * beyond, atol=2e-5)


def test_no_bright_line_along_a_shutter() -> None:
    film = np.full((60, 60), 0.5, np.float32)
    field = np.ones(film.shape, np.bool_)
    field[:20] = False
    film[:20] = 0.0

    result = UnsharpMask(2.0, 5.0).apply(frame_of(film, field=field), Progress()).pixels

    np.testing.assert_allclose(result[20:], 0.5, atol=1e-4)
