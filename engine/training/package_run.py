"""From a finished run to what is shipped: its best weights and their card."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from engine.atomic import write_atomically
from engine.errors import ModelError
from engine.models.cards import WEIGHTS, ModelCard, write_card
from engine.models.weights import read_method_file
from engine.training import methods
from engine.training.methods import METHODS
from engine.training.preflight import SPLIT_SEED
from engine.training.run_config import BEST, read_config
from engine.training.translation.package_translation import (
    LARGEST_BYTES as LARGEST_TRANSLATION_BYTES,
)
from engine.training.translation.package_translation import translation_content
from engine.training.weights_file import averaged, method_bytes

if TYPE_CHECKING:
    from torch import Tensor

LARGEST_BYTES = 2_000_000
"""Of weights that are shipped."""


def package_run(
    run: Path, folder: Path, facts: Mapping[str, object], average: Path | None = None
) -> ModelCard:
    """Write weights.safetensors and card.json of a run; those already there are replaced.

    Of a translation both generators are shipped, and the gate fitted on its films.

    What the run knows is taken from it: method, seed, split, preset, command, what was measured
    on the films kept back, and the number of parameters.

    Args:
        run: Folder of a finished run.
        folder: Of the model; exists.
        average: Weights that the run began with: the mean of both is shipped, and what was measured
            of the run's own is left out of the card. Not for a translation.
        facts: What only a person can know: name, title, task, licence, data, intended_use,
            limits; if one likes version, metrics, trained_on, and count of each entry of data.

    Returns:
        The card.

    Raises:
        ModelError: If there is no run, its weights are too large to ship, or a fact is missing,
            unknown or wrong.
        ExportError: If a file could not be written.
    """
    config = read_config(run)
    made = _made(run, config, average)
    metrics = {**_checked(made.header), **_object(facts.get("metrics", {}))}
    data = _with_counts(facts.get("data"), config)
    known = _known(run, config, made)
    card = ModelCard.from_json({**known, **facts, "metrics": metrics, "data": data}, where=run.name)

    def write(file: BinaryIO) -> None:
        file.write(made.content)

    write_atomically(folder / WEIGHTS, write)
    write_card(card, folder)
    return card


@dataclass(frozen=True, slots=True)
class _Made:
    """The file that is shipped, and what is known of it.

    Attributes:
        content: Of the file.
        header: What the training left in its own, less what is not true of this one.
        parameters: How many numbers it holds.
        command: How it was made.
        is_translation: It holds two generators.
    """

    content: bytes
    header: Mapping[str, Any]
    parameters: int
    command: str
    is_translation: bool


def _made(run: Path, config: Mapping[str, Any], average: Path | None) -> _Made:
    best = run / BEST
    weights, header = read_method_file(best)
    is_translation = config.get("task") == "translation"
    content = translation_content(run) if is_translation else best.read_bytes()
    command = str(config["command"])
    if average is not None:
        if is_translation:
            raise ModelError("The generators of a translation are not averaged.")
        header = {name: value for name, value in header.items() if name != "checked"}
        content, digest = _mean(weights, header, average)
        command += f" (then the mean with the weights of SHA-256 {digest[:12]})"
    largest = LARGEST_TRANSLATION_BYTES if is_translation else LARGEST_BYTES
    if len(content) > largest:
        raise ModelError(
            f"The weights of {run.name} have {len(content) / 1e6:.1f} MB, and at most "
            f"{largest / 1e6:.0f} MB are shipped."
        )
    parameters = sum(value.numel() for value in weights.values())
    return _Made(content, header, parameters, command, is_translation)


def _known(run: Path, config: Mapping[str, Any], made: _Made) -> dict[str, object]:
    """Return what a card takes from the run itself."""
    settings = config["settings"]
    method = settings["preset"]["method"]
    trained = datetime.fromtimestamp((run / BEST).stat().st_mtime, UTC)
    return {
        "method": method,
        "version": 1,
        "sha256": hashlib.sha256(made.content).hexdigest(),
        "seed": settings["preset"]["loop"]["seed"],
        "split": _split_in_words(config),
        "command": made.command,
        "preset": settings["preset_name"],
        "trained_on": trained.date().isoformat(),
        "parameters": made.parameters,
        "config": made.header["config"] if made.is_translation else _shape_of(method),
    }


def _mean(
    weights: "Mapping[str, Tensor]", header: Mapping[str, Any], other: Path
) -> tuple[bytes, str]:
    """Return a file of the mean of weights and those of a file, and that file's SHA-256."""
    before, _ = read_method_file(other)
    digest = hashlib.sha256(other.read_bytes()).hexdigest()
    return method_bytes(averaged(weights, before), {**header, "averaged_with": digest}), digest


def _split_in_words(config: Mapping[str, Any]) -> str:
    films, folder = config["films"], config.get("check_films")
    how = f"those of the folder {folder} kept back" if folder else f"drawn with seed {SPLIT_SEED}"
    return (
        f"By patient, {how}: {films['learnt']} films of {films['learnt_patients']} patients to "
        f"learn from, {films['checked']} films of {films['checked_patients']} other patients to "
        "choose the best weights by."
    )


def _checked(header: Mapping[str, Any]) -> dict[str, float]:
    """Return what was measured on the films kept back, when the weights were written."""
    found = header.get("checked", {})
    return {f"check_{name}": value for name, value in found.items() if name != "steps"}


def _shape_of(method: str) -> dict[str, int | float | bool]:
    network = METHODS[method]()
    return network.network.config.to_json() if isinstance(network, methods.Mapping) else {}


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ModelError('"metrics" must be an object of numbers.')
    return value


def _with_counts(data: object, config: Mapping[str, Any]) -> object:
    """Return the collections, a single one of unknown size with the films learnt from."""
    if isinstance(data, list) and len(data) == 1 and isinstance(data[0], dict):
        return [{"count": config["films"]["learnt"], **data[0]}]
    return data
