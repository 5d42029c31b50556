"""engine.training.presets"""

import json
from dataclasses import replace

import pytest

from engine.training.methods import METHODS
from engine.training.presets import MappingPreset, preset

NAMES = ("ours", "longer", "further", "finish", "paper", "small")
RIVALS = [name for name in METHODS if not name.startswith("mapping")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["mapping", *RIVALS])
def test_a_preset_comes_back_from_its_json(name: str, method: str) -> None:
    chosen = preset(name, method=method, seed=5, steps=70)

    again = MappingPreset.from_json(json.loads(json.dumps(chosen.to_json())))

    assert again == chosen


@pytest.mark.parametrize("name", NAMES)
def test_steps_and_seed_reach_the_loop_and_the_batches(name: str) -> None:
    chosen = preset(name, seed=5, steps=70)

    assert (chosen.loop.steps, chosen.loop.seed) == (70, 5)
    assert (chosen.batches.steps, chosen.batches.seed) == (70, 5)


@pytest.mark.parametrize("name", NAMES)
def test_the_last_part_of_a_training_lasts_to_its_end(name: str) -> None:
    sizes = preset(name).batches.sizes

    assert sizes[-1].until == 1
    assert [part.until for part in sizes] == sorted(part.until for part in sizes)
    assert 0 < preset(name).loop.check_every <= preset(name).loop.steps


def test_the_papers_preset_is_the_papers() -> None:
    """Adam at 1e-5 held, five equal mean squares, one pair a step, and its own network."""
    paper = preset("paper")

    assert paper.method == "mapping-paper"
    assert (paper.optimiser, paper.rate, paper.warm_up) == ("adam", 1e-5, 0)
    assert paper.weights == replace(
        paper.weights,
        image=1,
        regional=1,
        window=1,
        structure=0,
        smooth=0,
        agree=0,
        fidelity=0,
        turned=0,
    )
    assert paper.batches.films == 1


@pytest.mark.parametrize("name", ["ours", "further", "finish"])
@pytest.mark.parametrize("method", RIVALS)
def test_rivals_learn_what_they_were_published_with(method: str, name: str) -> None:
    """None is taught maps it has not, nor the terms that only ours was given."""
    weights = preset(name, method=method).weights

    terms = (weights.regional, weights.smooth, weights.agree, weights.structure, weights.turned)
    assert not any(terms)
    assert weights.image > 0
    assert (weights.window > 0) == (method == "window")


def test_small_films_of_a_further_training_are_as_noisy_as_those_it_is_judged_by() -> None:
    further = preset("further")

    assert further.batches.simulated_at == further.film_side
    small, large = further.batches.sizes
    assert small.image < large.image == further.film_side


def test_a_training_ends_with_films_as_large_as_those_it_is_judged_by() -> None:
    ends = [preset(name).batches.sizes[-1] for name in ("ours", "longer", "further", "finish")]

    assert len(set(ends)) == 1
    assert preset("finish").batches.sizes == (ends[0],)
    assert ends[0].image == preset("finish").film_side
    assert preset("finish").rate < preset("further").rate < preset("ours").rate


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(KeyError):
        preset("huge")


def test_json_of_a_later_version_is_refused() -> None:
    data = {**preset("small").to_json(), "colour": "green"}

    with pytest.raises(TypeError, match="colour"):
        MappingPreset.from_json(data)
