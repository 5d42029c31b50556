"""Every step there is; importing this house registers them all."""

from engine.steps import (
    clean_up,
    contrast,
    denoise,
    edges,
    field,
    flat_field,
    geometry,
    mapping,
    multiscale,
    sharpen,
    smooth,
    tone,
    translation,
)

__all__ = [
    "clean_up",
    "contrast",
    "denoise",
    "edges",
    "field",
    "flat_field",
    "geometry",
    "mapping",
    "multiscale",
    "sharpen",
    "smooth",
    "tone",
    "translation",
]
