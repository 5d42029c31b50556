"""How far a translated picture can be relied on, place by place: never that it can be.

Two things are looked at. A picture that changes when the film is taken again a little differently
is not a picture of the patient there; and structure without a source in the film was made up.
Where neither shows, the picture may still be wrong: absence of colour is not assurance.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import nn

from engine.frame import BoolImage, FloatImage
from engine.models.translation.perturbed import Perturbation, noise_of
from engine.models.translation.tone_curve import as_toned
from engine.models.translation.unsourced import unsourced_of
from engine.progress import Progress

RUNS = 8

OWN_NOISE_SIGMA_PX = 1.5
"""Runs are compared after this blur: the film's own noise is no disagreement."""

_REACH_PX = round(3 * OWN_NOISE_SIGMA_PX)

TOLERATED_SPREAD = 0.01
FULL_SPREAD = 0.09
"""Standard deviation over the runs, in grey values: what is overlooked, and what counts as 1."""

SMOOTHING_PX = 4.0
"""Standard deviation of the blur of the combined map."""

LOW_AGREEMENT = 0.3
UNSOURCED = 0.3
"""From here on, in the two maps, a place counts to its share of the field."""


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """What speaks against a translated picture; the maps are as large as the film reduced for it.

    Attributes:
        disagreement: (rows, columns) float32 in 0..1, how much perturbed runs differ.
        unsourced: (rows, columns) float32 in 0..1, structure invented or lost.
        combined: (rows, columns) float32 in 0..1, the larger of the two, smoothed.
        low_agreement_share: Of the exposed field, 0..1.
        unsourced_share: Of the exposed field, 0..1.
        runs: Perturbed runs made.
    """

    disagreement: FloatImage
    unsourced: FloatImage
    combined: FloatImage
    low_agreement_share: float
    unsourced_share: float
    runs: int


def reliability_of(
    generator: nn.Module,
    film: FloatImage,
    field: BoolImage,
    progress: Progress | None = None,
    *,
    runs: int = RUNS,
    seed: int = 0,
) -> Reliability:
    """Return what speaks against a generator's picture of a film; the same for the same seed.

    Args:
        generator: From (1, 1, rows, columns) to the same; where its weights are, it is run.
        film: (rows, columns) float32 in 0..1, small, in the standard presentation.
        field: (rows, columns) True where exposed; the whole film where it is nowhere True.
        progress: Told of each run; looked at between them.
        runs: Perturbed runs, beside the plain one; at least 2.
        seed: Of the perturbations.

    Raises:
        ValueError: If there are fewer than two runs.
        Cancelled: If nobody wants it any more.
    """
    if runs < 2:
        raise ValueError(f"runs must be at least 2, not {runs}")
    progress = progress or Progress()
    inside = field if field.any() else np.ones_like(field)
    random = np.random.default_rng([seed, 5])
    noise = noise_of(film, inside)
    progress.report(0.0, "Translating")
    picture = _translated(generator, film)
    spread = _Spread(picture, inside)
    for number in range(runs):
        progress.report((number + 1) / (runs + 2), f"Taking it again, {number + 1} of {runs}")
        again = Perturbation.drawn(number, noise, random)
        seen_again = again.undo(_translated(generator, again.apply(film)))
        spread.add(seen_again, again.kept(film.shape, _REACH_PX))
    progress.report((runs + 1) / (runs + 2), "Looking for structure without a source")
    disagreement = _scaled(spread.deviation(), inside)
    unsourced = unsourced_of(film, picture, inside)
    progress.report(1.0, "")
    return Reliability(
        disagreement,
        unsourced,
        _smoothed(np.maximum(disagreement, unsourced), inside),
        float(np.mean(disagreement[inside] >= LOW_AGREEMENT)),
        float(np.mean(unsourced[inside] >= UNSOURCED)),
        runs,
    )


class _Spread:
    """How far pictures of one film lie from each other, each one's own tone taken out."""

    def __init__(self, plain: FloatImage, inside: BoolImage) -> None:
        self._plain = _blurred(plain)
        self._inside = inside
        self._count = np.ones(plain.shape, np.float64)
        self._sum = self._plain.astype(np.float64)
        self._squares = self._sum**2

    def add(self, picture: FloatImage, kept: BoolImage) -> None:
        """Take a picture in the place of the plain one into account, where it shows the film."""
        seen = _blurred(picture)
        where = self._inside & kept
        if not where.any():
            return
        matched = as_toned(seen, self._plain, where).astype(np.float64)
        self._count += kept
        self._sum += np.where(kept, matched, 0)
        self._squares += np.where(kept, matched**2, 0)

    def deviation(self) -> FloatImage:
        """Return the standard deviation of each pixel; (rows, columns), grey values."""
        mean = self._sum / self._count
        spread = np.sqrt(np.maximum(self._squares / self._count - mean**2, 0))
        return spread.astype(np.float32)


def _translated(generator: nn.Module, film: FloatImage) -> FloatImage:
    device = next((part.device for part in generator.parameters()), torch.device("cpu"))
    with torch.inference_mode():
        seen = torch.from_numpy(np.array(film, np.float32)).to(device)[None, None]
        picture: FloatImage = generator(seen)[0, 0].float().clamp(0, 1).cpu().numpy()
    return picture


def _blurred(picture: FloatImage) -> FloatImage:
    return cv2.GaussianBlur(picture, (0, 0), OWN_NOISE_SIGMA_PX).astype(np.float32)


def _scaled(deviation: FloatImage, inside: BoolImage) -> FloatImage:
    share = (deviation - TOLERATED_SPREAD) / (FULL_SPREAD - TOLERATED_SPREAD)
    return np.where(inside, np.clip(share, 0, 1), 0).astype(np.float32)


def _smoothed(worst: FloatImage, inside: BoolImage) -> FloatImage:
    smooth = cv2.GaussianBlur(worst, (0, 0), SMOOTHING_PX)
    return np.where(inside, np.clip(smooth, 0, 1), 0).astype(np.float32)
