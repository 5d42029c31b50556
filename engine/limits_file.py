"""The user's own limits: limits.json beside their recipes."""

import json
import logging
from dataclasses import fields
from pathlib import Path

from engine.atomic import unwritable, write_text_atomically
from engine.budget import HIGHEST, Budget

log = logging.getLogger(__name__)

_LARGEST_FILE = 100_000


def limits_path() -> Path:
    """Return where the user's limits lie; there may be none."""
    from platformdirs import user_config_dir

    return Path(user_config_dir("negatoscope", appauthor=False)) / "limits.json"


def read_limits(path: Path) -> Budget:
    """Return the limits in a file such as {"megapixels": 400}; others are as built in.

    What is no limit is passed over and logged by its name, never by its value.

    Args:
        path: The file; it may not exist.
    """
    known = {field.name for field in fields(Budget)}
    chosen: dict[str, int] = {}
    for name, value in _entries(path).items():
        if name not in known:
            log.warning("limits.json: there is no limit called %.40r", name)
        elif type(value) is not int or not 1 <= value <= HIGHEST.get(name, value):
            log.warning("limits.json: %s is no number that can be a limit; as built in", name)
        else:
            chosen[name] = value
    return Budget(**chosen)


def write_limits(path: Path, limits: Budget) -> None:
    """Write the limits that are not as built in; what else the file holds is kept.

    Args:
        path: The file; its folder is made where there is none.
        limits: To be in force from the next ``read_limits`` on.

    Raises:
        ValueError: If a limit is above what the program can follow.
        ExportError: If it could not be written.
    """
    built_in = Budget()
    content = _entries(path)
    for name in (field.name for field in fields(Budget)):
        value = getattr(limits, name)
        if value > HIGHEST.get(name, value):
            raise ValueError(f"{name} must be at most {HIGHEST[name]}, not {value}")
        content.pop(name, None)
        if value != getattr(built_in, name):
            content[name] = value
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.name, error) from error
    write_text_atomically(path, json.dumps(content, indent=1) + "\n")


def _entries(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_LARGEST_FILE))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        log.warning("limits.json cannot be read; all limits are as built in")
        return {}
    if not isinstance(found, dict):
        log.warning("limits.json holds no limits; all are as built in")
        return {}
    return found
