"""The bilateral filter on a GPU."""

import math
from collections.abc import Iterator

import torch
from torch import Tensor

from engine.frame import FloatImage
from engine.ops.accelerated.tensors import received, sent, settled_stripes, with_margins
from engine.ops.smooth import BILATERAL_SIGMA_PX
from engine.progress import Progress


def bilateral(
    image: FloatImage,
    sigma_px: float,
    sigma_grey: float,
    progress: Progress | None = None,
    *,
    device: torch.device,
) -> FloatImage:
    """Return the film smoothed within, but not across, edges; see ``engine.ops.smooth.bilateral``.

    OpenCV reads the weights of greys from a table, which is within 1e-5 of them.
    """
    if not (sigma_px > 0 and sigma_grey > 0):
        raise ValueError(f"both sigmas must be above 0, not {sigma_px} and {sigma_grey}")
    progress = progress or Progress()
    apart = math.ceil(sigma_px / BILATERAL_SIGMA_PX)
    film = sent(image, device)
    out = torch.empty_like(film)
    for number in range(apart * apart):
        sparse = film[number // apart :: apart, number % apart :: apart]
        part = progress.part(number / apart**2, (number + 1) / apart**2)
        if sparse.numel():
            out[number // apart :: apart, number % apart :: apart] = _dense(
                sparse, sigma_px / apart, sigma_grey, part
            )
    return received(out)


def _dense(film: Tensor, sigma_px: float, sigma_grey: float, progress: Progress) -> Tensor:
    radius = max(1, math.ceil(2 * sigma_px))
    wide = with_margins(film, (radius, radius), "edge")
    out = torch.empty(film.shape, dtype=film.dtype, device=film.device)
    for rows in settled_stripes(film.shape, progress, film.device):
        around = wide[rows.start : rows.stop + 2 * radius]
        out[rows] = _averaged(around, radius, sigma_px, sigma_grey, progress)
    return out


def _averaged(
    wide: Tensor, radius: int, sigma_px: float, sigma_grey: float, progress: Progress
) -> Tensor:
    """Return the weighted means of a part of the film without its margin.

    Of two pixels each counts as much of the other: every weight is used twice.
    """
    rows, columns = wide.shape[0] - 2 * radius, wide.shape[1] - 2 * radius
    sums = wide[radius : radius + rows, radius : radius + columns].clone()
    weights = torch.ones_like(sums)
    for down, across in _half_disc(radius):
        progress.check()
        right = max(0, across)
        top, left = radius - down, radius - right
        bottom, end = top + rows + down, left + columns + abs(across)
        here = wide[top:bottom, left:end]
        there = wide[top + down : bottom + down, left + across : end + across]
        weight = (here - there).square_().mul_(-0.5 / sigma_grey**2)
        weight.sub_((down**2 + across**2) * 0.5 / sigma_px**2).exp_()
        for row, column, sign in ((down, right, 1), (0, right - across, -1)):
            one = weight[row : row + rows, column : column + columns]
            below, beside = radius + sign * down, radius + sign * across
            weights.add_(one)
            sums.addcmul_(wide[below : below + rows, beside : beside + columns], one)
    return sums.div_(weights)


def _half_disc(radius: int) -> Iterator[tuple[int, int]]:
    """Yield (rows, columns) of half of the neighbours: below, or right in the same row."""
    for down in range(radius + 1):
        for across in range(-radius, radius + 1):
            if (down, across) > (0, 0) and down**2 + across**2 <= radius**2:
                yield down, across
