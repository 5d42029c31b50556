"""engine.training.translation.check"""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor

from engine.models.translation.generator import Generator, GeneratorConfig
from engine.training.translation.check import TranslationCheck, island_share, score
from tests.engine.training.translation.made_up import film_image, slab_image, tiny_preset

GOOD = {"kid_share": 0.3, "gradient_correlation": 0.9, "islands": 0.001, "opacity": 0.95}


class Made(Generator):
    """A generator that does what it is told."""

    def __init__(self, deed: Callable[[Tensor], Tensor]) -> None:
        super().__init__(GeneratorConfig())
        self._deed = deed

    def said(self, film: Tensor) -> Tensor:
        return film

    def forward(self, film: Tensor) -> Tensor:
        return self._deed(film)


def like_slabs(film: Tensor) -> Tensor:
    """Give a film very nearly the tones of ``made_up.slab_like``."""
    return 0.5 + 0.45 * torch.tanh(3 * (film - 0.6) + 0.5 * torch.tanh(8 * (film - 0.5)))


def with_hole(film: Tensor) -> Tensor:
    """Put a dark disc in the middle, where the film has heart and spine."""
    down, across = torch.meshgrid(
        torch.linspace(-1, 1, film.shape[-2]), torch.linspace(-1, 1, film.shape[-1]), indexing="ij"
    )
    return film * (torch.hypot(down, across) > 0.12)


@pytest.fixture(scope="module")
def check() -> TranslationCheck:
    """Three films, and six slabs to compare with."""
    recipe = tiny_preset().source
    films, slabs = [film_image(n) for n in range(3)], [slab_image(n) for n in range(40, 46)]
    return TranslationCheck(films, slabs, recipe, recipe, torch.device("cpu"))


def test_a_generator_that_does_nothing_keeps_all_and_gains_nothing(
    check: TranslationCheck,
) -> None:
    nothing = Made(lambda film: film)

    found = check.numbers(nothing, nothing)

    assert found["kid_share"] == pytest.approx(1)
    assert found["gradient_correlation"] == pytest.approx(1, abs=1e-5)
    assert found["opacity"] == pytest.approx(1, abs=1e-4)
    assert found["islands"] == 0
    assert found["cycle_ssim"] == pytest.approx(1, abs=1e-5)
    assert found["score"] == pytest.approx(-1)


def test_the_tones_of_the_target_bring_the_distance_down(check: TranslationCheck) -> None:
    found = check.numbers(Made(like_slabs), None)

    assert found["kid_share"] < 0.3
    assert "cycle_ssim" not in found


def test_a_hole_of_the_generators_own_is_an_island(check: TranslationCheck) -> None:
    assert check.numbers(Made(with_hole), None)["islands"] > 0.005


def test_the_same_dark_disc_in_the_film_is_none() -> None:
    """The film has it too: nothing is invented."""
    film = with_hole(torch.full((1, 1, 64, 64), 0.6))

    assert float(island_share(film, film, torch.ones_like(film))) == 0
    assert island_share(film, torch.full_like(film, 0.6), torch.ones_like(film)) > 0.005


def test_an_unfollowed_consolidation_is_seen(check: TranslationCheck) -> None:
    """A generator that makes every film half as steep follows by half."""
    found = check.numbers(Made(lambda film: 0.25 + 0.5 * film), None)

    assert found["opacity"] == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("worse", "lost"),
    [
        ({}, 0.0),
        ({"kid_share": 0.5}, 0.2),
        ({"gradient_correlation": 0.82}, 0.2),
        ({"islands": 0.012}, 0.2),
        ({"opacity": 0.6}, 0.2),
    ],
)
def test_nothing_may_be_paid_for_closeness(worse: dict[str, float], lost: float) -> None:
    """Each lack by hand: 4 x .05, 20 x .01, .8 - .6."""
    assert score({**GOOD, **worse}) == pytest.approx(-0.3 - lost)


def test_a_strip_shows_a_film_a_row(check: TranslationCheck, tmp_path: Path) -> None:
    nothing = Made(lambda film: film)

    check.write_strip(tmp_path / "both.png", nothing, nothing)
    check.write_strip(tmp_path / "there.png", nothing, None)

    shapes = []
    for name in ("both.png", "there.png"):
        strip = cv2.imread(str(tmp_path / name), cv2.IMREAD_UNCHANGED)
        assert strip is not None
        assert all(np.ptp(tile) > 60 for tile in np.hsplit(strip[:200], strip.shape[1] // 224))
        shapes.append(strip.shape)
    assert shapes == [(3 * 224, 6 * 224), (3 * 224, 5 * 224)]
