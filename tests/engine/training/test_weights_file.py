"""engine.training.weights_file"""

import json
from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from engine.errors import ExportError
from engine.training.weights_file import write_method


def test_weights_are_halved_and_described(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    weights = {"b": torch.tensor([1.0, 2.5]), "a": torch.arange(6.0).reshape(2, 3).T}

    write_method(path, weights, {"seed": 3, "checked": {"score": 20.5}})

    with safe_open(path, "pt") as file:
        facts = json.loads(file.metadata()["negatoscope"])
        read = {name: file.get_tensor(name) for name in ("a", "b")}
    assert facts == {"seed": 3, "checked": {"score": 20.5}}
    assert {value.dtype for value in read.values()} == {torch.float16}
    assert torch.equal(read["a"].float(), weights["a"])
    assert torch.equal(read["b"].float(), weights["b"])


def test_the_same_weights_make_the_same_file(tmp_path: Path) -> None:
    """So that a card's SHA-256 can be made again."""
    for name, facts in (("one", {"x": 1, "y": 2}), ("two", {"y": 2, "x": 1})):
        write_method(tmp_path / name, {"a": torch.ones(3)}, facts)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"a\.safetensors could not be written"):
        write_method(tmp_path / "absent" / "a.safetensors", {"a": torch.ones(1)}, {})
