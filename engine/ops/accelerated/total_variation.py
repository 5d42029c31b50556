"""Total variation on a GPU."""

import torch
from torch import Tensor

from engine.frame import FloatImage
from engine.ops.accelerated.tensors import received, sent, settled_stripes
from engine.ops.total_variation import STEP
from engine.progress import Progress


def total_variation(
    image: FloatImage,
    weight: float,
    iterations: int,
    progress: Progress | None = None,
    *,
    device: torch.device,
) -> FloatImage:
    """Return the film u that makes |u - image| ** 2 / 2 + weight TV(u) small.

    See ``engine.ops.total_variation.total_variation``.
    """
    if not weight >= 0 or iterations < 1:
        raise ValueError(f"not a weight of 0 or more and an iteration: {weight}, {iterations}")
    progress = progress or Progress()
    if weight == 0:
        return image.copy()
    film = sent(image, device)
    out = torch.empty_like(film)
    halo = iterations + 1
    for rows in settled_stripes(image.shape, progress, device):
        low, high = max(0, rows.start - halo), min(image.shape[0], rows.stop + halo)
        relaxed = _relaxed(film[low:high], weight, iterations, progress)
        out[rows] = relaxed[rows.start - low : rows.stop - low]
    return received(out)


def _relaxed(film: Tensor, weight: float, iterations: int, progress: Progress) -> Tensor:
    """Return the film after so many steps of the dual field, from 0."""
    down, along, falls, runs = (torch.zeros_like(film) for _ in range(4))
    out = film.clone()
    for _ in range(iterations):
        progress.check()
        torch.sub(out[1:], out[:-1], out=falls[:-1])
        torch.sub(out[:, 1:], out[:, :-1], out=runs[:, :-1])
        shrink = torch.addcmul(falls * falls, runs, runs).sqrt_().mul_(STEP / weight).add_(1)
        for dual, change in ((down, falls), (along, runs)):
            dual.sub_(change, alpha=STEP).div_(shrink)
        torch.sub(film, down, out=out).sub_(along)
        out[1:] += down[:-1]
        out[:, 1:] += along[:, :-1]
    return out
