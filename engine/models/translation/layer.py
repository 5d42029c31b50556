"""One convolution of the residual generator, with all that stands around it.

A layer can be computed for a few rows at a time: ``rows_needed`` says of which rows of its input,
``convolved`` does it, and ``finished`` normalises by statistics that may be those of a whole film.
"""

from dataclasses import dataclass
from enum import StrEnum

import torch
from torch import Tensor, nn
from torch.nn import functional

EPSILON = 1e-5
"""Added to the variance, as in ``torch.nn.InstanceNorm2d``."""

_TAPS = (0.125, 0.375, 0.375, 0.125)
"""Of the blur before halving. Four: the middle of two pixels stays where it is."""


class Size(StrEnum):
    """How large a layer's output is, measured by its input."""

    SAME = "same"
    HALF = "half"
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Statistics:
    """What an InstanceNorm divides by.

    Attributes:
        mean: (C,) of each channel.
        deviation: (C,) standard deviation of each channel, ``EPSILON`` included.
    """

    mean: Tensor
    deviation: Tensor


@dataclass(frozen=True, slots=True)
class RowsNeeded:
    """Which rows of its input a layer needs, beyond the film too, and which of its own come out.

    Attributes:
        low: First row of the input; below 0 it lies above the film.
        high: First row of the input that is not needed any more.
        skipped: Rows that come out above those asked for.
    """

    low: int
    high: int
    skipped: int


class Layer(nn.Module):
    """Blur and halve or double, mirror the edges, convolve, normalise, rectify.

    Args:
        before: Channels in.
        after: Channels out.
        taps: Rows and columns of the convolution, odd.
        size: Of the output. Halving blurs first (Zhang, ICML 2019); doubling repeats every pixel,
            which leaves no chequerboard as a transposed convolution does.
        is_normalised: Whether an InstanceNorm without weights follows.
        is_rectified: Whether what is negative becomes 0.
    """

    blur: Tensor

    def __init__(
        self,
        before: int,
        after: int,
        taps: int = 3,
        *,
        size: Size = Size.SAME,
        is_normalised: bool = True,
        is_rectified: bool = True,
    ) -> None:
        super().__init__()
        self.size = size
        self.is_normalised = is_normalised
        self.is_rectified = is_rectified
        self.convolution = nn.Conv2d(before, after, taps, bias=not is_normalised)
        taps_1d = torch.tensor(_TAPS)
        blur = torch.outer(taps_1d, taps_1d).expand(before, 1, -1, -1).clone()
        self.register_buffer("blur", blur, persistent=False)

    @property
    def scale(self) -> float:
        """Rows of the output for one of the input: 0.5, 1 or 2."""
        return {Size.HALF: 0.5, Size.SAME: 1.0, Size.DOUBLE: 2.0}[self.size]

    @property
    def reach(self) -> int:
        """Rows and columns of the input, beyond an output's own, that it depends on."""
        radius = self.convolution.kernel_size[0] // 2
        if self.size is Size.HALF:
            return 2 * radius + 1
        return -(-radius // 2) if self.size is Size.DOUBLE else radius

    @property
    def edge(self) -> str:
        """How rows beyond the film are made: "reflect" leaves out the edge, "replicate" repeats it.

        A doubled picture that is mirrored by one pixel repeats the edge of the one it is made from.
        """
        return "replicate" if self.size is Size.DOUBLE else "reflect"

    def rows_needed(self, low: int, high: int) -> RowsNeeded:
        """Return which rows of the input the rows ``low``..``high`` of the output depend on."""
        if self.size is Size.HALF:
            return RowsNeeded(2 * low - self.reach, 2 * high + self.reach, 0)
        if self.size is Size.DOUBLE:
            return RowsNeeded(low // 2 - self.reach, -(-high // 2) + self.reach, low % 2)
        return RowsNeeded(low - self.reach, high + self.reach, 0)

    def convolved(self, rows: Tensor) -> Tensor:
        """Return the convolution of rows that already reach beyond what is wanted.

        Args:
            rows: (B, C, h + 2 ``reach``, W), W even.

        Returns:
            (B, C', h', W') for the h in the middle, before normalising.
        """
        wide = functional.pad(rows, (self.reach, self.reach, 0, 0), mode=self.edge)
        if self.size is Size.HALF:
            wide = functional.conv2d(wide, self.blur.to(wide.dtype), stride=2, groups=wide.shape[1])
        elif self.size is Size.DOUBLE:
            surplus = 2 * self.reach - self.convolution.kernel_size[0] // 2
            wide = functional.interpolate(wide, scale_factor=2.0, mode="nearest")
            wide = wide[..., surplus:-surplus, surplus:-surplus]
        out: Tensor = self.convolution(wide)
        return out

    def finished(self, values: Tensor, statistics: Statistics | None = None) -> Tensor:
        """Return a convolution's result normalised and rectified.

        Args:
            values: (B, C, H, W).
            statistics: To normalise by; by default those of ``values`` themselves.
        """
        if self.is_normalised and statistics is None:
            values = functional.instance_norm(values.float(), eps=EPSILON).to(values.dtype)
        elif self.is_normalised and statistics is not None:
            mean, deviation = statistics.mean[:, None, None], statistics.deviation[:, None, None]
            values = (values - mean) / deviation
        return torch.relu(values) if self.is_rectified else values

    def forward(self, values: Tensor) -> Tensor:
        """Return the layer's result for a whole film, (B, C, H, W) to (B, C', H', W')."""
        tall = functional.pad(values, (0, 0, self.reach, self.reach), mode=self.edge)
        return self.finished(self.convolved(tall))
