"""How far apart two sets of pictures are, by an encoder that nobody trained.

It chooses among the weights of one run. The evaluation of a finished translation has a trained
encoder of its own; figures of the two do not compare.
"""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

_CHANNELS = (16, 32, 48, 64)
_SEED = 20
_POOLED = 2
"""Rows and columns of parts that each picture is described by, one by one."""


class FixedFeatures:
    """Means and standard deviations of the channels of convolutions with random weights.

    The same weights everywhere. Features are scaled by a reference set, so that each counts alike.

    Args:
        reference: Pictures that scale the features: (1, 1, H, W) in 0..1 each.
    """

    def __init__(self, reference: Sequence[Tensor]) -> None:
        chance = torch.Generator().manual_seed(_SEED)
        befores = (1, *_CHANNELS)
        self._kernels = [
            torch.randn(after, before, 3, 3, generator=chance) * (2 / (9 * before)) ** 0.5
            for before, after in zip(befores, _CHANNELS, strict=False)
        ]
        raw = torch.cat([self._raw(image) for image in reference])
        self._mean, self._deviation = raw.mean(0), raw.std(0).clamp_min(1e-4)

    def of(self, images: Sequence[Tensor]) -> Tensor:
        """Return the features of the parts of pictures: (4 N, D) float32 on the CPU.

        Args:
            images: (1, 1, H, W) in 0..1 each, at least 32 pixels a side.
        """
        raw = torch.cat([self._raw(image) for image in images])
        return (raw - self._mean) / self._deviation

    @torch.no_grad()
    def _raw(self, image: Tensor) -> Tensor:
        values, found = image.float().cpu() * 2 - 1, list[Tensor]()
        for kernel in self._kernels:
            values = functional.leaky_relu(functional.conv2d(values, kernel, stride=2, padding=1))
            mean = functional.adaptive_avg_pool2d(values, _POOLED)
            square = functional.adaptive_avg_pool2d(values**2, _POOLED)
            found += [mean, (square - mean**2).clamp_min(1e-8).sqrt()]
        return torch.cat(found, 1).flatten(2)[0].T  # (4, D)


def kernel_distance(one: Tensor, two: Tensor) -> float:
    """Return the unbiased squared MMD of two sets of features: about 0 if they are alike.

    Args:
        one: (n, D), n at least 2.
        two: (m, D), m at least 2.

    Source: Binkowski et al., Demystifying MMD GANs, ICLR 2018, eq. 4, kernel (x y / D + 1)^3.
    """
    first, second, both = _kernel(one, one), _kernel(two, two), _kernel(one, two)
    return float(_off_diagonal(first) + _off_diagonal(second) - 2 * both.mean())


def _kernel(one: Tensor, two: Tensor) -> Tensor:
    return (one.double() @ two.double().T / one.shape[1] + 1) ** 3


def _off_diagonal(kernel: Tensor) -> Tensor:
    count = len(kernel)
    return (kernel.sum() - kernel.diagonal().sum()) / (count * (count - 1))
