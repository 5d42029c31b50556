"""The discriminator: which patches of a picture look real."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Literal, Self

from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

_LEAK = 0.2


@dataclass(frozen=True)
class DiscriminatorConfig:
    """The shape of a discriminator.

    Attributes:
        features: Channels of its first layer; those after it double them, up to eight times.
        layers: That halve the picture; 3 see patches of 70 x 70 pixels.
        norm: "instance" as published; "spectral" bounds the slope of each layer, and leaves tone
            to be seen, which an instance norm takes away.
        gain: Times each layer with a bounded slope but the last: with 1, five such layers hardly
            tell a film from a CT, and little of what they tell arrives (own, measured).
    """

    features: int = 64
    layers: int = 3
    norm: Literal["instance", "spectral"] = "instance"
    gain: float = 1.0

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


class PatchDiscriminator(nn.Module):
    """Judges overlapping patches of a picture.

    Args:
        config: Its shape.

    Source: Isola et al., CVPR 2017, appendix 6.1.2 (C64-C128-C256-C512, 70 x 70); spectral norm
    after Miyato et al., ICLR 2018.
    """

    def __init__(self, config: DiscriminatorConfig) -> None:
        super().__init__()
        channels = [config.features * min(2**n, 8) for n in range(config.layers + 1)]
        layers: list[nn.Module] = [_convolution(config, 1, channels[0], 2)]
        layers += [_Louder(config.gain), nn.LeakyReLU(_LEAK)]
        for number, (before, after) in enumerate(pairwise(channels)):
            stride = 2 if number < config.layers - 1 else 1
            layers.append(_convolution(config, before, after, stride))
            if config.norm == "instance":
                layers.append(nn.InstanceNorm2d(after))
            layers += [_Louder(config.gain), nn.LeakyReLU(_LEAK)]
        layers.append(_convolution(config, channels[-1], 1, 1))
        self.config = config
        self.layers = nn.Sequential(*layers)

    def forward(self, images: Tensor) -> Tensor:
        """Return a verdict for each patch, unbounded, high is real: (B, 1, h, w).

        Args:
            images: (B, 1, H, W) in about 0..1, at least 24 pixels a side.
        """
        verdicts: Tensor = self.layers(images * 2 - 1)
        return verdicts


class _Louder(nn.Module):
    """Multiplies by a constant."""

    def __init__(self, gain: float) -> None:
        super().__init__()
        self._gain = gain

    def forward(self, values: Tensor) -> Tensor:
        """Return the values times the gain."""
        return values * self._gain if self._gain != 1 else values


def _convolution(config: DiscriminatorConfig, before: int, after: int, stride: int) -> nn.Module:
    layer = nn.Conv2d(before, after, 4, stride, 1)
    nn.init.normal_(layer.weight, 0.0, 0.02)
    nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
    return spectral_norm(layer) if config.norm == "spectral" else layer
