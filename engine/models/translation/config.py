"""What decides a generator's shape."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, Self, TypeAlias, get_args

Kind: TypeAlias = Literal["resnet", "unet"]


@dataclass(frozen=True)
class GeneratorConfig:
    """What decides a generator's shape; stands in the model card.

    Attributes:
        kind: "resnet", Johnson's network as in the CycleGAN paper; "unet", that of 256 pixels.
        features: Of the first convolution; the deeper ones have two, four (and eight) times these.
        blocks: Residual blocks; the U-Net has none.
        norms_ends: Whether the first and last convolution are normalised too. An InstanceNorm
            there makes the network blind to exposure.
        start: Whether it starts from a curve of the film's grey values instead of the film itself.
        is_residual: Whether it says what to add to its start; otherwise the picture itself.
    """

    kind: Kind = "resnet"
    features: int = 32
    blocks: int = 6
    norms_ends: bool = False
    start: bool = True
    is_residual: bool = True

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"kind must be one of {get_args(Kind)}, not {self.kind!r}")
        if not (self.features >= 1 and self.blocks >= 0):
            raise ValueError(f"no network has {self.features} features and {self.blocks} blocks")

    def to_json(self) -> dict[str, int | float | bool | str]:
        """Return it as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, int | float | bool | str]) -> Self:
        """Return it from JSON.

        Raises:
            TypeError: If it holds what this version does not know.
            ValueError: If no network has such a shape.
        """
        return cls(**data)  # type: ignore[arg-type]
