"""engine.ops.equalise"""

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from skimage import exposure

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops.equalise import equalised
from engine.progress import Progress
from tests.properties.films import grey_film, real_film


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def of_skimage(film: FloatImage | npt.NDArray[np.uint8], field: BoolImage) -> FloatImage:
    """The share of pixels not brighter, brought to 0 at the darkest, as skimage leaves it out."""
    shares = exposure.equalize_hist(film, nbins=65536, mask=field)  # type: ignore[no-untyped-call]
    darkest = float(shares[field].min())
    found: FloatImage = ((shares - darkest) / (1 - darkest)).astype(np.float32)
    return found


def test_it_agrees_with_skimage_inside_the_field() -> None:
    """Skimage's bins lie half a bin off ours, and it interpolates: a few pixels change sides."""
    film = grey_film(120, 90, noise=0.05)
    field = everywhere(film)
    field[:40, :30] = False

    ours = equalised(film, field)

    np.testing.assert_allclose(ours[field], of_skimage(film, field)[field], atol=4e-4)
    outside = np.abs(equalised(film, everywhere(film)) - ours)[field].max()
    assert outside > 0.01, "else the field would make no difference"


def test_it_agrees_with_skimage_on_a_real_film(shared_data: Path) -> None:
    """Whole numbers skimage counts exactly; in float its bins would cut levels in halves."""
    film = real_film(shared_data, 2)

    ours = equalised(film, everywhere(film))

    stored = np.round(film * 255).astype(np.uint8)
    np.testing.assert_allclose(ours, of_skimage(stored, everywhere(film)), atol=1e-6)
    assert np.abs(ours - film).max() > 0.2


def test_it_is_what_opencv_does_at_8_bit(shared_data: Path) -> None:
    film = real_film(shared_data, 3)

    ours = equalised(film, everywhere(film))

    theirs = cv2.equalizeHist(np.round(film * 255).astype(np.uint8))
    np.testing.assert_allclose(ours * 255, theirs, atol=0.51)


def test_all_greys_are_as_common_after_it() -> None:
    film = grey_film(300, 300, noise=0.05)

    ours = equalised(film, everywhere(film))

    counts = np.histogram(ours, bins=50, range=(0, 1))[0]
    assert counts.max() < 1.02 * counts.min()


def test_it_keeps_16_bit() -> None:
    """A table of 256 entries would leave 256 greys."""
    film = np.linspace(0, 1, 65536, dtype=np.float32).reshape(256, 256) ** 2

    ours = equalised(film, everywhere(film))

    assert np.unique(ours).size > 0.9 * np.unique(np.round(film * 65535)).size


def test_strength_blends_with_the_film() -> None:
    film = grey_film(70, 50)
    full = equalised(film, everywhere(film))

    np.testing.assert_allclose(equalised(film, everywhere(film), 0.5), (film + full) / 2, atol=1e-5)
    np.testing.assert_allclose(equalised(film, everywhere(film), 0.0), film, atol=1e-5)


@pytest.mark.parametrize("value", [0.0, 0.37, 1.0])
def test_a_constant_film_stays_as_it_is(value: float) -> None:
    film = np.full((33, 21), value, np.float32)

    np.testing.assert_allclose(equalised(film, everywhere(film)), film, atol=1e-5)


def test_a_strength_out_of_range_is_refused() -> None:
    film = grey_film(5, 5)

    with pytest.raises(ValueError, match="strength"):
        equalised(film, everywhere(film), 1.1)


def test_it_stops_when_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        equalised(grey_film(9, 9), np.ones((9, 9), np.bool_), progress=progress)
