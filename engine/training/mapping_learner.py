"""How a method that presents films learns."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from engine.bitmap import write_bitmap
from engine.training.averaged import AveragedWeights
from engine.training.batch_stream import batches_from
from engine.training.films import TrainingFilm
from engine.training.for_processing import for_processing_pair
from engine.training.inverse_pair import inverse_pair
from engine.training.mapping_batches import (
    Batch,
    MappingBatches,
    exact_example,
    stacked,
)
from engine.training.mapping_loss import mapping_loss
from engine.training.methods import METHODS, Presented
from engine.training.presets import MappingPreset
from engine.training.ranks import Ranks
from engine.training.similarity import psnr, similarity
from engine.training.turned import turned_gradients
from engine.training.weights_file import write_method

_TURNED_DB = 1000.0
"""What a score loses for turned gradients: as much for a thousandth as for one dB of PSNR."""

_STRIP_FILMS = 4
_STRIP_SIDE = 256


class MappingLearner:
    """Learns to present films.

    Args:
        preset: What decides the result.
        films: To learn from.
        kept_back: To check with; patients of neither are in both.
        ranks: The processes that train together.
        facts: Written beside the weights: where the films come from, and so on.
        workers: Processes that make batches; 0 makes them here.
        start: Weights to begin with.
        batches: What to learn from, if not only pairs made of ``films``.
        checks: What else to check with: the kind and one film each.
    """

    def __init__(
        self,
        preset: MappingPreset,
        films: Sequence[TrainingFilm],
        kept_back: Sequence[TrainingFilm],
        ranks: Ranks,
        *,
        facts: Mapping[str, Any] | None = None,
        workers: int = 0,
        start: Mapping[str, Tensor] | None = None,
        batches: MappingBatches | None = None,
        checks: Sequence[tuple[str, Batch]] = (),
    ) -> None:
        torch.manual_seed(preset.loop.seed)
        self.preset = preset
        self.ranks = ranks
        self.network = METHODS[preset.method]()
        if start is not None:
            self.network.load_state_dict(start)
        self._facts = dict(facts or {})
        self._shared = ranks.shared(self.network)
        self._average = AveragedWeights(self.network, preset.averaging)
        kind = torch.optim.AdamW if preset.optimiser == "adamw" else torch.optim.Adam
        self._optimiser = kind(
            self.network.parameters(), lr=preset.rate, weight_decay=preset.weight_decay
        )
        if batches is None:
            batches = MappingBatches(films, preset.batches, ranks.rank)
        self._data = batches
        self._checks = [*_checks(kept_back[: preset.checks], preset), *checks]
        self._workers = workers
        self._batches: Iterator[Batch] | None = None
        self._bf16 = ranks.device.type == "cuda" and torch.cuda.is_bf16_supported()

    def learn(self, step: int) -> Mapping[str, float]:
        """Take one step; return its losses."""
        if self._batches is None:
            self._batches = batches_from(self._data, len(self._data), step, self._workers)
        batch = next(self._batches).to(self.ranks.device)
        for group in self._optimiser.param_groups:
            group["lr"] = learning_rate(self.preset, step)
        self._shared.train()
        shown = self._present(batch)
        terms = mapping_loss(shown.image, shown.units, batch, self.preset.weights)
        if shown.penalty is not None:
            terms["penalty"] = shown.penalty
        loss = torch.stack(list(terms.values())).sum()
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        if self.preset.clip:
            nn.utils.clip_grad_norm_(self.network.parameters(), self.preset.clip)
        self._optimiser.step()
        self._average.follow(self.network)
        return {"loss": loss.item(), **{name: term.item() for name, term in terms.items()}}

    @torch.no_grad()
    def check(self) -> Mapping[str, float]:
        """Return fidelity on films kept back.

        The score is the mean PSNR of all kinds, less what turned gradients cost where they count
        at all: of two checks that are as faithful the one that invents less is the better.
        """
        found: dict[str, list[float]] = {}
        with self._averaged():
            for kind, batch in self._checks:
                image = self._present(batch).image.clamp(0, 1)
                fields = None if kind == "exact" else batch.field
                for name, measure in (("psnr", psnr), ("ssim", similarity)):
                    values = measure(image, batch.wanted, fields).tolist()
                    found.setdefault(f"{kind}_{name}", []).extend(values)
                if self.preset.weights.turned:
                    turned = turned_gradients(image, batch.film, batch.field) * batch.map_weight
                    found.setdefault("turned", []).extend(turned.tolist())
        means = {name: float(np.mean(values)) for name, values in found.items()}
        kinds = dict.fromkeys(kind for kind, _ in self._checks)
        score = sum(means[f"{kind}_psnr"] for kind in kinds) / len(kinds)
        means["score"] = score - _TURNED_DB * means.get("turned", 0.0)
        return means

    def state(self) -> dict[str, Any]:
        """Return everything a run needs to go on bit by bit."""
        return {
            "network": self.network.state_dict(),
            "average": self._average.state(),
            "optimiser": self._optimiser.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from ``state``."""
        self.network.load_state_dict(state["network"])
        self._average.restore(state["average"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._batches = None

    def write_best(self, folder: Path, numbers: Mapping[str, float]) -> None:
        """Write the averaged weights and the card's facts."""
        facts = {**self._facts, "checked": dict(numbers), "preset": self.preset.to_json()}
        write_method(folder / "best.safetensors", self._average.weights, facts)

    @torch.no_grad()
    def write_strip(self, path: Path) -> None:
        """Write raw, presented, wanted and the maps of a few films, one film a row."""
        rows = []
        with self._averaged():
            for _, batch in self._checks[: 2 * _STRIP_FILMS]:
                shown = self._present(batch)
                tiles = [batch.film, shown.image, batch.wanted * batch.field]
                tiles += [] if shown.units is None else list(torch.split(shown.units[:, :2], 1, 1))
                rows.append(np.hstack([_tile(t[0, 0].float().cpu().numpy()) for t in tiles]))
        grey = np.clip(np.vstack(rows) * 255 + 0.5, 0, 255).astype(np.uint8)
        write_bitmap(grey, path)

    def _present(self, batch: Batch) -> Presented:
        with torch.autocast("cuda", torch.bfloat16, enabled=self._bf16):
            shown: Presented = self._shared(batch.small, batch.small_field, batch.film)
        return shown

    def _averaged(self) -> "_Averaged":
        return _Averaged(self.network, self._average.weights)


def learning_rate(preset: MappingPreset, step: int) -> float:
    """Return the rate at a step: a linear warm-up, then a cosine down to a fiftieth."""
    if not preset.warm_up:
        return preset.rate
    if step < preset.warm_up:
        return preset.rate * (step + 1) / preset.warm_up
    done = (step - preset.warm_up) / max(1, preset.loop.steps - preset.warm_up)
    return preset.rate * (0.51 + 0.49 * math.cos(math.pi * min(1.0, done)))


class _Averaged:
    """Puts the averaged weights into the network for as long as the block lasts."""

    def __init__(self, network: nn.Module, weights: Mapping[str, Tensor]) -> None:
        self._network = network
        self._weights = weights
        self._kept: dict[str, Tensor] = {}

    def __enter__(self) -> None:
        self._kept = {k: v.detach().clone() for k, v in self._network.state_dict().items()}
        self._network.load_state_dict(dict(self._weights))
        self._network.eval()

    def __exit__(self, *_: object) -> None:
        self._network.load_state_dict(self._kept)
        self._network.train()


def _checks(films: Sequence[TrainingFilm], preset: MappingPreset) -> list[tuple[str, Batch]]:
    """Return for each film an exact and a simulated pair, always the same."""
    found: list[tuple[str, Batch]] = []
    side = preset.batches.sizes[-1].network
    for number, film in enumerate(films):
        random = np.random.default_rng([preset.loop.seed, 11, number])
        exact = inverse_pair(film.wanted, film.field, random)
        simulated = for_processing_pair(film.wanted, film.field, random, film.archive)
        found.append(("exact", stacked([exact_example(exact, side)])))
        found.append(("simulated", stacked([exact_example(simulated, side)])))
    return found


def _tile(image: np.ndarray[Any, np.dtype[np.float32]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    scale = _STRIP_SIDE / max(image.shape)
    size = round(image.shape[1] * scale), round(image.shape[0] * scale)
    tile = np.zeros((_STRIP_SIDE, _STRIP_SIDE), np.float32)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    tile[: small.shape[0], : small.shape[1]] = small
    return tile
