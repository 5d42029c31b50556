"""engine.training.checkpoints"""

import zipfile
from pathlib import Path

import pytest
import torch

from engine.errors import EngineError, ModelError
from engine.training.checkpoints import LAST, read_checkpoint, write_checkpoint

STATE = {"learner": {"network": {"a": torch.arange(3.0)}}, "standing": {"done": 7, "best": 0.1}}


def test_a_checkpoint_comes_back_as_it_was(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, STATE)

    found = read_checkpoint(tmp_path)

    assert found is not None
    assert found["standing"] == {"done": 7, "best": 0.1}
    assert torch.equal(found["learner"]["network"]["a"], torch.arange(3.0))


def test_a_run_that_has_not_begun_has_none(tmp_path: Path) -> None:
    assert read_checkpoint(tmp_path) is None


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    write_checkpoint(tmp_path, STATE)
    write_checkpoint(tmp_path, STATE)

    assert [path.name for path in tmp_path.iterdir()] == [LAST]


@pytest.mark.parametrize("kept", [0, 10, 600])
def test_a_checkpoint_cut_short_is_told_in_one_sentence(kept: int, tmp_path: Path) -> None:
    write_checkpoint(tmp_path, STATE)
    path = tmp_path / LAST
    path.write_bytes(path.read_bytes()[:kept])

    with pytest.raises(ModelError, match=rf"{tmp_path.name}/{LAST} is damaged") as caught:
        read_checkpoint(tmp_path)

    assert "Remove it" in caught.value.hint


def test_a_checkpoint_that_would_run_code_is_not_read(tmp_path: Path) -> None:
    """The bytes ask for os.system on "true"; a loader of numbers must not know the word."""
    asks = b"cos\nsystem\n(S'true'\ntR."
    write_checkpoint(tmp_path, STATE)
    path = tmp_path / LAST
    with zipfile.ZipFile(path) as whole:
        entries = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w") as altered:
        for name, content in entries.items():
            altered.writestr(name, asks if name.endswith("data.pkl") else content)

    with pytest.raises(ModelError, match="is damaged"):
        read_checkpoint(tmp_path)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"last\.pt could not be written"):
        write_checkpoint(tmp_path / "absent", STATE)
