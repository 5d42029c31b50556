"""engine.training.translation.evaluation.encoder"""

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.training.translation.evaluation import encoder
from engine.training.translation.evaluation.encoder import (
    LONG_SIDE,
    Encoder,
    prepared,
    taught_encoder,
)
from engine.training.translation.evaluation.kernel_distance import kernel_distance
from tests.engine.training.phantoms import phantom
from tests.engine.training.translation.evaluation.made_up import everywhere


def picture(number: int, power: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    image = (phantom(number) ** power).astype(np.float32)
    return prepared(image, everywhere(image))


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teach it quickly."""
    monkeypatch.setattr(encoder, "STEPS", 3)
    monkeypatch.setattr(encoder, "_BATCH", 4)
    monkeypatch.setattr(encoder, "_CROP", 48)


def test_a_prepared_picture_is_the_field_alone() -> None:
    image = np.full((300, 200), 0.5, np.float32)
    field = everywhere(image)
    field[:100] = False
    field[150, 100] = False

    found = prepared(image, field)

    assert found.shape == (LONG_SIDE, LONG_SIDE)
    assert found.max() == 0.5
    assert found.min() < 0.45


def test_it_learns_to_restore_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "STEPS", 40)
    films, target = [picture(n, 1.0) for n in range(4)], [picture(n, 2.0) for n in range(4)]
    network = Encoder()
    clean = torch.from_numpy(films[0])[None, None]

    encoder._teach(network, films, target, seed=0)

    with torch.inference_mode():
        restored = network.restored(network.stages(clean)[-1])
    assert float(((restored - clean) ** 2).mean()) < 0.5 * float(clean.var())


def test_the_same_pictures_and_seed_give_the_same_features() -> None:
    films, target = [picture(n, 1.0) for n in range(3)], [picture(n, 2.0) for n in range(3)]

    one, same, other = (
        taught_encoder(films, target, seed, None).features(films) for seed in (0, 0, 1)
    )

    assert np.array_equal(one, same)
    assert not np.allclose(one, other)


def test_it_leaves_torchs_own_random_numbers_alone() -> None:
    films = [picture(n, 1.0) for n in range(2)]
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)

    taught_encoder(films, films, 0, None)

    assert torch.equal(torch.rand(3), expected)


def test_kept_weights_are_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    films, target = [picture(n, 1.0) for n in range(3)], [picture(n, 2.0) for n in range(3)]
    first = taught_encoder(films, target, 0, tmp_path).features(films)
    monkeypatch.setattr(encoder, "_teach", lambda *_: pytest.fail("taught a second time"))

    again = taught_encoder(films, target, 0, tmp_path).features(films)

    assert np.array_equal(first, again)


def test_other_pictures_have_another_encoder(tmp_path: Path) -> None:
    films, target = [picture(n, 1.0) for n in range(3)], [picture(n, 2.0) for n in range(3)]

    taught_encoder(films, target, 0, tmp_path)
    taught_encoder(films[:2], target, 0, tmp_path)

    assert len(list(tmp_path.iterdir())) == 2


def test_films_are_nearer_to_films_than_to_another_appearance() -> None:
    films, others = [picture(n, 1.0) for n in range(6)], [picture(n, 1.0) for n in range(6, 12)]
    target = [picture(n, 3.0) for n in range(12, 18)]

    features = taught_encoder(films, target, 0, None).features

    assert kernel_distance(features(films), features(others)) < kernel_distance(
        features(films), features(target)
    )
