"""What decides the result of a run: config.json beside its weights, by which it is made again."""

import json
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import cv2
import numpy as np
import safetensors
import torch

from engine.atomic import write_atomically
from engine.errors import EngineError, ModelError
from engine.training.checkpoints import LAST
from engine.version import VERSION

CONFIG = "config.json"
BEST = "best.safetensors"
_ANOTHER_FOLDER = "Choose another folder, or add --resume to go on with it."


@dataclass(frozen=True)
class Settings:
    """Everything that decides the weights a run ends with.

    Attributes:
        preset_name: What the preset is called.
        preset: As JSON.
        films: Digest of the names of the films learnt from and checked with.
        pairs: Digest of the file of real pairs, or "".
        start: Digest of the weights begun with, or "".
        processes: That train together: each draws films of its own.
    """

    preset_name: str
    preset: Mapping[str, Any]
    films: str
    pairs: str
    start: str
    processes: int


def refuse_taken_folder(folder: Path, *, resume: bool) -> None:
    """Do nothing where a run may be written.

    Args:
        folder: Of the run; need not exist.
        resume: Whether the run that is there shall go on.

    Raises:
        EngineError: If there is a run and none shall go on, or the other way round.
    """
    is_run = any((folder / name).exists() for name in (CONFIG, LAST, BEST))
    name = folder.name or str(folder)
    if is_run and not resume:
        raise EngineError(f"{name} already holds a run.", hint=_ANOTHER_FOLDER)
    if resume and not (folder / CONFIG).is_file():
        raise EngineError(
            f"{name} holds no run that could go on.", hint="Leave out --resume to begin one."
        )


def refuse_folder_among_films(folder: Path, films: Sequence[Path]) -> None:
    """Do nothing where a run's pictures are not taken for films later.

    Args:
        folder: Of the run; need not exist.
        films: Folders of films.

    Raises:
        EngineError: If the run lies in one of them.
    """
    around = {folder.resolve(), *folder.resolve().parents}
    for place in films:
        if place.resolve() in around:
            raise EngineError(
                f"The run {folder.name} would lie among the films of {place.resolve().name}, and "
                "its pictures would be learnt from.",
                hint="Choose another folder for --out.",
            )


def write_config(folder: Path, settings: Settings, facts: Mapping[str, Any]) -> None:
    """Write config.json, whole or not at all.

    Args:
        folder: Of the run; exists.
        settings: That decide the result.
        facts: What else is worth knowing, JSON.

    Raises:
        ExportError: If it could not be written.
    """
    data = {"settings": asdict(settings), **facts, "versions": versions()}
    content = (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(folder / CONFIG, write)


def read_config(folder: Path) -> dict[str, Any]:
    """Return config.json of a run.

    Raises:
        ModelError: If it is missing or damaged.
    """
    try:
        data = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(
            f"{folder.name} is no folder of a run: it has no {CONFIG}.",
            hint="Name the folder given to 'negatoscope train' as --out.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{folder.name}/{CONFIG} is damaged.") from error
    if not isinstance(data, dict) or not isinstance(data.get("settings"), dict):
        raise ModelError(f"{folder.name}/{CONFIG} is damaged.")
    return data


def refuse_other_settings(folder: Path, settings: Settings) -> None:
    """Do nothing where a run may go on with these settings.

    Raises:
        ModelError: Naming what differs from the run's beginning.
    """
    config = read_config(folder)
    then, now = dict(_leaves(config["settings"])), dict(_leaves(asdict(settings)))
    other = next((key for key in {**now, **then} if now.get(key) != then.get(key)), None)
    if other is None:
        return
    raise ModelError(
        f"{folder.name} cannot go on with other settings: {_difference(other, then, now)}.",
        hint=f"It was begun with: {config.get('command', 'other options')}",
    )


def versions() -> dict[str, str]:
    """Return what the weights were made with, by name."""
    return {
        "negatoscope": VERSION,
        "python": platform.python_version(),
        "system": sys.platform,
        "torch": str(torch.__version__),
        "safetensors": safetensors.__version__,
        "numpy": np.__version__,
        "opencv": cv2.__version__,
    }


def _leaves(data: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield "preset.loop.steps" and the like with its value."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, f"{name}.{key}" if name else str(key))
    elif isinstance(data, (list, tuple)):
        for number, value in enumerate(data):
            yield from _leaves(value, f"{name}.{number}")
    else:
        yield name, data


_DIGESTS = {
    "films": "the films are others",
    "pairs": "the real pairs are others",
    "start": "the weights begun with are others",
}


def _difference(name: str, then: Mapping[str, object], now: Mapping[str, object]) -> str:
    if name in _DIGESTS:
        return _DIGESTS[name]
    words = name.rpartition(".")[2].replace("_", " ")
    return f"{words} was {then.get(name)} and is {now.get(name)} now"
