"""engine.models.translation.whole_film"""

import subprocess
import sys

import numpy as np
import pytest
import torch

from engine.models import devices
from engine.models.devices import VARIABLE
from engine.models.translation import predict
from engine.models.translation.gate import Verdict
from engine.models.translation.predict import Mode
from engine.models.translation.whole_film import reliability_of, translate, verdict_of
from engine.progress import Progress
from tests.properties.films import grey_film

FILM = grey_film(40, 30)
FIELD = np.ones(FILM.shape, np.bool_)


def test_importing_it_loads_no_torch() -> None:
    look = "import sys, engine.models.translation.whole_film; print('torch' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("translated", lambda progress: translate(FILM, FIELD, "some", 1, progress)),
        ("reliability", lambda progress: reliability_of(FILM, FIELD, "some", progress)),
    ],
)
def test_a_gpu_without_room_leaves_it_to_the_cpu(
    monkeypatch: pytest.MonkeyPatch, name: str, call: object
) -> None:
    tried, said = list[str](), list[str]()

    def work(_film: object, _field: object, model: str, *rest: object) -> str:
        device = next(part for part in rest if isinstance(part, torch.device))
        tried.append(device.type)
        if device.type == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory")
        return model

    def device_for(choice: object = None) -> torch.device:
        return torch.device("cuda" if choice is None else "cpu")

    monkeypatch.setattr(predict, name, work)
    monkeypatch.setattr(devices, "device_for", device_for)
    monkeypatch.setattr(devices, "device_words", lambda _device: "Small")
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    assert callable(call)

    found = call(Progress(lambda _share, doing: said.append(doing)))

    assert found == "some"
    assert tried == ["cuda", "cpu"]
    assert "The GPU (Small) has too little free memory" in said[0]


@pytest.mark.parametrize("number", [0, 1])
def test_a_mode_is_given_by_its_number(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setenv(VARIABLE, "cpu")
    modes = list[Mode]()
    monkeypatch.setattr(predict, "translated", lambda *given: modes.append(given[3]))

    translate(FILM, FIELD, "some", number, Progress())

    assert modes == [Mode(number)]
    assert isinstance(modes[0], Mode)


def test_an_unknown_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "cpu")

    with pytest.raises(ValueError, match="2 is not a valid Mode"):
        translate(FILM, FIELD, "some", 2, Progress())


def test_the_verdict_is_that_of_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Verdict(2.0, is_admitted=False, reason="It is a hand.")
    monkeypatch.setattr(predict, "verdict", lambda *given: told if given[2] == "some" else None)

    assert verdict_of(FILM, FIELD, "some", Progress()) is told
