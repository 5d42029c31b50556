"""engine.models.weights"""

import struct
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from engine.errors import ModelError
from engine.models import devices
from engine.models import weights as store
from engine.models.cards import ModelCard, card_of
from engine.models.weights import WeightsState, read_method_file, read_weights, weights_state
from engine.training.weights_file import write_method
from tests.engine.models.installed import as_file, install, weights

FACTS = {"preset": {"method": "mapping"}, "checked": {"score": 25.0}}


@pytest.fixture
def tiny(models: Path) -> ModelCard:
    """An installed model of six weights."""
    install(models)
    return card_of("tiny")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The best weights of a training."""
    (tmp_path / "run1").mkdir()
    path = tmp_path / "run1" / "best.safetensors"
    write_method(path, weights(), FACTS)
    return path


def with_header(content: bytes, header: bytes) -> bytes:
    """Return a safetensors file under another header."""
    length = int.from_bytes(content[:8], "little")
    return struct.pack("<Q", len(header)) + header + content[8 + length :]


def test_weights_come_back_in_single_precision(tiny: ModelCard) -> None:
    found = read_weights(tiny)

    assert found.keys() == weights().keys()
    for name, value in weights().items():
        assert found[name].dtype is torch.float32
        assert torch.equal(found[name], value)


def test_missing_weights_are_told(tiny: ModelCard) -> None:
    tiny.weights_path.unlink()

    with pytest.raises(ModelError, match="The weights of Tiny model are missing") as caught:
        read_weights(tiny)

    assert caught.value.hint == "Install Negatoscope again."
    assert weights_state(tiny) is WeightsState.MISSING


def test_one_altered_bit_is_told_although_the_file_is_sound(tiny: ModelCard) -> None:
    content = bytearray(tiny.weights_path.read_bytes())
    content[-1] ^= 1
    tiny.weights_path.write_bytes(content)

    with pytest.raises(ModelError) as caught:
        read_weights(tiny)

    assert str(caught.value) == (
        "The weights of Tiny model are not those its card names: the file was altered."
    )
    assert weights_state(tiny) is WeightsState.ALTERED


def test_weights_that_the_card_does_not_name_are_not_even_parsed(
    tiny: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object) -> None:
        pytest.fail("parsed before the sum was compared")

    monkeypatch.setattr(store, "_parsed", parse)
    tiny.weights_path.write_bytes(b"anything")

    with pytest.raises(ModelError, match="not those its card names"):
        read_weights(tiny)


def test_intact_weights_are_told_as_such(tiny: ModelCard) -> None:
    assert weights_state(tiny) is WeightsState.INTACT


GOOD = as_file(weights())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00",
        b"PK\x03\x04 a pickle in a zip, as torch.save writes it",
        GOOD[:-1],
        struct.pack("<Q", 2**63) + GOOD[8:],
        with_header(GOOD, b"[" * 100_000),
        with_header(GOOD, b'{"a": {"dtype": "F16", "shape": [9, 9], "data_offsets": [0, 8]}}'),
    ],
    ids=["empty", "two bytes", "pickle", "cut", "lying length", "deep", "lying shape"],
)
def test_damaged_weights_are_told_although_the_card_names_them(
    content: bytes, models: Path
) -> None:
    install(models, content=content)

    with pytest.raises(ModelError, match="The weights of Tiny model are damaged"):
        read_weights(card_of("tiny"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (save({}), "are damaged: they are no learnt numbers."),
        (save({"a": torch.tensor([1, 2])}), "are damaged: they are no learnt numbers."),
        (as_file({"a": torch.tensor([1.0, 1e9])}), "are damaged: some are not finite."),
        (as_file({"a": torch.tensor([float("nan")])}), "are damaged: some are not finite."),
    ],
    ids=["none", "integers", "overflow", "nan"],
)
def test_numbers_that_no_network_can_use_are_told(content: bytes, said: str, models: Path) -> None:
    install(models, content=content)

    with pytest.raises(ModelError) as caught:
        read_weights(card_of("tiny"))

    assert str(caught.value) == f"The weights of Tiny model {said}"


def test_weights_beyond_the_limit_are_not_read(tiny: ModelCard) -> None:
    with tiny.weights_path.open("r+b") as file:
        file.truncate(store.LARGEST_BYTES + 1)  # sparse: no byte of it is written

    with pytest.raises(ModelError) as caught:
        read_weights(tiny)

    assert str(caught.value) == (
        "The weights of Tiny model are larger than 64 MB, so they are not read."
    )


def test_weights_that_may_not_be_read_are_told_without_their_path(tiny: ModelCard) -> None:
    tiny.weights_path.unlink()
    tiny.weights_path.mkdir()

    with pytest.raises(ModelError) as caught:
        read_weights(tiny)

    assert str(caught.value) == "The weights of Tiny model cannot be read: is a directory."


def test_without_torch_weights_are_compared_but_not_read(
    tiny: ModelCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        devices, "find_spec", lambda name: None if name == "torch" else find_spec(name)
    )

    assert weights_state(tiny) is WeightsState.INTACT
    with pytest.raises(ModelError, match="This needs PyTorch, which is not installed"):
        read_weights(tiny)


def test_what_a_training_has_left_comes_back_with_its_facts(run: Path) -> None:
    found, facts = read_method_file(run)

    assert facts == FACTS
    assert all(torch.equal(found[name], value) for name, value in weights().items())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "are missing."),
        (b"anything", "are damaged."),
        (as_file(weights()), "were not written by a training."),
        (as_file(weights(), {"preset": "ours"}), "were not written by a training."),
        (as_file(weights(), ["preset"]), "are damaged."),
        (save(weights(), {"negatoscope": "[" * 100_000}), "are damaged."),
        (save(weights(), {"negatoscope": "{"}), "are damaged."),
    ],
    ids=["missing", "damaged", "no facts", "no preset", "no object", "deep", "no JSON"],
)
def test_a_run_that_cannot_be_used_is_named_with_its_folder(
    content: bytes | None, said: str, run: Path
) -> None:
    run.unlink()
    if content is not None:
        run.write_bytes(content)

    with pytest.raises(ModelError) as caught:
        read_method_file(run)

    assert str(caught.value) == f"The weights run1/best.safetensors {said}"
    assert caught.value.hint == "Train again, or name another run."
