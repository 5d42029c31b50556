"""engine.training.mapping_learner"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from engine.models.weights import read_method_file
from engine.training.checkpoints import read_checkpoint
from engine.training.loop import run
from engine.training.mapping_batches import Batch
from engine.training.mapping_learner import MappingLearner, learning_rate
from engine.training.methods import Presented
from engine.training.presets import MappingPreset, preset
from tests.engine.training.phantoms import films_of
from tests.engine.training.tiny import (
    ALONE,
    Quiet,
    SameBatch,
    new_folder,
    same_state,
    tiny_learner,
    tiny_preset,
    weights_of,
    without_time,
)


@pytest.mark.parametrize("method", ["mapping", "image-to-image"])
def test_one_batch_is_learnt_by_heart(method: str) -> None:
    """The image's error falls to less than a fifth, where a loop with a fault in it would not."""
    chosen = tiny_preset(60, method=method)
    batches = replace(chosen.batches, simulated=0.0, rough=0.0)
    learner = tiny_learner(chosen, batches=SameBatch(films_of(1), batches))

    losses = [learner.learn(step)["image"] for step in range(60)]

    assert min(losses[-5:]) < losses[0] / 5


@pytest.mark.parametrize("method", ["mapping", "mixed-lut"])
def test_ten_steps_and_ten_more_are_twenty_to_the_last_bit(method: str, tmp_path: Path) -> None:
    """Mixed tables drop out by chance, and so show whether chance is resumed too."""
    chosen = tiny_preset(20, check_every=10, method=method)
    whole, parts = new_folder(tmp_path, "whole"), new_folder(tmp_path, "parts")
    run(tiny_learner(chosen), chosen.loop, whole, ALONE, Quiet(), resume=False)

    ten = replace(chosen.loop, steps=10)
    run(tiny_learner(chosen), ten, parts, ALONE, Quiet(), resume=False)
    heard = Quiet()
    run(tiny_learner(chosen), chosen.loop, parts, ALONE, heard, resume=True)

    one, two = read_checkpoint(whole), read_checkpoint(parts)
    assert heard.steps == list(range(11, 21))
    assert one is not None
    assert two is not None
    assert same_state(without_time(one), without_time(two))
    best = [load_file(folder / "best.safetensors") for folder in (whole, parts)]
    assert same_state(*best)


def test_a_score_falls_where_gradients_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of exact pairs in full, of simulated ones as much as their maps count; of rivals' not."""
    learner = tiny_learner(tiny_preset(1))
    as_it_is = learner.check()

    def negative(_: MappingLearner, batch: Batch) -> Presented:
        return Presented(1 - batch.film)

    monkeypatch.setattr(MappingLearner, "_present", negative)
    turned = learner.check()
    rival = tiny_learner(tiny_preset(1, method="image-to-image")).check()

    assert as_it_is["turned"] < 0.001
    assert turned["turned"] > 0.2
    psnr = (turned["exact_psnr"] + turned["simulated_psnr"]) / 2
    assert turned["score"] == pytest.approx(psnr - 1000 * turned["turned"])
    assert "turned" not in rival


def test_batches_made_elsewhere_are_the_same() -> None:
    """Processes that make batches change how fast a run is, and nothing else."""
    chosen = tiny_preset(3)
    here, there = tiny_learner(chosen), tiny_learner(chosen, workers=2)

    losses = [(here.learn(step), there.learn(step)) for step in range(3)]

    assert all(one == two for one, two in losses)


def test_a_check_measures_the_averaged_weights_and_leaves_the_others() -> None:
    learner = tiny_learner(tiny_preset(3))
    for step in range(3):
        learner.learn(step)
    before = weights_of(learner)

    found = learner.check()
    with torch.no_grad():
        for value in learner.network.parameters():
            value.zero_()
    again = learner.check()

    assert set(found) == {
        "exact_psnr",
        "exact_ssim",
        "simulated_psnr",
        "simulated_ssim",
        "turned",
        "score",
    }
    psnr = (found["exact_psnr"] + found["simulated_psnr"]) / 2
    assert found["score"] == pytest.approx(psnr - 1000 * found["turned"])
    assert again == found
    assert all(not value.any() for name, value in weights_of(learner).items() if "weight" in name)
    assert before.keys() == weights_of(learner).keys()


def test_weights_are_written_with_what_made_them(tmp_path: Path) -> None:
    learner = tiny_learner(tiny_preset(2))
    learner.learn(0)

    learner.write_best(tmp_path, {"score": 21.5, "steps": 1})

    weights, facts = read_method_file(tmp_path / "best.safetensors")
    average = learner.state()["average"]
    assert facts["command"] == "a test"
    assert facts["checked"] == {"score": 21.5, "steps": 1}
    assert MappingPreset.from_json(facts["preset"]) == learner.preset
    for name, value in weights.items():
        torch.testing.assert_close(value, average[name], rtol=1e-3, atol=1e-6)


def test_a_strip_shows_raw_presented_wanted_and_both_maps(tmp_path: Path) -> None:
    learner = tiny_learner(tiny_preset(2))

    learner.write_strip(tmp_path / "strip.png")

    strip = cv2.imread(str(tmp_path / "strip.png"), cv2.IMREAD_UNCHANGED)
    assert strip is not None
    assert strip.shape == (2 * 256, 5 * 256)
    assert all(np.ptp(strip[:256, 256 * n : 256 * n + 200]) > 60 for n in range(3))


def test_a_training_begins_with_the_weights_it_is_given() -> None:
    first = tiny_learner(tiny_preset(2))
    first.learn(0)

    second = tiny_learner(tiny_preset(2), start=weights_of(first))

    assert same_state(weights_of(second), weights_of(first))


def test_the_seed_decides_the_first_weights() -> None:
    def made(seed: int) -> MappingLearner:
        torch.manual_seed(123 + seed)  # what came before does not matter
        chosen = tiny_preset(2)
        return tiny_learner(replace(chosen, loop=replace(chosen.loop, seed=seed)))

    assert same_state(weights_of(made(0)), weights_of(made(0)))
    assert not same_state(weights_of(made(0)), weights_of(made(1)))


def test_the_rate_rises_in_a_line_and_falls_along_a_cosine() -> None:
    """Warm-up of 60 to 2e-3; half way between there and the end 0.51 of it, at the end 0.02."""
    ours = preset("ours", steps=1060)
    rate = [learning_rate(ours, step) for step in range(1061)]

    assert rate[0] == pytest.approx(2e-3 / 60)
    assert rate[29] == pytest.approx(1e-3)
    assert rate[59] == rate[60] == pytest.approx(2e-3)
    assert rate[560] == pytest.approx(2e-3 * 0.51)
    assert rate[1060] == pytest.approx(2e-3 * 0.02)
    assert all(a >= b for a, b in pairwise(rate[60:]))


def test_the_papers_rate_is_the_same_from_first_to_last() -> None:
    paper = preset("paper")

    assert {learning_rate(paper, step) for step in (0, 10, 150_000)} == {1e-5}


@pytest.fixture
def rates_of() -> Callable[[MappingLearner], set[float]]:
    def rates(learner: MappingLearner) -> set[float]:
        return {group["lr"] for group in learner.state()["optimiser"]["param_groups"]}

    return rates


def test_the_rate_of_a_step_is_used_in_it(
    rates_of: Callable[[MappingLearner], set[float]],
) -> None:
    learner = tiny_learner(tiny_preset(20))

    learner.learn(0)

    assert rates_of(learner) == {learning_rate(learner.preset, 0)}
