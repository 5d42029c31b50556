"""What the learners of all methods that translate have in common."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from engine.training.ranks import Ranks
from engine.training.run_config import BEST
from engine.training.translation.batches import TranslationBatches
from engine.training.translation.check import TranslationCheck
from engine.training.translation.images import DomainImage
from engine.training.translation.networks import LearntGenerator
from engine.training.translation.stock import TranslationStock
from engine.training.translation.translation_presets import TranslationPreset
from engine.training.weights_file import write_method


def begin(seed: int) -> None:
    """Let everything that torch draws from here on follow from a seed."""
    torch.manual_seed(seed)


def data_of(preset: TranslationPreset, stock: TranslationStock, ranks: Ranks) -> TranslationBatches:
    """Return the batches of this process."""
    return TranslationBatches(
        stock.source,
        stock.target,
        preset.source,
        preset.target,
        seed=preset.loop.seed,
        size=preset.batch,
        pairs=stock.pairs,
        rank=ranks.rank,
    )


def check_of(preset: TranslationPreset, stock: TranslationStock, ranks: Ranks) -> TranslationCheck:
    """Return what measures on pictures kept back."""
    return TranslationCheck(
        _spread(stock.kept_source, preset.checks),
        _reference(stock, preset.checks),
        preset.source,
        preset.target,
        ranks.device,
    )


def total(terms: Mapping[str, Tensor], preset: TranslationPreset, step: int) -> Tensor:
    """Return the weighted sum of terms named as their weights."""
    done = step / max(1, preset.loop.steps)
    weights = {**preset.weights.to_json(), "cycle": preset.weights.cycle_at(done)}
    return torch.stack([weights[name] * term for name, term in terms.items()]).sum()


def write_generators(
    folder: Path,
    generators: Mapping[str, LearntGenerator],
    preset: TranslationPreset,
    facts: Mapping[str, Any],
) -> None:
    """Write averaged weights as "forward.*" and so on, with what made them in the header.

    Args:
        folder: Of the run.
        generators: By the prefix of their weights' names.
        preset: They were trained with.
        facts: For the header beside "preset" and "config", the generators' shape.

    Raises:
        ExportError: If they could not be written.
    """
    weights = {
        f"{prefix}.{name}": value
        for prefix, generator in generators.items()
        for name, value in generator.weights.items()
    }
    told = {**facts, "preset": preset.to_json(), "config": preset.generator.to_json()}
    write_method(folder / BEST, weights, told)


def _reference(stock: TranslationStock, most: int) -> list[DomainImage]:
    """Return pictures of the target that translations are compared with.

    Those of patients kept back, and where these are few, as of CT they are, some that were learnt
    from: a distance to one or two pictures would be chance. What is translated is never learnt
    from.
    """
    kept = _spread(stock.kept_target, most)
    return [*kept, *_spread(stock.target, most - len(kept))]


def _spread(images: Sequence[DomainImage], most: int) -> list[DomainImage]:
    """Return at most so many pictures, evenly from first to last."""
    step = max(1.0, len(images) / max(1, most))
    return [images[int(n * step)] for n in range(min(most, len(images)))]
