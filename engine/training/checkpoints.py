"""Where a run stands, on disk: whole or not at all, and never a pickle that runs code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import torch

from engine.atomic import write_atomically
from engine.errors import ModelError

LAST = "last.pt"


def write_checkpoint(folder: Path, state: Mapping[str, Any]) -> None:
    """Write where a run stands.

    Raises:
        ExportError: If it could not be written; the one before it is still whole.
    """

    def write(file: BinaryIO) -> None:
        torch.save(dict(state), file)

    write_atomically(folder / LAST, write)


def read_checkpoint(folder: Path) -> dict[str, Any] | None:
    """Return where a run stands, or None if it has not begun.

    Raises:
        ModelError: If the file is damaged.
    """
    path = folder / LAST
    if not path.is_file():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        if _is_damage(error):
            raise ModelError(
                f"{folder.name}/{LAST} is damaged, so the training cannot go on from it.",
                hint="Remove it to begin anew; best.safetensors, if there, is whole.",
            ) from error
        raise
    return state


def _is_damage(error: Exception) -> bool:
    """Whether this is what reading a damaged file raises.

    The last of them is told by its name: the module it comes from is imported nowhere here.
    """
    kinds = (RuntimeError, ValueError, EOFError, OSError, KeyError)
    return isinstance(error, kinds) or type(error).__name__ == "UnpicklingError"
