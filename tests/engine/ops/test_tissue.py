"""engine.ops.tissue and engine.ops.edge_preserving, and the step made of them"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import ndimage

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops.edge_preserving import guided_base
from engine.ops.tissue import Compression, equalised_tissue
from engine.progress import Progress
from engine.steps.multiscale import TissueEqualisation
from tests.properties.films import frame_of, grey_film, real_film

Doubles = npt.NDArray[np.float64]


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


def guided_by_definition(film: FloatImage, radius: int, epsilon: float) -> Doubles:
    """Eqs. 11 to 13 of He, Sun and Tang 2013 by scipy, windows cut off at the film's edge."""
    grey = film.astype(np.float64)
    count = ndimage.uniform_filter(np.ones_like(grey), 2 * radius + 1, mode="constant")

    def mean(values: Doubles) -> Doubles:
        found: Doubles = ndimage.uniform_filter(values, 2 * radius + 1, mode="constant") / count
        return found

    middle = mean(grey)
    variance = mean(grey * grey) - middle**2
    gain = variance / (variance + epsilon)
    return mean(gain) * grey + mean((1 - gain) * middle)


@pytest.mark.parametrize("radius", [1, 3, 4])
@pytest.mark.parametrize("edge", [0.02, 0.2])
def test_a_narrow_base_is_the_guided_filter(radius: int, edge: float) -> None:
    film = grey_film(120, 97, noise=0.05)

    ours = guided_base(film, everywhere(film), (radius, radius), edge)

    assert_allclose(ours, guided_by_definition(film, radius, edge**2), atol=1e-5)


def test_a_wide_base_is_near_the_guided_filter_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data)

    ours = guided_base(film, everywhere(film), (16, 16), 0.1)

    theirs = guided_by_definition(film, 16, 0.01)
    off = np.abs(ours - theirs)
    assert np.abs(film - theirs).mean() > 0.01, "else there would be nothing to smooth"
    assert off.mean() < 0.01
    assert np.percentile(off, 99) < 0.04


def test_the_base_keeps_a_strong_edge_and_no_faint_wave() -> None:
    across = np.arange(600, dtype=np.float64)
    row = np.where(across < 300, 0.2, 0.8) + 0.02 * np.sin(across / 3)
    film = np.tile(row.astype(np.float32), (400, 1))

    base = guided_base(film, everywhere(film), (40, 40), 0.05)

    # what lies further from the edge than two windows is flat
    assert np.ptp(base[:, 100:200]) < 0.2 * np.ptp(film[:, 100:200])
    rise = base[200, 301] - base[200, 298]
    assert rise > 0.85 * (film[200, 301] - film[200, 298])


def test_the_base_looks_inside_the_field_only() -> None:
    film = grey_film(200, 240)
    field = everywhere(film)
    field[:, 120:] = False
    other = film.copy()
    other[:, 124:] = 0.0  # a few columns on, as a film is carried on outwards before

    one = guided_base(film, field, (16, 16), 0.1)
    two = guided_base(other, field, (16, 16), 0.1)

    assert_array_equal(one[:, :112], two[:, :112])


def test_anisotropic_pixels_have_the_same_base() -> None:
    film = grey_film(240, 240, noise=0.0)
    squeezed = np.ascontiguousarray(film[:, ::2])

    square = guided_base(film, everywhere(film), (16, 16), 0.1)
    oblong = guided_base(squeezed, everywhere(squeezed), (16, 8), 0.1)

    assert np.abs(square[:, ::2] - oblong).mean() < 5e-3


CURVE = Compression(0.1, 0.5, 0.8, 0.6, 0.4)


@pytest.mark.parametrize(
    ("grey", "wanted"),
    [
        (0.5, 0.5),
        (0.1, 0.5 - 0.4 * (1 - 0.6 / 2)),
        (0.8, 0.5 + 0.3 * (1 - 0.4 / 2)),
        (0.3, 0.5 - 0.2 + 0.6 * 0.2**2 / (2 * 0.4)),
        (0.0, 0.5 - 0.4 * 0.7 - 0.1 * 0.4),
        (1.0, 0.5 + 0.3 * 0.8 + 0.2 * 0.6),
    ],
)
def test_the_curve_is_quadratic_and_then_straight(grey: float, wanted: float) -> None:
    assert CURVE.at(np.array([grey], np.float32))[0] == pytest.approx(wanted, abs=1e-6)


def test_the_slope_of_the_curve_falls_from_1_to_what_is_left() -> None:
    grey = np.linspace(0.1, 0.8, 7001).astype(np.float32)

    slopes = np.diff(CURVE.at(grey).astype(np.float64)) / 1e-4

    assert slopes[4000] == pytest.approx(1.0, abs=0.01)
    assert slopes[:20].mean() == pytest.approx(0.4, abs=0.02)
    assert slopes[-20:].mean() == pytest.approx(0.6, abs=0.02)
    assert slopes.min() > 0


@pytest.mark.parametrize("numbers", [(0.6, 0.5, 0.8, 0.0, 0.0), (0.1, 0.5, 0.8, 1.1, 0.0)])
def test_a_curve_that_makes_no_sense_is_refused(numbers: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"rise|0\.\.1"):
        Compression(*numbers)


def test_base_and_detail_are_treated_as_said() -> None:
    film = grey_film(130, 97, noise=0.02)
    base = guided_base(film, everywhere(film), (8, 8), 0.1)

    even = equalised_tissue(film, base, CURVE, 1.7)

    assert_allclose(even, CURVE.at(base) + 1.7 * (film - base), atol=3e-5)


def test_the_step_without_strength_is_a_stretch() -> None:
    film = grey_film(200, 160, noise=0.02)

    after = TissueEqualisation(strength=0).apply(frame_of(film), Progress()).pixels

    low, high = np.percentile(film, (0.2, 99.8))
    assert_allclose(after, np.clip((film - low) / (high - low), 0, 1), atol=2e-4)


def test_tissues_come_nearer_and_their_detail_is_kept() -> None:
    """Dark and bright halves of a film, both with the same faint pattern."""
    down, across = np.mgrid[0:400, 0:600]
    pattern = 0.01 * np.sin(across / 3) * np.sin(down / 3)
    film = np.clip(np.where(across < 300, 0.2, 0.8) + pattern, 0, 1).astype(np.float32)

    after = TissueEqualisation().apply(frame_of(film), Progress()).pixels

    dark, bright = np.s_[100:300, 100:200], np.s_[100:300, 400:500]
    gap = after[bright].mean() - after[dark].mean()
    for half in (dark, bright):
        assert after[half].std() / gap > 2.0 * (film[half].std() / 0.6)


def test_no_halo_grows_beside_a_strong_edge() -> None:
    film = np.full((400, 600), 0.2, np.float32)
    film[:, 300:] = 0.8

    after = TissueEqualisation().apply(frame_of(film), Progress()).pixels

    assert np.ptp(after[:, :296]) < 0.08
    assert np.ptp(after[:, 304:]) < 0.08


def test_wrong_numbers_are_refused() -> None:
    film = grey_film(20, 20)

    for radius, edge in (((0.0, 1.0), 0.1), ((1.0, 1.0), 0.0)):
        with pytest.raises(ValueError, match="above 0"):
            guided_base(film, everywhere(film), radius, edge)


def test_both_parts_can_be_cancelled() -> None:
    film = grey_film(64, 64)
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        guided_base(film, everywhere(film), (4, 4), 0.1, progress)
    with pytest.raises(Cancelled):
        equalised_tissue(film, film, CURVE, 1.0, progress)
