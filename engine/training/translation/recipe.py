"""How pictures are prepared and varied before a network sees them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

Resampling = Literal["area", "nearest"]


@dataclass(frozen=True)
class DomainRecipe:
    """Preparation and augmentation of one domain's pictures: resize, vary, cut out.

    What is drawn follows from the seed and the step alone, so that the same seed gives the same
    pictures on any machine.

    Attributes:
        long_side: (shortest, longest) long side in pixels that a picture is reduced to.
        crop: Side in pixels of the square that is cut out.
        resampling: "area" averages; "nearest" takes every n-th pixel, as the seed does.
        is_square: Stretch pictures to squares first, as the seed does.
        mirror: Share of pictures mirrored left to right, 0..1.
        turn_deg: Largest turn either way.
        brightness: Largest shift either way, of the range 0..1.
        contrast: Largest change either way; 0.1 is 0.9 to 1.1 about the middle grey.
        gamma: Largest power either way; 0.1 is 1 / 1.1 to 1.1.
        noise: Largest standard deviation of Gaussian noise, of the range 0..1.
        planted: Share of pictures that get a consolidation, 0..1.

    Source: the order and the kinds are those of seed 000: resize, normalise to 0..1, flips,
    rotations, crops, brightness and contrast jitter, Gaussian noise. Gamma and consolidations are
    ours.
    """

    long_side: tuple[int, int]
    crop: int
    resampling: Resampling = "area"
    is_square: bool = False
    mirror: float = 0.5
    turn_deg: float = 0.0
    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 0.0
    noise: float = 0.0
    planted: float = 0.0

    def __post_init__(self) -> None:
        low, high = self.long_side
        if not 16 <= self.crop <= low <= high:
            raise ValueError(
                f"a crop of {self.crop} pixels must be at least 16 and fit long sides of "
                f"{low} to {high}"
            )

    @property
    def middle_side(self) -> int:
        """The long side half way between the shortest and the longest, in pixels."""
        return sum(self.long_side) // 2

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {**asdict(self), "long_side": list(self.long_side)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return it from JSON.

        Raises:
            TypeError: If it holds what this version does not know.
            ValueError: If the crop does not fit.
        """
        low, high = data["long_side"]
        return cls(**{**data, "long_side": (low, high)})
