"""What counts when a translation is learnt, term by term."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

import torch
from torch import Tensor
from torch.nn import functional

Adversarial = Literal["lsgan", "bce"]

_TINY = 1e-8


@dataclass(frozen=True)
class TranslationWeights:
    """How much each term counts.

    Attributes:
        adversarial: What the discriminators say.
        cycle: L1 of a picture translated there and back, from the middle of the training on.
        cycle_first: The same at the first step; it rises in a line.
        identity: L1 of a picture of the target given to the generator towards it.
        gradient: Edges against those of what was translated, whatever their tone.
        order: Low-pass against that of the film (``engine.training.translation.low_pass``).
        opacity: A planted consolidation must be followed.
        paired: L1 to what a projected film is to become.
        paired_gradient: Edges against those of what it is to become.
        contrast: PatchNCE, of CUT alone.
        contrast_identity: PatchNCE of pictures of the target, of CUT alone.
    """

    adversarial: float = 1.0
    cycle: float = 10.0
    cycle_first: float = 10.0
    identity: float = 5.0
    gradient: float = 0.0
    order: float = 0.0
    opacity: float = 0.0
    paired: float = 0.0
    paired_gradient: float = 0.0
    contrast: float = 0.0
    contrast_identity: float = 0.0

    def cycle_at(self, done: float) -> float:
        """Return the weight of the cycle when ``done``, 0..1, of the training is over."""
        return self.cycle_first + (self.cycle - self.cycle_first) * min(1.0, 2 * done)

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


def adversarial_loss(verdicts: Tensor, kind: Adversarial, *, wanted: float) -> Tensor:
    """Return how far verdicts are from what they should be.

    Args:
        verdicts: Of a discriminator, any shape.
        kind: "lsgan" takes squares (Mao et al., ICCV 2017, eq. 2), "bce" the logarithm of odds
            (Goodfellow et al., 2014, eq. 1).
        wanted: 1 for real, 0 for made.
    """
    target = torch.full_like(verdicts, wanted)
    if kind == "bce":
        return functional.binary_cross_entropy_with_logits(verdicts, target)
    return functional.mse_loss(verdicts, target)


def discriminator_loss(verdicts: Tensor, kind: Adversarial) -> Tensor:
    """Return the loss of verdicts of which the first half is of real pictures, the other of made.

    Half of the sum, which slows the discriminator down, as in the CycleGAN paper.
    """
    real, made = verdicts.chunk(2)
    wrong = adversarial_loss(real, kind, wanted=1.0) + adversarial_loss(made, kind, wanted=0.0)
    return wrong / 2


def gradient_correlation(one: Tensor, two: Tensor, field: Tensor | None = None) -> Tensor:
    """Return the correlation of signed Sobel vectors per picture: (B,), -1..1.

    It is blind to a common gain, so that tones may change, and falls where edges vanish, appear
    or change sign.

    Args:
        one: (B, 1, H, W).
        two: The same.
        field: (B, 1, H, W) 1 where to look; everywhere by default.
    """
    first, second = _sobel(one), _sobel(two)
    if field is not None:
        inside = field[..., 1:-1, 1:-1]
        first, second = first * inside, second * inside
    shared = (first * second).sum((1, 2, 3))
    size = (first.square().sum((1, 2, 3)) * second.square().sum((1, 2, 3)) + _TINY**2).sqrt()
    return shared / size.clamp_min(_TINY)


def gradient_loss(output: Tensor, source: Tensor) -> Tensor:
    """Return 1 less the mean gradient correlation: 0..2."""
    return 1 - gradient_correlation(output, source).mean()


def _sobel(images: Tensor) -> Tensor:
    """Return (B, 2, H - 2, W - 2): the slopes down and across."""
    smooth, slope = images.new_tensor([1.0, 2.0, 1.0]), images.new_tensor([-1.0, 0.0, 1.0])
    kernel = torch.stack([torch.outer(slope, smooth), torch.outer(smooth, slope)])[:, None] / 8
    return functional.conv2d(images, kernel)
