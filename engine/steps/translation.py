"""Translation as a step of a recipe: the film made to look like another kind of picture.

What comes out is synthetic for good, at any strength: ``Renderer`` marks the frame, exports carry
the words, and no step that amplifies may follow. The model for a CT-like appearance comes with
the program, so its step is always there and says so where the model is missing; the MR-like one
is a step only where its model is installed.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from engine.errors import ModelError
from engine.frame import FloatImage, Frame
from engine.models.translation.names import CT_LIKE, MR_LIKE
from engine.ops.stripes import stripe_rows, stripes
from engine.parameter import param
from engine.progress import Progress
from engine.resources import resource_path
from engine.step import StepKind, WindowEffect, register

if TYPE_CHECKING:
    from engine.models.cards import ModelCard
    from engine.models.translation.gate import Verdict
    from engine.models.translation.reliability import Reliability

CT_LIKE_STEP = "ct_like_appearance"
MR_LIKE_STEP = "mr_like_appearance"

HOW_TO_OVERRIDE = (
    "The result would mean nothing. To translate it all the same, set admit_any to 1; "
    "what is exported will say so."
)

_OVERRIDDEN = "gate overridden"
_EXACT = "at full resolution"


@dataclass(frozen=True, slots=True)
class Translation:
    """What both translations share; ``model`` says which network runs."""

    strength: float = param(100.0, low=0, high=100, unit="%", label="Strength")
    mode: int = param(0, low=0, high=1, unit="", label="Mode", choices=(0, 1), quiet=True)
    admit_any: int = param(0, low=0, high=1, unit="", label="Admit any", quiet=True)

    model: ClassVar[str] = ""

    @property
    def card(self) -> "ModelCard | None":
        """Of the network that runs; None where it is not installed."""
        from engine.models.cards import card_of

        try:
            return card_of(self.model)
        except ModelError:
            return None

    @property
    def credit(self) -> str:
        """How it was made: "gate overridden, by chest-ct-like 1, 0123456789ab"."""
        said = [_EXACT] if self.mode else []
        said += [_OVERRIDDEN] if self.admit_any else []
        card = self.card
        said += [f"by {card.name} {card.version}, {card.sha256[:12]}"] if card else []
        return ", ".join(said)

    def verdict(self, frame: Frame, progress: Progress) -> "Verdict":
        """Return whether a film resembles those the network has learnt from.

        Raises:
            ModelError: If PyTorch or the model is not installed, or its weights are altered.
            Cancelled: If nobody wants it any more.
        """
        self._require_model()
        from engine.models.translation.whole_film import verdict_of

        return verdict_of(frame.pixels, frame.field, self.model, progress)

    def reliability(self, frame: Frame, progress: Progress) -> "Reliability":
        """Return where perturbed runs disagree, and which edges have no source in the film.

        Raises:
            ModelError: If PyTorch or the model is not installed, or its weights are altered.
            Cancelled: If nobody wants it any more.
        """
        self._require_model()
        from engine.models.translation.whole_film import reliability_of

        return reliability_of(frame.pixels, frame.field, self.model, progress)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the translated film, blended with the film as it reached the step.

        Raises:
            ModelError: If the gate refuses the film and ``admit_any`` is 0; if PyTorch or the
                model is not installed, or its weights are altered.
            Cancelled: If nobody wants it any more.
        """
        verdict = self.verdict(frame, progress.part(0.0, 0.05))
        if not (verdict.is_admitted or self.admit_any):
            raise ModelError(f"{_title(self)} is refused. {verdict.reason}", hint=HOW_TO_OVERRIDE)
        from engine.models.translation.whole_film import translate

        made = translate(
            frame.pixels, frame.field, self.model, self.mode, progress.part(0.05, 0.95)
        )
        share = self.strength / 100
        return frame.with_pixels(
            _blended(frame.pixels, made.image, share, progress.part(0.95, 1.0))
        )

    def _require_model(self) -> None:
        from engine.models.cards import card_of
        from engine.models.devices import require_torch

        card_of(self.model)  # says that it is missing, even where torch is too
        require_torch()


@register(
    CT_LIKE_STEP,
    version=1,
    title="CT-like appearance (synthetic)",
    kind=StepKind.SYNTHETIC,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class CtLikeAppearance(Translation):
    """Makes a chest film look like a coronal CT slab: invented by a network, never a CT."""

    model: ClassVar[str] = CT_LIKE


@dataclass(frozen=True, slots=True)
class MrLikeAppearance(Translation):
    """Makes a chest film look like T1-weighted MR: invented by a network, never an MR."""

    model: ClassVar[str] = MR_LIKE


def register_installed() -> None:
    """Make the MR-like appearance a step where its model is installed, card and all."""
    if resource_path("models", MR_LIKE, "card.json").is_file():
        register(
            MR_LIKE_STEP,
            version=1,
            title="MR-like appearance (synthetic)",
            kind=StepKind.SYNTHETIC,
            effect=WindowEffect.SETS,
        )(MrLikeAppearance)


def _blended(film: FloatImage, made: FloatImage, share: float, progress: Progress) -> FloatImage:
    """Return ``share`` of what was made and the rest of the film, both clipped to 0..1."""
    out = np.empty(film.shape, np.float32)
    rows = stripe_rows((film.shape[0], film.shape[1]))
    for part in stripes(film.shape[0], rows, progress):
        np.clip(film[part], 0.0, 1.0, out=out[part])
        out[part] *= np.float32(1 - share)
        out[part] += np.float32(share) * made[part]
        np.clip(out[part], 0.0, 1.0, out=out[part])
    return out


def _title(step: Translation) -> str:
    from engine.step import type_of

    return type_of(step).title


register_installed()
