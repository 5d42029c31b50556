"""A translation without a network: what comes out is known, and so is what the gate says."""

import sys
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from engine.errors import ModelError
from engine.frame import BoolImage, FloatImage
from engine.models import cards, devices
from engine.models.cards import ModelCard
from engine.models.translation.names import CT_LIKE
from engine.ops.stripes import stripes
from engine.progress import Progress
from engine.recipe import Recipe
from engine.step import step_type
from tests.engine.models.installed import card

SHA256 = "0123456789abcdef" * 4
MODULE = "engine.models.translation.whole_film"
UNKNOWN = "Its layout is unlike the chest films this model knows (1.8 of 1.0)."


@dataclass
class FakeModel:
    """What the model in place says, and what it was asked.

    Attributes:
        distance: That the gate finds for every film; above 1 it refuses.
        modes: With which each translation was asked for.
    """

    distance: float = 0.62
    modes: list[int] = field(default_factory=list)

    def verdict_of(
        self, _pixels: FloatImage, _field: BoolImage, _model: str, progress: Progress
    ) -> SimpleNamespace:
        progress.check()
        is_admitted = self.distance <= 1
        reason = "" if is_admitted else UNKNOWN
        return SimpleNamespace(distance=self.distance, is_admitted=is_admitted, reason=reason)

    def translate(
        self, pixels: FloatImage, field: BoolImage, model: str, mode: int, progress: Progress
    ) -> SimpleNamespace:
        self.modes.append(mode)
        verdict = self.verdict_of(pixels, field, model, progress)
        shares = row_shares(pixels.shape[0])
        image = np.empty_like(pixels)
        for part in stripes(pixels.shape[0], 64, progress):
            image[part] = darkened(pixels[part], shares[part])
        return SimpleNamespace(image=image, verdict=verdict)

    def reliability_of(
        self, pixels: FloatImage, _field: BoolImage, _model: str, progress: Progress
    ) -> SimpleNamespace:
        progress.report(0.5, "Run 4 of 8")
        zero = np.zeros((4, 5), np.float32)
        one = zero + float(pixels.mean())
        return SimpleNamespace(
            disagreement=one,
            unsourced=zero,
            combined=one,
            low_agreement_share=0.14,
            unsourced_share=0.021,
            runs=8,
        )


def made_of(pixels: FloatImage) -> FloatImage:
    """Return what the model in place makes of a film: darker towards the bottom."""
    return darkened(pixels, row_shares(pixels.shape[0]))


def row_shares(rows: int) -> FloatImage:
    """Return how far down the middle of each row lies: (rows, 1) in 0..1."""
    below: FloatImage = np.arange(rows, dtype=np.float32)[:, None] + np.float32(0.5)
    return below / np.float32(rows)


def darkened(pixels: FloatImage, share: FloatImage) -> FloatImage:
    """Return rows made darker by how far down they lie."""
    made: FloatImage = np.clip(pixels, 0, 1) * (np.float32(0.9) - np.float32(0.6) * share)
    return made


def use_fake_translation(monkeypatch: pytest.MonkeyPatch, *, distance: float = 0.62) -> FakeModel:
    """Put a model for a CT-like appearance in place that needs neither weights nor torch."""
    fake, module = FakeModel(distance), ModuleType(MODULE)
    for name in ("translate", "verdict_of", "reliability_of"):
        setattr(module, name, getattr(fake, name))
    real = cards.card_of

    def card_of(name: str) -> ModelCard:
        if name != CT_LIKE:
            return real(name)
        return card(name=CT_LIKE, task="translation", sha256=SHA256)

    monkeypatch.setitem(sys.modules, MODULE, module)
    monkeypatch.setattr(cards, "card_of", card_of)
    monkeypatch.setattr(devices, "require_torch", lambda: None)
    return fake


def remove_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the program without the model, whatever is installed."""

    def card_of(name: str) -> ModelCard:
        raise ModelError(f"No model called {name} is installed.")

    monkeypatch.setattr(cards, "card_of", card_of)


def ct_like(**values: float) -> Recipe:
    """Return a recipe of the translation alone."""
    return Recipe().added(step_type("ct_like_appearance").make(values))
