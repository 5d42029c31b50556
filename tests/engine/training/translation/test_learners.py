"""engine.training.translation.cyclegan_learner and cut_learner"""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from engine.models.weights import read_method_file
from engine.training.checkpoints import read_checkpoint
from engine.training.loop import run
from engine.training.translation.batches import TranslationBatch, TranslationBatches
from engine.training.translation.translation_presets import Method, TranslationPreset
from tests.engine.training.tiny import Quiet, new_folder, same_state, without_time
from tests.engine.training.translation.made_up import (
    ALONE,
    made_up_stock,
    tiny_learner,
    tiny_preset,
)

METHODS: list[Method] = ["cyclegan", "cut"]


class SameBatch(TranslationBatches):
    """The same batch at every step: what a sound loop learns by heart."""

    def __getitem__(self, step: int) -> TranslationBatch:
        return super().__getitem__(0)


@pytest.mark.parametrize("method", METHODS)
def test_three_steps_and_three_more_are_six_to_the_last_bit(method: Method, tmp_path: Path) -> None:
    """Pools, discriminators, both optimisers and chance go on as they were."""
    chosen = tiny_preset(6, check_every=3, method=method)
    whole, parts = new_folder(tmp_path, "whole"), new_folder(tmp_path, "parts")
    run(tiny_learner(chosen), chosen.loop, whole, ALONE, Quiet(), resume=False)

    three = replace(chosen.loop, steps=3)
    run(tiny_learner(chosen), three, parts, ALONE, Quiet(), resume=False)
    heard = Quiet()
    run(tiny_learner(chosen), chosen.loop, parts, ALONE, heard, resume=True)

    one, two = read_checkpoint(whole), read_checkpoint(parts)
    assert heard.steps == [4, 5, 6]
    assert one is not None
    assert two is not None
    assert same_state(without_time(one), without_time(two))
    assert same_state(*[load_file(folder / "best.safetensors") for folder in (whole, parts)])


def test_a_checkpoint_holds_the_pools(tmp_path: Path) -> None:
    """Three pictures each by then: resuming without them would show others."""
    chosen = tiny_preset(3)
    run(tiny_learner(chosen), chosen.loop, tmp_path, ALONE, Quiet(), resume=False)

    state = read_checkpoint(tmp_path)

    assert state is not None
    pools = [state["learner"][name]["pool"] for name in ("target_critic", "source_critic")]
    assert [len(pool) for pool in pools] == [3, 3]


def test_batches_made_elsewhere_are_the_same() -> None:
    """A learner begins chance anew, so they follow each other."""
    chosen = tiny_preset(2)

    here, there = (
        [learner.learn(step) for step in range(2)]
        for learner in (tiny_learner(chosen, workers=workers) for workers in (0, 1))
    )

    assert here == there


def test_pairs_are_learnt_by_heart(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the paired term alone, always due: the error falls to less than a quarter."""
    chosen = _pairs_alone(tiny_preset(40))
    monkeypatch.setattr("engine.training.translation.learner_parts.TranslationBatches", SameBatch)
    learner = tiny_learner(chosen)

    losses = [learner.learn(step)["paired"] for step in range(40)]

    assert min(losses[-5:]) < losses[0] / 4


def _pairs_alone(chosen: TranslationPreset) -> TranslationPreset:
    weights = type(chosen.weights)(
        adversarial=0, cycle=0, cycle_first=0, identity=0, gradient=0, paired=5
    )
    return replace(chosen, weights=weights, every=1, rate=2e-3)


@pytest.mark.parametrize(
    ("method", "terms"),
    [("cyclegan", {"adversarial", "cycle"}), ("cut", {"adversarial", "contrast"})],
)
def test_a_step_tells_its_terms_and_they_are_numbers(method: Method, terms: set[str]) -> None:
    learner = tiny_learner(tiny_preset(4, method=method))

    told = [learner.learn(step) for step in range(2)]

    always = {"loss", "critic", "gradient", "order"} | terms
    assert all(always <= set(losses) for losses in told)
    assert all(value == value for losses in told for value in losses.values())


def test_a_discriminator_learns_only_in_its_own_half_of_a_step() -> None:
    """A generator's half leaves it as it was: here its rate is 0, and nothing moves it."""
    learner = tiny_learner(replace(tiny_preset(4), critic_rate=0.0))
    critic = learner.state()["target_critic"]["network"]
    before = {name: value.clone() for name, value in critic.items() if "original" in name}

    learner.learn(0)

    after = learner.state()["target_critic"]["network"]
    assert before
    assert all(torch.equal(value, after[name]) for name, value in before.items())


@pytest.mark.parametrize("method", METHODS)
def test_a_check_measures_the_averaged_weights_and_draws_nothing(method: Method) -> None:
    learner = tiny_learner(tiny_preset(3, method=method))
    learner.learn(0)
    chance = torch.get_rng_state()

    found = learner.check()
    with torch.no_grad():
        for value in learner.forward.network.parameters():
            value.zero_()

    assert learner.check() == found
    assert torch.equal(torch.get_rng_state(), chance)
    assert ("cycle_psnr" in found) == (method == "cyclegan")


def test_weights_are_written_with_what_made_them(tmp_path: Path) -> None:
    learner = tiny_learner(tiny_preset(2))
    learner.learn(0)

    learner.write_best(tmp_path, {"score": -0.5, "steps": 1})

    weights, facts = read_method_file(tmp_path / "best.safetensors")
    average = learner.state()["backward"]["average"]
    assert facts["command"] == "a test"
    assert facts["checked"] == {"score": -0.5, "steps": 1}
    assert facts["config"] == learner.preset.generator.to_json()
    assert TranslationPreset.from_json(facts["preset"]) == learner.preset
    assert {name.partition(".")[0] for name in weights} == {"forward", "backward"}
    name = "layers.0.convolution.weight"
    torch.testing.assert_close(weights[f"backward.{name}"], average[name], rtol=1e-3, atol=1e-6)


def test_the_rate_of_a_step_is_used_in_it() -> None:
    learner = tiny_learner(tiny_preset(20))
    learner.learn(0)
    learner.learn(15)

    rates = {
        name: {group["lr"] for group in learner.state()[name]["param_groups"]}
        for name in ("generating", "judging")
    }

    assert rates["generating"] == {learner.preset.rate * 0.5}
    assert rates["judging"] == {learner.preset.critic_rate * 0.5}


def test_both_directions_start_from_a_curve_of_their_own() -> None:
    stock = made_up_stock()
    learner = tiny_learner(tiny_preset(2), stock=stock)

    there, back = learner.forward.network, learner.backward.network  # type: ignore[union-attr]

    assert float((there.start_curve[16] - back.start_curve[16]).abs()) > 0.02
    film = torch.from_numpy(stock.source[0].image)[None, None]
    assert float((back.start(there.start(film)) - film).abs().mean()) < 0.08
