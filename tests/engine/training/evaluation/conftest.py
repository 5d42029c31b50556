"""What tests of the evaluation may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from engine.models import cards
from engine.training.films import TrainingFilm
from tests.engine.training.phantoms import films_of


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Small networks on one thread: more would wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def film() -> TrainingFilm:
    """A made-up chest film."""
    return films_of(1)[0]


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed models, empty and nobody's."""
    folder = tmp_path / "resources" / "models"
    folder.mkdir(parents=True)
    monkeypatch.setattr(cards, "resource_path", lambda *parts: folder.parent.joinpath(*parts))
    return folder
