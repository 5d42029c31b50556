"""Pairs no hospital has: a film of a patient and the coronal slab behind its very pixels.

Both are made of one CT volume in one geometry; what the film leaves open (exposure, projection,
framing, which slab) is drawn at random, so that a network learns no one's habits.
"""

import numpy as np

from engine.training.translation.coronal_grid import Gaze
from engine.training.translation.ct_views import ShownVolume
from engine.training.translation.images import ProjectedPair
from engine.training.translation.projector import Attenuation, Exposure, drr

_TILT_DEG, _TURN_DEG, _ROLL_DEG = 5.0, 4.0, 3.0
_SOURCE_MM = (1200.0, 2000.0)
"""At the bedside, and at the wall."""

_CROPS, _THICKNESS_MM, _DEPTHS = (0.95, 1.25), (12.0, 60.0), (0.35, 0.65)


def projected_pairs(
    shown: ShownVolume, *, count: int, long_side: int, random: np.random.Generator
) -> list[ProjectedPair]:
    """Return pairs of one volume.

    Args:
        shown: The volume, and in which appearance it is wanted.
        count: How many.
        long_side: Of each picture, in square pixels.
        random: Of the draw.
    """
    attenuation = Attenuation.of(shown.hounsfield, shown.volume.spacing_mm)
    return [_pair(shown, attenuation, long_side, random) for _ in range(count)]


def _pair(
    shown: ShownVolume, attenuation: Attenuation, long_side: int, random: np.random.Generator
) -> ProjectedPair:
    tilt, turn, roll = random.uniform(-1, 1, 3) * (_TILT_DEG, _TURN_DEG, _ROLL_DEG)
    gaze = Gaze(float(tilt), float(turn), float(roll), float(random.uniform(*_SOURCE_MM)))
    view = shown.view(gaze, float(random.uniform(*_CROPS)), long_side)
    film = drr(attenuation, view, Exposure.drawn(random), random)
    middle = shown.depth_mm(float(random.uniform(*_DEPTHS)))
    wanted = shown.slab(view, middle, float(random.uniform(*_THICKNESS_MM)))
    step = int(random.choice((1, -1)))  # mirrored or not
    return ProjectedPair(
        patient=shown.volume.patient,
        film=np.ascontiguousarray(film[:, ::step]),
        wanted=np.ascontiguousarray(wanted[:, ::step]),
        field=np.ones(film.shape, np.bool_),
    )
