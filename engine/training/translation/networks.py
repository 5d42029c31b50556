"""Networks that learn a translation together with others: made, averaged, kept, given back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from engine.frame import FloatImage
from engine.models.translation.generator import Generator, GeneratorConfig, generator_of
from engine.training.averaged import AveragedWeights
from engine.training.ranks import Ranks


class LearntGenerator:
    """A generator that learns, and the average of its weights.

    Args:
        config: Its shape.
        curve: (33,) from which it starts, where its shape has a start.
        averaging: Decay of the average.
        ranks: The processes that train together.
    """

    def __init__(
        self, config: GeneratorConfig, curve: FloatImage, averaging: float, ranks: Ranks
    ) -> None:
        self.network: Generator = generator_of(config)
        if config.start:
            self.network.set_start_curve(curve.tolist())
        self._ranks = ranks
        self._shared = ranks.shared(self.network)
        self._average = AveragedWeights(self.network, averaging)

    def __call__(self, films: Tensor) -> Tensor:
        """Return the pictures of films, by the weights as they are now."""
        with half_precision(self._ranks.device):
            pictures: Tensor = self._shared(films)
        return pictures.float()

    @property
    def weights(self) -> Mapping[str, Tensor]:
        """The averaged weights by name."""
        return self._average.weights

    def follow(self) -> None:
        """Take the weights as they are now into the average."""
        self._average.follow(self.network)

    def averaged(self) -> Generator:
        """Return a generator with the averaged weights, to measure by."""
        with torch.random.fork_rng(devices=()):
            twin = generator_of(self.network.config)
        twin.load_state_dict(dict(self._average.weights))
        return twin.to(self._ranks.device).eval()

    def state(self) -> dict[str, Any]:
        """Return it for a checkpoint."""
        return {"network": self.network.state_dict(), "average": self._average.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a checkpoint."""
        self.network.load_state_dict(state["network"])
        self._average.restore(state["average"])


@contextmanager
def half_precision(device: torch.device) -> Iterator[None]:
    """Run networks in bfloat16 where the GPU does so natively."""
    is_quick = device.type == "cuda" and torch.cuda.is_bf16_supported()
    with torch.autocast(device.type, torch.bfloat16, enabled=is_quick):
        yield


def set_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    """Let an optimiser learn at another rate."""
    for group in optimiser.param_groups:
        group["lr"] = rate


def descend(optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
    """Take one step down a loss."""
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    optimiser.step()


def adam(networks: list[nn.Module], rate: float) -> torch.optim.Adam:
    """Return the optimiser of all methods: Adam with a first moment of 0.5."""
    parameters = [value for network in networks for value in network.parameters()]
    return torch.optim.Adam(parameters, lr=rate, betas=(0.5, 0.999))
