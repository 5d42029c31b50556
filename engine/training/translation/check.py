"""What is measured, while a translation is learnt, on films of patients not learnt from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np
import torch
from torch import Tensor

from engine.bitmap import write_bitmap
from engine.frame import FloatImage
from engine.models.translation.generator import Generator
from engine.training.similarity import psnr, similarity
from engine.training.translation.crops import whole, whole_field
from engine.training.translation.fixed_features import FixedFeatures, kernel_distance
from engine.training.translation.images import DomainImage
from engine.training.translation.losses import gradient_correlation
from engine.training.translation.low_pass import low_pass
from engine.training.translation.planted import with_consolidation
from engine.training.translation.recipe import DomainRecipe

LEAST_CORRELATION = 0.87
"""Gradient correlation to the film below which a translation is marked down."""

MOST_ISLANDS = 0.002
"""Share of the field that islands may take before it is marked down."""

LEAST_OPACITY = 0.8
"""How far planted consolidations must be followed before it is marked down."""

_ISLAND_SIGMA, _AROUND_SIGMA = 0.025, 0.09
_ISLAND_DEPTH, _ISLAND_IN_FILM = 0.07, 0.02
_STRIP_ROWS, _STRIP_SIDE = 6, 224
_SEED = 31

Films: TypeAlias = Sequence[Tensor]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A film to check with: plain, with a consolidation, and where it is exposed."""

    plain: Tensor
    opaque: Tensor
    rise: Tensor
    field: Tensor


class TranslationCheck:
    """Measures generators on films kept back; the same ones every time.

    Args:
        source: Films of patients not learnt from, at least one.
        target: Pictures that translations are compared with, at least one.
        source_recipe: Says how large films are looked at.
        target_recipe: The same for the pictures.
        device: Where generators are.
    """

    def __init__(
        self,
        source: Sequence[DomainImage],
        target: Sequence[DomainImage],
        source_recipe: DomainRecipe,
        target_recipe: DomainRecipe,
        device: torch.device,
    ) -> None:
        self._device = device
        self._kept = [_kept(image, number, source_recipe) for number, image in enumerate(source)]
        self._target = [_tensor(whole(image, target_recipe)) for image in target]
        films = [kept.plain for kept in self._kept]
        self._features = FixedFeatures([*films, *self._target])
        self._wanted = self._features.of(self._target)
        self.untranslated = kernel_distance(self._features.of(films), self._wanted)
        """Kernel distance of the films as they are: what a translation has to get below."""

    @torch.no_grad()
    def numbers(self, forward: Generator, backward: Generator | None) -> dict[str, float]:
        """Return what is measured; "score" is to be raised, and is 0 at best.

        Args:
            forward: To the target; in evaluation mode.
            backward: From it, or None where there is none.

        Returns:
            kid (distance to the target), kid_share (of that of the untranslated films),
            gradient_correlation, islands (share of the field), opacity (share kept of planted
            consolidations), cycle_psnr and cycle_ssim where there is a way back, score.
        """
        shown = [self._translated(forward, kept.plain) for kept in self._kept]
        opaque = [self._translated(forward, kept.opaque) for kept in self._kept]
        found = {
            "kid": kernel_distance(self._features.of(shown), self._wanted),
            **self._structure(shown, opaque, forward),
        }
        found["kid_share"] = found["kid"] / max(self.untranslated, 1e-6)
        if backward is not None:
            found.update(self._cycle(shown, backward))
        found["score"] = score(found)
        return found

    @torch.no_grad()
    def write_strip(self, path: Path, forward: Generator, backward: Generator | None) -> None:
        """Write films, translated, back, with a consolidation, that translated; and the target."""
        rows = []
        for number, kept in enumerate(self._kept[:_STRIP_ROWS]):
            shown = self._translated(forward, kept.plain)
            row = [kept.plain, shown]
            row += [] if backward is None else [self._translated(backward, shown)]
            row += [kept.opaque, self._translated(forward, kept.opaque)]
            row += [self._target[number % len(self._target)]]
            rows.append(np.hstack([_tile(image[0, 0].numpy()) for image in row]))
        grey = np.clip(np.vstack(rows) * 255 + 0.5, 0, 255).astype(np.uint8)
        write_bitmap(grey, path)

    def _translated(self, generator: Generator, film: Tensor) -> Tensor:
        picture: Tensor = generator(film.to(self._device)).float().clamp(0, 1).cpu()
        return picture

    def _structure(self, shown: Films, opaque: Films, forward: Generator) -> dict[str, float]:
        correlations, islands, followed, expected = [], [], 0.0, 0.0
        for kept, plain, dense in zip(self._kept, shown, opaque, strict=True):
            correlations.append(float(gradient_correlation(plain, kept.plain, kept.field)))
            islands += [
                island_share(plain, kept.plain, kept.field),
                island_share(dense, kept.opaque, kept.field),
            ]
            start = [
                forward.start(film.to(self._device)).cpu() for film in (kept.plain, kept.opaque)
            ]
            followed += float(((dense - plain) * kept.rise).sum())
            expected += float(((start[1] - start[0]) * kept.rise).sum())
        return {
            "gradient_correlation": float(np.mean(correlations)),
            "islands": float(np.mean(islands)),
            "opacity": followed / max(expected, 1e-6),
        }

    def _cycle(self, shown: Films, backward: Generator) -> dict[str, float]:
        back = [self._translated(backward, picture) for picture in shown]
        pairs = list(zip(back, (kept.plain for kept in self._kept), strict=True))
        return {
            "cycle_psnr": float(np.mean([float(psnr(one, two)) for one, two in pairs])),
            "cycle_ssim": float(np.mean([float(similarity(one, two)) for one, two in pairs])),
        }


def score(found: Mapping[str, float]) -> float:
    """Return the number to raise: closeness to the target, less what may not be paid for it.

    Minus the kernel distance as a share of the untranslated films', minus what the structure lacks
    of ``LEAST_CORRELATION`` (x 4), the islands beyond ``MOST_ISLANDS`` (x 20), and what planted
    consolidations lack of ``LEAST_OPACITY``.
    """
    return -(
        found["kid_share"]
        + 4 * max(0.0, LEAST_CORRELATION - found["gradient_correlation"])
        + 20 * max(0.0, found["islands"] - MOST_ISLANDS)
        + max(0.0, LEAST_OPACITY - found["opacity"])
    )


def island_share(output: Tensor, source: Tensor, field: Tensor) -> float:
    """Return the share of the field that is a dark island of the output's own: 0..1.

    An island is where the output's low-pass (2.5 % of the long side) is darker by 0.07 than what
    is around it (9 %), and the source's is not darker by 0.02.

    Args:
        output: (1, 1, H, W) in 0..1.
        source: The same, what was translated.
        field: The same, 1 where exposed.
    """
    is_dark = _darkness(output) > _ISLAND_DEPTH
    is_new = _darkness(source) < _ISLAND_IN_FILM
    return float((is_dark & is_new & (field > 0)).sum() / field.sum().clamp_min(1))


def _darkness(image: Tensor) -> Tensor:
    side = max(image.shape[-2:])
    return low_pass(image, _AROUND_SIGMA * side) - low_pass(image, _ISLAND_SIGMA * side)


def _kept(image: DomainImage, number: int, recipe: DomainRecipe) -> _Kept:
    plain = whole(image, recipe)
    opaque, rise = with_consolidation(plain, np.random.default_rng([_SEED, number]))
    field = whole_field(image, recipe).astype(np.float32)
    return _Kept(*(_tensor(part) for part in (plain, opaque, rise, field)))


def _tensor(image: FloatImage) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(image, np.float32))[None, None]


def _tile(image: FloatImage) -> FloatImage:
    scale = _STRIP_SIDE / max(image.shape)
    size = round(image.shape[1] * scale), round(image.shape[0] * scale)
    tile = np.zeros((_STRIP_SIDE, _STRIP_SIDE), np.float32)
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    tile[: small.shape[0], : small.shape[1]] = small
    return tile
