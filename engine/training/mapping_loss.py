"""What the mapping and its rivals are told of their mistakes."""

from dataclasses import dataclass

import torch
from torch import Tensor

from engine.training.mapping_batches import PRESENTATIONS, Batch
from engine.training.similarity import mean_square, similarity
from engine.training.turned import turned_gradients


@dataclass(frozen=True)
class LossWeights:
    """How much each kind of mistake counts.

    Attributes:
        image: Mean square of the presentation, in the field.
        structure: One minus SSIM.
        regional: Mean square of each of the unit maps a and m.
        window: The same of centre and width.
        smooth: Mean step between neighbours of a and m: keeps them from painting structure.
        agree: Mean square between the mistakes in the presentations of one film.
        alike: One minus SSIM between the presentations of one film; as ``turned``, less where
            maps were fitted.
        fidelity: Logarithm of each film's own mean square: what a mean PSNR measures. A few
            hopeless films then do not drown the others, as they do in a plain mean.
        turned: How far gradients turn against those of the film. A film whose maps were fitted
            counts as much less as they do: its shading is a detector's, to be undone.
    """

    image: float = 10.0
    structure: float = 0.2
    regional: float = 1.0
    window: float = 0.1
    smooth: float = 0.05
    agree: float = 2.0
    fidelity: float = 0.0
    turned: float = 0.0
    alike: float = 0.0


OURS = LossWeights(image=2.0, structure=0.7, regional=0.5, fidelity=0.06, turned=28.0, alike=1.5)

EQUATION_1 = LossWeights(1.0, 0.0, 1.0, 1.0, 0.0, 0.0)
"""Yang et al., Eqn 1: five mean squares of equal weight, in unit range."""

_SMALL_ERROR = 1e-4
"""Mean square, 40 dB, below which getting better no longer pays."""


def mapping_loss(
    image: Tensor, units: Tensor | None, batch: Batch, weights: LossWeights
) -> dict[str, Tensor]:
    """Return the weighted terms of the loss by name.

    Args:
        image: (B, 1, H, W) the presentation a method gives.
        units: (B, 4, h, w) its unit maps, if it has any.
        batch: What was wanted.
        weights: Of the terms.
    """
    errors = mean_square(image, batch.wanted, batch.field)  # (B,)
    terms = {"image": weights.image * errors.mean()}
    if weights.fidelity:
        terms["fidelity"] = weights.fidelity * torch.log1p(errors / _SMALL_ERROR).mean()
    if weights.structure:
        alike = similarity(image, batch.wanted, batch.field).mean()
        terms["structure"] = weights.structure * (1 - alike)
    if weights.agree:
        terms["agree"] = weights.agree * _disagreement(image, batch)
    if weights.alike:
        terms["alike"] = weights.alike * _unlikeness(image, batch)
    if weights.turned:
        turned = turned_gradients(image, batch.film, batch.field) * batch.map_weight
        terms["turned"] = weights.turned * turned.mean()
    if units is None:
        return terms
    error = (units - batch.maps) ** 2 * batch.small_field  # (B, 4, h, w)
    inside = batch.small_field.mean((2, 3)).clamp_min(1e-3)  # (B, 1)
    error = error.mean((2, 3)) / inside * batch.map_weight[:, None]
    terms["maps"] = weights.regional * error[:, :2].sum(1).mean()
    terms["window"] = weights.window * error[:, 2:].sum(1).mean()
    if weights.smooth:
        terms["smooth"] = weights.smooth * _roughness(units[:, :2])
    return terms


def _disagreement(image: Tensor, batch: Batch) -> Tensor:
    """Return how far the mistakes made of two presentations of a film lie apart."""
    one, two, shared = _both(image, batch)
    return mean_square(one, two, shared).mean()


def _unlikeness(image: Tensor, batch: Batch) -> Tensor:
    """Return one minus SSIM between two presentations of a film, as much as maps are trusted.

    The noise of two simulated films is each its own, and smoothing it away is not wanted.
    """
    one, two, shared = _both(image, batch)
    trusted = torch.unflatten(batch.map_weight, 0, (-1, PRESENTATIONS)).prod(1)
    return (trusted * (1 - similarity(one, two, shared))).mean()


def _both(image: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return two presentations of each film, as alike as their mistakes, and where both are known.

    What two differently covered raw films should become differs, so that difference is added.

    Returns:
        Two of (films, 1, H, W) and their shared field.
    """
    pictures = torch.unflatten(image, 0, (-1, PRESENTATIONS))  # (films, 2, 1, H, W)
    wanted = torch.unflatten(batch.wanted, 0, (-1, PRESENTATIONS))
    fields = torch.unflatten(batch.field, 0, (-1, PRESENTATIONS))
    one = pictures[:, 0] + wanted[:, 1] - wanted[:, 0]
    return one, pictures[:, 1], fields[:, 0] * fields[:, 1]


def _roughness(maps: Tensor) -> Tensor:
    down = (maps[..., 1:, :] - maps[..., :-1, :]).abs().mean()
    across = (maps[..., :, 1:] - maps[..., :, :-1]).abs().mean()
    return down + across
