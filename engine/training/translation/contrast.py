"""PatchNCE: a patch of the translation should tell which patch of the film it comes from.

Source: Park et al., Contrastive learning for unpaired image-to-image translation, ECCV 2020,
eq. 3 and 4; two-layer heads, 256 patches, temperature 0.07.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.translation.generator import GeneratorConfig


@dataclass(frozen=True)
class ContrastPlan:
    """How patches are compared.

    Attributes:
        patches: Compared with each other, of each layer of each picture.
        width: Numbers a patch is described by.
        temperature: By which likeness is divided.
        flips: Translate half of the films mirrored, and compare as if they were not (FastCUT).
    """

    patches: int = 256
    width: int = 256
    temperature: float = 0.07
    flips: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return it from JSON.

        Raises:
            TypeError: If it holds what this version does not know.
        """
        return cls(**data)


def compared_layers(config: GeneratorConfig) -> tuple[int, ...]:
    """Return the numbers of a residual generator's layers whose patches are compared.

    The first convolution, both halvings, the first block and the middle one, as published.
    """
    middle = (config.blocks + 1) // 2
    return tuple(sorted({0, 1, 2, 2 + 2 * min(1, config.blocks), 2 + 2 * middle}))


class PatchHeads(nn.Module):
    """Describes patches by numbers that can be compared: one small network for each layer.

    Args:
        config: Of the generator.
        width: Numbers that a patch is described by.
    """

    def __init__(self, config: GeneratorConfig, width: int) -> None:
        super().__init__()
        times = [min(4, 2**number) for number in compared_layers(config)]
        self.heads = nn.ModuleList(
            nn.Sequential(
                nn.Linear(config.features * many, width), nn.ReLU(), nn.Linear(width, width)
            )
            for many in times
        )
        for part in self.modules():
            if isinstance(part, nn.Linear):
                nn.init.normal_(part.weight, 0.0, 0.02)
                nn.init.zeros_(part.bias)

    def forward(self, layers: Sequence[Tensor], places: Sequence[Tensor]) -> list[Tensor]:
        """Return descriptions of length 1: (B, n, width) for each layer.

        Args:
            layers: (B, C, h, w) each.
            places: (n,) numbers of pixels in each, row by row.
        """
        found = []
        for head, values, place in zip(self.heads, layers, places, strict=True):
            patches = values.flatten(2)[..., place].transpose(1, 2).float()  # (B, n, C)
            found.append(functional.normalize(head(patches), dim=-1))
        return found


def drawn_places(layers: Sequence[Tensor], patches: int) -> list[Tensor]:
    """Return which pixels of each layer are compared: (n,) each, by torch's chance."""
    sizes = [values.shape[-2] * values.shape[-1] for values in layers]
    return [torch.randperm(size)[:patches].to(layers[0].device) for size in sizes]


def contrast_loss(shown: Sequence[Tensor], given: Sequence[Tensor], temperature: float) -> Tensor:
    """Return how hard it is to tell which patch of the film one of the translation comes from.

    Args:
        shown: (B, n, D) descriptions of the translation's patches, for each layer.
        given: The same of the film's; they get no gradient.
        temperature: By which likeness is divided.
    """
    found = []
    for query, key in zip(shown, given, strict=True):
        likeness = query @ key.detach().transpose(1, 2) / temperature  # (B, n, n)
        count = likeness.shape[-1]
        right = torch.arange(count, device=likeness.device).expand(len(likeness), count)
        found.append(functional.cross_entropy(likeness.flatten(0, 1), right.flatten()))
    return torch.stack(found).mean()
