"""engine.models.cards and engine.models.card_fields"""

import json
import logging
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.errors import ExportError, ModelError
from engine.models.cards import (
    ModelCard,
    TrainingData,
    card_of,
    installed_models,
    read_card,
    write_card,
)
from tests.engine.models.installed import card, install


def written(**changes: Any) -> dict[str, Any]:
    """Return the card as JSON; a field changed to None is left out."""
    data = {**card().to_json(), **changes}
    return {name: value for name, value in data.items() if value is not None}


def test_a_card_comes_back_as_it_was_written(tmp_path: Path) -> None:
    mine = card()

    write_card(mine, tmp_path)

    found = read_card(tmp_path)
    assert found == mine
    assert found.trained_on == date(2026, 11, 21)
    assert found.data == (TrainingData("Phantoms", "CC0-1.0", "Nobody, 2026", 12),)
    assert found.weights_path == tmp_path / "weights.safetensors"


def test_a_card_may_key_a_cache_and_nobody_changes_it(tmp_path: Path) -> None:
    write_card(card(), tmp_path)

    found = read_card(tmp_path)

    assert {found: 1}[read_card(tmp_path)] == 1
    assert found != replace(found, metrics={"psnr": 1.0})
    with pytest.raises(TypeError):
        found.metrics["psnr"] = 99.0  # type: ignore[index]


@pytest.mark.parametrize("field", sorted(card().to_json()))
def test_a_missing_field_is_named(field: str) -> None:
    with pytest.raises(ModelError, match=f'The card of tiny lacks the field "{field}".'):
        ModelCard.from_json(written(**{field: None}), where="tiny")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "Tiny Model", 'a name of small letters, digits and hyphens, not "Tiny Model".'),
        ("title", " ", 'a text that is not empty, not " ".'),
        ("task", "translate", 'one of mapping, mapping-baseline, translation, not "translate".'),
        ("task", ["mapping"], 'one of mapping, mapping-baseline, translation, not ["mapping"].'),
        ("version", 0, "a whole number from 1 up, not 0."),
        ("version", "1.0", 'a whole number from 1 up, not "1.0".'),
        ("seed", -1, "a whole number from 0 up, not -1."),
        ("seed", True, "a whole number from 0 up, not true."),
        ("parameters", 3.5, "a whole number from 1 up, not 3.5."),
        ("sha256", "A" * 64, "a SHA-256 of 64 hexadecimal digits, not " + '"' + "A" * 39 + "...."),
        ("sha256", "a" * 63 + "\n", "a SHA-256 of 64 hexadecimal digits"),
        ("metrics", {"psnr": "26"}, 'an object of finite numbers, not {"psnr": "26"}.'),
        ("metrics", {"psnr": float("nan")}, 'an object of finite numbers, not {"psnr": NaN}.'),
        ("metrics", [26.5], "an object of finite numbers, not [26.5]."),
        ("config", {"a": [1]}, "an object of numbers, texts and truth values"),
        ("limits", [], "a list of texts, none of them empty, not []."),
        ("limits", "none", 'a list of texts, none of them empty, not "none".'),
        ("limits", ["One.", ""], 'a list of texts, none of them empty, not ["One.", ""].'),
        ("data", [], "a list that is not empty, not []."),
        ("trained_on", "yesterday", 'a day such as 2026-11-21, not "yesterday".'),
        ("trained_on", 20261121, "a day such as 2026-11-21, not 20261121."),
    ],
)
def test_a_wrong_field_is_named_with_its_value(field: str, value: object, said: str) -> None:
    with pytest.raises(ModelError) as caught:
        ModelCard.from_json(written(**{field: value}), where="tiny")

    assert str(caught.value).startswith(f'The card of tiny is wrong: "{field}" must be {said}')


def test_an_integer_beyond_all_floats_is_no_metric() -> None:
    with pytest.raises(ModelError, match='"metrics" must be an object of finite numbers'):
        ModelCard.from_json(written(metrics={"psnr": 10**400}), where="tiny")


def test_a_wrong_entry_of_the_data_is_named() -> None:
    good = written()["data"][0]

    with pytest.raises(ModelError) as caught:
        ModelCard.from_json(written(data=[good, {**good, "count": 0}]), where="tiny")

    assert str(caught.value) == (
        'Entry 2 of "data" in the card of tiny is wrong: '
        '"count" must be a whole number from 1 up, not 0.'
    )


def test_a_misspelt_field_is_named() -> None:
    with pytest.raises(ModelError, match='has the field "licens", which does not belong there'):
        ModelCard.from_json({**written(), "licens": "MIT"}, where="tiny")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The card of tiny is damaged: it is no JSON."),
        (b"{", "The card of tiny is damaged: it is no JSON."),
        (b'{"name": "\xff"}', "The card of tiny is damaged: it is no JSON."),
        (b"[" * 500_000, "The card of tiny is damaged: it is no JSON."),
        (b"[]", "The card of tiny is wrong: it must be a JSON object, not []."),
        (b" " * 1_000_001, "The card of tiny is no card: it is far too large."),
    ],
    ids=["empty", "cut", "no text", "deep", "list", "large"],
)
def test_what_is_no_card_is_told_in_a_sentence(content: bytes, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "card.json").write_bytes(content)

    with pytest.raises(ModelError) as caught:
        read_card(folder)

    assert str(caught.value) == said


def test_a_folder_without_a_card_is_told_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        read_card(tmp_path / "tiny")

    assert str(caught.value) == "The card of tiny cannot be read: no such file or directory."


def test_a_card_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match='"metrics" must be an object of finite numbers'):
        write_card(card(metrics={"psnr": float("inf")}), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_card_needs_a_folder_that_exists(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"card\.json could not be written"):
        write_card(card(), tmp_path / "absent")


def test_single_models_come_before_those_of_a_collection(models: Path) -> None:
    install(models, folder="a-rivals/zero", name="zero", task="mapping-baseline")
    install(models, folder="a-rivals/one", name="one", task="mapping-baseline")
    install(models, folder="mapping", name="mapping")

    assert [found.name for found in installed_models()] == ["mapping", "one", "zero"]


def test_without_a_folder_of_models_none_is_installed(models: Path) -> None:
    models.rmdir()

    assert installed_models() == ()


def test_a_broken_card_is_left_out_and_logged_without_its_path(
    models: Path, caplog: pytest.LogCaptureFixture
) -> None:
    install(models, folder="good", name="good")
    broken = install(models, folder="broken", name="broken")
    (broken / "card.json").write_text(json.dumps(written(seed=-3)))

    with caplog.at_level(logging.WARNING):
        found = installed_models()

    assert [model.name for model in found] == ["good"]
    assert '"seed" must be a whole number from 0 up, not -3' in caplog.text
    assert str(models) not in caplog.text


def test_of_two_models_of_one_name_the_second_is_left_out(
    models: Path, caplog: pytest.LogCaptureFixture
) -> None:
    install(models, folder="a", name="same", title="First")
    install(models, folder="b", name="same", title="Second")

    with caplog.at_level(logging.WARNING):
        found = installed_models()

    assert [model.title for model in found] == ["First"]
    assert "another is called same too" in caplog.text


def test_a_card_is_found_by_its_name(models: Path) -> None:
    folder = install(models, folder="rivals/window", name="window")

    assert card_of("window").folder == folder


def test_a_name_that_no_model_has_is_told_with_those_there_are(models: Path) -> None:
    install(models, folder="one", name="one")
    install(models, folder="two", name="two")

    with pytest.raises(ModelError, match="No model called three is installed") as caught:
        card_of("three")

    assert caught.value.hint == "There are: one, two."


@pytest.mark.usefixtures("models")
def test_without_any_model_the_hint_is_to_install_again() -> None:
    with pytest.raises(ModelError, match="No model called mapping is installed") as caught:
        card_of("mapping")

    assert "Install Negatoscope again" in caught.value.hint


def test_a_model_whose_card_is_broken_is_not_called_absent(models: Path) -> None:
    folder = install(models, folder="mapping", name="mapping")
    (folder / "card.json").write_text("{")

    with pytest.raises(ModelError, match="The card of mapping is damaged"):
        card_of("mapping")


def test_a_card_of_no_folder_has_no_weights() -> None:
    with pytest.raises(ValueError, match="tiny was not read from a folder"):
        _ = card().weights_path


def test_every_card_that_comes_with_the_program_is_read(repository: Path) -> None:
    cards = list((repository / "resources" / "models").glob("**/card.json"))

    assert len(installed_models()) == len(cards)


def test_listing_models_loads_no_torch(repository: Path) -> None:
    program = (
        "import sys, engine\n"
        "engine.installed_models(), engine.torch_is_installed(), engine.device_words_in_use()\n"
        "engine.set_default_device('cuda')\n"
        "sys.exit('torch' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], cwd=repository, check=False)

    assert done.returncode == 0
