"""A whole film through its pixels' tables: float32, in row stripes, on the CPU or a GPU.

The maps stay small: each stripe takes its rows of them and spreads those bilinearly, so that no
full-size map ever exists. A film cut into stripes comes out bit for bit as in one piece.
"""

import numpy as np
import torch
from torch import Tensor

from engine.frame import FloatImage
from engine.models.mapping.maps import ParameterMaps
from engine.ops.pixel_lut import KNEE, Lead
from engine.ops.stripes import stripes
from engine.progress import Progress

CPU_STRIPE_PIXELS = 400_000
"""Small enough for a processor's cache, large enough that threads seldom wait for each other."""

GPU_STRIPE_PIXELS = 4_000_000


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
    spread = _Spread(maps, rows, columns, device)
    out = np.empty(pixels.shape, np.float32)
    with torch.inference_mode():
        for part in stripes(rows, max(1, stripe_pixels // columns), progress or Progress()):
            values = torch.from_numpy(pixels[part].copy()).to(device)
            slope, pivot, centre, width = spread.rows(part)
            values = _led(values, maps.lead)
            values = _windowed(_regional(values, slope, pivot), centre, width)
            torch.from_numpy(out[part]).copy_(values)
    return out


class _Spread:
    """Maps spread over the columns of a film, and over its rows a stripe at a time."""

    def __init__(self, maps: ParameterMaps, rows: int, columns: int, device: torch.device) -> None:
        count = 2 if maps.has_one_window else 4
        small = torch.from_numpy(maps.values[:count].copy()).to(device)  # (n, h, w)
        low, high, share = _places(small.shape[2], columns, device)
        self._wide = torch.lerp(small[:, :, low], small[:, :, high], share)  # (n, h, columns)
        self._low, self._high, self._share = _places(small.shape[1], rows, device)
        self._window = tuple(
            torch.tensor(float(plane.flat[0]), device=device) for plane in maps.values[count:]
        )

    def rows(self, part: slice) -> tuple[Tensor, ...]:
        """Return slope, pivot, centre and width of a stripe; one number where they are all one."""
        low, high = self._low[part], self._high[part]
        share = self._share[part, None]
        planes = tuple(torch.lerp(plane[low], plane[high], share) for plane in self._wide)
        return (*planes, *self._window)


def _places(small: int, large: int, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Return for each large place the two small ones around it, and its share of the second."""
    places = (torch.arange(large, device=device, dtype=torch.float64) + 0.5) * (small / large) - 0.5
    places = places.clamp(0, small - 1)
    low = places.long()
    high = (low + 1).clamp_max(small - 1)
    return low, high, (places - low).float()


def _led(values: Tensor, lead: Lead) -> Tensor:
    """Return ``engine.ops.pixel_lut.Lead.apply`` of values, clipped to 0..1 first."""
    below, middle, above = lead.slopes
    out = values.clamp(0.0, lead.low).mul_(below)
    out.add_(values.clamp(lead.low, lead.high).sub_(lead.low), alpha=middle)
    return out.add_(values.clamp(lead.high, 1.0).sub_(lead.high), alpha=above)


def _regional(values: Tensor, slope: Tensor, pivot: Tensor) -> Tensor:
    """Return ``tables.regional`` as a sum of three clipped ramps, half of it in place.

    One piece ends where the next begins, so the sum is continuous to the last bit.
    """
    bias = torch.add(pivot, slope, alpha=-0.5)
    x_low = torch.rsub(bias, KNEE).div_(slope).clamp_min_(KNEE)
    x_high = torch.rsub(bias, 1 - KNEE).div_(slope).clamp_max_(1 - KNEE)
    toe = torch.addcmul(bias, slope, x_low).div_(x_low)
    shoulder = torch.addcmul(bias, slope, x_high).sub_(1).div_(x_high - 1)
    out = torch.minimum(values, x_low).mul_(toe)
    middle = torch.maximum(values, x_low).minimum(x_high).sub_(x_low)
    out.addcmul_(middle, slope)
    return out.addcmul_(torch.maximum(values, x_high).sub_(x_high), shoulder)


def _windowed(values: Tensor, centre: Tensor, width: Tensor) -> Tensor:
    """Return ``tables.windowed`` of values, in place.

    By the hyperbolic tangent, of which the logistic function is half: torch's own ``sigmoid``
    differs in the last bit between the middle and the end of an array, so that stripes would show.
    """
    steepness = 2 / width
    black = torch.tanh(-centre * steepness)
    span = torch.tanh((1 - centre) * steepness) - black
    return values.sub_(centre).mul_(steepness).tanh_().sub_(black).div_(span).clamp_(0.0, 1.0)
