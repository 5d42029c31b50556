"""engine.training.averaged"""

import pytest
import torch
from torch import nn

from engine.training.averaged import AveragedWeights


class Counter(nn.Module):
    """One weight, and a count of steps, which is a whole number."""

    count: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))
        self.register_buffer("count", torch.zeros((), dtype=torch.int64))


def followed(values: list[float], decay: float) -> AveragedWeights:
    network = Counter()
    average = AveragedWeights(network, decay)
    for value in values:
        with torch.no_grad():
            network.weight.fill_(value)
            network.count.add_(1)
        average.follow(network)
    return average


def test_the_first_steps_count_more_than_the_decay_says() -> None:
    """After 0 the decays are 1/11 and 2/12: 10/11 * 1, then that / 6 + 5/6 * 3."""
    average = followed([1.0, 3.0], 0.998)

    assert average.weights["weight"].item() == pytest.approx(10 / 11 / 6 + 2.5)


def test_later_the_decay_holds() -> None:
    average = followed([1.0] * 200 + [2.0], 0.9)

    assert average.weights["weight"].item() == pytest.approx(1.1, abs=1e-5)


def test_without_decay_the_last_weights_are_kept() -> None:
    assert followed([1.0, 5.0], 0.0).weights["weight"].item() == 5


def test_whole_numbers_are_copied() -> None:
    assert followed([1.0, 2.0, 3.0], 0.9).weights["count"].item() == 3


def test_the_network_itself_is_left_alone() -> None:
    network = Counter()
    average = AveragedWeights(network, 0.5)

    average.weights["weight"].fill_(7)

    assert network.weight.item() == 0


def test_an_average_goes_on_as_if_it_had_not_been_stopped() -> None:
    network = Counter()
    average, other = followed([1.0, 2.0], 0.9), AveragedWeights(network, 0.9)

    other.restore(average.state())
    with torch.no_grad():
        network.weight.fill_(9.0)
    average.follow(network)
    other.follow(network)

    assert torch.equal(average.weights["weight"], other.weights["weight"])
