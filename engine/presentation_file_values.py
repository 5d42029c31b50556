"""Single values of a presentation file: each is right, or refused by its name."""

import base64
import binascii
from collections.abc import Mapping
from enum import Enum
from math import isfinite
from typing import Any, TypeVar

import numpy as np

from engine.errors import EngineError
from engine.grayscale.voi import FullRange, Voi, VoiFunction, VoiLut, Window
from engine.measurement import one_line

Member = TypeVar("Member", bound=Enum)

_LONGEST_SHOWN = 40
_MOST_ENTRIES = 65536
_LUT_DTYPE = "<f8"


class Fields:
    """A JSON object whose values are asked for by name and kind.

    Args:
        data: What stands in the file.
        where: What to call it in a message: "made.json, measurement 2".

    Raises:
        EngineError: If it is no JSON object; so does every question it cannot answer.
    """

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, Mapping):
            raise EngineError(f"{where}: {_quoted(data)} is no JSON object.")
        self._data: Mapping[str, Any] = data
        self.where = where

    def value(self, key: str) -> object:
        """Return whatever stands there; None where nothing does."""
        found: object = self._data.get(key)
        return found

    def number(self, key: str) -> float:
        """Return a finite number."""
        found = finite(self.value(key))
        if found is None:
            raise self.refusal(key, "is no number")
        return found

    def whole(self, key: str) -> int:
        """Return a whole number."""
        value = self.value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refusal(key, "is no whole number")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise self.refusal(key, "is neither true nor false")
        return value

    def text(self, key: str, longest: int) -> str:
        """Return words fit for one line of the screen, "" where there are none."""
        value = self._data.get(key, "")
        if not isinstance(value, str):
            raise self.refusal(key, "is no text")
        if len(value) > longest:
            raise self.refusal(key, f"has more than {longest} characters")
        return one_line(value)

    def member(self, key: str, kind: type[Member]) -> Member:
        """Return one of the values an enum has."""
        try:
            return kind(self.value(key))
        except ValueError as error:
            known = ", ".join(str(one.value) for one in kind)
            raise self.refusal(key, f"is none of {known}") from error

    def items(self, key: str, most: int) -> list[object]:
        """Return a list of at most so many items."""
        value = self.value(key)
        if not isinstance(value, list):
            raise self.refusal(key, "is no list")
        if len(value) > most:
            raise EngineError(f"{self.where}: {key} has more than {most} items.")
        return value

    def refusal(self, key: str, reason: str) -> EngineError:
        """Return what to say of a value that is wrong."""
        if key not in self._data:
            return EngineError(f"{self.where}: {key} is missing.")
        return EngineError(f"{self.where}: {key} {_quoted(self._data[key])} {reason}.")


def finite(value: object) -> float | None:
    """Return a JSON number; None of anything else, of true, and of one beyond all bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def voi_to_json(voi: Voi) -> dict[str, Any]:
    """Return values of interest of any kind as they stand in a file, exactly."""
    if isinstance(voi, Window):
        return {
            "kind": "window",
            "centre": voi.centre,
            "width": voi.width,
            "function": voi.function.value,
            "explanation": voi.explanation,
        }
    if isinstance(voi, FullRange):
        return {
            "kind": "full range",
            "low": voi.low,
            "high": voi.high,
            "explanation": voi.explanation,
        }
    entries = np.asarray(voi.values, np.float64).astype(_LUT_DTYPE)
    written: dict[str, Any] = {
        "kind": "lut",
        "first_mapped": voi.first_mapped,
        "bits": voi.bits,
        "explanation": voi.explanation,
        "entries_float64": base64.b64encode(entries.tobytes()).decode("ascii"),
    }
    if voi.is_adjusted:
        written |= {"centre": voi.centre, "width": voi.width}
    return written


def voi_from_json(data: object, where: str) -> Voi:
    """Read values of interest of any kind.

    Raises:
        EngineError: Naming the value that is wrong.
    """
    fields = Fields(data, where)
    try:
        match fields.value("kind"):
            case "window":
                return Window(
                    fields.number("centre"),
                    fields.number("width"),
                    fields.member("function", VoiFunction),
                    fields.text("explanation", 256),
                )
            case "full range":
                return FullRange(
                    fields.number("low"), fields.number("high"), fields.text("explanation", 256)
                )
            case "lut":
                return _lut(fields)
    except ValueError as error:
        raise EngineError(f"{where}: {error}.") from error
    raise fields.refusal("kind", "is none of window, full range, lut")


def _lut(fields: Fields) -> VoiLut:
    values = _entries(fields)
    bits = fields.whole("bits")
    if not 1 <= bits <= 16:
        raise fields.refusal("bits", "is not 1 to 16")
    first = fields.whole("first_mapped")
    if abs(first) > _MOST_ENTRIES:
        raise fields.refusal("first_mapped", "is no value of a film")
    lut = VoiLut(first, values, fields.text("explanation", 256), bits)
    if fields.value("width") is None:
        return lut
    return lut.with_window(fields.number("centre"), fields.number("width"))


def _entries(fields: Fields) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    written = fields.value("entries_float64")
    longest = 4 * (_MOST_ENTRIES * 8 // 3 + 1)
    if not isinstance(written, str) or len(written) > longest:
        raise EngineError(f"{fields.where}: the entries of the LUT are missing or too many.")
    try:
        values = np.frombuffer(base64.b64decode(written, validate=True), _LUT_DTYPE)
    except (binascii.Error, ValueError) as error:
        raise EngineError(f"{fields.where}: the entries of the LUT are damaged.") from error
    if not (np.isfinite(values).all() and np.all((values >= 0) & (values <= 1))):
        raise EngineError(f"{fields.where}: an entry of the LUT is not 0 to 1.")
    return values.astype(np.float64)


def _quoted(value: object) -> str:
    shown = one_line(repr(value))
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
