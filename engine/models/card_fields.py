"""What may stand in a field of a card; whatever else stands there is told in words."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias, get_args

from engine.errors import ModelError

Field: TypeAlias = Callable[[Any], Any]
"""Takes a value of JSON and returns ours; raises ValueError with what it "must be"."""

_LONGEST_QUOTE = 40


def entries_of(data: object, fields: Mapping[str, Field], what: str) -> dict[str, Any]:
    """Return the fields of a JSON object, each checked.

    Args:
        data: The object.
        fields: Which there must be, no more and no fewer.
        what: Beginning of every sentence: "The card of mapping".

    Raises:
        ModelError: Naming the field that is missing, wrong or unknown.
    """
    if not isinstance(data, dict):
        raise ModelError(f"{what} is wrong: it must be a JSON object, not {_quoted(data)}.")
    unknown = next((key for key in data if key not in fields), None)
    if unknown is not None:
        raise ModelError(f"{what} has the field {_quoted(unknown)}, which does not belong there.")
    values = {}
    for key, read in fields.items():
        if key not in data:
            raise ModelError(f'{what} lacks the field "{key}".')
        try:
            values[key] = read(data[key])
        except ValueError as wrong:
            raise ModelError(
                f'{what} is wrong: "{key}" must be {wrong}, not {_quoted(data[key])}.'
            ) from wrong
    return values


def text(value: object) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not _is_text(value):
        raise ValueError("a text that is not empty")
    return value


def name(value: object) -> str:
    """Return a name that can be typed."""
    if not isinstance(value, str) or not re.fullmatch("[a-z0-9][a-z0-9_-]*", value):
        raise ValueError("a name of small letters, digits and hyphens")
    return value


def whole(low: int) -> Field:
    """Return the field of whole numbers from ``low`` up."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value < low:
            raise ValueError(f"a whole number from {low} up")
        return value

    return read


def one_of(choices: Any) -> Field:  # noqa: ANN401 - a Literal, which has no type of its own
    """Return the field of the texts of a Literal."""

    def read(value: object) -> str:
        allowed: tuple[str, ...] = get_args(choices)
        if not isinstance(value, str) or value not in allowed:
            raise ValueError(f"one of {', '.join(allowed)}")
        return value

    return read


def digest(value: object) -> str:
    """Return a SHA-256."""
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{64}", value):
        raise ValueError("a SHA-256 of 64 hexadecimal digits")
    return value


def day(value: object) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(text(value))
    except ValueError as error:
        raise ValueError("a day such as 2026-11-21") from error


def number_by_name(value: object) -> Mapping[str, float]:
    """Return numbers, each by its name."""
    if not isinstance(value, dict) or not all(_is_number(number) for number in value.values()):
        raise ValueError("an object of finite numbers")
    return MappingProxyType(dict(value))


def scalar_by_name(value: object) -> Mapping[str, int | float | bool | str]:
    """Return numbers, texts and truth values, each by its name."""
    if not isinstance(value, dict) or not all(
        isinstance(entry, (bool, str)) or _is_number(entry) for entry in value.values()
    ):
        raise ValueError("an object of numbers, texts and truth values")
    return MappingProxyType(dict(value))


def texts(value: object) -> tuple[str, ...]:
    """Return texts that say something, at least one."""
    if not isinstance(value, list) or not value or not all(_is_text(entry) for entry in value):
        raise ValueError("a list of texts, none of them empty")
    return tuple(value)


def entries(value: object) -> tuple[Any, ...]:
    """Return what stands in a list, at least one, unchecked."""
    if not isinstance(value, list) or not value:
        raise ValueError("a list that is not empty")
    return tuple(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return abs(value) <= sys.float_info.max  # JSON knows integers beyond it


def _quoted(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False, default=str)
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "..."
