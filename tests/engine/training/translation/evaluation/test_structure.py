"""engine.training.translation.evaluation.structure"""

import numpy as np
import pytest
from scipy import ndimage
from skimage.metrics import structural_similarity

from engine.training.translation.evaluation.structure import (
    detail_similarity,
    gradient_correlation,
    scaled_detail,
)
from tests.engine.training.phantoms import phantom
from tests.engine.training.translation.evaluation.made_up import everywhere


def test_gradient_correlation_is_that_of_scipys_sobel_vectors_inside_the_field() -> None:
    one, two = phantom(0).astype(np.float32), phantom(1).astype(np.float32)
    field = everywhere(one)
    field[:30], field[:, 100:] = False, False

    found = gradient_correlation(one, two, field)

    inside = ndimage.binary_erosion(field, np.ones((3, 3)), border_value=0)
    vectors = [
        np.concatenate([ndimage.sobel(image.astype(float), axis)[inside] for axis in (0, 1)])
        for image in (one, two)
    ]
    assert found == pytest.approx(np.corrcoef(vectors[0], vectors[1])[0, 1], abs=1e-9)


def test_an_inverted_film_has_the_opposite_structure() -> None:
    film = phantom(0)

    assert gradient_correlation(1 - film, film, everywhere(film)) == pytest.approx(-1, abs=1e-6)


def test_a_flat_picture_has_no_structure() -> None:
    film = phantom(0)

    assert gradient_correlation(np.full_like(film, 0.4), film, everywhere(film)) == 0


def test_detail_similarity_is_skimages_ssim_of_the_scaled_high_pass() -> None:
    one, two = phantom(0), phantom(1)
    field = everywhere(one)

    found = detail_similarity(one, two, field)

    _, judged = structural_similarity(  # type: ignore[no-untyped-call]
        scaled_detail(one, field).astype(float),
        scaled_detail(two, field).astype(float),
        data_range=1.0,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        full=True,
    )
    assert found == pytest.approx(judged[5:-5, 5:-5].mean(), abs=1e-4)


def test_six_standard_deviations_of_detail_are_its_range() -> None:
    film = phantom(0)
    field = everywhere(film)
    field[:, :40] = False

    found = scaled_detail(film, field)

    assert found[field].std() == pytest.approx(1 / 6, rel=1e-4)
    assert found[field].mean() == pytest.approx(0.5, abs=0.01)


def test_more_contrast_and_another_brightness_are_the_same_detail() -> None:
    film = phantom(0)

    found = detail_similarity(0.5 * film + 0.2, film, everywhere(film))

    assert found == pytest.approx(1, abs=1e-4)


def test_a_blurred_film_has_lost_detail_and_keeps_its_edges() -> None:
    film = phantom(0)
    blurred = ndimage.gaussian_filter(film, 2).astype(np.float32)

    assert detail_similarity(blurred, film, everywhere(film)) < 0.7


def test_what_lies_outside_the_field_does_not_count() -> None:
    film = phantom(0)
    field = everywhere(film)
    field[:, :40] = False
    other = film.copy()
    other[:, :38] = 0.9

    assert gradient_correlation(other, film, field) == pytest.approx(1)
    assert detail_similarity(other, film, field) == pytest.approx(1, abs=1e-4)
