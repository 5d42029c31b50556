"""An ordered list of steps: immutable, written as JSON, checked for bad order."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from engine.blend import BLEND, why_not_blended
from engine.errors import RecipeError
from engine.region import WHOLE_FILM, Region
from engine.step import Step, StepKind, StepType, WindowEffect, step_type, type_of

FORMAT = "negatoscope-recipe"
FORMAT_VERSION = 1

_SHARPENING = frozenset({"super_resolution"})
"""Steps of other kinds that raise fine detail too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a recipe.

    Attributes:
        step: What to do.
        is_enabled: A switched-off step keeps its place and its numbers.
        region: Where the step works.
        blend: Share of its result, 0 to 1; the rest is what it got.

    Raises:
        RecipeError: If ``blend`` is out of range.
    """

    step: Step
    is_enabled: bool = True
    region: Region = WHOLE_FILM
    blend: float = BLEND.default

    def __post_init__(self) -> None:
        BLEND.check(self.blend, self.type.title)

    @property
    def type(self) -> StepType:
        """What is known of the step."""
        return type_of(self.step)

    @property
    def digest(self) -> str:
        """Short name of what this step does: equal if name, version and numbers are."""
        return hashlib.sha256(_canonical(_entry_to_json(self)).encode()).hexdigest()[:16]

    @property
    def is_point_mapping(self) -> bool:
        """Whether one curve for the whole film says what it does."""
        return self.type.is_point_mapping and self.region.is_whole

    @property
    def why_not_blended(self) -> str:
        """Why its result cannot be mixed with what it got, as a clause; "" where it can."""
        return why_not_blended(self.type)

    def sentence(self) -> str:
        """Return what it does, how strongly, and where, in words."""
        said = self.type.sentence(self.step)
        if self.blend != BLEND.default:
            said += f", at {100 * self.blend:.3g} %"
        return said if self.region.is_whole else f"{said}, {self.region.text()}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the order of a recipe.

    Attributes:
        position: Index of the entry it is about.
        message: One sentence.
        is_refusal: The recipe is not run; otherwise it is advice.
        belongs_at: Index of the entry it would have to stand before; None where no move helps.
    """

    position: int
    message: str
    is_refusal: bool
    belongs_at: int | None = None


@dataclass(frozen=True)
class Recipe:
    """Ordered processing of one film.

    Attributes:
        entries: Steps in order.
        name: Stable short name, "" for one's own.
        title: What the window calls it, "" for one's own.
        description: One sentence on what it is for.
    """

    entries: tuple[Entry, ...] = ()
    name: str = ""
    title: str = ""
    description: str = ""

    @cached_property
    def enabled(self) -> tuple[Entry, ...]:
        """The entries that will run."""
        return tuple(entry for entry in self.entries if entry.is_enabled)

    @property
    def is_identity(self) -> bool:
        """Whether it changes nothing."""
        return not self.enabled

    @property
    def sets_window(self) -> bool:
        """Whether its result is display-ready, so that the film's window no longer applies."""
        return any(entry.type.effect is WindowEffect.SETS for entry in self.enabled)

    @property
    def generating(self) -> tuple[Entry, ...]:
        """The entries that will run and invent something: the result is synthetic."""
        return tuple(entry for entry in self.enabled if entry.type.kind is StepKind.SYNTHETIC)

    @property
    def is_point_mapping(self) -> bool:
        """Whether one curve for the whole film says what it does."""
        return all(entry.is_point_mapping for entry in self.enabled)

    @property
    def changes_grid(self) -> bool:
        """Whether pixels change their places, so that nothing can be compared pixel by pixel."""
        return any(entry.type.changes_grid for entry in self.enabled)

    @cached_property
    def prefix_digests(self) -> tuple[str, ...]:
        """For each enabled entry, the name of the recipe up to and including it."""
        found: list[str] = []
        for entry in self.enabled:
            before = found[-1] if found else ""
            found.append(hashlib.sha256(f"{before}/{entry.digest}".encode()).hexdigest()[:16])
        return tuple(found)

    @property
    def digest(self) -> str:
        """Name of what the whole recipe does; switched-off steps do not count."""
        return self.prefix_digests[-1] if self.enabled else "identity"

    def added(self, step: Step) -> Self:
        """Return the recipe with one more step at the end."""
        return self._edited((*self.entries, Entry(step)))

    def removed(self, position: int) -> Self:
        """Return the recipe without the entry at ``position``."""
        return self._edited(self.entries[:position] + self.entries[position + 1 :])

    def moved(self, position: int, to: int) -> Self:
        """Return the recipe with one entry at another place."""
        rest = list(self.entries)
        rest.insert(to, rest.pop(position))
        return self._edited(tuple(rest))

    def switched(self, position: int, is_enabled: bool) -> Self:
        """Return the recipe with one entry switched on or off."""
        return self._replaced(position, replace(self.entries[position], is_enabled=is_enabled))

    def with_value(self, position: int, parameter: str, value: float) -> Self:
        """Return the recipe with one number of one step changed.

        Raises:
            RecipeError: If the value is out of range.
        """
        entry = self.entries[position]
        values = {**entry.type.values(entry.step), parameter: value}
        step = entry.type.make(values, entry.type.referred(entry.step))
        return self._replaced(position, replace(entry, step=step))

    def with_reference(self, position: int, name: str, value: str) -> Self:
        """Return the recipe with one step referring to something else.

        Raises:
            RecipeError: If the step has no such reference, or the value is no name.
        """
        entry = self.entries[position]
        referred = {**entry.type.referred(entry.step), name: value}
        step = entry.type.make(entry.type.values(entry.step), referred)
        return self._replaced(position, replace(entry, step=step))

    def with_region(self, position: int, region: Region) -> Self:
        """Return the recipe with one step working elsewhere."""
        return self._replaced(position, replace(self.entries[position], region=region))

    def with_blend(self, position: int, blend: float) -> Self:
        """Return the recipe with one step counting only in part.

        Raises:
            RecipeError: If ``blend`` is outside 0 to 1.
        """
        return self._replaced(position, replace(self.entries[position], blend=blend))

    def _replaced(self, position: int, entry: Entry) -> Self:
        return self._edited((*self.entries[:position], entry, *self.entries[position + 1 :]))

    def _edited(self, entries: tuple[Entry, ...]) -> Self:
        return replace(self, entries=entries)

    def sentences(self) -> tuple[str, ...]:
        """Return what each enabled step does, in words, for the derivation."""
        return tuple(entry.sentence() for entry in self.enabled)

    def problems(self, film: str = "") -> tuple[Problem, ...]:
        """Return what is wrong with the order of the steps.

        Args:
            film: What to call the film in a sentence where a network invented some of it before
                it was opened: "a synthetic film"; "" where it is a plain radiograph.
        """
        found: list[Problem] = []
        seen: dict[StepKind, tuple[str, int | None]] = {}
        if film:
            seen[StepKind.SYNTHETIC] = film, None
        for position, entry in enumerate(self.entries):
            if not entry.is_enabled:
                continue
            kind, title = entry.type.kind, entry.type.title
            reason = _why_not_after_a_network(entry.type) if StepKind.SYNTHETIC in seen else ""
            if reason:
                earlier, at = seen[StepKind.SYNTHETIC]
                message = f"{title} may not follow {earlier}: {reason}"
                mend = None if kind is StepKind.SYNTHETIC else at
                found.append(Problem(position, message, is_refusal=True, belongs_at=mend))
            found.extend(_of_the_place(position, entry))
            if StepKind.EDGES in seen and kind is StepKind.SMOOTHING:
                earlier, at = seen[StepKind.EDGES]
                message = (
                    f"{title} after {earlier} removes the detail that was just raised; "
                    "move it before."
                )
                found.append(Problem(position, message, is_refusal=False, belongs_at=at))
            seen.setdefault(kind, (title, position))
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        """Return the recipe as it stands in a file."""
        return {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "steps": [
                {**_entry_to_json(entry), "enabled": entry.is_enabled} for entry in self.entries
            ],
        }

    def to_text(self) -> str:
        """Return the recipe as the text of a file."""
        return json.dumps(self.to_json(), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_text(cls, text: str, *, where: str = "the recipe") -> Self:
        """Read a recipe from the text of a file; older ones are migrated.

        Args:
            text: JSON.
            where: What to call it in a message, as the file's name.

        Raises:
            RecipeError: Naming what is wrong: no JSON, no recipe, an unknown step, a bad value.
        """
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise RecipeError(
                f"{where} is not a recipe: it is no JSON.",
                hint="A recipe is a JSON file written by Negatoscope.",
            ) from error
        return cls.from_json(data, where=where)

    @classmethod
    def from_json(cls, data: object, *, where: str = "the recipe") -> Self:
        """Read a recipe from decoded JSON; see ``from_text``."""
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise RecipeError(
                f"{where} is not a recipe.",
                hint=f'A recipe is a JSON object whose "format" is "{FORMAT}".',
            )
        version = data.get("version")
        if version != FORMAT_VERSION:
            raise RecipeError(
                f"{where} has recipe format {version!r}; this version reads {FORMAT_VERSION}.",
                hint="It was probably written by a newer Negatoscope.",
            )
        steps = data.get("steps")
        if not isinstance(steps, list):
            raise RecipeError(f'{where} has no list of "steps".')
        return cls(
            entries=tuple(_entry_from_json(step, where) for step in steps),
            name=_text(data, "name"),
            title=_text(data, "title"),
            description=_text(data, "description"),
        )


def _of_the_place(position: int, entry: Entry) -> Iterator[Problem]:
    """Yield what is wrong with where, and how strongly, a step works."""
    title = entry.type.title
    if entry.type.changes_grid and not entry.region.is_whole:
        message = f"{title} moves the whole film; it cannot be limited to a region."
        yield Problem(position, message, is_refusal=True)
    if entry.blend != BLEND.default and entry.why_not_blended:
        message = f"{title} cannot be blended: {entry.why_not_blended}."
        yield Problem(position, message, is_refusal=True)
    if getattr(entry.step, "needs_region", False) and entry.region.is_whole:
        message = f"{title} needs a drawn region; without one it does nothing."
        yield Problem(position, message, is_refusal=False)


def _why_not_after_a_network(kind: StepType) -> str:
    """Return why a step is refused on what a network invented; "" where it is allowed.

    A CycleGAN hides its source in a faint pattern that equalisation makes visible (Chu et al.,
    arXiv 1712.02950), and a window estimated from what it invented would pass for the film's.
    Smoothing, and a curve that the user sets, are allowed.
    """
    if kind.kind in (StepKind.EDGES, StepKind.EQUALISATION) or kind.name in _SHARPENING:
        return "it would amplify what the network hides."
    if kind.kind is StepKind.CLEAN_UP:
        return "it looks for faults of the film, and the network has repainted them."
    if kind.kind is StepKind.SYNTHETIC:
        return "a network would invent on top of what a network invented."
    if kind.effect is WindowEffect.SETS:
        return "it would take its window from what the network invented."
    return ""


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    return value if isinstance(value, str) else ""


def _entry_to_json(entry: Entry) -> dict[str, Any]:
    kind = entry.type
    written = {"step": kind.name, "version": kind.version, "parameters": kind.values(entry.step)}
    if kind.references:
        written["references"] = kind.referred(entry.step)
    if not entry.region.is_whole:
        written["region"] = entry.region.to_json()
    if entry.blend != BLEND.default:
        written["blend"] = entry.blend
    return written


def _entry_from_json(data: object, where: str) -> Entry:
    if not isinstance(data, Mapping) or not isinstance(data.get("step"), str):
        raise RecipeError(f"{where} holds an entry that names no step: {str(data)[:80]}.")
    try:
        kind = step_type(data["step"])
        values = _migrated(kind, data.get("version"), data.get("parameters", {}))
        enabled = data.get("enabled", True)
        if not isinstance(enabled, bool):
            raise RecipeError(f"{kind.title}: enabled is {enabled!r}, not true or false.")
        references = data.get("references", {})
        if not isinstance(references, Mapping):
            raise RecipeError(f"{kind.title}: its references are no list of names.")
        region = Region.from_json(data["region"]) if "region" in data else WHOLE_FILM
        blend = BLEND.check(data.get("blend", BLEND.default), kind.title)
        return Entry(kind.make(values, references), enabled, region, blend)
    except RecipeError as error:
        raise RecipeError(f"In {where}: {error}", hint=error.hint) from error


def _migrated(kind: StepType, version: object, values: object) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        raise RecipeError(f"{kind.title}: its parameters are no list of names and numbers.")
    if not isinstance(version, int) or not 1 <= version <= kind.version:
        raise RecipeError(
            f"{kind.title} has version {version!r}; this version knows 1 to {kind.version}.",
            hint="It was probably written by a newer Negatoscope.",
        )
    current = dict(values)
    for older in range(version, kind.version):
        current = kind.migrations[older](current)
    return current


def _canonical(data: object) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"))
