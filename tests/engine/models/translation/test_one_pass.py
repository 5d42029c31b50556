"""engine.models.translation.one_pass"""

import numpy as np
import pytest
import torch

from engine.errors import Cancelled
from engine.models.translation import one_pass
from engine.models.translation.generator import GeneratorConfig
from engine.models.translation.one_pass import cancellable, picture_of, plain_pass
from engine.progress import Progress
from tests.engine.models.translation.tiny import tiny_generator
from tests.properties.films import grey_film

FILM = grey_film(80, 60)
UNET = GeneratorConfig(kind="unet", features=1)
NEEDED = 80 * 60 * 2 * 8 * 4
"""Bytes: pixels, features, numbers for each, and what one takes."""


@pytest.mark.parametrize(
    ("device", "free", "config", "way"),
    [
        ("cpu", 0, GeneratorConfig(features=2, blocks=1), "rows"),
        ("cuda", NEEDED - 1, GeneratorConfig(features=2, blocks=1), "rows"),
        ("cuda", NEEDED + 1, GeneratorConfig(features=2, blocks=1), "whole"),
        ("cpu", 0, UNET, "whole"),
        ("cuda", 0, UNET, "whole"),
    ],
)
def test_a_film_is_run_whole_only_where_there_is_room_or_no_other_way(
    monkeypatch: pytest.MonkeyPatch, device: str, free: int, config: GeneratorConfig, way: str
) -> None:
    ways = list[str]()
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _device: (free, 10**12))
    monkeypatch.setattr(one_pass, "streamed", lambda *_: ways.append("rows"))
    monkeypatch.setattr(one_pass, "plain_pass", lambda *_: ways.append("whole"))

    picture_of(tiny_generator(config=config), FILM, torch.device(device), Progress())

    assert ways == [way]


@pytest.mark.parametrize("config", [GeneratorConfig(features=2, blocks=1), UNET])
def test_a_plain_pass_says_which_layer_it_is_at(config: GeneratorConfig) -> None:
    said = list[tuple[float, str]]()
    generator = tiny_generator(config=config)

    picture = plain_pass(generator, FILM, Progress(lambda *told: said.append(told)))

    count = 8 if config.kind == "resnet" else 16
    assert [doing for _, doing in said] == [f"Layer {n + 1} of {count}" for n in range(count)]
    np.testing.assert_allclose([share for share, _ in said], np.arange(count) / count)
    assert picture.shape == FILM.shape


@pytest.mark.parametrize("config", [GeneratorConfig(features=2, blocks=1), UNET])
def test_it_stops_before_the_next_layer_and_leaves_no_hook(config: GeneratorConfig) -> None:
    progress, generator = Progress(), tiny_generator(config=config)
    convolutions = one_pass._convolutions(generator)
    ran = list[object]()
    for convolution in convolutions:
        convolution.register_forward_hook(lambda *_: ran.append(None))
    convolutions[1].register_forward_hook(lambda *_: progress.cancel())

    with cancellable(generator, progress), pytest.raises(Cancelled):
        generator(torch.zeros(1, 1, 64, 64))
    with pytest.raises(Cancelled):
        plain_pass(generator, FILM, progress)

    assert len(ran) == 2
    assert not any(convolution._forward_pre_hooks for convolution in convolutions)
