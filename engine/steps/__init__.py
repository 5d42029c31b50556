"""Every step there is; importing this house registers them all."""

from engine.steps import contrast, mapping, sharpen, smooth, tone, translation

__all__ = ["contrast", "mapping", "sharpen", "smooth", "tone", "translation"]
