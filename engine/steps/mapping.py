"""Interpretable mapping as a step of a recipe."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import ModelError
from engine.frame import Frame
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, WindowEffect, register

if TYPE_CHECKING:
    from engine.models.mapping.maps import Overrides, ParameterMaps

MAPPING = "interpretable_mapping"


@register(
    MAPPING,
    version=1,
    title="Interpretable mapping",
    kind=StepKind.EQUALISATION,
    effect=WindowEffect.SETS,
)
@dataclass(frozen=True, slots=True)
class InterpretableMapping:
    """Gives every pixel a window of its own, as a network suggests and you may override."""

    strength: float = param(100.0, low=0, high=100, unit="%", label="Strength")
    contrast: float = param(0.0, low=-50, high=100, unit="%", label="Contrast", quiet=True)
    brightness: float = param(0.0, low=-30, high=30, unit="%", label="Brightness", quiet=True)
    centre: float = param(0.0, low=-30, high=30, unit="%", label="Centre", quiet=True)
    width: float = param(0.0, low=-75, high=100, unit="%", label="Width", quiet=True)
    lock_contrast: int = param(0, low=0, high=1, unit="", label="Lock a", quiet=True)
    lock_brightness: int = param(0, low=0, high=1, unit="", label="Lock m", quiet=True)
    lock_centre: int = param(0, low=0, high=1, unit="", label="Lock c", quiet=True)
    lock_width: int = param(0, low=0, high=1, unit="", label="Lock w", quiet=True)
    factor: int = param(
        8, low=4, high=16, unit="", label="Reduction", choices=(4, 8, 16), quiet=True
    )

    @property
    def credit(self) -> str:
        """Whose maps they are: "maps by mapping 1, 0123456789ab"; "" without a model."""
        from engine.models.cards import card_of
        from engine.models.mapping.names import MODEL

        try:
            card = card_of(MODEL)
        except ModelError:
            return ""
        return f"maps by {card.name} {card.version}, {card.sha256[:12]}"

    def overrides(self) -> "Overrides":
        """Return what is done to the maps that the network predicts."""
        from engine.models.mapping.maps import Overrides

        locks = (self.lock_contrast, self.lock_brightness, self.lock_centre, self.lock_width)
        return Overrides(
            strength=self.strength / 100,
            contrast=self.contrast / 100,
            brightness=self.brightness / 100,
            centre=self.centre / 100,
            width=self.width / 100,
            locks=(bool(locks[0]), bool(locks[1]), bool(locks[2]), bool(locks[3])),
        )

    def predicted(self, frame: Frame, progress: Progress) -> "ParameterMaps":
        """Return the maps of a film as the network predicts them.

        Raises:
            ModelError: If PyTorch is not installed, or the weights are missing or altered.
            Cancelled: If nobody wants them any more.
        """
        from engine.models.devices import require_torch

        require_torch()
        from engine.models.mapping.whole_film import predict

        return predict(frame.pixels, frame.field, self.factor, progress)

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film through its pixels' tables.

        Raises:
            ModelError: If PyTorch is not installed, or the weights are missing or altered.
        """
        maps = self.predicted(frame, progress.part(0.0, 0.6)).overridden(self.overrides())
        from engine.models.mapping.whole_film import through

        return frame.with_pixels(through(frame.pixels, maps, progress.part(0.6, 1.0)))
