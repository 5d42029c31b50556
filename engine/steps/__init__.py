"""Every step there is; importing this house registers them all."""

from engine.steps import contrast, edges, flat_field, mapping, sharpen, smooth, tone, translation

__all__ = ["contrast", "edges", "flat_field", "mapping", "sharpen", "smooth", "tone", "translation"]
