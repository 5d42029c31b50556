"""A discriminator that learns: its network, its pool of earlier translations, its two losses."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from engine.training.ranks import Ranks
from engine.training.translation.discriminator import PatchDiscriminator
from engine.training.translation.losses import adversarial_loss, discriminator_loss
from engine.training.translation.networks import half_precision
from engine.training.translation.pool import ImagePool
from engine.training.translation.translation_presets import TranslationPreset


class Critic:
    """Tells real pictures of one domain from made ones.

    Args:
        preset: Says its shape, its pool, and what it sees pictures through.
        ranks: The processes that train together.
    """

    def __init__(self, preset: TranslationPreset, ranks: Ranks) -> None:
        self.network = PatchDiscriminator(preset.discriminator)
        self._shared = ranks.shared(self.network)
        self._pool, self._real_pool = ImagePool(preset.pool), ImagePool(preset.pool)
        self._preset = preset
        self._ranks = ranks

    def wish(self, made: Tensor) -> Tensor:
        """Return how far made pictures, (B, 1, H, W), are from being taken for real ones.

        Only the pictures learn from it. The network is asked itself and not through its processes'
        wrapper, which would wait for gradients of its weights.
        """
        self.network.requires_grad_(False)
        seen = self._preset.augment.drawn(len(made), made.shape[-1]).of(made)
        with half_precision(self._ranks.device):
            verdicts = self.network(seen)
        return adversarial_loss(verdicts.float(), self._preset.adversarial, wanted=1.0)

    def loss(self, real: Tensor, made: Tensor) -> Tensor:
        """Return the discriminator's own loss on real and made pictures, (B, 1, H, W) each.

        Some of either are older; real and made are seen through the same variation.
        """
        self.network.requires_grad_(True)
        more = self._preset.critic_batch - len(real)
        older = self._pool.exchanged(made.detach())
        if more > 0:
            older = torch.cat([older, *self._pool.some(more)])
            real = torch.cat([self._real_pool.exchanged(real), *self._real_pool.some(more)])
        variation = self._preset.augment.drawn(len(real), real.shape[-1])
        seen = torch.cat([variation.of(real), variation.of(older)])
        with half_precision(self._ranks.device):
            verdicts = self._shared(seen)
        return discriminator_loss(verdicts.float(), self._preset.adversarial)

    def state(self) -> dict[str, Any]:
        """Return it for a checkpoint."""
        pools = {"pool": self._pool.state(), "real_pool": self._real_pool.state()}
        return {"network": self.network.state_dict(), **pools}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a checkpoint."""
        self.network.load_state_dict(state["network"])
        self._pool.restore(state["pool"], self._ranks.device)
        self._real_pool.restore(state["real_pool"], self._ranks.device)
