"""Every step there is; importing this house registers them all."""

from engine.steps import contrast, sharpen, smooth, tone

__all__ = ["contrast", "sharpen", "smooth", "tone"]
