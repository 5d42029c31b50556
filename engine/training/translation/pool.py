"""A pool of earlier translations, shown to a discriminator beside the newest."""

from collections.abc import Sequence

import torch
from torch import Tensor


class ImagePool:
    """Keeps translations and gives back, half of the time, an older one.

    Args:
        size: Most pictures kept; 0 gives back what comes.

    Source: Shrivastava et al., CVPR 2017, section 2.3; Zhu et al., ICCV 2017, section 4.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: list[Tensor] = []

    def exchanged(self, images: Tensor) -> Tensor:
        """Return a batch in which older pictures stand for some of the new ones.

        Args:
            images: (B, 1, H, W), without gradient, all batches of one size.

        Returns:
            (B, 1, H, W).
        """
        if not self._size:
            return images
        return torch.stack([self._one(image) for image in images])

    def some(self, count: int) -> list[Tensor]:
        """Return pictures that are kept, (1, 1, H, W) each: ``count``, or as many as there are.

        Those a pool can be asked for are drawn without repetition.
        """
        places = torch.randperm(len(self._kept))[: max(0, count)]
        return [self._kept[place][None] for place in places.tolist()]

    def state(self) -> list[Tensor]:
        """Return the pictures kept, for a checkpoint."""
        return list(self._kept)

    def restore(self, state: Sequence[Tensor], device: torch.device) -> None:
        """Go on from a checkpoint."""
        self._kept = [image.to(device) for image in state]

    def _one(self, image: Tensor) -> Tensor:
        if len(self._kept) < self._size:
            self._kept.append(image.clone())
            return image
        if torch.rand(()).item() < 0.5:
            return image
        place = int(torch.randint(len(self._kept), ()).item())
        older = self._kept[place]
        self._kept[place] = image.clone()
        return older
