"""Presentations nobody has to train, and bounds that no method can be asked to reach.

The untrained methods see the film and its field; the bounds see the truth.
"""

import numpy as np
import numpy.typing as npt
import torch

from engine.frame import DISPLAY_SCALE, BoolImage, FloatImage, Frame
from engine.models.mapping.reduced import long_side_of
from engine.models.mapping.tables import parameters, remapped
from engine.ops.clahe import clahe
from engine.ops.standard import standardised
from engine.progress import Progress
from engine.radiograph import assumed_spacing
from engine.steps.multiscale import Multiscale
from engine.training.evaluation.pairs import Scene

STRETCH_PERCENTS = (0.5, 99.5)
EQUALISATION_BINS = 4096
ORACLE_BINS = 1024
_TILES, _CLIP_LIMIT = (8, 8), 2.0
_FACTOR = 8


def identity(film: FloatImage, field: BoolImage) -> FloatImage:  # noqa: ARG001 - like the others
    """Return the film as it is."""
    return film


def contrast_stretch(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the film with the field's 0.5 % and 99.5 % quantiles at 0 and 1.

    Args:
        film: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where to measure.
    """
    low, high = np.percentile(inside(film, field), STRETCH_PERCENTS)
    stretched = (film - np.float32(low)) / np.float32(max(high - low, 1e-6))
    result: FloatImage = np.clip(stretched, 0, 1).astype(np.float32)
    return result


def gamma_to_middle(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the film with a gamma that brings the field's median to one half."""
    median = float(np.clip(np.median(inside(film, field)), 1e-3, 1 - 1e-3))
    gamma = np.float32(np.log(0.5) / np.log(median))
    return np.power(film, gamma).astype(np.float32)


def equalised(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the film with a flat histogram inside the field.

    As skimage's ``equalize_hist`` with 4096 bins and a mask: the cumulated share at the middle of
    each bin of the field's range, straight lines between.
    """
    counts, edges = np.histogram(inside(film, field), EQUALISATION_BINS)
    shares = np.cumsum(counts) / counts.sum()
    middles = (edges[:-1] + edges[1:]) / 2
    flat: FloatImage = np.interp(film, middles, shares).astype(np.float32)
    return flat


def locally_equalised(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the film after CLAHE, 8 x 8 tiles, clip limit 2."""
    return clahe(film, field, _TILES, _CLIP_LIMIT)


def multiscaled(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the film after multiscale contrast as the step has it; its size is assumed."""
    spacing_mm = assumed_spacing(film.shape).mm
    frame = Frame(film.view(), spacing_mm, field.view(), DISPLAY_SCALE)  # it locks what it holds
    return Multiscale().apply(frame, Progress()).pixels


def to_standard_percentiles(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the film with the field's percentiles where the standard presentation has them.

    The standard is made the same way from the archive film, so nothing global comes nearer
    without being told more.
    """
    return standardised(film, field)


def best_global_lut(scene: Scene) -> FloatImage:
    """Return the film through its own best table of 1024 entries: a bound for any global window.

    Each entry is the mean of the truth where the raw film has that value, inside the field; it
    need not rise.
    """
    film, pair = scene.film, scene.pair
    values, wanted = inside(film, pair.field), inside(pair.wanted, pair.field)
    low, high = float(values.min()), float(values.max())
    scale = ORACLE_BINS / max(high - low, 1e-6)

    def bins(grey: FloatImage) -> npt.NDArray[np.intp]:
        places: npt.NDArray[np.intp] = np.clip((grey - low) * scale, 0, ORACLE_BINS - 1).astype(
            np.intp
        )
        return places

    found = bins(values)
    counts = np.bincount(found, minlength=ORACLE_BINS)
    sums = np.bincount(found, weights=wanted.astype(np.float64), minlength=ORACLE_BINS)
    used = np.flatnonzero(counts)
    table = np.interp(np.arange(ORACLE_BINS), used, sums[used] / counts[used])
    return table[bins(film)].astype(np.float32)


def through_taught_maps(scene: Scene) -> FloatImage:
    """Return the film through the maps that training would have shown it, at 1/8.

    Those of an exact pair are the known ones, reduced; those of a simulated one were fitted with
    the truth in sight, in a window too wide to follow structure.
    """
    example = scene.example(long_side_of(_FACTOR))
    maps = torch.from_numpy(example.maps)[None]
    film = torch.from_numpy(example.film)[None, None]
    image: FloatImage = remapped(film, parameters(maps))[0, 0].numpy()
    return image


def inside(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the values in the field, or all of them where it is nowhere True."""
    values: FloatImage = film[field] if field.any() else film.ravel()
    return values
