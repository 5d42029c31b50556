"""engine.models.mapping.predict"""

import threading
from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import Cancelled, ModelError
from engine.frame import FloatImage
from engine.models.mapping import predict
from engine.models.mapping.maps import ParameterMaps
from engine.models.mapping.names import MODEL
from engine.models.mapping.network import MappingConfig, MappingNetwork
from engine.models.mapping.predict import mapping_network, predicted_by, predicted_maps
from engine.models.mapping.reduced import reduced
from engine.progress import Progress
from tests.engine.models.installed import card
from tests.engine.models.mapping.tiny import tiny_network, use_tiny_network
from tests.properties.films import grey_film

CPU = torch.device("cpu")
FILM = (grey_film(97, 64) > 0.5).astype(np.float32)
"""Of two greys, so that it has one lead whatever the field."""

EVERYWHERE = np.ones(FILM.shape, np.bool_)
LEFT = np.tile(np.arange(64) < 40, (97, 1))
Runs = list[tuple[int, int]]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """The shapes that the tiny network in use has seen."""
    return use_tiny_network(monkeypatch)


def predicted(film: FloatImage = FILM, factor: int = 8) -> ParameterMaps:
    return predicted_maps(film, np.ones(film.shape, np.bool_), factor, CPU)


def stopping_after(reports: int) -> tuple[Progress, list[float]]:
    """A progress that is cancelled from its so-manieth report on, and what it was told."""
    said: list[float] = []

    def listen(fraction: float, _doing: str) -> None:
        said.append(fraction)
        if len(said) == reports:
            progress.cancel()

    progress = Progress(listen)
    return progress, said


def test_maps_are_within_their_ranges_and_as_large_as_the_reduced_film(runs: Runs) -> None:
    maps = predicted(grey_film(970, 640), 16)

    assert maps.values.shape == (4, 192, 127)
    assert runs == [(192, 127)]
    assert 0.25 <= maps.slope.min() < maps.slope.max() <= 4


def test_the_same_film_is_predicted_once(runs: Runs) -> None:
    first = predicted()

    again = predicted(FILM.copy())

    assert again is first
    assert len(runs) == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda: predicted_maps(FILM, LEFT, 8, CPU),
        lambda: predicted_maps(1 - FILM, EVERYWHERE, 8, CPU),
        lambda: predicted_maps(FILM[:-1], EVERYWHERE[:-1], 8, CPU),
    ],
    ids=["field", "greys", "size"],
)
def test_another_film_is_predicted_anew(runs: Runs, other: Callable[[], ParameterMaps]) -> None:
    predicted()

    other()

    assert len(runs) == 2


def test_other_weights_are_another_prediction(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    predicted()

    monkeypatch.setattr(predict, "card_of", lambda _: card(name=MODEL, sha256="1" * 64))
    predicted()

    assert len(runs) == 2


def test_only_the_last_few_are_remembered(runs: Runs) -> None:
    films = [FILM * np.float32(share) for share in np.linspace(0.5, 1, 9)]
    for film in films:
        predicted(film)

    predicted(films[-1])
    at_hand = len(runs)
    predicted(films[0])

    assert (at_hand, len(runs)) == (9, 10)


def test_what_was_just_used_again_is_kept(runs: Runs) -> None:
    films = [FILM * np.float32(share) for share in np.linspace(0.5, 1, 9)]
    for film in films[:8]:
        predicted(film)
    predicted(films[0])

    predicted(films[8])
    predicted(films[0])

    assert len(runs) == 9


def test_it_can_be_forgotten(runs: Runs) -> None:
    predicted()

    predict.forget()
    predicted()

    assert len(runs) == 2


def test_nothing_is_predicted_where_nobody_wants_it(runs: Runs) -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        predicted_maps(FILM, EVERYWHERE, 8, CPU, progress)

    assert runs == []


def test_it_stops_between_two_convolutions_and_forgets_the_rest() -> None:
    network, done = tiny_network(), list[str]()
    for name, part in network.named_modules():
        if isinstance(part, nn.Conv2d):
            part.register_forward_hook(lambda *_, name=name: done.append(name))
    progress, said = stopping_after(4)

    with pytest.raises(Cancelled):
        predicted_by(network, reduced(FILM, EVERYWHERE, 384), CPU, progress)

    assert len(done) == 4  # the one about to run, and no other
    assert len(said) == 4
    hooks = [part._forward_pre_hooks for part in network.modules() if isinstance(part, nn.Conv2d)]
    assert all(not of_one for of_one in hooks)


@pytest.mark.parametrize(
    "config",
    [
        MappingConfig(features=4, levels=3),
        MappingConfig(features=4, levels=3, looks_again=False),
        MappingConfig(features=4, levels=3, pools_window=False),
    ],
    ids=["ours", "once", "paper"],
)
def test_it_says_how_far_it_is_however_often_the_body_runs(config: MappingConfig) -> None:
    progress, said = stopping_after(0)
    network = MappingNetwork(config).eval()

    predicted_by(network, reduced(FILM, EVERYWHERE, 384), CPU, progress)

    assert said == sorted(said)
    assert said[0] == 0
    assert 0.9 < said[-1] <= 1
    assert max(np.diff(said)) < 0.1


def test_the_next_one_may_run_after_one_was_stopped(runs: Runs) -> None:
    progress, _ = stopping_after(3)
    with pytest.raises(Cancelled):
        predicted_maps(FILM, EVERYWHERE, 8, CPU, progress)

    predicted()

    assert not predict._lock.locked()
    assert len(runs) == 2


def test_who_waits_for_another_network_can_give_up(runs: Runs) -> None:
    progress = Progress()
    timer = threading.Timer(0.1, progress.cancel)
    with predict._lock:
        timer.start()
        with pytest.raises(Cancelled):
            predicted_maps(FILM, EVERYWHERE, 8, CPU, progress)
    timer.join()

    assert runs == []
    predicted()
    assert len(runs) == 1


def test_two_threads_let_the_network_run_once(runs: Runs) -> None:
    threads = [threading.Thread(target=predicted) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(runs) == 1


def test_an_installed_network_predicts_as_it_did_when_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Weights are kept in half precision, under the names that a training gives them."""
    network = tiny_network()
    halves = {f"network.{n}": value.half().float() for n, value in network.state_dict().items()}
    monkeypatch.setattr(predict, "read_weights", lambda _card: halves)
    network.load_state_dict({n: value.half().float() for n, value in network.state_dict().items()})
    seen = reduced(FILM, EVERYWHERE, 384)

    read = mapping_network(card(config=network.config.to_json()))

    assert not read.training
    expected = predicted_by(network, seen, CPU, Progress()).values
    np.testing.assert_array_equal(predicted_by(read, seen, CPU, Progress()).values, expected)


def test_weights_of_another_network_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    network = tiny_network()
    weights = {f"network.{name}": value for name, value in network.state_dict().items()}
    monkeypatch.setattr(predict, "read_weights", lambda _card: weights)

    with pytest.raises(ModelError, match="weights of tiny do not fit the network"):
        mapping_network(card(config={**network.config.to_json(), "features": 8}))
    with pytest.raises(ModelError, match="card of tiny describes a network this version"):
        mapping_network(card(config={"colour": 3}))
