"""engine.training.translation.contrast"""

import numpy as np
import pytest
import torch

from engine.models.translation.generator import GeneratorConfig
from engine.models.translation.resnet import ResnetGenerator
from engine.training.translation.contrast import (
    ContrastPlan,
    PatchHeads,
    compared_layers,
    contrast_loss,
    drawn_places,
)

CONFIG = GeneratorConfig(features=4, blocks=2)


def described() -> tuple[torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    one, two = torch.randn(2, 6, 5), torch.randn(2, 6, 5)
    return torch.nn.functional.normalize(one, dim=-1), torch.nn.functional.normalize(two, dim=-1)


def test_the_loss_is_equation_three() -> None:
    """Written out: minus the logarithm of the right patch's share, over patches and pictures."""
    query, key = described()
    q, k = query.numpy(), key.numpy()
    wanted = []
    for picture in range(2):
        for patch in range(6):
            likeness = np.exp(k[picture] @ q[picture, patch] / 0.07)
            wanted.append(-np.log(likeness[patch] / likeness.sum()))

    assert float(contrast_loss([query], [key], 0.07)) == pytest.approx(np.mean(wanted), rel=1e-4)


def test_patches_like_their_own_cost_next_to_nothing() -> None:
    places = torch.eye(6)[None]

    assert float(contrast_loss([places], [places], 0.07)) < 1e-4


def test_the_films_side_learns_nothing() -> None:
    query, key = described()
    query.requires_grad_()
    key.requires_grad_()

    loss = contrast_loss([query], [key], 0.07)
    loss.backward()  # type: ignore[no-untyped-call]

    assert query.grad is not None
    assert key.grad is None


def test_the_published_network_is_compared_at_five_layers() -> None:
    """First convolution, both halvings, blocks 1 and 5 of 9."""
    assert compared_layers(GeneratorConfig(features=64, blocks=9)) == (0, 1, 2, 4, 12)


def test_heads_describe_each_place_by_a_vector_of_length_one() -> None:
    torch.manual_seed(0)
    network = ResnetGenerator(CONFIG)
    shapes = [
        a.shape for a in network.activations(torch.rand(3, 1, 24, 24), compared_layers(CONFIG))
    ]
    layers = [torch.rand(shape) for shape in shapes]
    places = drawn_places(layers, 20)

    found = PatchHeads(CONFIG, 64)(layers, places)

    assert [part.shape for part in found] == [(3, 20, 64)] * len(layers)
    assert all(torch.allclose(part.norm(dim=-1), torch.ones(3, 20), atol=1e-5) for part in found)


def test_places_are_drawn_once_each_and_no_more_than_there_are() -> None:
    layers = [torch.zeros(1, 2, 8, 8), torch.zeros(1, 2, 3, 3)]

    places = drawn_places(layers, 20)

    assert [len(set(part.tolist())) for part in places] == [20, 9]
    assert max(places[0].tolist()) < 64


def test_a_plan_survives_json() -> None:
    plan = ContrastPlan(width=64, flips=True)

    assert ContrastPlan.from_json(plan.to_json()) == plan
