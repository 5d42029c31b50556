"""Terms that hold a translated film to the film, and to what is known of a few: for any method."""

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from engine.models.translation.generator import Generator
from engine.training.translation.batches import TranslationBatch
from engine.training.translation.losses import gradient_loss
from engine.training.translation.low_pass import low_pass, order_loss
from engine.training.translation.translation_presets import TranslationPreset

FOLLOWED = 0.9
"""How much of a planted consolidation must be seen in the translation."""

_OPACITY_SIGMA = 0.015

_IDENTITY_TURN, _OPACITY_TURN, _PAIRS_TURN = 0, 1, 2


def film_terms(
    translate: Callable[[Tensor], Tensor],
    generator: Generator,
    batch: TranslationBatch,
    shown: Tensor,
    preset: TranslationPreset,
    step: int,
) -> dict[str, Tensor]:
    """Return the terms that are due at a step, by the names of their weights, not yet weighted.

    Args:
        translate: Runs ``generator``, maybe for several processes at once.
        generator: Towards the target.
        batch: Of the step.
        shown: ``batch.source`` translated.
        preset: Says what counts and how often.
        step: Of the training.
    """
    weights, side = preset.weights, preset.source.middle_side
    terms: dict[str, Tensor] = {}
    if weights.gradient:
        terms["gradient"] = gradient_loss(shown, batch.source)
    if weights.order:
        terms["order"] = order_loss(shown, batch.source, side)
    if weights.opacity and is_due(step, _OPACITY_TURN, preset):
        opaque = translate(batch.opaque)
        terms["opacity"] = preset.every * opacity_loss(opaque, shown, batch, generator, side)
        if weights.order:
            terms["order"] = terms["order"] + preset.every * order_loss(opaque, batch.opaque, side)
    paired = batch.paired_source, batch.paired_target
    if weights.paired and is_due(step, _PAIRS_TURN, preset) and paired[0] is not None:
        wanted = torch.as_tensor(paired[1])
        slab = translate(paired[0])
        terms["paired"] = preset.every * functional.l1_loss(slab, wanted)
        terms["paired_gradient"] = preset.every * gradient_loss(slab, wanted)
    return terms


def is_identity_due(step: int, preset: TranslationPreset) -> bool:
    """Return whether the identity counts at a step."""
    return preset.weights.identity > 0 and is_due(step, _IDENTITY_TURN, preset)


def is_due(step: int, turn: int, preset: TranslationPreset) -> bool:
    """Return whether a term that may wait counts at a step."""
    return step % preset.every == turn % preset.every


def opacity_loss(
    opaque: Tensor, shown: Tensor, batch: TranslationBatch, generator: Generator, side: float
) -> Tensor:
    """Return the share of planted consolidations that the translation does not follow: 0 or above.

    A film and its twin with a consolidation are translated. Where the film became denser, the
    picture has to, by ``FOLLOWED`` of what the generator's start does at least. Both pictures learn
    from it: were it the dense one alone, the whole picture would grow brighter without end.

    Args:
        opaque: (B, 1, H, W) ``batch.opaque`` translated.
        shown: (B, 1, H, W) ``batch.source`` translated.
        batch: Of the step.
        generator: That did it.
        side: Long side of the films in pixels.
    """
    with torch.no_grad():
        start = generator.start(batch.opaque) - generator.start(batch.source)
        wanted = low_pass(start * (batch.rise > 0), _OPACITY_SIGMA * side).clamp_min(0)
    risen = low_pass(opaque - shown, _OPACITY_SIGMA * side)
    missing = torch.relu(FOLLOWED * wanted - risen) * (batch.rise > 0)
    return missing.mean() / wanted.mean().clamp_min(1e-3)
