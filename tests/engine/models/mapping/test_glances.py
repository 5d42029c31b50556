"""engine.models.mapping.glances"""

import cv2
import numpy as np
import pytest
import torch

from engine.models.mapping.glances import glance, local_mean, smoothed


def test_a_cell_at_the_edge_of_the_field_is_as_bright_as_its_exposed_part() -> None:
    """Each channel is weighted by that part, which is told beside it."""
    film, field = torch.full((1, 1, 128, 128), 0.1), torch.zeros(1, 1, 128, 128)
    field[..., :63] = 1
    film[..., :63] = 0.8

    grey, *_, inside = glance(film, field, film)[0]

    assert inside[10, 31].item() == pytest.approx(0.5)
    assert grey[10, 5].item() == pytest.approx(0.6, abs=0.01)
    assert grey[10, 31].item() == pytest.approx(0.6 * 0.5, abs=0.01)
    assert grey[10, 32:].abs().max() == 0


@pytest.mark.parametrize("share", [0.01, 0.015, 0.05])
def test_maps_are_smoothed_as_another_library_does(share: float) -> None:
    maps = np.random.default_rng(1).random((60, 48), np.float32)
    deviation = share * 60
    side = 2 * max(1, round(3 * deviation)) + 1
    wanted = cv2.GaussianBlur(maps, (side, side), deviation, borderType=cv2.BORDER_REPLICATE)

    found = smoothed(torch.from_numpy(maps)[None, None], torch.ones(1, 1, 60, 48), share)

    np.testing.assert_allclose(found[0, 0].numpy(), wanted, atol=1e-5)


def test_what_is_said_beside_the_field_stays_there() -> None:
    """Else the border of a collimated film would be brightened by what nobody has exposed."""
    said, inside = torch.zeros(1, 2, 40, 40), torch.ones(1, 1, 40, 40)
    inside[..., 20:] = 0
    said[..., 20:] = 5.0

    found = smoothed(said, inside, 0.03)

    assert found[..., :20].abs().max() < 0.01
    assert found[..., 30:].min() == pytest.approx(5.0, abs=1e-3)  # nothing else is near


def test_no_smoothing_is_none() -> None:
    said = torch.rand(1, 2, 8, 8)

    assert smoothed(said, torch.ones(1, 1, 8, 8), 0.0) is said


def test_a_local_mean_keeps_tissue_and_drops_detail() -> None:
    """A ramp stays, a chessboard on it goes."""
    ramp = torch.linspace(0.2, 0.8, 160).reshape(1, 1, 160, 1).expand(1, 1, 160, 120)
    board = (torch.arange(160)[:, None] + torch.arange(120)) % 2 * 0.2 - 0.1

    found = local_mean(ramp + board, torch.ones(1, 1, 160, 120))

    assert (found - ramp)[..., 8:-8, 8:-8].abs().max() < 0.02
