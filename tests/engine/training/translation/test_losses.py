"""engine.training.translation.losses"""

import numpy as np
import pytest
import torch
from scipy import ndimage
from torch.nn import functional

from engine.training.translation.losses import (
    TranslationWeights,
    adversarial_loss,
    discriminator_loss,
    gradient_correlation,
    gradient_loss,
)


@pytest.fixture
def pair() -> tuple[torch.Tensor, torch.Tensor]:
    """Two pictures, (2, 1, 24, 20), a little alike."""
    torch.manual_seed(0)
    one = torch.rand(2, 1, 24, 20)
    return one, 0.6 * one + 0.4 * torch.rand(2, 1, 24, 20)


def test_the_cycle_grows_in_a_line_to_the_middle_and_stays() -> None:
    weights = TranslationWeights(cycle=8.0, cycle_first=1.0)

    assert [weights.cycle_at(done) for done in (0, 0.25, 0.5, 0.75, 1)] == [1, 4.5, 8, 8, 8]


def test_weights_survive_json() -> None:
    weights = TranslationWeights(order=4.0, opacity=1.5)

    assert TranslationWeights.from_json(weights.to_json()) == weights


def test_least_squares_by_hand() -> None:
    verdicts = torch.tensor([0.5, 2.0])

    assert float(adversarial_loss(verdicts, "lsgan", wanted=1.0)) == pytest.approx(0.625)
    assert float(adversarial_loss(verdicts, "lsgan", wanted=0.0)) == pytest.approx(2.125)


def test_log_odds_by_hand() -> None:
    """ln(1 + e^-2) for a verdict of 2 that should be real, 2 more where it should be made."""
    verdicts = torch.tensor([2.0])

    small = float(np.log1p(np.exp(-2.0)))
    assert float(adversarial_loss(verdicts, "bce", wanted=1.0)) == pytest.approx(small)
    assert float(adversarial_loss(verdicts, "bce", wanted=0.0)) == pytest.approx(small + 2)


def test_a_discriminator_that_is_right_loses_nothing() -> None:
    right = torch.tensor([1.0, 1.0, 0.0, 0.0])

    assert float(discriminator_loss(right, "lsgan")) == 0
    assert float(discriminator_loss(1 - right, "lsgan")) == 1


def test_gradient_correlation_is_that_of_scipys_sobel_vectors(
    pair: tuple[torch.Tensor, torch.Tensor],
) -> None:
    def vectors(image: torch.Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        plane = image[0].double().numpy()
        slopes = [ndimage.sobel(plane, axis=axis)[1:-1, 1:-1] for axis in (0, 1)]
        return np.stack(slopes).ravel()

    one, two = pair
    wanted = []
    for index in range(2):
        a, b = vectors(one[index]), vectors(two[index])
        wanted.append(a @ b / np.sqrt((a @ a) * (b @ b)))

    found = gradient_correlation(one, two)

    assert found.numpy() == pytest.approx(wanted, abs=1e-5)


def test_tone_may_change_and_edges_may_not(pair: tuple[torch.Tensor, torch.Tensor]) -> None:
    one, _ = pair

    assert float(gradient_loss(0.4 * one + 0.3, one)) == pytest.approx(0, abs=1e-6)
    assert float(gradient_loss(1 - one, one)) == pytest.approx(2, abs=1e-6)
    smooth = functional.avg_pool2d(one, 5, 1, 2)
    assert 0.2 < float(gradient_loss(smooth, one)) < 1


def test_only_the_field_counts(pair: tuple[torch.Tensor, torch.Tensor]) -> None:
    one, two = pair
    field = torch.zeros_like(one)
    field[..., :12, :] = 1
    other = torch.cat([two[..., :13, :], torch.rand(2, 1, 11, 20)], 2)

    assert torch.allclose(
        gradient_correlation(one, two, field), gradient_correlation(one, other, field)
    )


def test_a_blank_picture_has_no_correlation_and_a_gradient_that_is_finite() -> None:
    blank = torch.full((1, 1, 16, 16), 0.5, requires_grad=True)

    loss = gradient_loss(blank, torch.rand(1, 1, 16, 16))
    loss.backward()  # type: ignore[no-untyped-call]

    assert float(loss.detach()) == pytest.approx(1)
    assert blank.grad is not None
    assert torch.isfinite(blank.grad).all()
