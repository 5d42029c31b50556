"""The translation on the device in use: on the CPU where a GPU has too little memory.

Importing this loads no torch.
"""

from typing import TYPE_CHECKING

from engine.frame import BoolImage, FloatImage
from engine.models.devices import require_torch, run_with_fallback
from engine.progress import Progress

if TYPE_CHECKING:
    from engine.models.translation.gate import Verdict
    from engine.models.translation.predict import Translated
    from engine.models.translation.reliability import Reliability


def translate(
    pixels: FloatImage, field: BoolImage, model: str, mode: int, progress: Progress
) -> "Translated":
    """Return the translation of a film; see ``predict.translated``.

    Args:
        pixels: (rows, columns) float32 in 0..1, dense is bright.
        field: (rows, columns) True where exposed.
        model: Name of an installed model.
        mode: 0 or 1, a ``predict.Mode``.
        progress: Told of each layer, and looked at within it.
    """
    require_torch()
    from engine.models.translation.predict import Mode, translated

    return run_with_fallback(
        lambda device: translated(pixels, field, model, Mode(mode), device, progress),
        lambda sentence: progress.report(0.0, sentence),
    )


def reliability_of(
    pixels: FloatImage, field: BoolImage, model: str, progress: Progress
) -> "Reliability":
    """Return where the translation of a film must not be trusted; see ``predict.reliability``."""
    require_torch()
    from engine.models.translation.predict import reliability

    return run_with_fallback(
        lambda device: reliability(pixels, field, model, device, progress),
        lambda sentence: progress.report(0.0, sentence),
    )


def verdict_of(pixels: FloatImage, field: BoolImage, model: str, progress: Progress) -> "Verdict":
    """Return whether a film resembles those a model has learnt from; see ``predict.verdict``."""
    require_torch()
    from engine.models.translation.predict import verdict

    return verdict(pixels, field, model, progress)
