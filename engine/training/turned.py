"""How far a presentation turns the gradients of its film, differentiable.

``engine.training.evaluation.look`` counts such pixels; a count has no slope to learn from.
"""

import torch
from torch import Tensor
from torch.nn import functional

from engine.training.similarity import gaussian_mean

_SIGMA, _RADIUS = 1.0, 3
_MARGIN = _RADIUS + 1

_LEAST_GAIN = 0.05
"""A pixel counts where contrast along the film's own gradient grows less: just before it turns."""

_FLAT_SHARE = 0.2
"""The flattest fifth of a film points nowhere."""


def turned_gradients(image: Tensor, film: Tensor, field: Tensor) -> Tensor:
    """Return by how much gradients fall short of keeping their direction, a mean over the field.

    The local gain is the part of the presentation's gradient that lies along the film's, over
    that of the film: 1 where nothing is changed, below 0 where it points the other way.

    Args:
        image: (B, 1, H, W) the presentation.
        film: (B, 1, H, W) what it was made of, in the same unit.
        field: (B, 1, H, W) 1 where to look.

    Returns:
        (B,): 0 where no gradient turns.

    Raises:
        ValueError: If a side is below 9 pixels.
    """
    if min(image.shape[-2:]) < 2 * _MARGIN + 1:
        raise ValueError(f"a film of {tuple(image.shape[-2:])} is too small for gradients")
    field = field[..., _MARGIN:-_MARGIN, _MARGIN:-_MARGIN]
    before = _gradient(film)  # (B, 2, H - 8, W - 8)
    steepness = (before**2).sum(1, keepdim=True)
    flat = torch.stack([_flat(s, f) for s, f in zip(steepness, field > 0, strict=True)])
    flat = flat[:, None, None, None]
    gain = (_gradient(image) * before).sum(1, keepdim=True) / (steepness + flat).clamp_min(1e-12)
    short = functional.relu(_LEAST_GAIN - gain) * field * (steepness > flat)
    return short.sum((1, 2, 3)) / field.sum((1, 2, 3)).clamp_min(1.0)


def _flat(steepness: Tensor, inside: Tensor) -> Tensor:
    """Return the square of the gradient below which a place of one film is flat."""
    chosen = steepness[inside]
    chosen = chosen if chosen.numel() else steepness.flatten()
    return chosen.kthvalue(max(1, round(_FLAT_SHARE * chosen.numel()))).values


def _gradient(image: Tensor) -> Tensor:
    """Return the gradient across and down of a Gaussian mean: (B, 2, H - 8, W - 8)."""
    smooth = gaussian_mean(image, _SIGMA, _RADIUS)
    across = smooth[..., 1:-1, 2:] - smooth[..., 1:-1, :-2]
    down = smooth[..., 2:, 1:-1] - smooth[..., :-2, 1:-1]
    return torch.cat([across, down], 1)
