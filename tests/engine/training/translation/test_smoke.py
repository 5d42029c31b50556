"""A whole training of a translation by the real command, which has to get away from its start."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from skimage.metrics import structural_similarity

from engine import command_line
from engine.frame import FloatImage
from engine.models.translation.generator import Generator, GeneratorConfig, generator_of
from engine.models.weights import read_method_file
from tests.engine.training.phantoms import write_film
from tests.engine.training.translation.made_up import film_image, slab_image

LEARNT, UNSEEN = 12, 6
BINS = 16


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a training on two made-up domains."""
    folder = tmp_path_factory.mktemp("smoke")
    for kind, made, first in (("films", film_image, 0), ("slabs", slab_image, 100)):
        (folder / kind).mkdir()
        for number in range(first, first + LEARNT):
            image = made(number, 144, 136)
            write_film(folder / kind / f"{image.name}.png", image.image)
    words = ["train", "translation", "--source", folder / "films", "--target", folder / "slabs"]
    words += ["--out", folder / "run", "--preset", "small", "--device", "cpu", "--threads", "1"]
    assert command_line([str(word) for word in words]) == 0
    return folder / "run"


@pytest.fixture(scope="module")
def unseen() -> list[FloatImage]:
    """Films of numbers not learnt from, reduced to the size learnt at."""
    return [reduced(film_image(900 + number, 144, 136).image) for number in range(UNSEEN)]


def reduced(image: FloatImage) -> FloatImage:
    return cv2.resize(image, (76, 80), interpolation=cv2.INTER_AREA).astype(np.float32)


def generators(run: Path) -> tuple[Generator, Generator]:
    weights, facts = read_method_file(run / "best.safetensors")
    made = []
    for prefix in ("forward.", "backward."):
        generator = generator_of(GeneratorConfig.from_json(facts["config"])).eval()
        own = {n.removeprefix(prefix): v for n, v in weights.items() if n.startswith(prefix)}
        generator.load_state_dict(own)
        made.append(generator)
    return made[0], made[1]


def untrained(config: GeneratorConfig) -> tuple[Generator, Generator]:
    torch.manual_seed(0)
    return generator_of(config).eval(), generator_of(config).eval()


@torch.no_grad()
def translated(generator: Generator, film: FloatImage) -> FloatImage:
    picture: FloatImage = generator(torch.from_numpy(film)[None, None])[0, 0].clamp(0, 1).numpy()
    return picture


def cycle_similarity(pair: tuple[Generator, Generator], films: list[FloatImage]) -> float:
    there, back = pair
    return float(
        np.mean(
            [
                structural_similarity(  # type: ignore[no-untyped-call]
                    film, translated(back, translated(there, film)), data_range=1.0
                )
                for film in films
            ]
        )
    )


def distance(pictures: list[FloatImage], wanted: list[FloatImage]) -> float:
    """Return an unbiased squared MMD, kernel (x y / d + 1)^3, of histograms: no network judges."""
    one, two = (np.array([described(image) for image in images]) for images in (pictures, wanted))
    within = [off_diagonal(kernel(values, values)) for values in (one, two)]
    return float(sum(within) - 2 * kernel(one, two).mean())


def described(image: FloatImage) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    shares = np.histogram(image, BINS, (0, 1))[0] / image.size
    return 8 * np.asarray(np.sqrt(shares), np.float64)


def kernel(
    one: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    two: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray((one @ two.T / one.shape[1] + 1) ** 3, np.float64)


def off_diagonal(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    count = len(values)
    return float((values.sum() - np.trace(values)) / (count * (count - 1)))


def test_there_and_back_is_learnt(run: Path, unseen: list[FloatImage]) -> None:
    trained = generators(run)

    after = cycle_similarity(trained, unseen)

    assert after > cycle_similarity(untrained(trained[0].config), unseen) + 0.2
    assert after > 0.8


def test_translations_come_nearer_to_the_target(run: Path, unseen: list[FloatImage]) -> None:
    """Than the start's, and than the films as they are."""
    trained = generators(run)
    slabs = [reduced(slab_image(700 + n, 144, 136).image) for n in range(3 * UNSEEN)]

    def of(generator: Generator) -> float:
        return distance([translated(generator, film) for film in unseen], slabs)

    after = of(trained[0])

    assert after < 0.5 * of(untrained(trained[0].config)[0])
    assert after < 0.75 * distance(unseen, slabs)
