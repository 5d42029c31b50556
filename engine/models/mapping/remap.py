"""A whole film through its pixels' tables: float32, in row stripes, on the CPU or a GPU.

The maps stay small: each stripe takes its rows of them and spreads those bilinearly, so that no
full-size map ever exists. A film cut into stripes comes out bit for bit as in one piece.
"""

import math
from itertools import groupby
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor

from engine.frame import FloatImage
from engine.models.mapping.maps import ParameterMaps
from engine.ops.pixel_lut import KNEE, Lead
from engine.ops.stripes import stripes
from engine.progress import Progress

CPU_STRIPE_PIXELS = 200_000
"""Small enough for a processor's cache, large enough that threads seldom wait for each other."""

GPU_STRIPE_PIXELS = 4_000_000

_SPARE = 4

Room: TypeAlias = tuple[Tensor, ...]
"""Planes the size of a stripe for what lies between, so that no memory is asked for again."""


def remap(
    pixels: FloatImage,
    maps: ParameterMaps,
    device: torch.device,
    progress: Progress | None = None,
    *,
    stripe_pixels: int = 0,
) -> FloatImage:
    """Return the film through its tables.

    Args:
        pixels: (rows, columns) float32; what lies outside 0..1 is clipped.
        maps: Of this film, on any smaller grid.
        device: Where to compute.
        progress: Looked at between stripes.
        stripe_pixels: About how many pixels a stripe holds; 0 is what suits the device.

    Returns:
        (rows, columns) float32 in 0..1, new; rising in each pixel's own value, and strictly so as
        far as float32 can tell two values apart.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    rows, columns = pixels.shape
    is_cpu = device.type == "cpu"
    stripe_pixels = stripe_pixels or (CPU_STRIPE_PIXELS if is_cpu else GPU_STRIPE_PIXELS)
    height = min(rows, max(1, stripe_pixels // columns))
    out = np.empty(pixels.shape, np.float32)
    clipped = np.empty((height, columns), np.float32)
    window = _FilmWindow(maps) if maps.has_one_window else None
    with torch.inference_mode():
        spread = _Spread(_planes(maps, window), (rows, columns), height, device)
        spare = torch.empty((_SPARE, height, columns), device=device)
        for part in stripes(rows, height, progress or Progress()):
            count = part.stop - part.start
            stripe = np.clip(pixels[part], 0.0, 1.0, out=clipped[:count])
            values = torch.from_numpy(stripe).to(device)
            room = tuple(spare[:, :count])
            _led(values, maps.lead, room)
            slope, bias, *windows = spread.rows(part)
            mapped = _regional(values, slope, bias, window.gain if window else 1.0, room)
            mapped = window.applied(mapped) if window else _windowed(mapped, *windows)
            torch.from_numpy(out[part]).copy_(mapped.clamp_(0.0, 1.0))
    return out


def _planes(maps: ParameterMaps, window: "_FilmWindow | None") -> Tensor:
    """Return slope and bias, times the gain of the film's window, else centre and width too.

    Returns:
        (2 or 4, rows, columns) float32 on the grid of the maps.
    """
    if window is None:
        return torch.from_numpy(np.stack([maps.slope, maps.bias, maps.centre, maps.width]))
    return torch.from_numpy(np.stack([maps.slope, maps.bias])) * window.gain


class _Spread:
    """Planes spread over the columns of a film, and over its rows a stripe at a time.

    Args:
        planes: (count, rows, columns) small.
        size: (rows, columns) of the film.
        height: Rows of its highest stripe.
        device: Where to spread them.
    """

    def __init__(
        self, planes: Tensor, size: tuple[int, int], height: int, device: torch.device
    ) -> None:
        self._small = planes.to(device)
        count, small_rows, small_columns = planes.shape
        self._left, self._right, self._across = _places(small_columns, size[1], device)
        above, below, self._down = _places(small_rows, size[0], device)
        self._between = list(zip(above.tolist(), below.tolist(), strict=True))
        self._stripe = self._small.new_empty((count, height, size[1]))

    def rows(self, part: slice) -> Tensor:
        """Return the planes of a stripe, (count, rows, columns); the next one overwrites them.

        Rows of the film that lie between the same two small ones are made together.
        """
        first, last = self._between[part.start][0], self._between[part.stop - 1][1]
        wide = self._wide(slice(first, last + 1))
        rows = range(part.start, part.stop)
        for (above, below), same in groupby(rows, self._between.__getitem__):
            start, *rest = same
            stop = start + len(rest) + 1
            torch.lerp(
                wide[:, above - first, None],
                wide[:, below - first, None],
                self._down[start:stop, None],
                out=self._stripe[:, start - part.start : stop - part.start],
            )
        return self._stripe[:, : part.stop - part.start]

    def _wide(self, rows: slice) -> Tensor:
        """Return some of the small rows spread over the columns of the film."""
        some = self._small[:, rows]
        shape = (*some.shape[:2], len(self._across))
        left, right = (some.gather(2, at.expand(shape)) for at in (self._left, self._right))
        return torch.lerp(left, right, self._across, out=left)


def _places(small: int, large: int, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Return for each large place the two small ones around it, and its share of the second."""
    places = (torch.arange(large, device=device, dtype=torch.float64) + 0.5) * (small / large) - 0.5
    places = places.clamp(0, small - 1)
    low = places.long()
    high = (low + 1).clamp_max(small - 1)
    return low, high, (places - low).float()


def _led(values: Tensor, lead: Lead, room: Room) -> None:
    """Make of values 0..1 what ``engine.ops.pixel_lut.Lead.apply`` does: three clipped ramps."""
    below, middle, above = lead.slopes
    out = torch.clamp(values, max=lead.low, out=room[0]).mul_(below)
    out.add_(torch.clamp(values, lead.low, lead.high, out=room[1]).sub_(lead.low), alpha=middle)
    values.clamp_(min=lead.high).sub_(lead.high)
    torch.add(out, values, alpha=above, out=values)


def _regional(values: Tensor, slope: Tensor, bias: Tensor, gain: float, room: Room) -> Tensor:
    """Return ``tables.regional`` times a gain: a sum of three clipped ramps.

    Measured in slope times value, the middle piece rises by one; the toe is ``toe_end = max(KNEE -
    bias, KNEE slope)`` long and ends on the middle's line, so that its slope is ``1 + bias /
    toe_end``. The shoulder is a toe seen from white, where the bias is ``1 - slope - bias``. One
    piece ends where the next begins and each rises: to the last bit the sum never falls.

    Args:
        values: (rows, columns) on the common range; spoilt.
        slope: (rows, columns) gain times the slope.
        bias: (rows, columns) gain times the bias; spoilt.
        gain: Above 0.
        room: Spoilt; the result is one of them.
    """
    least, toe_end, white_bias, shoulder = room
    one, white, knee = (values.new_tensor(number) for number in (1.0, gain, KNEE * gain))
    torch.mul(slope, KNEE, out=least)
    torch.sub(knee, bias, out=toe_end)
    torch.maximum(toe_end, least, out=toe_end)
    torch.sub(white, slope, out=white_bias).sub_(bias)
    torch.sub(knee, white_bias, out=shoulder)
    torch.maximum(shoulder, least, out=shoulder)
    toe_slope = torch.addcdiv(one, bias, toe_end, out=bias)
    shoulder_slope = torch.addcdiv(one, white_bias, shoulder, out=white_bias)
    shoulder_start = torch.sub(slope, shoulder, out=shoulder)
    scaled = values.mul_(slope)
    out = torch.clamp(scaled, toe_end, shoulder_start, out=least).sub_(toe_end)
    out.addcmul_(torch.minimum(scaled, toe_end, out=toe_end), toe_slope)
    torch.maximum(scaled, shoulder_start, out=scaled).sub_(shoulder_start)
    return out.addcmul_(scaled, shoulder_slope)


class _FilmWindow:
    """The global part where one window serves the whole film.

    Attributes:
        gain: What it wants the regional part multiplied by, so that it need not do so itself.
    """

    def __init__(self, maps: ParameterMaps) -> None:
        centre, width = float(maps.centre.flat[0]), float(maps.width.flat[0])
        self.gain = 4 / width
        self._middle = math.exp(self.gain * centre)
        black = 1 / (1 + self._middle)
        span = 1 / (1 + math.exp(self.gain * (centre - 1))) - black
        self._offset, self._scale = (1 - black) / span, -self._middle / span

    def applied(self, values: Tensor) -> Tensor:
        """Return ``tables.windowed`` of values that were multiplied by the gain, in place."""
        share = values.exp_().add_(self._middle).reciprocal_()
        return torch.add(values.new_tensor(self._offset), share, alpha=self._scale, out=share)


def _windowed(values: Tensor, centre: Tensor, width: Tensor) -> Tensor:
    """Return ``tables.windowed`` of values, in place, where every pixel has its own window."""
    steepness = torch.reciprocal(width).mul_(4)
    black = _falling(centre * steepness)
    span = _falling((centre - 1).mul_(steepness)).sub_(black)
    share = _falling(torch.sub(centre, values, out=values).mul_(steepness))
    return share.sub_(black).div_(span)


def _falling(values: Tensor) -> Tensor:
    """Return the logistic function of minus the values, in place.

    Not by torch's ``sigmoid``: it differs in the last bit between the middle and the end of an
    array, so that stripes would show.
    """
    return values.exp_().add_(1).reciprocal_()
