"""Non-local means on a GPU."""

import math

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from engine.frame import FloatImage
from engine.ops.accelerated.tensors import received, sent, settled_stripes, with_margins
from engine.ops.non_local_means import SOFTNESS, half_window
from engine.progress import Progress


def non_local_means(
    image: FloatImage,
    sigma: float,
    window_px: tuple[float, float],
    patch_px: int,
    progress: Progress | None = None,
    *,
    device: torch.device,
) -> FloatImage:
    """Return the film averaged over pixels with similar surroundings.

    See ``engine.ops.non_local_means.non_local_means``.
    """
    if not sigma >= 0 or patch_px % 2 == 0:
        raise ValueError(f"not a sigma of 0 or more and an odd patch: {sigma}, {patch_px}")
    progress = progress or Progress()
    if sigma == 0:
        return image.copy()
    shifts = list(half_window(window_px))
    down, across = (max(abs(shift[axis]) for shift in shifts) for axis in (0, 1))
    margin = down + patch_px // 2, across + patch_px // 2
    wide = with_margins(sent(image, device), margin, "pixel")
    out = torch.empty(image.shape, dtype=torch.float32, device=device)
    for rows in settled_stripes(image.shape, progress, device):
        around = wide[rows.start : rows.stop + 2 * margin[0]]
        out[rows] = _averaged(around, margin, shifts, sigma, patch_px, progress)
    return received(out)


def _averaged(
    wide: Tensor,
    margin: tuple[int, int],
    shifts: list[tuple[int, int]],
    sigma: float,
    patch_px: int,
    progress: Progress,
) -> Tensor:
    """Return the weighted means of a part of the film without its margin."""
    rows, columns = wide.shape[0] - 2 * margin[0], wide.shape[1] - 2 * margin[1]
    middle = wide[margin[0] : margin[0] + rows, margin[1] : margin[1] + columns]
    own = math.exp(-2 / SOFTNESS**2)  # of a pixel with itself
    weights = torch.full_like(middle, own)
    sums = middle * own
    for down, across in shifts:
        progress.check()
        right = max(0, across)
        corner = margin[0] - down, margin[1] - right
        shape = rows + down, columns + abs(across)
        weight = _weights(wide, corner, shape, (down, across), sigma, patch_px)
        for row, column, sign in ((down, right, 1), (0, right - across, -1)):
            one = weight[row : row + rows, column : column + columns]
            below, beside = margin[0] + sign * down, margin[1] + sign * across
            weights.add_(one)
            sums.addcmul_(wide[below : below + rows, beside : beside + columns], one)
    return sums.div_(weights)


def _weights(
    wide: Tensor,
    corner: tuple[int, int],
    shape: tuple[int, int],
    shift: tuple[int, int],
    sigma: float,
    patch_px: int,
) -> Tensor:
    """Return how much each pixel and the one a shift away count of each other: ``shape``."""
    half = patch_px // 2
    top, left = corner[0] - half, corner[1] - half
    bottom, right = top + shape[0] + 2 * half, left + shape[1] + 2 * half
    there = wide[top + shift[0] : bottom + shift[0], left + shift[1] : right + shift[1]]
    squares = (wide[top:bottom, left:right] - there).square_()[None, None]
    along = avg_pool2d(squares, (1, patch_px), stride=1)
    means = avg_pool2d(along, (patch_px, 1), stride=1)[0, 0]
    return means.mul_(-1 / (SOFTNESS * sigma) ** 2).clamp_(max=-2 / SOFTNESS**2).exp_()
