"""What a step can be asked: parameters with unit, range, default and label."""

from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from engine.errors import RecipeError

_KEY = "negatoscope.parameter"
_REFERENCE = "negatoscope.reference"
_LONGEST_REFERENCE = 200


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number a user may set.

    Attributes:
        name: Field name, with its unit: ``radius_mm``.
        label: What the form calls it.
        unit: "mm", "%", or "" for a plain number.
        low, high: Allowed range, both included.
        default: Where it starts.
        is_whole: Only whole numbers are allowed.
        is_logarithmic: A slider moves in equal ratios, for ranges over decades.
        choices: The only values allowed; empty where any in the range is.
        is_quiet: Not worth a word while at its default.
        words: What each of the choices is called; empty where the numbers speak.
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    default: float
    is_whole: bool = False
    is_logarithmic: bool = False
    choices: tuple[float, ...] = ()
    is_quiet: bool = False
    words: tuple[str, ...] = ()

    def text(self, value: float) -> str:
        """Return the value in words: "0.5 mm", "8", "2.0 %", "Scharr"."""
        if self.words and value in self.choices:
            return self.words[self.choices.index(value)]
        number = f"{value:.0f}" if self.is_whole else f"{value:.3g}"
        return f"{number} {self.unit}".strip()

    def check(self, value: object, owner: str) -> float:
        """Return the value as a number.

        Raises:
            RecipeError: Naming the step, the parameter, the value and what is allowed.
        """
        wanted = self._allowed()
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise RecipeError(
                f"{owner}: {self.name} is {value!r}, which is no number.",
                hint=f"Use a number from {wanted}.",
            )
        if not self.low <= value <= self.high:  # nor is NaN
            raise RecipeError(
                f"{owner}: {self.name} is {_short(value)}, outside {wanted}.",
                hint=f"Use a number from {wanted}.",
            )
        if self.is_whole and value != int(value):
            raise RecipeError(
                f"{owner}: {self.name} is {value:g}, which is no whole number.",
                hint=f"Use a whole number from {wanted}.",
            )
        if self.choices and value not in self.choices:
            raise RecipeError(
                f"{owner}: {self.name} is {value:g}, none of {wanted}.", hint=f"Use {wanted}."
            )
        return int(value) if self.is_whole else float(value)

    def _allowed(self) -> str:
        if self.choices:
            return " or ".join(f"{choice:g}" for choice in self.choices)
        return f"{self.low:g} to {self.high:g} {self.unit}".strip()


def _short(value: float) -> str:
    """Return a number in a few letters, also a whole one that no float can hold."""
    is_beyond = isinstance(value, int) and abs(value) > 10**300
    return "far too large" if is_beyond else f"{value:g}"


def param(
    default: float,
    *,
    low: float,
    high: float,
    unit: str,
    label: str,
    logarithmic: bool = False,
    choices: tuple[float, ...] = (),
    quiet: bool = False,
    words: tuple[str, ...] = (),
) -> Any:  # noqa: ANN401 - dataclasses.field returns what the annotation says
    """Declare a field of a step as a parameter a user may set.

    Args:
        default: Where it starts; an int makes it a whole-number parameter.
        low: Lowest allowed value.
        high: Highest allowed value.
        unit: "mm", "%", or "" for a plain number.
        label: What the form calls it.
        logarithmic: A slider moves in equal ratios.
        choices: The only values allowed, if not all in the range are.
        quiet: Not worth a word while at its default.
        words: What each of the choices is called, if not by its number.
    """
    if words and len(words) != len(choices):
        raise ValueError(f"{len(words)} words for {len(choices)} choices")
    facts = {
        "label": label,
        "unit": unit,
        "low": low,
        "high": high,
        "is_whole": isinstance(default, int),
        "is_logarithmic": logarithmic,
        "choices": choices,
        "is_quiet": quiet,
        "words": words,
    }
    return field(default=default, metadata={_KEY: facts})


def parameters_of(step_class: type) -> tuple[Parameter, ...]:
    """Return the parameters a step class declares, in order."""
    found = []
    for entry in fields(step_class):
        if _REFERENCE in entry.metadata:
            continue
        facts = entry.metadata.get(_KEY)
        if facts is None or entry.default is MISSING:
            raise TypeError(f"{step_class.__name__}.{entry.name} is not declared with param()")
        found.append(Parameter(name=entry.name, default=entry.default, **facts))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reference:
    """Something a step needs that is no number, kept under a name of its own.

    Attributes:
        name: Field name: ``calibration``.
        label: What the form calls it.
        choose: Words of the button that chooses another: "Choose a flat field…".
    """

    name: str
    label: str
    choose: str

    def check(self, value: object, owner: str) -> str:
        """Return the name of what is referred to; "" is nothing.

        Raises:
            RecipeError: If it is no short text.
        """
        if not isinstance(value, str) or len(value) > _LONGEST_REFERENCE or not value.isprintable():
            raise RecipeError(
                f"{owner}: {self.name} is no name.", hint=f"Choose one: {self.choose}"
            )
        return value


def reference(*, label: str, choose: str) -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a field of a step as a reference a user may choose; it starts as "", nothing.

    Args:
        label: What the form calls it.
        choose: Words of the button that chooses another.
    """
    return field(default="", metadata={_REFERENCE: {"label": label, "choose": choose}})


def references_of(step_class: type) -> tuple[Reference, ...]:
    """Return the references a step class declares, in order."""
    return tuple(
        Reference(name=entry.name, **entry.metadata[_REFERENCE])
        for entry in fields(step_class)
        if _REFERENCE in entry.metadata
    )
