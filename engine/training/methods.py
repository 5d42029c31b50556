"""Networks that present a film: the mapping and the rivals of the paper's Table 1.

Each takes the reduced film, its field and the film itself, all on the common range, and gives the
presentation; so all are trained and judged by the same code.

Source: Yang et al., arXiv 2501.12245, section 3, for the list; the papers of each stand beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.mapping.network import OURS, PAPER, MappingNetwork, ResUnet, statistics
from engine.models.mapping.tables import (
    centre_of,
    enlarged,
    parameters,
    remapped,
    width_of,
    windowed,
)

_CLASSIFIER_SIDE = 256
_CURVES_SIDE = 128
_LEAK = 0.2


@dataclass(frozen=True)
class Presented:
    """What a method makes of a film.

    Attributes:
        image: (B, 1, H, W) the presentation.
        units: (B, 4, h, w) unit maps, for a method that has them.
        penalty: What it pays for being rough, already weighted; a number tensor.
    """

    image: Tensor
    units: Tensor | None = None
    penalty: Tensor | None = None


class Method(Protocol):
    """A network that presents films."""

    def __call__(self, small: Tensor, field: Tensor, film: Tensor) -> Presented:
        """Return the presentation of ``film``, of which ``small`` is the reduction."""


class Mapping(nn.Module):
    """Interpretable mapping: one table for every pixel."""

    def __init__(self, network: MappingNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, small: Tensor, field: Tensor, film: Tensor) -> Presented:
        """Return the film through its tables."""
        units = self.network(small, field)
        return Presented(remapped(film, parameters(units)), units)


class ImageToImage(nn.Module):
    """The same ResUNet that paints the picture itself, at reduced size."""

    def __init__(self) -> None:
        super().__init__()
        self.body = ResUnet(2, 1, OURS)

    def forward(self, small: Tensor, field: Tensor, film: Tensor) -> Presented:
        """Return the painted picture, enlarged."""
        rows, columns = small.shape[-2:]
        image = torch.cat([(small - 0.5) * 2 * field, field], 1)
        image = functional.pad(image, (0, -columns % 16, 0, -rows % 16), mode="replicate")
        painted = torch.sigmoid(self.body(image, statistics(small, field)))
        size = (film.shape[-2], film.shape[-1])
        return Presented(enlarged(painted[..., :rows, :columns], size))


def _classifier(outputs: int, *, is_normalised: bool) -> nn.Sequential:
    """Return five strided convolutions, 16 to 128 features, and a mean over what is left.

    The last of them is never normalised: an InstanceNorm makes every channel's mean over the film
    the same for all films, and that mean is all that the outputs are made of.
    """
    layers: list[nn.Module] = []
    before = 1
    widths = (16, 32, 64, 128, 128)
    for place, features in enumerate(widths, 1):
        layers += [nn.Conv2d(before, features, 3, 2, 1), nn.LeakyReLU(_LEAK)]
        if is_normalised and place < len(widths):
            layers.append(nn.InstanceNorm2d(features, affine=True))
        before = features
    return nn.Sequential(
        *layers, nn.Dropout(0.5), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, outputs)
    )


def _thumbnail(small: Tensor) -> Tensor:
    size = (_CLASSIFIER_SIDE, _CLASSIFIER_SIDE)
    return functional.interpolate(small, size=size, mode="bilinear") - 0.5


class WindowRegression(nn.Module):
    """DLBC: one window centre and width for the film (Aboobacker et al., SPIE 11595, 2021)."""

    def __init__(self) -> None:
        super().__init__()
        self.classify = _classifier(2, is_normalised=False)

    def forward(
        self,
        small: Tensor,
        field: Tensor,  # noqa: ARG002 - every method is given it
        film: Tensor,
    ) -> Presented:
        """Return the film through one window."""
        units = torch.sigmoid(self.classify(_thumbnail(small)))[:, :, None, None]  # (B, 2, 1, 1)
        image = windowed(film, centre_of(units[:, :1]), width_of(units[:, 1:]))
        unchanged = torch.full_like(units, 0.5)
        maps = torch.cat([unchanged, units], 1).expand(-1, -1, *small.shape[-2:])
        return Presented(image, maps)


class MixedLut(nn.Module):
    """3DLUT on one channel: 8 learnt tables of 33 points, mixed per film (Zeng et al., 2020).

    It begins with the film as it is: one table is the identity, with a weight of 1, and the others
    are zero. Theirs are not zero too, or neither table nor weight would ever be told of a mistake.
    """

    def __init__(self, tables: int = 8, points: int = 33) -> None:
        super().__init__()
        self.classify = _classifier(tables, is_normalised=True)
        first = torch.zeros(tables, points)
        first[0] = torch.linspace(0, 1, points)
        self.tables = nn.Parameter(first)
        last = cast(nn.Linear, self.classify[-1])
        nn.init.xavier_normal_(last.weight)
        with torch.no_grad():
            last.weight[0] = 0
            last.bias.fill_(1)

    def forward(
        self,
        small: Tensor,
        field: Tensor,  # noqa: ARG002 - every method is given it
        film: Tensor,
    ) -> Presented:
        """Return the film through the mixed table."""
        weights = self.classify(_thumbnail(small))  # (B, tables)
        mixed = weights @ self.tables  # (B, points)
        steps = mixed.shape[1] - 1
        place = film.flatten(1).clamp(0, 1) * steps
        low = place.floor().long().clamp_max(steps - 1)
        share = place - low
        values = mixed.gather(1, low) * (1 - share) + mixed.gather(1, low + 1) * share
        rise = self.tables[:, 1:] - self.tables[:, :-1]
        falls = functional.relu(-rise).mean()
        penalty = 1e-4 * ((rise**2).mean() + (weights**2).mean()) + 10 * falls
        return Presented(values.reshape(film.shape), penalty=penalty)


def _within(small: Tensor, side: int) -> Tensor:
    """Return films area-averaged to a long side, or as they are where they are not longer."""
    rows, columns = small.shape[-2:]
    share = side / max(rows, columns)
    if share >= 1:
        return small
    size = (max(1, round(rows * share)), max(1, round(columns * share)))
    return functional.interpolate(small, size=size, mode="area")


class CurveEstimation(nn.Module):
    """Sup-DCE: eight quadratic curves per pixel (Guo et al., Zero-DCE, 2020; here supervised).

    The curves are predicted on a reduced film and enlarged, as Li et al. do in Zero-DCE++ (IEEE
    Trans. Pattern Anal. Mach. Intell. 44(8), 2022): they are smooth, and none of the seven
    convolutions reduces the film itself.
    """

    FEATURES = 32
    CURVES = 8

    def __init__(self) -> None:
        super().__init__()
        wide = self.FEATURES
        inputs = (1, wide, wide, wide, 2 * wide, 2 * wide)
        self.convolutions = nn.ModuleList(nn.Conv2d(n, wide, 3, padding=1) for n in inputs)
        self.last = nn.Conv2d(2 * wide, self.CURVES, 3, padding=1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)  # type: ignore[arg-type]

    def forward(
        self,
        small: Tensor,
        field: Tensor,  # noqa: ARG002 - every method is given it
        film: Tensor,
    ) -> Presented:
        """Return the film after eight curves."""
        one, two, three, four, five, six = self.convolutions
        first = functional.relu(one(_within(small, _CURVES_SIDE)))
        second = functional.relu(two(first))
        third = functional.relu(three(second))
        fourth = functional.relu(four(third))
        fifth = functional.relu(five(torch.cat([third, fourth], 1)))
        sixth = functional.relu(six(torch.cat([second, fifth], 1)))
        curves = torch.tanh(self.last(torch.cat([first, sixth], 1)))  # (B, 8, h, w)
        down = (curves[..., 1:, :] - curves[..., :-1, :]) ** 2
        across = (curves[..., 1:] - curves[..., :-1]) ** 2
        image = film
        size = (film.shape[-2], film.shape[-1])
        for curve in torch.split(enlarged(curves, size), 1, 1):
            image = image + curve * (image**2 - image)
        return Presented(image, penalty=200 * (down.mean() + across.mean()) / 1000)


METHODS: dict[str, Callable[[], nn.Module]] = {
    "mapping": lambda: Mapping(MappingNetwork(OURS)),
    "mapping-paper": lambda: Mapping(MappingNetwork(PAPER)),
    "image-to-image": ImageToImage,
    "window": WindowRegression,
    "mixed-lut": MixedLut,
    "curves": CurveEstimation,
}
"""Every network there is to train, by name."""

TITLES = {
    "mapping": "Interpretable mapping",
    "mapping-paper": "Interpretable mapping, paper's preset",
    "image-to-image": "ResUNet image-to-image",
    "window": "DLBC (one window)",
    "mixed-lut": "3DLUT (8 tables)",
    "curves": "Sup-DCE (8 curves)",
}
"""What a table calls them."""
