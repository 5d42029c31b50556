"""engine.training.evaluation.trained"""

from pathlib import Path

import pytest
import torch

from engine.errors import ModelError
from engine.training.evaluation.trained import installed, trained, trained_by
from engine.training.methods import METHODS
from tests.engine.training.evaluation.networks import install_method, write_run


def test_a_run_says_which_method_it_trained(tmp_path: Path) -> None:
    run = trained_by(write_run(tmp_path / "run", "window"))

    assert (run.label, run.method) == ("window", "window")
    assert set(run.network.state_dict()) == set(METHODS["window"]().state_dict())


def test_a_run_may_be_called_otherwise(tmp_path: Path) -> None:
    run = trained_by(write_run(tmp_path / "run", "window"), "mine")

    assert (run.label, run.method) == ("mine", "window")


def test_a_run_brings_its_weights(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", "window")
    torch.manual_seed(0)
    expected = METHODS["window"]().state_dict()

    found = trained_by(folder).network.state_dict()

    for name, value in expected.items():
        assert torch.equal(found[name], value.half().float())


def test_a_run_of_an_unknown_method_is_refused(tmp_path: Path) -> None:
    folder = write_run(tmp_path / "run", "window", preset={"method": "magic"})

    with pytest.raises(ModelError, match="run trained the method 'magic'"):
        trained_by(folder)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"empty/best\.safetensors are missing"):
        trained_by(tmp_path / "empty")


def test_weights_of_another_network_are_refused() -> None:
    weights = METHODS["window"]().state_dict()

    with pytest.raises(ModelError, match=r"curves \(here\) do not fit") as refused:
        trained("curves", "curves", weights, "here")

    assert "train again" in refused.value.hint


def test_what_is_not_installed_is_named(models: Path) -> None:
    install_method(models, "window")

    found, left_out = installed()

    assert [one.label for one in found] == ["window"]
    assert len(left_out) == len(METHODS) - 1
    assert "curves is left out: no weights of it are installed." in left_out


def test_what_is_damaged_is_left_out_and_named(models: Path) -> None:
    install_method(models, "window", sha256="1" * 64)

    found, left_out = installed()

    assert found == []
    assert any("window is left out" in said and "altered" in said for said in left_out)


def test_a_run_stands_in_for_what_is_installed(models: Path) -> None:
    install_method(models, "window")

    found, left_out = installed(without={"window"})

    assert found == []
    assert not any("window" in said for said in left_out)
