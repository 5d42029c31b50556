"""engine.models.translation.predict"""

import threading
from collections import OrderedDict
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from skimage.metrics import structural_similarity

from engine.errors import Cancelled, ModelError
from engine.frame import BoolImage, FloatImage
from engine.models.cards import card_of
from engine.models.translation import predict
from engine.models.translation.generator import Generator, GeneratorConfig
from engine.models.translation.one_pass import plain_pass
from engine.models.translation.predict import Mode, Translated, reliability, translated, verdict
from engine.models.translation.seen import seen
from engine.models.translation.translator import forward_on, translator
from engine.progress import Progress
from tests.engine.models.translation.tiny import CONFIG, MODEL, install_tiny, tiny_generator
from tests.properties.films import grey_film, reduced_to

CPU = torch.device("cpu")
FILM = grey_film(97, 64)
EVERYWHERE = np.ones(FILM.shape, np.bool_)
LEFT = np.tile(np.arange(64) < 40, (97, 1))


@pytest.fixture
def model(models: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a tiny translation that is installed, and nothing remembered of it."""
    monkeypatch.setattr(predict, "_changes", OrderedDict())
    monkeypatch.setattr(predict, "_pictures", OrderedDict())
    translator.cache_clear()
    forward_on.cache_clear()
    return install_tiny(models)


@pytest.fixture
def runs(model: Path) -> list[tuple[int, int]]:
    """The shapes that its network is run on from now on."""
    seen_shapes = list[tuple[int, int]]()
    forward = translator(card_of(model.name)).forward
    shown = forward.shown

    def note(film: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
        seen_shapes.append((film.shape[2], film.shape[3]))
        return shown(film, said)

    forward.shown = note  # type: ignore[method-assign]
    return seen_shapes


def made(
    film: FloatImage = FILM,
    field: BoolImage | None = None,
    mode: Mode = Mode.GLOBAL_AND_DETAIL,
    progress: Progress | None = None,
) -> Translated:
    everywhere = np.ones(film.shape, np.bool_)
    return translated(film, everywhere if field is None else field, MODEL, mode, CPU, progress)


def similarity(first: FloatImage, second: FloatImage) -> float:
    found = structural_similarity(first, second, data_range=1.0)  # type: ignore[no-untyped-call]
    return float(found)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("shape", [(97, 64), (700, 560), (9, 14), (600, 3)])
def test_a_translation_is_as_large_as_its_film_and_within_0_and_1(
    mode: Mode, shape: tuple[int, int]
) -> None:
    film = grey_film(*shape)
    film.setflags(write=False)

    image = made(film, mode=mode).image

    assert image.shape == film.shape
    assert image.dtype == np.float32
    assert image.min() >= 0
    assert image.max() <= 1
    assert np.ptp(image) > 0.1


def test_the_network_sees_a_small_film_in_one_mode_and_the_whole_in_the_other(
    runs: list[tuple[int, int]],
) -> None:
    film = grey_film(1000, 600)

    made(film)
    made(film, mode=Mode.EXACT)

    assert max(runs[0]) == predict.LONG_SIDE
    assert sum(rows for rows, _ in runs) == predict.LONG_SIDE + 1000


@pytest.mark.usefixtures("model")
def test_exact_is_what_the_network_makes_of_the_film_in_the_standard() -> None:
    image = made(mode=Mode.EXACT).image

    standard = seen(FILM, EVERYWHERE, 512).film  # small enough to keep its size
    forward = translator(card_of(MODEL)).forward
    expected = plain_pass(forward, standard, Progress()).clip(0, 1)
    np.testing.assert_allclose(image, expected, atol=1e-4)


@pytest.mark.usefixtures("model")
def test_both_modes_lead_to_nearly_the_same_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a network whose answer follows the film: a curve of it, and shade from around."""

    def shaded(_network: object, film: FloatImage, *_: object) -> FloatImage:
        around = cv2.GaussianBlur(film, (0, 0), film.shape[0] / 20)
        return (0.2 + 0.6 * film**2 + 0.3 * (film - around)).astype(np.float32)

    monkeypatch.setattr(predict, "picture_of", shaded)
    film = grey_film(700, 550)

    detail, exact = made(film).image, made(film, mode=Mode.EXACT).image

    assert similarity(detail, exact) > 0.98


@pytest.mark.usefixtures("model")
def test_a_film_and_its_preview_look_alike() -> None:
    film = grey_film(1600, 1280)
    preview = reduced_to(film, (800, 640))

    large, small = made(film).image, made(preview).image

    assert similarity(reduced_to(large, small.shape), small) >= 0.98


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("mode", Mode)
def test_how_bright_a_film_came_does_not_matter(mode: Mode) -> None:
    other = (0.1 + 0.7 * FILM).astype(np.float32)

    np.testing.assert_allclose(made(other, mode=mode).image, made(mode=mode).image, atol=2e-3)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("mode", Mode)
def test_what_lies_outside_the_field_does_not_matter_and_becomes_black(mode: Mode) -> None:
    other = np.where(LEFT, FILM, 1 - FILM[::-1]).astype(np.float32)

    image, again = made(field=LEFT, mode=mode).image, made(other, LEFT, mode).image

    np.testing.assert_array_equal(image, again)
    assert not image[~LEFT].any()
    assert image[LEFT].any()


@pytest.mark.usefixtures("model")
def test_a_film_without_a_field_counts_as_a_whole() -> None:
    np.testing.assert_array_equal(made(field=~EVERYWHERE).image, made().image)


@pytest.mark.usefixtures("model")
def test_no_detail_of_the_film_is_inverted_or_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even by a network that gives the negative: a fine line stays brighter than its place."""
    monkeypatch.setattr(predict, "picture_of", lambda _network, film, _device, _progress: 1 - film)
    film = grey_film(1500, 1200, noise=0.0)
    with_line = film.copy()
    with_line[:, 360] += 0.05

    change = made(with_line).image - made(film).image

    assert (change[:, 360] - change[:, 364] > 0.2 * 0.05).all()


@pytest.mark.parametrize("mode", Mode)
def test_the_same_film_is_translated_once(runs: list[tuple[int, int]], mode: Mode) -> None:
    first = made(mode=mode).image
    once = len(runs)

    again = made(FILM.copy(), mode=mode).image

    assert len(runs) == once > 0
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("film", "field"), [(FILM, LEFT), (FILM**2, None), (FILM[:-1], None)])
def test_another_film_is_translated_anew(
    runs: list[tuple[int, int]], mode: Mode, film: FloatImage, field: BoolImage | None
) -> None:
    made(mode=mode)
    once = len(runs)

    made(film, field, mode)

    assert len(runs) > once


def test_only_the_last_few_are_remembered(runs: list[tuple[int, int]]) -> None:
    films = [FILM ** np.float32(power) for power in np.linspace(0.5, 2, 9)]
    for film in films:
        made(film)
    before = len(runs)

    made(films[-1])
    at_hand = len(runs)
    made(films[0])

    assert at_hand == before < len(runs)


def test_it_can_be_forgotten(runs: list[tuple[int, int]]) -> None:
    made()
    once = len(runs)

    predict.forget()
    made()

    assert len(runs) == 2 * once


@pytest.mark.usefixtures("model")
def test_what_is_remembered_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        made(mode=Mode.EXACT).image[0, 0] = 1


@pytest.mark.usefixtures("model")
def test_a_film_is_told_from_what_is_no_film() -> None:
    noise = np.random.default_rng(0).random((200, 160), dtype=np.float32)
    field = np.ones(noise.shape, np.bool_)

    chest = verdict(grey_film(200, 150, seed=3), np.ones((200, 150), np.bool_), MODEL)

    assert chest.is_admitted
    assert not verdict(noise, field, MODEL).is_admitted
    assert not made(noise).verdict.is_admitted


@pytest.mark.usefixtures("model")
def test_reliability_is_that_of_the_small_film() -> None:
    film = grey_film(700, 500)

    found = reliability(film, np.ones(film.shape, np.bool_), MODEL, CPU, runs=2)

    assert found.runs == 2
    assert found.combined.shape == (256, 183)


@pytest.mark.parametrize("reports", [1, 4, 8])
@pytest.mark.parametrize("mode", Mode)
def test_it_stops_on_the_way(runs: list[tuple[int, int]], mode: Mode, reports: int) -> None:
    told = list[float]()

    def listen(share: float, _doing: str) -> None:
        told.append(share)
        if len(told) == reports:
            progress.cancel()

    progress = Progress(listen)

    with pytest.raises(Cancelled):
        made(mode=mode, progress=progress)

    assert len(told) == reports
    assert not predict._lock.locked()
    made(mode=mode)
    assert runs


@pytest.mark.usefixtures("model")
def test_a_reliability_map_stops_within_a_run() -> None:
    progress = Progress()
    forward = forward_on(card_of(MODEL), "cpu")
    last = [part for part in forward.modules() if isinstance(part, torch.nn.Conv2d)][-1]
    handle = last.register_forward_pre_hook(lambda *_: progress.cancel())
    ran = list[object]()
    last.register_forward_hook(lambda *_: ran.append(None))

    with pytest.raises(Cancelled):
        reliability(FILM, EVERYWHERE, MODEL, CPU, progress, runs=2)

    handle.remove()
    assert ran == []
    assert len(last._forward_pre_hooks) == 0


def test_who_waits_for_another_network_can_give_up(runs: list[tuple[int, int]]) -> None:
    progress = Progress()
    timer = threading.Timer(0.1, progress.cancel)
    with predict._lock:
        timer.start()
        with pytest.raises(Cancelled):
            made(progress=progress)
    timer.join()

    assert runs == []


def test_networks_are_read_as_they_were_written(model: Path) -> None:
    found = translator(card_of(model.name))

    for seed, network in enumerate((found.forward, found.backward)):
        expected = tiny_generator(seed).state_dict()
        assert not network.training
        for name, value in network.state_dict().items():
            torch.testing.assert_close(value, expected[name].half().float())


@pytest.mark.parametrize("drop", ["forward.layers.0", "backward.", "gate.limits"])
def test_weights_that_lack_a_part_are_refused(models: Path, drop: str) -> None:
    install_tiny(models, drop=drop)

    with pytest.raises(ModelError, match=f"weights of {MODEL} do not fit the network"):
        translator(card_of(MODEL))


def test_a_card_of_another_network_is_refused(models: Path) -> None:
    class Stranger(GeneratorConfig):
        def to_json(self) -> dict[str, int | float | bool | str]:
            return {"colour": 3}

    install_tiny(models, config=Stranger(**CONFIG.to_json()))  # type: ignore[arg-type]

    with pytest.raises(ModelError, match="describes a network this version does not know"):
        translator(card_of(MODEL))


def test_where_no_model_is_installed_it_says_so(models: Path) -> None:
    assert not any(models.iterdir())

    with pytest.raises(ModelError, match="No model called chest-ct-like"):
        made()


def test_a_generator_is_never_trained_by_accident(model: Path) -> None:
    forward: Generator = translator(card_of(model.name)).forward

    assert not any(weights.requires_grad for weights in forward.parameters())
