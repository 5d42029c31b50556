"""engine.training.similarity"""

import math

import numpy as np
import pytest
import torch
from skimage import metrics

from engine.training.similarity import (
    excess_contrast,
    mean_square,
    psnr,
    similarity,
    similarity_map,
)
from tests.engine.training.phantoms import phantom


@pytest.fixture
def films() -> tuple[torch.Tensor, torch.Tensor]:
    """Two presentations of two films, (2, 1, 160, 144) float64."""
    one = torch.from_numpy(np.stack([phantom(1), phantom(2)]))[:, None].double()
    noise = torch.randn(one.shape, generator=torch.Generator().manual_seed(0)).double()
    return one, (0.9 * one**1.3 + 0.03 * noise).clamp(0, 1)


def test_similarity_is_that_of_skimage(films: tuple[torch.Tensor, torch.Tensor]) -> None:
    one, two = films

    found = similarity(one, two)

    for number in range(2):
        judged = metrics.structural_similarity(  # type: ignore[no-untyped-call]
            one[number, 0].numpy(),
            two[number, 0].numpy(),
            data_range=1.0,
            gaussian_weights=True,
            sigma=1.5,
            use_sample_covariance=False,
        )
        assert found[number].item() == pytest.approx(judged, abs=1e-6)


def test_single_precision_agrees_with_double(films: tuple[torch.Tensor, torch.Tensor]) -> None:
    one, two = films

    torch.testing.assert_close(
        similarity(one.float(), two.float()).double(), similarity(one, two), atol=1e-4, rtol=0
    )


def test_similarity_looks_inside_the_field_only(
    films: tuple[torch.Tensor, torch.Tensor],
) -> None:
    one, two = films
    field = torch.zeros_like(one)
    field[..., 40:100, 40:100] = 1

    found = similarity(one, two, field)

    by_hand = similarity_map(one, two)[..., 35:95, 35:95].mean((1, 2, 3))
    torch.testing.assert_close(found, by_hand)


def test_the_same_film_is_all_alike(films: tuple[torch.Tensor, torch.Tensor]) -> None:
    assert similarity(films[0], films[0]).tolist() == pytest.approx([1, 1])


def test_decibels_by_hand() -> None:
    """Half the pixels are off by 0.2: the mean square is 0.02, which is 16.99 dB."""
    one = torch.zeros((1, 1, 2, 4))
    two = one.clone()
    two[..., :2] = 0.2

    assert mean_square(one, two).item() == pytest.approx(0.02)
    assert psnr(one, two).item() == pytest.approx(16.9897, abs=1e-3)


def test_decibels_in_the_field() -> None:
    one = torch.zeros((1, 1, 2, 4))
    two = one.clone()
    two[..., :2] = 0.2

    field = (two > 0).float()

    assert psnr(one, two, field).item() == pytest.approx(13.9794, abs=1e-3)
    assert mean_square(one, two, torch.zeros_like(one)).item() == 0


@pytest.mark.parametrize("gain", [0.5, 1.0, 1.5, 2.0])
def test_flat_places_that_are_noisier_than_wanted_count_by_the_logarithm(gain: float) -> None:
    """Variances grow by the square of the gain; less noise than wanted costs nothing."""
    noise = torch.randn((2, 1, 80, 80), generator=torch.Generator().manual_seed(1)).double()
    wanted, image = 0.5 + 0.002 * noise, 0.3 + 0.002 * gain * noise

    excess = excess_contrast(image, wanted, torch.ones_like(image))

    known = max(0.0, 2 * math.log(gain)) ** 2
    assert excess.tolist() == pytest.approx([known, known], rel=0.08, abs=1e-9)


def test_noise_counts_less_where_there_is_structure_and_not_outside_the_field() -> None:
    noise = torch.randn((1, 1, 80, 80), generator=torch.Generator().manual_seed(1)).double()
    steep = 0.5 + 0.05 * noise
    everywhere = torch.ones_like(noise)
    left = everywhere.clone()
    left[..., 40:] = 0
    half = torch.cat([noise[..., :48], 2 * noise[..., 48:]], 3)

    beside_structure = excess_contrast(0.5 + 0.1 * noise, steep, everywhere)
    outside = excess_contrast(0.5 + 0.002 * half, 0.5 + 0.002 * noise, left)

    assert beside_structure.item() < 0.05 * (2 * math.log(2)) ** 2
    assert outside.item() == 0


def test_a_film_too_small_to_compare_is_refused() -> None:
    small = torch.zeros((1, 1, 10, 30))

    with pytest.raises(ValueError, match=r"\(10, 30\)"):
        similarity_map(small, small)


def test_a_gradient_leads_towards_the_other_film(
    films: tuple[torch.Tensor, torch.Tensor],
) -> None:
    one, two = films[0].clone().requires_grad_(), films[1]

    (1 - similarity(one, two)).sum().backward()  # type: ignore[no-untyped-call]

    assert one.grad is not None
    nearer = (one - 0.1 * one.grad).detach()
    assert (similarity(nearer, two) > similarity(films[0], two)).all()
