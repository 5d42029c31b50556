"""The U-Net generator of 256 pixels: eight halvings, eight doublings, each joined to its like.

Source: Isola et al., Image-to-image translation with conditional adversarial networks, CVPR 2017,
6.1.1, as used with CycleGAN: InstanceNorm with weights in place of batch normalisation.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.translation.config import GeneratorConfig
from engine.models.translation.start import Generator, initialise, mirrored

SIDE_MULTIPLE = 256
"""Rows and columns are mirrored to a multiple of this: eight halvings."""

_WIDTHS = (1, 2, 4, 8, 8, 8, 8, 8)
"""Features after each halving, in units of the config's."""

_DROPPING = 3
"""Doublings from the deepest on that drop half of their features in training."""

_LEAK = 0.2


class _Norm(nn.Module):
    """InstanceNorm in float32; a single pixel, which has no deviation, passes."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.norm = nn.InstanceNorm2d(features, affine=True)

    def forward(self, values: Tensor) -> Tensor:
        if values.shape[-1] * values.shape[-2] < 2:
            return values
        normalised: Tensor = self.norm(values.float()).to(values.dtype)
        return normalised


class UnetGenerator(Generator):
    """Eight halvings down to one pixel in 256, and back."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__(config)
        widths = [config.features * times for times in _WIDTHS]
        self.down = nn.ModuleList(
            nn.Conv2d(before, after, 4, stride=2, padding=1, bias=number == 0)
            for number, (before, after) in enumerate(zip([1, *widths], widths, strict=False))
        )
        self.down_norms = nn.ModuleList(
            _Norm(width) if number or config.norms_ends else nn.Identity()
            for number, width in enumerate(widths)
        )
        deep, shallow = widths[:0:-1], widths[-2::-1]
        befores = [width * (1 if number == 0 else 2) for number, width in enumerate(deep)]
        self.up = nn.ModuleList(
            nn.ConvTranspose2d(before, after, 4, stride=2, padding=1, bias=False)
            for before, after in zip(befores, shallow, strict=True)
        )
        self.up_norms = nn.ModuleList(_Norm(width) for width in shallow)
        self.last = nn.ConvTranspose2d(2 * widths[0], 1, 4, stride=2, padding=1)
        initialise(self)

    def said(self, film: Tensor) -> Tensor:
        """Return what the network says of a film, (B, 1, H, W), any range."""
        rows, columns = film.shape[-2:]
        values, kept = mirrored(film, SIDE_MULTIPLE) * 2 - 1, list[Tensor]()
        for halve, norm in zip(self.down, self.down_norms, strict=True):
            values = functional.leaky_relu(norm(halve(values)), _LEAK)
            kept.append(values)
        kept.pop()
        for number, (double, norm) in enumerate(zip(self.up, self.up_norms, strict=True)):
            values = norm(double(values))
            if number < _DROPPING:
                values = functional.dropout(values, 0.5, self.training)
            values = torch.cat([torch.relu(values), kept.pop()], 1)
        out: Tensor = self.last(values)[..., :rows, :columns]
        return out
