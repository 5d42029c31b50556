"""engine.training.similarity"""

import numpy as np
import pytest
import torch
from skimage import metrics

from engine.training.similarity import mean_square, psnr, similarity, similarity_map
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
