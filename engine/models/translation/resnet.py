"""The residual generator: a row of layers, described so that it can also be run by stripes.

Source: Zhu et al., Unpaired image-to-image translation using cycle-consistent adversarial
networks, ICCV 2017, 7.2, after Johnson et al., ECCV 2016. Ours blurs before it halves, doubles by
repeating instead of by transposed convolutions, has one channel, does not normalise its ends
unless told to, and adds to a start.
"""

from collections.abc import Iterable

from torch import Tensor, nn

from engine.models.translation.config import GeneratorConfig
from engine.models.translation.layer import Layer, Size
from engine.models.translation.start import Generator, initialise, mirrored

SIDE_MULTIPLE = 4
"""Rows and columns are mirrored to a multiple of this: two halvings."""


class ResnetGenerator(Generator):
    """Two halvings, residual blocks of two layers, two doublings.

    Attributes:
        layers: In order, each a ``Layer``; all there is to the network.
        opens_block: Per layer, whether its input is added to the result of the next.
    """

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__(config)
        few, some, many = (config.features * times for times in (1, 2, 4))
        ends = config.norms_ends
        self.layers = nn.ModuleList(
            [
                Layer(1, few, 7, is_normalised=ends),
                Layer(few, some, size=Size.HALF),
                Layer(some, many, size=Size.HALF),
                *(Layer(many, many, is_rectified=n % 2 == 0) for n in range(2 * config.blocks)),
                Layer(many, some, size=Size.DOUBLE),
                Layer(some, few, size=Size.DOUBLE),
                Layer(few, 1, 7, is_normalised=ends, is_rectified=False),
            ]
        )
        first, last = 3, 3 + 2 * config.blocks
        self.opens_block = tuple(
            first <= number < last and (number - first) % 2 == 0
            for number in range(len(self.layers))
        )
        initialise(self)

    @property
    def steps(self) -> tuple[Layer, ...]:
        """The layers, in order."""
        return tuple(layer for layer in self.layers if isinstance(layer, Layer))

    def said(self, film: Tensor) -> Tensor:
        """Return what the network says of a film, (B, 1, H, W), any range."""
        rows, columns = film.shape[-2:]
        values, _ = self._run(mirrored(film, SIDE_MULTIPLE), frozenset(), len(self.layers))
        return values[..., :rows, :columns]

    def activations(self, film: Tensor, after: Iterable[int]) -> list[Tensor]:
        """Return what stands after some layers, as a contrastive loss compares it.

        Args:
            film: (B, 1, H, W) in 0..1; H and W are best multiples of ``SIDE_MULTIPLE``.
            after: Numbers of layers, rising, from 0.

        Returns:
            (B, C, H', W') for each; layers after the last asked for are not run.
        """
        wanted = frozenset(after)
        film = mirrored(film, SIDE_MULTIPLE)
        return self._run(film, wanted, max(wanted, default=-1) + 1)[1]

    def _run(self, film: Tensor, wanted: frozenset[int], count: int) -> tuple[Tensor, list[Tensor]]:
        values, kept, found = network_input(film), film, list[Tensor]()
        for number in range(count):
            if self.opens_block[number]:
                kept = values
            values = self.layers[number](values)
            if number and self.opens_block[number - 1]:
                values = values + kept
            if number in wanted:
                found.append(values)
        return values, found


def network_input(film: Tensor) -> Tensor:
    """Return grey values 0..1 as the layers see them, -1..1."""
    return film * 2 - 1
