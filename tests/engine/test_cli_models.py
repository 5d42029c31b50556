"""engine.cli.list_models and the option --device, through the command line"""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch

from engine import command_line
from engine.models import cards, devices
from engine.models.cuda import cuda_fault
from engine.models.devices import current_choice
from tests.engine.command import negatoscope, write_cr
from tests.engine.models.installed import install


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of installed models, empty and nobody's."""
    folder = tmp_path / "resources" / "models"
    folder.mkdir(parents=True)
    monkeypatch.setattr(cards, "resource_path", lambda *parts: folder.parent.joinpath(*parts))
    return folder


@pytest.fixture
def no_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without PyTorch."""
    monkeypatch.setattr(
        devices, "find_spec", lambda name: None if name == "torch" else find_spec(name)
    )


@pytest.fixture
def no_gpu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose PyTorch could use a GPU, and finds none."""
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    cuda_fault.cache_clear()
    yield
    cuda_fault.cache_clear()


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has chosen no device."""
    monkeypatch.delenv(devices.VARIABLE, raising=False)
    monkeypatch.setattr(devices, "_process", devices._Process())


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    status = command_line(["models", "--json"])

    told = capsys.readouterr()
    found = json.loads(told.out)
    assert (status, told.err, set(found)) == (0, "", {"models"})
    models: list[dict[str, object]] = found["models"]
    return models


def test_models_are_one_json_object_with_the_promised_keys(
    models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(models, folder="mapping", name="mapping", sha256="ab" * 32)

    (found,) = listed(capsys)

    assert found["name"] == "mapping"
    assert found["task"] == "mapping"
    assert found["sha256"] == "ab" * 32
    assert found["licence"] == "Apache-2.0"
    assert found["metrics"] == {"psnr": 26.5, "ssim": 0.97}
    assert found["limits"] == ["It has seen no film."]
    assert found["trained_on"] == "2026-11-21"


@pytest.mark.usefixtures("models")
def test_without_models_the_list_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys) == []


@pytest.mark.usefixtures("no_torch")
def test_models_are_listed_without_torch(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(models)

    assert [found["weights"] for found in listed(capsys)] == ["intact"]


def test_how_the_weights_are_is_listed(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(models, folder="a", name="intact")
    (install(models, folder="b", name="missing") / "weights.safetensors").unlink()
    install(models, folder="c", name="altered", sha256="0" * 64)

    found = listed(capsys)

    assert {str(model["name"]): model["weights"] for model in found} == {
        name: name for name in ("intact", "missing", "altered")
    }


def test_people_read_what_each_model_was_measured_at(
    models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(models, sha256="0123456789abcdef" * 4, parameters=309_924)

    status = command_line(["models"])

    said = capsys.readouterr().out
    assert status == 0
    for words in ("Tiny model", "psnr 26.5", "ssim 0.97", "309 924", "Apache-2.0", "0123456789ab"):
        assert words in said
    assert "not those of the card" in said


def test_a_card_cannot_command_the_terminal(
    models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(models, title="Tiny\x1b[31m", licence="MIT\u202e", metrics={"psnr\x1b[0m": 1.0})

    command_line(["models"])

    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "[31m" in said


@pytest.mark.usefixtures("no_torch")
def test_people_without_torch_read_how_to_add_it(
    models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(models)

    command_line(["models"])

    told = capsys.readouterr()
    assert "Tiny model" in told.out
    assert "make torch" in told.err


@pytest.mark.usefixtures("models")
def test_people_without_models_read_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line(["models"]) == 0
    assert capsys.readouterr().out == "No models are installed.\n"


def test_models_is_a_command_of_the_program() -> None:
    ran = negatoscope("models", "--json")

    assert (ran.status, ran.err) == (0, "")
    assert set(json.loads(ran.out)) == {"models"}


def enhance(tmp_path: Path, *options: str) -> int:
    (tmp_path / "films").mkdir()
    film = write_cr(tmp_path / "films" / "film.dcm")
    words = ["enhance", str(film), "-o", str(tmp_path / "out"), "--recipe", "denoise", *options]
    return command_line(words)


@pytest.mark.parametrize(
    ("options", "expected"),
    [((), "auto"), (("--device", "cpu"), "cpu"), (("--device", "auto"), "auto")],
)
def test_enhance_sets_the_device_of_the_whole_process(
    options: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    assert enhance(tmp_path, *options) == 0
    assert current_choice() == expected


def test_the_environment_chooses_where_the_command_line_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGATOSCOPE_DEVICE", "cpu")

    assert enhance(tmp_path) == 0
    assert current_choice() == "cpu"


def test_the_command_line_goes_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEGATOSCOPE_DEVICE", "cuda")

    assert enhance(tmp_path, "--device", "cpu") == 0
    assert current_choice() == "cpu"


@pytest.mark.usefixtures("no_gpu")
def test_cuda_without_a_gpu_is_a_usage_error_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = enhance(tmp_path, "--device", "cuda")

    said = " ".join(capsys.readouterr().err.split())
    assert status == 2
    assert "--device: PyTorch finds no CUDA GPU, or its driver is too old." in said
    assert "Use --device cpu" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("no_torch")
def test_cuda_without_torch_is_a_usage_error_that_says_how_to_add_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = enhance(tmp_path, "--device", "cuda")

    said = capsys.readouterr().err
    assert status == 2
    assert "This needs PyTorch, which is not installed." in said
    assert "make torch" in said


@pytest.mark.usefixtures("no_torch")
def test_filters_need_no_torch(tmp_path: Path) -> None:
    assert enhance(tmp_path) == 0


def test_models_loads_no_torch(repository: Path) -> None:
    program = (
        "import sys\nfrom engine import command_line\n"
        "command_line(['models'])\nsys.exit('torch' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, check=False
    )

    assert done.returncode == 0
