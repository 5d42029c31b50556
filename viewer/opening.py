"""What a start of the program asks for, and how one window tells it to another."""

import json
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 4 * 1024 * 1024
"""Of one message; more than a command line can be long."""

_LONGEST_PATH = 32_767
_LONGEST_TOKEN = 256


@dataclass(frozen=True, slots=True)
class Opening:
    """What a start of the program asks for.

    Attributes:
        paths: Films and folders to open.
        wants_sample: The sample film as well.
        wants_own_window: A window of its own, though another one is open.
        token: What the desktop gave this start, so that a window may come to the front.
    """

    paths: tuple[Path, ...] = ()
    wants_sample: bool = False
    wants_own_window: bool = False
    token: str = ""


def message_of(opening: Opening) -> bytes:
    """Return an opening as one window tells it to another, with absolute paths."""
    return framed(
        {
            "paths": [str(path.absolute()) for path in opening.paths],
            "sample": opening.wants_sample,
            "token": opening.token,
        }
    )


def opening_of(message: bytes) -> Opening | None:
    """Return what a message asks for, or None where it is none of ours.

    Args:
        message: Without its length; it comes from another program, and may hold anything.
    """
    said = unframed(message)
    if said is None:
        return None
    paths, sample, token = (said.get(name) for name in ("paths", "sample", "token"))
    if not (isinstance(paths, list) and isinstance(sample, bool) and isinstance(token, str)):
        return None
    if len(token) > _LONGEST_TOKEN or not (token.isascii() and (token.isprintable())):
        return None
    if not all(isinstance(path, str) and _is_sound(path) for path in paths):
        return None
    return Opening(tuple(Path(path) for path in paths), sample, token=token)


def framed(said: dict[str, object]) -> bytes:
    """Return JSON after its length, four bytes with the greatest first.

    Names of files may be no UTF-8: what Python makes of such a byte is written as an escape.
    """
    text = json.dumps(said, ensure_ascii=True).encode("ascii")
    return len(text).to_bytes(4, "big") + text


def unframed(message: bytes) -> dict[str, object] | None:
    """Return the object of a message without its length, or None where it is not one."""
    try:
        said = json.loads(message.decode("ascii"))
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def length_of(received: bytes) -> int | None:
    """Return how long the message will be whose beginning was received; None before that is known.

    Raises:
        ValueError: If it will be longer than any of ours.
    """
    if len(received) < 4:
        return None
    length = int.from_bytes(received[:4], "big")
    if length > MOST_BYTES:
        raise ValueError(f"a message has at most {MOST_BYTES} bytes, not {length}")
    return length


def _is_sound(path: str) -> bool:
    return 0 < len(path) <= _LONGEST_PATH and "\0" not in path and Path(path).is_absolute()
