"""A whole training by the real command, which has to beat what needs none."""

from pathlib import Path

import numpy as np
import pytest
import torch

from engine import command_line
from engine.frame import FloatImage
from engine.models.weights import read_method_file
from engine.training.inverse_pair import inverse_pair
from engine.training.mapping_batches import exact_example, stacked
from engine.training.methods import METHODS
from engine.training.pair import Pair
from engine.training.presets import preset
from tests.engine.training.phantoms import films_of, write_phantoms

FILMS, UNSEEN = 64, 16
LEAST_GAIN_DB = 1.0


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a training of 60 steps on phantoms."""
    folder = tmp_path_factory.mktemp("smoke")
    films = write_phantoms(folder / "films", FILMS)
    words = ["train", "mapping", "--films", films, "--out", folder / "run", "--preset", "small"]
    words += ["--device", "cpu", "--workers", "1", "--threads", "1"]
    assert command_line([str(word) for word in words]) == 0
    return folder / "run"


def decibels(shown: FloatImage, wanted: FloatImage) -> float:
    return float(-10 * np.log10(np.mean((shown.astype(np.float64) - wanted) ** 2)))


def stretched(raw: FloatImage) -> FloatImage:
    """Return the best known method without a network: half a per cent clipped at either end."""
    low, high = np.percentile(raw, (0.5, 99.5))
    stretched: FloatImage = np.clip((raw - low) / (high - low), 0, 1).astype(np.float32)
    return stretched


def mapped(network: torch.nn.Module, pair: Pair) -> FloatImage:
    side = preset("small").batches.sizes[-1].network
    batch = stacked([exact_example(pair, side)])
    with torch.no_grad():
        shown = network(batch.small, batch.small_field, batch.film).image
    image: FloatImage = shown[0, 0].clamp(0, 1).numpy()
    return image


def test_sixty_steps_on_phantoms_beat_contrast_stretching(run: Path) -> None:
    """On phantoms of other numbers than those learnt from, and other tables."""
    network = METHODS["mapping"]().eval()
    network.load_state_dict(read_method_file(run / "best.safetensors")[0])
    pairs = [
        inverse_pair(film.wanted, film.field, np.random.default_rng([5, number]))
        for number, film in enumerate(films_of(UNSEEN, first=900))
    ]

    ours = np.mean([decibels(mapped(network, pair), pair.wanted) for pair in pairs])
    theirs = np.mean([decibels(stretched(pair.raw), pair.wanted) for pair in pairs])

    assert theirs > 18  # it is a rival worth beating
    assert ours > theirs + LEAST_GAIN_DB
