"""The mapping on the device in use: on the CPU where a GPU has too little memory."""

from engine.frame import BoolImage, FloatImage
from engine.models.devices import run_with_fallback
from engine.models.mapping.maps import ParameterMaps
from engine.models.mapping.predict import predicted_maps
from engine.models.mapping.remap import remap
from engine.progress import Progress


def predict(pixels: FloatImage, field: BoolImage, factor: int, progress: Progress) -> ParameterMaps:
    """Return the maps of a film; see ``predicted_maps``."""
    return run_with_fallback(
        lambda device: predicted_maps(pixels, field, factor, device, progress),
        lambda sentence: progress.report(0.0, sentence),
    )


def through(pixels: FloatImage, maps: ParameterMaps, progress: Progress) -> FloatImage:
    """Return a film through its pixels' tables; see ``remap``."""
    return run_with_fallback(
        lambda device: remap(pixels, maps, device, progress),
        lambda sentence: progress.report(0.0, sentence),
    )
