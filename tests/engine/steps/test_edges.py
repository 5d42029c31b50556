"""engine.steps.edges"""

import numpy as np
import pytest
from scipy import ndimage

from engine.ops.edges import Gradient, band_raised, gradient_blended, laplacian_sharpened
from engine.progress import Progress
from engine.step import Step
from engine.steps.edges import DifferenceOfGaussians, GradientEdges, Laplacian
from tests.properties.films import frame_of, grey_film

SPACING_MM = (0.2, 0.4)


def test_the_laplacians_radius_is_in_mm_on_each_axis() -> None:
    frame = frame_of(grey_film(80, 90, noise=0.05), spacing_mm=SPACING_MM)

    result = Laplacian(radius_mm=0.8, amount=1.2).apply(frame, Progress())

    expected = laplacian_sharpened(frame.pixels, (4.0, 2.0), 1.2)
    np.testing.assert_allclose(result.pixels, expected, atol=1e-6)


@pytest.mark.parametrize("operator", [0, 1])
def test_the_operator_and_the_radius_reach_the_edge_picture(operator: int) -> None:
    frame = frame_of(grey_film(80, 90, noise=0.05), spacing_mm=SPACING_MM)

    result = GradientEdges(operator, radius_mm=0.2, strength=0.6).apply(frame, Progress())

    expected = gradient_blended(frame.pixels, frame.field, (1.0, 0.5), Gradient(operator), 0.6)
    np.testing.assert_allclose(result.pixels, expected, atol=1e-6)


def test_an_edge_is_as_bright_down_as_across_whatever_the_shape_of_a_pixel() -> None:
    """A disc of 20 mm on pixels twice as wide as high."""
    down, across = np.mgrid[0:200, 0:100]
    disc = np.hypot((down - 99.5) * 0.2, (across - 49.5) * 0.4) < 10
    film = ndimage.gaussian_filter(disc.astype(np.float32), (4.0, 2.0))

    edges = GradientEdges(1, radius_mm=0.5, strength=1.0).apply(
        frame_of(film, spacing_mm=SPACING_MM), Progress()
    )

    assert edges.pixels[:, 48:52].max() == pytest.approx(edges.pixels[98:102].max(), rel=0.05)


@pytest.mark.parametrize(("inner", "outer"), [(0.4, 2.0), (2.0, 0.4)])
def test_the_smaller_radius_is_the_inner_one(inner: float, outer: float) -> None:
    frame = frame_of(grey_film(80, 90, noise=0.05), spacing_mm=SPACING_MM)

    result = DifferenceOfGaussians(inner, outer, amount=0.9).apply(frame, Progress())

    expected = band_raised(frame.pixels, (2.0, 1.0), (10.0, 5.0), 0.9)
    np.testing.assert_allclose(result.pixels, expected, atol=1e-6)


@pytest.mark.parametrize(
    "step",
    [
        Laplacian(1.0, 3.0),
        GradientEdges(1, radius_mm=2.0, strength=0.5),
        DifferenceOfGaussians(0.2, 4.0, amount=5.0),
    ],
)
def test_no_bright_line_along_a_shutter(step: Step) -> None:
    film = np.full((60, 60), 0.5, np.float32)
    field = np.ones(film.shape, np.bool_)
    field[:20] = False
    film[:20] = 0.0

    result = step.apply(frame_of(film, field=field), Progress()).pixels

    assert np.ptp(result[20:]) < 2e-4
