"""Networks that make one kind of picture out of another."""

from engine.models.translation.config import GeneratorConfig, Kind
from engine.models.translation.resnet import ResnetGenerator
from engine.models.translation.start import CURVE_POINTS, Generator
from engine.models.translation.unet import UnetGenerator

__all__ = [
    "CURVE_POINTS",
    "Generator",
    "GeneratorConfig",
    "Kind",
    "ResnetGenerator",
    "generator_of",
]


def generator_of(config: GeneratorConfig) -> Generator:
    """Return a generator of a shape, its weights drawn from torch's own random numbers."""
    if config.kind == "unet":
        return UnetGenerator(config)
    return ResnetGenerator(config)
