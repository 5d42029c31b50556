"""An average over the last weights, which predicts better and steadier than the last ones."""

from collections.abc import Mapping

import torch
from torch import Tensor, nn


class AveragedWeights:
    """Exponential moving average of a network's parameters.

    Args:
        network: Whose weights are followed.
        decay: Of the average, once it has warmed up.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        self._decay = decay
        self._count = 0
        self.weights = {name: t.detach().clone() for name, t in network.state_dict().items()}

    @torch.no_grad()
    def follow(self, network: nn.Module) -> None:
        """Take in the network's weights as they are now."""
        self._count += 1
        decay = min(self._decay, self._count / (self._count + 10))
        for name, current in network.state_dict().items():
            kept = self.weights[name]
            if kept.dtype.is_floating_point:
                kept.lerp_(current, 1 - decay)
            else:
                kept.copy_(current)

    def state(self) -> dict[str, Tensor | int]:
        """Return it for a checkpoint."""
        return {**self.weights, "#count": self._count}

    def restore(self, state: Mapping[str, Tensor | int]) -> None:
        """Go on from a checkpoint."""
        for name, value in state.items():
            if isinstance(value, int):
                self._count = value
            else:
                self.weights[name].copy_(value)
