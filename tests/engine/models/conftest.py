"""What tests of models may ask for."""

from pathlib import Path

import pytest

from engine.models import cards


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed models, empty and nobody's."""
    folder = tmp_path / "resources" / "models"
    folder.mkdir(parents=True)
    monkeypatch.setattr(cards, "resource_path", lambda *parts: folder.parent.joinpath(*parts))
    return folder
