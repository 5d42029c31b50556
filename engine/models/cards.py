"""What is told of a trained network beside its weights: where from, how good, what for.

A model is a folder under ``resources/models`` with ``card.json`` and ``weights.safetensors``. The
card is read here without torch, so that models can be listed where none can run.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal, Self, TypeAlias

from engine.atomic import write_atomically
from engine.errors import ModelError
from engine.models import card_fields as fields
from engine.resources import resource_path

log = logging.getLogger(__name__)

CARD = "card.json"
WEIGHTS = "weights.safetensors"

Task: TypeAlias = Literal["mapping", "mapping-baseline", "translation"]
"""What a model is for: the mapping, a network it is compared with, or a translation."""

_LARGEST_CARD = 1_000_000
_INSTALL_AGAIN = "Install Negatoscope again; the other models and all filters work without it."


@dataclass(frozen=True, slots=True)
class TrainingData:
    """Films that a network has learnt from.

    Attributes:
        name: Of the collection.
        licence: Under which its films may be used.
        citation: Whom to thank.
        count: Films of it that were learnt from.
    """

    name: str
    licence: str
    citation: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """A trained network, described.

    Attributes:
        name: Short, unique among the installed models.
        title: What people read.
        task: What it is for.
        method: Which network: a name of ``engine.training.methods.METHODS``.
        version: Of these weights, from 1; a recipe made with others says so.
        sha256: Of the weights file, 64 hexadecimal digits.
        licence: Of the weights.
        data: What it has learnt from.
        split: How films learnt from were kept apart from those it was judged by.
        seed: Of everything drawn.
        command: That makes these weights again.
        preset: Name of the settings of that command.
        metrics: Measured on films not learnt from, each by its name.
        intended_use: What it may be used for.
        limits: Sentences: what it cannot do, and was not tried on.
        trained_on: Day on which the training ended.
        parameters: How many numbers were learnt.
        config: Of the network's shape.
        folder: Where the card was read; None for one that is not written yet.
    """

    name: str
    title: str
    task: Task
    method: str
    version: int
    sha256: str
    licence: str
    data: tuple[TrainingData, ...]
    split: str
    seed: int
    command: str
    preset: str
    metrics: Mapping[str, float] = field(hash=False)
    intended_use: str
    limits: tuple[str, ...]
    trained_on: date
    parameters: int
    config: Mapping[str, int | float | bool | str] = field(hash=False)
    folder: Path | None = field(default=None, compare=False, repr=False)

    @property
    def weights_path(self) -> Path:
        """Where the weights lie, if they are there at all.

        Raises:
            ValueError: If the card was not read from a folder.
        """
        if self.folder is None:
            raise ValueError(f"the card of {self.name} was not read from a folder")
        return self.folder / WEIGHTS

    def to_json(self) -> dict[str, object]:
        """Return it as JSON, without its folder."""
        return {
            **{name: getattr(self, name) for name in _FIELDS},
            "data": [{name: getattr(part, name) for name in _DATA} for part in self.data],
            "limits": list(self.limits),
            "metrics": dict(self.metrics),
            "config": dict(self.config),
            "trained_on": self.trained_on.isoformat(),
        }

    @classmethod
    def from_json(cls, data: object, *, where: str, folder: Path | None = None) -> Self:
        """Return it from JSON.

        Args:
            data: What ``to_json`` gave.
            where: What to call the model in an error, before its name is known.
            folder: Where it was read.

        Raises:
            ModelError: Naming the model and the field that is missing, wrong or unknown.
        """
        values = fields.entries_of(data, _FIELDS, f"The card of {where}")
        values["data"] = tuple(
            TrainingData(
                **fields.entries_of(part, _DATA, f'Entry {n} of "data" in the card of {where}')
            )
            for n, part in enumerate(values["data"], 1)
        )
        return cls(**values, folder=folder)


_DATA = {
    "name": fields.text,
    "licence": fields.text,
    "citation": fields.text,
    "count": fields.whole(1),
}

_FIELDS = {
    "name": fields.name,
    "title": fields.text,
    "task": fields.one_of(Task),
    "method": fields.name,
    "version": fields.whole(1),
    "sha256": fields.digest,
    "licence": fields.text,
    "data": fields.entries,
    "split": fields.text,
    "seed": fields.whole(0),
    "command": fields.text,
    "preset": fields.text,
    "metrics": fields.number_by_name,
    "intended_use": fields.text,
    "limits": fields.texts,
    "trained_on": fields.day,
    "parameters": fields.whole(1),
    "config": fields.scalar_by_name,
}
"""Every field of a card, in the order in which it is written, and what may stand there."""


def installed_models() -> tuple[ModelCard, ...]:
    """Return the cards that come with the program, those of single models before collections.

    A card that cannot be read is left out and logged; so is one whose name is taken.
    """
    found: dict[str, ModelCard] = {}
    for folder in _folders():
        try:
            card = read_card(folder)
        except ModelError as error:
            log.warning("a model is left out. %s", error)
            continue
        if card.name in found:
            log.warning("a model is left out: another is called %s too", card.name)
            continue
        found[card.name] = card
    return tuple(found.values())


def card_of(name: str) -> ModelCard:
    """Return the card of an installed model.

    Raises:
        ModelError: If there is none of that name, or the card in its folder cannot be read.
    """
    models = {card.name: card for card in installed_models()}
    if name in models:
        return models[name]
    for folder in _folders():
        if folder.name == name:
            read_card(folder)  # says what is wrong with it
    raise ModelError(
        f"No model called {name} is installed.",
        hint=f"There are: {', '.join(models)}." if models else _INSTALL_AGAIN,
    )


def read_card(folder: Path) -> ModelCard:
    """Return the card in a model's folder.

    Raises:
        ModelError: If it is missing, damaged, or wrong in any field.
    """
    where = folder.name
    try:
        with (folder / CARD).open("rb") as file:
            content = file.read(_LARGEST_CARD + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ModelError(f"The card of {where} cannot be read: {reason}.") from error
    if len(content) > _LARGEST_CARD:
        raise ModelError(f"The card of {where} is no card: it is far too large.")
    try:
        data = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelError(
            f"The card of {where} is damaged: it is no JSON.", hint=_INSTALL_AGAIN
        ) from error
    return ModelCard.from_json(data, where=where, folder=folder)


def write_card(card: ModelCard, folder: Path) -> None:
    """Write a card that ``read_card`` reads, whole or not at all.

    Args:
        card: The model.
        folder: Of the model; exists.

    Raises:
        ModelError: If the card is wrong in any field.
        ExportError: If it could not be written.
    """
    data = card.to_json()
    ModelCard.from_json(data, where=card.name)
    content = (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(folder / CARD, write)


def _folders() -> Iterator[Path]:
    root = resource_path("models")
    for pattern in (f"*/{CARD}", f"*/*/{CARD}"):
        yield from sorted(card.parent for card in root.glob(pattern))
