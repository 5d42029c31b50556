"""engine.training.run_config"""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from engine.errors import EngineError, ModelError
from engine.training.presets import preset
from engine.training.run_config import (
    CONFIG,
    Settings,
    read_config,
    refuse_folder_among_films,
    refuse_other_settings,
    refuse_taken_folder,
    write_config,
)

SETTINGS = Settings("small", preset("small").to_json(), "f" * 64, "", "", 1)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A folder in which a run was begun."""
    folder = tmp_path / "run"
    folder.mkdir()
    write_config(folder, SETTINGS, {"command": "negatoscope train mapping --films x"})
    return folder


def difference(run: Path, other: Settings) -> str:
    with pytest.raises(ModelError) as caught:
        refuse_other_settings(run, other)
    assert caught.value.hint == "It was begun with: negatoscope train mapping --films x"
    return str(caught.value)


def test_a_configuration_holds_settings_facts_and_versions(run: Path) -> None:
    config = read_config(run)

    assert config["settings"]["preset"]["loop"]["steps"] == 60
    assert config["command"] == "negatoscope train mapping --films x"
    assert {"negatoscope", "python", "torch", "numpy", "opencv"} <= set(config["versions"])


def test_the_same_settings_may_go_on(run: Path) -> None:
    """Though JSON has lists where we have tuples."""
    same = replace(SETTINGS, preset=preset("small").to_json())

    refuse_other_settings(run, same)

    assert read_config(run)["settings"] == json.loads(json.dumps(asdict(same)))


def test_the_first_difference_is_named(run: Path) -> None:
    assert difference(run, replace(SETTINGS, preset=preset("small", steps=80).to_json())) == (
        "run cannot go on with other settings: steps was 60 and is 80 now."
    )
    assert "preset name was small and is ours now" in difference(
        run, Settings("ours", preset("ours").to_json(), "f" * 64, "", "", 1)
    )
    assert "method was mapping and is window now" in difference(
        run, replace(SETTINGS, preset=preset("small", method="window").to_json())
    )
    assert "processes was 1 and is 2 now" in difference(run, replace(SETTINGS, processes=2))


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(SETTINGS, films="e" * 64), "the films are others"),
        (replace(SETTINGS, pairs="e" * 64), "the real pairs are others"),
        (replace(SETTINGS, start="e" * 64), "the weights begun with are others"),
    ],
)
def test_a_digest_is_not_quoted(other: Settings, words: str, run: Path) -> None:
    assert difference(run, other) == f"run cannot go on with other settings: {words}."


def test_a_parts_of_sizes_that_is_missing_is_a_difference(run: Path) -> None:
    """A longer list than then must not pass for the same."""
    longer = preset("small").to_json()
    longer["batches"]["sizes"] = [*longer["batches"]["sizes"], *longer["batches"]["sizes"]]

    assert "other settings" in difference(run, replace(SETTINGS, preset=longer))


def test_a_folder_with_a_run_is_not_written_over(run: Path) -> None:
    with pytest.raises(EngineError, match="run already holds a run") as caught:
        refuse_taken_folder(run, resume=False)

    assert "--resume" in caught.value.hint
    refuse_taken_folder(run, resume=True)


@pytest.mark.parametrize("name", ["last.pt", "best.safetensors"])
def test_a_run_without_its_configuration_is_not_written_over_either(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(b"")

    with pytest.raises(EngineError, match="already holds a run"):
        refuse_taken_folder(tmp_path, resume=False)


def test_other_files_are_no_run(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"")

    refuse_taken_folder(tmp_path, resume=False)
    refuse_taken_folder(tmp_path / "absent", resume=False)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_where_there_is_no_run_none_can_go_on(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="holds no run that could go on"):
        refuse_taken_folder(tmp_path, resume=True)


def test_a_run_among_the_films_is_refused(tmp_path: Path) -> None:
    """Its pictures would be films the next time."""
    films = tmp_path / "films"

    with pytest.raises(EngineError, match="The run a would lie among the films of films"):
        refuse_folder_among_films(films / "runs" / "a", [tmp_path / "other", films])
    with pytest.raises(EngineError, match="would lie among"):
        refuse_folder_among_films(films, [films])
    refuse_folder_among_films(tmp_path / "films-run", [films])


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"settings": 3}), "[" * 100_000])
def test_a_damaged_configuration_is_told(content: str, run: Path) -> None:
    (run / CONFIG).write_text(content, encoding="utf-8")

    with pytest.raises(ModelError, match=r"run/config\.json is damaged"):
        read_config(run)


def test_a_folder_of_something_else_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is no folder of a run"):
        read_config(tmp_path)
