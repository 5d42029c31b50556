"""engine.training.evaluation.lineup and engine.training.evaluation.candidates"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import ModelError
from engine.training.evaluation.candidates import CandidateKind, candidates_of
from engine.training.evaluation.lineup import known_names, lineup
from engine.training.evaluation.pairs import PairKind, Scene, pair_of
from engine.training.evaluation.trained import trained_by
from engine.training.films import TrainingFilm
from engine.training.methods import METHODS
from tests.engine.training.evaluation.networks import install_method, write_run

CPU = torch.device("cpu")
UNTRAINED = [
    "identity", "contrast-stretch", "gamma", "equalisation", "clahe", "multiscale",
    "standard-percentiles",
]  # fmt: skip
BOUNDS = ["global-lut-bound", "known-maps", "fitted-maps"]


def test_untrained_come_first_then_rivals_ours_and_bounds(models: Path, tmp_path: Path) -> None:
    install_method(models, "mapping")
    run = trained_by(write_run(tmp_path / "run", "window"))

    found = lineup([run], [], CPU)

    ours = ["mapping-x4", "mapping-x8", "mapping-x16"]
    assert [one.name for one in found.candidates] == [*UNTRAINED, "window", *ours, *BOUNDS]
    assert [said.split()[0] for said in found.left_out] == [
        "mapping-paper", "image-to-image", "mixed-lut", "curves",
    ]  # fmt: skip


def test_only_those_asked_for_take_part_and_every_run(models: Path, tmp_path: Path) -> None:
    install_method(models, "mapping")
    run = trained_by(write_run(tmp_path / "run", "window"), "mine")

    found = lineup([run], ["clahe", "mapping-x16"], CPU)

    assert [one.name for one in found.candidates] == ["clahe", "mine", "mapping-x16"]
    assert found.left_out == []


def test_a_label_stands_for_all_factors(models: Path) -> None:
    install_method(models, "mapping")

    found = lineup([], ["mapping"], CPU)

    assert [one.side for one in found.candidates] == [768, 384, 192]


def test_who_is_asked_for_and_cannot_take_part_is_an_error(models: Path) -> None:
    install_method(models, "window")

    with pytest.raises(ModelError, match="curves cannot take part"):
        lineup([], ["window", "curves"], CPU)


def test_every_name_is_known_whatever_is_installed(models: Path) -> None:
    for method in METHODS:
        install_method(models, method)

    everybody = lineup([], [], CPU).candidates

    assert {name for one in everybody for name in (one.name, one.label)} == set(known_names())


@pytest.mark.parametrize("kind", list(PairKind))
def test_everybody_gives_a_film_of_the_same_size(
    models: Path, film: TrainingFilm, kind: PairKind
) -> None:
    for method in METHODS:
        install_method(models, method)
    scene = Scene(pair_of(film, kind, seed=0, number=0))

    for one in lineup([], [], CPU).candidates:
        shown = one.present(scene)

        assert shown.image.shape == film.wanted.shape, one.name
        assert shown.image.dtype == np.float32, one.name
        assert 0 <= shown.image.min() <= shown.image.max() <= 1, one.name
        assert shown.seconds > 0, one.name
        assert (shown.maps is not None) == one.is_ours, one.name


def test_a_network_looks_at_the_reduction_of_its_factor(tmp_path: Path) -> None:
    ours = candidates_of(trained_by(write_run(tmp_path / "run", "mapping")), CPU)
    large = np.tile(np.linspace(0.1, 0.9, 480, dtype=np.float32), (200, 1))
    scene = Scene(pair_of(_film(large), PairKind.EXACT, seed=0, number=0))

    sizes = [one.present(scene).maps.shape[1:] for one in ours]  # type: ignore[union-attr]

    assert sizes == [(200, 480), (160, 384), (80, 192)]


def test_parameters_are_counted(tmp_path: Path) -> None:
    """Weights and biases of five convolutions of 3 x 3 and one layer of 128 to 2."""
    (window,) = candidates_of(trained_by(write_run(tmp_path / "run", "window")), CPU)

    features = (1, 16, 32, 64, 128, 128)
    convolutions = sum(9 * a * b + b for a, b in pairwise(features))
    assert window.parameters == convolutions + 2 * 128 + 2
    assert window.kind is CandidateKind.TRAINED


def _film(wanted: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> TrainingFilm:
    return TrainingFilm("film", "one", "here", wanted, wanted, np.ones(wanted.shape, np.bool_))
