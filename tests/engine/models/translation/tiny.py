"""A translation so small that a test runs it at once: random weights and a gate of phantoms."""

from functools import cache
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save

from engine.frame import FloatImage
from engine.models.translation.gate import Gate
from engine.models.translation.generator import Generator, GeneratorConfig, generator_of
from tests.engine.models.installed import install
from tests.properties.films import grey_film

MODEL = "chest-ct-like"
CONFIG = GeneratorConfig(features=2, blocks=1)


def tiny_generator(seed: int = 0, config: GeneratorConfig = CONFIG) -> Generator:
    """Return a generator of random weights that leads half way to the square of a film."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        generator = generator_of(config)
        for part in generator.modules():
            if isinstance(part, torch.nn.Conv2d):
                torch.nn.init.normal_(part.weight, std=0.1)
    generator.set_start_curve((np.linspace(0, 1, 33) ** 2).tolist())
    return generator.eval()


@cache
def tiny_gate() -> Gate:
    """Return a gate that knows ten phantoms of a chest."""
    films = [_phantom(number) for number in range(10)]
    fields = [np.ones(film.shape, np.bool_) for film in films]
    patients = [str(number // 2) for number in range(10)]
    return Gate.fitted(list(zip(films, fields, strict=True)), patients)


def install_tiny(models: Path, *, config: GeneratorConfig = CONFIG, drop: str = "") -> Path:
    """Write a translation under a folder of models, its networks in half precision.

    Args:
        models: The folder of all.
        config: Of the networks.
        drop: What the names of weights that are left out begin with.
    """
    tensors = {
        f"{direction}.{name}": value.half()
        for seed, direction in enumerate(("forward", "backward"))
        for name, value in tiny_generator(seed, config).state_dict().items()
    }
    gate = {f"gate.{name}": torch.from_numpy(a) for name, a in tiny_gate().arrays().items()}
    kept = {k: v for k, v in (tensors | gate).items() if not (drop and k.startswith(drop))}
    return install(
        models,
        content=save({name: value.contiguous() for name, value in kept.items()}),
        folder=MODEL,
        name=MODEL,
        task="translation",
        config=config.to_json(),
    )


def _phantom(number: int) -> FloatImage:
    return grey_film(160 + 8 * number, 150, noise=0.01 * (1 + number % 3), seed=number)
