"""The network that looks at a reduced film and says how each of its pixels should be windowed.

Source: Yang et al., arXiv 2501.12245, section 2: a ResUNet of five resolutions, a residual block
of three convolutions at each, 32 features everywhere, InstanceNorm and LeakyReLU. Ours differs,
each with its switch in ``MappingConfig``: the first level is not normalised and the film's grey
value distribution modulates every level (an InstanceNorm everywhere makes a network blind to
exposure, while the table it predicts acts on absolute grey values), and the global window is read
from the distribution that the regional part has left, as a radiographer would set it last.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.mapping.glances import (
    GLANCE_SIDE,
    GLANCE_SIDES,
    GLANCES,
    glance,
    local_mean,
    middle_of,
    smoothed,
)
from engine.models.mapping.tables import (
    centre_of,
    quantiles,
    slope_of,
    unit_of_pivot,
    unit_of_slope,
    width_of,
    windowed_undone,
)
from engine.ops.pixel_lut import PIVOT_RANGE

QUANTILES = 33
STATISTICS = QUANTILES + 2
"""Numbers that tell a film's exposure: quantiles, mean and standard deviation in the field."""

SIDE_MULTIPLE = 16
"""Rows and columns of the input are padded to a multiple of this: four halvings."""

_LEAK = 0.1
_BLACK, _WHITE = 0.05, 0.95
"""What the darkest and brightest half per cent become, before the network has its say."""


@dataclass(frozen=True)
class MappingConfig:
    """What decides the network's shape; stands in the weights' header.

    Attributes:
        features: Of every convolution.
        levels: Resolutions.
        knows_exposure: First level un-normalised, every level modulated by the statistics.
        pools_window: One window for the film, read from what the regional part has left;
            otherwise centre and width are maps too, as in the paper.
        looks_again: The body learns on grids a little coarser and finer, too, drawn by chance;
            once trained it looks at all of them and at the mirror image of each, and the mean of
            its answers counts: a film and its mirror image get the same tables, and where cells
            happen to lie matters less.
        smoothness: Standard deviation of a Gaussian over what the body says, as a share of the
            film's long side: a map is too coarse to draw a structure smaller than that. 0 for
            none, as in the paper.
        least_pivot: How dark a pivot may be; the brightest lies as far from one half.
        restraint: Power that local contrasts are raised to once trained. On patients it has not
            seen the network amplifies noise a little more than it learnt to, and a little less
            contrast costs next to nothing in fidelity (docs/decisions/0018). 1 for none.
    """

    features: int = 32
    levels: int = 5
    knows_exposure: bool = True
    pools_window: bool = True
    looks_again: bool = True
    smoothness: float = 0.015
    least_pivot: float = PIVOT_RANGE[0]
    restraint: float = 0.9

    def to_json(self) -> dict[str, int | float | bool]:
        """Return it as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, int | float | bool | str]) -> Self:
        """Return it from JSON; older weights say less and are used as they were measured.

        Raises:
            TypeError: If it holds what this version does not know.
        """
        older = {"looks_again": False, "smoothness": 0.0, "least_pivot": 0.15, "restraint": 1.0}
        return cls(**{**older, **data})  # type: ignore[arg-type]


PAPER = MappingConfig(
    knows_exposure=False, pools_window=False, looks_again=False, smoothness=0.0, restraint=1.0
)
OURS = MappingConfig()


def statistics(film: Tensor, field: Tensor) -> Tensor:
    """Return what is told of a film's exposure.

    Args:
        film: (B, 1, H, W) float32 in 0..1.
        field: (B, 1, H, W) 1 where exposed, else 0.

    Returns:
        (B, ``STATISTICS``) float32, roughly centred on 0.
    """
    spread = quantiles(film, field, QUANTILES)  # (B, Q)
    inside = field.flatten(1)
    count = inside.sum(1, keepdim=True).clamp_min(1.0)
    values = film.flatten(1)
    mean = (values * inside).sum(1, keepdim=True) / count
    variance = ((values - mean) ** 2 * inside).sum(1, keepdim=True) / count
    deviation = (variance + 1e-8).sqrt()
    return torch.cat([spread - 0.5, mean - 0.5, deviation - 0.2], 1) * 2


class _Norm(nn.Module):
    """InstanceNorm in float32 that lets a level of a few pixels pass."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.norm = nn.InstanceNorm2d(features, affine=True)

    def forward(self, values: Tensor) -> Tensor:
        if values.shape[-1] * values.shape[-2] < 2:
            return values
        normalised: Tensor = self.norm(values.float()).to(values.dtype)
        return normalised


class _Block(nn.Module):
    """Three convolutions beside a shortcut; modulated by a scale and a shift per feature."""

    def __init__(self, before: int, features: int, *, is_normalised: bool) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before if n == 0 else features, features, 3, padding=1) for n in range(3)
        )
        self.norms = nn.ModuleList(
            _Norm(features) if is_normalised else nn.Identity() for _ in range(3)
        )
        self.shortcut = nn.Identity() if before == features else nn.Conv2d(before, features, 1)

    def forward(self, values: Tensor, modulation: Tensor | None) -> Tensor:
        kept = self.shortcut(values)
        for number, (convolve, norm) in enumerate(zip(self.convolutions, self.norms, strict=True)):
            values = norm(convolve(values))
            if number == 0 and modulation is not None:
                scale, shift = modulation[:, :, None, None].chunk(2, 1)  # (B, F, 1, 1)
                values = values * (1 + scale) + shift
            if number == 2:
                values = values + kept
            values = functional.leaky_relu(values, _LEAK)
        return values


class ResUnet(nn.Module):
    """The paper's network; also that of the image-to-image baseline.

    Args:
        inputs: Channels in.
        outputs: Channels out.
        config: Its shape.
    """

    def __init__(self, inputs: int, outputs: int, config: MappingConfig) -> None:
        super().__init__()
        features, levels = config.features, config.levels
        self.levels = levels
        self.down = nn.ModuleList(
            _Block(
                inputs if n == 0 else features,
                features,
                is_normalised=n > 0 or not config.knows_exposure,
            )
            for n in range(levels)
        )
        self.up = nn.ModuleList(
            _Block(2 * features, features, is_normalised=n > 0 or not config.knows_exposure)
            for n in range(levels - 1)
        )
        self.head = nn.Conv2d(features, outputs, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)  # type: ignore[arg-type]
        self.exposure: nn.Module | None = None
        if config.knows_exposure:
            self.exposure = nn.Sequential(
                nn.Linear(STATISTICS, 64),
                nn.LeakyReLU(_LEAK),
                nn.Linear(64, 2 * features * levels),
            )

    def forward(self, image: Tensor, told: Tensor) -> Tensor:
        """Return (B, outputs, H, W) for an image (B, inputs, H, W) and its statistics.

        H and W are multiples of ``SIDE_MULTIPLE``.
        """
        modulations: list[Tensor | None] = [None] * self.levels
        if self.exposure is not None:
            modulations = list(self.exposure(told).chunk(self.levels, 1))
        kept: list[Tensor] = []
        values = image
        for number, block in enumerate(self.down):
            if number:
                values = functional.max_pool2d(values, 2)
            values = block(values, modulations[number])
            kept.append(values)
        for number in reversed(range(self.levels - 1)):
            values = functional.interpolate(values, scale_factor=2.0, mode="bilinear")
            values = self.up[number](torch.cat([values, kept[number]], 1), None)
        out: Tensor = self.head(values)
        return out


class _Standardiser(nn.Module):
    """Turns local contrast and local brightness into maps that meet one standard.

    The body says how much contrast each place needs and how much brighter its surroundings
    should be; saying nothing leaves the film as it is.
    From the grey values this would give, black, white and the global window are read, as a
    radiographer sets them last; and pivot m is solved so that the surroundings become as bright
    as was said, whatever the slope. A network that predicts m itself has to multiply to get
    there, and learns slowly to (own; figures in the model's card).
    """

    def __init__(self, config: MappingConfig) -> None:
        super().__init__()
        self._pivots = config.least_pivot, 1 - config.least_pivot
        self._restraint = config.restraint
        last = nn.Linear(64, 4)
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)
        self.read = nn.Sequential(
            nn.Linear(2 * STATISTICS, 64),
            nn.LeakyReLU(_LEAK),
            nn.Linear(64, 64),
            nn.LeakyReLU(_LEAK),
            last,
        )

    def forward(
        self, said: Tensor, told: Tensor, film: Tensor, field: Tensor, around: Tensor
    ) -> Tensor:
        """Return unit maps (B, 4, H, W) for what the body says, (B, 2, H, W) in 0..1."""
        power = 1.0 if self.training else self._restraint
        slope = slope_of(0.5 + power * (said[:, :1] - 0.5))
        brightness = around + (said[:, 1:2] - 0.5)
        levelled = brightness + slope * (film - around)
        read = self.read(torch.cat([told, statistics(levelled, field)], 1))  # (B, 4)
        window = torch.sigmoid(read[:, :2])
        centre, width = centre_of(window[:, :1]), width_of(window[:, 1:])
        ends = quantiles(levelled, field, 3)[:, ::2]  # (B, 2): all but the darkest and brightest
        black, white = (windowed_undone(grey, centre, width) for grey in (_BLACK, _WHITE))
        gain = (white - black) / (ends[:, 1:] - ends[:, :1]).clamp_min(0.05)
        gain = gain.clamp(0.3, 3.0) * torch.exp(0.5 * torch.tanh(read[:, 2:3]))
        shift = (black + white) / 2 - gain * ends.mean(1, keepdim=True)
        shift = shift + 0.2 * torch.tanh(read[:, 3:])
        slope = slope * gain[..., None, None]
        brightness = brightness * gain[..., None, None] + shift[..., None, None]
        unit_slope = unit_of_slope(slope).clamp(0, 1)
        pivot = brightness - slope_of(unit_slope) * (around - 0.5)
        pivot = pivot.clamp(*self._pivots)  # no gradient where nothing would change
        spread = window[..., None, None].expand(-1, -1, *film.shape[-2:])
        return torch.cat([unit_slope, unit_of_pivot(pivot), spread], 1)


class MappingNetwork(nn.Module):
    """Reduced film in, four parameter maps out, each in unit range.

    Args:
        config: Its shape.
    """

    def __init__(self, config: MappingConfig) -> None:
        super().__init__()
        self.config = config
        self.body = ResUnet(
            GLANCES if config.pools_window else 2, 2 if config.pools_window else 4, config
        )
        self.standardise = _Standardiser(config) if config.pools_window else None

    def forward(self, film: Tensor, field: Tensor) -> Tensor:
        """Return the maps a, m, centre and width in unit range.

        Args:
            film: (B, 1, H, W) float32 in 0..1, on the common range, outside the field anything.
            field: (B, 1, H, W) 1 where exposed, else 0.

        Returns:
            (B, 4, H, W) float32 in 0..1; 0.5 changes nothing but the width, of which 1 does.
        """
        told = statistics(film, field)
        film = film * field + middle_of(film, field) * (1 - field)
        if self.standardise is None:
            image = torch.cat([(film - 0.5) * 2 * field, field], 1)
            slope, pivot, window = torch.split(torch.sigmoid(self._said(image, told)), [1, 1, 2], 1)
            least = self.config.least_pivot
            pivot = unit_of_pivot(least + (1 - 2 * least) * pivot)
            return torch.cat([slope, pivot, window], 1)
        around = local_mean(film, field)
        size = (film.shape[-2], film.shape[-1])
        answers = []
        for side in self._glance_sides:
            seen = glance(film, field, around, side)
            said = smoothed(self._said(seen, told), seen[:, -1:], self.config.smoothness)
            said = functional.interpolate(said, size=size, mode="bilinear")
            answers.append(torch.sigmoid(said))
        maps: Tensor = self.standardise(torch.stack(answers).mean(0), told, film, field, around)
        return maps

    @property
    def looks(self) -> int:
        """How often a trained body runs for one film; the mirror image runs along."""
        looks_again = self.config.looks_again and self.config.pools_window
        return len(GLANCE_SIDES) if looks_again else 1

    @property
    def _glance_sides(self) -> tuple[int, ...]:
        """Long sides to look at; while it learns one, drawn by chance."""
        if not self.config.looks_again:
            return (GLANCE_SIDE,)
        if self.training:
            return (GLANCE_SIDES[int(torch.randint(len(GLANCE_SIDES), ()))],)
        return GLANCE_SIDES

    @property
    def _looks_again(self) -> bool:
        return self.config.looks_again and not self.training

    def _said(self, image: Tensor, told: Tensor) -> Tensor:
        """Return what the body says of an image, and of its mirror image where that counts."""
        if not self._looks_again:
            return self._looked_at(image, told)
        both = self._looked_at(torch.cat([image, image.flip(-1)]), torch.cat([told, told]))
        said, mirrored = both.chunk(2)
        return (said + mirrored.flip(-1)) / 2

    def _looked_at(self, image: Tensor, told: Tensor) -> Tensor:
        """Return what the body says of an image of any size."""
        rows, columns = image.shape[-2:]
        padding = (0, -columns % SIDE_MULTIPLE, 0, -rows % SIDE_MULTIPLE)
        if any(padding):
            image = functional.pad(image, padding, mode="replicate")
        said: Tensor = self.body(image, told)[..., :rows, :columns].float()
        return said
