"""Two made-up domains, small and quick to make, and a training that takes tenths of a second."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import torch

from engine.frame import FloatImage
from engine.ops.standard import standardised
from engine.training.loop import LoopPlan
from engine.training.ranks import Ranks
from engine.training.translation.cut_learner import CutLearner
from engine.training.translation.cyclegan_learner import CycleGanLearner
from engine.training.translation.images import DomainImage, ProjectedPair
from engine.training.translation.stock import TranslationStock
from engine.training.translation.translation_presets import (
    Method,
    TranslationPreset,
    translation_preset,
)
from tests.engine.training.phantoms import phantom

ALONE = Ranks(0, 1, torch.device("cpu"))


def slab_like(film: FloatImage) -> FloatImage:
    """Return a film in the tones of a CT slab: black lungs, even tissue, bright spine; 0..1."""
    coarse = cv2.GaussianBlur(film, (0, 0), 3)
    even = 0.5 + 0.45 * np.tanh(3 * (film - 0.6) + 0.5 * np.tanh(8 * (coarse - 0.5)))
    slab: FloatImage = even.astype(np.float32)
    return slab


def film_image(number: int, rows: int = 96, columns: int = 88) -> DomainImage:
    """Return phantom number ``number`` as a film of a patient of its own."""
    grey = phantom(number, rows, columns)
    field = np.ones(grey.shape, np.bool_)
    name = f"film-{number}"
    return DomainImage(name, name, "film", standardised(grey, field), field)


def slab_image(number: int, rows: int = 96, columns: int = 88) -> DomainImage:
    """Return phantom number ``number`` in the tones of a slab, of a patient of its own."""
    film = film_image(number, rows, columns)
    name = f"slab-{number}"
    return replace(film, name=name, patient=name, kind="slab", image=slab_like(film.image))


def made_up_pairs(count: int, first: int = 500) -> list[ProjectedPair]:
    """Return phantoms and what they are to become."""
    films = [film_image(number) for number in range(first, first + count)]
    return [ProjectedPair(f.patient, f.image, slab_like(f.image), f.field) for f in films]


def made_up_stock(learnt: int = 4, kept: int = 2, pairs: int = 1) -> TranslationStock:
    """Return phantoms of both domains, no number in two places."""
    return TranslationStock(
        source=[film_image(n) for n in range(learnt)],
        target=[slab_image(100 + n) for n in range(learnt)],
        kept_source=[film_image(200 + n) for n in range(kept)],
        kept_target=[slab_image(300 + n) for n in range(kept)],
        pairs=made_up_pairs(pairs),
    )


def tiny_preset(
    steps: int = 6, *, check_every: int = 3, method: Method = "cyclegan"
) -> TranslationPreset:
    """Return settings of a training on crops of 48 pixels, with all there is in it."""
    small = translation_preset("small", method=method, steps=steps)
    recipe = replace(small.source, long_side=(48, 56), crop=48, turn_deg=3, planted=0.5)
    return replace(
        small,
        loop=LoopPlan(steps, check_every, patience=10, log_every=2),
        generator=replace(small.generator, features=4, blocks=1),
        discriminator=replace(small.discriminator, features=4),
        augment=replace(small.augment, cutout=0.3),
        source=recipe,
        target=recipe,
        pool=3,
        every=2,
    )


def tiny_learner(
    chosen: TranslationPreset,
    *,
    ranks: Ranks = ALONE,
    workers: int = 0,
    stock: TranslationStock | None = None,
) -> CycleGanLearner | CutLearner:
    """Return what learns from a few phantoms of both domains."""
    facts: dict[str, Any] = {"command": "a test"}
    kind = CycleGanLearner if chosen.method == "cyclegan" else CutLearner
    return kind(chosen, stock or made_up_stock(), ranks, facts=facts, workers=workers)
