"""Simulated raw films: what a detector would have measured before any processing.

From a finished presentation back to a line integral, through quanta, scatter, heel and blades to
log values of 12 bits. A plausible family of detectors, not one that was measured: every constant
is drawn anew for each film. Lengths are shares of the long side (own; attenuation and scatter as
in Bushberg et al., The Essential Physics of Medical Imaging, 3rd ed., chapters 3 and 7).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.standard import standardised
from engine.training.fields import blurred
from engine.training.pair import Pair

_DETAIL = 0.05
_LEVELS = 4095
_DECADES = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class _Blades:
    """What the collimator lets through.

    Attributes:
        passed: (rows, columns) float32, 1 inside, the leak outside, a soft edge between.
        field: (rows, columns) True inside.
    """

    passed: FloatImage
    field: BoolImage


def for_processing_pair(
    wanted: FloatImage,
    field: BoolImage,
    random: np.random.Generator,
    archive: FloatImage | None = None,
) -> Pair:
    """Return the film as a detector would have given it; its maps are not known.

    Args:
        wanted: (rows, columns) float32 in 0..1, the standard presentation; dense is bright.
        field: (rows, columns) True where exposed.
        random: Where chance comes from.
        archive: The film before it was standardised. Where blades cover part of it, the standard
            is that of what they leave: nobody can see how dark the covered part was. None keeps
            ``wanted`` as it is.
    """
    blades = _blades(wanted.shape, random)
    quanta = _transmitted(wanted, random)
    quanta = _scattered(quanta, random) * _heel(wanted.shape, random) * blades.passed
    counts = random.poisson(np.clip(quanta, 0, None)).astype(np.float32)
    counts += np.float32(random.uniform(5, 20)) * random.standard_normal(
        counts.shape, dtype=np.float32
    )
    counts = cv2.GaussianBlur(np.maximum(counts, 1.0), (0, 0), 0.5).astype(np.float32)
    counts = np.maximum(counts, 1.0)
    dense = np.log10(float(counts.max())) - np.log10(counts)
    raw = np.round(np.clip(dense / _DECADES, 0, 1) * _LEVELS) / _LEVELS
    inside = field & blades.field
    if archive is not None and not blades.field.all():
        wanted = standardised(archive, inside)
    return Pair(raw.astype(np.float32), wanted, inside)


def reduced_pair(
    wanted: FloatImage,
    field: BoolImage,
    random: np.random.Generator,
    archive: FloatImage,
    long_side: int,
) -> Pair:
    """Return a small film as the reduction of one whose long side a detector measured.

    A pixel of a small film is the mean of many logarithms of few quanta each, which is neither as
    noisy as one of them nor what the logarithm of all their quanta would be.

    Args:
        wanted: (rows, columns) float32 in 0..1, the standard presentation; dense is bright.
        field: (rows, columns) True where exposed.
        random: Where chance comes from.
        archive: The film before it was standardised.
        long_side: Of the film that is simulated; a film that is as long is not made larger.
    """
    scale = long_side / max(wanted.shape)
    if scale <= 1:
        return for_processing_pair(wanted, field, random, archive)
    rows, columns = wanted.shape
    size = round(columns * scale), round(rows * scale)
    large = cv2.resize(wanted, size, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    exposed = cv2.resize(field.astype(np.float32), size, interpolation=cv2.INTER_LINEAR) > 0.999
    measured = for_processing_pair(large, exposed, random)
    raw = cv2.resize(measured.raw, (columns, rows), interpolation=cv2.INTER_AREA)
    share = cv2.resize(
        measured.field.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA
    )
    inside = field & (share > 0.999)
    if not inside[field].all():
        wanted = standardised(archive, inside)
    return Pair(raw.astype(np.float32), wanted, inside)


def _transmitted(wanted: FloatImage, random: np.random.Generator) -> FloatImage:
    """Return the quanta that pass the patient: the picture is bright where few do."""
    tissue = blurred(wanted, _DETAIL)
    detail = wanted - tissue
    latitude = random.uniform(1.5, 2.6)
    gain, kept = random.uniform(1.3, 2.0), random.uniform(0.55, 1.0)
    dense = latitude * ((tissue - 0.5) * gain + 0.5 + kept * detail) / (1 + 0.3 * (gain - 1))
    exposure = 10 ** random.uniform(3.6, 4.8)
    quanta: FloatImage = (exposure * 10 ** -(dense - dense.min())).astype(np.float32)
    return quanta


def _scattered(quanta: FloatImage, random: np.random.Generator) -> FloatImage:
    ratio = random.uniform(0.3, 1.2)
    scatter = 0.6 * blurred(quanta, 0.10) + 0.4 * blurred(quanta, 0.25)
    summed: FloatImage = (quanta + np.float32(ratio) * scatter).astype(np.float32)
    return summed


def _heel(shape: tuple[int, ...], random: np.random.Generator) -> FloatImage:
    rows, columns = shape
    down = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    across = np.linspace(-1, 1, columns, dtype=np.float32)[None]
    tilt: FloatImage = (
        1 + random.uniform(-0.12, 0.12) * down + random.uniform(-0.06, 0.06) * across
    ).astype(np.float32)
    return tilt


def _blades(shape: tuple[int, ...], random: np.random.Generator) -> _Blades:
    """Return a rectangle between four blades, six times in ten; else the whole film."""
    rows, columns = shape
    if random.uniform() >= 0.6:
        return _Blades(np.ones(shape, np.float32), np.ones(shape, np.bool_))
    cut = random.uniform(0, 0.12, 4)
    top, bottom = int(cut[0] * rows), rows - int(cut[1] * rows)
    left, right = int(cut[2] * columns), columns - int(cut[3] * columns)
    field = np.zeros(shape, np.bool_)
    field[top:bottom, left:right] = True
    leak = random.uniform(0.005, 0.02)
    soft = cv2.GaussianBlur(field.astype(np.float32), (0, 0), 0.003 * max(shape))
    return _Blades((leak + (1 - leak) * soft).astype(np.float32), field)
