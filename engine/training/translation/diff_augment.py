"""Variations that a discriminator sees all pictures through, and gradients pass."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True)
class Variation:
    """One draw, for every picture of a batch: the same for real and made ones.

    Attributes:
        brightness: (B, 1, 1, 1) added.
        shift: (B, 2) rows and columns moved by, in pixels.
        hole: (B, 2) centre of the square cut out, as shares of the sides.
        hole_share: Its side as a share of the picture's.
    """

    brightness: Tensor
    shift: Tensor
    hole: Tensor
    hole_share: float

    def of(self, images: Tensor) -> Tensor:
        """Return the pictures varied: (B, 1, H, W), of the same size."""
        moved = torch.stack(
            [
                _moved(image, *shift)
                for image, shift in zip(images, self.shift.tolist(), strict=True)
            ]
        )
        return (moved + self.brightness.to(images)) * self._kept(images)

    def _kept(self, images: Tensor) -> Tensor:
        """Return (B, 1, H, W): 0 in the hole, 1 elsewhere."""
        rows, columns = images.shape[-2:]
        down = _places(rows, images) - self.hole[:, :1].to(images)  # (B, H)
        across = _places(columns, images) - self.hole[:, 1:].to(images)  # (B, W)
        half = self.hole_share / 2
        inside = (down.abs() < half)[:, :, None] & (across.abs() < half)[:, None, :]
        return (~inside)[:, None].to(images.dtype)


@dataclass(frozen=True)
class DiffAugment:
    """Which variations are drawn.

    Attributes:
        brightness: Largest shift either way, of the range 0..1; small, as tone is to be judged.
        translation: Largest move either way, as a share of the side.
        cutout: Side of the square cut out, as a share of the side; 0 leaves it out.

    Source: Zhao et al., Differentiable Augmentation, NeurIPS 2020, section 3.
    """

    brightness: float = 0.0
    translation: float = 0.0
    cutout: float = 0.0

    def drawn(self, batch: int, side: int) -> Variation:
        """Return a draw for a batch of pictures of ``side`` pixels, from torch's chance."""
        most = round(self.translation * side)
        return Variation(
            brightness=(torch.rand(batch, 1, 1, 1) * 2 - 1) * self.brightness,
            shift=torch.randint(-most, most + 1, (batch, 2)),
            hole=torch.rand(batch, 2),
            hole_share=self.cutout,
        )


def _moved(image: Tensor, rows: int, columns: int) -> Tensor:
    """Return (1, H, W) moved by whole pixels, 0 where nothing came from."""
    high, wide = image.shape[-2:]
    padded = functional.pad(image, (abs(columns), abs(columns), abs(rows), abs(rows)))
    top, left = abs(rows) - rows, abs(columns) - columns
    return padded[..., top : top + high, left : left + wide]


def _places(count: int, like: Tensor) -> Tensor:
    """Return (1, count) centres of pixels as shares of a side."""
    return ((torch.arange(count, device=like.device) + 0.5) / count)[None].to(like.dtype)
