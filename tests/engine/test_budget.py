"""engine.budget"""

from pathlib import Path

import pytest

from engine.budget import Budget, budget, set_budget


@pytest.fixture(autouse=True)
def nothing_asked_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("engine.budget._in_force", None)
    monkeypatch.setattr("engine.limits_file.limits_path", lambda: tmp_path / "limits.json")


def test_without_a_file_the_limits_are_as_built_in() -> None:
    assert budget() == Budget(megapixels=200, megabytes=1000, elements=50_000, depth=32)


def test_the_users_limits_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "limits.json").write_text('{"megapixels": 400}')

    first = budget()
    (tmp_path / "limits.json").write_text('{"megapixels": 10}')

    assert first.pixels == 400_000_000
    assert budget() is first


def test_a_program_may_set_its_own() -> None:
    set_budget(Budget(megabytes=5))

    assert budget().bytes == 5_000_000


@pytest.mark.parametrize("name", ["megapixels", "megabytes", "elements", "depth", "entries"])
def test_no_limit_is_below_one(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be at least 1"):
        Budget(**{name: 0})
