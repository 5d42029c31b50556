"""Multiscale contrast on a GPU, and the pyramid it needs."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, embedding

from engine.frame import FloatImage
from engine.ops.accelerated.tensors import received, sent, settled_stripes, with_margins
from engine.ops.multiscale import CORE_SIGMAS, FAINTEST, REACH, BandGain, noise_lines
from engine.ops.pyramid import Pyramid
from engine.progress import Progress


def multiscale(
    pyramid: Pyramid,
    gains: Sequence[BandGain],
    strongest: float,
    sigmas: FloatImage,
    noise: float,
    progress: Progress | None = None,
    *,
    device: torch.device,
) -> FloatImage:
    """Return the film with its detail raised; see ``engine.ops.multiscale.multiscale``.

    Only the film goes there: its halvings are made anew, quicker than they could be sent.
    """
    if len(gains) != pyramid.bands + 1 or not strongest > 0:
        raise ValueError(f"{len(gains)} gains for {pyramid.bands} bands, strongest {strongest}")
    progress = progress or Progress()
    levels = [sent(pyramid.levels[0], device)]
    for _ in range(pyramid.bands):
        progress.check()
        levels.append(halved(levels[-1]))
    lines = sent(noise_lines(sigmas), device).permute(1, 2, 0).contiguous()
    coarse = levels.pop()
    whole = coarse * gains[-1].amplification
    for number in reversed(range(pyramid.bands)):
        fine = levels.pop()
        base = enlarged(coarse, fine.shape)
        whole = enlarged(whole, fine.shape)
        around = with_margins(fine - base, (REACH, REACH), "edge")
        part = progress.part(0.25 ** (number + 1), 0.25**number)
        for rows in settled_stripes(fine.shape, part, device):
            detail = around[rows.start : rows.stop + 2 * REACH]
            whole[rows] += _amplified(
                detail, base[rows], gains[number], strongest, lines[number], noise
            )
        coarse = fine
    return received(whole)


def halved(film: Tensor) -> Tensor:
    """Return the film smoothed and every second pixel of it; see ``engine.ops.pyramid.halved``."""
    wide = with_margins(film, (2, 2), "pixel")
    for axis in (0, 1):
        length = (film.shape[axis] + 1) // 2
        taps = []
        for first in range(5):
            places = slice(first, first + 2 * length - 1, 2)
            taps.append(wide[places] if axis == 0 else wide[:, places])
        wide = (taps[0] + taps[4] + 4 * (taps[1] + taps[3]) + 6 * taps[2]) / 16
    return wide


def enlarged(film: Tensor, shape: Sequence[int]) -> Tensor:
    """Return the film at twice the size, cut to ``shape``; see ``engine.ops.pyramid.enlarged``.

    As OpenCV does it: before the first pixel stands the second, behind the last the last.
    """
    for axis in (0, 1):
        count = film.shape[axis]
        before = torch.cat([film.narrow(axis, min(1, count - 1), 1), film], axis)
        after = torch.cat([film, film.narrow(axis, count - 1, 1)], axis).narrow(axis, 1, count)
        even = (before.narrow(axis, 0, count) + after + 6 * film) / 8
        odd = (film + after) / 2
        film = torch.stack([even, odd], axis + 1).flatten(axis, axis + 1)
        film = film.narrow(axis, 0, shape[axis])
    return film


def _amplified(
    around: Tensor, base: Tensor, gain: BandGain, strongest: float, lines: Tensor, noise: float
) -> Tensor:
    """Return the detail amplified.

    Args:
        around: (rows + 2 REACH, columns + 2 REACH) the detail with its margin.
        base: (rows, columns) how grey it is there.
        gain: What becomes of it.
        strongest: Amplitude that keeps its strength.
        lines: (256, 2) its amplitude by grey, as ``noise_lines`` has it.
        noise: How much of the gain noise loses.
    """
    factor: float = gain.amplification * strongest ** (1 - gain.exponent)
    detail = around[REACH:-REACH, REACH:-REACH] * factor
    if gain.exponent < 1 or noise > 0:
        amplitude = _amplitude(around)
        if noise > 0:
            detail.mul_(_kept(amplitude, base, lines, noise))
        if gain.exponent < 1:
            amplitude.clamp_(min=FAINTEST * strongest)
            detail.mul_(amplitude.pow_(gain.exponent - 1))
    return detail


def _amplitude(around: Tensor) -> Tensor:
    """Return the amplitude of the wave that has as much power as what is around each pixel."""
    side = 2 * REACH + 1
    along = avg_pool2d(around.square()[None, None], (1, side), stride=1)
    power: Tensor = avg_pool2d(along, (side, 1), stride=1)
    return power[0, 0].mul_(2).sqrt_()


def _kept(amplitude: Tensor, base: Tensor, lines: Tensor, noise: float) -> Tensor:
    """Return how much of each detail is kept: 1 far above noise, ``1 - noise`` of noise alone."""
    grey = base.clamp(0, 1)
    line = embedding((grey * (lines.shape[0] - 1)).to(torch.int32), lines)
    share = amplitude / torch.addcmul(line[..., 0], line[..., 1], grey)
    share.sub_(1).mul_(1 / (CORE_SIGMAS - 1)).clamp_(0, 1)  # it was 1 where there is only noise
    rise = share.square() * (3 - 2 * share)  # a smooth rise from 0 to 1
    return rise.mul_(noise).add_(1 - noise)
