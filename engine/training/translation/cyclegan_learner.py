"""How two generators and two discriminators learn to translate there and back.

Source: Zhu et al., Unpaired image-to-image translation using cycle-consistent adversarial
networks, ICCV 2017, eq. 1 to 3 and section 5.2 (identity).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from torch import Tensor
from torch.nn import functional

from engine.training.batch_stream import batches_from
from engine.training.ranks import Ranks
from engine.training.translation.batches import TranslationBatch
from engine.training.translation.critic import Critic
from engine.training.translation.film_terms import film_terms, is_identity_due
from engine.training.translation.learner_parts import (
    begin,
    check_of,
    data_of,
    total,
    write_generators,
)
from engine.training.translation.losses import gradient_loss
from engine.training.translation.networks import LearntGenerator, adam, descend, set_rate
from engine.training.translation.start_curve import start_curve
from engine.training.translation.stock import TranslationStock
from engine.training.translation.translation_presets import TranslationPreset


class CycleGanLearner:
    """Learns to translate there and back.

    Args:
        preset: What decides the result.
        stock: Pictures to learn from and to check with.
        ranks: The processes that train together.
        facts: Written beside the weights: the command, and so on.
        workers: Processes that make batches; 0 makes them here.
    """

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
        there = start_curve(stock.source, stock.target)
        back = start_curve(stock.target, stock.source)
        self.forward = LearntGenerator(preset.generator, there, preset.averaging, ranks)
        self.backward = LearntGenerator(preset.generator, back, preset.averaging, ranks)
        self.target_critic, self.source_critic = Critic(preset, ranks), Critic(preset, ranks)
        self._generating = adam([self.forward.network, self.backward.network], preset.rate)
        self._judging = adam(
            [self.target_critic.network, self.source_critic.network], preset.critic_rate
        )
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
        terms, shown, film = self._terms(batch, step)
        loss = total(terms, self.preset, step)
        descend(self._generating, loss)
        critic = self.target_critic.loss(batch.target, shown)
        critic = critic + self.source_critic.loss(batch.source, film)
        descend(self._judging, critic)
        self.forward.follow()
        self.backward.follow()
        named = {name: term.item() for name, term in terms.items()}
        return {"loss": loss.item(), "critic": critic.item(), **named}

    def check(self) -> Mapping[str, float]:
        """Return what is measured on patients kept back; see ``TranslationCheck``."""
        return self._check.numbers(self.forward.averaged(), self.backward.averaged())

    def state(self) -> dict[str, Any]:
        """Return everything a run needs to go on bit by bit."""
        return {
            "forward": self.forward.state(),
            "backward": self.backward.state(),
            "target_critic": self.target_critic.state(),
            "source_critic": self.source_critic.state(),
            "generating": self._generating.state_dict(),
            "judging": self._judging.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from ``state``."""
        self.forward.restore(state["forward"])
        self.backward.restore(state["backward"])
        self.target_critic.restore(state["target_critic"])
        self.source_critic.restore(state["source_critic"])
        self._generating.load_state_dict(state["generating"])
        self._judging.load_state_dict(state["judging"])
        self._batches = None

    def write_best(self, folder: Path, numbers: Mapping[str, float]) -> None:
        """Write the averaged weights of both generators and the card's facts."""
        both = {"forward": self.forward, "backward": self.backward}
        write_generators(folder, both, self.preset, {**self._facts, "checked": dict(numbers)})

    def write_strip(self, path: Path) -> None:
        """Write a few films kept back, translated, back again, and with a consolidation."""
        self._check.write_strip(path, self.forward.averaged(), self.backward.averaged())

    def _terms(
        self, batch: TranslationBatch, step: int
    ) -> tuple[dict[str, Tensor], Tensor, Tensor]:
        """Return the generators' terms, and what they made of films and of pictures."""
        weights = self.preset.weights
        shown, film = self.forward(batch.source), self.backward(batch.target)
        terms = {
            "adversarial": self.target_critic.wish(shown) + self.source_critic.wish(film),
            "cycle": functional.l1_loss(self.backward(shown), batch.source)
            + functional.l1_loss(self.forward(film), batch.target),
        }
        if is_identity_due(step, self.preset):
            same = functional.l1_loss(self.forward(batch.target), batch.target)
            same = same + functional.l1_loss(self.backward(batch.source), batch.source)
            terms["identity"] = self.preset.every * same
        terms |= film_terms(self.forward, self.forward.network, batch, shown, self.preset, step)
        if weights.gradient:
            terms["gradient"] = terms["gradient"] + gradient_loss(film, batch.target)
        return terms, shown, film
