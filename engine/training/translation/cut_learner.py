"""How one generator and one discriminator learn to translate, and patches to tell where they lie.

Source: Park et al., Contrastive learning for unpaired image-to-image translation, ECCV 2020.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine.models.translation.resnet import ResnetGenerator
from engine.training.batch_stream import batches_from
from engine.training.ranks import Ranks
from engine.training.translation.batches import TranslationBatch
from engine.training.translation.contrast import (
    PatchHeads,
    compared_layers,
    contrast_loss,
    drawn_places,
)
from engine.training.translation.critic import Critic
from engine.training.translation.film_terms import film_terms
from engine.training.translation.learner_parts import (
    begin,
    check_of,
    data_of,
    total,
    write_generators,
)
from engine.training.translation.networks import (
    LearntGenerator,
    adam,
    descend,
    half_precision,
    set_rate,
)
from engine.training.translation.start_curve import start_curve
from engine.training.translation.stock import TranslationStock
from engine.training.translation.translation_presets import TranslationPreset


class CutLearner:
    """Learns to translate there only; see ``CycleGanLearner`` for the arguments."""

    def __init__(
        self,
        preset: TranslationPreset,
        stock: TranslationStock,
        ranks: Ranks,
        *,
        facts: Mapping[str, Any] | None = None,
        workers: int = 0,
    ) -> None:
        begin(preset.loop.seed)
        self.preset = preset
        self._ranks = ranks
        self._facts = dict(facts or {})
        curve = start_curve(stock.source, stock.target)
        self.forward = LearntGenerator(preset.generator, curve, preset.averaging, ranks)
        self.heads = PatchHeads(preset.generator, preset.contrast.width)
        self._shared_heads: nn.Module = ranks.shared(self.heads)
        self.critic = Critic(preset, ranks)
        self._generating = adam([self.forward.network, self.heads], preset.rate)
        self._judging = adam([self.critic.network], preset.critic_rate)
        self._data = data_of(preset, stock, ranks)
        self._check = check_of(preset, stock, ranks)
        self._workers = workers
        self._batches: Iterator[TranslationBatch] | None = None

    def learn(self, step: int) -> Mapping[str, float]:
        """Take one step; return its losses, not yet weighted, and their weighted sum."""
        if self._batches is None:
            self._batches = batches_from(self._data, self.preset.loop.steps, step, self._workers)
        batch = next(self._batches).to(self._ranks.device)
        share = self.preset.share_of_rate(step)
        set_rate(self._generating, share * self.preset.rate)
        set_rate(self._judging, share * self.preset.critic_rate)
        terms, shown = self._terms(batch, step)
        loss = total(terms, self.preset, step)
        descend(self._generating, loss)
        critic = self.critic.loss(batch.target, shown)
        descend(self._judging, critic)
        self.forward.follow()
        named = {name: term.item() for name, term in terms.items()}
        return {"loss": loss.item(), "critic": critic.item(), **named}

    def check(self) -> Mapping[str, float]:
        """Return what is measured on patients kept back; see ``TranslationCheck``."""
        return self._check.numbers(self.forward.averaged(), None)

    def state(self) -> dict[str, Any]:
        """Return everything a run needs to go on bit by bit."""
        return {
            "forward": self.forward.state(),
            "heads": self.heads.state_dict(),
            "critic": self.critic.state(),
            "generating": self._generating.state_dict(),
            "judging": self._judging.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from ``state``."""
        self.forward.restore(state["forward"])
        self.heads.load_state_dict(state["heads"])
        self.critic.restore(state["critic"])
        self._generating.load_state_dict(state["generating"])
        self._judging.load_state_dict(state["judging"])
        self._batches = None

    def write_best(self, folder: Path, numbers: Mapping[str, float]) -> None:
        """Write the averaged weights of the generator and the card's facts."""
        facts = {**self._facts, "checked": dict(numbers)}
        write_generators(folder, {"forward": self.forward}, self.preset, facts)

    def write_strip(self, path: Path) -> None:
        """Write a few films kept back, translated, and with a consolidation."""
        self._check.write_strip(path, self.forward.averaged(), None)

    def _terms(self, batch: TranslationBatch, step: int) -> tuple[dict[str, Tensor], Tensor]:
        """Return the generator's terms, and what it made of the films."""
        weights = self.preset.weights
        is_mirrored = self.preset.contrast.flips and torch.rand(()).item() < 0.5
        film = batch.source.flip(-1) if is_mirrored else batch.source
        shown = self.forward(film)
        terms = {
            "adversarial": self.critic.wish(shown),
            "contrast": self._contrast(shown, batch.source, is_mirrored=is_mirrored),
        }
        if weights.contrast_identity:
            same = self.forward(batch.target)
            terms["contrast_identity"] = self._contrast(same, batch.target, is_mirrored=False)
        upright = shown.flip(-1) if is_mirrored else shown
        terms |= film_terms(self.forward, self.forward.network, batch, upright, self.preset, step)
        return terms, shown

    def _contrast(self, shown: Tensor, film: Tensor, *, is_mirrored: bool) -> Tensor:
        """Return the PatchNCE of a translation and its film, which may lie mirrored to it."""
        network = self.forward.network
        if not isinstance(network, ResnetGenerator):
            raise TypeError("patches of a residual generator only can be compared")
        after = compared_layers(self.preset.generator)
        with half_precision(self._ranks.device):
            queries, keys = network.activations(shown, after), network.activations(film, after)
        if is_mirrored:
            queries = [values.flip(-1) for values in queries]
        places = drawn_places(keys, self.preset.contrast.patches)
        described = self._shared_heads(
            [torch.cat(pair) for pair in zip(queries, keys, strict=True)], places
        )
        halves = [values.chunk(2) for values in described]
        return contrast_loss(
            [half[0] for half in halves],
            [half[1] for half in halves],
            self.preset.contrast.temperature,
        )
