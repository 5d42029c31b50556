"""How alike two films are: PSNR and SSIM, differentiable, with an optional field.

Source: SSIM as in Wang et al., IEEE Trans. Image Process. 13(4), 2004: Gaussian of 1.5 pixels,
11 x 11, K = 0.01 and 0.03, population covariance; as skimage computes it with those settings.
"""

import torch
from torch import Tensor

_SIGMA, _RADIUS = 1.5, 5
_C1, _C2 = 0.01**2, 0.03**2


def mean_square(one: Tensor, two: Tensor, field: Tensor | None = None) -> Tensor:
    """Return the mean squared difference per film.

    Args:
        one: (B, 1, H, W) in 0..1.
        two: The same.
        field: (B, 1, H, W) 1 where to look; the whole film by default.

    Returns:
        (B,).
    """
    return _mean((one - two) ** 2, field)


def psnr(one: Tensor, two: Tensor, field: Tensor | None = None) -> Tensor:
    """Return the peak signal-to-noise ratio in dB of films in 0..1, per film: (B,)."""
    return -10 * torch.log10(mean_square(one, two, field).clamp_min(1e-12))


def similarity_map(one: Tensor, two: Tensor) -> Tensor:
    """Return SSIM at each pixel at least 5 from the border: (B, 1, H - 10, W - 10).

    Raises:
        ValueError: If a side is below 11 pixels.
    """
    if min(one.shape[-2:]) < 2 * _RADIUS + 1:
        raise ValueError(f"a film of {tuple(one.shape[-2:])} is too small to compare")
    stacked = torch.cat([one, two, one * one, two * two, one * two], 1)  # (B, 5, H, W)
    means = gaussian_mean(stacked, _SIGMA, _RADIUS)
    mu_one, mu_two, one_one, two_two, one_two = torch.split(means, 1, 1)
    var_one, var_two = one_one - mu_one**2, two_two - mu_two**2
    shared = one_two - mu_one * mu_two
    alike: Tensor = ((2 * mu_one * mu_two + _C1) * (2 * shared + _C2)) / (
        (mu_one**2 + mu_two**2 + _C1) * (var_one + var_two + _C2)
    )
    return alike


def similarity(one: Tensor, two: Tensor, field: Tensor | None = None) -> Tensor:
    """Return the mean SSIM per film, (B,), at pixels 5 or more from the border."""
    found = similarity_map(one, two)
    if field is not None:
        field = field[..., _RADIUS:-_RADIUS, _RADIUS:-_RADIUS]
    return _mean(found, field)


def _mean(values: Tensor, field: Tensor | None) -> Tensor:
    if field is None:
        return values.mean((1, 2, 3))
    return (values * field).sum((1, 2, 3)) / field.sum((1, 2, 3)).clamp_min(1.0)


def gaussian_mean(values: Tensor, sigma: float, radius: int) -> Tensor:
    """Return the Gaussian mean where the window lies inside: a product with two band matrices.

    A one-channel convolution took five times as long, and more than the network itself.

    Args:
        values: (B, C, H, W).
        sigma: Standard deviation in pixels.
        radius: Pixels on either side that count.

    Returns:
        (B, C, H - 2 * radius, W - 2 * radius).
    """
    places = torch.arange(-radius, radius + 1, dtype=values.dtype, device=values.device)
    weights = torch.exp(-(places**2) / (2 * sigma**2))
    weights = weights / weights.sum()
    rows, columns = values.shape[-2:]
    return _band(rows, weights) @ values @ _band(columns, weights).T


def _band(size: int, weights: Tensor) -> Tensor:
    """Return the matrix whose product with a column of ``size`` is its weighted mean."""
    kept = size - len(weights) + 1
    band = torch.zeros(kept, size, dtype=weights.dtype, device=weights.device)
    for offset, weight in enumerate(weights):
        band.diagonal(offset)[:] = weight
    return band
