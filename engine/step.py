"""What a step is, and the list of all steps there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any, Protocol, TypeVar, runtime_checkable

from engine.errors import RecipeError
from engine.frame import Frame
from engine.parameter import Parameter, Reference, parameters_of, references_of
from engine.progress import Progress


@runtime_checkable
class Step(Protocol):
    """One entry of a recipe: a frozen dataclass of parameters that turns a frame into one."""

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the processed film; never writes to ``frame``."""


class StepKind(Enum):
    """What a step does to a film, in the groups the order guard and the menu know."""

    SMOOTHING = "Noise"
    TONE = "Tone"
    EQUALISATION = "Local contrast"
    EDGES = "Detail"
    CLEAN_UP = "Field and artefacts"
    GEOMETRY = "Geometry"
    SYNTHETIC = "Synthetic"


class WindowEffect(Enum):
    """What a step does to the window of the film."""

    KEEPS = "keeps the window"
    SETS = "sets its own window: the full range"


Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""Parameters of one version of a step to those of the next."""


@dataclass(frozen=True, slots=True)
class StepType:
    """What is known of a kind of step without running it.

    Attributes:
        name: Stable name in recipe files: "unsharp_mask".
        version: Changes when the numbers change meaning; starts at 1.
        title: What the window calls it.
        kind: Which group it belongs to.
        effect: What it does to the window.
        parameters: What a user may set, in order.
        references: What else it needs, in order.
        is_point_mapping: Equal grey values of one film always become equal: one curve says it all.
        summary: First line of its docstring.
        migrations: From each older version to the next.
    """

    name: str
    version: int
    title: str
    kind: StepKind
    effect: WindowEffect
    parameters: tuple[Parameter, ...]
    summary: str
    migrations: Mapping[int, Migration]
    step_class: type[Step]
    references: tuple[Reference, ...] = ()
    is_point_mapping: bool = False

    @property
    def changes_grid(self) -> bool:
        """Whether it turns, cuts or scales the film, so that pixels change their places."""
        return self.kind is StepKind.GEOMETRY

    def make(
        self,
        values: Mapping[str, object] | None = None,
        references: Mapping[str, object] | None = None,
    ) -> Step:
        """Return a step with these parameter values and references, the others as they start.

        Raises:
            RecipeError: Naming an unknown parameter or a bad value.
        """
        given = dict(values or {})
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise RecipeError(
                    f"{self.title} has no parameter {name!r}.",
                    hint=f"It has: {', '.join(known) or 'none'}.",
                )
        numbers = {n: known[n].check(v, self.title) for n, v in given.items()}
        return self.step_class(**numbers, **self._checked(references or {}))

    def values(self, step: Step) -> dict[str, float]:
        """Return the parameter values of ``step`` by name."""
        return {p.name: getattr(step, p.name) for p in self.parameters}

    def referred(self, step: Step) -> dict[str, str]:
        """Return what ``step`` refers to, by name of the reference."""
        return {r.name: getattr(step, r.name) for r in self.references}

    def _checked(self, references: Mapping[str, object]) -> dict[str, str]:
        known = {one.name: one for one in self.references}
        for name in references:
            if name not in known:
                raise RecipeError(f"{self.title} refers to no {name!r}.")
        return {name: known[name].check(value, self.title) for name, value in references.items()}

    def sentence(self, step: Step) -> str:
        """Return what the step does in words: "Unsharp mask (radius 0.5 mm, amount 0.7)".

        A step that has a ``credit``, as whose network it runs, is followed by it.
        """
        values = self.values(step)
        said = [
            f"{p.label.lower()} {p.text(values[p.name])}"
            for p in self.parameters
            if not (p.is_quiet and values[p.name] == p.default)
        ]
        credit = getattr(step, "credit", "")
        said += [credit] if credit else []
        return f"{self.title} ({', '.join(said)})" if said else self.title


_TYPES: dict[str, StepType] = {}
_TYPE_OF: dict[type, StepType] = {}

StepClass = TypeVar("StepClass", bound=type)


def register(
    name: str,
    *,
    version: int,
    title: str,
    kind: StepKind,
    effect: WindowEffect = WindowEffect.KEEPS,
    migrations: Mapping[int, Migration] | None = None,
    point_mapping: bool | None = None,
) -> Callable[[StepClass], StepClass]:
    """Make a frozen dataclass a step that recipes can name.

    Values out of range are refused on construction with a RecipeError.

    Args:
        name: Stable name in recipe files.
        version: Of the meaning of its numbers; with each new one comes a migration.
        title: What the window calls it.
        kind: Which group it belongs to.
        effect: What it does to the window.
        migrations: Old version -> function from its parameters to those of the next version.
        point_mapping: One curve says all it does to a film; by default that of its kind: tone does.
    """

    def add(step_class: StepClass) -> StepClass:
        if name in _TYPES and _TYPES[name].step_class.__qualname__ != step_class.__qualname__:
            raise ValueError(f"two steps are called {name!r}")
        missing = set(range(1, version)) - set(migrations or {})
        if missing:
            raise ValueError(f"{name} needs migrations from versions {sorted(missing)}")
        parameters = parameters_of(step_class)
        _check_on_construction(step_class, parameters, title)
        known = StepType(
            name=name,
            version=version,
            title=title,
            kind=kind,
            effect=effect,
            parameters=parameters,
            summary=(step_class.__doc__ or "").strip().partition("\n")[0],
            migrations=dict(migrations or {}),
            step_class=step_class,
            references=references_of(step_class),
            is_point_mapping=kind is StepKind.TONE if point_mapping is None else point_mapping,
        )
        _TYPES[name] = known
        _TYPE_OF[step_class] = known
        return step_class

    return add


def _check_on_construction(step_class: type, parameters: tuple[Parameter, ...], title: str) -> None:
    make = step_class.__init__  # type: ignore[misc]

    def checked(self: object, *args: object, **values: object) -> None:
        make(self, *args, **values)
        for parameter in parameters:
            value = parameter.check(getattr(self, parameter.name), title)
            object.__setattr__(self, parameter.name, value)

    step_class.__init__ = checked  # type: ignore[misc]


def step_types() -> tuple[StepType, ...]:
    """Return every step there is, in the order of the menu: by group, then by title."""
    _import_all()
    order = list(StepKind)
    return tuple(sorted(_TYPES.values(), key=lambda t: (order.index(t.kind), t.title)))


def step_type(name: str) -> StepType:
    """Return the step called ``name``.

    Raises:
        RecipeError: If there is none.
    """
    _import_all()
    if name not in _TYPES:
        raise RecipeError(
            f"There is no step called {name!r}.",
            hint=f"This version knows: {', '.join(sorted(_TYPES))}.",
        )
    return _TYPES[name]


def type_of(step: Step) -> StepType:
    """Return what is known of this step's kind."""
    return _TYPE_OF[type(step)]


def _import_all() -> None:
    import_module("engine.steps")
