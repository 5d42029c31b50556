"""engine.training.translation.translation_presets"""

import json

import pytest

from engine.models.translation.generator import generator_of
from engine.training.translation.translation_presets import (
    Method,
    TranslationPreset,
    translation_preset,
)

ALL: list[tuple[Method, str]] = [
    ("cyclegan", "ours"),
    ("cyclegan", "small"),
    ("cyclegan", "paper"),
    ("cyclegan", "seed"),
    ("cut", "ours"),
    ("cut", "small"),
    ("cut", "paper"),
    ("cut", "fast"),
]


@pytest.mark.parametrize(("method", "name"), ALL)
def test_a_preset_survives_json(method: Method, name: str) -> None:
    preset = translation_preset(name, method=method, seed=3, steps=100)

    again = TranslationPreset.from_json(json.loads(json.dumps(preset.to_json())))

    assert again == preset
    assert (preset.method, preset.loop.steps, preset.loop.seed) == (method, 100, 3)


@pytest.mark.parametrize(("method", "name"), [("cut", "seed"), ("cyclegan", "fast")])
def test_what_a_method_has_not_is_no_preset_of_it(method: Method, name: str) -> None:
    with pytest.raises(KeyError):
        translation_preset(name, method=method)


def test_the_papers_figures() -> None:
    """Zhu et al. 2017, section 4 and appendix 7.2."""
    paper = translation_preset("paper")
    weights = paper.weights

    assert (weights.cycle, weights.cycle_first, weights.identity) == (10, 10, 5)
    assert (weights.gradient, weights.order, weights.opacity, weights.paired) == (0, 0, 0, 0)
    assert (paper.rate, paper.critic_rate, paper.pool, paper.batch) == (2e-4, 2e-4, 50, 1)
    assert (paper.generator.features, paper.generator.blocks) == (64, 9)
    assert (paper.generator.start, paper.generator.is_residual) == (False, False)
    critic = paper.discriminator
    assert (critic.features, critic.layers, critic.norm) == (64, 3, "instance")


def test_the_papers_rate_is_constant_and_then_falls_to_nothing() -> None:
    paper = translation_preset("paper", steps=200)

    shares = [paper.share_of_rate(step) for step in (0, 99, 100, 150, 200)]

    assert shares == pytest.approx([1, 1, 1, 0.5, 0])


def test_the_seeds_figures() -> None:
    """A U-Net of 54 million weights, log-odds, no pool, one rate, nearest, nine tenths cut out."""
    seed = translation_preset("seed")

    count = sum(value.numel() for value in generator_of(seed.generator).parameters())
    assert 53e6 < count < 55e6
    assert (seed.adversarial, seed.pool, seed.decay_from) == ("bce", 0, 1.0)
    assert seed.share_of_rate(150_000) == 1
    assert seed.source.resampling == "nearest"
    assert seed.source.crop / seed.source.long_side[0] == pytest.approx(0.9, abs=0.002)


def test_fast_cut_differs_from_cut_as_published() -> None:
    cut, fast = (translation_preset(name, method="cut") for name in ("paper", "fast"))

    assert (cut.weights.contrast, cut.weights.contrast_identity) == (1, 1)
    assert (fast.weights.contrast, fast.weights.contrast_identity) == (10, 0)
    assert (cut.contrast.patches, cut.contrast.temperature) == (256, 0.07)
    assert (cut.contrast.flips, fast.contrast.flips) == (False, True)
    assert (cut.pool, cut.weights.cycle, cut.weights.identity) == (0, 0, 0)


def test_ours_starts_away_from_identity() -> None:
    ours = translation_preset("ours")

    assert ours.weights.cycle_first < ours.weights.cycle
    assert ours.weights.identity <= 0.5
    assert ours.generator.start
    assert not ours.generator.norms_ends
    assert ours.discriminator.norm == "spectral"
