"""What became of each planted nodule and each erased place in a translation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.training.evaluation.estimates import Numbers, mean_of
from engine.training.translation.evaluation.nodules import (
    CONTRASTS,
    NoduleTrial,
    Place,
    contrast,
    cut_around,
    inside_of,
)

KEPT_FROM = 0.5
"""Share of the contrast expected from which on a nodule counts as kept."""

INVENTED_FROM = 0.5
"""Contrast at an erased place, as a share of what a middle nodule's would be: invented."""

_NEAR, _CORE_LEFT_OUT = 5.0, 1.3
"""Radii around a place between which the tone curve is measured."""

_BINS = 16
_LEAST_SHARE = 0.5
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one place.

    Attributes:
        place: Where.
        is_nodule: A nodule was planted there; otherwise the place was erased.
        share: Of a nodule, the contrast found over the one expected, 1 where it is kept as other
            detail is; of an erased place, the contrast found beyond the film's own over that of a
            middle nodule, 0 where nothing is invented.
    """

    place: Place
    is_nodule: bool
    share: float

    @property
    def is_changed(self) -> bool:
        """Whether the nodule is lost, or something is invented at the erased place."""
        if self.is_nodule:
            return self.share < KEPT_FROM
        return abs(self.share) >= INVENTED_FROM


def fates(
    trial: NoduleTrial, empty: FloatImage, planted: FloatImage, lungs: BoolImage
) -> list[Fate]:
    """Return what became of every place.

    What is expected is that the place is shown as the rest of its surroundings is: through the
    tone curve that takes the film to the picture within 5 radii of the place (mean of the picture
    in 16 bins of the film's grey values, both without nodules, the place itself left out). Of a
    nodule at least half the contrast is expected that it would have with the gain of the lungs,
    the picture's 5-95 % range over the film's: what flattens or blurs everything loses nodules.

    Args:
        trial: The films.
        empty: (rows, columns) the translation of ``trial.empty``.
        planted: The same of ``trial.planted``.
        lungs: (rows, columns) True where the lungs are.
    """
    expected = _Expected(trial, empty, lungs)
    found = []
    for place in trial.nodules:
        before = contrast(trial.planted, place) - contrast(trial.empty, place)
        after = contrast(planted, place) - contrast(empty, place)
        shown = expected.of(trial.planted, place) - expected.of(trial.empty, place)
        least = _LEAST_SHARE * expected.gain * before
        found.append(Fate(place, True, after / max(shown, least, _LEAST)))
    middle = expected.gain * sorted(CONTRASTS)[len(CONTRASTS) // 2] * trial.span
    for place in trial.erased:
        surplus = contrast(empty, place) - expected.of(trial.empty, place)
        found.append(Fate(place, False, surplus / max(middle, _LEAST)))
    return found


def share_kept(found: Sequence[Fate], grade: float | None = None) -> float:
    """Return the share of nodules kept, of one contrast or all; not a number where none is."""
    return mean_of(
        [
            float(not fate.is_changed)
            for fate in found
            if fate.is_nodule and grade in (None, fate.place.grade)
        ]
    )


def share_invented(found: Sequence[Fate]) -> float:
    """Return the share of erased places with something invented; not a number where none is."""
    return mean_of([float(fate.is_changed) for fate in found if not fate.is_nodule])


class _Expected:
    """What a translation would make of a place if it showed it as it shows what lies around."""

    def __init__(self, trial: NoduleTrial, picture: FloatImage, lungs: BoolImage) -> None:
        self._trial, self._picture = trial, picture
        inside = lungs & trial.field if (lungs & trial.field).any() else trial.field
        self.gain = max(_span(picture[inside]), _LEAST) / max(_span(trial.empty[inside]), _LEAST)

    def of(self, image: FloatImage, place: Place) -> float:
        """Return the contrast expected of an image of the trial at a place."""
        cut, moved = cut_around(place, image.shape, _NEAR)
        around = self._trial.field[cut].copy()
        around &= ~inside_of(moved, around.shape, _CORE_LEFT_OUT)
        before, after = self._trial.empty[cut][around], self._picture[cut][around]
        if before.size < _BINS:
            return self.gain * contrast(image, place)
        shown = _through(image[cut], *_tone_curve(before, after), self.gain)
        return contrast(shown, moved)


def _tone_curve(before: FloatImage, after: FloatImage) -> tuple[Numbers, Numbers]:
    """Return grey values and what on average becomes of them, in bins of as many pixels each."""
    order = np.argsort(before, kind="stable")
    bins = np.array_split(order, _BINS)
    x = np.array([before[one].mean(dtype=np.float64) for one in bins])
    y = np.array([after[one].mean(dtype=np.float64) for one in bins])
    return x, y


def _through(image: FloatImage, x: Numbers, y: Numbers, slope: float) -> FloatImage:
    """Return an image through a curve that goes on straight at both ends."""
    beyond = image - np.clip(image, x[0], x[-1])
    shown: FloatImage = (np.interp(image, x, y) + slope * beyond).astype(np.float32)
    return shown


def _span(values: FloatImage) -> float:
    low, high = np.percentile(values, (5.0, 95.0))
    return float(high - low)
